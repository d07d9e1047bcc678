"""Look-ups in typed forms: the row, the figure or the form that a name stands for.

Pure questions to the records; what they ask for may be missing, and then the answer is ``None`` or empty.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from formaudit.indicators.lexicon import identify
from formaudit.indicators.match import THERE, best_match
from formaudit.model.figure import Figure, State
from formaudit.model.forms import BaseDataForm, CostRow, FundRow, Indicator, RowState, SelfEvaluation
from formaudit.model.submission import Submission
from formaudit.patterns import compiled
from formaudit.text import compact, without_remark

__all__ = [
    "OF_THE_YEAR",
    "base_of_rate",
    "bases_of_rate",
    "box_figure",
    "box_holds_budget",
    "complete_projects",
    "cost_figure",
    "first_level_projects",
    "form_for_row",
    "has_money",
    "has_more_money",
    "in_the_middle",
    "same_stage",
    "scored",
    "total_of",
]


OF_THE_YEAR: Final = frozenset({"original_budget", "budget", "final_account"})
"""The columns of annex 2 that hold money of the year of the form."""
_MATCHING: Final = compiled(r"(?!其中).*(?:配套|自筹)")
_AGREED: Final = compiled(r"合同|中标|成交|结算|审定")
"""The money that a contract or its settlement says, which is paid in the place of the budget."""


def total_of(form: SelfEvaluation) -> FundRow | None:
    """The row 年度资金总额."""
    return next((row for row in form.funds if row.source == "total"), None)


def bases_of_rate(form: SelfEvaluation, row: FundRow) -> tuple[Figure, ...]:
    """What the rate of a row may be a share of: its budget, and the money that arrived where the row prints both.

    Where the head of the rate says it (执行数/年初预算), it is that and nothing else.

    支出率 beside 到位资金 is the share of it that was spent, in some forms, and the share of the budget in others.
    Where money came short its source and the total have both less than their budget; one row alone has a slip.
    Of what a contract was closed for the share that was paid may be told as well.
    """
    if form.rate_of:
        named = {"original_budget": row.original_budget, "final_budget": row.final_budget, **dict(row.beside)}
        return tuple(figure for code in form.rate_of if (figure := named.get(code)) is not None)
    rated = [one for one in form.funds if one.rate is not None and one.rate.filled]
    short = [one for one in rated if any(figure.value != _budget_of(one) for figure in _arrived(one))]
    came = _arrived(row) if len(short) > 1 or len(rated) == 1 else ()
    agreed = [figure for code, figure in row.beside if figure.filled and _AGREED.search(code)]
    return tuple(figure for figure in (row.final_budget, *came, *agreed) if figure is not None)


def base_of_rate(form: SelfEvaluation, row: FundRow) -> Figure | None:
    """The budget that the carrying out of a row is measured by: the full-year one, or that which the head names."""
    if len(form.rate_of) != 1:
        return row.final_budget
    return next(iter(bases_of_rate(form, row)), None)


def _arrived(row: FundRow) -> tuple[Figure, ...]:
    return tuple(figure for code, figure in row.beside if code == "arrived" and figure.filled)


def _budget_of(row: FundRow) -> Decimal | None:
    return row.final_budget.value if row.final_budget is not None else None


def has_more_money(row: FundRow) -> bool:
    """Whether money that matches a row's budget stands beside it (下达资金 | 县级配套) and was spent as well."""
    return any(
        figure.filled and figure.amount != 0 and _MATCHING.match(code) is not None for code, figure in row.beside
    )


def scored(form: SelfEvaluation) -> tuple[Indicator, ...]:
    """The indicators that take part in weights and scores."""
    return tuple(row for row in form.indicators if row.state is RowState.FILLED)


def in_the_middle(form: SelfEvaluation) -> bool:
    """Whether the first row of indicators has no first level though others have: a page without rules was read.

    There a label may stand in the middle of its rows, so that those above it belong to it as well.
    """
    rows = scored(form)
    return bool(rows) and not compact(rows[0].level1_text.text) and any(compact(row.level1_text.text) for row in rows)


def cost_figure(submission: Submission, item: str, *columns: str) -> Figure | None:
    """A figure of annex 2 by item and the first of several columns that the form has."""
    for base in submission.base_data:
        for column in columns:
            if column in base.columns:
                for row in base.rows:
                    if row.item == item:
                        return row.figures[base.columns.index(column)]
    return None


def box_figure(form: SelfEvaluation, source: str) -> Figure | None:
    """A figure of annex 3's box by its code."""
    return next((row.final_budget for row in (*form.income, *form.spending) if row.source == source), None)


def box_holds_budget(form: SelfEvaluation) -> bool | None:
    """Whether the box of annex 3 holds the full-year budget (true), only the execution (false), or neither (``None``).

    Where budget and execution are equal it holds both, and the answer is true.
    """
    total = total_of(form)
    box = box_figure(form, "spending_total") or box_figure(form, "income_total")
    if total is None or box is None or not box.filled:
        return None
    for stage, answer in ((total.final_budget, True), (total.actual_amount, False)):
        if stage is not None and stage.filled and stage.amount == box.amount:
            return answer
    return None


def same_stage(form: SelfEvaluation) -> bool:
    """Whether budget and execution of the unit are one figure, so that a box holds both.

    A printed rate that is not 100% says that one of the two is wrong: then they are not taken for one.
    """
    total = total_of(form)
    rate = total.rate if total is not None else None
    if rate is not None and rate.filled and abs(rate.amount - 100) > Decimal("0.05"):
        return False
    return (
        total is not None
        and total.final_budget is not None
        and total.actual_amount is not None
        and total.final_budget.filled
        and total.final_budget.value == total.actual_amount.value
    )


def first_level_projects(base: BaseDataForm) -> tuple[CostRow, ...]:
    """The rows directly under 项目支出."""
    parent = next((i for i, row in enumerate(base.rows) if row.item == "项目支出"), None)
    return tuple(row for row in base.rows if row.parent == parent and parent is not None)


def has_money(base: BaseDataForm, row: CostRow) -> bool:
    """Whether a row prints money for the year of the form (not only for the year before), readable or not."""
    return any(
        figure.state is State.UNREADABLE or (figure.filled and figure.amount != 0)
        for code, figure in zip(base.columns, row.figures, strict=True)
        if code in OF_THE_YEAR
    )


def form_for_row(row: CostRow, forms: Sequence[SelfEvaluation]) -> SelfEvaluation | None:
    """The project form that belongs to a row of annex 2: by name, else the only one of the same kind of project."""
    name = without_remark(row.name)
    match = best_match(name, [form.name for form in forms]) if forms else None
    if match is not None and match.score >= THERE:
        return forms[match.index]
    alike = [form for form in forms if row.item and _kind(form.name) == row.item]
    return alike[0] if len(alike) == 1 else None


def _kind(name: str) -> str:
    """The kind of project that a name says in other words: 上级转移支付 and 上级专项 are one."""
    entry = identify("item", name)
    return entry.code if entry is not None else ""


def complete_projects(submission: Submission) -> bool:
    """Whether every first-level project with money has a form of its own, so that the forms' sum may be compared.

    Forms may also be handed in one level lower (one for each 其中 row): then every such row needs its form.
    """
    if not submission.projects or not submission.base_data:
        return False
    base = submission.base_data[0]
    rows = [row for row in first_level_projects(base) if has_money(base, row)]
    if not rows:
        return False
    for row in rows:
        if form_for_row(row, submission.projects) is not None:
            continue
        below = [child for child in base.rows if child.parent == base.rows.index(row) and has_money(base, child)]
        if not below or any(form_for_row(child, submission.projects) is None for child in below):
            return False
    return True
