"""Rows of running text cut at wide gaps, and the white corridors that several rows have in common."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from formaudit.extract.pdf.ink import Glyph
from formaudit.extract.pdf.lines import group

__all__ = ["Row", "Span", "corridors", "crosses", "text_rows"]

Span = tuple[float, float]
"""From where to where, in points from the left."""

_GAP: Final = 0.75
"""Ems of white that part two pieces of a row; blanks between words are a third of that."""
_LEADER: Final = re.compile(r"[.·…．。_]{5,}|…{3,}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of glyphs, cut into pieces at its gaps. ``size`` is the height of its type.

    ``leader`` marks a row of a table of contents, whose gap is filled with dots.
    """

    pieces: tuple[tuple[Glyph, ...], ...]
    spans: tuple[Span, ...]
    top: float
    bottom: float
    size: float
    leader: bool

    @property
    def several(self) -> bool:
        """Whether the row has a gap."""
        return len(self.spans) > 1 and not self.leader


def text_rows(glyphs: Iterable[Glyph]) -> list[Row]:
    """The rows of upright text, from top to bottom."""
    return [_row(row) for row in group(glyph for glyph in glyphs if glyph.turn == 0)]


def _row(glyphs: Sequence[Glyph]) -> Row:
    sizes = sorted(glyph.bottom - glyph.top for glyph in glyphs)
    size = sizes[len(sizes) // 2]
    pieces: list[list[Glyph]] = [[glyphs[0]]]
    end = glyphs[0].x1
    for glyph in glyphs[1:]:
        if glyph.x0 - end > _GAP * size:
            pieces.append([])
        pieces[-1].append(glyph)
        end = max(end, glyph.x1)
    return Row(
        pieces=tuple(map(tuple, pieces)),
        spans=tuple((piece[0].x0, max(glyph.x1 for glyph in piece)) for piece in pieces),
        top=min(glyph.top for glyph in glyphs),
        bottom=max(glyph.bottom for glyph in glyphs),
        size=size,
        leader=bool(_LEADER.search("".join(glyph.char for glyph in glyphs))),
    )


def corridors(rows: Sequence[Row], least: float) -> list[Span]:
    """The upright strips, at least ``least`` wide, that part the columns of the rows: white in nearly all of them.

    A heading over several columns may cross a strip; it takes part in no decision. Neither does a row in one piece.
    """
    pieces = [span for row in rows if row.several for span in row.spans]
    count = sum(row.several for row in rows)
    rough = _strips(pieces, least, crossing=0 if count < 4 else max(1, int(0.15 * count)))
    plain = [span for span in pieces if not any(crosses(span, strip) for strip in rough)]
    return _strips(plain, least, crossing=0)


def crosses(span: Span, strip: Span) -> bool:
    """Whether a piece of text reaches from one side of a strip to the other."""
    return span[0] <= strip[0] + 0.5 and span[1] >= strip[1] - 0.5


def _strips(spans: Iterable[Span], least: float, crossing: int) -> list[Span]:
    """The maximal inner strips that at most ``crossing`` spans touch."""
    events = sorted([(start, 1) for start, _ in spans] + [(end, -1) for _, end in spans])
    out: list[Span] = []
    depth = 0
    opened: float | None = None
    seen = False
    for x, step in events:
        depth += step
        if depth > crossing:
            if opened is not None and seen and x - opened >= least:
                out.append((opened, x))
            opened, seen = None, True
        elif opened is None:
            opened = x
    return out
