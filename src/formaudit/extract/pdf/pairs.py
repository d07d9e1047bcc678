"""Cells that face each other over a page's edge, and what the rest of their table looks like."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from formaudit.extract.pdf.pieces import Part

__all__ = ["DOUBT", "Column", "Pair", "Surroundings", "Verdict", "compact_text", "surroundings"]

Column = tuple[int, int]
"""The first column that a cell spans, and how many."""

_USUAL_PAD: Final = 5.0
_WIDEST_PAD: Final = 9.0
_FULL_LINES: Final = 4
"""So many lines with others below them tell how much room cells keep at their sides."""
DOUBT: Final = 0.85
"""The confidence of texts that may be one."""


class Pair(NamedTuple):
    """A cell at the foot of a piece and the cell below it, on the next page, that spans the same columns.

    ``upper`` holds the text on the upper page; ``begun`` says that the cell holds text on that page or an earlier one.
    """

    upper: Part
    lower: Part
    begun: bool

    @property
    def tall(self) -> bool:
        """Whether the cell spans rows on either page: a label rather than the cell of one row."""
        return self.upper.rowspan > 1 or self.lower.rowspan > 1

    @property
    def column(self) -> Column:
        """Where both stand."""
        return self.lower.col, self.lower.colspan


class Surroundings(NamedTuple):
    """What the rest of the table looks like: the texts of each column, and for each row which columns are blank.

    ``pad`` is the least room between a side rule and text, in points; ``merged`` are the columns with tall cells.
    ``known`` are the labels in cells that no page's edge touches, anywhere in the document.
    """

    pad: float
    texts: dict[Column, list[str]]
    rows: list[dict[Column, bool]]
    merged: frozenset[Column]
    known: frozenset[str]


class Verdict(NamedTuple):
    """Whether the page cuts a row, and how sure that is (0 to 1)."""

    cut: bool
    sure: float = 1.0


def surroundings(*pieces: Iterable[Part], known: frozenset[str] = frozenset()) -> Surroundings:
    """Look at the cells of a table, given as groups within which rows count on."""
    rooms = [_USUAL_PAD]
    full: list[float] = []
    texts: dict[Column, list[str]] = {}
    rows: dict[tuple[int, int], dict[Column, bool]] = {}
    merged = set()
    for group, parts in enumerate(pieces):
        for part in parts:
            column = part.col, part.colspan
            if part.rowspan > 1:
                merged.add(column)
            else:
                rows.setdefault((group, part.row), {})[column] = not part.lines
            if part.lines:
                texts.setdefault(column, []).append(compact_text(part))
                rooms += [room for line in part.lines for room in (line.x0 - part.box[0], part.box[2] - line.x1)]
                # a line that others follow is as long as the cell lets it be
                if len(part.lines) == 1:
                    continue
                wide = part.box[2] - part.box[0]
                full += [(wide - (line.x1 - line.x0)) / 2 for line in part.lines[:-1]]
    pad = max(0.0, min(rooms))
    if pad == _USUAL_PAD and len(full) >= _FULL_LINES:
        pad = max(pad, min(_WIDEST_PAD, *full))
    return Surroundings(pad, texts, list(rows.values()), frozenset(merged), known)


def compact_text(part: Part) -> str:
    """What a cell says, without blanks."""
    return "".join("".join(line.text.split()) for line in part.lines)
