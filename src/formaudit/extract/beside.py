"""Words that stand beside the text of a file (notes, margins, boxes, out of sight): told, and not read as its text."""

from collections.abc import Iterable
from typing import Final

from lxml import etree

from formaudit.extract.package import parse
from formaudit.extract.unit_line import holds_figures
from formaudit.model.document import Warn
from formaudit.patterns import compiled

__all__ = ["may_hold_form", "short", "told_beside", "words_of_part"]

_LETTERS: Final = 80
"""A remark is shorter than this; a form, without its blanks, is longer."""
_FIGURES: Final = 3
_NUMBER: Final = compiled(r"\d+(?:[.,]\d+)*")
_LONGEST: Final = 60


def may_hold_form(words: str) -> bool:
    """Whether words are as many, and hold as many numbers, as a form or a report: then they are no mere remark."""
    return len("".join(words.split())) >= _LETTERS and len(_NUMBER.findall(words)) >= _FIGURES


def short(words: str) -> str:
    """Words on one line, cut where they are long."""
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]}…"


def told_beside(code: str, texts: Iterable[str], place: str = "") -> tuple[Warn, ...]:
    """A warning for texts that are not read, where they hold a figure: with its words, behind their place."""
    texts = [text for text in texts if text.strip()]
    if not any(map(holds_figures, texts)):
        return ()
    words = short(" ".join(texts))
    detail = f"{place}: {words}" if place else words
    return (Warn(code=code, detail=detail, unread=may_hold_form("\n".join(texts))),)


def words_of_part(data: bytes | None) -> str:
    """All words of an XML part of a package, a line each: its texts, and what controls keep as values."""
    try:
        root = parse(data) if data else None
    except (etree.XMLSyntaxError, ValueError):
        return ""
    if root is None:
        return ""
    values = [
        str(value)
        for element in root.iter(etree.Element)
        for key, value in element.attrib.items()
        if str(key).rpartition("}")[2] == "value"
    ]
    return "\n".join((*(text.strip() for text in map(str, root.itertext()) if text.strip()), *values))
