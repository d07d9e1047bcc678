"""What a cell's text is like: a figure, a mark that stands for none, words, running prose."""

from typing import Final

from formaudit.patterns import compiled

__all__ = ["is_figure", "is_prose", "is_year"]

_SIGNS: Final = r"[-−–—+±<>≥≤≈~*†‡$€£¥￥(（]*"
_FIGURE: Final = compiled(
    rf"^{_SIGNS}\d[\d.,，:/\s–−-]*[%％)）*†‡]*(?:\(\d{{1,2}}\)|[a-zA-Z])?[%％)）*†‡]*$"
    r"|^[-−–—*/.…·]+$|^n\.?\s?a\.?$|^\([xX]\)$|^[xX]$|^N/?[AS]$",
)
_YEAR: Final = compiled(r"^(?:FY\s?)?(?:19|20)\d\d(?:[-–/]\d{2,4})?年?$")


def is_figure(text: str) -> bool:
    """Whether a text is a number, a percentage or a mark that stands for none."""
    return bool(_FIGURE.match(text))


def is_year(text: str) -> bool:
    """Whether a text is a year, which heads a column as well as it fills one."""
    return bool(_YEAR.match(text))


def is_prose(text: str, width: float, size: float) -> bool:
    """Whether a piece of a row reads like a line of running text: long, of letters, hardly a digit in it.

    ``width`` is that of the piece in points, ``size`` the height of its type.
    """
    letters = sum(char.isalpha() for char in text)
    return width > 11 * size and letters > 0.75 * len(text) and len(text) > 12
