"""``formaudit find``: words in the cells and sentences of an archive, with figure, place and state."""

import argparse
import csv
import io
import json
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from formaudit.archive.index import bring_up_to_date
from formaudit.archive.search import PAGE, Found, Hit, Query, Series, search, series_of
from formaudit.archive.store import Store
from formaudit.cli.arguments import meant
from formaudit.cli.console import emit
from formaudit.cli.meter import Meter
from formaudit.cli.status import BASE
from formaudit.errors import ExitCode, UsageError
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.model.form_kind import FormKind
from formaudit.model.place import Place
from formaudit.patterns import compiled
from formaudit.reports.clean import one_line, quoted, shorten
from formaudit.reports.places import Places, say_place
from formaudit.reports.words import named, plain, year_words_of

__all__ = ["SCHEMA", "configure", "run"]

SCHEMA: Final = "formaudit.find/1"
_YEARS: Final = compiled(r"(?P<first>(?:19|20)\d{2})?(?P<range>\.\.)?(?P<last>(?:19|20)\d{2})?")
_COLUMNS: Final = ("unit", "year", "form", "text", "printed", "money", "place", "file", "state", "checks", "findings")
_CHECKS: Final = 8
_TEXT: Final = 80


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("words", metavar="WORDS", nargs="+", help=word("find.help.words"))
    parser.add_argument("--store", metavar="URL", default=BASE, help=word("scan.help.store"))
    parser.add_argument("--year", metavar="A..B", default="", help=word("find.help.year"))
    parser.add_argument("--over", metavar="N", help=word("find.help.over"))
    parser.add_argument("--form", metavar="FORM", default="", help=word("find.help.form"))
    parser.add_argument("--unit", metavar="TEXT", default="", help=word("find.help.unit"))
    parser.add_argument("--check", metavar="CHECK", default="", help=word("find.help.check"))
    parser.add_argument("--series", action="store_true", help=word("find.help.series"))
    parser.add_argument("--limit", metavar="N", type=int, default=20, help=word("find.help.limit"))
    parser.add_argument("--offset", metavar="N", type=int, default=0, help=word("find.help.offset"))
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text", help=word("audit.help.format"))
    parser.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("audit.help.lang"))


def run(options: argparse.Namespace) -> int:
    """Search and print; 0 also where nothing is found.

    Raises:
        UsageError: the store is not there, a word is too short, a year or an amount is none.

    """
    query = _query(options)
    with Store(options.store, create=False) as store:
        meter = Meter(options.lang)
        bring_up_to_date(store, meter.watch("index"))
        meter.end()
        if options.series:
            _print_series(series_of(store, query), options.format, options.lang)
        else:
            _print(search(store, query), query, options.format, options.lang)
    return int(ExitCode.OK)


def _query(options: argparse.Namespace) -> Query:
    first, last = _years(options.year)
    over = None
    if options.over is not None:
        try:
            over = Decimal(options.over)
        except InvalidOperation:
            raise UsageError("find-amount", "", options.over) from None
    if options.limit < 1 or options.offset < 0:
        raise UsageError("find-limit", "", str(min(options.limit, options.offset)))
    return Query(
        words=tuple(part for said in options.words for part in said.split()),
        first_year=first,
        last_year=last,
        over=over,
        form=_form(options.form),
        unit=options.unit,
        check=options.check.upper(),
        limit=options.limit,
        offset=options.offset,
    )


def _form(text: str) -> str:
    """A kind of form by its literal name or the one that people use: ``annex2``, ``附件2``."""
    known = {each.value: each.value for each in FormKind} | {word(f"form.{each}"): each.value for each in FormKind}
    if text and text not in known:
        raise UsageError("find-form", "", text + meant(text, known))
    return known.get(text, "")


def _years(text: str) -> tuple[int | None, int | None]:
    """``2019..2022``, ``2019..``, ``..2022`` or ``2020``."""
    found = _YEARS.fullmatch(text)
    if found is None or (text and not found["first"] and not found["last"]) or (found["last"] and not found["range"]):
        raise UsageError("find-year", "", text)
    first, last = (int(found[name]) if found[name] else None for name in ("first", "last"))
    return (first, first) if first is not None and not found["range"] else (first, last)


def _place(hit: Hit, lang: str) -> str:
    """The place as a clerk says it; the file stands in a column of its own."""
    line = hit.line
    place = Place(
        file=0, form=line.form, form_index=line.form_index, table=line.table, row=line.row, col=line.col,
        page=line.page, paragraph=line.paragraph,
    )  # fmt: skip
    return say_place(Places(lang=lang, files=(), forms={}, several=frozenset()), place)


def _state(hit: Hit, lang: str) -> str:
    """Whether the figure ties, and what became of the findings on it."""
    if not hit.line.key:
        return ""
    said = [word(f"standing-of.{hit.line.standing}", lang)] if hit.line.standing else []
    said += [word(f"standing.{state}", lang) for state in hit.told.states]
    return word("place.list", lang).join(said)


def _printed(hit: Hit) -> str:
    raw, unit = one_line(hit.line.raw), hit.line.unit_of_value
    return raw if not raw or not unit or unit in raw else f"{raw} {unit}"


def _row(hit: Hit, lang: str) -> tuple[str, ...]:
    line = hit.line
    return (
        hit.unit, str(hit.year or ""), line.form, one_line(line.text), line.raw,
        plain(line.money) if line.money is not None else "", _place(hit, lang), line.path,
        " ".join((line.standing, *hit.told.states)).strip(), " ".join(hit.told.checks), " ".join(hit.told.findings),
    )  # fmt: skip


def _print(found: Found, query: Query, form: str, lang: str) -> None:
    if form == "json":
        data = {
            "schema": SCHEMA,
            "words": list(query.words),
            "submissions": found.submissions,
            "facets": {
                "year": [{"year": year, "submissions": count} for year, count in found.facets.years],
                "form": [{"form": name, "submissions": count} for name, count in found.facets.forms],
                "check": [{"check": check, "findings": count} for check, count in found.facets.checks],
            },
            "hits": [_record(hit, lang) for hit in found.hits],
            "more": found.more,
        }
        emit(json.dumps(data, ensure_ascii=False, indent=1))
    elif form == "csv":
        _csv(_COLUMNS, [_row(hit, lang) for hit in found.hits])
    else:
        for line in _lines(found, query, lang):
            emit(line)


def _record(hit: Hit, lang: str) -> dict[str, object]:
    line = hit.line
    return {
        "unit": hit.unit, "year": hit.year, "submission": hit.submission, "form": line.form,
        "form_index": line.form_index, "text": line.text, "key": line.key or None, "raw": line.raw or None,
        "money": plain(line.money) if line.money is not None else None, "file": line.path,
        "place": {"table": line.table, "row": line.row, "col": line.col, "page": line.page,
                  "paragraph": line.paragraph, "words": _place(hit, lang)},
        "standing": line.standing or None, "states": list(hit.told.states), "checks": list(hit.told.checks),
        "findings": list(hit.told.findings),
    }  # fmt: skip


def _lines(found: Found, query: Query, lang: str) -> list[str]:
    if not found.submissions:
        return [word("find.nothing", lang, words=" ".join(query.words))]
    lines = [word("find.sum", lang, words=" ".join(query.words), count=str(found.submissions))]
    join = word("place.list", lang)
    for key, pairs in (
        ("year", [(year_words_of(year, lang), count) for year, count in found.facets.years]),
        ("form", [(named("form", name, lang), count) for name, count in found.facets.forms]),
        ("check", [(check, count) for check, count in found.facets.checks[:_CHECKS]]),
    ):
        if pairs:
            lines.append(word(f"find.by.{key}", lang, said=join.join(f"{name} {count}" for name, count in pairs)))
    if not found.hits:
        lines += ["", word("find.no-line", lang)]
    for number, hit in enumerate(found.hits, query.offset + 1):
        told = [_state(hit, lang), " ".join(hit.told.checks)]
        said = word("report.label", lang, name=shorten(hit.line.text, _TEXT)) + _printed(hit) if hit.line.raw else ""
        lines += [
            "",
            f"{number}. {one_line(hit.unit)} {year_words_of(hit.year, lang)}",
            f"   {said or shorten(hit.line.text, _TEXT * 2)}" + "".join(f"  〔{text}〕" for text in told if text),
            f"   {_place(hit, lang)}  {one_line(hit.line.path)}",
        ]
    if len(found.hits) < query.limit <= PAGE < found.submissions:
        lines += ["", word("find.vain", lang)]
    if found.more:
        lines += ["", word("find.more", lang, offset=str(query.offset + query.limit))]
    return lines


def _print_series(found: Sequence[Series], form: str, lang: str) -> None:
    years = sorted({year for each in found for year, _ in each.values})
    if form == "json":
        rows = [
            {
                "unit": each.unit, "form": each.form, "label": each.label, "unit_of_value": each.unit_of_value,
                "values": {str(year): raw for year, raw in each.values},
            }
            for each in found
        ]  # fmt: skip
        emit(json.dumps({"schema": SCHEMA, "series": rows}, ensure_ascii=False, indent=1))
        return
    table = [
        (
            each.unit, named("form", each.form, lang), each.label, each.unit_of_value,
            *(dict(each.values).get(year, "") for year in years),
        )
        for each in found
    ]  # fmt: skip
    if form == "csv":
        _csv(("unit", "form", "label", "unit_of_value", *map(str, years)), table)
        return
    if not found:
        emit(word("find.no-series", lang))
        return
    for row, each in zip(table, found, strict=True):
        emit(f"{one_line(row[0])}  {row[1]}  {one_line(row[2])}" + (f"（{row[3]}）" if row[3] else ""))
        emit("   " + "  ".join(f"{year}: {one_line(raw)}" for year, raw in each.values))


def _csv(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table for spreadsheets, in which no text becomes a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([[quoted(value) for value in row] for row in rows])
    emit(text.getvalue(), end="")
