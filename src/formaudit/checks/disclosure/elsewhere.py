"""D17, D18: a published paper beside others of the same unit: last year's, and its department's.

Whatever differs between two papers may have a lawful reason (a transfer of units, a restatement), so that nothing here
is more than a question.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.checks.disclosure.columns import last_years_columns
from formaudit.checks.disclosure.papers import Paper, papers_of
from formaudit.checks.disclosure.said import amount_of, called, said, value_of
from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.disclosure.amounts import Amount
from formaudit.graph.disclosure.anchors import anchor_of
from formaudit.graph.disclosure.book import Book
from formaudit.graph.disclosure.rounding import unit_place
from formaudit.graph.disclosure.told import Tie
from formaudit.graph.reading import plain
from formaudit.messages import phrase
from formaudit.model.disclosure import TableKind
from formaudit.model.figure import Figure
from formaudit.model.verdict import Outcome, Verdict
from formaudit.patterns import Late, compiled

__all__ = ["against_department", "against_years"]

_FELL: Final = Late(r"(?:减少|下降|降低)(?:了)?$")
_BASE: Final = Late(r"[比较与](?P<year>20\d{2})年(?:度)?(?:预算|决算)?(?:数)?(?:相比)?")
_EXECUTED: Final = Late(r"执行")
_TAIL: Final = Decimal("0.02")
_MOST: Final = 6


def against_years(evidence: Evidence) -> Iterator[Verdict]:
    """D17: this year less the change that the text names is what last year's paper printed; balances go over.

    So are the columns of last year in this year's tables what last year's budget or final accounts printed.
    """
    published = evidence.graph.published
    if published is None or published.book.year is None:
        return
    own, year = published.book, published.book.year
    papers = [
        paper for paper in papers_of(evidence) if paper.book.year == year - 1 and paper.book.of_unit == own.of_unit
    ]
    for paper in papers:
        yield from last_years_columns(own, paper)
    before = next((paper for paper in papers if paper.book.final == own.final), None)
    if before is None:
        return
    seen: set[str] = set()
    for tie in published.ties:
        if tie.cell is None or tie.name in seen:
            continue
        verdict = _changed(tie, before)
        if verdict is not None:
            seen.add(tie.name)
            yield verdict
    if own.final:
        yield from _balances(own, before)


def _changed(tie: Tie, before: Paper) -> Verdict | None:
    """The amount right behind this one, where it is a change against last year's budget (not its execution)."""
    amounts = tie.passage.amounts
    at = amounts.index(tie.amount)
    change = amounts[at + 1] if at + 1 < len(amounts) else None
    if change is None or not change.money or not change.change:
        return None
    between = compiled(r"\s").sub("", tie.passage.text[tie.amount.end : change.start])
    base = _BASE.now.search(between)
    if base is None or int(base["year"]) != before.book.year or _EXECUTED.now.search(between) or "；" in between:
        return None
    anchor = anchor_of(replace(tie.amount, foreign=False), tie.passage, before.book)
    if anchor is None or not anchor.cells:
        return None
    sign = -1 if _FELL.now.search(change.words) else 1
    expected = value_of(tie.amount.figure) - sign * value_of(change.figure)
    bound = _TAIL + unit_place(change.figure) + unit_place(tie.amount.figure)
    cell = next((one for one in anchor.cells if abs(value_of(one) - expected) <= bound), None)
    now, moved = plain(value_of(tie.amount.figure)), plain(value_of(change.figure))
    printed = f"{now} {'−' if sign > 0 else '+'} {moved} = {plain(expected)}"
    return _year(tie.amount, change, before, cell or anchor.cells[0], expected, printed, holds=cell is not None)


def _year(
    amount: Amount, change: Amount, before: Paper, cell: Figure, expected: Decimal, printed: str, *, holds: bool
) -> Verdict:
    figures = (change.figure, amount.figure, before.shown(cell))
    line = f"{printed} {'=' if holds else '≠'} {plain(value_of(cell))}"
    if holds:
        message = phrase(
            "published.years.holds", label=change.figure.label, printed=called(change.figure), other=cell.label
        )
    else:
        message = phrase(
            "published.years.broken",
            label=change.figure.label or amount.figure.label,
            printed=called(change.figure),
            expected=amount_of(expected, "万元"),
            other=cell.label,
            cell=called(cell),
        )
    outcome = Outcome.HOLDS if holds else Outcome.BROKEN
    return said("D17", outcome, figures, line, message, key=f"{change.figure.key}=year")


def _balances(own: Book, before: Paper) -> Iterator[Verdict]:
    """What was carried in is what the year before left."""
    for kind in (TableKind.OVERALL, TableKind.APPROPRIATION):
        opening = own.figure(kind, "carried-in", "amount", "income")
        grid = before.book.grid(kind, "spending")
        closing = None
        if grid is not None:
            closing = grid.figure("carried-out", "amount" if "amount" in grid.columns else "total")
        if opening is None or closing is None or (not opening.filled and not closing.filled):
            continue
        holds = abs(value_of(opening) - value_of(closing)) <= _TAIL
        line = f"{plain(value_of(closing))} {'=' if holds else '≠'} {plain(value_of(opening))}"
        values = {"label": opening.label, "printed": called(opening), "other": closing.label}
        message = (
            phrase("published.years.holds", **values)
            if holds
            else phrase(
                "published.years.broken", **values, expected=amount_of(value_of(opening), "万元"), cell=called(closing)
            )
        )
        outcome = Outcome.HOLDS if holds else Outcome.BROKEN
        yield said("D17", outcome, (opening, before.shown(closing)), line, message, key=f"{opening.key}=year")


def against_department(evidence: Evidence) -> Iterator[Verdict]:
    """D18: no amount of a unit is more than the same amount of its department in the same year."""
    published = evidence.graph.published
    if published is None or not published.book.of_unit:
        return
    own = published.book
    above = next(
        (
            paper
            for paper in papers_of(evidence)
            if paper.book.year == own.year and paper.book.final == own.final and not paper.book.of_unit
        ),
        None,
    )
    if above is None:
        return
    pairs = list(_pairs(own, above.book))
    more = [(one, other) for one, other in pairs if value_of(one) > value_of(other) + _TAIL]
    if not pairs:
        return
    if not more:
        one, other = pairs[0]
        line = f"{plain(value_of(one))} ≤ {plain(value_of(other))}"
        yield said(
            "D18",
            Outcome.HOLDS,
            (one, above.shown(other)),
            line,
            phrase("published.scope.holds"),
            key=f"{own.address}.scope",
        )
        return
    one, other = more[0]
    figures: Sequence[Figure] = [each for a, b in more[:_MOST] for each in (a, above.shown(b))]
    yield said(
        "D18",
        Outcome.BROKEN,
        figures,
        "；".join(f"{plain(value_of(a))} > {plain(value_of(b))}" for a, b in more[:_MOST]),
        phrase("published.scope.broken", label=one.label, printed=called(one), cell=called(other)),
        key=f"{own.address}.scope",
    )


def _pairs(own: Book, above: Book) -> Iterator[tuple[Figure, Figure]]:
    """The same rows and columns of the same tables in both papers."""
    for table in own.tables:
        for grid in table.grids:
            other = above.grid(table.kind, grid.side)
            if other is None or table.kind in (TableKind.OTHER, TableKind.UNITS):
                continue
            for row in grid.rows:
                for column, figure in zip(grid.columns, row.figures, strict=True):
                    twin = other.figure(row.item, column) if row.item and not column.startswith("[") else None
                    if figure is not None and twin is not None and figure.filled:
                        yield figure, twin
