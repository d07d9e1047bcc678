"""What a unit did and spent in a year: the facts from which every form of a submission is printed.

Money is in 万元. A record refuses facts that contradict each other, so a submission printed from a spec is clean.
"""

from dataclasses import dataclass
from decimal import Decimal

from corpora.generator.scoring import ratio_score, reverse_score, round2

__all__ = [
    "Amounts",
    "Basic",
    "Building",
    "CostItem",
    "Goal",
    "Indicator",
    "ListEntry",
    "Project",
    "Source",
    "Story",
    "Submission",
    "Triple",
    "Unit",
    "dec",
]

ZERO = Decimal(0)
CATEGORIES = ("business", "operation", "local", "transfer", "development")
SOURCES = ("fiscal", "central", "provincial", "city", "county", "carried", "other")


def dec(text: str | int) -> Decimal:
    """A decimal from its printed form."""
    return Decimal(text)


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise ValueError(what)


@dataclass(frozen=True, slots=True)
class Amounts:
    """年初预算数, 全年预算数, 全年执行数."""

    original_budget: Decimal = ZERO
    final_budget: Decimal = ZERO
    actual_amount: Decimal = ZERO

    def __add__(self, other: "Amounts") -> "Amounts":
        """Column by column."""
        return Amounts(
            self.original_budget + other.original_budget,
            self.final_budget + other.final_budget,
            self.actual_amount + other.actual_amount,
        )


@dataclass(frozen=True, slots=True)
class Triple:
    """上年决算数, 本年预算数, 本年决算数; ``None`` is a cell left blank."""

    prior_actual: Decimal | None
    budget: Decimal | None
    actual: Decimal | None

    def get(self, column: str) -> Decimal | None:
        """The value of a column by name."""
        return {"prior_actual": self.prior_actual, "budget": self.budget, "actual": self.actual}[column]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The budget unit (预算单位), its supervising department (主管部门), its people and its staff."""

    name: str
    district: str
    department: str
    level: str
    posts: int
    staff: int
    head: str
    filler: str
    phone: str
    date: str
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source of a project's money. ``amounts`` is ``None`` for a blank row; ``nested``: a part of the row above."""

    kind: str
    amounts: Amounts | None = None
    nested: bool = False


@dataclass(frozen=True, slots=True)
class CostItem:
    """A use of a project's money as a row of annex 2 and a part of the report's sentence."""

    name: str
    triple: Triple


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A third-level indicator with the numbers behind the printed target and achievement.

    ``nature``: positive, reverse, equal, qualitative. For a qualitative one ``target_text`` and ``achieved_text`` are
    printed and ``share`` of the weight is given. ``unit`` is printed behind numbers.
    """

    level2: str
    name: str
    nature: str
    weight: Decimal
    unit: str = ""
    target: Decimal = ZERO
    achieved: Decimal = ZERO
    target_text: str = ""
    achieved_text: str = ""
    share: Decimal = Decimal(1)
    reason: str = ""
    standard: str = "计划标准"

    def __post_init__(self) -> None:
        """Points lost need a reason, and a reason needs points lost."""
        _require((self.score < self.weight) == bool(self.reason), f"{self.name}: {self.score} of {self.weight}")

    @property
    def level1(self) -> str:
        """The first-level code."""
        return self.level2.partition(".")[0]

    @property
    def score(self) -> Decimal:
        """The points that the rules give."""
        if self.nature == "qualitative":
            return round2(self.weight * self.share)
        rule = reverse_score if self.nature == "reverse" else ratio_score
        return rule(self.target, self.achieved, self.weight)


@dataclass(frozen=True, slots=True)
class Goal:
    """A yearly goal (预期目标) and what became of it (实际完成情况)."""

    expected: str
    actual: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project with a form of its own. Its sources add up to its money; its uses to its rows in annex 2."""

    name: str
    category: str
    sources: tuple[Source, ...]
    uses: tuple[CostItem, ...]
    goals: tuple[Goal, ...]
    indicators: tuple[Indicator, ...]

    def __post_init__(self) -> None:
        """Uses against sources: opening against the budget column, execution against the last."""
        _require(self.category in CATEGORIES, self.category)
        opening = sum((each.triple.budget or ZERO for each in self.uses), ZERO)
        actual = sum((each.triple.actual or ZERO for each in self.uses), ZERO)
        _require(opening == self.total.original_budget, f"{self.name}: opening {opening} ≠ {self.total}")
        _require(actual == self.total.actual_amount, f"{self.name}: actual {actual} ≠ {self.total}")
        nested = sum((each.amounts for each in self.sources if each.amounts and each.nested), Amounts())
        _require(nested in (Amounts(), self.of("fiscal")), f"{self.name}: nested sources {nested}")
        _require(self.total.actual_amount <= self.total.final_budget, f"{self.name}: spent more than it had")

    @property
    def total(self) -> Amounts:
        """The sum of the sources."""
        return sum((each.amounts for each in self.sources if each.amounts and not each.nested), Amounts())

    def of(self, kind: str) -> Amounts:
        """The money of one kind of source."""
        return sum((each.amounts for each in self.sources if each.amounts and each.kind == kind), Amounts())


@dataclass(frozen=True, slots=True, kw_only=True)
class Basic:
    """Basic expenditure (基本支出) and the controlled lines of annex 2."""

    original_budget: Decimal
    final_budget: Decimal
    personnel: Decimal
    subsidies: Decimal
    operating: Triple
    operating_parts: tuple[CostItem, ...]
    procurement: Triple
    car_purchase: Triple
    car_upkeep: Triple
    abroad: Triple
    reception: Triple

    def __post_init__(self) -> None:
        """The lines under 其中 stay within 公用经费; nothing is spent beyond its budget."""
        for column in ("prior_actual", "budget", "actual"):
            parts = sum((each.triple.get(column) or ZERO for each in self.operating_parts), ZERO)
            _require(parts <= (self.operating.get(column) or parts), f"公用经费 {column}")
        _require(self.actual <= self.final_budget, "basic expenditure above its budget")

    @property
    def actual(self) -> Decimal:
        """Personnel, goods and services, subsidies."""
        return self.personnel + (self.operating.actual or ZERO) + self.subsidies

    @property
    def amounts(self) -> Amounts:
        """The three columns of basic expenditure."""
        return Amounts(self.original_budget, self.final_budget, self.actual)


@dataclass(frozen=True, slots=True)
class Building:
    """A finished building: approved and real size in m², budgeted and real investment in 万元."""

    approved_size: Decimal
    actual_size: Decimal
    budget: Decimal
    actual: Decimal


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A row of annex 1. An empty ``fund`` continues the merged cell above."""

    seq: int
    fund: str
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The words of the report that carry no money. ``classes`` are the functional classes of general spending."""

    duties: tuple[str, ...]
    nature: str
    classes: tuple[tuple[str, Decimal], ...]
    personnel_items: str
    goods_items: str
    adjustment_reason: str
    problems: tuple[str, ...]
    measures: tuple[str, ...]
    publication: str
    savings: str
    other: str = "无其他需要说明的情况。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One unit and year. ``box`` says which column the box of annex 3 holds: final_budget or actual_amount.

    ``allowed`` are checks that may remark on the unit without being wrong: nothing contradicts, but a reader may ask.
    """

    unit: Unit
    year: int
    basic: Basic
    projects: tuple[Project, ...]
    goals: tuple[Goal, ...]
    indicators: tuple[Indicator, ...]
    story: Story
    weights: tuple[tuple[str, int], ...] = (("OUT", 50), ("BEN", 30), ("SAT", 10))
    government_fund: Decimal = ZERO
    box: str = "final_budget"
    building: Building | None = None
    fund_list: tuple[ListEntry, ...] = ()
    allowed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Weights of every form by first level; functional classes against general spending."""
        for name, indicators in (("unit", self.indicators), *((p.name, p.indicators) for p in self.projects)):
            for level, weight in self.weights:
                found = sum((each.weight for each in indicators if each.level1 == level), ZERO)
                _require(found == weight, f"{self.unit.name}, {name}: {level} weighs {found}, not {weight}")
        classes = sum((amount for _, amount in self.story.classes), ZERO)
        _require(classes == self.general_actual, f"{self.unit.name}: classes {classes} ≠ {self.general_actual}")

    @property
    def project_total(self) -> Amounts:
        """All projects together."""
        return sum((project.total for project in self.projects), Amounts())

    @property
    def total(self) -> Amounts:
        """年度资金总额."""
        return self.basic.amounts + self.project_total

    @property
    def other(self) -> Amounts:
        """其他资金 of all projects."""
        return sum((project.of("other") for project in self.projects), Amounts())

    @property
    def general_actual(self) -> Decimal:
        """Executed 一般公共预算: everything but other funds and the government fund."""
        return self.total.actual_amount - self.other.actual_amount - self.government_fund
