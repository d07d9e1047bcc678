"""The tables of a paper as grids, in the columns of a layout."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from corpora.generator.published.plan import ECONOMIC, NAMES, Plan
from corpora.generator.sheet import Box, Grid, box

__all__ = ["Look", "Sheet", "accounts_sheets", "budget_sheets"]

CLASSES = (
    ("201", "一般公共服务支出"), ("204", "公共安全支出"), ("205", "教育支出"), ("208", "社会保障和就业支出"),
    ("210", "卫生健康支出"), ("211", "节能环保支出"), ("212", "城乡社区支出"), ("213", "农林水支出"),
    ("221", "住房保障支出"), ("229", "其他支出"),
)  # fmt: skip
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Look:
    """How a province prints: codes in three columns or one, 元 or 万元, lines numbered, titles before and after."""

    name: str
    unit: str
    levels: bool
    numbered: bool
    titles: dict[str, str]
    empty: str = ""

    def money(self, amount: Decimal) -> str:
        """An amount in 元 as the layout prints it; nothing is printed as the layout's blank."""
        if amount == 0:
            return self.empty
        if self.unit == "元":
            return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
        return f"{amount / 10000:.2f}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its title, its unit of money and the note under it; ``kind`` is what it is."""

    kind: str
    title: str
    unit: str
    grid: Grid
    note: str = ""


def _grid(head: Sequence[Sequence[tuple[str, int, int]]], rows: Sequence[Sequence[str]]) -> Grid:
    """Header rows of (text, rows, columns) over plain rows; the first cell of a shorter row spans the code columns."""
    boxes: list[Box] = []
    taken: set[tuple[int, int]] = set()
    for at, line in enumerate(head):
        col = 0
        for text, tall, across in line:
            while (at, col) in taken:
                col += 1
            boxes.append(box(at, col, text, rows=tall, cols=across))
            taken |= {(at + i, col + j) for i in range(tall) for j in range(across)}
            col += across
    columns = max(col for _, col in taken) + 1
    for at, row in enumerate(rows, len(head)):
        col = 0
        for text in row:
            across = columns - len(row) + 1 if col == 0 and len(row) < columns else 1
            boxes.append(box(at, col, text, cols=across))
            col += across
    return Grid(boxes, columns)


def _code(look: Look, code: str) -> list[str]:
    if not look.levels:
        return [code]
    return [code[:3], code[3:5], code[5:7]]


def _coded(
    look: Look,
    columns: Sequence[tuple[str, Callable[[str], Decimal]]],
    codes: Sequence[str],
    *,
    first: bool,
    title: str,
) -> Grid:
    """A table by functional codes; the line 合计 stands first or last."""
    width = 3 if look.levels else 1
    head: list[list[tuple[str, int, int]]] = [
        [("项目", 1, width + 1), (title, 1, len(columns))],
        [
            ("功能分类科目编码", 1 if look.levels else 2, width),
            ("功能分类科目名称", 2, 1),
            *((name, 2, 1) for name, _ in columns),
        ],
        [("类", 1, 1), ("款", 1, 1), ("项", 1, 1)] if look.levels else [],
    ]
    if not look.levels:
        head = [
            [("项目", 1, 2), *((name, 2, 1) for name, _ in columns)],
            [("科目编码", 1, 1), ("科目名称", 1, 1)],
        ]
    total = ["合计", *(look.money(of("")) for _, of in columns)]
    rows = [[*_code(look, code), NAMES[code], *(look.money(of(code)) for _, of in columns)] for code in codes]
    if look.numbered:
        rows = [["栏次", *(str(at) for at in range(1, len(columns) + 1))], *([total] if first else []), *rows]
        return _grid(head, rows if first else [*rows, total])
    return _grid(head, [total, *rows] if first else [*rows, total])


def _sides(
    left: Sequence[tuple[str, str]],
    right: Sequence[tuple[str, Sequence[str]]],
    heads: tuple[str, Sequence[str]],
    *,
    numbered: bool,
    names: tuple[str, str],
) -> Grid:
    """A table with two sides; the shorter one is filled up with blanks in front of its last line."""
    height = max(len(left), len(right))
    blank = ["" for _ in heads[1]]
    one = [*left[:-1], *(("", "") for _ in range(height - len(left))), left[-1]]
    two = [*right[:-1], *(("", blank) for _ in range(height - len(right))), right[-1]]
    extra = 1 if numbered else 0
    head = [
        [(names[0], 1, 2 + extra), (names[1], 1, 1 + extra + len(heads[1]))],
        [
            ("项目", 1, 1),
            *([("行次", 1, 1)] if numbered else []),
            (heads[0], 1, 1),
            ("项目", 1, 1),
            *([("行次", 1, 1)] if numbered else []),
            *((name, 1, 1) for name in heads[1]),
        ],
    ]
    rows = []
    for at, ((name, amount), (other, amounts)) in enumerate(zip(one, two, strict=True), 1):
        rows.append(
            [name, *([str(at)] if numbered else []), amount, other, *([str(height + at)] if numbered else []), *amounts]
        )
    return _grid(head, rows)


def _zero(_: str) -> Decimal:
    return Decimal(0)


def _classes(plan: Plan, *, fund: bool | None, what: str, every: bool) -> list[tuple[str, str, Decimal]]:
    own = {code for code in plan.codes(fund=fund) if len(code) == 3}
    shown = [(code, name) for code, name in CLASSES if every or code in own]
    return [(code, f"{_NUMERALS[at]}、{name}", plan.of(code, what, fund=fund)) for at, (code, name) in enumerate(shown)]


def budget_sheets(look: Look, plan: Plan) -> list[Sheet]:
    """The nine tables of a budget."""
    money, of = look.money, plan.of
    other = of("", "other")
    fiscal, general, fund = of("", "fiscal"), of("", "fiscal", fund=False), of("", "fiscal", fund=True)
    classes = _classes(plan, fund=None, what="total", every=False)
    left = [
        ("一、财政拨款收入", money(fiscal)),
        ("1.一般公共预算资金", money(general)),
        ("2.政府性基金", money(fund)),
        ("3.国有资本经营预算", look.empty),
        ("二、事业收入", money(other)),
        ("三、事业单位经营收入", look.empty),
        ("四、其他收入", look.empty),
        ("收入总计", money(fiscal + other)),
    ]
    right = [*((name, [money(amount)]) for _, name, amount in classes), ("支出总计", [money(of("", "total"))])]
    overall = _sides(left, right, ("预算数", ["预算数"]), numbered=look.numbered, names=("本年收入", "本年支出"))
    income = _coded(look,
        [("合计", lambda code: of(code, "total")), ("财政拨款收入", lambda code: of(code, "fiscal")), ("事业收入", lambda code: of(code, "other")), ("事业单位经营收入", _zero), ("其他收入", _zero)],
        plan.codes(), first=False, title="收入预算",
    )  # fmt: skip
    spent = [
        ("合计", lambda code: of(code, "total")),
        ("基本支出", lambda code: of(code, "basic")),
        ("项目支出", lambda code: of(code, "project")),
    ]
    spending = _coded(look, spent, plan.codes(), first=False, title="支出预算")
    kinds = [
        (
            name,
            [
                money(of(code, "fiscal")),
                money(of(code, "fiscal", fund=False)),
                money(of(code, "fiscal", fund=True)),
                look.empty,
            ],
        )
        for code, name, _ in classes
    ]
    appropriated = [*kinds, ("支出总计", [money(fiscal), money(general), money(fund), look.empty])]
    appropriation = _sides(
        [("一、一般公共预算资金", money(general)), ("二、政府性基金", money(fund)), ("三、国有资本经营预算", look.empty), ("收入总计", money(fiscal))],
        appropriated, ("预算数", ["合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"]), numbered=False, names=("财政拨款收入", "财政拨款支出"),
    )  # fmt: skip

    def part(own: bool) -> list[tuple[str, Callable[[str], Decimal]]]:
        return [
            ("合计", lambda code: of(code, "fiscal", fund=own)),
            ("基本支出", lambda code: of(code, "basic", fund=own)),
            ("项目支出", lambda code: of(code, "project", fund=own) - of(code, "other", fund=own)),
        ]

    return [
        Sheet("overall", look.titles["overall"], look.unit, overall),
        Sheet("income", look.titles["income"], look.unit, income),
        Sheet("spending", look.titles["spending"], look.unit, spending),
        Sheet("appropriation", look.titles["appropriation"], look.unit, appropriation),
        Sheet("general", look.titles["general"], look.unit, _coded(look, part(False), plan.codes(fund=False), first=False, title="一般公共预算支出")),
        Sheet(
            "fund", look.titles["fund"], look.unit,
            _coded(look, part(True), plan.codes(fund=True), first=False, title="政府性基金预算支出"),
            "" if plan.codes(fund=True) else f"注：本部门{plan.year}年没有政府性基金安排的支出，本表为空表。",
        ),
        Sheet("capital", look.titles["capital"], look.unit, _coded(look, [("合计", _zero), ("基本支出", _zero), ("项目支出", _zero)], [], first=False, title="国有资本经营预算支出"), f"注：本部门{plan.year}年没有国有资本经营预算安排的支出，本表为空表。"),
        Sheet("basic", look.titles["basic"], look.unit, _basic_budget(look, plan)),
        Sheet("public", look.titles["public"], "万元", _public_budget(plan)),
    ]  # fmt: skip


def _basic_budget(look: Look, plan: Plan) -> Grid:
    """Basic expenditure by economic codes, parted into staff and running costs."""
    rows = []
    for code in plan.economic_codes():
        amount = look.money(plan.economic_of(code))
        staff = code[:3] in ("301", "303")
        codes = [code[:3], code[3:5]] if look.levels else [code]
        rows.append([*codes, ECONOMIC[code], amount, amount if staff else look.empty, look.empty if staff else amount])
    personnel = plan.economic_of("301") + plan.economic_of("303")
    running = plan.economic_of("302") + plan.economic_of("310")
    rows.append(["合计", look.money(personnel + running), look.money(personnel), look.money(running)])
    width = 2 if look.levels else 1
    head: list[list[tuple[str, int, int]]] = [
        [("项目", 1, width + 1), ("一般公共预算基本支出", 1, 3)],
        [
            ("经济分类科目编码", 1 if look.levels else 2, width),
            ("经济分类科目名称", 2, 1),
            ("合计", 2, 1),
            ("人员经费", 2, 1),
            ("公用经费", 2, 1),
        ],
        [("类", 1, 1), ("款", 1, 1)] if look.levels else [],
    ]
    if not look.levels:
        head = [
            [("项目", 1, 2), ("合计", 2, 1), ("人员经费", 2, 1), ("公用经费", 2, 1)],
            [("科目编码", 1, 1), ("科目名称", 1, 1)],
        ]
    return _grid(head, rows)


def _plain(amount: Decimal) -> str:
    return f"{amount:.2f}" if amount else "0"


def _public_budget(plan: Plan) -> Grid:
    public = plan.public
    head = [
        [(f"{plan.year}年“三公”经费预算数", 1, 6), ("机关运行经费预算数", 3, 1)],
        [("合计", 2, 1), ("因公出国（境）费", 2, 1), ("公务接待费", 2, 1), ("公务用车购置及运行费", 1, 3)],
        [("小计", 1, 1), ("购置费", 1, 1), ("运行费", 1, 1)],
    ]
    amounts = (public.total, public.abroad, public.reception, public.vehicles, public.purchase, public.running)
    return _grid(head, [[*map(_plain, amounts), f"{plan.office / 10000:.2f}"]])


def accounts_sheets(look: Look, plan: Plan) -> list[Sheet]:
    """The nine tables of final accounts."""
    money, of = look.money, plan.of
    other = of("", "other")
    spent = of("", "total")
    fund = of("", "fiscal", fund=True)
    general = of("", "fiscal", fund=False)
    received = general + plan.left - plan.carried
    income = received + fund + other
    left = [
        ("一、一般公共预算财政拨款收入", money(received)),
        ("二、政府性基金预算财政拨款收入", money(fund)),
        ("三、国有资本经营预算财政拨款收入", look.empty),
        ("四、上级补助收入", look.empty),
        ("五、事业收入", money(other)),
        ("六、经营收入", look.empty),
        ("七、附属单位上缴收入", look.empty),
        ("八、其他收入", look.empty),
        ("本年收入合计", money(income)),
        ("使用非财政拨款结余（含专用结余）", look.empty),
        ("年初结转和结余", money(plan.carried)),
        ("总计", money(income + plan.carried)),
    ]
    classes = _classes(plan, fund=None, what="total", every=True)
    right = [
        *((name, [money(amount)]) for _, name, amount in classes),
        ("本年支出合计", [money(spent)]),
        ("结余分配", [look.empty]),
        ("年末结转和结余", [money(plan.left)]),
        ("总计", [money(spent + plan.left)]),
    ]
    overall = _sides(left, right, ("决算数", ["决算数"]), numbered=look.numbered, names=("收入", "支出"))
    share = received - general

    def got(code: str) -> Decimal:
        """Appropriations received by code: what was carried on goes to the last item of projects."""
        return of(code, "fiscal") + (share if "2130305".startswith(code) else Decimal(0))

    incomes = _coded(look,
        [("本年收入合计", lambda code: got(code) + of(code, "other")), ("财政拨款收入", got), ("上级补助收入", _zero), ("事业收入", lambda code: of(code, "other")), ("经营收入", _zero), ("附属单位上缴收入", _zero), ("其他收入", _zero)],
        plan.codes(), first=True, title="收入决算",
    )  # fmt: skip
    spending = _coded(look,
        [("本年支出合计", lambda code: of(code, "total")), ("基本支出", lambda code: of(code, "basic")), ("项目支出", lambda code: of(code, "project")), ("上缴上级支出", _zero), ("经营支出", _zero), ("对附属单位补助支出", _zero)],
        plan.codes(), first=True, title="支出决算",
    )  # fmt: skip
    kinds = [
        (
            name,
            [
                money(of(code, "fiscal")),
                money(of(code, "fiscal", fund=False)),
                money(of(code, "fiscal", fund=True)),
                look.empty,
            ],
        )
        for code, name, _ in classes
    ]
    appropriation = _sides(
        [
            ("一、一般公共预算财政拨款", money(received)), ("二、政府性基金预算财政拨款", money(fund)), ("三、国有资本经营预算财政拨款", look.empty),
            ("本年收入合计", money(received + fund)), ("年初财政拨款结转和结余", money(plan.carried)), ("一、一般公共预算财政拨款", money(plan.carried)),
            ("二、政府性基金预算财政拨款", look.empty), ("三、国有资本经营预算财政拨款", look.empty), ("总计", money(received + fund + plan.carried)),
        ],
        [
            *kinds, ("本年支出合计", [money(general + fund), money(general), money(fund), look.empty]),
            ("年末财政拨款结转和结余", [money(plan.left), money(plan.left), look.empty, look.empty]),
            ("总计", [money(general + fund + plan.left), money(general + plan.left), money(fund), look.empty]),
        ],
        ("决算数", ["合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]), numbered=look.numbered, names=("收入", "支出"),
    )  # fmt: skip
    generals = _coded(look,
        [("合计", lambda code: of(code, "fiscal", fund=False)), ("基本支出", lambda code: of(code, "basic", fund=False)), ("项目支出", lambda code: of(code, "project", fund=False) - of(code, "other", fund=False))],
        plan.codes(fund=False), first=False, title="一般公共预算财政拨款支出",
    )  # fmt: skip
    titles = look.titles
    return [
        Sheet("overall", titles["overall"], look.unit, overall, "注：本表反映本年度的总收支和年末结转结余情况。"),
        Sheet("income", titles["income"], look.unit, incomes),
        Sheet("spending", titles["spending"], look.unit, spending),
        Sheet("appropriation", titles["appropriation"], look.unit, appropriation),
        Sheet("general", titles["general"], look.unit, generals),
        Sheet("basic", titles["basic"], look.unit, _basic_accounts(look, plan)),
        Sheet("public", titles["public"], "万元", _public_accounts(plan)),
        Sheet("fund", titles["fund"], look.unit, _fund_accounts(look, plan), "" if plan.codes(fund=True) else "说明：本年度没有政府性基金预算财政拨款收入和支出，故本表无数据。"),
        Sheet("capital", titles["capital"], look.unit, _coded(look, [("合计", _zero), ("基本支出", _zero), ("项目支出", _zero)], [], first=True, title="国有资本经营预算支出"), "说明：本年度没有国有资本经营预算财政拨款支出，故本表无数据。"),
    ]  # fmt: skip


def _basic_accounts(look: Look, plan: Plan) -> Grid:
    """Two halves side by side: staff on the left, running costs on the right, their totals in the last row."""
    halves = [[], []]  # type: list[list[list[str]]]
    for code in plan.economic_codes():
        amount = plan.economic_of(code)
        halves[0 if code[:3] in ("301", "303") else 1].append(
            [code, ECONOMIC[code], f"{amount / 10000:.2f}" if look.unit == "万元" else look.money(amount)]
        )
    height = max(map(len, halves))
    blank = ["", "", ""]
    rows = [
        [*(halves[0][at] if at < len(halves[0]) else blank), *(halves[1][at] if at < len(halves[1]) else blank)]
        for at in range(height)
    ]
    head = [[(name, 1, 1) for name in ("经济分类科目编码", "科目名称", "决算数") * 2]]
    grid = _grid(head, rows)
    personnel = plan.economic_of("301") + plan.economic_of("303")
    running = plan.economic_of("302") + plan.economic_of("310")
    last = grid.height
    grid.boxes += [
        box(last, 0, "人员经费合计", cols=2), box(last, 2, look.money(personnel)),
        box(last, 3, "公用经费合计", cols=2), box(last, 5, look.money(running)),
    ]  # fmt: skip
    return grid


def _public_accounts(plan: Plan) -> Grid:
    pairs = []
    for name in ("total", "abroad", "vehicles", "purchase", "running", "reception"):
        pairs += [_plain(getattr(plan.planned, name)), _plain(getattr(plan.public, name))]
    head = [
        [("合计", 2, 2), ("因公出国（境）费", 2, 2), ("公务用车购置及运行维护费", 1, 6), ("公务接待费", 2, 2)],
        [("小计", 1, 2), ("公务用车购置费", 1, 2), ("公务用车运行维护费", 1, 2)],
        [(name, 1, 1) for name in ("预算数", "决算数") * 6],
    ]
    return _grid(head, [pairs])


def _fund_accounts(look: Look, plan: Plan) -> Grid:
    of = plan.of
    columns = [
        ("年初结转和结余", _zero),
        ("本年收入", lambda code: of(code, "fiscal", fund=True)),
        ("本年支出合计", lambda code: of(code, "fiscal", fund=True)),
        ("基本支出", _zero),
        ("项目支出", lambda code: of(code, "project", fund=True)),
        ("年末结转和结余", _zero),
    ]
    return _coded(look, columns, plan.codes(fund=True), first=True, title="政府性基金预算财政拨款收支")
