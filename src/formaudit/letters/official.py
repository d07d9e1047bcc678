"""Letters that are official documents (公文): inquiry, rectification notice and receipt, laid out after GB/T 9704."""

from typing import Final

from formaudit.letters.body import heading_of, paragraph_of
from formaudit.letters.fit import room
from formaudit.letters.letter import Attachment, Item, Kind, Letter
from formaudit.letters.numerals import chinese
from formaudit.messages import has, word
from formaudit.reports.geometry import HEAD, LETTER, SUBHEAD, TITLE
from formaudit.reports.paper import Sheet

__all__ = ["asked_line", "contact_line", "demand_line", "heading_line", "listed_line", "note_lines", "official_bytes"]

_TITLE: Final = 22.0
"""2号."""
_DATE: Final = 4.0
"""The date stands so many characters from the right edge."""


def official_bytes(letter: Letter) -> bytes:
    """The letter as DOCX."""
    sheet = Sheet(LETTER)
    if letter.party.number and letter.kind is not Kind.RECEIPT:
        sheet.line(letter.party.number, align="centre")
        sheet.rule()
    sheet.blank(2)
    for text in letter.title.split("\n"):
        sheet.line(text, face=TITLE, size=_TITLE, align="centre", keep=True)
    sheet.blank()
    sheet.line(letter.addressee, align="left")
    for text in letter.opening:
        sheet.line(text, indent=2)
    _items(sheet, letter)
    for number, text in enumerate(letter.closing, 1):
        sheet.line(text, indent=2, keep=number == len(letter.closing))
    _notes(sheet, letter)
    _signature(sheet, letter)
    for number, attachment in enumerate(letter.attachments, 1):
        _attachment(sheet, letter, number, attachment)
    sheet.page_numbers()
    return sheet.bytes()


def _items(sheet: Sheet, letter: Letter) -> None:
    """The matters of an inquiry; those of a notice under 一、 and 二、."""
    if letter.kind is Kind.INQUIRY:
        for item in letter.items:
            text = paragraph_of(item, letter)
            sheet.line(text, lead=heading_line(letter, item, item.number), indent=2)
    elif letter.kind is Kind.RECTIFICATION:
        _demands(sheet, letter)


def _demands(sheet: Sheet, letter: Letter) -> None:
    """What is to be corrected, then what is only to be explained; facts and rules stand in the attached list."""
    lang = letter.lang
    groups = [
        ("items", [item for item in letter.items if not item.asks]),
        ("asked", [item for item in letter.items if item.asks]),
    ]
    for level, (name, items) in enumerate(((name, items) for name, items in groups if items), 1):
        heading = word(f"letter.{letter.kind}.{name}", lang)
        sheet.line(
            word("letter.heading", lang, number=chinese(level, lang), text=heading), face=HEAD, indent=2, keep=True
        )
        for number, item in enumerate(items, 1):
            sheet.line(demand_line(letter, item), lead=heading_line(letter, item, number), lead_face=SUBHEAD, indent=2)


def heading_line(letter: Letter, item: Item, position: int) -> str:
    """The heading of a matter, which its text follows on the same line; ``position`` counts within its group."""
    if letter.kind is not Kind.RECTIFICATION:
        return heading_of(item, letter.lang)
    return word("letter.item", letter.lang, number=chinese(position, letter.lang), title=item.title)


def demand_line(letter: Letter, item: Item) -> str:
    """What a notice says of a matter: what is to be done, and where the facts stand."""
    facts = () if item.findings else tuple(fact.text for fact in item.facts)
    parts = (*facts, asked_line(letter, item), listed_line(letter, item))
    return ("" if letter.lang == "zh" else " ").join(part for part in parts if part)


def asked_line(letter: Letter, item: Item) -> str:
    """What is asked or required, as the kind of letter says it."""
    key = f"letter.{letter.kind}.request"
    if not item.request or item.asks or not has(key):
        return item.request
    return word(key, letter.lang, text=item.request)


def listed_line(letter: Letter, item: Item) -> str:
    """In a notice: where the facts and rules of an item stand."""
    if letter.kind is not Kind.RECTIFICATION or not item.findings:
        return ""
    return word("letter.see-list", letter.lang, number=str(item.number))


def note_lines(letter: Letter) -> list[tuple[str, float]]:
    """附件：1. … without closing marks, each with its indent in characters."""
    several = len(letter.attachments) > 1
    return [
        (
            word(
                f"letter.attachment.{'first' if number == 1 else 'next'}" if several else "letter.attachment",
                letter.lang, number=str(number), text=attachment.title,
            ),
            2 if number == 1 else 5,
        )
        for number, attachment in enumerate(letter.attachments, 1)
    ]  # fmt: skip


def contact_line(letter: Letter) -> str:
    """（联系人：…，…）; in a receipt the line for the signature of the unit's head."""
    if letter.kind is Kind.RECEIPT:
        return word("letter.signed", letter.lang)
    contact = [part for part in (letter.party.contact, letter.party.phone) if part]
    return word("letter.contact", letter.lang, text=word("place.list", letter.lang).join(contact)) if contact else ""


def _notes(sheet: Sheet, letter: Letter) -> None:
    """The notes on attachments, one line below the text."""
    notes = note_lines(letter)
    if notes:
        sheet.blank(keep=True)
    for text, indent in notes:
        sheet.line(text, indent=indent, align="left", keep=True)


def _signature(sheet: Sheet, letter: Letter) -> None:
    """The date four characters from the right, the name centred above it (署名以成文日期为准居中).

    Kept with the text before it: a page may not hold the signature alone.
    """
    name, date = room(letter.signature), room(letter.date)
    sheet.blank(keep=True)
    sheet.line(letter.signature, align="right", right=max(0, _DATE + (date - name) / 2), keep=True)
    contact = contact_line(letter)
    sheet.line(letter.date, align="right", right=max(_DATE, (name - date) / 2), keep=bool(contact))
    if contact:
        sheet.line(contact, indent=2, align="left")


def _attachment(sheet: Sheet, letter: Letter, number: int, attachment: Attachment) -> None:
    """附件1 on the first line of a new page, its title on the third."""
    several = len(letter.attachments) > 1
    sheet.new_page()
    mark = word("letter.attachment.mark", letter.lang, number=str(number) if several else "").strip()
    sheet.line(mark, face=HEAD, align="left", keep=True)
    sheet.blank()
    sheet.line(attachment.title, face=TITLE, size=18, align="centre", keep=True)
    sheet.blank()
    sheet.table(attachment.widths, [attachment.heads, *attachment.rows], head=1, labels=(0,))
