"""Shares that the text prints of the total of a table: 渠道维修63.2万元，占维修支出的47.9%，见下表.

The part must be the amount of a row that the text names, and the whole is the total below it, where the text prints no
whole of its own and either points at the table or calls the whole a total.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.graph.told_tables import POINTS, TOTAL_ROW, TableRow, named_rows, rounds_to, rows_of_tables
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.model.figure import Figure
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.report_text import Claim, ClaimKind
from formaudit.model.statement import Role
from formaudit.model.submission import Submission
from formaudit.patterns import Late

__all__ = ["told_shares"]

_OF_ALL: Final = Late(
    r"占(?:[^，。；]{0,6}(?:合计|总计|总额|总数)|总[^，。；]{1,4})?的?(?:比重|比例|比)?[为是约达到]*\s*$|占比[为是约达到]*\s*$"
)
_HUNDRED: Final = Decimal(100)
_OTHER: Final = Late(r"上年|去年|[比较]")


def told_shares(submission: Submission) -> Iterator[Relation]:
    """The relations between such shares and the two cells that they are of."""
    rows = list(rows_of_tables(submission))
    if not rows:
        return
    for report in submission.reports:
        for claim in report.claims:
            part, rate = claim.role(Role.PART), claim.role(Role.RATE)
            if claim.kind is not ClaimKind.SHARE or part is None or rate is None or claim.role(Role.WHOLE) is not None:
                continue
            if part.filled and rate.filled and part.unit in MONEY_UNITS and not (part.comparison or rate.comparison):
                yield from _of_total(claim, part, rate, rows)


def _of_total(claim: Claim, part: Figure, rate: Figure, rows: list[TableRow]) -> Iterator[Relation]:
    before = claim.text[: claim.text.find(rate.raw)]
    pointed = POINTS.now.search(claim.text) is not None
    if not pointed or "占" not in before or _OTHER.now.search(before):
        return
    named, total = named_rows(part.label, rows)
    cells = [cell for row in named for _, cell in row.cells if rounds_to(part, cell)]
    if total or len(cells) != 1:
        return
    cell = cells[0]
    wholes = [
        own
        for row in rows
        if TOTAL_ROW.now.match(row.name)
        for _, own in row.cells
        if (own.place.table, own.place.col) == (cell.place.table, cell.place.col)
    ]
    if len(wholes) != 1 or wan(wholes[0]) <= wan(cell):
        return
    # A whole by another name may be that total too: then it confirms, and nobody is accused.
    off = abs(wan(cell) / wan(wholes[0]) * _HUNDRED - rate.amount)
    if off <= Decimal(1).scaleb(-rate.decimals) / 2 or _OF_ALL.now.search(before):
        yield Relation(
            check="X06",
            kind=RelationKind.RATIO,
            subject=f"{rate.key}={cell.label}",
            result=rate,
            parts=(cell, wholes[0]),
            why="same-item",
        )
