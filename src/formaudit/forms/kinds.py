"""Which form some rows of a table are, told by their labels."""

from typing import Final

from msgspec import Struct, field

from formaudit.forms.fund_codes import fund_code
from formaudit.forms.headers import goal_header, read_header, without_year
from formaudit.forms.indicator_header import indicator_header
from formaudit.forms.money_header import fund_header, may_be_header, source_header
from formaudit.forms.money_pairs import fund_pairs, stacked_pairs
from formaudit.forms.remembered import by_label
from formaudit.forms.side_by_side import halves
from formaudit.indicators.lexicon import identify
from formaudit.model.form_kind import FormKind
from formaudit.model.table import Table
from formaudit.numbers import read_cell
from formaudit.patterns import compiled
from formaudit.text import compact, fold

__all__ = ["Marks", "field_code", "form_kind", "is_monitoring", "joined_marks", "marks_of"]

_SEVERAL: Final = 3
_LONGEST_HEAD: Final = 40
_COLON: Final = compiled(r"[:：]")
_MONITORED: Final = compiled(r"完成目标可能性|全年预计(?:执行|完成|支出)|^\(?1[-—~至](?:[2-9]|1[01])月")
"""Columns that only a form of the running year has: what was done by a month, what is expected."""
_EXPENSES: Final = frozenset(
    f"item:{code}"
    for code in ("三公经费", "公务用车购置和维护经费", "公车购置", "公车运行维护", "出国经费", "公务接待")
)
_BOUGHT: Final = compiled(r"^(?:采购|预算)*(?:成交|中标|合同)(?:总)?(?:金额|价格?|额)")
"""What a list of purchases prints beside its budget: 成交金额, 中标价, 合同金额."""
_OF_MONEY: Final = compiled(r"(?:资金|经费|补助|补贴|基金).*(?:自评|评价)表")


class Marks(Struct, frozen=True, kw_only=True):
    """What the labels of some rows say.

    ``fund``, ``indicators`` and ``goals`` tell that a header of such a block stands there, ``closed`` that the line
    总分 follows the indicators. ``box`` counts the heads of annex 3's box, ``base`` holds the labels of annex 2.
    ``targets_only`` says that the indicators have neither results nor points, ``sources`` and ``strange`` count the
    rows of money that name a source and those that name something else (a place, a project). ``overview`` holds the
    labels of an older form's description of the unit or project, ``project_signed`` that a project's head signs,
    ``monitored`` that columns are of a year that is not over, ``numbered`` that the rows of money have a serial each.
    """

    fund: bool = False
    indicators: bool = False
    goals: bool = False
    closed: bool = False
    project_field: bool = False
    unit_field: bool = False
    box: int = 0
    base: frozenset[str] = field(default_factory=frozenset)
    listing: bool = False
    targets_only: bool = False
    sources: int = 0
    strange: int = 0
    overview: frozenset[str] = field(default_factory=frozenset)
    project_signed: bool = False
    monitored: bool = False
    numbered: bool = False

    @property
    def plain_list(self) -> bool:
        """Whether the money stands in rows of places or projects and belongs to no form of one project or unit."""
        head = self.project_field or (self.unit_field and not self.numbered)
        alone = self.fund and not (self.indicators or self.goals or self.box or head)
        return alone and not self.overview and self.strange >= _SEVERAL and self.sources <= 1

    @property
    def money_list(self) -> bool:
        """Whether numbered projects have their money in one row each."""
        return self.listing and self.fund and not self.indicators

    @property
    def staffed_costs(self) -> bool:
        """Whether staff and the usual items of expense stand there, under whatever heads: annex 2 and no funds."""
        staff = sum(mark.startswith("staff:") for mark in self.base)
        items = sum(mark.startswith("item:") for mark in self.base)
        others = self.indicators or self.goals or self.box or self.project_field
        return staff > 1 and items >= _SEVERAL and not others

    @property
    def three_expenses(self) -> bool:
        """Whether of the labels of annex 2 only those of 三公 stand there: travel abroad, cars, receptions."""
        items = {mark for mark in self.base if not mark.startswith("cost-column:")}
        return bool(items) and items <= _EXPENSES

    @property
    def evaluation(self) -> bool:
        """Whether a block of annex 3 or 4 has been seen."""
        return self.fund or self.indicators

    @property
    def base_data(self) -> bool:
        """Whether the labels of annex 2 have been seen, headers of expenses or staff among them."""
        return any(not mark.startswith("item:") for mark in self.base)

    @property
    def nothing_but_fields(self) -> bool:
        """Whether the rows are the head of a form only: names, no block."""
        return not (self.evaluation or self.goals or self.box or self.base or self.listing)

    @property
    def nothing(self) -> bool:
        """Whether no label says anything."""
        return self.nothing_but_fields and not (self.project_field or self.unit_field)


def joined_marks(left: Marks, right: Marks) -> Marks:
    """The marks of two pieces of one form."""
    return Marks(
        fund=left.fund or right.fund,
        indicators=left.indicators or right.indicators,
        goals=left.goals or right.goals,
        closed=left.closed or right.closed,
        project_field=left.project_field or right.project_field,
        unit_field=left.unit_field or right.unit_field,
        box=left.box + right.box,
        base=left.base | right.base,
        listing=left.listing or right.listing,
        targets_only=left.targets_only or right.targets_only,
        sources=left.sources + right.sources,
        strange=left.strange + right.strange,
        overview=left.overview | right.overview,
        project_signed=left.project_signed or right.project_signed,
        monitored=left.monitored or right.monitored,
        numbered=left.numbered or right.numbered,
    )


def marks_of(table: Table, first: int, last: int) -> Marks:
    """Read the labels of rows ``first`` to ``last``."""
    fund = indicators = goals = closed = project = unit = listing = False
    results = signed = money = by_sources = parted = monitored = numbered = bought = False
    box = sources = strange = 0
    base: set[str] = set()
    overview: set[str] = set()
    for row in range(first, last + 1):
        if not may_be_header(table, row):
            pass
        elif (header_here := indicator_header(table, row)) is not None:
            indicators, money = True, False
            results = results or any(code in header_here[0] for code in ("achieved", "weight", "score"))
        elif fund_header(table, row) is not None or fund_pairs(table, row) or stacked_pairs(table, row):
            fund = money = True
        elif halves(table, row, last) is not None:
            parted = True
        elif source_header(table, row) is not None:
            by_sources = money = True
        elif goal_header(table, row) is not None:
            goals = True
        money = money and len([cell for cell in table.row(row) if compact(cell.text)]) != 1
        if money:
            source, other = _row_of_money(table, row)
            sources, strange = sources + source, strange + other
        header = read_header("list-column", table, row)
        bought = bought or ("seq" in header and _lists_purchases(table, row))
        listing = listing or ("seq" in header and "fund" in header and row - first <= 4)
        numbered = numbered or ("seq" in header and money)
        closed = closed or (indicators and _is_total(table, row))
        for cell in table.starting(row):
            if not compact(cell.text):
                continue
            if row - first <= 5:
                code = field_code(cell.text)
                asked = code == "project" and compact(cell.text) != "项目" and "seq" not in header
                project = project or (asked and fund_header(table, row) is None)
                unit = unit or code == "unit_name"
            said = _said(cell.text)
            if said.overview:
                overview.add(said.overview)
                signed = signed or (row > first + 2 and compact(cell.text).startswith("项目负责人"))
            box += said.box
            base |= said.base
            monitored = monitored or said.monitored
    # Sources side by side, and income beside spending, stand in many a table of accounts: alone they make no form.
    return Marks(
        fund=fund
        or (listing and bought)
        or (by_sources and (indicators or goals or project or unit or bool(overview)))
        or (parted and indicators),
        indicators=indicators,
        goals=goals,
        closed=closed,
        project_field=project,
        unit_field=unit,
        box=box,
        base=frozenset(base),
        listing=listing,
        targets_only=indicators and not results,
        sources=sources,
        strange=strange,
        overview=frozenset(overview),
        project_signed=signed,
        monitored=monitored,
        numbered=numbered,
    )


def _lists_purchases(table: Table, row: int) -> bool:
    """Whether a header has a budget and, beside it, what was paid for a purchase."""
    codes = [fund_code(cell.text) for cell in table.row(row)]
    return "final_budget" in codes and any(_BOUGHT.match(compact(cell.text)) for cell in table.row(row))


class _Said(Struct, frozen=True):
    """What a label says of the form in which it stands, wherever that is."""

    overview: str
    box: bool
    base: frozenset[str]
    monitored: bool


@by_label
def _said(text: str) -> _Said:
    told = identify("overview", _COLON.split(text, maxsplit=1)[0])
    name = text if text.strip().startswith("其中") else _COLON.split(fold(text), maxsplit=1)[0]
    entry = identify("box", name)
    bare = without_year(text)
    found = ((kind, identify(kind, bare)) for kind in ("staff", "item", "cost-column"))
    return _Said(
        overview="" if told is None else f"{told.code}:{compact(text)}",
        box=entry is not None and entry.code in ("income_total", "spending_total"),
        base=frozenset(f"{kind}:{hit.code}" for kind, hit in found if hit is not None),
        monitored=_MONITORED.search(compact(text)) is not None and len(compact(text)) <= _LONGEST_HEAD,
    )


def _row_of_money(table: Table, row: int) -> tuple[int, int]:
    """Whether a row under a header of money names a source, or something else that has money."""
    cells = [cell for cell in table.starting(row) if compact(cell.text)]
    numbers = [cell for cell in cells if read_cell(cell.text) is not None]
    words = [cell for cell in cells if cell not in numbers]
    if not numbers or not words or any(fund_code(cell.text) for cell in words):
        return 0, 0
    return (1, 0) if any(identify("source", cell.text) is not None for cell in words) else (0, 1)


@by_label
def field_code(text: str) -> str:
    """The field that a label asks for, whatever stands behind its colon; an empty text for none."""
    entry = identify("field", _COLON.split(fold(text), maxsplit=1)[0])
    return entry.code if entry is not None else ""


def _is_total(table: Table, row: int) -> bool:
    cells = [cell for cell in table.starting(row) if compact(cell.text)]
    return bool(cells) and field_code(cells[0].text) == "total"


def is_monitoring(marks: Marks, title: str) -> bool:
    """Whether a form with the blocks of a self-evaluation is of a year not over; 自评 in a title is believed."""
    name = compact(title)
    return "自评" not in name and (marks.monitored or "监控" in name)


def form_kind(marks: Marks, title: str) -> tuple[FormKind | None, float]:
    """The kind of form that labels and title speak for, with a confidence; ``None`` where nothing does."""
    name = compact(title)
    if is_monitoring(marks, title):
        return None, 0.0
    if marks.staffed_costs and not (marks.fund and "自评" in name):
        return FormKind.ANNEX2, 0.99
    if marks.money_list:
        # A list of projects with their money, one in each row, is not the form of one project.
        return (FormKind.ANNEX1, 0.85) if "清单" in name else (None, 0.0)
    if marks.plain_list or (marks.targets_only and not marks.fund and not marks.project_field and not marks.unit_field):
        return None, 0.0
    if marks.evaluation:
        whole = marks.fund and marks.indicators
        if _described(marks, "project") >= _SEVERAL and not marks.unit_field:
            return FormKind.ANNEX4, 0.9
        of_project = compiled(r"项目|专项|转移支付").search(name) is not None and "整体" not in name
        if marks.project_field and (not marks.box or of_project):
            return FormKind.ANNEX4, 0.99 if whole else 0.9
        if marks.box or "整体" in name or "部门支出" in name:
            return FormKind.ANNEX3, 0.99 if whole else 0.9
        if "项目" in name or "专项" in name or "转移支付" in name:
            return FormKind.ANNEX4, 0.85
        if _described(marks, "project") >= 2 or marks.project_signed:
            return FormKind.ANNEX4, 0.85
        if _OF_MONEY.search(name):
            return FormKind.ANNEX4, 0.8
        return (FormKind.ANNEX3, 0.7) if whole else (None, 0.0)
    described = _described(marks, "unit") >= _SEVERAL and not marks.listing
    if described and "自评" in name and not any(mark.startswith("cost-column:") for mark in marks.base):
        return FormKind.ANNEX3, 0.8
    staff = sum(mark.startswith("staff:") for mark in marks.base)
    items = sum(mark.startswith("item:") for mark in marks.base)
    columns = sum(mark.startswith("cost-column:") for mark in marks.base)
    if (staff >= 2 and items >= 1) or (items >= 3 and columns >= 2) or ("基础数据" in name and (staff or items)):
        return FormKind.ANNEX2, 0.99 if staff >= 2 and items >= 3 else 0.85
    if described:
        return FormKind.ANNEX3, 0.8
    if marks.listing:
        return FormKind.ANNEX1, 0.97 if "清单" in name or "专项" in name else 0.85
    return None, 0.0


def _described(marks: Marks, what: str) -> int:
    """How many labels of an older form's description of a unit or project have been seen."""
    return sum(label.startswith(f"{what}:") for label in marks.overview)
