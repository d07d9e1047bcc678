"""Made-up forms for the benchmark of printed submissions: what stands in each cell, drawn from a seed.

Labels are those that such forms print everywhere; layouts, sentences and figures are this module's own and share
nothing with the corpus's generator or with ``submissions.py``.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

__all__ = ["FORMS", "Cell", "Form", "make_forms", "said"]

_PLACES: Final = ["桐岭", "汀湾", "栖云", "鹿鸣", "白鹭", "青禾", "望江", "古渡", "石桥", "柳堤"]
_OFFICES: Final = ["林业站", "水利所", "文体中心", "民政办", "教育局", "卫生院", "农技站", "交通局", "档案馆", "图书馆"]
_WORKS: Final = [
    "山塘加固",
    "村道硬化",
    "困境儿童关爱",
    "非遗传习",
    "校舍修缮",
    "疫苗冷链",
    "秸秆利用",
    "病险桥梁改造",
    "馆藏修复",
    "流动书车",
    "森林防火",
    "饮水提升",
]
_DONE: Final = (
    "全年开工{a}处，完工{b}处",
    "覆盖{a}个村（社区）",
    "惠及群众{a}余人次",
    "印发资料{a}份，开展活动{b}场",
    "按合同节点支付进度款",
    "验收一次合格",
    "资金拨付及时，未发现截留挪用",
    "台账齐全，档案已移交",
)
_WHY: Final = (
    "招标流标一次，开工推迟两个月，下年将提前启动采购",
    "汛期较长，室外作业天数不足；今后错峰安排工期",
    "申报户数低于测算，结余资金已按程序交回财政",
    "价格下行，实际支出低于概算",
    "系统口径调整，数据需次年初才能汇总",
)
_UNITS: Final = ["处", "场", "人次", "公里", "套", "份", "座", "亩"]
_LEVELS: Final = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益", "社会效益", "生态效益", "可持续影响"),
    "满意度指标": ("服务对象满意度",),
}
_MONEY: Final = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
_FUNDS: Final = ("年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of the truth: its place, its spans, its lines, and how it is set."""

    row: int
    col: int
    rows: int
    cols: int
    text: str
    align: str


@dataclass(slots=True)
class Form:
    """A table: its heading, the shares of its columns, its cells, and how many rows may repeat at the page's head."""

    title: str
    shares: tuple[float, ...]
    header: int = 0
    cells: list[Cell] = field(default_factory=list)

    def put(self, row: int, col: int, text: str, *, rows: int = 1, cols: int = 1, align: str = "center") -> None:
        """Add a cell."""
        self.cells.append(Cell(row=row, col=col, rows=rows, cols=cols, text=text, align=align))

    def line(self, row: int, *texts: str, left: tuple[int, ...] = ()) -> int:
        """Add a row of plain cells; ``left`` names those set at the left. Gives the next row."""
        for col, text in enumerate(texts):
            self.put(row, col, text, align="left" if col in left else "center")
        return row + 1

    @property
    def height(self) -> int:
        """The number of rows."""
        return max(cell.row + cell.rows for cell in self.cells)


def _sum(rng: random.Random) -> str:
    value = rng.choice((rng.uniform(0.2, 9), rng.uniform(10, 400), rng.uniform(900, 9000)))
    return f"{value:,.2f}" if value > 1000 and rng.random() < 0.3 else f"{value:.{rng.choice((0, 1, 2, 2))}f}"


def said(rng: random.Random, most: int) -> str:
    """Up to ``most`` clauses of a report."""
    clauses = [
        rng.choice(_PLACES)
        + rng.choice(_WORKS)
        + rng.choice(_DONE).format(a=rng.randrange(2, 900), b=rng.randrange(2, 60))
        for _ in range(rng.randrange(1, most + 1))
    ]
    return "；".join(clauses) + "。"


def _points(rng: random.Random) -> str:
    """Several paragraphs, numbered in one of the usual ways or not at all."""
    count = rng.randrange(1, 5)
    style = rng.choice(("一二三四五|{}是", "12345|{}．", "①②③④⑤|{}", "12345|目标{}：", "|"))
    marks, frame = style.split("|")
    return "\n".join((frame.format(marks[n]) if marks else "") + said(rng, 3) for n in range(count))


def _amounts(rng: random.Random, count: int, blanks: float) -> list[str]:
    return ["" if rng.random() < blanks else _sum(rng) for _ in range(count)]


def _listed(rng: random.Random) -> Form:
    form = Form("专项资金使用情况一览表", (1, 3, 3, 2, 4), header=1)
    row = form.line(0, "序号", "专项名称", "使用单位", "金额", "使用情况说明")
    for number in range(1, rng.randrange(6, 26)):
        high = rng.choice((1, 1, 1, 2, 3, 5))
        form.put(row, 0, str(number), rows=high)
        form.put(row, 1, rng.choice(_WORKS) + rng.choice(("", "补助", "专项经费")), rows=high)
        for _ in range(high):
            form.put(row, 2, rng.choice(_PLACES) + rng.choice(_OFFICES))
            form.put(row, 3, _sum(rng) if rng.random() < 0.8 else "", align="right")
            form.put(row, 4, said(rng, 2) if rng.random() < 0.6 else "", align="left")
            row += 1
    for _ in range(rng.choice((0, 0, 1, 2))):
        row = form.line(row, "", "", "", "", "")
    form.put(row, 0, "合计", cols=3)
    form.put(row, 3, _sum(rng), align="right")
    form.put(row, 4, "")
    return form


def _basics(rng: random.Random) -> Form:
    form = Form("部门整体支出基础数据表", (3, 1.4, 1.4, 1.4))
    form.put(0, 0, "单位名称")
    form.put(0, 1, rng.choice(_PLACES) + rng.choice(_OFFICES), cols=3, align="left")
    form.put(1, 0, "人员情况（人）", rows=2)
    form.line(1, "", "编制数", "实有人数", "控制率")
    form.line(2, "", *(str(rng.randrange(3, 90)) for _ in range(2)), f"{rng.randrange(50, 120)}%")
    form.cells = [cell for cell in form.cells if cell.col or cell.text]
    row = form.line(3, "支出情况（万元）", "上年决算数", "本年预算数", "本年决算数")
    names = ["三公经费", "  1、公务用车购置和维护", "  其中：公车购置", "        公车运行维护", "  2、公务接待"]
    names += ["项目支出", *(f"  其中：{rng.choice(_WORKS)}" for _ in range(rng.randrange(1, 9)))]
    names += ["公用经费", "  其中：办公费", "        水电费、差旅费", "        会议费、培训费", "政府采购金额"]
    for name in names:
        row = form.line(row, name.strip(), *_amounts(rng, 3, 0.3), left=(0,))
    form.put(row, 0, "厉行节约措施")
    form.put(row, 1, _points(rng), cols=3, align="left")
    row += 1
    for _ in range(rng.choice((0, 1, 1))):
        form.put(row, 0, "")
        form.put(row, 1, "", cols=3)
        row += 1
    return form


def _funds(rng: random.Random, form: Form, row: int, label: str, *, spare: int = 0) -> int:
    """The block of money under one tall label; a fund may have no figure at all."""
    start = row
    form.put(row, 1, rng.choice(("", "资金来源")), cols=2)
    for col, name in enumerate(_MONEY):
        form.put(row, 3 + col, name)
    row += 1
    for offset, name in enumerate([*_FUNDS, *("" for _ in range(spare))]):
        form.put(row, 1, name, cols=2, align="left" if offset else "center")
        empty = bool(offset) and rng.random() < 0.55
        for col in range(6):
            form.put(row, 3 + col, "" if empty else rng.choice((_sum(rng), "10", "100%", "/")))
        row += 1
    form.put(start, 0, label, rows=row - start)
    return row


def _measures(rng: random.Random, form: Form, row: int) -> int:
    """The indicators of three levels, with tall labels, and their total."""
    start = row
    heads = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因及改进措施"]
    for col, name in enumerate(heads):
        form.put(row, 1 + col, name)
    row += 1
    for first, seconds in _LEVELS.items():
        top = row
        for second in seconds:
            middle = row
            for _ in range(rng.choice((1, 1, 2, 3, 5))):
                aim = rng.choice((f"≥{rng.randrange(2, 300)}{rng.choice(_UNITS)}", "100%", "≥9{}%", "按期", "有所提升"))
                aim = aim.format(rng.randrange(10))
                name = rng.choice(_WORKS) + rng.choice(("数量", "完成率", "及时率", "成本控制率", "受益人数"))
                form.put(row, 3, name, align="left")
                form.put(row, 4, aim)
                form.put(row, 5, rng.choice((aim.lstrip("≥"), "基本完成", "")))
                score = str(rng.randrange(1, 15))
                form.put(row, 6, score)
                form.put(row, 7, rng.choice((score, "0", "")))
                form.put(row, 8, rng.choice(("", "", "无", rng.choice(_WHY))), align="left")
                row += 1
            form.put(middle, 2, second, rows=row - middle)
        form.put(top, 1, first + rng.choice(("", "", "（30分）")), rows=row - top)
    form.put(start, 0, "绩效指标", rows=row - start)
    form.put(row, 0, "总分", cols=6)
    form.put(row, 6, "100")
    form.put(row, 7, str(rng.randrange(70, 101)))
    form.put(row, 8, "")
    return row + 1


_NINE: Final = (1.1, 1.1, 1.2, 2.6, 1.5, 1.5, 0.9, 1.0, 2.4)


def _goals(rng: random.Random, form: Form, row: int) -> int:
    form.put(row, 0, "年度总体目标", rows=2)
    form.put(row, 1, "预期目标", cols=4)
    form.put(row, 5, "实际完成情况", cols=4)
    form.put(row + 1, 1, _points(rng), cols=4, align="left")
    form.put(row + 1, 5, _points(rng), cols=4, align="left")
    return row + 2


def _whole(rng: random.Random) -> Form:
    form = Form("部门整体支出绩效自评表", _NINE)
    form.put(0, 0, "单位名称")
    form.put(0, 1, rng.choice(_PLACES) + rng.choice(_OFFICES), cols=8)
    row = _funds(rng, form, 1, rng.choice(("年度预算申请（万元）", "年度预算\n（万元）")), spare=rng.choice((0, 1, 2)))
    _measures(rng, form, _goals(rng, form, row))
    return form


def _project(rng: random.Random) -> Form:
    form = Form("项目支出绩效自评表", _NINE)
    form.put(0, 0, "项目名称")
    form.put(0, 1, rng.choice(_PLACES) + rng.choice(_WORKS), cols=8)
    form.put(1, 0, "主管部门")
    form.put(1, 1, rng.choice(_PLACES) + "局", cols=3)
    form.put(1, 4, "实施单位")
    form.put(1, 5, rng.choice(_PLACES) + rng.choice(_OFFICES), cols=4)
    row = _funds(rng, form, 2, "项目资金（万元）")
    _measures(rng, form, _goals(rng, form, row))
    return form


def _problems(rng: random.Random) -> Form:
    form = Form("问题整改台账", (0.8, 3.5, 3.5, 1.4, 1.4), header=1)
    row = form.line(0, "序号", "存在问题", "整改措施", "责任单位", "完成时限")
    for number in range(1, rng.randrange(4, 12)):
        due = f"{rng.randrange(1, 12)}月底前"
        row = form.line(
            row, str(number), _points(rng), said(rng, 4), rng.choice(_OFFICES), rng.choice((due, "")), left=(1, 2)
        )
    return form


def _spending(rng: random.Random) -> Form:
    form = Form("支出明细表", (3, 1.5, 1.5, 1.5, 1.5, 1.2), header=2)
    form.put(0, 0, "科目", rows=2)
    form.put(0, 1, "预算（万元）", cols=2)
    form.put(0, 3, "执行（万元）", cols=2)
    form.put(0, 5, "执行率", rows=2)
    for col, name in enumerate(("年初", "调整后", "本年", "结转")):
        form.put(1, 1 + col, name)
    row = 2
    for _ in range(rng.randrange(5, 30)):
        name = rng.choice(("工资福利", "办公费", "印刷费", "咨询费", "维修（护）费", "劳务费", "其中：培训费", "其他"))
        row = form.line(row, name, *_amounts(rng, 4, 0.45), rng.choice(("", "100%", "98.5%", "—")), left=(0,))
    form.line(row, "合计", *_amounts(rng, 4, 0.1), "")
    return form


FORMS: Final[tuple[Callable[[random.Random], Form], ...]] = (_listed, _basics, _whole, _project, _problems, _spending)


def make_forms(rng: random.Random) -> list[Form]:
    """The forms of one submission: the one on the whole unit, one or two on projects, and some of the others."""
    makers = [rng.choice((_listed, _basics)), _whole, *[_project] * rng.choice((1, 1, 2))]
    return [make(rng) for make in [*makers, rng.choice((_problems, _spending, _basics))]]
