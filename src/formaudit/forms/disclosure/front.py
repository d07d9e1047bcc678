"""The title page of a published paper: what it is called, whose it is, of which scope and year."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from formaudit.forms.disclosure.headed import Headed
from formaudit.forms.disclosure.titles import bare_title, is_content_line
from formaudit.model.document import Document, Paragraph
from formaudit.model.table import Table
from formaudit.patterns import Late, compiled
from formaudit.text import compact

__all__ = ["front_of", "front_title", "scope_of", "title_page", "unit_of", "year_of"]

_FRONT: Final = 14
"""So many paragraphs may make up the title page."""
_YEAR: Final = Late(r"(?<!\d)(20\d{2})年?度?")
_TITLE: Final = compiled(
    r"(?<!\d)20\d{2}年?度?[^,，。;；:：]{0,14}?(?P<scope>部门|单位|本级)?(?P<word>预算|决算)"
    r"(?:信息)?(?:公开)?(?:情况|编制)?(?:表|说明|报告|材料|书)?(?=$|目录|[(（]|预算主管|预算单位|单位[:：]|部门[:：]|编制|第[一二]部分)"
)
_EXPLAINS: Final = compiled(
    r"20\d{2}年?度?(?P<scope>部门|单位)?(?P<word>预算|决算)(?:公开)?(?:编制|情况)?(?:的)?(?:说明|公开)$"
)
_OTHER_PAPER: Final = Late(r"绩效(?:自评|评价)|自评|审计报告|检查|核查|审核|核对|整改|通知|办法|自查|考核")
_NAMED: Final = Late(
    r"(?:编制部门|编制单位|预算主管部门|预算单位|填报部门|填报单位|部门名称|单位名称|部门|单位)(?:\(公章\)|\(盖章\))?[:：]"
    r"(?P<unit>[^:：,，;；。…]+?)(?=(?:金额|货币|计量)?单位[:：]|20\d{2}年|$|单位为|金额)"
)
_MONEY: Final = Late(r"^(?:人民币)?(?:亿元|百万元|万元|千元|元)")
_HEADING: Final = Late(r"^第[一二三四五六七八九十\d]+(?:部分|条|章|节)|^[一二三四五六七八九十]+、|^附件\d*")
_BLANKS: Final = Late(r"X{2,}|×{2,}|[xX]{3,}|[Xx×]{2}(?=[部单县市区局年])|…")
_SERIAL: Final = compiled(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.．](?!\d))"
)
_LINE: Final = 60
_SHORT: Final = 30


def front_of(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs in front of the first table, as many as a title page may have."""
    found: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Table) or len(found) == _FRONT:
            break
        found.append(block)
    return tuple(found)


def front_title(front: Sequence[Paragraph]) -> re.Match[str] | None:
    """The title of the title page, which may run over several lines; an explanation is titled by itself."""
    found = _titled(front)
    return None if found is None else found[2]


def _titled(front: Sequence[Paragraph]) -> tuple[Paragraph, str, re.Match[str]] | None:
    """The line where the title begins, its words put together, and what was found in them.

    A line behind it may make it the title of another paper (某局2023年度部门预算 / 整体支出绩效自评报告).
    """
    lines = [compact(line.text) for line in front]
    for start in range(min(len(lines), 8)):
        if _SERIAL.match(lines[start]):
            continue
        for end in range(start + 1, min(start + 4, len(lines)) + 1):
            joined = "".join(lines[start:end])
            if len(joined) > _LINE or is_content_line(joined) or "。" in joined:
                break
            after = "".join(line for line in lines[end : end + 2] if len(line) <= _SHORT and not is_content_line(line))
            match = _EXPLAINS.search(joined) or _TITLE.search(joined)
            if match is not None and not _OTHER_PAPER.now.search(joined) and not _OTHER_PAPER.now.search(after):
                return front[start], joined, match
    return None


def scope_of(title: re.Match[str] | None, titles: Sequence[str], lines: Sequence[Paragraph]) -> str:
    """部门 or 单位, as the title page says, else the titles of tables, else the lines above them."""
    if title is not None and title["scope"] in ("部门", "单位"):
        return str(title["scope"])
    votes = Counter(
        "单位" if compiled(r"预算单位|单位(?:收|支|预|决|一般|三公)").search(text) else "部门" if "部门" in text else ""
        for text in titles
    )
    if votes["单位"] or votes["部门"]:
        return "单位" if votes["单位"] > votes["部门"] else "部门"
    named = Counter(
        "单位" if "编制单位" in text or "预算单位" in text else "部门" if "编制部门" in text else ""
        for text in (compact(line.text) for line in lines)
    )
    return "单位" if named["单位"] > named["部门"] else "部门"


def year_of(title: re.Match[str] | None, titles: Sequence[str], front: Sequence[Paragraph]) -> int | None:
    """The year of the title page, else that of most titles of tables, else the first of the page; never the text's."""
    if title is not None and (match := _YEAR.now.search(title[0])) is not None:
        return int(match[1])
    years = Counter(int(match[1]) for text in titles if (match := _YEAR.now.search(text)) is not None)
    if years:
        return max(years, key=lambda year: (years[year], year))
    found = (match for line in front[:6] if (match := _YEAR.now.search(compact(line.text))) is not None)
    return next((int(match[1]) for match in found), None)


def title_page(front: Sequence[Paragraph]) -> tuple[Paragraph | None, str]:
    """What holds the title, with the title's words put together."""
    found = _titled(front)
    if found is not None:
        return found[0], found[1]
    first = compact(front[0].text) if front else ""
    return (front[0], first) if first and len(first) <= _LINE else (None, "")


def unit_of(document: Document, front: Sequence[Paragraph], own: Sequence[Headed]) -> str:
    """The unit that most labelled lines name, else the one in front of the year of the title."""
    votes: Counter[str] = Counter()
    lines = [*front, *(line for one in own for line in one.above)]
    texts = [line.text for line in lines if not is_content_line(line.text)]
    texts += [
        cell.text for one in own if one.found is not None for cell in one.found.table if cell.row < one.found.first
    ]
    for text in texts:
        for match in _NAMED.now.finditer(compact(text)):
            name = match["unit"]
            if not _MONEY.now.match(name) and len(name) > 2 and not _BLANKS.now.search(name):
                votes[name] += 1
    if votes:
        return max(votes, key=lambda name: (votes[name], len(name)))
    named = [_before_year(text) for text in (title_page(front)[1], *_headings(document))]
    return next((name for name in named if name), "")


def _headings(document: Document) -> Iterator[str]:
    """Short lines that name a year and 预算 or 决算: 第三部分 某局2024年度部门决算情况说明."""
    for paragraph in document.paragraphs:
        text = compact(paragraph.text)
        if (
            len(text) <= _LINE
            and compiled(r"20\d{2}年?度?(?:部门|单位)?(?:预算|决算)").search(text)
            and "。" not in text
        ):
            yield text


def _before_year(text: str) -> str:
    """The name in front of the year, without the number of a part glued to it."""
    name = compiled(r"20\d{2}年?度?").split(_HEADING.now.sub("", bare_title(text)))[0]
    name = _HEADING.now.sub("", name).removeprefix("关于").removeprefix("纳入")
    return name if 2 < len(name) <= 40 else ""
