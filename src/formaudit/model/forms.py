"""The recognised forms as typed records (附件1–4).

Every figure of a form is a ``Figure`` with its place; a position that the form has but nobody filled is a ``Figure``
in state blank; a column or row that the form does not have at all is ``None``.
"""

from enum import StrEnum
from functools import cached_property
from typing import ClassVar

from msgspec import Struct, field

from formaudit.model.cells import DetailTable, Footer, TextCell
from formaudit.model.disclosure import Disclosure
from formaudit.model.figure import Figure
from formaudit.model.form_kind import FormKind
from formaudit.model.place import Place
from formaudit.model.report_text import Report

__all__ = [
    "BaseDataForm",
    "Building",
    "CostRow",
    "Form",
    "FundList",
    "FundRow",
    "FundSource",
    "Goal",
    "Indicator",
    "ListRow",
    "Points",
    "RowState",
    "SelfEvaluation",
    "Subtotal",
    "UnknownForm",
]


class RowState(StrEnum):
    """How a row of indicators was filled in: with values, as 不适用, or left as the template has it (……)."""

    FILLED = "filled"
    NOT_APPLICABLE = "not-applicable"
    TEMPLATE = "template"


class FundSource(StrEnum):
    """What a row of funds is: the total, a source of money, a row of annex 3's box, or unknown.

    The codes are those of the lexicon (kinds ``source`` and ``box``).
    """

    UNKNOWN = ""
    TOTAL = "total"
    FISCAL = "fiscal"
    CARRIED = "carried"
    OTHER = "other"
    TOWNSHIP = "township"
    GENERAL = "general"
    GOVERNMENT_FUND = "government_fund"
    CAPITAL = "capital"
    DEBT = "debt"
    CENTRAL = "central"
    PROVINCIAL = "provincial"
    CITY = "city"
    COUNTY = "county"
    LOCAL = "local"
    HIGHER = "higher"
    INCOME_TOTAL = "income_total"
    INCOME_GENERAL = "income_general"
    INCOME_FUND = "income_fund"
    INCOME_CAPITAL = "income_capital"
    INCOME_SPECIAL_ACCOUNT = "income_special_account"
    INCOME_OTHER = "income_other"
    INCOME_CARRIED = "income_carried"
    INCOME_BUSINESS = "income_business"
    INCOME_INSURANCE = "income_insurance"
    SPENDING_TOTAL = "spending_total"
    BASIC_EXPENDITURE = "basic_expenditure"
    PROJECT_EXPENDITURE = "project_expenditure"


class ListRow(Struct, frozen=True, kw_only=True):
    """A row of annex 1. ``fund`` repeats the text of a merged cell, with that cell's place."""

    seq: Figure
    fund: TextCell
    unit: TextCell
    note: TextCell
    amounts: tuple[Figure, ...] = ()


class FundList(Struct, frozen=True, kw_only=True):
    """Annex 1: 专项资金绩效自评清单.

    ``details`` is the list once more as a plain table of figures where it has columns of amounts, rates or scores.
    """

    form: ClassVar[FormKind] = FormKind.ANNEX1
    index: int
    title: str
    year: int | None
    table: int
    file: int
    confidence: float
    rows: tuple[ListRow, ...]
    notes: tuple[TextCell, ...] = ()
    printed_title: TextCell | None = None
    details: tuple[DetailTable, ...] = ()

    @property
    def name(self) -> str:
        """Nothing tells one list from another."""
        return ""

    @property
    def tables(self) -> tuple[int, ...]:
        """The file's tables that it was read from."""
        return (self.table,)


class CostRow(Struct, frozen=True, kw_only=True):
    """A row of annex 2's table of expenses (经费控制情况).

    ``name`` is the printed label without serial, colon and remark; ``item`` its canonical name from the lexicon, empty
    where the row is the unit's own (a project). ``parent`` is the index of the row it is a part of, or ``None``.
    ``of_which``: its group stands under 其中. ``figures``: one for each of ``BaseDataForm.columns``, in order.
    """

    name: str
    item: str
    parent: int | None
    of_which: bool
    figures: tuple[Figure, ...]
    place: Place


class Building(Struct, frozen=True, kw_only=True):
    """A finished building of annex 2 (楼堂馆所): approved and real size and investment with their rates."""

    approved_size: Figure | None = None
    actual_size: Figure | None = None
    size_rate: Figure | None = None
    budget: Figure | None = None
    actual: Figure | None = None
    cost_rate: Figure | None = None


class BaseDataForm(Struct, frozen=True, kw_only=True):
    """Annex 2: 整体支出绩效评价基础数据表.

    ``columns``: the money columns prior_account, original_budget, budget, final_account, or an earlier year's head.
    """

    form: ClassVar[FormKind] = FormKind.ANNEX2
    index: int
    title: str
    year: int | None
    table: int
    file: int
    confidence: float
    unit_name: TextCell | None
    authorised_posts: Figure | None
    staff_in_post: Figure | None
    staffing_rate: Figure | None
    columns: tuple[str, ...]
    rows: tuple[CostRow, ...]
    buildings: tuple[Building, ...] = ()
    savings: TextCell | None = None
    footer: Footer = field(default_factory=Footer)
    notes: tuple[TextCell, ...] = ()
    printed_title: TextCell | None = None

    @property
    def name(self) -> str:
        """The unit whose data they are."""
        return self.unit_name.text if self.unit_name is not None else ""

    @property
    def tables(self) -> tuple[int, ...]:
        """The file's tables that it was read from."""
        return (self.table,)


class FundRow(Struct, frozen=True, kw_only=True):
    """A row of the block of funds in annex 3 and 4: the total (年度资金总额) or one source.

    ``nested``: a part of the source row before it (其中：中央补助). ``beside`` holds figures of further columns by code
    (arrived, arrival_rate, remaining) or printed header. ``depth`` is that of its own number, 0 outermost.
    """

    source: FundSource
    name: str
    original_budget: Figure | None = None
    final_budget: Figure | None = None
    actual_amount: Figure | None = None
    weight: Figure | None = None
    rate: Figure | None = None
    score: Figure | None = None
    nested: bool = False
    beside: tuple[tuple[str, Figure], ...] = ()
    depth: int | None = None


class Goal(Struct, frozen=True, kw_only=True):
    """A pair of yearly goal (预期目标) and what became of it (实际完成情况), as printed in one row."""

    expected: TextCell
    actual: TextCell


class Indicator(Struct, frozen=True, kw_only=True):
    """A third-level indicator (三级指标) with its target, achievement, weight and score.

    ``level1`` and ``level2`` are canonical (OUT, BEN …; OUT.QTY …) or empty where unknown, with the printed labels
    beside them. ``target`` and ``achieved`` are the printed texts with their figure where one could be read.
    ``extra`` are the texts of further columns by their code, ``beside`` the figures among them that no check needs:
    the share reached (完成率), what a reviewer found. ``state`` says how the row was filled in. ``part_of`` is the
    position of the indicator whose numbering makes this row a part of it (1. over （1）), or ``None``.
    """

    level1: str
    level2: str
    level1_text: TextCell
    level2_text: TextCell
    name: TextCell
    target_text: TextCell
    achieved_text: TextCell
    target: Figure | None
    achieved: Figure | None
    weight: Figure | None
    score: Figure | None
    reason: TextCell
    state: RowState
    extra: tuple[tuple[str, TextCell], ...] = ()
    beside: tuple[Figure, ...] = ()
    part_of: int | None = None


class Subtotal(Struct, frozen=True, kw_only=True):
    """A row among the indicators that adds up others: 小计, 决策得分, a heading with points, a row without any name.

    ``at`` is the number of indicators before it; which of them, or of those behind it, it adds up is not known here.
    """

    name: str
    at: int
    weight: Figure | None
    score: Figure | None


class Points(Struct, frozen=True, kw_only=True):
    """Points printed for a group of indicators: in its heading (数量指标15分), beside it, or in the margin.

    ``level`` is 1 or 2, or 0 for the whole block. ``rows`` are the positions of the group's rows in
    ``SelfEvaluation.indicators``. ``earned`` says that they are points reached and not points to be had.
    """

    level: int
    name: str
    figure: Figure
    rows: tuple[int, ...]
    earned: bool = False


class SelfEvaluation(Struct, frozen=True, kw_only=True, dict=True):
    """Annex 3 (the unit, 整体支出绩效自评表) or one annex 4 (a project, 项目支出绩效自评表).

    ``income`` and ``spending`` hold the box of annex 3 (按收入性质分, 按支出性质分), whose only figures stand in
    ``final_budget``. ``level_weights`` are printed in first-level labels (产出指标（50分）), by level code.
    ``total_weight`` and ``total_score`` are the line 总分, or the result in the form's head; ``head_score`` is what
    the head prints beside such a line. ``points`` are printed for groups of indicators, ``subtotals`` rows that add
    them up, ``details`` plain tables inside the form, ``beside`` figures that no check needs. ``dated_heads`` are
    heads that name a year, by their code or words; ``submitting_unit`` is named over the form (填报单位), ``rate_of``
    the bases of its rates (? for others). ``rules`` say what earns how many points; ``total_rounded``: the form says
    that its total is rounded.
    """

    form: FormKind
    index: int
    title: str
    year: int | None
    table: int
    tables: tuple[int, ...]
    file: int
    confidence: float
    unit_name: TextCell | None
    project: TextCell | None
    supervising_department: TextCell | None
    implementing_unit: TextCell | None
    unit: str
    funds: tuple[FundRow, ...]
    income: tuple[FundRow, ...]
    spending: tuple[FundRow, ...]
    goals: tuple[Goal, ...]
    indicators: tuple[Indicator, ...]
    level_weights: tuple[tuple[str, Figure], ...]
    total_weight: Figure | None
    total_score: Figure | None
    footer: Footer = field(default_factory=Footer)
    notes: tuple[TextCell, ...] = ()
    printed_title: TextCell | None = None
    points: tuple[Points, ...] = ()
    subtotals: tuple[Subtotal, ...] = ()
    details: tuple[DetailTable, ...] = ()
    beside: tuple[Figure, ...] = ()
    head_score: Figure | None = None
    submitting_unit: TextCell | None = None
    dated_heads: tuple[tuple[str, TextCell], ...] = ()
    rate_of: tuple[str, ...] = ()
    rules: tuple[TextCell, ...] = ()
    total_rounded: bool = False

    @cached_property
    def whole_points(self) -> bool:
        """Whether its indicators' scores are all whole ones; without any that can be read they are not."""
        scores = [
            row.score.amount
            for row in self.indicators
            if row.state is RowState.FILLED and row.score is not None and row.score.filled
        ]
        return bool(scores) and all(score == score.to_integral_value() for score in scores)

    @property
    def name(self) -> str:
        """What to call the form among its like: the project's name, or the unit's."""
        text = self.project or self.unit_name
        return text.text if text else ""


class UnknownForm(Struct, frozen=True, kw_only=True):
    """A table that nobody recognises, or a file with text that is no report: reported as such, never dropped.

    ``details`` are a plain table's figures. ``defect``: what defect of ours ended its reading.
    """

    form: ClassVar[FormKind] = FormKind.UNKNOWN
    confidence: ClassVar[float] = 0.0
    name: ClassVar[str] = ""
    index: int
    title: str
    file: int
    tables: tuple[int, ...]
    reason: str
    place: Place
    details: tuple[DetailTable, ...] = ()
    defect: str = ""


Form = FundList | BaseDataForm | SelfEvaluation | Report | Disclosure | UnknownForm
