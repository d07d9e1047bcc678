"""D09, D10: amounts and rates of the text against the cells that their words mean."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.checks.disclosure.said import amount_of, called, equal, open_reason, said, value_of
from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.disclosure.rounding import unit_place
from formaudit.graph.disclosure.told import ItemText, Tie, agrees
from formaudit.graph.reading import plain
from formaudit.messages import phrase
from formaudit.model.disclosure import TableKind
from formaudit.model.figure import Figure
from formaudit.model.relation import RelationKind
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome, Severity, Verdict
from formaudit.numbers import in_wan, read_cell

__all__ = ["amounts_in_text"]

_TWICE: Final = Decimal(2)


def amounts_in_text(evidence: Evidence) -> Iterator[Verdict]:
    """D09: an amount of the text is the cell that its words name, rounded or cut to what it prints.

    Totals, parts, the three public expenses and every item. What differs is told where the words leave no other cell;
    where they may mean another one, nothing is decided.
    """
    published = evidence.graph.published
    if published is None:
        return
    doubted = {
        relation.result.key: told.expected
        for relation, told in published.tests
        if told.outcome is Outcome.BROKEN and relation.kind is not RelationKind.AT_MOST
    }
    for tie in published.ties:
        if tie.cell is None and _beside(evidence.submission, tie.amount.figure, tie.cells):
            told = tie.amount.figure
            yield said("D09", Outcome.UNDECIDED, (told, *tie.cells), "", open_reason(told))
            continue
        yield from _tie(tie, doubted)
    for item in published.items:
        yield from _item(item)


def _tie(tie: Tie, doubted: Mapping[str, Decimal]) -> Iterator[Verdict]:
    """One amount. A cell that its own table contradicts, and whose right value the text prints, accuses no text."""
    told = tie.amount.figure
    if tie.cell is None and any(
        cell.key in doubted and abs(doubted[cell.key] - value_of(told)) < unit_place(told) for cell in tie.cells
    ):
        yield said("D09", Outcome.UNDECIDED, (told, *tie.cells), "", open_reason(told))
    elif tie.cell is not None:
        yield _held(told, tie.cell)
    elif tie.firm and _comparable(told, tie.cells):
        yield _broken((told,), tie.cells)
    elif tie.every and told.filled and (_comparable(told, tie.cells) or (tie.firm and _fewer(told, tie.cells))):
        yield replace(_broken((told,), tie.cells), severity=Severity.MINOR)
    else:
        yield said("D09", Outcome.UNDECIDED, (told, *tie.cells), "", open_reason(told))


def _beside(submission: Submission, told: Figure, cells: tuple[Figure, ...]) -> bool:
    """Whether a 三公 table prints the amount in the row or the column of a cell that it would be held against.

    These tables set years, or budget and accounts, beside or below each other in many ways: then the text may well mean
    that other cell, and the words of the head were not understood.
    """
    public = {
        (paper.file, index)
        for paper in submission.disclosures
        for table in paper.typed
        if table.kind is TableKind.PUBLIC
        for index in table.tables
    }
    for figure in cells:
        place = figure.place
        if (place.file, place.table) not in public or place.row is None or place.col is None:
            continue
        if not figure.filled or not figure.amount:
            continue
        scale = value_of(figure) / figure.amount
        table = next(one for one in submission.documents[place.file].tables if one.index == place.table)
        for cell in table.cells:
            number = read_cell(cell.text) if place.row == cell.row or place.col == cell.col else None
            same = number.value if number is not None else None
            if same is not None and abs(same * scale - value_of(told)) < unit_place(told):
                return True
    return False


def _comparable(told: Figure, cells: tuple[Figure, ...]) -> bool:
    """Whether all cells say one thing, so that the text cannot mean another one of them."""
    values = {value_of(cell) for cell in cells}
    last = max(values) - min(values)
    return told.filled and last <= in_wan(Decimal(1), "元") * 100


def _fewer(told: Figure, cells: tuple[Figure, ...]) -> bool:
    """Whether an amount is not even what a cell prints without what was carried over or earned beside it."""
    values = [value_of(cell) for cell in cells]
    return all(value > 0 for value in values) and not min(values) < value_of(told) < max(values)


def _held(told: Figure, cell: Figure) -> Verdict:
    relation = equal("D09", told, cell)
    left, right = plain(value_of(told)), plain(value_of(cell))
    return said(
        "D09",
        Outcome.HOLDS,
        (told, cell),
        f"{right} = {left}" if left == right else f"{right} ≈ {left}",
        phrase("published.text.holds", label=told.label, printed=called(told), other=cell.label),
        relation=relation,
    )


def _broken(told: tuple[Figure, ...], cells: tuple[Figure, ...], extra: tuple[Figure, ...] = ()) -> Verdict:
    """One finding for all amounts of a paragraph that are not their cell."""
    cell = cells[0]
    gap = max(abs(value_of(one) - value_of(cell)) for one in told)
    large = max(value_of(told[0]), value_of(cell)) >= _TWICE * min(value_of(told[0]), value_of(cell))
    printed = "、".join(dict.fromkeys(called(one) for one in told))
    calculation = " ≠ ".join(dict.fromkeys([*(plain(value_of(one)) for one in told), plain(value_of(cell))]))
    return said(
        "D09",
        Outcome.BROKEN,
        (*told, *cells, *extra),
        calculation,
        phrase(
            "published.text.broken",
            label=told[0].label or cell.label,
            printed=printed,
            other=cell.label,
            cell=called(cell),
            gap=amount_of(gap, "万元"),
        ),
        key=f"{told[0].key}={cell.key}",
        severity=Severity.CRITICAL if large else None,
        money=gap,
        suspects=len(told),
    )


def _item(item: ItemText) -> Iterator[Verdict]:
    """The amounts of one item's paragraph; where one of two differs, both are shown beside the cell."""
    told = tuple(amount.figure for amount in item.told)
    if not told or item.cell is None:
        return
    wrong = tuple(one for one in told if not agrees(one, item.cell))
    for one in told:
        if one not in wrong:
            yield _held(one, item.cell)
    rest = tuple(one for one in told if one not in wrong)
    if wrong and not rest and item.cell.address.section == TableKind.SPENDING:
        # The table of the general budget was not found: other money than the text tells of may have paid for the item.
        for one in wrong:
            yield said("D09", Outcome.UNDECIDED, (one, item.cell), "", open_reason(one))
    elif wrong:
        yield _broken(wrong, (item.cell,), rest)
