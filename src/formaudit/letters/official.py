"""Letters that are official documents (公文): inquiry, rectification notice and receipt."""

import datetime as dt
from typing import Final

from formaudit.letters.letter import Item, Kind, Letter
from formaudit.messages import word
from formaudit.reports.geometry import HEAD, LETTER, SUBHEAD, TITLE
from formaudit.reports.paper import Sheet

__all__ = ["official_bytes", "said_date"]

_WIDTHS: Final = {
    Kind.INQUIRY: (12.0, 76.0, 34.0, 34.0),
    Kind.RECTIFICATION: (12.0, 62.0, 44.0, 38.0),
    Kind.RECEIPT: (12.0, 40.0, 30.0, 26.0, 24.0, 24.0),
}


def official_bytes(letter: Letter) -> bytes:
    """The letter as DOCX."""
    sheet = Sheet(LETTER)
    lang = letter.lang
    if letter.party.number:
        sheet.line(letter.party.number, align="centre")
        sheet.rule()
    sheet.blank(2)
    for text in letter.title.split("\n"):
        sheet.line(text, face=TITLE, size=22, align="centre", keep=True)
    sheet.blank()
    sheet.line(word("letter.to", lang, unit=letter.unit), align="left")
    for text in letter.opening:
        sheet.line(text, indent=2)
    if letter.kind is not Kind.RECEIPT:
        _items(sheet, letter)
    for text in letter.closing:
        sheet.line(text, indent=2)
    _attachments(sheet, letter)
    _signature(sheet, letter)
    _table_page(sheet, letter)
    sheet.page_numbers()
    return sheet.bytes()


def _items(sheet: Sheet, letter: Letter) -> None:
    lang = letter.lang
    sheet.line(word(f"letter.{letter.kind}.items", lang), face=HEAD, indent=2, keep=True)
    for item in letter.items:
        heading = word("letter.item", lang, number=_chinese(item.number, lang), title=item.title)
        sheet.line(heading, face=SUBHEAD, indent=2, keep=True)
        key = "letter.rest.gathered" if item.gathered else "letter.rest"
        rest = word(key, lang, count=str(len(item.facts) - 1)) if len(item.facts) > 1 else ""
        sheet.line(item.facts[0] + rest, indent=2)
        if letter.kind is Kind.RECTIFICATION and item.basis:
            sheet.line(word("letter.basis", lang, text=word("place.semicolon", lang).join(item.basis)), indent=2)
        if item.request:
            sheet.line(word(f"letter.{letter.kind}.request", lang, text=item.request), indent=2)


def _attachments(sheet: Sheet, letter: Letter) -> None:
    """附件：1. … without a closing mark, one line below the text."""
    if not letter.attachments:
        return
    sheet.blank()
    for number, text in enumerate(letter.attachments, 1):
        key = "letter.attachment" if len(letter.attachments) == 1 else "letter.attachment.numbered"
        if number > 1:
            key = "letter.attachment.next"
        sheet.line(word(key, letter.lang, number=str(number), text=text), indent=2 if number == 1 else 5)


def _signature(sheet: Sheet, letter: Letter) -> None:
    """Name above date, the date four characters from the right; blanks where the user gave nothing."""
    lang = letter.lang
    sender = letter.party.sender
    if letter.kind is Kind.RECEIPT:
        sender = letter.unit
    sheet.blank(2)
    sheet.line(sender or word("letter.sender", lang), align="right", right=4, keep=True)
    sheet.line(said_date(letter.party.date, lang), align="right", right=4)
    contact = [part for part in (letter.party.contact, letter.party.phone) if part]
    if contact and letter.kind is not Kind.RECEIPT:
        sheet.blank()
        sheet.line(word("letter.contact", lang, text=word("place.list", lang).join(contact)), indent=2)


def _table_page(sheet: Sheet, letter: Letter) -> None:
    lang = letter.lang
    columns = word(f"letter.{letter.kind}.columns", lang).split("|")
    sheet.new_page()
    sheet.line(word("letter.attachment.mark", lang), face=HEAD, align="left")
    sheet.blank()
    sheet.line(letter.attachments[0], face=TITLE, size=18, align="centre", keep=True)
    rows = [columns, *(_row(item, letter) for item in letter.items)]
    sheet.table(_WIDTHS[letter.kind], rows, head=1, labels=(0,))


def _row(item: Item, letter: Letter) -> list[str]:
    lang = letter.lang
    numbered = len(item.facts) > 1
    matter = "\n".join(
        word("letter.number", lang, number=str(number)) + fact if numbered else fact
        for number, fact in enumerate(item.facts, 1)
    )
    matter = f"{item.title}\n{matter}"
    if letter.kind is Kind.INQUIRY:
        return [str(item.number), f"{matter}\n{item.request}".rstrip(), "", ""]
    if letter.kind is Kind.RECTIFICATION:
        basis = "\n".join(item.basis) or word("letter.none", lang)
        return [str(item.number), matter, basis, item.request]
    figures = "\n".join(dict.fromkeys(f"{figure.label} {figure.printed}" for figure in item.figures[:4]))
    return [str(item.number), item.title, "", f"{figures}", "", ""]


def _chinese(number: int, lang: str) -> str:
    """一, 二 … 十一 for headings; digits in English."""
    if lang != "zh":
        return str(number)
    digits = "零一二三四五六七八九"
    if number < 10:
        return digits[number]
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def said_date(date: dt.date | None, lang: str) -> str:
    """2024年5月9日, without leading zeros; a blank to be filled in where there is none."""
    if date is None:
        return word("letter.date.blank", lang)
    return word("letter.date", lang, year=str(date.year), month=str(date.month), day=str(date.day))
