"""The money of an invented office for a year: items by code, the economic classes that pay them, where it comes from.

Everything that is printed follows from here, so that a clean paper holds whatever is reckoned on it.
"""

from dataclasses import dataclass
from decimal import Decimal

__all__ = ["ECONOMIC", "NAMES", "Item", "Plan", "Public"]

NAMES = {
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080501": "行政单位离退休",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出",
    "210": "卫生健康支出",
    "21011": "行政事业单位医疗",
    "2101101": "行政单位医疗",
    "2101102": "事业单位医疗",
    "212": "城乡社区支出",
    "21213": "城市基础设施配套费安排的支出",
    "2121302": "城市环境卫生",
    "213": "农林水支出",
    "21303": "水利",
    "2130301": "行政运行",
    "2130302": "一般行政管理事务",
    "2130305": "水利工程建设",
    "2130399": "其他水利支出",
    "221": "住房保障支出",
    "22102": "住房改革支出",
    "2210201": "住房公积金",
    "2210203": "购房补贴",
}

ECONOMIC = {
    "301": "工资福利支出",
    "30101": "基本工资",
    "30102": "津贴补贴",
    "30108": "机关事业单位基本养老保险缴费",
    "30109": "职业年金缴费",
    "30110": "职工基本医疗保险缴费",
    "30113": "住房公积金",
    "302": "商品和服务支出",
    "30201": "办公费",
    "30207": "邮电费",
    "30211": "差旅费",
    "30217": "公务接待费",
    "30231": "公务用车运行维护费",
    "303": "对个人和家庭的补助",
    "30302": "退休费",
    "310": "资本性支出",
    "31002": "办公设备购置",
}


@dataclass(frozen=True, slots=True)
class Item:
    """An item (项): what basic expenditure pays for staff and for running costs, what projects pay, and from what.

    ``other`` is the part of the projects that other income pays; ``fund`` says that a government fund pays all of it.
    """

    code: str
    personnel: Decimal = Decimal(0)
    running: Decimal = Decimal(0)
    project: Decimal = Decimal(0)
    other: Decimal = Decimal(0)
    fund: bool = False
    before: Decimal = Decimal(0)

    @property
    def basic(self) -> Decimal:
        """Basic expenditure."""
        return self.personnel + self.running

    @property
    def total(self) -> Decimal:
        """All spending on it."""
        return self.basic + self.project

    @property
    def fiscal(self) -> Decimal:
        """What appropriations pay of it."""
        return self.total - self.other


@dataclass(frozen=True, slots=True)
class Public:
    """The three public expenses (三公经费) in 万元."""

    abroad: Decimal
    purchase: Decimal
    running: Decimal
    reception: Decimal

    @property
    def vehicles(self) -> Decimal:
        """Purchase and running of vehicles."""
        return self.purchase + self.running

    @property
    def total(self) -> Decimal:
        """All three."""
        return self.abroad + self.vehicles + self.reception


@dataclass(frozen=True, slots=True)
class Plan:
    """A year of an office; amounts in 元. ``carried`` came over from the year before, ``left`` goes over to the next."""

    unit: str
    year: int
    items: tuple[Item, ...]
    economic: dict[str, Decimal]
    public: Public
    planned: Public
    office: Decimal
    vehicles: int
    grown: Decimal
    carried: Decimal = Decimal(0)
    left: Decimal = Decimal(0)

    def codes(self, *, fund: bool | None = None) -> list[str]:
        """The codes of the items of a kind of budget with those above them, in order."""
        own = [item.code for item in self.items if fund is None or item.fund is fund]
        return sorted({code[:size] for code in own for size in (3, 5, 7)}, key=lambda code: code.ljust(7, "!"))

    def of(self, code: str, what: str, *, fund: bool | None = None) -> Decimal:
        """An amount of a code: the sum of its items."""
        return sum(
            (getattr(item, what) for item in self.items if item.code.startswith(code) and fund in (None, item.fund)),
            Decimal(0),
        )

    def economic_codes(self) -> list[str]:
        """The economic codes with the classes above them, in order."""
        return sorted({code[:size] for code in self.economic for size in (3, 5)}, key=lambda code: code.ljust(5, "!"))

    def economic_of(self, code: str) -> Decimal:
        """An amount of an economic code."""
        return sum((amount for own, amount in self.economic.items() if own.startswith(code)), Decimal(0))
