"""The sections of a report and the list of its attachments, by their headings and serials."""

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.model.cells import TextCell
from formaudit.model.document import Paragraph
from formaudit.model.place import Place
from formaudit.model.report_text import Attachment, Section
from formaudit.numbers.grammar import shape
from formaudit.patterns import compiled

__all__ = ["Heading", "Serial", "heading_of", "read_attachments", "read_sections", "style_of"]


class Serial(IntEnum):
    """How a heading is numbered, the outermost style first: 第一部分, 一、, （一）, 1., （1）."""

    PART = 1
    CHAPTER = 2
    SECTION = 3
    ITEM = 4
    POINT = 5


_STYLES: Final = (
    (Serial.PART, compiled(r"\s*第(?P<number>[一二三四五六七八九十]{1,3})部分[\s、:.]*")),
    (Serial.CHAPTER, compiled(r"\s*(?P<number>[一二三四五六七八九十]{1,3}) ?[、.] ?")),
    (Serial.SECTION, compiled(r"\s*\((?P<number>[一二三四五六七八九十]{1,3})\) ?[、.]? ?")),
    (Serial.ITEM, compiled(r"\s*(?P<number>[0-9]{1,2}) ?(?:、|\.(?![0-9])) ?")),
    (Serial.POINT, compiled(r"\s*\((?P<number>[0-9]{1,2})\) ?")),
)
_CONTENTS: Final = compiled(r"(?:…|\.{4,}|·{4,})\s*[0-9]*\s*$")
_TITLE_END: Final = compiled(r"[:。]")
_ATTACHED: Final = compiled(r"\s*附\s*(?:件|表|录)?\s*(?:目录|清单)?\s*[:]\s*")
_NUMBERED: Final = compiled(r"\s*附\s*[件表]\s*(?P<number>[0-9]{1,2})\s*[:、.\s]\s*(?P<title>\S.{1,60})$")
_ENTRY: Final = compiled(r"\s*\(?(?P<number>[0-9]{1,2})\)?\s*[、.．:\s]\s*(?P<title>.*\S)")
_NEXT_ENTRY: Final = compiled(r"(?<=[^0-9.\s])[；;，,\s]\s{0,20}(?=[0-9]{1,2}\s*[、.](?![0-9]))")
_LONGEST: Final = 40


class Heading(Struct, frozen=True):
    """A heading: its style by serial, the serial, the title, and where in the paragraph the text after it begins."""

    style: Serial
    number: str
    title: str
    body: int


def style_of(text: str) -> Serial | None:
    """The style of a paragraph's serial; ``None`` where it has none."""
    flat = shape(text)
    return next((style for style, pattern in _STYLES if pattern.match(flat)), None)


@lru_cache(maxsize=1024)  # of each paragraph it is asked where sections begin and what its figures are about
def heading_of(text: str) -> Heading | None:
    """A paragraph's heading: a short line behind a serial, or the words before a first colon or full stop.

    A numbered sentence (``1、负责宣传。``) is no heading, and a line of a table of contents is none.
    """
    flat = shape(text)
    if _CONTENTS.search(flat[-60:]):
        return None
    for style, pattern in _STYLES:
        match = pattern.match(flat)
        if match is None:
            continue
        rest = flat[match.end() :]
        end = _TITLE_END.search(rest)
        title = rest[: end.start()] if end else rest
        titled = title.strip()
        whole = end is None or not rest[end.end() :].strip()
        sentence = end is not None and whole and end[0] == "。"
        numeric = style >= Serial.ITEM
        if not titled or len(titled) > _LONGEST or "，" in titled or "；" in titled or "“" in titled:
            return None
        if sentence and (numeric or len(titled) > 15 or any(char.isdigit() for char in titled)):
            return None
        if numeric and not whole and end is not None and end[0] == "。":
            return None
        body = len(text) if whole else match.end() + (end.end() if end else 0)
        printed = text[match.end() : match.end() + len(title)].strip()
        return Heading(style, match["number"], printed, body)
    return None


def read_sections(paragraphs: Sequence[Paragraph], places: Sequence[Place]) -> tuple[Section, ...]:
    """The sections with their texts; ``places`` are those of the paragraphs. Text before a first heading is left out.

    Levels count from 1 without gaps in the styles of serial that the report uses.
    """
    heads = [heading_of(paragraph.text) for paragraph in paragraphs]
    used = [style for style, _ in _STYLES if any(head and head.style == style for head in heads)]
    sections: list[Section] = []
    body: list[TextCell] = []

    def close() -> None:
        if sections:
            sections[-1] = replace(sections[-1], body=tuple(body))
        body.clear()

    for paragraph, place, head in zip(paragraphs, places, heads, strict=True):
        text = paragraph.text
        if head is None:
            body.append(TextCell(text=text, place=place))
            continue
        close()
        level = used.index(head.style) + 1
        sections.append(Section(number=head.number, title=head.title, level=level, place=place, body=()))
        rest = text[head.body :]
        if rest.strip():
            start = head.body + len(rest) - len(rest.lstrip())
            body.append(TextCell(text=rest.strip(), place=replace(place, span=(start, start + len(rest.strip())))))
    close()
    return tuple(sections)


def read_attachments(
    paragraphs: Sequence[Paragraph], places: Sequence[Place]
) -> tuple[tuple[Attachment, ...], set[int]]:
    """The list of attachments, and the positions of the paragraphs in which it stands."""
    found: list[Attachment] = []
    used: set[int] = set()
    listing = False
    for position, (paragraph, place) in enumerate(zip(paragraphs, places, strict=True)):
        flat = shape(paragraph.text)
        opening = _ATTACHED.match(flat)
        single = _NUMBERED.match(flat)
        if single and "。" not in flat:
            found.append(_attachment(int(single["number"]), paragraph.text[slice(*single.span("title"))], place))
            used.add(position)
            listing = True
            continue
        if opening:
            start = opening.end()
        elif listing and _ENTRY.match(flat) and "。" not in flat.rstrip()[:-1]:
            start = 0
        else:
            listing = False
            continue
        entries = _entries(paragraph.text, flat, start, len(found), place)
        if entries is None:
            listing = False
            continue
        listing = True
        used.add(position)
        found += entries
    return tuple(found), used


def _entries(text: str, flat: str, start: int, known: int, place: Place) -> list[Attachment] | None:
    """The entries of a line; ``None`` where it is no line of the list, an empty list where only 附件： stands in it."""
    if not flat[start:].strip():
        return []
    bounds = [start, *(match.end() for match in _NEXT_ENTRY.finditer(flat, start)), len(flat)]
    entries: list[Attachment] = []
    for begin, end in pairwise(bounds):
        match = _ENTRY.match(flat, begin, end)
        if match:
            title, number = text[slice(*match.span("title"))], int(match["number"])
        elif begin == start and start:
            title, number = text[begin:end], 1
        else:
            return None
        if number != known + len(entries) + 1 or len(title) > 80:
            return entries or None
        entries.append(_attachment(number, title, place))
    return entries


def _attachment(number: int, title: str, place: Place) -> Attachment:
    return Attachment(number=number, title=title.strip().rstrip("。；;，,"), place=place)
