"""What a template may print, by name: plain texts, numbers and lists of a letter."""

from typing import Any, Final

from formaudit.letters.attach import fact_lines
from formaudit.letters.body import paragraph_of
from formaudit.letters.forms import form_rows
from formaudit.letters.letter import Item, Kind, Letter
from formaudit.letters.numerals import chinese
from formaudit.letters.official import asked_line, contact_line, demand_line, heading_line, listed_line, note_lines
from formaudit.reports.clean import clean

__all__ = ["FIELDS", "ITEM_FIELDS", "fields"]

FIELDS: Final = (
    "title", "title_lines", "unit", "year", "number", "sender", "addressee", "opening", "items", "asked", "remarks",
    "closing", "notes", "attachments", "signature", "date", "contact", "phone", "contact_line", "days", "files",
    "profile", "version", "checks",
)  # fmt: skip
ITEM_FIELDS: Final = (
    "number", "numeral", "title", "heading", "text", "facts", "basis", "request", "request_line", "list_line",
    "figures", "asks", "index", "summary", "process", "conclusion",
)  # fmt: skip


def fields(letter: Letter) -> dict[str, Any]:
    """The fields of ``FIELDS``; those of each item are ``ITEM_FIELDS``.

    In a notice ``items`` are what is to be corrected and ``asked`` what is only to be explained; in other letters
    ``items`` are all. ``attachments`` have ``mark``, ``title``, ``heads`` and ``rows``.
    """
    party = letter.party
    doubts = [item for item in letter.items if item.asks and letter.kind is Kind.RECTIFICATION]
    sure = [item for item in letter.items if item not in doubts]
    several = len(letter.attachments) > 1
    return {
        "title": letter.title.replace("\n", "" if letter.lang == "zh" else " "),
        "title_lines": letter.title.split("\n"),
        "unit": letter.unit,
        "year": letter.year,
        "number": clean(party.number),
        "sender": clean(party.sender),
        "addressee": clean(letter.addressee),
        "opening": list(letter.opening),
        "items": [_item(letter, item, number) for number, item in enumerate(sure, 1)],
        "asked": [_item(letter, item, number) for number, item in enumerate(doubts, 1)],
        "remarks": [_item(letter, item, item.number) for item in letter.remarks],
        "closing": list(letter.closing),
        "notes": [text for text, _ in note_lines(letter)],
        "attachments": [
            {
                "mark": str(number) if several else "",
                "title": attachment.title,
                "heads": list(attachment.heads),
                "rows": [list(map(clean, row)) for row in attachment.rows],
            }
            for number, attachment in enumerate(letter.attachments, 1)
        ],
        "signature": clean(letter.signature),
        "date": letter.date,
        "contact": clean(party.contact),
        "phone": clean(party.phone),
        "contact_line": clean(contact_line(letter)),
        "days": party.days,
        "files": list(letter.files),
        "profile": letter.profile,
        "version": letter.version,
        "checks": letter.checks,
    }


def _item(letter: Letter, item: Item, position: int) -> dict[str, Any]:
    index = summary = process = conclusion = ""
    if letter.kind is Kind.EVIDENCE_SHEET:
        summary = form_rows(letter, item)[3][1]
    elif letter.kind is Kind.WORKING_PAPER:
        rows = form_rows(letter, item)
        index, process, conclusion = rows[0][1], rows[4][1], rows[5][1]
    return {
        "number": item.number,
        "numeral": chinese(position, letter.lang),
        "title": item.title,
        "heading": heading_line(letter, item, position),
        "text": demand_line(letter, item) if letter.kind is Kind.RECTIFICATION else paragraph_of(item, letter),
        "facts": list(fact_lines(item, letter.lang)),
        "basis": list(item.basis),
        "request": item.request,
        "request_line": asked_line(letter, item),
        "list_line": listed_line(letter, item),
        "figures": [
            {"label": figure.label, "printed": figure.printed, "place": figure.full, "asked": figure.suspect}
            for figure in item.figures
        ],
        "asks": item.asks,
        "index": index,
        "summary": summary,
        "process": process,
        "conclusion": conclusion,
    }
