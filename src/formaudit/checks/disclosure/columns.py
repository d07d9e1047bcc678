"""D17 of tables: the columns of last year in this year's tables against what last year's paper printed."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from formaudit.checks.disclosure.papers import Paper
from formaudit.checks.disclosure.said import amount_of, called, said, value_of
from formaudit.graph.disclosure.book import Book
from formaudit.graph.reading import plain
from formaudit.messages import phrase
from formaudit.model.disclosure import DisclosureTable, TableKind
from formaudit.model.figure import Figure
from formaudit.model.verdict import Outcome, Severity, Verdict

__all__ = ["last_years_columns"]

_TAIL: Final = Decimal("0.02")
_MOST: Final = 6
_PLAIN: Final = "total"


def last_years_columns(own: Book, before: Paper) -> Iterator[Verdict]:
    """A verdict for each table with such columns; all amounts that differ are one question.

    上年预算数 is compared with last year's budget, 上年执行数 and 上年决算数 with its final accounts.
    """
    stage = "executed" if before.book.final else "prior"
    for table in own.tables:
        pairs = list(_pairs(table, before.book, stage))
        if pairs:
            yield _compared(own, table, pairs, before)


def _pairs(table: DisclosureTable, before: Book, stage: str) -> Iterator[tuple[Figure, Figure]]:
    """The amounts of last year with those that last year's paper printed for the same row and column."""
    for grid in table.grids:
        other = before.grid(table.kind, grid.side)
        if other is None or table.kind in (TableKind.OTHER, TableKind.UNITS):
            continue
        for at, column in enumerate(grid.columns):
            if column != stage and not column.startswith(f"{stage}-"):
                continue
            named = column.removeprefix(stage).lstrip("-") or _PLAIN
            if table.kind is TableKind.PUBLIC and before.final and f"final-{named}" in other.columns:
                named = f"final-{named}"
            for row in grid.rows:
                figure = row.figures[at]
                twin = other.figure(row.item, named) if row.item else None
                if figure is not None and twin is not None and figure.filled and twin.filled:
                    yield figure, twin


def _compared(own: Book, table: DisclosureTable, pairs: Sequence[tuple[Figure, Figure]], before: Paper) -> Verdict:
    wrong = [(one, other) for one, other in pairs if abs(value_of(one) - value_of(other)) > _TAIL]
    shown = (wrong or pairs)[:_MOST]
    figures = [each for one, other in shown for each in (one, before.shown(other))]
    sign = "≠" if wrong else "="
    line = "；".join(f"{plain(value_of(other))} {sign} {plain(value_of(one))}" for one, other in shown)
    first, twin = shown[0]
    values = {"label": first.label, "printed": called(first), "other": twin.label}
    message = (
        phrase("published.years.broken", **values, expected=amount_of(value_of(first), first.unit), cell=called(twin))
        if wrong
        else phrase("published.years.holds", **values)
    )
    outcome = Outcome.BROKEN if wrong else Outcome.HOLDS
    # A budget is printed before the year's accounts are closed: what it calls executed was then expected.
    expected = wrong and before.book.final and not own.final
    severity = Severity.NOTE if expected else None
    return said(
        "D17", outcome, figures, line, message, key=f"{own.address}.{table.kind.value}.last-year", severity=severity
    )
