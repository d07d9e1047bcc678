"""Whether a document is a published budget or final accounts, of whom and for which year, and which tables it has.

A document is one where its title says so or where several of its tables are the standard ones. Empty forms and forms
that a reviewer fills in while checking one are told apart: nothing in them is anybody's figure.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.disclosure.titles import bare_title, is_content_line, names_final, typed_title
from formaudit.model.disclosure import DisclosureKind, TableKind
from formaudit.model.document import Document, Paragraph
from formaudit.model.table import Cell, Table
from formaudit.text import compact

__all__ = ["FoundDisclosure", "FoundTable", "find_disclosures"]

_FRONT: Final = 14
"""So many paragraphs may make up the title page."""
_FEWEST: Final = 3
"""So many standard tables make a disclosure of a document without a title that says so."""
_YEAR: Final = re.compile(r"(?<!\d)(20\d{2})年?度?")
_TITLE: Final = re.compile(
    r"(?<!\d)20\d{2}年?度?[^,，。;；:：]{0,14}?(?P<scope>部门|单位|本级)?(?P<word>预算|决算)"
    r"(?:信息)?(?:公开)?(?:情况|编制)?(?:表|说明|报告|材料|书)?(?=$|目录|[(（]|预算主管|预算单位|单位[:：]|部门[:：]|编制|第[一二]部分)"
)
_EXPLAINS: Final = re.compile(
    r"20\d{2}年?度?(?P<scope>部门|单位)?(?P<word>预算|决算)(?:公开)?(?:编制|情况)?(?:的)?(?:说明|公开)$"
)
_OTHER_PAPER: Final = re.compile(r"绩效(?:自评|评价)|自评|审计报告|检查|核查|审核|核对|整改|通知|办法|自查|考核")
_REVIEW: Final = re.compile(r"检查|核查|审核|核对|自查|复核|抽查")
_NAMED: Final = re.compile(
    r"(?:编制部门|编制单位|预算主管部门|预算单位|填报部门|填报单位|部门名称|单位名称|部门|单位)(?:\(公章\)|\(盖章\))?[:：]"
    r"(?P<unit>[^:：,，;；。…]+?)(?=(?:金额|货币|计量)?单位[:：]|20\d{2}年|$|单位为|金额)"
)
_MONEY: Final = re.compile(r"^(?:人民币)?(?:亿元|百万元|万元|千元|元)")
_UNIT_OF_MONEY: Final = re.compile(r"单位[:：]?(?:人民币)?\(?(亿元|百万元|万元|千元|元)(?![\u4e00-\u9fff])|\((万元|元)\)")
_HEADING: Final = re.compile(r"^第[一二三四五六七八九十\d]+(?:部分|条|章|节)|^[一二三四五六七八九十]+、|^附件\d*")
_BLANKS: Final = re.compile(r"X{2,}|×{2,}|[xX]{3,}|[Xx×]{2}(?=[部单县市区局年])|…")
_NOTE: Final = re.compile(r"^(?:注|说明|备注)\d*[:：.、]|^无.{4,40}(?:仍保留|本表)")
_SERIAL: Final = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.．](?!\d))")
_LINE: Final = 60
_SHORT: Final = 30
_ATTACHED: Final = re.compile(r"^[^，,。；;]{4,40}(?:绩效自评|绩效评价|自评)(?:情况)?(?:工作)?报告$")
_FEWEST_LINES: Final = 5
"""A heading with fewer lines behind it is the table of contents or a chapter, not a report."""


class FoundTable(Struct, frozen=True, kw_only=True):
    """A table of a disclosure: what its title says, with the lines under it. ``first`` is its first row of the grid.

    ``follows`` says that it goes on with the table before it, which a page has cut.
    """

    kind: TableKind
    title: str
    table: Table
    first: int
    unit: str
    notes: tuple[Paragraph, ...]
    follows: bool = False


class FoundDisclosure(Struct, frozen=True, kw_only=True):
    """A recognised disclosure. ``reason`` is set where nothing in it may be audited: ``template`` or ``review-form``.

    ``attached`` are the lines of a self-evaluation report that was published with it, from its title on.
    """

    kind: DisclosureKind
    title: str
    year: int | None
    unit: str
    holder: Paragraph | Cell | None
    tables: tuple[FoundTable, ...]
    body: tuple[Paragraph, ...]
    confidence: float
    reason: str = ""
    attached: tuple[Paragraph, ...] = ()


class _Headed(Struct, frozen=True, kw_only=True):
    """A table with the lines above and below it."""

    found: FoundTable | None
    final: bool | None
    above: tuple[Paragraph, ...]


def find_disclosures(document: Document) -> tuple[FoundDisclosure, ...]:
    """The disclosures of a document: none, one, or a budget and final accounts in one file."""
    headed = list(_headed(document))
    front = _front(document)
    title = _front_title(front)
    standard = {one.found.kind for one in headed if one.found is not None} - {TableKind.OTHER, TableKind.UNITS}
    if title is None and len(standard) < _FEWEST:
        return ()
    if title is None and _OTHER_PAPER.search("".join(compact(line.text) for line in front[:6])):
        reviewed = _REVIEW.search("".join(compact(line.text) for line in front[:6]))
        if reviewed is None:
            return ()
    kinds = _by_kind(headed)
    if len(kinds) == 2:
        return tuple(_parted(document, headed, front))
    final = next(iter(kinds), None)
    if final is None:
        final = title is not None and title["word"] == "决算"
    return (_disclosure(document, headed, front, final=final),)


def _by_kind(headed: Sequence[_Headed]) -> set[bool]:
    """Which of budget and final accounts have standard tables of their own; both only where both have several."""
    kinds = {
        final: {one.found.kind for one in headed if one.found is not None and one.final is final}
        - {TableKind.OTHER, TableKind.UNITS}
        for final in (False, True)
    }
    strong = {final for final, found in kinds.items() if len(found) >= _FEWEST}
    if strong:
        return strong
    most = max(kinds, key=lambda final: len(kinds[final]))
    return {most} if kinds[most] else set()


def _headed(document: Document) -> Iterator[_Headed]:
    """Each table with the title that types it, its unit of money and the notes under it."""
    gap: list[Paragraph] = []
    blocks = list(document.blocks)
    before: _Headed | None = None
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            gap.append(block)
            continue
        notes = tuple(_notes(blocks[at + 1 :]))
        headed = _typed(block, gap, notes, before)
        yield headed
        before = headed
        gap = []


def _notes(blocks: Sequence[Paragraph | Table]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Table) or not _NOTE.search(compact(block.text)):
            return
        yield block


def _typed(table: Table, gap: Sequence[Paragraph], notes: tuple[Paragraph, ...], before: _Headed | None) -> _Headed:
    heads = [(row, text) for row in range(min(4, table.rows)) if (text := _alone(table, row))]
    near = [line for line in gap[-8:] if len(compact(line.text)) <= _LINE]
    lines = [*(text for _, text in heads), *(line.text for line in reversed(near)), table.caption]
    titled = [(kind, text) for text in lines if (kind := typed_title(text)) is not None]
    best = next((one for one in titled if one[0] is not TableKind.OTHER), titled[0] if titled else None)
    first = max((row + 1 for row, text in heads if _is_head(text)), default=0)
    around = [*(text for _, text in heads), *(line.text for line in near), *_corner(table)]
    unit = next((found for text in reversed(around) if (found := money_of(text))), "")
    # A table that begins right behind another one, without any line of its own, goes on with it.
    if best is None and before is not None and before.found is not None and not near and not heads:
        if table.cols == before.found.table.cols and before.found.kind is not TableKind.UNITS:
            found = replace(before.found, table=table, first=0, notes=notes, follows=True)
            return _Headed(found=found, final=before.final, above=())
        return _Headed(found=None, final=None, above=())
    if best is None:
        return _Headed(found=None, final=None, above=tuple(near))
    found = FoundTable(kind=best[0], title=bare_title(best[1]), table=table, first=first, unit=unit, notes=notes)
    return _Headed(found=found, final=names_final(best[1]), above=tuple(near))


def _corner(table: Table) -> Iterator[str]:
    """The cells of the first rows: a unit of money may stand in one of them."""
    yield from (cell.text for cell in table if cell.row < 3 and len(cell.text) <= _LINE)


def _is_head(text: str) -> bool:
    return typed_title(text) is not None or bool(money_of(text)) or _NAMED.search(compact(text)) is not None


def _alone(table: Table, row: int) -> str:
    """The text of a row that is no part of the grid: one filled cell, or a unit's name beside a unit of money."""
    cells = [cell for cell in table.starting(row) if compact(cell.text)]
    texts = [cell.text for cell in cells]
    if len(cells) == 1:
        return texts[0]
    joined = " ".join(texts)
    return joined if len(cells) <= 3 and any(money_of(text) and ":" in compact(text) for text in texts) else ""


def money_of(text: str) -> str:
    """The unit of money that a line names (单位：万元), or an empty text."""
    match = _UNIT_OF_MONEY.search(compact(text))
    return (match[1] or match[2]) if match is not None else ""


def _front(document: Document) -> tuple[Paragraph, ...]:
    """The paragraphs in front of the first table, as many as a title page may have."""
    found: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Table) or len(found) == _FRONT:
            break
        found.append(block)
    return tuple(found)


def _front_title(front: Sequence[Paragraph]) -> re.Match[str] | None:
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
            if match is not None and not _OTHER_PAPER.search(joined) and not _OTHER_PAPER.search(after):
                return front[start], joined, match
    return None


def _disclosure(
    document: Document, headed: Sequence[_Headed], front: Sequence[Paragraph], *, final: bool
) -> FoundDisclosure:
    own = [one for one in headed if one.found is not None]
    title = _front_title(front)
    typed = tuple(one.found for one in own if one.found is not None)
    scope = _scope(title, [table.title for table in typed], [*front, *(line for one in own for line in one.above)])
    kind = _kind(final=final, unit=scope == "单位")
    year = _year(title, [one.found.title for one in own if one.found is not None], front)
    holder, words = _title_page(front)
    body, attached = _body(document, own)
    return FoundDisclosure(
        kind=kind,
        title=words or (typed[0].title if typed else ""),
        year=year,
        unit=_unit(document, front, own, title),
        holder=holder,
        tables=typed,
        body=body,
        attached=attached,
        confidence=0.99 if title is not None and len(typed) >= _FEWEST else 0.9 if typed else 0.85,
        reason=_reason(document, front, typed),
    )


def _kind(*, final: bool, unit: bool) -> DisclosureKind:
    if final:
        return DisclosureKind.UNIT_ACCOUNTS if unit else DisclosureKind.ACCOUNTS
    return DisclosureKind.UNIT_BUDGET if unit else DisclosureKind.BUDGET


def _scope(title: re.Match[str] | None, titles: Sequence[str], lines: Sequence[Paragraph]) -> str:
    """部门 or 单位, as the title page says, else the titles of tables, else the lines above them."""
    if title is not None and title["scope"] in ("部门", "单位"):
        return str(title["scope"])
    votes = Counter(
        "单位" if re.search(r"预算单位|单位(?:收|支|预|决|一般|三公)", text) else "部门" if "部门" in text else ""
        for text in titles
    )
    if votes["单位"] or votes["部门"]:
        return "单位" if votes["单位"] > votes["部门"] else "部门"
    named = Counter(
        "单位" if "编制单位" in text or "预算单位" in text else "部门" if "编制部门" in text else ""
        for text in (compact(line.text) for line in lines)
    )
    return "单位" if named["单位"] > named["部门"] else "部门"


def _year(title: re.Match[str] | None, titles: Sequence[str], front: Sequence[Paragraph]) -> int | None:
    """The year of the title page, else that of most titles of tables, else the first of the page; never the text's."""
    if title is not None and (match := _YEAR.search(title[0])) is not None:
        return int(match[1])
    years = Counter(int(match[1]) for text in titles if (match := _YEAR.search(text)) is not None)
    if years:
        return max(years, key=lambda year: (years[year], year))
    found = (match for line in front[:6] if (match := _YEAR.search(compact(line.text))) is not None)
    return next((int(match[1]) for match in found), None)


def _title_page(front: Sequence[Paragraph]) -> tuple[Paragraph | None, str]:
    """What holds the title, with the title's words put together."""
    found = _titled(front)
    if found is not None:
        return found[0], found[1]
    first = compact(front[0].text) if front else ""
    return (front[0], first) if first and len(first) <= _LINE else (None, "")


def _unit(
    document: Document, front: Sequence[Paragraph], own: Sequence[_Headed], title: re.Match[str] | None
) -> str:
    """The unit that most labelled lines name, else the one in front of the year of the title."""
    votes: Counter[str] = Counter()
    lines = [*front, *(line for one in own for line in one.above)]
    texts = [line.text for line in lines if not is_content_line(line.text)]
    texts += [cell.text for one in own if one.found is not None for cell in one.found.table if cell.row < one.found.first]
    for text in texts:
        for match in _NAMED.finditer(compact(text)):
            name = match["unit"]
            if not _MONEY.match(name) and len(name) > 2 and not _BLANKS.search(name):
                votes[name] += 1
    if votes:
        return max(votes, key=lambda name: (votes[name], len(name)))
    named = [_before_year(text) for text in (_title_page(front)[1], *_headings(document))]
    return next((name for name in named if name), "")


def _headings(document: Document) -> Iterator[str]:
    """Short lines that name a year and 预算 or 决算: 第三部分 某局2024年度部门决算情况说明."""
    for paragraph in document.paragraphs:
        text = compact(paragraph.text)
        if len(text) <= _LINE and re.search(r"20\d{2}年?度?(?:部门|单位)?(?:预算|决算)", text) and "。" not in text:
            yield text


def _before_year(text: str) -> str:
    """The name in front of the year, without the number of a part glued to it."""
    name = re.split(r"20\d{2}年?度?", _HEADING.sub("", bare_title(text)))[0]
    name = _HEADING.sub("", name).removeprefix("关于").removeprefix("纳入")
    return name if 2 < len(name) <= 40 else ""


def _body(document: Document, own: Sequence[_Headed]) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """The text beside the tables, and that of a self-evaluation report behind it.

    Lines above a table, notes under one and the table of contents belong to neither.
    """
    taken = {id(line) for one in own for line in one.above if typed_title(line.text) or money_of(line.text)}
    taken |= {id(line) for one in own if one.found is not None for line in one.found.notes}
    lines = [line for line in document.paragraphs if id(line) not in taken and not is_content_line(line.text)]
    start = next((at for at, line in enumerate(lines) if at > _FRONT and _ATTACHED.search(compact(line.text))), len(lines))
    attached = lines[start:]
    if len(attached) < _FEWEST_LINES:
        return tuple(lines), ()
    return tuple(lines[:start]), tuple(attached)


def _reason(document: Document, front: Sequence[Paragraph], typed: Sequence[FoundTable]) -> str:
    """Why nothing may be audited: a form to be filled in, or one with which a reviewer checks a disclosure."""
    head = "".join(compact(line.text) for line in front[:6])
    if _REVIEW.search(head) and re.search(r"表|意见|记录", head):
        return "review-form"
    filled = sum(
        1 for found in typed for cell in found.table if cell.row > found.first and re.fullmatch(r"-?[\d,]+\.?\d*", compact(cell.text)) and len(compact(cell.text)) > 1
    )
    blanks = sum(len(_BLANKS.findall(compact(line.text))) for line in document.paragraphs if not is_content_line(line.text))
    return "template" if typed and blanks >= 3 and filled <= 20 + len(typed) * 3 and not _amounts(document) else ""


def _amounts(document: Document) -> bool:
    """Whether the text states amounts that are filled in."""
    return sum(len(re.findall(r"\d[\d,]*(?:\.\d+)?万元", compact(line.text))) for line in document.paragraphs) >= 5


def _parted(document: Document, headed: Sequence[_Headed], front: Sequence[Paragraph]) -> Iterator[FoundDisclosure]:
    """A budget and final accounts in one file, parted in front of the first table of the second one."""
    order = [one.final for one in headed if one.found is not None and one.final is not None and one.found.kind is not TableKind.OTHER]
    first = order[0]
    cut = next(
        at for at, one in enumerate(headed) if one.found is not None and one.final is not None and one.final is not first and one.found.kind is not TableKind.OTHER
    )
    start = _where(document, headed[cut])
    for final, blocks in ((first, document.blocks[:start]), (not first, document.blocks[start:])):
        part = replace(document, blocks=blocks)
        own = list(_headed(part))
        yield _disclosure(part, own, _front(part) if final is not first else front, final=final)


def _where(document: Document, one: _Headed) -> int:
    """Where the second document begins: at its title page, which is the last one in front of its first table."""
    if one.found is None:
        message = "a table that begins a document has a title"
        raise ValueError(message)
    at = next(i for i, block in enumerate(document.blocks) if block is one.found.table)
    previous = max((i for i in range(at) if isinstance(document.blocks[i], Table)), default=-1)
    for i in range(previous + 1, at):
        block = document.blocks[i]
        if isinstance(block, Paragraph) and _TITLE.search(compact(block.text)) and len(compact(block.text)) <= _LINE:
            return i
    return max(previous + 1, at - len(one.above))
