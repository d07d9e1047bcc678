"""Words looked for in every cell and sentence of the archive, each hit with figure, place and what became of it."""

from decimal import Decimal, InvalidOperation
from typing import Final

from msgspec import Struct
from starlette.responses import Response

from formaudit.archive.index import unindexed
from formaudit.archive.search import PAGE, Hit, Query, search
from formaudit.errors import UsageError
from formaudit.forms.personal import without_personal
from formaudit.messages import has, word
from formaudit.messages.failure import fact, remedy
from formaudit.web.call import Call, Page
from formaudit.web.evidence import with_unit
from formaudit.web.index import Index
from formaudit.web.pages.queue import facet_name

__all__ = ["PAGES"]

_ROWS: Final = 40
_FARTHEST: Final = 4000
_LONGEST: Final = 200


class Line(Struct, frozen=True, kw_only=True):
    """A hit as it is shown: its text in pieces, those that hold a word sought marked."""

    unit: str
    year: int | None
    form: str
    pieces: tuple[tuple[str, bool], ...]
    raw: str
    place: str
    standing: str
    states: tuple[str, ...]
    checks: tuple[str, ...]
    target: str


def show(call: Call) -> Response:
    """A page of hits; ``skip`` says how many lie before it."""
    text = " ".join(call.query.get("text", "").split())[:_LONGEST]
    query = Query(
        words=tuple(text.split()), first_year=_year(call, "since"), last_year=_year(call, "until"), over=_over(call),
        form=call.query.get("form", "")[:_LONGEST], unit=call.query.get("unit", "")[:_LONGEST],
        check=call.query.get("check", "")[:_LONGEST], limit=_ROWS, offset=_skip(call),
    )  # fmt: skip
    found, wrong, unsearched = None, "", 0
    if query.words:
        try:
            with call.desk.store() as store:
                found, unsearched = search(store, query), unindexed(store)
        except UsageError as error:
            wrong = f"{fact(error, call.lang)} {remedy(error, call.lang)}"
    index = call.desk.index()
    lines = [_line(index, hit, query, call.lang) for hit in found.hits] if found is not None else []
    return call.page(
        "find.html", text=text, query=query, found=found, lines=lines, wrong=wrong, step=_ROWS,
        unsearched=unsearched,
        vain=found is not None and len(found.hits) < _ROWS <= PAGE < found.submissions,
        forms=[(form, facet_name("form", form, call.lang), count) for form, count in found.facets.forms]
        if found is not None else [],
    )  # fmt: skip


def _line(index: Index, hit: Hit, query: Query, lang: str) -> Line:
    line = hit.line
    rows = [row for row in index.by_unit.get(hit.unit, ()) if index.rows[row].key == hit.submission]
    target = f"/s/{index.rows[rows[0]].token}" if rows else ""
    if rows and hit.told.findings:
        target += f"/{hit.told.findings[0]}"
    steps = [word("place.cell", lang, row=str(line.row + 1), col=str(line.col + 1))] if (
        line.row is not None and line.col is not None) else []  # fmt: skip
    steps += [word("place.page", lang, number=str(line.page))] if line.page is not None else []
    return Line(
        unit=hit.unit, year=hit.year, form=facet_name("form", line.form, lang),
        pieces=_pieces(without_personal(line.text), query.words),
        raw=with_unit(without_personal(line.raw), line.unit_of_value) if line.key else "", place=" ".join(steps),
        standing=line.standing if has(f"web.standing.{line.standing}") else "", states=hit.told.states,
        checks=hit.told.checks, target=target,
    )  # fmt: skip


def _pieces(text: str, words: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    """The text cut where the first of the words begin and end."""
    pieces: list[tuple[str, bool]] = []
    rest = text
    while rest:
        hits = [(rest.find(each), each) for each in words if each and each in rest]
        if not hits:
            break
        at, said = min(hits)
        pieces += [(rest[:at], False), (said, True)]
        rest = rest[at + len(said) :]
    return tuple(each for each in (*pieces, (rest, False)) if each[0])


def _year(call: Call, name: str) -> int | None:
    text = call.query.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None


def _over(call: Call) -> Decimal | None:
    try:
        told = Decimal(call.query.get("over", "")[:20])
    except InvalidOperation:
        return None
    return told if told.is_finite() else None


def _skip(call: Call) -> int:
    text = call.query.get("skip", "")
    return min(int(text), _FARTHEST) if text.isascii() and text.isdigit() and len(text) < 6 else 0


PAGES: Final = (Page(path="/find", show=show),)
