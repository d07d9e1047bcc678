"""The cases: three invented offices in three layouts, a budget and final accounts of each, and twins with one fault."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from corpora.generator.docx import docx_bytes
from corpora.generator.html import html_bytes
from corpora.generator.pdf import pdf_bytes
from corpora.generator.published.plan import Item, Plan, Public
from corpora.generator.published.sheets import Look, Sheet, accounts_sheets, budget_sheets
from corpora.generator.published.words import accounts_words, budget_words
from corpora.generator.sheet import Box, Line, Paper, Part, line
from corpora.generator.xlsx import xlsx_bytes

__all__ = ["CASES", "Published", "bytes_of", "paper_of", "truth_of", "write_published"]

_D = Decimal
_CITY = {
    "overall": "{year}年部门财务收支预算总表", "income": "{year}年部门收入预算总表", "spending": "{year}年部门支出预算总表",
    "appropriation": "{year}年部门财政拨款收支预算总表", "general": "{year}年部门一般公共预算支出功能分类预算表",
    "fund": "{year}年部门政府性基金预算支出功能分类预算表", "capital": "{year}年部门国有资本经营预算支出功能分类预算表",
    "basic": "{year}年部门一般公共预算基本支出部门预算经济分类预算表", "public": "{year}年部门“三公”经费和机关运行经费预算表",
}  # fmt: skip
_NORTH = {
    "overall": "表一 部门收支总体情况表", "income": "表二 部门收入总体情况表", "spending": "表三 部门支出总体情况表",
    "appropriation": "表四 财政拨款收支总体情况表", "general": "表五 一般公共预算支出情况表", "fund": "表六 政府性基金预算支出情况表",
    "capital": "表七 国有资本经营预算支出情况表", "basic": "表八 一般公共预算基本支出情况表", "public": "表九 一般公共预算“三公”经费支出情况表",
}  # fmt: skip
_FINAL = {
    "overall": "收入支出决算总表", "income": "收入决算表", "spending": "支出决算表", "appropriation": "财政拨款收入支出决算总表",
    "general": "一般公共预算财政拨款支出决算表", "basic": "一般公共预算财政拨款基本支出决算表", "public": "财政拨款“三公”经费支出决算表",
    "fund": "政府性基金预算财政拨款收入支出决算表", "capital": "国有资本经营预算财政拨款支出决算表",
}  # fmt: skip
_SOUTH = {
    **_FINAL, "overall": "公开01表 收入支出决算表", "income": "公开02表 收入决算总表", "spending": "公开03表 支出决算总表",
    "basic": "公开06表 一般公共预算财政拨款基本支出决算明细表", "public": "公开07表 一般公共预算财政拨款“三公”经费支出决算表",
}  # fmt: skip


def _titles(titles: dict[str, str], year: int) -> dict[str, str]:
    return {kind: title.format(year=year) for kind, title in titles.items()}


def _plan(
    unit: str, year: int, size: str, *, fund: str = "0", other: str = "0", carried: str = "0", left: str = "0"
) -> Plan:
    """The plan of an office; ``size`` scales all but the codes."""
    by = _D(size)

    def of(amount: str) -> Decimal:
        return (_D(amount) * by).quantize(_D(100))

    economic = {
        "30101": of("1864200"), "30102": of("2417300"), "30108": of("693100"), "30109": of("346600"), "30110": of("412900"),
        "30113": of("728400"), "30201": of("318700"), "30211": of("142300"), "30217": of("21300"), "30231": of("57600"),
        "30302": of("96200"), "31002": of("45100"),
    }  # fmt: skip
    running = sum((amount for code, amount in economic.items() if code[:3] in ("302", "310")), _D(0))
    wages = economic["30101"] + economic["30102"]
    medical = economic["30110"]
    first = (medical * _D("0.6")).quantize(_D(100))
    grant = (wages * _D("0.1")).quantize(_D(100))
    items = [
        Item("2080501", personnel=economic["30302"]),
        Item("2080505", personnel=economic["30108"]),
        Item("2080506", personnel=economic["30109"]),
        Item("2101101", personnel=first),
        Item("2101102", personnel=medical - first),
        *([Item("2121302", project=of(fund), fund=True)] if _D(fund) else []),
        Item("2130301", personnel=wages - grant, running=running),
        Item("2130302", project=of("1386500")),
        Item("2130305", project=of("5274300")),
        Item("2130399", project=of("963800"), other=of(other)),
        Item("2210201", personnel=economic["30113"]),
        Item("2210203", personnel=grant),
    ]
    factors = ("1.08", "0.93", "1", "1.21", "0.87")
    items = [
        replace(item, before=(item.fiscal * _D(factors[at % 5])).quantize(_D(100))) for at, item in enumerate(items)
    ]
    return Plan(
        unit=unit, year=year, items=tuple(items), economic=economic,
        public=Public(_D("0"), _D("0"), _D("6.80") * by, _D("3.40") * by), planned=Public(_D("0"), _D("0"), _D("7.60") * by, _D("4.00") * by),
        office=(running * _D("0.8")).quantize(_D(100)), vehicles=5, grown=of("427300"), carried=of(carried), left=of(left),
    )  # fmt: skip


Fault = Callable[["_Open"], None]


@dataclass(frozen=True, slots=True)
class Published:
    """A case: a paper, the fault in it, and what one finding must show of it (nothing for a clean one)."""

    name: str
    form: str
    final: bool
    plan: Plan
    look: Look
    style: str
    fault: Fault | None = None
    shows: tuple[str, ...] = ()
    severity: str = ""


@dataclass(slots=True)
class _Open:
    """A paper that is still open for a fault."""

    sheets: list[Sheet]
    words: list[Line]
    look: Look

    def grid(self, kind: str) -> dict[tuple[int, int], Box]:
        """The boxes of a table by their position."""
        sheet = next(each for each in self.sheets if each.kind == kind)
        return {(each.row, each.col): each for each in sheet.grid.boxes}

    def row(self, kind: str, code: str) -> int:
        """The row of a code (or 合计) in a table.

        Raises:
            StopIteration: there is none.

        """
        boxes = self.grid(kind)
        levels = [code[:3], code[3:5], code[5:7]] if self.look.levels and code.isdigit() and kind != "basic" else [code]
        return next(
            row
            for row, col in boxes
            if all((row, col + at) in boxes and boxes[row, col + at].text == part for at, part in enumerate(levels))
        )

    def cell(self, kind: str, code: str, at: int) -> Box:
        """The cell of a code in the column of figures numbered ``at`` from the right end backwards (-1 is the last)."""
        boxes = self.grid(kind)
        row = self.row(kind, code)
        last = max(col for r, col in boxes if r == row)
        return boxes[row, last + 1 + at]

    def say(self, key: str, old: str, new: str) -> None:
        """Change words of a line.

        Raises:
            ValueError: the line does not hold them.

        """
        said = next(each for each in self.words if each.key == key)
        if old not in said.text:
            message = f"{key}: {old} is not in {said.text}"
            raise ValueError(message)
        said.text = said.text.replace(old, new, 1)


def _text_total(paper: _Open) -> None:
    said = next(each for each in paper.words if each.key == "spent")
    amount = said.text.split("本年支出合计")[1].split("万元")[0]
    paper.say("spent", amount, amount[:-2] + amount[-1] + amount[-2])


def _old_item(paper: _Open) -> None:
    said = next(each for each in paper.words if each.key == "item.2130302")
    amount = said.text.split("预算安排")[1].split("万元")[0]
    paper.say("item.2130302", f"预算安排{amount}", f"预算安排{_D(amount) + _D('2.32')}")


def _lost_digit(paper: _Open) -> None:
    for kind, at in (("spending", -6), ("general", -3)):
        cell = paper.cell(kind, "213", at)
        cell.text = cell.text[1:]


def _row_lower(paper: _Open) -> None:
    for kind in ("spending", "general"):
        high, low = paper.cell(kind, "2130302", -1), paper.cell(kind, "2130305", -1)
        high.text, low.text = low.text, high.text


def _misprinted_code(paper: _Open) -> None:
    for kind in ("spending", "general"):
        row = paper.row(kind, "2101102")
        boxes = paper.grid(kind)
        boxes[row, 2].text = "03"


def _note_left(paper: _Open) -> None:
    at = next(at for at, each in enumerate(paper.sheets) if each.kind == "public")
    paper.sheets[at] = replace(paper.sheets[at], note="注：本部门没有“三公”经费预算，故本表为空表。")


def _wrong_base(paper: _Open) -> None:
    said = next(each for each in paper.words if each.key == "completed")
    opening = said.text.split("年初预算为")[1].split("万元")[0]
    paper.say(
        "completed", f"年初预算为{opening}万元，", f"年初预算为{_D(opening) - 100}万元，全年预算为{opening}万元，"
    )


def _half_shifted(paper: _Open) -> None:
    boxes = paper.grid("basic")
    rows = sorted(row for row, col in boxes if col == 5 and row > 0)[:-1]
    texts = [boxes[row, 5].text for row in rows]
    used = [row for row in rows if boxes[row, 3].text]
    for at, row in enumerate(used):
        boxes[row, 5].text = texts[at - 1] if at else ""


def _missing_item(paper: _Open) -> None:
    paper.words[:] = [each for each in paper.words if each.key != "item.2130399"]


def _public_sum(paper: _Open) -> None:
    sheet = next(each for each in paper.sheets if each.kind == "public")
    last = sheet.grid.height - 1
    cell = next(each for each in sheet.grid.boxes if (each.row, each.col) == (last, 0))
    cell.text = f"{_D(cell.text) + 1:.2f}"


_LAKE = _plan("青溪市临湖区水务局", 2025, "1", fund="0")
_HILL = _plan("云岭省竹坪县水利局", 2025, "2.37", fund="486000", other="120000")
_DALE = _plan("南浦省梅渡县水利局", 2024, "1.43", fund="316000", other="84000", carried="152000", left="97000")
_CITY_LOOK = Look("city", "元", levels=True, numbered=False, titles=_titles(_CITY, 2025))
_NORTH_LOOK = Look("north", "万元", levels=False, numbered=False, titles=_NORTH, empty="0.00")
_SOUTH_LOOK = Look("south", "万元", levels=False, numbered=True, titles=_SOUTH)
_SEA_LOOK = Look("sea", "万元", levels=False, numbered=False, titles=_FINAL)
_BAY_LOOK = Look("bay", "元", levels=True, numbered=True, titles=_FINAL)

_CLEAN = (
    Published("city-budget-clean", "docx", final=False, plan=_LAKE, look=_CITY_LOOK, style="brackets"),
    Published("north-budget-clean", "xlsx", final=False, plan=_HILL, look=_NORTH_LOOK, style="dashes"),
    Published("south-accounts-clean", "html", final=True, plan=_DALE, look=_SOUTH_LOOK, style="brackets"),
    Published(
        "sea-accounts-clean", "docx", final=True, plan=replace(_LAKE, year=2024), look=_SEA_LOOK, style="brackets"
    ),
    Published(
        "bay-accounts-clean", "html", final=True, plan=replace(_HILL, year=2024), look=_BAY_LOOK, style="brackets"
    ),
    Published(
        "bay-budget-clean",
        "html",
        final=False,
        plan=_HILL,
        look=replace(_BAY_LOOK, titles=_titles(_CITY, 2025)),
        style="brackets",
    ),
    Published("city-print-clean", "pdf", final=False, plan=_LAKE, look=_CITY_LOOK, style="brackets"),
    Published("south-print-clean", "pdf", final=True, plan=_DALE, look=_SOUTH_LOOK, style="brackets"),
)
_BY_NAME = {case.name: case for case in _CLEAN}


def _twin(base: str, name: str, fault: Fault, severity: str, *shows: str) -> Published:
    return replace(_BY_NAME[base], name=name, fault=fault, shows=shows, severity=severity)


CASES = (
    *_CLEAN,
    _twin("sea-accounts-clean", "sea-accounts-total", _text_total, "serious", "1476.38", "1476.83"),
    _twin("city-budget-clean", "city-budget-item", _old_item, "serious", "140.97", "1386500"),
    _twin("sea-accounts-clean", "sea-accounts-digit", _lost_digit, "serious", "206.30", "1206.30"),
    _twin("bay-budget-clean", "bay-budget-row", _row_lower, "serious", "3286005", "12500091"),
    _twin("city-budget-clean", "city-budget-code", _misprinted_code, "serious", "2101102", "2101103"),
    _twin("city-budget-clean", "city-budget-note", _note_left, "minor", "空表"),
    _twin("south-accounts-clean", "south-accounts-base", _wrong_base, "serious", "95.45", "2100.04"),
    _twin("sea-accounts-clean", "sea-accounts-half", _half_shifted, "serious", "5.76", "58.50"),
    _twin("north-budget-clean", "north-budget-missing", _missing_item, "minor", "2130399"),
    _twin("south-accounts-clean", "south-accounts-public", _public_sum, "serious", "17.59", "16.59"),
    _twin("city-print-clean", "city-print-code", _misprinted_code, "serious", "2101102", "2101103"),
    _twin("south-print-clean", "south-print-public", _public_sum, "serious", "17.59", "16.59"),
)


def paper_of(case: Published) -> list[Paper]:
    """The case on paper: one file, or the tables as a workbook and the text as DOCX."""
    plan = case.plan
    make = accounts_sheets if case.final else budget_sheets
    words = accounts_words(plan) if case.final else budget_words(plan, case.style)
    paper = _Open(make(case.look, plan), words, case.look)
    if case.fault is not None:
        case.fault(paper)
    kind = "决算" if case.final else "预算"
    front = [
        line(f"{plan.unit}{plan.year}年{'度' if case.final else ''}部门{kind}", style="title"),
        line(f"编制部门：{plan.unit}"),
    ]
    tables = [
        Part(
            sheet.kind,
            sheet.title,
            [
                line(sheet.title, style="title"),
                line(f"编制部门：{plan.unit}  单位：{sheet.unit}", style="caption"),
                sheet.grid,
                *([line(sheet.note)] if sheet.note else []),
            ],
        )
        for sheet in paper.sheets
    ]
    text = Part("text", "", [*front, *paper.words] if not case.final else list(paper.words))
    glossary = Part(
        "glossary",
        "",
        [line("第四部分 名词解释", style="heading"), line("一、财政拨款收入：指本级财政当年拨付的资金。")],
    )
    name = f"{plan.unit}{plan.year}年部门{kind}"
    if case.form == "xlsx":
        return [
            Paper(f"{name}公开表", "xlsx", tables),
            Paper(f"{name}说明", "docx", [Part("text", "", [*front, *paper.words])]),
        ]
    parts = [Part("front", "", list(front)), *tables, text, glossary] if case.final else [text, *tables, glossary]
    return [Paper(name, case.form, parts)]


def bytes_of(case: Published) -> dict[str, bytes]:
    """The files of a case by name."""
    presses = {"docx": docx_bytes, "xlsx": xlsx_bytes, "html": html_bytes, "pdf": pdf_bytes}
    return {f"{paper.name}.{paper.format}": presses[paper.format](paper) for paper in paper_of(case)}


def truth_of(case: Published) -> dict[str, Any]:
    """What is true of a case: whose paper it is, which tables it has, and what one finding must show."""
    return {
        "case": case.name,
        "kind": "accounts" if case.final else "budget",
        "unit": case.plan.unit,
        "year": case.plan.year,
        "tables": [sheet.kind for sheet in (accounts_sheets if case.final else budget_sheets)(case.look, case.plan)],
        "shows": list(case.shows),
        "severity": case.severity,
    }


def write_published(root: Path) -> int:
    """Write every case into its folder, with the truth of all beside them; how many bytes that is."""
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    total = 0
    for case in CASES:
        folder = root / case.name
        folder.mkdir()
        for name, content in bytes_of(case).items():
            (folder / name).write_bytes(content)
            total += len(content)
    truths = json.dumps([truth_of(case) for case in CASES], ensure_ascii=False, indent=1)
    (root / "truth.json").write_text(truths + "\n", encoding="utf-8")
    return total
