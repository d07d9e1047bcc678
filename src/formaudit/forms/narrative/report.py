"""A report's paragraphs in order: what each says, and what several say together."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.narrative.breakdown import total
from formaudit.forms.narrative.claims import Keys, Read, read_claims, read_figures
from formaudit.forms.narrative.flow import Flow, read_flows
from formaudit.forms.narrative.mentions import Mention
from formaudit.forms.narrative.outline import Serial, heading_of, read_attachments, read_sections, style_of
from formaudit.forms.narrative.passages import cell_statements, text_statements
from formaudit.forms.narrative.words import GENERIC, OPENED, Wording, clean
from formaudit.model.document import Paragraph
from formaudit.model.figure import Figure
from formaudit.model.form_kind import FormKind
from formaudit.model.place import Place
from formaudit.model.report_text import Attachment, Claim, ClaimKind, Section
from formaudit.model.statement import Role, Statement
from formaudit.numbers import find_quantities
from formaudit.patterns import compiled

__all__ = ["ReportText", "claims_of_text", "read_report", "statements_of_text"]

_AHEAD: Final = 12
_NAME: Final = 4
_BOTH_SIDES: Final = compiled(r"收(?:入)?[、和与及]?支(?:出)?")
_SUBJECT_END: Final = compiled(r"(?:情况)?(?:的?说明|分析|总体)?(?:情况)?$")
_REMEMBERED: Final = 512
"""Texts of cells whose statements are remembered, those of a submission: several checks ask for each."""
_MONEY_TITLE: Final = compiled(r"支出|收入|经费|预算|基金|资金|采购|资产|费$")


class ReportText(Struct, frozen=True):
    """What a report's paragraphs say: sections, claims, the list of attachments, and what its figures say of others."""

    sections: tuple[Section, ...]
    claims: tuple[Claim, ...]
    attachments: tuple[Attachment, ...]
    statements: tuple[Statement, ...]


class _Part(Struct, frozen=True):
    mention: Mention
    figure: Figure


def read_report(blocks: Sequence[Paragraph], *, file: int, form_index: int = 0, key: str = "report") -> ReportText:
    """Sections, claims, attachments and statements of a report, given its paragraphs in reading order.

    ``form_index`` counts the reports of the submission; ``key`` begins the addresses of the figures.
    """
    places = [_place(paragraph, file, form_index) for paragraph in blocks]
    attachments, listed = read_attachments(blocks, places)
    kept = [index for index in range(len(blocks)) if index not in listed]
    paragraphs, at = [blocks[index] for index in kept], [places[index] for index in kept]
    flows = read_flows(paragraphs, at)
    reads = _read(flows, Keys(key))
    claims = [claim for read in reads for claim in read.claims]
    for index in range(len(flows)):
        wide = _across(index, flows, reads)
        if wide is not None:
            claims = _joined(claims, wide)
    return ReportText(
        sections=read_sections(paragraphs, at),
        claims=tuple(claims),
        attachments=attachments,
        statements=text_statements(flows, reads),
    )


def _read(flows: list[Flow], keys: Keys) -> list[Read]:
    reads: list[Read] = []
    known: list[Figure] = []
    subject = ""
    for index, flow in enumerate(flows):
        head = heading_of(flow.first)
        here = subject
        if head is not None:
            here = _subject(head.title) or (subject if head.style >= Serial.SECTION else "")
            subject = here if head.body == len(flow.first) else subject
        following = [after.first for after in flows[index + 1 : index + 1 + _AHEAD]]
        read = read_claims(flow.text, flow.locate, keys, subject=here, following=following, known=known)
        known += [read.figures[root.place] for root in read.roots if root.amount]
        reads.append(read)
    return reads


def claims_of_text(text: str, place: Place, *, key: str = "text") -> tuple[Claim, ...]:
    """The claims of a cell's text, such as a goal; spans count in ``text``, the rest of the place is kept."""
    return read_claims(text, lambda span: replace(place, span=span), Keys(key)).claims


@lru_cache(maxsize=_REMEMBERED)
def statements_of_text(text: str, place: Place, *, key: str = "text") -> tuple[Statement, ...]:
    """What the figures of a cell's text say of each other; spans count in ``text``, the rest of the place is kept."""
    if not find_quantities(text):
        return ()
    return cell_statements(place, read_figures(text, lambda span: replace(place, span=span), Keys(key)))


def _place(paragraph: Paragraph, file: int, form_index: int) -> Place:
    return Place(
        file=file,
        form=FormKind.REPORT,
        form_index=form_index,
        paragraph=paragraph.index,
        page=paragraph.page,
        bbox=paragraph.bbox,
        line=paragraph.line,
    )


def _subject(title: str) -> str:
    """What a section's figures are about, where its title says so: 三、政府性基金预算支出情况."""
    name = _SUBJECT_END.sub("", clean(title))
    return name if _MONEY_TITLE.search(name) else ""


def _across(index: int, flows: list[Flow], reads: list[Read]) -> Claim | None:
    """A breakdown that one paragraph opens (其中：) and the numbered paragraphs behind it make up."""
    text = flows[index].text
    opened = OPENED.search(text)
    whole = _whole(reads[index])
    if opened is None or whole is None or index + 1 == len(flows):
        return None
    style = style_of(flows[index + 1].first)
    if style is None or style <= Serial.CHAPTER:
        return None
    parts = _parts(index + 1, flows, reads, style, whole)
    if _BOTH_SIDES.search(whole.name):
        return None  # income and spending are the two sides of one total and no parts of it
    if any(_repeats(part.mention.name, whole.name) for part in parts):
        return None  # each paragraph explains one of the amounts above: none of them is the whole of the others
    running = total([part.mention for part in parts])
    meets = running is not None and running == whole.amount
    if len(parts) < 2 or not (opened["which"] or meets or _alike(parts)):
        return None
    figure = reads[index].figures[whole.place]
    exhaustive = "主要" not in (opened["which"] or "") or "以下" in opened["which"]
    return Claim(
        kind=ClaimKind.SUM,
        label=figure.label,
        figures=(figure, *(part.figure for part in parts)),
        place=flows[index].locate((0, len(text))),
        text=text.strip(),
        exhaustive=exhaustive,
        year=whole.year,
        roles=(Role.WHOLE, *(Role.PART for _ in parts)),
    )


def _whole(read: Read) -> Mention | None:
    """The amount that stays open at the paragraph's end: the last one outside breakdowns, in the last sentences."""
    money = [one for one in read.roots if one.measure == "money" and one.amount]
    return money[-1] if money else None


def _parts(start: int, flows: list[Flow], reads: list[Read], style: Serial, whole: Mention) -> list[_Part]:
    """The first amount of each numbered paragraph, or of the text under it where it is only a heading."""
    parts: list[_Part] = []
    waiting = False
    for flow, read in zip(flows[start:], reads[start:], strict=True):
        own = style_of(flow.first)
        if own is not None and (own <= Serial.CHAPTER or own < style):
            break
        waiting = waiting or own == style
        first = next((one for one in read.passage.mentions if one.role is Wording.VALUE), None)
        if waiting and first is not None:
            waiting = False
            if first.measure == whole.measure:
                parts.append(_Part(first, read.figures[first.place]))
    return parts


def _repeats(name: str, whole: str) -> bool:
    """Whether a part goes by the name of its whole: 公务接待费支出 under 公务接待费支出决算."""
    return min(len(name), len(whole)) >= _NAME and (name.startswith(whole) or whole.startswith(name))


def _alike(parts: list[_Part]) -> bool:
    """Whether the parts are named as kinds of spending and not as steps of the year (预算, 执行)."""
    return all(not part.mention.stage and not GENERIC.fullmatch(part.mention.own or "") for part in parts)


def _joined(claims: list[Claim], wide: Claim) -> list[Claim]:
    """The claims with a wide sum in place of the plain amount of its whole.

    A whole that has a breakdown in its own paragraph keeps that one: then the wide sum stands beside it.
    """
    for position, claim in enumerate(claims):
        if claim.figures and claim.figures[0] is wide.figures[0]:
            if claim.kind in {ClaimKind.AMOUNT, ClaimKind.COUNT}:
                return [*claims[:position], wide, *claims[position + 1 :]]
            return [*claims[: position + 1], wide, *claims[position + 1 :]]
    return [*claims, wide]
