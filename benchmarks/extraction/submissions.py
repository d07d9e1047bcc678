"""Made-up submissions in DOCX and what their tables hold: every form, with seeds for content and layout.

The truth is written by the generator, never by an extractor. Layout varies so that page breaks fall anywhere: inside
rows, inside merged cells, between a heading and its table.
"""

import json
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

__all__ = ["Cell", "Layout", "Table", "make_submission", "write_submission"]

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SUBJECTS: Final = (
    "社区养老服务",
    "农村公路养护",
    "河道保洁",
    "就业技能培训",
    "义务教育补助",
    "垃圾分类试点",
    "老旧小区改造",
    "食品抽检",
    "档案数字化",
    "防汛物资储备",
)
_VERBS: Final = (
    "组织开展",
    "按期完成",
    "持续推进",
    "巩固提升",
    "规范实施",
    "统筹安排",
    "全面落实",
    "及时办理",
)
_OBJECTS: Final = (
    "宣传培训活动",
    "日常巡查与维护",
    "资金拨付和绩效监控",
    "设备采购及安装调试",
    "群众诉求登记办理",
    "台账整理归档",
    "第三方验收评估",
    "应急值守工作",
)
_TAILS: Final = (
    "，覆盖全部乡镇街道",
    "，惠及困难群众若干户",
    "，资料齐全、手续完备",
    "，未发生安全责任事故",
    "，得到服务对象普遍认可",
    "，与上年相比稳中有升",
)
_UNITS: Final = (
    "次",
    "人",
    "户",
    "公里",
    "起",
    "份",
    "套",
    "场",
)
_REASONS: Final = (
    "受天气影响部分工程顺延，下一年度将提前安排施工计划，压实各方责任",
    "申报人数少于预期，今后加强政策宣传，扩大知晓面，提高申报积极性",
    "市场价格变动导致支出结余，以后编制预算时将进一步做细做实测算工作",
)
_LEVELS: Final = (
    ("产出指标", ("数量指标", "质量指标", "时效指标", "成本指标")),
    ("效益指标", ("经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标")),
    ("满意度指标", ("服务对象满意度指标",)),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the truth; ``align`` is how it is set."""

    row: int
    col: int
    rows: int
    cols: int
    text: str
    align: str = "center"


@dataclass(slots=True)
class Table:
    """A table to be written: widths in twentieths of a point, cells, and how many leading rows repeat on each page."""

    widths: list[int]
    cells: list[Cell] = field(default_factory=list)
    header: int = 0

    def put(self, row: int, col: int, text: str, *, rows: int = 1, cols: int = 1, align: str = "center") -> None:
        """Add a cell."""
        self.cells.append(Cell(row, col, rows, cols, text, align))

    @property
    def height(self) -> int:
        """The number of rows."""
        return max(cell.row + cell.rows for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a submission is set, drawn from its seed."""

    left: int
    right: int
    top: int
    bottom: int
    landscape: bool
    size: int
    spacing: float
    font: str
    middle: bool
    repeat: bool
    row_height: int
    rule: int
    numbered: bool

    @property
    def width(self) -> int:
        """The breadth of the text block in twentieths of a point."""
        return (16838 if self.landscape else 11906) - self.left - self.right


Block = str | Table
"""A paragraph (``#`` heading, ``=`` page break) or a table."""


def _layout(rng: random.Random) -> Layout:
    return Layout(
        left=rng.randrange(700, 1900, 20),
        right=rng.randrange(700, 1700, 20),
        top=rng.randrange(800, 2000, 20),
        bottom=rng.randrange(700, 1900, 20),
        landscape=rng.random() < 0.2,
        size=rng.choice((15, 17, 18, 19, 20, 21, 24)),
        spacing=rng.choice((1.0, 1.0, 1.15, 1.3, 1.5)),
        font=rng.choice(("Noto Serif CJK SC", "Noto Sans CJK SC", "宋体")),
        middle=rng.random() < 0.75,
        repeat=rng.random() < 0.5,
        row_height=rng.choice((0, 0, 360, 480, 600)),
        rule=rng.choice((4, 4, 6, 8, 12)),
        numbered=rng.random() < 0.5,
    )


def _sentence(rng: random.Random, parts: int) -> str:
    return "".join(
        rng.choice(_VERBS)
        + rng.choice(_SUBJECTS)
        + rng.choice(_OBJECTS)
        + (rng.choice(_TAILS) if rng.random() < 0.6 else "")
        + "。"
        for _ in range(parts)
    )


def _goals(rng: random.Random) -> str:
    count = rng.randrange(1, 6)
    style = rng.choice(("目标{}：", "{}.", "（{}）", "{}、"))
    digits = "一二三四五六" if style == "（{}）" else "123456"
    return "\n".join(
        (style.format(digits[k]) if count > 1 else "") + _sentence(rng, rng.randrange(1, 4)) for k in range(count)
    )


def _money(rng: random.Random) -> str:
    return f"{rng.choice((rng.uniform(0.5, 99), rng.uniform(50, 4000))):.{rng.choice((0, 1, 2, 2))}f}"


def _columns(rng: random.Random, width: int, shares: tuple[float, ...]) -> list[int]:
    weights = [share * rng.uniform(0.85, 1.2) for share in shares]
    return [max(420, int(width * weight / sum(weights))) for weight in weights]


def _fund_list(rng: random.Random, layout: Layout) -> Table:
    table = Table(_columns(rng, layout.width, (1, 4, 3, 4)), header=1 if layout.repeat else 0)
    for col, name in enumerate(("序号", "专项资金名称", "单位名称", "备注")):
        table.put(0, col, name)
    row = 1
    for serial in range(1, rng.randrange(12, 60)):
        high = rng.choice((1, 1, 1, 1, 2, 3, 4))
        table.put(row, 0, str(serial), rows=high)
        table.put(row, 1, rng.choice(_SUBJECTS) + rng.choice(("专项", "经费", "补助资金")), rows=high)
        for each in range(high):
            table.put(row + each, 2, rng.choice(_SUBJECTS)[:4] + rng.choice(("局", "街道办事处", "服务中心")))
            note = rng.choice(("", "", _sentence(rng, 1), rng.choice(_OBJECTS) + f"{_money(rng)}万元"))
            table.put(row + each, 3, note, align="left")
        row += high
    return table


def _base_data(rng: random.Random, layout: Layout) -> Table:
    table = Table(_columns(rng, layout.width, (3, 1, 1, 1, 1, 1, 1, 1, 1)))
    table.put(0, 0, "预算单位名称")
    table.put(0, 1, rng.choice(_SUBJECTS)[:4] + "管理中心", cols=8)
    table.put(1, 0, "财政供养人员情况（人）", rows=2)
    for col, name in ((1, "编制数"), (4, "实际在职人数"), (7, "控制率")):
        table.put(1, col, name, cols=3 if col < 7 else 2)
        table.put(2, col, str(rng.randrange(3, 90)) + ("%" if col == 7 else ""), cols=3 if col < 7 else 2)
    heads = ("经费控制情况（万元）", "上年决算数", "本年预算数", "本年决算数")
    items = [
        "三公经费",
        "1、公务用车购置和维护经费",
        "其中：公车购置",
        "公车运行维护",
        "2、出国经费",
        "3、公务接待",
        "项目支出：",
    ]
    items += [f"{k}、{rng.choice(_SUBJECTS)}{rng.choice(_OBJECTS)}" for k in range(1, rng.randrange(2, 12))]
    items += [
        "公用经费",
        "其中：办公经费",
        "水费、电费、差旅费",
        "会议费、培训费",
        "政府采购金额",
        "部门基本支出预算调整",
    ]
    for offset, name in enumerate((heads[0], *items)):
        row = 3 + offset
        table.put(row, 0, name, align="left" if offset else "center")
        for col, head in ((1, heads[1]), (4, heads[2]), (7, heads[3])):
            blank = rng.random() < 0.25
            table.put(row, col, head if not offset else ("" if blank else _money(rng)), cols=3 if col < 7 else 2)
    row = 4 + len(items)
    table.put(row, 0, "楼堂馆所控制情况（本年完工项目）", rows=2)
    names = (
        "批复规模（㎡）",
        "实际规模（㎡）",
        "规模控制率",
        "预算投资（万元）",
        "实际投资（万元）",
        "投资概算控制率",
        "备注",
        "年份",
    )
    for col, name in enumerate(names):
        table.put(row, 1 + col, name)
        table.put(row + 1, 1 + col, "" if rng.random() < 0.7 else _money(rng))
    table.put(row + 2, 0, "厉行节约保障措施")
    table.put(row + 2, 1, _goals(rng), cols=8, align="left")
    return table


def _indicators(rng: random.Random, table: Table, row: int, total: str) -> None:
    """The lower half of annex 3 and 4: three levels of indicators under one tall label."""
    names = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
    start = row
    for col, name in enumerate(names):
        table.put(row, 1 + col, name)
    row += 1
    template = rng.random() < 0.4
    for first, seconds in _LEVELS:
        top = row
        for second in seconds:
            mid = row
            for _ in range(rng.choice((1, 1, 2, 3, 4))):
                table.put(
                    row,
                    3,
                    rng.choice(("", rng.choice(_VERBS)))
                    + rng.choice(_SUBJECTS)
                    + rng.choice(("", "", rng.choice(_OBJECTS), _sentence(rng, 1))),
                    align="left",
                )
                number = f"{rng.choice(('≥', '', '', '≤'))}{rng.randrange(1, 900)}{rng.choice(_UNITS)}"
                target = rng.choice(("100%", number, "≥95%", "按期完成", "不超过预算批复金额"))
                table.put(row, 4, target)
                table.put(row, 5, target if rng.random() < 0.6 else rng.choice(("98%", "较好", "全部完成并通过验收")))
                table.put(row, 6, str(rng.randrange(2, 16)))
                table.put(row, 7, str(rng.randrange(2, 16)))
                table.put(row, 8, rng.choice(("", "", "", "无", rng.choice(_REASONS))), align="left")
                row += 1
            if template and rng.random() < 0.6:
                for text in rng.choice((("……",), ("", "……"), ("",))):
                    table.put(row, 3, text)
                    for col in range(4, 9):
                        table.put(row, col, "")
                    row += 1
            table.put(mid, 2, second, rows=row - mid)
        table.put(top, 1, first + rng.choice(("", "（50分）", "\n（30分）")), rows=row - top)
    table.put(start, 0, rng.choice(("绩效指标", "绩效\n指标")), rows=row - start)
    table.put(row, 0, total, cols=6)
    table.put(row, 6, "100")
    table.put(row, 7, str(rng.randrange(80, 101)))
    table.put(row, 8, "")


def _money_block(rng: random.Random, table: Table, row: int, label: str, names: tuple[str, ...]) -> int:
    table.put(row, 0, label, rows=1 + len(names))
    table.put(row, 1, "", cols=2)
    for col, name in enumerate(("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")):
        table.put(row, 3 + col, name)
    for offset, name in enumerate(names):
        table.put(row + 1 + offset, 1, name, cols=2)
        for col in range(3, 9):
            table.put(row + 1 + offset, col, "" if offset and rng.random() < 0.5 else _money(rng))
    return row + 1 + len(names)


def _goal_block(rng: random.Random, table: Table, row: int) -> int:
    table.put(row, 0, "年度总体目标", rows=2)
    table.put(row, 1, "预期目标", cols=4)
    table.put(row, 5, "实际完成情况", cols=4)
    table.put(row + 1, 1, _goals(rng), cols=4, align="left")
    table.put(row + 1, 5, _goals(rng), cols=4, align="left")
    return row + 2


_SHARES: Final = (1.1, 1.2, 1.2, 3.4, 1.5, 1.5, 0.9, 1.0, 2.2)


def _department(rng: random.Random, layout: Layout) -> Table:
    table = Table(_columns(rng, layout.width, _SHARES))
    table.put(0, 0, "预算单位名称")
    table.put(0, 1, rng.choice(_SUBJECTS)[:4] + "管理中心", cols=8)
    row = _money_block(rng, table, 1, "年度预算申请（万元）", ("年度资金总额",))
    table.cells = [cell for cell in table.cells if not (cell.row == 1 and cell.col == 0)]
    pairs = (
        ("按收入性质分：", "按支出性质分："),
        ("其中：一般公共预算：", "其中：基本支出："),
        ("政府性基金拨款：", "项目支出："),
        ("其他资金：", ""),
    )
    for left, right in pairs:
        table.put(row, 1, left + (_money(rng) if rng.random() < 0.6 else ""), cols=4, align="left")
        table.put(row, 5, right + (_money(rng) if right else ""), cols=4, align="left")
        row += 1
    table.put(1, 0, "年度预算申请（万元）", rows=row - 1)
    _indicators(rng, table, _goal_block(rng, table, row), "总分")
    return table


def _project(rng: random.Random, layout: Layout) -> Table:
    table = Table(_columns(rng, layout.width, _SHARES))
    table.put(0, 0, "项目支出名称")
    table.put(0, 1, rng.choice(_SUBJECTS) + "项目", cols=8)
    table.put(1, 0, "主管部门")
    table.put(1, 1, rng.choice(_SUBJECTS)[:4] + "局", cols=3, align="left")
    table.put(1, 4, "实施单位")
    table.put(1, 5, rng.choice(_SUBJECTS)[:4] + "管理中心", cols=4, align="left")
    names = ("年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金")
    row = _money_block(rng, table, 2, "项目资金（万元）", names)
    _indicators(rng, table, _goal_block(rng, table, row), "总分")
    return table


def make_submission(seed: int) -> tuple[Layout, list[Block]]:
    """The layout and the blocks of a submission; the same seed gives the same submission."""
    rng = random.Random(seed)  # noqa: S311  # made-up forms, not secrets
    layout = _layout(rng)
    makers: list[tuple[str, Callable[[random.Random, Layout], Table]]] = [
        ("附件1|专项资金绩效自评清单", _fund_list),
        ("附件2|预算单位整体支出绩效评价基础数据表", _base_data),
        ("附件3|预算单位整体支出绩效自评表", _department),
        ("附件4|项目支出绩效自评表", _project),
    ]
    makers += [("附件4|项目支出绩效自评表", _project)] * rng.choice((0, 1, 1, 2))
    blocks: list[Block] = []
    for index, (title, make) in enumerate(makers):
        again = index > 3 and rng.random() < 0.5  # a second project form often has no heading of its own
        if index:
            blocks.append("=" if rng.random() < 0.8 else "")
        blocks += [
            _sentence(rng, rng.randrange(1, 4)) for _ in range(rng.choice((0, 0, 0, 1, 3, 6)) if not again else 0)
        ]
        if not again:
            blocks += [*(title.split("|")[:1] if rng.random() < 0.7 else []), "#" + title.split("|")[1]]
        blocks.append(make(rng, layout))
        if rng.random() < 0.7:
            blocks.append(
                "备注：金额单位为万元。"
                if rng.random() < 0.5
                else "单位负责人签字：          填表人：          填报日期：2024.5.9"
            )
    blocks += ["=", "#绩效自评报告", *(_sentence(rng, rng.randrange(2, 7)) for _ in range(rng.randrange(4, 12)))]
    return layout, blocks


def write_submission(folder: Path, name: str, seed: int) -> None:
    """Write ``name.docx`` and ``name.json`` (its tables: r, c, rs, cs, text) into a folder."""
    layout, blocks = make_submission(seed)
    body = "".join(
        _table_xml(block, layout) if isinstance(block, Table) else _text_xml(block, layout) for block in blocks
    )
    across, down = (16838, 11906) if layout.landscape else (11906, 16838)
    turn = ' w:orient="landscape"' if layout.landscape else ""
    footer = '<w:footerReference w:type="default" r:id="rId1"/>' if layout.numbered else ""
    section = (
        f'<w:sectPr>{footer}<w:pgSz w:w="{across}" w:h="{down}"{turn}/>'
        f'<w:pgMar w:top="{layout.top}" w:bottom="{layout.bottom}" '
        f'w:left="{layout.left}" w:right="{layout.right}" w:header="500" w:footer="400" w:gutter="0"/></w:sectPr>'
    )
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    document = f'<w:document xmlns:w="{_W}" xmlns:r="{rel}"><w:body>{body}{section}</w:body></w:document>'
    page = (
        f'<w:ftr xmlns:w="{_W}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>- </w:t></w:r>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t> -</w:t></w:r></w:p></w:ftr>'
    )
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{types}.document.main+xml"/>'
        f'<Override PartName="/word/footer1.xml" ContentType="{types}.footer+xml"/></Types>',
        "_rels/.rels": _rels(f"{rel}/officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _rels(f"{rel}/footer", "footer1.xml"),
        "word/document.xml": document,
        "word/footer1.xml": page,
    }
    with zipfile.ZipFile(folder / f"{name}.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in parts.items():
            archive.writestr(path, text)
    tables = [
        {"cells": [{"r": c.row, "c": c.col, "rs": c.rows, "cs": c.cols, "text": c.text} for c in block.cells]}
        for block in blocks
        if isinstance(block, Table)
    ]
    (folder / f"{name}.json").write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")


def _rels(kind: str, target: str) -> str:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'
    )


def _run(text: str, layout: Layout, size: int) -> str:
    font = f'<w:rFonts w:eastAsia="{layout.font}" w:ascii="{layout.font}" w:hAnsi="{layout.font}"/>'
    return f'<w:r><w:rPr>{font}<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _text_xml(text: str, layout: Layout) -> str:
    if text == "=":
        return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    if text.startswith("#"):
        return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{_run(text[1:], layout, 32)}</w:p>'
    indent = '<w:pPr><w:ind w:firstLineChars="200" w:firstLine="480"/></w:pPr>' if len(text) > 30 else ""
    return f"<w:p>{indent}{_run(text, layout, 24) if text else ''}</w:p>"


def _table_xml(table: Table, layout: Layout) -> str:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{layout.rule}" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in table.widths)
    cover = {
        (r, c): cell
        for cell in table.cells
        for r in range(cell.row, cell.row + cell.rows)
        for c in range(cell.col, cell.col + cell.cols)
    }
    rows = []
    for row in range(table.height):
        cells, col = [], 0
        while col < len(table.widths):
            cell = cover[row, col]
            cells.append(_cell_xml(cell, row, table, layout))
            col += cell.cols
        head = "<w:tblHeader/>" if row < table.header else ""
        high = f'<w:trHeight w:val="{layout.row_height}" w:hRule="atLeast"/>' if layout.row_height else ""
        rows.append(f"<w:tr><w:trPr>{head}{high}</w:trPr>{''.join(cells)}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(table.widths)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _cell_xml(cell: Cell, row: int, table: Table, layout: Layout) -> str:
    width = sum(table.widths[cell.col : cell.col + cell.cols])
    span = f'<w:gridSpan w:val="{cell.cols}"/>' if cell.cols > 1 else ""
    merge = ""
    if cell.rows > 1:
        merge = '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
    middle = '<w:vAlign w:val="center"/>' if layout.middle else ""
    texts = cell.text.split("\n") if row == cell.row else [""]
    spacing = f'<w:spacing w:line="{int(240 * layout.spacing)}" w:lineRule="auto"/><w:jc w:val="{cell.align}"/>'
    paragraphs = "".join(
        f"<w:p><w:pPr>{spacing}</w:pPr>{_run(text, layout, layout.size) if text else ''}</w:p>" for text in texts
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{middle}</w:tcPr>{paragraphs}</w:tc>'


def main() -> None:
    """Write submissions and convert them to PDF: ``submissions.py FOLDER [COUNT [FIRST_SEED]]``."""
    import subprocess  # noqa: PLC0415  # only the script converts
    import sys  # noqa: PLC0415

    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    names = [f"s{seed:04d}" for seed in range(first, first + count)]
    for name, seed in zip(names, range(first, first + count), strict=True):
        write_submission(folder, name, seed)
    for start in range(0, count, 25):
        batch = [str(folder / f"{name}.docx") for name in names[start : start + 25]]
        profile = f"-env:UserInstallation=file://{folder.resolve()}/profile"
        call = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *batch]
        subprocess.run(call, check=True, capture_output=True, timeout=600)  # noqa: S603  # our own files
    print(f"{count} submissions in {folder}")


if __name__ == "__main__":
    main()
