"""Measures of an official letter after GB/T 9704-2012, and those of forms, which the standard leaves alone.

Lengths are millimetres unless a name says otherwise; a twip is a twentieth of a point.
"""

from dataclasses import dataclass
from typing import Final

__all__ = ["FORM", "LETTER", "Faces", "Page", "twips"]

_TWIPS_PER_MM: Final = 1440 / 25.4


def twips(millimetres: float) -> int:
    """Millimetres as whole twips."""
    return round(millimetres * _TWIPS_PER_MM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its margins (天头, 订口 …) and, where the text stands on a grid, that grid.

    ``lines`` and ``characters`` are what the type area (版心) holds; ``pitch`` is the height of a line in twips.
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


LETTER: Final = Page(top=37, bottom=35, left=28, right=26, footer=23, lines=22, characters=28, pitch=579)
"""22 lines of 28 characters on 156 × 225 mm; the page number stands 7 mm below the type area."""
FORM: Final = Page(top=22, bottom=20, left=22, right=20, footer=12)


@dataclass(frozen=True, slots=True)
class Faces:
    """A type face and what stands in for it where it is missing."""

    name: str
    instead: tuple[str, ...]


TITLE: Final = Faces("方正小标宋简体", ("华文中宋", "宋体"))
BODY: Final = Faces("仿宋_GB2312", ("仿宋",))
HEAD: Final = Faces("黑体", ("SimHei",))
SUBHEAD: Final = Faces("楷体_GB2312", ("楷体",))
PAGE_NUMBER: Final = Faces("宋体", ("SimSun",))
__all__ += ["BODY", "HEAD", "PAGE_NUMBER", "SUBHEAD", "TITLE"]
