"""Words struck out by strokes that are characters themselves and lie over the one before them (U+0336 and its kin)."""

import unicodedata
from typing import Final

from msgspec.structs import replace

from formaudit.extract import marks
from formaudit.extract.marks import Remark, settle
from formaudit.model.document import Paragraph
from formaudit.model.table import Cell, Table
from formaudit.patterns import Late

__all__ = ["has_strokes", "without_struck"]

_STROKES: Final = "\u0335\u0336\u0337\u0338\u20d2\u20d3\u20e5\u20eb"
_OVER: Final = Late(f"[{_STROKES}]")
_RUN: Final = Late(f"(?:[^{_STROKES}][{_STROKES}]+)+")


def has_strokes(text: str) -> bool:
    """Whether some character of a text has a stroke laid over it.

    >>> has_strokes("1\u03362\u0336"), has_strokes("a \u2260 b")
    (True, False)
    """
    return not text.isascii() and _OVER.now.search(text) is not None


def without_struck(block: Paragraph | Table, place: str, remarks: list[Remark]) -> Paragraph | Table:
    """A block without what is struck out in it, settled as in every format; the words go to ``remarks``."""
    if isinstance(block, Table):
        return replace(block, cells=tuple(_settled(cell, place, remarks) for cell in block.cells))
    found = settle(_set_apart(block.text))
    remarks.extend(found.remarks)
    return replace(block, text=found.text, confidence=min(block.confidence, found.confidence))


def _settled(cell: Cell, place: str, remarks: list[Remark]) -> Cell:
    if not has_strokes(cell.text):
        return cell
    found = settle(_set_apart(cell.text))
    where = f"{place} R{cell.row + 1}C{cell.col + 1}"
    remarks.extend(replace(remark, where=where) for remark in found.remarks)
    return replace(cell, text=found.text, confidence=min(cell.confidence, found.confidence))


def _set_apart(text: str) -> str:
    """The text with struck words between the signs of ``marks``; strokes that make another sign (≠) are that sign."""
    return _RUN.now.sub(lambda run: marks.struck(_OVER.now.sub("", run[0])), unicodedata.normalize("NFC", text))
