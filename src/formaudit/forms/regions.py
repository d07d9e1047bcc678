"""Recognising forms by their labels: which rows of which tables are which form, and which paragraphs belong to it."""

import re
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.disclosure.recognise import FoundDisclosure, find_disclosures
from formaudit.forms.headers import cost_header, read_header, without_year
from formaudit.forms.indicator_header import indicator_header
from formaudit.forms.kinds import Marks, field_code, joined_marks, kind_of, marks_of
from formaudit.forms.money_header import fund_header, may_be_header
from formaudit.indicators.lexicon import identify
from formaudit.model.document import Document, Paragraph
from formaudit.model.table import Cell, Table
from formaudit.patterns import Late
from formaudit.text import compact, fold

__all__ = ["Region", "Rows", "find_regions", "year_in"]

_FOOTER: Final = re.compile(
    r"^(?:单位)?(?:负责人|项目负责人|填表人|填报人|联系人|填报日期|填表日期|审核人|经办人|联系电话|财务负责人|分管领导|主要负责人|单位领导|单位\(?盖章)"
)
_NOTE: Final = re.compile(r"^(?:说明|备注|注|填表说明|填报说明)\d*[:：.、]|^备注[:：]?\s*每个|^注\d")
_TITLE: Final = re.compile(
    r"(?:自评表|基础数据表|自评清单|绩效清单|评价表|申报表|情况表|汇总表|一览表|评分表|打分表|计分表|复核表|指标体系|附表|自评|清单)(?:\(.*\))?$"
)
_ANNEX: Final = re.compile(r"^附(?:件|表)\d{0,2}(?:-\d+)?[:：]?")
_UNIT_LINE: Final = re.compile(
    r"^(?:金额|计量|货币)?单位[:：]\(?(?:万元|元|亿元|千元)|^(?:编制|填报|预算)(?:单位|部门)(?:名称)?[:：]|^\(?单位[:：]?(?:万元|元)\)?$|^\(?\d{4}年度?\)?$"
)
_CONTINUED: Final = re.compile(r"续|^表[2-9二三四五六七]|" + _UNIT_LINE.pattern)
_ISSUED: Final = re.compile(r"\(?(?:印制|监制|制)\)?$")
_COVER: Final = re.compile(r"^[^，,。；;:：]{2,14}[:：][^，,。；;]{0,40}$")
_BARE_FIELDS: Final = frozenset({"项目", "单位", "部门"})
_REPORT_TITLE: Final = re.compile(r"报告(?:\(.*\))?$|说明$")
_DOMAIN: Final = ("绩效", "自评", "预算", "决算", "支出", "财政", "资金", "收入", "经费", "项目")
_CHINESE: Final = Late(r"[\u4e00-\u9fff]")
_LATIN: Final = re.compile(r"[A-Za-z_{}<>=]")
_PROSE: Final = 0.8
"""The share of Chinese among the letters of a report; source code and settings with Chinese words stay far below."""
_FEWEST_SENTENCES: Final = 2
_SHORT: Final = 16
_FEWEST_WORDS: Final = 3
_SECTION: Final = re.compile(r"^[一二三四五六七八九十]{1,3}[、.．]")
_BUDGET_YEAR: Final = re.compile(r"(?<!\d)(20\d{2})年?度")
_YEAR: Final = re.compile(r"(?<!\d)(20\d{2})(?:年(?!\d{1,2}月)|(?=$|[)）\]】\s度部单整财项预绩专]))")
_ANY_YEAR: Final = re.compile(r"(?<!\d)(20\d{2})年")
_HAN_YEAR: Final = re.compile(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_HAN_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_DATED: Final = re.compile(r"日期|时间")


class Rows(Struct, frozen=True, kw_only=True):
    """Rows ``first`` to ``last`` (both included) of a table."""

    table: Table
    first: int
    last: int


class Region(Struct, frozen=True, kw_only=True):
    """A recognised form: its kind, its rows, its title and the paragraphs around it.

    ``kind`` is annex1 … annex4, report or unknown. ``title_holder`` is the cell of the first part's table or the
    paragraph that holds the title. ``captions`` stand before the table, ``notes`` after it (remarks, signatures),
    ``cover`` are the labelled lines (项目名称：…) further above it. A report has ``body`` and no rows. A published
    budget or final accounts is ``found`` as a whole; ``part`` is its kind, also of the text that explains it, and
    empty for all that belongs to a self-evaluation.
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
    title_holder: Cell | Paragraph | None = None
    cover: tuple[Paragraph, ...] = ()
    found: FoundDisclosure | None = None
    part: str = ""


def year_in(*texts: str) -> int | None:
    """The first year named, or ``None``; a budget year (2023年度) goes before a year, a date of filling in is none."""
    lines = [_HAN_YEAR.sub(_arabic, line) for line in map(compact, texts) if not _DATED.search(line)]
    for pattern in (_BUDGET_YEAR, _YEAR):
        for line in lines:
            if match := pattern.search(line):
                return int(match[1])
    return None


def _only_year(texts: list[str]) -> int | None:
    """The year of every date in a text, where they all are of one year."""
    years = {int(year) for text in texts for year in _ANY_YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def _arabic(year: re.Match[str]) -> str:
    return year[0].translate(_HAN_DIGITS)


def _alone(table: Table, row: int) -> str:
    """The text of a row that holds one filled cell only: a title over the table, however the cells are merged."""
    cells = [cell for cell in table.row(row) if compact(cell.text)]
    return compact(cells[0].text) if len(cells) == 1 and cells[0].row == row else ""


def _starts_form(table: Table, row: int) -> bool:
    """Whether a row looks like the first of a form: its name field, its title, or the number of an annex."""
    alone = _alone(table, row)
    if alone and (_TITLE.search(alone) or _ANNEX.fullmatch(alone)):
        return True
    cells = [cell for cell in table.row(row) if compact(cell.text)]
    if not cells or cells[0].row != row:
        return False
    return field_code(cells[0].text) in ("project", "unit_name") and compact(cells[0].text) not in _BARE_FIELDS


def _body_begins(table: Table, row: int) -> bool:
    """Whether a row is the header that no form lacks: indicators, expenses by year, or a list."""
    if not may_be_header(table, row):
        return cost_header(table, row)
    if indicator_header(table, row) is not None:
        return True
    if fund_header(table, row) is not None:
        return False
    return cost_header(table, row) or {"seq", "fund"} <= read_header("list-column", table, row).keys()


def _segments(table: Table) -> list[tuple[int, int]]:
    """Cut a table into the forms that run together in it; signatures at the end of one are no form."""
    starts = [0]
    begun = False
    for row in range(table.rows):
        if begun and _starts_form(table, row):
            starts.append(row)
            begun = False
        begun = begun or _body_begins(table, row)
    if not begun and len(starts) > 1 and not any(fund_header(table, row) for row in range(starts[-1], table.rows)):
        starts.pop()
    return [(start, (starts[i + 1] if i + 1 < len(starts) else table.rows) - 1) for i, start in enumerate(starts)]


class _Piece(Struct):
    """A region under construction: further tables may still belong to it."""

    marks: Marks
    title_holder: Cell | Paragraph | None
    parts: list[Rows]
    captions: tuple[Paragraph, ...]
    notes: tuple[Paragraph, ...]
    year: int | None
    cover: tuple[Paragraph, ...] = ()

    @property
    def title(self) -> str:
        """The title's words."""
        return fold(self.title_holder.text) if self.title_holder is not None else ""

    def takes(self, marks: Marks, rows: Rows, captions: tuple[Paragraph, ...]) -> bool:
        """Whether the rows of the next table go on with this form, which a page or a table's end has cut."""
        if rows.first > 0 or any(not _CONTINUED.search(compact(p.text)) for p in captions):
            return False
        if marks.project_field or marks.listing or any(_FOOTER.match(compact(note.text)) for note in self.notes):
            return False
        kind, _ = kind_of(self.marks, self.title)
        if kind == "annex2" or (self.marks.base_data and not self.marks.evaluation):
            return not marks.evaluation and not marks.unit_field and (bool(marks.base) or self._as_wide(rows))
        if kind in ("annex3", "annex4"):
            if self.marks.closed or marks.fund or marks.unit_field:
                return False
            return marks.indicators or marks.goals or (marks.nothing and self._as_wide(rows))
        if self.marks.fund and marks.indicators and not (marks.fund or marks.unit_field or self.marks.indicators):
            return True  # the money in rows that name no source, and the indicators in a table of their own
        head = self.marks.project_field or self.marks.unit_field
        return head and self.marks.nothing_but_fields and (marks.evaluation or marks.base_data) and not marks.unit_field

    def _as_wide(self, rows: Rows) -> bool:
        return self.parts[-1].table.cols == rows.table.cols

    def region(self) -> Region:
        """The finished region."""
        kind, confidence = kind_of(self.marks, self.title)
        if not kind and self.marks.indicators and not self.marks.targets_only:
            kind, confidence = "annex4" if "项目" in self.title else "annex3", 0.6
        if len(self.parts) > 1:
            confidence = min(confidence, 0.95)
        return Region(
            kind=kind or "unknown",
            title=self.title,
            confidence=confidence,
            parts=tuple(self.parts),
            captions=self.captions,
            notes=self.notes,
            year=self.year,
            reason="" if kind else self._reason(),
            title_holder=self.title_holder,
            cover=self.cover,
        )

    def _reason(self) -> str:
        """Why no form was recognised."""
        if self.marks.targets_only:
            return "targets"
        return "list" if self.marks.plain_list or self.marks.money_list else "no-known-labels"


def find_regions(document: Document) -> tuple[Region, ...]:
    """All forms of a document in reading order; what nobody recognises is a region of kind unknown."""
    published = _published(find_disclosures(document))
    disclosed = {rows.table.index for region in published for rows in region.parts}
    attached = tuple(line for region in published if region.found is not None for line in region.found.attached)
    before, after, body = _share_out(document)
    pieces: list[_Piece] = []
    for table in document.tables:
        if table.index in disclosed:
            continue
        captions, notes = before.get(table.index, ()), after.get(table.index, ())
        for first, last in _segments(table):
            own_captions = captions if first == 0 else ()
            marks, rows = marks_of(table, first, last), Rows(table=table, first=first, last=last)
            if pieces and pieces[-1].takes(marks, rows, own_captions):
                pieces[-1].marks = joined_marks(pieces[-1].marks, marks)
                pieces[-1].parts.append(rows)
                pieces[-1].notes = (*pieces[-1].notes, *notes)
                continue
            holder = _title_holder(rows, own_captions)
            heads = [_alone(table, row) for row in range(first, min(first + 3, last) + 1)]
            heads += [
                cell.text for cell in table.starting(first) if identify("cost-column", without_year(cell.text)) is None
            ]
            pieces.append(
                _Piece(
                    marks=marks,
                    title_holder=holder,
                    parts=[rows],
                    captions=own_captions,
                    notes=notes if last == table.rows - 1 else (),
                    year=year_in(
                        fold(holder.text) if holder is not None else "", *(p.text for p in own_captions), *heads
                    ),
                    cover=_cover(document, table) if first == 0 else (),
                )
            )
    regions = [*published, *(piece.region() for piece in pieces)]
    report = _report(attached if published else body)
    if report is not None and not (published and report.kind == "unknown"):
        regions.append(report)
    return tuple(regions)


def _published(found: tuple[FoundDisclosure, ...]) -> tuple[Region, ...]:
    """A region for each disclosure, and one for the text that explains it: its prose is read like a report's."""
    regions: list[Region] = []
    for each in found:
        parts = tuple(Rows(table=one.table, first=0, last=one.table.rows - 1) for one in each.tables)
        regions.append(
            Region(
                kind="unknown" if each.reason else each.kind.value,
                title=each.title,
                confidence=each.confidence,
                parts=parts,
                body=each.body if not parts else (),
                year=each.year,
                reason=each.reason,
                title_holder=each.holder,
                found=each,
                part=each.kind.value,
            )
        )
        explained = _report(each.body if not each.reason else ())
        if explained is not None:
            regions.append(
                replace(explained, kind="report", year=each.year or explained.year, part=each.kind.value, reason="")
            )
    return tuple(regions)


def _cover(document: Document, table: Table) -> tuple[Paragraph, ...]:
    """The labelled lines of the page in front of a table: short ones with a colon, up to the table before it."""
    found: list[Paragraph] = []
    for block in document.blocks:
        if block is table:
            break
        if isinstance(block, Table):
            found = []
        elif _COVER.match(compact(block.text)):
            found.append(block)
    return tuple(found)


def _title_holder(rows: Rows, captions: tuple[Paragraph, ...]) -> Cell | Paragraph | None:
    """What holds the title: a row of its own in the table, else the caption that reads like one, else the caption."""
    for row in range(rows.first, min(rows.first + 2, rows.last) + 1):
        alone = _alone(rows.table, row)
        if alone and _TITLE.search(alone):
            return next(cell for cell in rows.table.starting(row) if compact(cell.text))
    named = [p for p in captions if not _UNIT_LINE.match(compact(p.text)) and not _ISSUED.search(compact(p.text))]
    like = [p for p in named if _TITLE.search(compact(p.text))]
    found = like or named
    return found[-1] if found else None


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
            if _titles_and_heading(gap[lead:tail]):
                tail = lead
            before[block.index] = tuple(gap[tail:])
            previous = block
        body.extend(gap[lead:tail])
        gap = []
    return before, after, tuple(body)


def _titles_and_heading(lines: list[Paragraph]) -> bool:
    """Whether lines are a form's title with the heading of its first block below it (一、基本情况), and no text."""
    heading = compact(lines[-1].text) if lines else ""
    above = [compact(line.text) for line in lines[:-1]]
    short = bool(_SECTION.match(heading)) and len(heading) <= _SHORT and not re.search(r"[，,。；]", heading)
    return short and any(map(_TITLE.search, above)) and all(map(_is_caption, lines[:-1]))


def _is_note(paragraph: Paragraph) -> bool:
    text = compact(paragraph.text)
    return bool(_FOOTER.match(text) or _NOTE.match(text))


def _is_caption(paragraph: Paragraph) -> bool:
    text = compact(paragraph.text)
    if len(text) > 60 or text.endswith(("。", "；", ";")):
        return False
    if _ANNEX.match(text) or _TITLE.search(text) or _UNIT_LINE.match(text):
        return True
    return (
        len(text) <= 40
        and not _SECTION.match(text)
        and not re.search(r"[，,。；]", text)
        and ("报告" not in text or text.endswith("表"))
    )


def _is_prose(text: str) -> bool:
    """Whether a text without a title is running Chinese; a program, a list of settings or a log holds our words too."""
    chinese = len(_CHINESE.now.findall(text))
    return chinese >= _PROSE * (chinese + len(_LATIN.findall(text))) and text.count("。") >= _FEWEST_SENTENCES


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
    prose = titled is not None or _is_prose(whole)
    if words < _FEWEST_WORDS or not prose or (titled is None and headings < 2 and length < 150):
        return Region(kind="unknown", title="", confidence=0.0, body=body, reason="short-text") if length > 0 else None
    title = fold(body[titled].text) if titled is not None else ""
    confidence = 0.98 if titled is not None and headings >= 3 else 0.8 if titled is not None or headings >= 3 else 0.6
    return Region(
        kind="report",
        title=title,
        confidence=confidence,
        body=body,
        year=year_in(title, *texts[:12]) or _only_year(texts),
        title_holder=body[titled] if titled is not None else None,
    )
