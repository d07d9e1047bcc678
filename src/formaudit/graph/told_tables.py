"""What the text says of a row of a table of the same document that is none of the forms.

A row is meant where the text calls its amount by the row's name, or by nothing but a step of the year where the row is
the total. The column must follow from the step and the year that the text names. Text and table contradict each other
only where no cell of a row so named prints the amount, and where the sentence points at the table (见下表) or one slip
explains the gap.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from msgspec import Struct

from formaudit.graph.other_tables import amounts_of_rows, tables_with_unit
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.model.figure import Figure
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.report_text import Claim
from formaudit.model.statement import Role
from formaudit.model.submission import Submission
from formaudit.numbers.slips import digits_slip, sure_slip
from formaudit.patterns import Late, compiled
from formaudit.text import compact

__all__ = ["POINTS", "TOTAL_ROW", "TableRow", "named_rows", "rounds_to", "rows_of_tables", "told_tables"]

POINTS: Final = Late(r"(?:见|如|详见|列于|参见)(?:下|附|上|以下)?表|下表|附表|上表|表[一二三四五六七八九十0-9]")
TOTAL_ROW: Final = Late(r"^(?:年度)?(?:资金|项目|支出|收入|预算)?(?:合计|总计|总额|总数|小计|年度资金总额|资金总额)$")
_BARE: Final = Late(
    r"[一二三四五六七八九十两各0-9]+个?(?:乡镇|镇街|行政村|村|县区|县市区|单位|部门|子?项目|街道|社区|标段)|全[县市区镇乡局]|我[县市区镇乡局]|^(?:乡镇|镇街|行政村|村|县区|单位|部门|街道|社区|标段)(?=共)"
    r"|本?项目|收入|全年|年度|当年|本年|年初|预算|执行|决算|支出|资金|数|总额|总(?=支出|收入|投资|预算|费用)|投资|合计|总计|实际|累计|共|计|完成|支付|拨付|使用|调整后?|的|本"
)
_TAIL: Final = Late(
    r"(?:分项|子项|工程)?(?:年初|全年|调整后?)?(?:预算|决算|执行|实际|支出|支付|完成|投入|安排|到位|下达|拨付)*(?:数|额|金额|资金)?$"
)
_CHANGE: Final = Late(r"增减额$")
_EARLIER: Final = Late(r"比上年|较上年|与上年|同比|较去年|比去年|比20\d\d|较20\d\d|与20\d\d")
_THAN_BUDGET: Final = Late(r"(?:比|较|与)(?:年初|全年|调整后?)?(?:的)?预算")
_RATE: Final = Late(r"率|%|比例|增减|差")
_YEAR: Final = Late(r"20\d\d")
_STEPS: Final = (
    ("original", Late(r"年初预算|年初")),
    ("arrived", Late(r"到位|收到|到账")),
    ("budget", Late(r"预算(?!执行)|计划|安排|下达")),
    ("actual", Late(r"决算|执行|支出|实际|支付|完成|使用")),
)
_TOLD_AS_ALL: Final = Late(r"(?:共(?!同)|合计|累计|总计)[^，。；0-9]{0,8}$")
_ANY_AMOUNT: Final = Late(r"(?:支付|支出|下达|拨付|发放|安排|投入|到位|实际|累计|执行|完成)*(?:金额|资金|数额?|额)")
_UNIT: Final = Late(r"[(（](?:百?万|千|亿)?元[)）]$")
_SHORTEST: Final = 2
_NEAR: Final = Decimal("0.5")


class TableRow(Struct, frozen=True, kw_only=True):
    """A row of a table: its name and its cells with the words above them."""

    name: str
    cells: tuple[tuple[str, Figure], ...]


def told_tables(submission: Submission) -> Iterator[Relation]:
    """The relations between amounts of the text and the rows of other tables that they name."""
    rows = list(rows_of_tables(submission))
    if not rows:
        return
    seen: set[str] = set()
    for report in submission.reports:
        before: tuple[str, list[TableRow]] = ("", [])
        money = Counter(
            one.text for one in report.claims for own in one.figures if own.unit in MONEY_UNITS and own.filled
        )
        for claim in report.claims:
            for role, figure in zip(claim.roles, claim.figures, strict=False):
                if figure.unit not in MONEY_UNITS or not figure.filled or figure.key in seen or figure.comparison:
                    continue
                seen.add(figure.key)
                if role == Role.DIFFERENCE:
                    yield from _difference(claim, figure, rows, submission.year)
                elif role in (Role.VALUE, Role.WHOLE, Role.PART) and not _EARLIER.now.search(figure.label):
                    same = before[1] if before[0] == claim.text else []
                    lone = money[claim.text] == 1 or (role == Role.WHOLE and _listed(claim, rows))
                    yield from _amount(claim, figure, rows, submission.year, same, alone=lone)
                    before = (claim.text, named_rows(figure.label, rows)[0] or same)


def rows_of_tables(submission: Submission) -> Iterator[TableRow]:
    """The rows of amounts of the tables that are none of the forms and name their unit."""
    strange = {(form.file, table) for form in submission.unknown for table in form.tables}
    for file, document in enumerate(submission.documents):
        for table, unit in tables_with_unit(document):
            if (file, table.index) not in strange:
                continue
            heads: dict[int, str] = {}
            rows: dict[int, list[Figure]] = {}
            for figure, _ in amounts_of_rows(file, table, unit, shortest=_SHORTEST):
                rows.setdefault(figure.place.row or 0, []).append(figure)
            first = min(rows, default=0)
            for row in range(first):
                for cell in table.starting(row):
                    for col in range(cell.col, cell.col + cell.colspan):
                        heads[col] = heads.get(col, "") + compact(cell.text)
            for figures in rows.values():
                name = figures[0].label
                yield TableRow(name=name, cells=tuple((heads.get(one.place.col or 0, ""), one) for one in figures))


def _under(label: str, row: TableRow) -> bool:
    """Whether a label is the name of a row and the words above one of its cells (绿化工程完成投资)."""
    rest = label.removeprefix(row.name)
    return bool(row.name) and rest != label and any(rest == head for head, _ in row.cells)


def named_rows(label: str, rows: list[TableRow]) -> tuple[list[TableRow], bool]:
    """The rows that a label of the text means, and whether it is a total that no name calls."""
    said = compact(label)
    core = _TAIL.now.sub("", said)
    exact = [row for row in rows if row.name in (said, core) or (core and _TAIL.now.sub("", row.name) == core)]
    exact = exact or [row for row in rows if _under(said, row)]
    if exact:
        return exact, False
    if not _BARE.now.sub("", said):
        return [row for row in rows if TOTAL_ROW.now.match(row.name)], True
    return [], False


def _step(words: str) -> str:
    return next((name for name, pattern in _STEPS if pattern.now.search(words)), "")


def _column(row: TableRow, words: str, year: int | None) -> Figure | None:
    """The cell of a row that the words mean, where only one can be meant."""
    named = [cell for head, cell in row.cells if head and words.startswith((head, row.name + head))]
    if len(named) == 1:
        return named[0]
    wanted = _step(words)
    years = [int(match[0]) for head, _ in row.cells if (match := _YEAR.now.search(head))]
    latest = year if year in years else max(years, default=None)
    fitting = []
    for head, figure in row.cells:
        step = _step(head)
        if compiled(r"率|%|比例|增减|差").search(head) or (
            wanted and step and step != wanted and {step, wanted} != {"original", "budget"}
        ):
            continue
        if compiled(r"上年|去年").search(head) or (
            latest is not None and (match := _YEAR.now.search(head)) and int(match[0]) != latest
        ):
            continue
        fitting.append(figure)
    return fitting[0] if len(fitting) == 1 else None


def _amount(
    claim: Claim, figure: Figure, rows: list[TableRow], year: int | None, same_row: list[TableRow], *, alone: bool
) -> Iterator[Relation]:
    named, total = named_rows(figure.label, rows)
    if not named and same_row:  # 二标段合同金额156万元、结算金额149.8万元
        named = [row for row in same_row if any(head == compact(figure.label) for head, _ in row.cells)]
    strange = not named and alone and claim.sign == 0 and POINTS.now.search(claim.text) is not None
    if strange:  # 发放补贴128.6万元，…见下表: what the table is about goes by no name in it but by its total
        named, total = [row for row in rows if TOTAL_ROW.now.match(row.name)], True
    if not named or _approximate(claim, figure):
        return
    words = claim.text[: claim.text.find(figure.raw)] if figure.raw in claim.text else claim.text
    words = figure.label + words[-8:]
    cells = [cell for row in named for _, cell in row.cells]
    same = next((cell for cell in cells if rounds_to(figure, cell)), None)
    if same is not None:
        if total and wan(same) == wan(figure):
            yield _equal(figure, same)
        return
    meant = {cell.key: cell for row in named if (cell := _column(row, words, claim.year or year)) is not None}
    if len(meant) != 1:
        return
    cell = next(iter(meant.values()))
    gap = abs(wan(figure) - wan(cell)) / max(abs(wan(figure)), abs(wan(cell)), Decimal("0.0001"))
    plainly = _TOLD_AS_ALL.now.search(_before(claim, figure)) is not None
    sure = strange and not _headed(figure.label, named, cell, plainly=plainly)
    slip = (sure_slip if sure else digits_slip)(_digits(figure), _digits(cell))
    pointed = POINTS.now.search(claim.text) is not None and not total
    if slip or (pointed and gap < _NEAR):
        yield _equal(figure, cell)


def _before(claim: Claim, figure: Figure) -> str:
    return claim.text[: claim.text.find(figure.raw)] if figure.raw in claim.text else ""


def _headed(label: str, rows: list[TableRow], cell: Figure, *, plainly: bool) -> bool:
    """Whether an amount goes by the head of a cell's column (下达补助资金186万元 beside the total under 补助资金).

    What is ``plainly`` told as all of it may stand under a head that names no thing (支付金额).
    """
    said = compact(label)
    heads = [_UNIT.now.sub("", head) for row in rows for head, own in row.cells if own.key == cell.key]
    named = any(len(head) > _SHORTEST and said.endswith(head) for head in heads)
    return named or (plainly and any(_ANY_AMOUNT.now.fullmatch(head) for head in heads))


def _listed(claim: Claim, rows: list[TableRow]) -> bool:
    """Whether the parts that a claim names are rows (共补助46.5万元，其中产业奖补28万元): its whole is their total."""
    parts = [one for role, one in zip(claim.roles, claim.figures, strict=False) if role == Role.PART]
    return bool(parts) and all(named_rows(one.label, rows)[0] and not named_rows(one.label, rows)[1] for one in parts)


def _digits(figure: Figure) -> str:
    return format(wan(figure).quantize(Decimal("0.01")), "f").replace(".", "")


def _approximate(claim: Claim, figure: Figure) -> bool:
    at = claim.text.find(figure.raw)
    return (at > 0 and claim.text[at - 1] in "约近超逾") or figure.raw.startswith(("约", "近"))


def rounds_to(figure: Figure, cell: Figure) -> bool:
    """Whether a cell, rounded as the text rounds, is the text's amount."""
    half = abs(wan(figure) / figure.amount) * Decimal(1).scaleb(-figure.decimals) / 2 if figure.amount else Decimal(0)
    return abs(wan(figure) - wan(cell)) <= half


def _equal(figure: Figure, cell: Figure) -> Relation:
    return Relation(
        check="X06",
        kind=RelationKind.EQUAL,
        subject=f"{figure.key}={cell.label}",
        result=figure,
        parts=(cell,),
        why="same-item",
    )


def _difference(claim: Claim, figure: Figure, rows: list[TableRow], year: int | None) -> Iterator[Relation]:
    """比上年减少0.6万元 against the columns of two years, 比年初预算减少0.6万元 against budget and accounts."""
    earlier = _EARLIER.now.search(claim.text) is not None
    than_budget = not earlier and _THAN_BUDGET.now.search(claim.text) is not None
    if claim.sign == 0 or not (earlier or than_budget) or _approximate(claim, figure):
        return
    named, _ = named_rows(_CHANGE.now.sub("", figure.label), rows)
    for row in named:
        pair = _two_years(row, year) if earlier else _budget_and_actual(row)
        if pair is None:
            continue
        before, now = pair
        more, less = (now, before) if claim.sign > 0 else (before, now)
        computed = wan(more) - wan(less)
        held = rounds_to(figure, _with(figure, computed))
        base = claim.role(Role.BASE)
        if held or (POINTS.now.search(claim.text) and (base is None or not base.filled) and computed != 0):
            yield Relation(
                check="X06",
                kind=RelationKind.SUM,
                subject=f"{figure.key}={row.name}",
                result=more,
                parts=(less, figure),
                why="same-item",
            )
            return


def _with(figure: Figure, value: Decimal) -> Figure:
    return Figure(
        key=figure.key,
        label="",
        raw="",
        value=value,
        unit="万元",
        decimals=figure.decimals,
        state=figure.state,
        place=figure.place,
    )


def _budget_and_actual(row: TableRow) -> tuple[Figure, Figure] | None:
    """The amounts that were planned and spent in a row, where one column each is headed so."""
    planned = [cell for head, cell in row.cells if _step(head) in ("original", "budget") and not _RATE.now.search(head)]
    spent = [cell for head, cell in row.cells if _step(head) == "actual" and not _RATE.now.search(head)]
    return (planned[0], spent[0]) if len(planned) == len(spent) == 1 else None


def _two_years(row: TableRow, year: int | None) -> tuple[Figure, Figure] | None:
    """The amounts of the year before and of this year in a row, where the heads name them."""
    dated = {
        int(match[0]): cell for head, cell in row.cells if (match := _YEAR.now.search(head)) and "预算" not in head
    }
    if len(dated) == 2 and len(row.cells) == 2 and max(dated) - min(dated) == 1 and year in (None, max(dated)):
        return dated[min(dated)], dated[max(dated)]
    last = [cell for head, cell in row.cells if compiled(r"上年|去年").search(head)]
    this = [cell for head, cell in row.cells if compiled(r"本年|当年").search(head)]
    return (last[0], this[0]) if len(last) == len(this) == 1 else None
