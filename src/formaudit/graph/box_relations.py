"""Why the box of annex 3 must agree: income by its sources, spending by its halves, both with the form's money."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from formaudit.forms.lookups import total_of
from formaudit.graph.fund_relations import MONEY_COLUMNS, wider
from formaudit.graph.reading import first_that_holds
from formaudit.graph.tolerance import Precision
from formaudit.model.figure import Figure
from formaudit.model.forms import FundRow, SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.patterns import compiled

__all__ = ["box_relations"]

_SAME_MONEY: Final = compiled(r"性质|来源|总计")
"""Words of a head of income that divides the form's own money, or that adds what was carried over."""


def box_relations(form: SelfEvaluation, precision: Precision) -> Iterator[Relation]:
    """The box of annex 3: column by column where it has the columns of the block, else its one unlabelled column."""
    rows = (*form.income, *form.spending)
    columns = [column for column in MONEY_COLUMNS if any(getattr(row, column) is not None for row in rows)]
    total = total_of(form)
    for column in columns:
        alone = columns == ["final_budget"]
        named = [
            figure
            for stage in (("final_budget", "actual_amount", "original_budget") if alone else (column,))
            if total is not None and (figure := getattr(total, stage)) is not None and figure.filled
        ]
        # The box may hold just the stage whose column is missing, blank or unreadable.
        known = not alone or (
            total is not None
            and total.final_budget is not None
            and total.final_budget.filled
            and (total.actual_amount is None or total.actual_amount.filled)
        )
        yield from _box_column(form, column, tuple(named), "" if known else "column-unknown", precision)


def _box_column(
    form: SelfEvaluation, column: str, stages: tuple[Figure, ...], stage_doubt: str, precision: Precision
) -> Iterator[Relation]:
    tail = "" if column == "final_budget" else f".{column}"

    def pick(rows: tuple[FundRow, ...], *sources: str) -> tuple[Figure, ...]:
        return tuple(figure for row in rows if row.source in sources and (figure := getattr(row, column)) is not None)

    income_total = next(iter(pick(form.income, "income_total")), None)
    spending_total = next(iter(pick(form.spending, "spending_total")), None)
    sources = pick(form.income, *(row.source for row in form.income if row.source != "income_total"))
    halves = pick(form.spending, "basic_expenditure", "project_expenditure")
    # A row that nobody can name may be a source: it counts only where it makes the sum true.
    strange = tuple(figure for figure in pick(form.funds, "") if figure.filled) if form.income else ()
    below = min((figure.place.row for figure in (*halves, spending_total) if figure and figure.place.row), default=None)
    # What stands in the half of the spending is no source.
    strange = tuple(one for one in strange if below is None or one.place.row is None or one.place.row < below)
    # A box without its main source, or with one half of its spending, has a row that lost its name.
    source_doubt = "" if pick(form.income, "income_general") else "row-unknown"
    half_doubt = "" if len(halves) == 2 else "row-unknown"
    # What came in and what was spent (收入合计, 支出合计) need not be one: some may be left over.
    receipts = column == "actual_amount" and any(
        row.source == "income_total" and "收入" in row.name and not _SAME_MONEY.search(row.name) for row in form.income
    )
    if income_total is not None and sources:
        for relation in wider(
            "T07", f"annex3.income_total{tail}", income_total, sources, strange, "by-income", precision
        ):
            yield replace(relation, doubt=source_doubt or relation.doubt)
    for box_total, parts, check, name, row_doubt in (
        (None if receipts else income_total, () if receipts else sources, "T07", "annex3.income_box", source_doubt),
        (spending_total, halves, "T08", "annex3.spending_box", half_doubt),
    ):
        doubts = stage_doubt, row_doubt
        candidates = tuple(_with_the_money(check, f"{name}{tail}", box_total, parts, stages, doubts))
        if candidates:
            yield first_that_holds(candidates, precision)
    if spending_total is not None and halves:
        yield Relation(
            check="T08",
            kind=RelationKind.SUM,
            subject=f"annex3.spending_total{tail}",
            result=spending_total,
            parts=halves,
            why="basic-and-project",
            doubt=half_doubt,
        )
    if income_total is not None and spending_total is not None and not receipts:
        yield Relation(
            check="T08",
            kind=RelationKind.EQUAL,
            subject=f"annex3.income=spending{tail}",
            result=spending_total,
            parts=(income_total,),
            why="income-is-spending",
        )


def _with_the_money(
    check: str,
    subject: str,
    box_total: Figure | None,
    parts: tuple[Figure, ...],
    stages: tuple[Figure, ...],
    doubts: tuple[str, str],
) -> Iterator[Relation]:
    """A total of the box, or its parts where it has none, against each amount that it may be.

    The box has one column without a name: full-year budget or execution, either is accepted. ``doubts`` are those of
    the stages and of the parts.
    """
    of_stage, of_parts = doubts
    if box_total is not None and box_total.filled:
        for stage in stages:
            yield Relation(
                check=check,
                kind=RelationKind.EQUAL,
                subject=subject,
                result=box_total,
                parts=(stage,),
                why="box-total",
                doubt=of_stage,
            )
    elif any(part.filled for part in parts):
        for stage in stages:
            yield Relation(
                check=check,
                kind=RelationKind.SUM,
                subject=subject,
                result=stage,
                parts=parts,
                why="box-total",
                doubt=of_stage or of_parts,
            )
