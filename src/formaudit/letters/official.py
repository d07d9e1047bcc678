"""Letters that are official documents (公文): inquiry, rectification notice and receipt, laid out after GB/T 9704."""

from formaudit.letters.attach import fact_lines
from formaudit.letters.letter import Attachment, Item, Kind, Letter
from formaudit.messages import word
from formaudit.reports.geometry import HEAD, LETTER, SUBHEAD, TITLE
from formaudit.reports.paper import Sheet

__all__ = ["chinese", "official_bytes"]

_TITLE: float = 22
"""2号."""
_DATE: float = 4
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
    for text in letter.closing:
        sheet.line(text, indent=2)
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
    lang = letter.lang
    for text in fact_lines(item, lang):
        sheet.line(text, indent=2)
    if letter.kind is Kind.RECTIFICATION and item.basis:
        sheet.line(word("letter.basis", lang, text=word("place.semicolon", lang).join(item.basis)), indent=2)
    if item.request:
        key = "letter.asked" if item.asks else f"letter.{letter.kind}.request"
        sheet.line(word(key, lang, text=item.request), indent=2)


def _notes(sheet: Sheet, letter: Letter) -> None:
    """附件：1. … without closing marks, one line below the text."""
    if not letter.attachments:
        return
    sheet.blank()
    several = len(letter.attachments) > 1
    for number, attachment in enumerate(letter.attachments, 1):
        key = "letter.attachment" if not several else f"letter.attachment.{'first' if number == 1 else 'next'}"
        text = word(key, letter.lang, number=str(number), text=attachment.title)
        sheet.line(text, indent=2 if number == 1 else 5, align="left")


def _signature(sheet: Sheet, letter: Letter) -> None:
    """The date four characters from the right, the name centred above it (署名以成文日期为准居中)."""
    lang = letter.lang
    name, date = _room(letter.signature), _room(letter.date)
    sheet.blank(2)
    sheet.line(letter.signature, align="right", right=max(0, _DATE + (date - name) / 2), keep=True)
    sheet.line(letter.date, align="right", right=max(_DATE, (name - date) / 2))
    if letter.kind is Kind.RECEIPT:
        sheet.blank()
        sheet.line(word("letter.signed", lang), indent=2, align="left")
        return
    contact = [part for part in (letter.party.contact, letter.party.phone) if part]
    if contact:
        sheet.blank()
        sheet.line(word("letter.contact", lang, text=word("place.list", lang).join(contact)), indent=2, align="left")


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
