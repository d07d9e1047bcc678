"""Whether a document is a published budget or final accounts, of whom and for which year, and which tables it has.

A document is one where its title says so or where several of its tables are the standard ones. Empty forms and forms
that a reviewer fills in while checking one are told apart: nothing in them is anybody's figure.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.disclosure.front import front_of, front_title, scope_of, title_page, unit_of, year_of
from formaudit.forms.disclosure.grid import head_of
from formaudit.forms.disclosure.headed import FoundTable, Headed, headed_tables, money_of
from formaudit.forms.disclosure.titles import is_content_line, typed_title
from formaudit.model.disclosure import DisclosureKind, TableKind
from formaudit.model.document import Document, Paragraph
from formaudit.model.table import Cell, Table
from formaudit.patterns import Late, compiled
from formaudit.text import compact

__all__ = ["FoundDisclosure", "FoundTable", "find_disclosures", "is_blank_paper"]

_FRONT: Final = 14
"""So many paragraphs may make up the title page."""
_FEW: Final = 2
"""So few amounts a table of a form to be filled in may have as its examples."""
_FEWEST: Final = 3
"""So many standard tables make a disclosure of a document without a title that says so."""
_TITLE: Final = Late(
    r"(?<!\d)20\d{2}年?度?[^,，。;；:：]{0,14}?(?P<scope>部门|单位|本级)?(?P<word>预算|决算)"
    r"(?:信息)?(?:公开)?(?:情况|编制)?(?:表|说明|报告|材料|书)?(?=$|目录|[(（]|预算主管|预算单位|单位[:：]|部门[:：]|编制|第[一二]部分)"
)
_OTHER_PAPER: Final = Late(r"绩效(?:自评|评价)|自评|审计报告|检查|核查|审核|核对|整改|通知|办法|自查|考核")
_REVIEW: Final = Late(r"检查|核查|审核|核对|自查|复核|抽查")
_BLANKS: Final = Late(r"X{2,}|×{2,}|[xX]{3,}|[Xx×]{2}(?=[部单县市区局年])|…")
_LINE: Final = 60
_ATTACHED: Final = Late(r"^[^，,。；;]{4,40}(?:绩效自评|绩效评价|自评)(?:情况)?(?:工作)?报告$")
_FEWEST_LINES: Final = 5
"""A heading with fewer lines behind it is the table of contents or a chapter, not a report."""


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


def is_blank_paper(document: Document) -> bool:
    """Whether a document is the form of a budget or of final accounts that nobody filled in, and nothing else."""
    found = find_disclosures(document)
    return bool(found) and all(each.reason == "template" for each in found)


def find_disclosures(document: Document) -> tuple[FoundDisclosure, ...]:
    """The disclosures of a document: none, one, or a budget and final accounts in one file."""
    headed = headed_tables(document)
    front = front_of(document)
    title = front_title(front)
    standard = {one.found.kind for one in headed if one.found is not None} - {TableKind.OTHER, TableKind.UNITS}
    if title is None and len(standard) < _FEWEST:
        return ()
    if title is None and _OTHER_PAPER.now.search("".join(compact(line.text) for line in front[:6])):
        reviewed = _REVIEW.now.search("".join(compact(line.text) for line in front[:6]))
        if reviewed is None:
            return ()
    kinds = _by_kind(headed)
    if len(kinds) == 2:
        return tuple(_parted(document, headed, front))
    final = next(iter(kinds), None)
    if final is None:
        final = title is not None and title["word"] == "决算"
    return (_disclosure(document, headed, front, final=final),)


def _by_kind(headed: Sequence[Headed]) -> set[bool]:
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


def _disclosure(
    document: Document, headed: Sequence[Headed], front: Sequence[Paragraph], *, final: bool
) -> FoundDisclosure:
    own = [one for one in headed if one.found is not None]
    title = front_title(front)
    typed = tuple(one.found for one in own if one.found is not None)
    scope = scope_of(title, [table.title for table in typed], [*front, *(line for one in own for line in one.above)])
    kind = _kind(final=final, unit=scope == "单位")
    year = year_of(title, [one.found.title for one in own if one.found is not None], front)
    holder, words = title_page(front)
    body, attached = _body(document, own)
    return FoundDisclosure(
        kind=kind,
        title=words or (typed[0].title if typed else ""),
        year=year,
        unit=unit_of(document, front, own),
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


def _body(document: Document, own: Sequence[Headed]) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """The text beside the tables, and that of a self-evaluation report behind it.

    Lines above a table, notes under one and the table of contents belong to neither.
    """
    taken = {id(line) for one in own for line in one.above if typed_title(line.text) or money_of(line.text)}
    taken |= {id(line) for one in own if one.found is not None for line in one.found.notes}
    lines = [line for line in document.paragraphs if id(line) not in taken and not is_content_line(line.text)]
    start = next(
        (at for at, line in enumerate(lines) if at > _FRONT and _ATTACHED.now.search(compact(line.text))), len(lines)
    )
    attached = lines[start:]
    if len(attached) < _FEWEST_LINES:
        return tuple(lines), ()
    return tuple(lines[:start]), tuple(attached)


def _reason(document: Document, front: Sequence[Paragraph], typed: Sequence[FoundTable]) -> str:
    """Why nothing may be audited: a form to be filled in, or one with which a reviewer checks a disclosure."""
    head = "".join(compact(line.text) for line in front[:6])
    if _REVIEW.now.search(head) and compiled(r"表|意见|记录").search(head):
        return "review-form"
    standard = [found for found in typed if found.kind not in (TableKind.OTHER, TableKind.UNITS)]
    filled = sum(1 for _ in islice(_filled(standard), _FEW * len(typed) + 1))
    if filled > _FEW * len(typed) or _amounts(document):
        return ""
    blanks = sum(
        len(_BLANKS.now.findall(compact(line.text))) for line in document.paragraphs if not is_content_line(line.text)
    )
    empty = filled == 0 and len({found.kind for found in standard}) >= _FEWEST
    return "template" if typed and (empty or blanks >= _FEWEST) else ""


def _filled(typed: Sequence[FoundTable]) -> Iterator[str]:
    """The amounts other than nothing in the columns of figures."""
    for found in typed:
        head = head_of(found.table, found.first, found.end)
        columns = {col for band in head.bands for col, _ in band.figures} if head is not None else set()
        for cell in found.table:
            text = compact(cell.text)
            inside = head is None or (cell.col in columns and head.first <= cell.row < found.end)
            if inside and compiled(r"-?[\d,]+\.?\d*").fullmatch(text) and compiled(r"[1-9]").search(text):
                yield text


def _amounts(document: Document) -> bool:
    """Whether the text states amounts that are filled in."""
    return (
        sum(len(compiled(r"\d[\d,]*(?:\.\d+)?万元").findall(compact(line.text))) for line in document.paragraphs) >= 5
    )


def _parted(document: Document, headed: Sequence[Headed], front: Sequence[Paragraph]) -> Iterator[FoundDisclosure]:
    """A budget and final accounts in one file, parted in front of the first table of the second one."""
    order = [
        one.final
        for one in headed
        if one.found is not None and one.final is not None and one.found.kind is not TableKind.OTHER
    ]
    first = order[0]
    cut = next(
        at
        for at, one in enumerate(headed)
        if one.found is not None
        and one.final is not None
        and one.final is not first
        and one.found.kind is not TableKind.OTHER
    )
    start = _where(document, headed[cut])
    for final, blocks in ((first, document.blocks[:start]), (not first, document.blocks[start:])):
        part = replace(document, blocks=blocks)
        own = headed_tables(part)
        yield _disclosure(part, own, front_of(part) if final is not first else front, final=final)


def _where(document: Document, one: Headed) -> int:
    """Where the second document begins: at its title page, which is the last one in front of its first table."""
    if one.found is None:
        message = "a table that begins a document has a title"
        raise ValueError(message)
    at = next(i for i, block in enumerate(document.blocks) if block is one.found.table)
    previous = max((i for i in range(at) if isinstance(document.blocks[i], Table)), default=-1)
    for i in range(previous + 1, at):
        block = document.blocks[i]
        if (
            isinstance(block, Paragraph)
            and _TITLE.now.search(compact(block.text))
            and len(compact(block.text)) <= _LINE
        ):
            return i
    return max(previous + 1, at - len(one.above))
