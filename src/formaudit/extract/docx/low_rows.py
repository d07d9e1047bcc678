"""Lines that the exact height of their row cuts off: Word prints what fits in, from the top, and says nothing."""

from collections.abc import Iterator
from typing import Final

from lxml import etree
from msgspec import Struct

from formaudit.extract import marks
from formaudit.extract.docx import names as n

__all__ = ["doubt_cut_lines"]

_SIZE: Final = 20
"""Half points of type where nothing says how large it is."""
_LINE: Final = 11.5
"""Twips that a line is high at least, for each half point of its type."""
_HALF: Final = 5.0
"""Twips of an exact height of lines, for each half point of type, below which print is cut through."""
_SHOWN: Final = 0.6
"""The part of a line that has to lie in the row for its words to be read."""
_MARGINS: Final = 216
"""Twips that the margins of a cell take of its width."""
_NARROW: Final = 4.5
"""Twips that a letter is wide at least, for each half point of its type; a Chinese character takes ten."""
_FIRST_WIDE: Final = "\u2e80"


class _Line(Struct, frozen=True):
    """Where a line ends in its cell at the earliest, in twips from its top, how high it is, what it says."""

    bottom: float
    high: float
    words: str


def doubt_cut_lines(root: etree._Element) -> bool:
    """Doubt the cells of which the exact height of their row surely cuts off a line with digits; whether some are.

    Cells merged over rows are passed over, since their height is that of all of them.
    """
    found = _doubt_pressed(root)
    for height in root.iter(n.TR_HEIGHT):
        row = next(height.iterancestors(n.TR), None)
        if row is None or n.attr(height, "hRule") != "exact":
            continue
        high = n.whole(n.attr(height, "val"))
        for cell in row.iterchildren(n.TC):
            if next(cell.iter(n.V_MERGE, n.TBL), None) is not None:
                continue
            lines = [line for line in _lines(cell) if line.words.strip()]
            cut = [line.words for line in lines if line.bottom - (1 - _SHOWN) * line.high > high]
            if any(map(str.isdigit, "".join(cut))):
                _doubt(next(cell.iterchildren(n.P)))
                found = True
    return found


def _doubt_pressed(root: etree._Element) -> bool:
    """Doubt the figures in cells whose lines are said to be so low that not even half of them is printed."""
    found = False
    for spacing in root.iter(n.SPACING):
        paragraph = next(spacing.iterancestors(n.P), None)
        if n.attr(spacing, "lineRule") != "exact" or paragraph is None or not _is_in_cell(paragraph):
            continue
        size = min((n.whole(n.attr(one, "val")) for one in paragraph.iter(n.SZ)), default=_SIZE)
        if n.whole(n.attr(spacing, "line")) < _HALF * size and any(map(str.isdigit, _said(paragraph))):
            _doubt(paragraph)
            found = True
    return found


def _doubt(paragraph: etree._Element) -> None:
    etree.SubElement(etree.SubElement(paragraph, n.R), n.T).text = marks.DOUBTED


def _lines(cell: etree._Element) -> Iterator[_Line]:
    width = next((n.whole(n.attr(size, "w")) for size in cell.iter(n.TC_W) if n.attr(size, "type", "dxa") == "dxa"), 0)
    bottom = 0.0
    for paragraph in cell.iterchildren(n.P):
        size = min((n.whole(n.attr(one, "val")) for one in paragraph.iter(n.SZ)), default=_SIZE)
        spacing = paragraph.find(f"{n.P_PR}/{n.SPACING}")
        exact = spacing is not None and n.attr(spacing, "lineRule") == "exact"
        high = float(n.whole(n.attr(spacing, "line"))) if spacing is not None and exact else _LINE * size
        bottom += n.whole(n.attr(spacing, "before")) if spacing is not None else 0
        for hard in _said(paragraph).split("\n"):
            # what is measured small, so that no line is counted which may not be there
            wide = sum(10 if char >= _FIRST_WIDE else _NARROW for char in hard) * size
            count = max(1, -int(-wide // (width - _MARGINS))) if width > _MARGINS else 1
            for at in range(count):
                bottom += high
                yield _Line(bottom, high, hard[at * len(hard) // count : (at + 1) * len(hard) // count])
        bottom += n.whole(n.attr(spacing, "after")) if spacing is not None else 0


def _said(paragraph: etree._Element) -> str:
    return "".join("\n" if part.tag in (n.BR, n.CR) else part.text or "" for part in paragraph.iter(n.T, n.BR, n.CR))


def _is_in_cell(paragraph: etree._Element) -> bool:
    home = paragraph.getparent()
    return home is not None and home.tag == n.TC
