"""Printed lines of running text joined to paragraphs, also over page edges."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from formaudit.extract.pdf.ink import Box
from formaudit.extract.pdf.lines import Line, bit_width
from formaudit.patterns import compiled

__all__ = ["Block", "Margins", "continues_over", "margins", "paragraphs"]

_INDENT: Final = 0.8
"""Ems by which a first line stands in; printed forms use two."""
_LOOSE: Final = 1.7
"""Pitches between two lines that belong to different paragraphs."""
_HEADING: Final = compiled(
    r"^(?:附[件表录][\d一二三四五六七八九十]*[:：]?|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}、)"
)
_STOP: Final = "。；;！!？?：:"
_ASCII_WORD: Final = compiled(r"[A-Za-z0-9]")


class Margins(Struct, frozen=True):
    """Where the lines of running text begin and end, in points from the left."""

    left: float
    right: float


class Block(Struct, frozen=True):
    """The lines of one paragraph on one page."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The lines joined: Chinese without a gap, Latin words with a blank."""
        out = self.lines[0].text
        for line in self.lines[1:]:
            out = joined_text(out, line.text)
        return out

    @property
    def sure(self) -> float:
        """The least confidence among the lines."""
        return min(line.sure for line in self.lines)

    @property
    def box(self) -> Box:
        """The box around all lines."""
        return (
            min(line.x0 for line in self.lines),
            min(line.top for line in self.lines),
            max(line.x1 for line in self.lines),
            max(line.bottom for line in self.lines),
        )


def joined_text(one: str, two: str) -> str:
    """Two printed pieces of one text as one.

    >>> joined_text("全年预", "算数"), joined_text("self-", "evaluation"), joined_text("budget", "unit")
    ('全年预算数', 'self-evaluation', 'budget unit')
    """
    if _ASCII_WORD.match(one[-1]) and _ASCII_WORD.match(two[0]):
        digits = one[-1].isdigit() and two[0].isdigit()
        latin = sum(char < "\u2000" for char in one) > 0.7 * len(one)
        return f"{one} {two}" if latin or not digits else one + two
    if one[-1] in ",;:.!?)" and two[0] < "\u2000":
        return f"{one} {two}"
    return one + two


def margins(lines: Iterable[Line], width: float) -> Margins:
    """The margins of running text on pages of a width, told by their long lines."""
    long = [line for line in lines if line.x1 - line.x0 > 0.4 * width]
    if not long:
        return Margins(0.1 * width, 0.9 * width)
    lefts, rights = sorted(line.x0 for line in long), sorted(line.x1 for line in long)
    return Margins(lefts[len(lefts) // 10], rights[-1 - len(rights) // 10])


def paragraphs(lines: Sequence[Line], within: Margins) -> list[Block]:
    """Lines from top to bottom, without a table between them, as paragraphs.

    A paragraph begins with an indented line, after a line that ends early, after a gap, or where the type changes size.
    """
    steps = sorted(two.bottom - one.bottom for one, two in pairwise(lines) if two.bottom - one.bottom > 2)
    pitch = steps[len(steps) // 3] if steps else 0.0
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and _goes_on(blocks[-1], line, within, pitch):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return [Block(tuple(block)) for block in blocks]


def _goes_on(block: Sequence[Line], line: Line, within: Margins, pitch: float) -> bool:
    above = block[-1]
    if abs(above.size - line.size) > 0.12 * max(above.size, line.size):
        return False
    if line.bottom - above.bottom > max(_LOOSE * pitch, 2.6 * line.size):
        return False
    if above.text[-1] in _STOP and _HEADING.match(line.text):
        return False
    return not _ends(above, line, within) and not _begins(line, within)


def _begins(line: Line, within: Margins) -> bool:
    return line.x0 > within.left + _INDENT * line.size


def _ends(above: Line, line: Line, within: Margins) -> bool:
    """Whether the upper line stops although the first bit of the next one had room in it."""
    return within.right - above.x1 > (bit_width(line.text) + 0.6) * above.size


def continues_over(last: Block, first: Block, within: Margins) -> bool:
    """Whether the first paragraph of a page goes on with the last one of the page before."""
    above, line = last.lines[-1], first.lines[0]
    wide = above.x1 - above.x0 > 0.4 * (within.right - within.left)
    same = abs(above.size - line.size) <= 0.12 * max(above.size, line.size)
    return wide and same and not _ends(above, line, within) and not _begins(line, within)
