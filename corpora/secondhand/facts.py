"""What a unit planned, got, paid and reached in a year, drawn by a seed; all of it agrees."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Final

__all__ = ["LEVELS", "Facts", "Goal", "Money", "Project", "draw", "percent", "shown"]

_CENT: Final = Decimal("0.01")
LEVELS: Final = ("central", "provincial", "city", "county")
_COUNTIES: Final = ("枫桥县", "栖霞岭区", "白鹿市", "青藤县", "石鼓旗", "望江县", "槐荫县", "松岭区")
_BUREAUS: Final = ("民政局", "水务局", "文化和旅游局", "林业和草原局", "卫生健康局", "农业农村局", "退役军人事务局")
_PROJECTS: Final = (
    "乡村道路养护补助",
    "公共文化场馆免费开放",
    "河道清淤整治",
    "森林防火能力提升",
    "基层医疗设备更新",
    "困难群众临时救助",
)
_TARGETS: Final = (
    # level, name, unit, lowest and highest target, whether it is a share
    ("数量指标", "完成养护里程", "公里", 20, 90),
    ("数量指标", "开展巡查次数", "次", 12, 60),
    ("数量指标", "受益群众人数", "人", 300, 2600),
    ("质量指标", "验收合格率", "%", 90, 98),
    ("时效指标", "按期完成率", "%", 90, 98),
    ("社会效益指标", "设施完好率", "%", 85, 96),
    ("可持续影响指标", "管护制度覆盖率", "%", 85, 96),
    ("服务对象满意度指标", "受益群众满意度", "%", 85, 95),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Planned at the beginning of the year, after changes, received and paid, in 万元."""

    first: Decimal
    final: Decimal
    came: Decimal
    paid: Decimal

    def __add__(self, other: "Money") -> "Money":
        """Step by step."""
        return Money(
            first=self.first + other.first,
            final=self.final + other.final,
            came=self.came + other.came,
            paid=self.paid + other.paid,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """An indicator: what was wanted, what was reached, the points and those given, and why some were lost."""

    level: str
    name: str
    unit: str
    target: Decimal
    reached: Decimal
    points: Decimal
    score: Decimal
    reason: str

    @property
    def group(self) -> str:
        """The first-level heading."""
        return {"数": "产出指标", "质": "产出指标", "时": "产出指标", "服": "满意度指标"}.get(self.level[0], "效益指标")


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project: its sources by level of government, its indicators, and the points for carrying out its budget."""

    name: str
    sources: dict[str, Money]
    goals: tuple[Goal, ...]
    execution: Decimal
    execution_score: Decimal

    @property
    def total(self) -> Money:
        """All sources together."""
        first, *rest = self.sources.values()
        for each in rest:
            first += each
        return first

    @property
    def score(self) -> Decimal:
        """The score of the form."""
        return self.execution_score + sum((goal.score for goal in self.goals), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A unit in a year."""

    county: str
    unit: str
    code: str
    year: int
    posts: int
    staff: int
    projects: tuple[Project, ...]
    basic: Money
    last_year: Decimal


def percent(top: Decimal, bottom: Decimal) -> Decimal:
    """A rate with two decimals."""
    return (top / bottom * 100).quantize(_CENT, ROUND_HALF_UP)


def shown(value: Decimal) -> str:
    """A number as people print it: without needless zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _money(rng: Random, low: int, high: int) -> Money:
    final = Decimal(rng.randrange(low * 100, high * 100)) / 100
    first = final + Decimal(rng.choice((0, 0, 0, rng.randrange(-300, 300)))) / 100
    paid = (final * Decimal(rng.randrange(905, 1000)) / 1000).quantize(_CENT, ROUND_HALF_UP)
    return Money(first=max(first, _CENT), final=final, came=final, paid=paid)


def _goal(rng: Random, kind: tuple[str, str, str, int, int], points: int, *, short: bool) -> Goal:
    level, name, unit, low, high = kind
    target = Decimal(rng.randrange(low, high))
    most = Decimal(100) if unit == "%" else target * Decimal("1.15")
    reached = target + Decimal(rng.randrange(0, 4))
    weight = Decimal(points)
    if short:
        reached = (target * Decimal(rng.randrange(82, 93)) / 100).quantize(Decimal(1), ROUND_HALF_UP)
    reached = min(reached, most).quantize(Decimal(1))
    score = min(weight, (reached / target * weight).quantize(_CENT, ROUND_HALF_UP))
    reason = "施工期间遇连续降雨，进度滞后；下一年度提前组织实施。" if score < weight else ""
    return Goal(
        level=level, name=name, unit=unit, target=target, reached=reached, points=weight, score=score, reason=reason
    )


def _project(rng: Random, name: str, execution: int, points: tuple[int, ...]) -> Project:
    levels = rng.sample(LEVELS, rng.choice((2, 3, 4)))
    sources: dict[str, Money] = {level: _money(rng, 20, 400) for level in LEVELS if level in levels}
    total = Money(first=Decimal(0), final=Decimal(0), came=Decimal(0), paid=Decimal(0))
    for each in sources.values():
        total += each
    low = rng.randrange(3)
    goals = tuple(
        _goal(rng, kind, weight, short=at == low)
        for at, (kind, weight) in enumerate(zip(_TARGETS, points, strict=True))
    )
    given = (total.paid / total.final * execution).quantize(_CENT, ROUND_HALF_UP)
    return Project(name=name, sources=sources, goals=goals, execution=Decimal(execution), execution_score=given)


def draw(seed: int) -> Facts:
    """The facts of one unit; the same seed gives the same."""
    rng = Random(f"second hand {seed}")  # noqa: S311 - a seed must give the same facts again; nothing is secret
    county = rng.choice(_COUNTIES)
    execution, points = rng.choice(
        (
            (10, (10, 10, 10, 10, 10, 15, 15, 10)),
            (20, (10, 10, 10, 10, 10, 10, 10, 10)),
            (10, (20, 10, 5, 10, 5, 20, 10, 10)),
        )
    )
    names = rng.sample(_PROJECTS, 3)
    posts = rng.randrange(18, 90)
    basic = _money(rng, 300, 900)
    return Facts(
        county=county,
        unit=county + rng.choice(_BUREAUS),
        code=f"{rng.randrange(201, 460)}001",
        year=rng.randrange(2019, 2025),
        posts=posts,
        staff=posts - rng.randrange(0, 6),
        projects=tuple(_project(rng, name, execution, points) for name in names),
        basic=basic,
        last_year=(basic.paid * Decimal(rng.randrange(90, 115)) / 100).quantize(_CENT, ROUND_HALF_UP),
    )
