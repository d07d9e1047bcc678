"""Ruling lines that were typed: frames of box-drawing characters, and rows of dashes or low lines."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from formaudit.extract.pdf.ink import Glyph, Rule

__all__ = ["typed_rules"]

_FIRST: Final = "\u2500"
_LAST: Final = "\u257f"
_LINES: Final = frozenset("_-=－＿")
_RUN: Final = 12
"""So many low lines or dashes in a row are a rule."""
_FRAME: Final = 8
"""So many characters of a frame, some of them corners, are one; a pair of dashes is punctuation."""
_SIDES: Final = {
    "LEFT": "l",
    "RIGHT": "r",
    "UP": "u",
    "DOWN": "d",
    "HORIZONTAL": "lr",
    "VERTICAL": "ud",
}


def typed_rules(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Rule], list[Rule]]:
    """The glyphs without typed rules, and these rules across and down."""
    chars = {glyph[0] for glyph in glyphs}
    if _LINES.isdisjoint(chars) and not any(_FIRST <= char <= _LAST for char in chars):
        return list(glyphs), [], []
    frame = [glyph for glyph in glyphs if _FIRST <= glyph.char <= _LAST]
    corners = sum(bool(set(_sides(glyph.char)) & {"u", "d"}) for glyph in frame)
    rest = list(glyphs)
    across: list[Rule] = []
    down: list[Rule] = []
    if len(frame) >= _FRAME and corners >= _FRAME / 2:
        rest = [glyph for glyph in glyphs if not _FIRST <= glyph.char <= _LAST]
        across, down = _framed(frame)
    dashes = {id(glyph) for run in _runs(rest) for glyph in run}
    if dashes:
        across += [
            Rule(run[0].bottom if run[0].char in "_＿" else (run[0].top + run[0].bottom) / 2, run[0].x0, run[-1].x1)
            for run in _runs(rest)
        ]
        rest = [glyph for glyph in rest if id(glyph) not in dashes]
    return rest, across, down


@cache
def _sides(char: str) -> str:
    """Towards which sides a box-drawing character has a line.

    >>> _sides("├"), _sides("─")
    ('udr', 'lr')
    """
    words = unicodedata.name(char, "").split()
    return "".join(_SIDES.get(word, "") for word in words)


def _framed(frame: Sequence[Glyph]) -> tuple[list[Rule], list[Rule]]:
    levels = sorted({round(glyph.bottom, 1) for glyph in frame})
    steps = sorted(two - one for one, two in pairwise(levels) if two - one > 2)
    high = max(glyph.bottom - glyph.top for glyph in frame)
    # rows are set further apart than the type is high; a line runs on to the next one
    reach = max(high, min(steps[len(steps) // 2], 3 * high) if steps else high) / 2 + 0.5
    across, down = [], []
    for glyph in frame:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        sides = _sides(glyph.char)
        if "l" in sides or "r" in sides:
            across.append(Rule(y, glyph.x0 if "l" in sides else x, glyph.x1 if "r" in sides else x))
        if "u" in sides or "d" in sides:
            down.append(Rule(x, y - reach if "u" in sides else y, y + reach if "d" in sides else y))
    return across, down


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Unbroken rows of the same dash or low line."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if glyph.char not in _LINES:
            continue
        last = runs[-1][-1] if runs else None
        if last and last.char == glyph.char and abs(last.bottom - glyph.bottom) < 1 and -2 < glyph.x0 - last.x1 < 3:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [run for run in runs if len(run) >= _RUN]
