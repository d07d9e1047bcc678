"""The recognised forms as typed records (附件1–4 and the report).

Every figure of a form is a ``Figure`` with its place; a position that the form has but nobody filled is a ``Figure``
in state blank; a column or row that the form does not have at all is ``None``.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from formaudit.model.disclosure import Disclosure
from formaudit.model.figure import Figure
from formaudit.model.place import Place
from formaudit.model.statement import Statement

__all__ = [
    "Attachment",
    "BaseDataForm",
    "Building",
    "Claim",
    "CostRow",
    "DetailRow",
    "DetailTable",
    "Footer",
    "Form",
    "FormKind",
    "FundList",
    "FundRow",
    "FundSource",
    "Goal",
    "Indicator",
    "ListRow",
    "Points",
    "Report",
    "RowState",
    "Section",
    "SelfEvaluation",
    "TextCell",
    "UnknownForm",
]


class FormKind(StrEnum):
    """The kinds of form: literal words of the interface."""

    ANNEX1 = "annex1"
    ANNEX2 = "annex2"
    ANNEX3 = "annex3"
    ANNEX4 = "annex4"
    REPORT = "report"
    BUDGET = "budget"
    UNIT_BUDGET = "unit-budget"
    ACCOUNTS = "accounts"
    UNIT_ACCOUNTS = "unit-accounts"
    UNKNOWN = "unknown"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCell:
    """A text with its place: a name, a goal, a reason. Empty text means a blank cell.

    ``code`` is the number printed with a name (308001-某镇人民政府), which is no part of the text.
    """

    text: str
    place: Place
    confidence: float = 1.0
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Footer:
    """The line of signatures under a form: head (单位负责人), filler (填表人), telephone, date (填报日期)."""

    head: str = ""
    filler: str = ""
    phone: str = ""
    date: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """A row of annex 1. ``fund`` repeats the text of a merged cell, with that cell's place."""

    seq: Figure
    fund: TextCell
    unit: TextCell
    note: TextCell
    amounts: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FundList:
    """Annex 1: 专项资金绩效自评清单."""

    index: int
    title: str
    year: int | None
    table: int
    file: int
    confidence: float
    rows: tuple[ListRow, ...]
    notes: tuple[TextCell, ...] = ()
    printed_title: TextCell | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow:
    """A row of annex 2's table of expenses (经费控制情况).

    ``name`` is the printed label without serial, colon and remark; ``item`` its canonical name from the lexicon, empty
    where the row is the unit's own (a project). ``parent`` is the index of the row it is a part of, or ``None``.
    ``of_which`` says that the rows of its group stand under 其中. ``figures`` has one entry for each money column of
    the form, in the order of ``BaseDataForm.columns``.
    """

    name: str
    item: str
    parent: int | None
    of_which: bool
    figures: tuple[Figure, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """A finished building of annex 2 (楼堂馆所): approved and real size and investment with their rates."""

    approved_size: Figure | None = None
    actual_size: Figure | None = None
    size_rate: Figure | None = None
    budget: Figure | None = None
    actual: Figure | None = None
    cost_rate: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseDataForm:
    """Annex 2: 整体支出绩效评价基础数据表.

    ``columns`` names the money columns: prior_account, original_budget, budget, final_account.
    """

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


@dataclass(frozen=True, slots=True, kw_only=True)
class FundRow:
    """A row of the block of funds in annex 3 and 4: the total (年度资金总额) or one source.

    ``nested`` says that the row is a part of the source row before it (其中：中央补助) and does
    not add to the total by itself. ``beside`` holds the figures of further columns by their code: arrived (到位),
    arrival_rate, remaining (结余), or the printed header where that is unknown.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A pair of yearly goal (预期目标) and what became of it (实际完成情况), as printed in one row."""

    expected: TextCell
    actual: TextCell


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A third-level indicator (三级指标) with its target, achievement, weight and score.

    ``level1`` and ``level2`` are canonical (OUT, BEN …; OUT.QTY …) or empty where unknown, with the printed labels
    beside them. ``target`` and ``achieved`` are the printed texts with their figure where one could be read.
    ``extra`` are the texts of further columns by their code, ``beside`` the figures among them that no check needs:
    the share reached (完成率), what a reviewer found. ``state`` says how the row was filled in.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Points printed for a group of indicators: in its heading (数量指标15分), beside it, or in the margin.

    ``level`` is 1 or 2, or 0 for the whole block. ``rows`` are the positions of the group's rows in
    ``SelfEvaluation.indicators``.
    """

    level: int
    name: str
    figure: Figure
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailRow:
    """A row of a plain table of figures. ``role`` is row, subtotal (小计) or total (合计); figures stand by column."""

    name: str
    role: str
    figures: tuple[Figure | None, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailTable:
    """A plain table of figures: projects, places, years or vouchers in rows, amounts and shares in columns.

    ``columns`` are what the columns are called, ``codes`` what they are known as (a code of ``fund-column``, share,
    total, or empty), ``groups`` the header above, which parts one group of columns from the next.
    """

    title: str
    columns: tuple[str, ...]
    codes: tuple[str, ...]
    groups: tuple[str, ...]
    rows: tuple[DetailRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfEvaluation:
    """Annex 3 (the unit, 整体支出绩效自评表) or one annex 4 (a project, 项目支出绩效自评表).

    ``form`` is annex3 or annex4. ``income`` and ``spending`` hold the box of annex 3 (按收入性质分, 按支出性质分):
    rows whose only figure stands in ``final_budget`` because the box has one unlabelled column. ``level_weights`` are
    the weights printed in the first-level labels, such as 产出指标（50分）, by level code. ``total_weight`` and
    ``total_score`` are the line 总分, or what the form's head prints as its result. ``points`` are further points
    printed for groups of indicators, ``details`` plain tables inside the form (vouchers, lists of payments), and
    ``beside`` the figures that no check needs.
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
    details: tuple[DetailTable, ...] = ()
    beside: tuple[Figure, ...] = ()

    @property
    def name(self) -> str:
        """What to call the form among its like: the project's name, or the unit's."""
        text = self.project or self.unit_name
        return text.text if text else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section of the report: heading as printed, level from 1, its paragraphs' texts with places."""

    number: str
    title: str
    level: int
    place: Place
    body: tuple[TextCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a sentence of the text says about figures.

    ``roles`` is parallel to ``figures`` and says what each figure is to the claim. By ``kind``:

    - amount, count: one labelled sum of money or number of things (value).
    - sum: whole, then part … ; ``exhaustive`` is false where the parts need not make up the whole (等, 主要包括, a
      single part under 其中).
    - share: rate, part and whole where they are given.
    - growth: rate and/or difference, then current and base where they are given; ``sign`` is +1, -1, or 0 for 持平,
      whose figures begin with current.
    - completion: rate, numerator, denominator as worded, then the same amounts once more with what they are called:
      original_budget, final_budget, actual.
    - rate, score: one percentage or number of points by itself. grade: a word such as 优 (value ``None``).
    - zero: a statement that there is none; ``label`` is the fund.
    - enumeration: count, with what was listed in ``items``; with 等 the list is open and ``exhaustive`` false.
    - template: a choice of the form left standing, such as 增加（减少）.

    ``label`` is what the first figure is bound to; every figure carries its own label. A figure that can be missing
    is left out, so look it up by its role. ``year`` is the year named in words nearest to the first figure.
    """

    kind: str
    label: str
    figures: tuple[Figure, ...]
    place: Place
    text: str
    sign: int = 0
    exhaustive: bool = True
    year: int | None = None
    roles: tuple[str, ...] = ()
    items: tuple[str, ...] = ()

    def role(self, name: str) -> Figure | None:
        """The first figure with a role, or ``None`` where the sentence does not give it."""
        return next((figure for figure, role in zip(self.figures, self.roles, strict=False) if role == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A line of the list of attachments at the end of the report (附件：1、…)."""

    number: int
    title: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The report text (自评报告) with the claims of its sentences, and what its figures say of each other."""

    index: int
    title: str
    year: int | None
    file: int
    confidence: float
    unit_name: str
    sections: tuple[Section, ...]
    claims: tuple[Claim, ...]
    attachments: tuple[Attachment, ...]
    place: Place
    printed_title: TextCell | None = None
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownForm:
    """A table that nobody recognises, or a file with text that is no report: reported as such, never dropped.

    ``details`` are its figures where it is a plain table of them.
    """

    index: int
    title: str
    file: int
    tables: tuple[int, ...]
    reason: str
    place: Place
    details: tuple[DetailTable, ...] = ()


Form = FundList | BaseDataForm | SelfEvaluation | Report | Disclosure | UnknownForm
