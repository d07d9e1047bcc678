"""D08, D13, D14, D15: words that the tables contradict: an empty table that is filled, names, lists, reasons."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from formaudit.checks.disclosure.said import called, said, value_of
from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.quoting import content_pairs, word_figure
from formaudit.graph.disclosure.amounts import Passage
from formaudit.graph.disclosure.book import Book
from formaudit.graph.disclosure.paths import rows_of_items
from formaudit.graph.disclosure.published import Published
from formaudit.graph.disclosure.told import ItemText, agrees
from formaudit.messages import phrase
from formaudit.model.disclosure import DisclosureRow, DisclosureTable, RowRole, TableKind
from formaudit.model.figure import Figure
from formaudit.model.verdict import Outcome, Severity, Verdict
from formaudit.patterns import Late, compiled
from formaudit.text import compact

__all__ = ["listed_without_money", "notes_against_tables", "paths_against_rows", "reasons_against_changes"]

_EMPTY: Final = Late(r"本表(?:为)?空表|本表(?:无|没有)数据|表(?:为空|无数据)|空表")
_KINDS: Final = (
    (TableKind.FUND, "政府性基金"),
    (TableKind.CAPITAL, "国有资本"),
    (TableKind.PUBLIC, "三公"),
)
_LISTED: Final = Late(r"(?:主要包括|主要用于|包括)[:：]?([^。；;]+)")
_REASON: Final = Late(r"(?:主要)?原因(?:是|为)?[:：]?\s*([^。；;]+)")
_PURPOSE: Final = Late(r"主要用于[:：]?\s*([^。；;]+)")
_SHOWN: Final = 6


def notes_against_tables(evidence: Evidence) -> Iterator[Verdict]:
    """D08: a note says that the table above it is empty, and it is not."""
    published = evidence.graph.published
    if published is None:
        return
    for table in published.book.tables:
        for note in table.notes:
            text = compact(note.text)
            if not _EMPTY.now.search(text) or not any(table.grids) or not _of_table(text, table):
                continue
            words = word_figure(
                f"{published.book.address}.{table.kind.value}.note", table.title, note.text, note.place, note.confidence
            )
            filled = [figure for figure in table.figures if figure.filled and figure.amount != 0]
            if not filled:
                yield said("D08", Outcome.HOLDS, (words,), "", phrase("published.note.holds", title=table.title))
                continue
            shown = tuple(filled[:_SHOWN])
            amounts = "、".join(called(one) for one in shown)
            yield said(
                "D08",
                Outcome.BROKEN,
                (words, *shown),
                amounts,
                phrase("published.note.broken", title=table.title, note=words.raw, amounts=amounts),
            )


def _of_table(text: str, table: DisclosureTable) -> bool:
    """Whether a note speaks of the money of its table; one of another kind was left from another table."""
    named = [kind for kind, word in _KINDS if word in text]
    return not named or table.kind in named


def paths_against_rows(evidence: Evidence) -> Iterator[Verdict]:
    """D13: a paragraph names an item as no row of the tables does, and prints the amount of one."""
    published = evidence.graph.published
    if published is None:
        return
    known = {item.row.code for item in published.items if item.row is not None}
    for item in published.items:
        if item.path is None or item.row is not None or not item.told:
            continue
        found = _by_amount(item, published.book, known)
        if found is None:
            continue
        row, cell, above = found
        text = item.passage.text.strip()
        names = "-".join(item.path.names)
        words = word_figure(f"{item.told[0].figure.key}=path", names, text[:60], replace(item.passage.note.place))
        printed = f"{row.code} {above}-{row.name}" if above else f"{row.code} {row.name}"
        yield said(
            "D13",
            Outcome.BROKEN,
            (words, item.told[0].figure, cell),
            f"{names} ≠ {printed}",
            phrase("published.path", names=names, row=printed, amount=called(item.told[0].figure)),
        )


def _by_amount(item: ItemText, book: Book, known: set[str]) -> tuple[DisclosureRow, Figure, str] | None:
    """The one row that no other paragraph names, prints the amount, and shares a word with the path."""
    path = item.path
    if path is None:
        return None
    found: list[tuple[DisclosureRow, Figure, str]] = []
    pairs = content_pairs(path.names[1] + path.names[2])
    for kind, row in rows_of_items(book):
        cell = row.figures[0]
        if row.code in known or cell is None or not agrees(item.told[0].figure, cell) or value_of(cell) == 0:
            continue
        grid = book.grid(kind)
        above = next((one.name for one in grid.rows if one.code == row.code[:5]), "") if grid is not None else ""
        if pairs & content_pairs(row.name + above):
            found.append((row, cell, above))
    return found[0] if len(found) == 1 else None


def listed_without_money(evidence: Evidence) -> Iterator[Verdict]:
    """D14: 人员经费 or 公用经费 are said to include items for which the table prints nothing."""
    published = evidence.graph.published
    if published is None:
        return
    grid = published.book.grid(TableKind.BASIC)
    if grid is None:
        return
    column = grid.column("total")
    for passage in published.passages:
        if ("人员经费" not in passage.text and "公用经费" not in passage.text) or column is None:
            continue
        for match in _LISTED.now.finditer(passage.text):
            names = [compact(name) for name in compiled(r"[、，,]").split(match[1])]
            empty = [
                (row, cell)
                for row in grid.rows
                if row.role is RowRole.CODE
                and len(row.code) == 5
                and compact(row.name) in names
                and (cell := row.figures[column]) is not None
                and value_of(cell) == 0
            ]
            for row, cell in empty:
                place = replace(passage.note.place, span=match.span(1))
                words = word_figure(f"{cell.key}=listed", row.name, row.name, place)
                yield said(
                    "D14",
                    Outcome.BROKEN,
                    (words, cell),
                    f"{row.code} {row.name} {cell.raw or '0'}",
                    phrase("published.listed", name=row.name, code=row.code, printed=cell.raw or "—"),
                    severity=Severity.NOTE,
                )


def reasons_against_changes(evidence: Evidence) -> Iterator[Verdict]:
    """D15: a reason that says the opposite of the change, or a purpose copied from the paragraph before."""
    published = evidence.graph.published
    if published is None:
        return
    for passage in published.passages:
        yield from _reason(passage)
    yield from _copied(published)


def _reason(passage: Passage) -> Iterator[Verdict]:
    """减少2.98%，主要原因是：经费增加."""
    changes = [one for one in passage.amounts if one.change and (one.rate or one.money)]
    reason = _REASON.now.search(passage.text)
    if len(changes) != 1 or reason is None or changes[0].start > reason.start():
        return
    words = changes[0].words
    fell = compiled(r"减少|下降|降低").search(words[-6:]) is not None
    rose = compiled(r"增加|增长|上升|提高").search(words[-6:]) is not None
    told = compact(reason[1])
    if (fell and compiled(r"(?:经费|支出|费用|人员|预算)(?:增加|增长)$").search(told)) or (
        rose and compiled(r"(?:经费|支出|费用|人员|预算)(?:减少|下降)$").search(told)
    ):
        span = (passage.begins + reason.start(1), passage.begins + reason.end(1))
        place = replace(passage.note.place, span=span)
        quote = word_figure(f"{changes[0].figure.key}=reason", changes[0].figure.label, reason[1], place)
        yield said(
            "D15",
            Outcome.BROKEN,
            (changes[0].figure, quote),
            f"{words[-4:]}{called(changes[0].figure)} ↔ {reason[1].strip()}",
            phrase("published.reason", change=f"{words[-2:]}{called(changes[0].figure)}", reason=reason[1].strip()),
            severity=Severity.NOTE,
        )


def _copied(published: Published) -> Iterator[Verdict]:
    """A purpose that is word for word that of the item before, and fits its name and not the own one."""
    before: tuple[ItemText, str] | None = None
    for item in published.items:
        match = _PURPOSE.now.search(item.passage.text)
        if item.path is None or match is None:
            continue
        purpose = compact(match[1])
        if before is not None and before[1] == purpose and before[0].path is not None:
            own, other = content_pairs(item.path.names[2]), content_pairs(before[0].path.names[2])
            said_pairs = content_pairs(purpose)
            if not own & said_pairs and other & said_pairs:
                place = replace(item.passage.note.place, span=match.span(1))
                name = item.path.names[2]
                quote = word_figure(f"{published.book.address}.purpose[{name}]", name, match[1], place)
                yield said(
                    "D15",
                    Outcome.BROKEN,
                    (quote,),
                    f"{name} ↔ {match[1].strip()}",
                    phrase("published.purpose", name=name, purpose=match[1].strip(), other=before[0].path.names[2]),
                    severity=Severity.NOTE,
                )
        before = (item, purpose)
