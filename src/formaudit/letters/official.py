"""Letters that are official documents (公文): inquiry, rectification notice and receipt, laid out after GB/T 9704."""

from typing import Final

from formaudit.letters.attach import fact_lines
from formaudit.letters.letter import Attachment, Item, Kind, Letter
from formaudit.messages import has, word
from formaudit.reports.geometry import HEAD, LETTER, SUBHEAD, TITLE
from formaudit.reports.paper import Sheet

__all__ = ["asked_line", "chinese", "contact_line", "listed_line", "note_lines", "official_bytes"]

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
    """一、 with （一） under it; in a notice what is only asked has a heading of its own."""
    if letter.kind is Kind.RECEIPT:
        return
    lang = letter.lang
    doubts = letter.kind is Kind.RECTIFICATION
    groups = [
        ("items", [item for item in letter.items if not (doubts and item.asks)]),
        ("asked", [item for item in letter.items if doubts and item.asks]),
    ]
    for level, (name, items) in enumerate(((name, items) for name, items in groups if items), 1):
        heading = word(f"letter.{letter.kind}.{name}", lang)
        sheet.line(
            word("letter.heading", lang, number=chinese(level, lang), text=heading), face=HEAD, indent=2, keep=True
        )
        for number, item in enumerate(items, 1):
            text = word("letter.item", lang, number=chinese(number, lang), title=item.title)
            sheet.line(text, face=SUBHEAD, indent=2, keep=True)
            _item(sheet, letter, item)


def _item(sheet: Sheet, letter: Letter, item: Item) -> None:
    """The facts and the question; a notice, whose facts and rules stand in the attached list, points there."""
    listed = listed_line(letter, item)
    for text in () if listed else fact_lines(item, letter.lang):
        sheet.line(text, indent=2)
    for text in (asked_line(letter, item), listed):
        if text:
            sheet.line(text, indent=2)


def asked_line(letter: Letter, item: Item) -> str:
    """What is asked or required, introduced as the kind of letter does."""
    if not item.request:
        return ""
    key = f"letter.{letter.kind}.request"
    return word(key if has(key) and not item.asks else "letter.asked", letter.lang, text=item.request)


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
    name, date = _room(letter.signature), _room(letter.date)
    sheet.blank(2, keep=True)
    sheet.line(letter.signature, align="right", right=max(0, _DATE + (date - name) / 2), keep=True)
    contact = contact_line(letter)
    sheet.line(letter.date, align="right", right=max(_DATE, (name - date) / 2), keep=bool(contact))
    if contact:
        sheet.blank(keep=True)
        sheet.line(contact, indent=2, align="left")


def _room(text: str) -> float:
    """The width of a text in characters: a letter or digit takes half of one."""
    return sum(0.5 if ord(char) < 0x2E80 else 1 for char in text)


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


def chinese(number: int, lang: str) -> str:
    """一, 二 … 十一 for headings; digits in English."""
    if lang != "zh" or number >= 100:
        return str(number)
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
