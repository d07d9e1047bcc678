"""Measures of an official letter after GB/T 9704-2012, and those of forms, which the standard leaves alone.

Lengths are millimetres unless a name says otherwise; a twip is a twentieth of a point.
"""

import math
from typing import Final

from msgspec import Struct

__all__ = ["FORM", "LETTER", "Faces", "Page", "twips"]

_TWIPS_PER_MM: Final = 1440 / 25.4


def twips(millimetres: float) -> int:
    """Millimetres as whole twips."""
    return round(millimetres * _TWIPS_PER_MM)


class Page(Struct, frozen=True, kw_only=True):
    """A page: its margins (天头, 订口 …) and, where the text stands on a grid, that grid.

    ``lines`` and ``characters`` are what the type area (版心) holds; ``pitch`` is the height of a line in twips. The
    footer's lower edge stands ``footer`` above that of the page.
    """

    width: float = 210
    height: float = 297
    top: float
    bottom: float
    left: float
    right: float
    footer: float
    lines: int = 0
    characters: int = 0
    pitch: int = 0

    @property
    def measure(self) -> float:
        """The width of the type area."""
        return self.width - self.left - self.right

    @property
    def cell(self) -> float:
        """The width of one character of the grid in points; 0 without one."""
        return self.measure / 25.4 * 72 / self.characters if self.characters else 0

    def space(self, size: float) -> int:
        """What the grid adds to a character of a size in points (``w:charSpace``, 4096ths of a point, rounded down)."""
        return math.floor((self.cell - size) * 4096)

    def narrowing(self, size: float) -> int:
        """What is added to each character of a size so that a line holds as many as the grid, in twips.

        A twip less than what fits exactly: some programs round the cells of a grid, and with them the line, down.
        """
        return math.floor((self.cell - size) * 20) - 1 if self.characters else 0


LETTER: Final = Page(top=37, bottom=35, left=28, right=26, footer=25.2, lines=22, characters=28, pitch=579)
"""22 lines of 28 characters on 156 × 225 mm; the dashes of the page number stand 7 mm below the type area."""
FORM: Final = Page(top=22, bottom=20, left=22, right=20, footer=12)


class Faces(Struct, frozen=True):
    """A type face and what stands in for it where it is missing."""

    name: str
    instead: tuple[str, ...]


TITLE: Final = Faces("方正小标宋简体", ("华文中宋", "STZhongsong", "宋体", "SimSun", "Noto Serif CJK SC"))
BODY: Final = Faces("仿宋_GB2312", ("仿宋", "FangSong", "华文仿宋", "STFangsong", "Noto Serif CJK SC"))
HEAD: Final = Faces("黑体", ("SimHei", "Noto Sans CJK SC"))
SUBHEAD: Final = Faces("楷体_GB2312", ("楷体", "KaiTi", "华文楷体", "STKaiti", "Noto Serif CJK SC"))
PAGE_NUMBER: Final = Faces("宋体", ("SimSun", "Noto Serif CJK SC"))
__all__ += ["BODY", "HEAD", "PAGE_NUMBER", "SUBHEAD", "TITLE"]
