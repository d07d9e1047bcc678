"""The body of an inquiry: each matter one paragraph, two pages at most."""

from typing import Final

from formaudit.letters.attach import asked_places
from formaudit.letters.fit import PAGES, text_lines
from formaudit.letters.letter import Item, Letter
from formaudit.letters.numerals import chinese
from formaudit.messages import word
from formaudit.reports.geometry import LETTER

__all__ = ["fits", "heading_of", "paragraph_of"]

_ROOM: Final = PAGES * LETTER.lines
_AROUND: Final = 5
"""Blank lines: two above the title and one below it, one above the notes and one above the signature."""
_SIGNED: Final = 2
_NUMBER: Final = 2
"""The number with the rule under it, which leaves part of a line unused."""


def heading_of(item: Item, lang: str) -> str:
    """What stands before the paragraph of a matter: its number, with a title where it has no facts of its own."""
    number = chinese(item.number, lang)
    if item.findings:
        return word("letter.run-in", lang, number=number)
    return word("letter.run-in.titled", lang, number=number, title=item.title)


def paragraph_of(item: Item, letter: Letter) -> str:
    """What is said of a matter in the body: the fact, where further ones stand, and what is asked."""
    lang, parts = letter.lang, [fact.text for fact in item.facts]
    told = {figure.place for fact in item.facts for figure in fact.figures if figure.suspect}
    others = {row.figure.place for row in item.rows} - told
    if others:
        parts.append(word("letter.see-reply", lang, count=str(len(asked_places(item)))))
    if item.request:
        parts.append(item.request)
    return ("" if lang == "zh" else " ").join(parts)


def fits(letter: Letter) -> bool:
    """Whether the body takes no more than two pages, counted on the grid."""
    matters = sum(text_lines(heading_of(item, letter.lang) + paragraph_of(item, letter)) for item in letter.items)
    return _around(letter) + matters <= _ROOM


def _around(letter: Letter) -> float:
    """The lines of the body that do not depend on its matters."""
    lines: float = _AROUND + len(letter.title.split("\n")) + text_lines(letter.addressee, indent=0)
    lines += sum(text_lines(text) for text in (*letter.opening, *letter.closing))
    lines += len(letter.attachments) + _SIGNED
    if letter.party.number:
        lines += _NUMBER
    if letter.party.contact or letter.party.phone:
        lines += 1
    return lines
