"""Recognising forms by their labels: which rows of which tables are which form, and which paragraphs belong to it."""

import re
from dataclasses import dataclass, field
from typing import Final

from formaudit.forms.headers import fund_header, indicator_header, read_header
from formaudit.indicators.lexicon import identify
from formaudit.model.document import Document, Paragraph
from formaudit.model.table import Table
from formaudit.text import compact, fold

__all__ = ["Region", "Rows", "find_regions", "year_in"]

_FOOTER: Final = re.compile(
    r"^(?:单位)?(?:负责人|项目负责人|填表人|填报人|联系人|填报日期|填表日期|审核人|经办人|联系电话|财务负责人|分管领导|主要负责人|单位领导|单位\(?盖章)"
)
_NOTE: Final = re.compile(r"^(?:说明|备注|注|填表说明|填报说明)\d*[:：.、]|^备注[:：]?\s*每个|^注\d")
_TITLE: Final = re.compile(
    r"(?:自评表|基础数据表|自评清单|绩效清单|评价表|申报表|情况表|汇总表|一览表|自评|清单)(?:\(.*\))?$"
)
_ANNEX: Final = re.compile(r"^附(?:件|表)\d{0,2}(?:-\d+)?[:：]?")
_UNIT_LINE: Final = re.compile(
    r"^(?:金额|计量|货币)?单位[:：]\(?(?:万元|元|亿元|千元)|^(?:编制|填报|预算)(?:单位|部门)(?:名称)?[:：]|^\(?单位[:：]?(?:万元|元)\)?$|^\(?\d{4}年度?\)?$"
)
_REPORT_TITLE: Final = re.compile(r"报告(?:\(.*\))?$|说明$")
_DOMAIN: Final = ("绩效", "自评", "预算", "决算", "支出", "财政", "资金", "收入", "经费", "项目")
_FEWEST_WORDS: Final = 3
_SECTION: Final = re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]")
_YEAR: Final = re.compile(r"(?<!\d)(20\d{2})年?度?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows ``first`` to ``last`` (both included) of a table."""

    table: Table
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A recognised form: its kind, its rows, its title and the paragraphs around it.

    ``kind`` is annex1 … annex4, report or unknown. ``captions`` stand before the table, ``notes`` after it (remarks,
    signatures). A report has ``body`` and no rows.
    """

    kind: str
    title: str
    confidence: float
    parts: tuple[Rows, ...] = ()
    captions: tuple[Paragraph, ...] = ()
    notes: tuple[Paragraph, ...] = ()
    body: tuple[Paragraph, ...] = ()
    year: int | None = None
    reason: str = ""


@dataclass(slots=True)
class _Marks:
    """What the labels of some rows say."""

    fund: bool = False
    indicators: bool = False
    project_field: bool = False
    box: int = 0
    base: set[str] = field(default_factory=set)
    listing: bool = False


def year_in(*texts: str) -> int | None:
    """The first year named (2023年度, 2023 年), or ``None``."""
    for text in texts:
        match = _YEAR.search(compact(text))
        if match:
            return int(match[1])
    return None


def _marks(table: Table, first: int, last: int) -> _Marks:
    marks = _Marks()
    for row in range(first, last + 1):
        if indicator_header(table, row) is not None:
            marks.indicators = True
        elif fund_header(table, row) is not None:
            marks.fund = True
        listing = read_header("list-column", table, row)
        if "seq" in listing and "fund" in listing and row - first <= 4:
            marks.listing = True
        for cell in table.starting(row):
            text = cell.text
            if row - first <= 5 and _is_project_field(table, row, text):
                marks.project_field = True
            entry = identify("box", re.split(r"[:：]", fold(text))[0] if not text.strip().startswith("其中") else text)
            if entry is not None and entry.code in ("income_total", "spending_total"):
                marks.box += 1
            for kind in ("staff", "item", "cost-column"):
                hit = identify(kind, _without_year(text))
                if hit is not None:
                    marks.base.add(f"{kind}:{hit.code}")
    return marks


def _without_year(text: str) -> str:
    return re.sub(r"^\s*\(?20\d{2}\s*年?度?\)?", "", fold(text))


def _is_project_field(table: Table, row: int, text: str) -> bool:
    """Whether a cell asks for the project's name: a value follows it, and it is no column of a list of projects."""
    name = re.split(r"[:：]", fold(text))[0]
    entry = identify("field", name)
    if entry is None or entry.code != "project" or compact(name) == "项目":
        return False
    return "seq" not in read_header("list-column", table, row) and fund_header(table, row) is None


def _starts_form(table: Table, row: int) -> bool:
    """Whether a row looks like the first of a form: its name field, or a title over the whole width."""
    cells = [cell for cell in table.row(row) if compact(cell.text)]
    if not cells:
        return False
    lead = cells[0]
    if lead.row != row:
        return False
    if lead.colspan >= table.cols and _TITLE.search(compact(lead.text)):
        return True
    entry = identify("field", re.split(r"[:：]", fold(lead.text))[0])
    return entry is not None and entry.code in ("project", "unit_name") and lead.col == 0


def _segments(table: Table) -> list[tuple[int, int]]:
    """Cut a table into the forms that run together in it: a new form begins with its name field or title."""
    starts = [0]
    seen_indicators = False
    for row in range(table.rows):
        if indicator_header(table, row) is not None:
            seen_indicators = True
        if row > starts[-1] and seen_indicators and _starts_form(table, row):
            starts.append(row)
            seen_indicators = False
    return [(start, (starts[i + 1] if i + 1 < len(starts) else table.rows) - 1) for i, start in enumerate(starts)]


def _kind(marks: _Marks, title: str) -> tuple[str, float]:
    """The kind of form that labels and title speak for, with a confidence."""
    name = compact(title)
    if marks.listing and marks.fund and not marks.indicators:
        # A list of projects with their money, one in each row, is not the form of one project.
        return ("annex1", 0.85) if "清单" in name else ("", 0.0)
    if marks.fund or marks.indicators:
        project = marks.project_field
        department = marks.box > 0 or "整体" in name or "部门支出" in name
        if project and not (marks.box > 0):
            return "annex4", 0.99 if marks.fund and marks.indicators else 0.9
        if department:
            return "annex3", 0.99 if marks.fund and marks.indicators else 0.9
        if "项目" in name or "专项" in name or "转移支付" in name:
            return "annex4", 0.85
        if marks.fund and marks.indicators:
            return "annex3", 0.7
        return "", 0.0
    staff = sum(mark.startswith("staff:") for mark in marks.base)
    items = sum(mark.startswith("item:") for mark in marks.base)
    columns = sum(mark.startswith("cost-column:") for mark in marks.base)
    if (staff >= 2 and items >= 1) or (items >= 3 and columns >= 2) or ("基础数据" in name and (staff or items)):
        return "annex2", 0.99 if staff >= 2 and items >= 3 else 0.85
    if marks.listing:
        return "annex1", 0.97 if "清单" in name or "专项" in name else 0.85
    return "", 0.0


def find_regions(document: Document) -> tuple[Region, ...]:
    """All forms of a document in reading order; what nobody recognises is a region of kind unknown."""
    before, after, body = _share_out(document)
    regions: list[Region] = []
    for table in document.tables:
        captions, notes = before.get(table.index, ()), after.get(table.index, ())
        for number, (first, last) in enumerate(_segments(table)):
            own_captions = captions if number == 0 else ()
            title = _title(table, first, own_captions)
            marks = _marks(table, first, last)
            kind, confidence = _kind(marks, title)
            rows = Rows(table=table, first=first, last=last)
            previous = regions[-1] if regions else None
            if (
                previous is not None
                and previous.kind in ("annex3", "annex4", "half")
                and not own_captions
                and number == 0
                and not (marks.fund and marks.indicators)
                and (marks.indicators or (not marks.fund and _continues(previous, table)))
                and not marks.project_field
                and not _region_has_indicators(previous)
            ):
                regions[-1] = _joined(previous, rows, notes)
                continue
            if kind == "" and marks.indicators:
                kind, confidence = "annex4" if "项目" in title else "annex3", 0.6
            year = year_in(title, *(p.text for p in own_captions), *(c.text for c in table.starting(first)))
            regions.append(
                Region(
                    kind=kind or "unknown",
                    title=title,
                    confidence=confidence if kind else 0.0,
                    parts=(rows,),
                    captions=own_captions,
                    notes=notes,
                    year=year,
                    reason="" if kind else "no-known-labels",
                )
            )
    report = _report(body)
    if report is not None:
        regions.append(report)
    return tuple(regions)


def _continues(previous: Region, table: Table) -> bool:
    return bool(previous.parts) and previous.parts[-1].table.cols == table.cols


def _region_has_indicators(region: Region) -> bool:
    return any(
        indicator_header(rows.table, row) is not None
        for rows in region.parts
        for row in range(rows.first, rows.last + 1)
    )


def _joined(region: Region, rows: Rows, notes: tuple[Paragraph, ...]) -> Region:
    return Region(
        kind=region.kind,
        title=region.title,
        confidence=min(0.95, region.confidence + 0.05),
        parts=(*region.parts, rows),
        captions=region.captions,
        notes=(*region.notes, *notes),
        year=region.year,
    )


def _title(table: Table, first: int, captions: tuple[Paragraph, ...]) -> str:
    """The form's title: a row over the whole width, else the caption that reads like one, else the caption."""
    for cell in table.starting(first):
        if cell.colspan >= table.cols and _TITLE.search(compact(cell.text)):
            return fold(cell.text)
    titled = [p.text for p in captions if _TITLE.search(compact(p.text)) and not _UNIT_LINE.match(compact(p.text))]
    if titled:
        return fold(titled[-1])
    named = [p.text for p in captions if not _UNIT_LINE.match(compact(p.text))]
    return fold(named[-1]) if named else ""


def _share_out(
    document: Document,
) -> tuple[dict[int, tuple[Paragraph, ...]], dict[int, tuple[Paragraph, ...]], tuple[Paragraph, ...]]:
    """Give each paragraph to the table before it, the table after it, or the running text."""
    before: dict[int, tuple[Paragraph, ...]] = {}
    after: dict[int, tuple[Paragraph, ...]] = {}
    body: list[Paragraph] = []
    gap: list[Paragraph] = []
    previous: Table | None = None
    for block in (*document.blocks, None):
        if isinstance(block, Paragraph):
            gap.append(block)
            continue
        lead = 0
        if previous is not None:
            while lead < len(gap) and _is_note(gap[lead]):
                lead += 1
            after[previous.index] = tuple(gap[:lead])
        tail = len(gap)
        if block is not None:
            while tail > lead and _is_caption(gap[tail - 1]):
                tail -= 1
            before[block.index] = tuple(gap[tail:])
            previous = block
        body.extend(gap[lead:tail])
        gap = []
    return before, after, tuple(body)


def _is_note(paragraph: Paragraph) -> bool:
    text = compact(paragraph.text)
    return bool(_FOOTER.match(text) or _NOTE.match(text))


def _is_caption(paragraph: Paragraph) -> bool:
    text = compact(paragraph.text)
    if len(text) > 60 or text.endswith(("。", "；", ";")):
        return False
    if _ANNEX.match(text) or _TITLE.search(text) or _UNIT_LINE.match(text):
        return True
    return len(text) <= 40 and not _SECTION.match(text) and not re.search(r"[，,。；]", text) and "报告" not in text


def _report(body: tuple[Paragraph, ...]) -> Region | None:
    """The running text as a report, if it reads like one."""
    if not body:
        return None
    texts = [compact(paragraph.text) for paragraph in body]
    headings = sum(bool(_SECTION.match(text)) for text in texts)
    titled = next((i for i, text in enumerate(texts) if _REPORT_TITLE.search(text) and len(text) <= 80), None)
    length = sum(len(text) for text in texts)
    whole = "".join(texts)
    words = sum(word in whole for word in _DOMAIN)
    if words < _FEWEST_WORDS or (titled is None and headings < 2 and length < 150):
        return Region(kind="unknown", title="", confidence=0.0, body=body, reason="short-text") if length > 0 else None
    title = fold(body[titled].text) if titled is not None else ""
    confidence = 0.98 if titled is not None and headings >= 3 else 0.8 if titled is not None or headings >= 3 else 0.6
    return Region(
        kind="report",
        title=title,
        confidence=confidence,
        body=body,
        year=year_in(title, *texts[:12]),
    )
