"""The paragraphs around tables: captions before them, notes and signatures behind, labelled lines on the cover."""

from typing import Final

from formaudit.forms.region import Rows
from formaudit.forms.scoring_rules import is_rule_line
from formaudit.model.document import Document, Paragraph
from formaudit.model.table import Cell, Table
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["continues", "cover_of", "is_head", "is_heading", "is_signature", "lone_text", "share_out", "title_holder"]

_FOOTER: Final = compiled(
    r"^(?:单位)?(?:负责人|项目负责人|填表人|填报人|联系人|填报日期|填表日期|审核人|经办人|联系电话|财务负责人|分管领导|主要负责人|单位领导|单位\(?盖章)"
)
_NOTE: Final = compiled(r"^(?:说明|备注|注|填表说明|填报说明)\d*[:：.、]|^备注[:：]?\s*每个|^注\d")
_TITLE: Final = compiled(
    r"(?:自评表|基础数据表|自评清单|绩效清单|评价表|申报表|情况表|汇总表|一览表|评分表|打分表|计分表|复核表|指标体系|附表|自评|清单)(?:\(.*\))?$"
)
_ANNEX: Final = compiled(r"^附(?:件|表)\d{0,2}(?:-\d+)?[:：]?")
_UNIT_LINE: Final = compiled(
    r"^(?:金额|计量|货币)?单位[:：]\(?(?:万元|元|亿元|千元)|^(?:编制|填报|预算)(?:单位|部门)(?:名称)?(?:\((?:盖章|公章|签章)\))?[:：]|^\(?单位[:：]?(?:万元|元)\)?$|^\(?\d{4}年度?\)?$"
)
_PAGE: Final = r"^[-—(（]*第?\d{1,3}页?(?:[,，/]?共\d{1,3}页)?[-—)）]*$"
_CONTINUED: Final = compiled(r"续|^表[2-9二三四五六七]|" + _PAGE + "|" + _UNIT_LINE.pattern)
_OF_BLOCK: Final = compiled(
    r"^(?:项目|年度|部门|财政|总体)*(?:绩效目标|绩效指标|目标|指标|资金|预算)(?:自评|使用|执行|完成|实现|来源|安排)+(?:情况|结果)?"
    r"(?:[(（].{1,8}[)）])?[:：]?$|^(?:项目|部门)?年度(?:绩效|总体)*目标\d*[:：]"
    r"|^(?:项目|部门|单位|整体|年度|支出)*绩效指标(?:完成|自评|实现)*(?:情况)?表$"
)
"""The heading of a form's block that stands over a table of its own."""
_ISSUED: Final = compiled(r"\(?(?:印制|监制|制)\)?$")
_COVER: Final = compiled(r"^[^，,。；;:：]{2,14}[:：][^，,。；;]{0,40}$")
_SHORT: Final = 16
_LONGEST: Final = 60
_SECTION: Final = compiled(r"^[一二三四五六七八九十]{1,3}[、.．]")


def lone_text(table: Table, row: int) -> str:
    """The text of a row that holds one filled cell only: a title over the table, however the cells are merged."""
    cells = [cell for cell in table.row(row) if compact(cell.text)]
    return compact(cells[0].text) if len(cells) == 1 and cells[0].row == row else ""


def is_head(line: str) -> bool:
    """Whether a line alone in its row opens a form: its title, or the number of an annex."""
    return bool(_TITLE.search(line) or _ANNEX.fullmatch(line))


def is_heading(paragraph: Paragraph) -> bool:
    """Whether a paragraph is the numbered heading of a block and says nothing: 一、资金情况."""
    words = compact(paragraph.text)
    return bool(_SECTION.match(words)) and len(words) <= _SHORT and not compiled(r"[，,。；\d]").search(words)


def is_signature(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a line of signatures, which ends a form."""
    return bool(_FOOTER.match(compact(paragraph.text)))


def continues(caption: Paragraph) -> bool:
    """Whether a caption leaves open that the table below goes on with the form above.

    It is 续表, a unit, a year, a page, or the name of a block (绩效指标完成情况).
    """
    words = compact(caption.text)
    return bool(_CONTINUED.search(words) or _OF_BLOCK.match(words))


def cover_of(document: Document, table: Table) -> tuple[Paragraph, ...]:
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


def title_holder(rows: Rows, captions: tuple[Paragraph, ...]) -> Cell | Paragraph | None:
    """What holds the title: a row of its own in the table, else the caption that reads like one, else the caption."""
    for row in range(rows.first, min(rows.first + 2, rows.last) + 1):
        alone = lone_text(rows.table, row)
        if alone and _TITLE.search(alone):
            return next(cell for cell in rows.table.starting(row) if compact(cell.text))
    named = [p for p in captions if not _UNIT_LINE.match(compact(p.text)) and not _ISSUED.search(compact(p.text))]
    like = [p for p in named if _TITLE.search(compact(p.text))]
    found = like or named
    return found[-1] if found else None


def share_out(
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
            while tail > lead and (above := _caption_above(gap, lead, tail)) is not None:
                tail = above
            if _titles_and_heading(gap[lead:tail]):
                tail = lead
            before[block.index] = tuple(gap[tail:])
            previous = block
        body.extend(gap[lead:tail])
        gap = []
    return before, after, tuple(body)


def _caption_above(gap: list[Paragraph], lead: int, tail: int) -> int | None:
    """Where the last caption among some lines stands; remarks may be between it and what follows them."""
    if _is_caption(gap[tail - 1]):
        return tail - 1
    at = tail - 1
    while at > lead and (_NOTE.match(compact(gap[at].text)) or is_rule_line(gap[at].text)):
        at -= 1
    words = compact(gap[at].text)
    head = at < tail - 1 and len(words) <= _LONGEST and (_TITLE.search(words) or _UNIT_LINE.match(words))
    return at if head and _is_caption(gap[at]) else None


def _titles_and_heading(lines: list[Paragraph]) -> bool:
    """Whether lines are a form's title with the heading of its first block below it (一、基本情况), and no text."""
    heading = compact(lines[-1].text) if lines else ""
    above = [compact(line.text) for line in lines[:-1]]
    short = bool(_SECTION.match(heading)) and len(heading) <= _SHORT and not compiled(r"[，,。；]").search(heading)
    return short and any(map(_TITLE.search, above)) and all(map(_is_caption, lines[:-1]))


def _is_note(paragraph: Paragraph) -> bool:
    text = compact(paragraph.text)
    return bool(is_signature(paragraph) or _NOTE.match(text) or is_rule_line(text))


def _is_caption(paragraph: Paragraph) -> bool:
    text = compact(paragraph.text)
    if len(text) > _LONGEST or text.endswith(("。", "；", ";")):
        return False
    if _ANNEX.match(text) or _TITLE.search(text) or _UNIT_LINE.match(text):
        return True
    return (
        len(text) <= 40
        and not _SECTION.match(text)
        and not compiled(r"[，,。；]").search(text)
        and ("报告" not in text or text.endswith("表"))
    )
