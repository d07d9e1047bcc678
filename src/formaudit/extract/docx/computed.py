"""What a run prints beside its words: parts of a date, the number of the page, ink, marks of notes of its own."""

from typing import Final

from lxml import etree

from formaudit.extract import marks
from formaudit.extract.docx import names as n

__all__ = ["COMPUTED", "mark_computed"]

_DATES: Final = tuple(n.W + f"{part}{how}" for part in ("day", "month", "year") for how in ("Short", "Long"))
_NOTES: Final = (n.W + "footnoteReference", n.W + "endnoteReference")
_UNREAD: Final = (*_DATES, n.W + "pgNum", n.W + "contentPart")
COMPUTED: Final = (*_UNREAD, *_NOTES)
"""The elements that this module looks for."""


def mark_computed(root: etree._Element) -> bool:
    """Doubt what is computed when it is printed, and set marks apart that follow a note's place; whether some are."""
    found = False
    for element in list(root.iter(*_UNREAD)):
        element.tag = n.T
        element.text = marks.DOUBTED
        for child in list(element):
            element.remove(child)
        found = True
    for note in root.iter(*_NOTES):
        if not n.on_by(note, "customMarkFollows"):
            continue
        for text in note.itersiblings(n.T):
            text.text = marks.raised(text.text or "")
            found = True
    return found
