"""Rows of running text cut at wide gaps, and the white corridors that several rows have in common."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from formaudit.extract.pdf.ink import Glyph, Rule
from formaudit.extract.pdf.lines import group
from formaudit.patterns import compiled

__all__ = ["Row", "Span", "corridors", "crosses", "row_of", "text_of", "text_rows", "typed_rules", "words_of"]

Span = tuple[float, float]
"""From where to where, in points from the left."""

_GAP: Final = 0.75
"""Ems of white that part two pieces of a row; blanks between words are a third of that."""
_LEADER: Final = compiled(r"[.·…．。_]{5,}|…{3,}")
_WHOLE: Final = compiled(r"^[-−–+*$€£¥(（]*\d[\d,.]*[%％)）*]*$|^[-−–—]$")
_THREE: Final = compiled(r"^\d{3}\b(?![,.]\d{3})")
_DECIMAL: Final = compiled(
    r"[-−–]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)\.\d{1,4}[%％]?"
    r"(?=[\u4e00-\u9fff]{2})(?![\d万亿千百]*(?:元|人|个|户|次|项|亩|吨|公里|平方|立方|米|倍|分))"
)
"""A decimal figure before words that name no unit."""
_SIDES: Final = 0.15
"""Ems that two cells keep free at least between their texts. Where words belong to the figure no column parts them."""
_ALONE: Final = 1.2
"""Heights of type on both sides of dots that stand in a cell of their own."""
_STROKES: Final = frozenset("-–—_=─━═")
_DASHES: Final = 6
"""So many of them make a typed line."""
_DOTS: Final = frozenset(".·…．。_")
_LEADS: Final = _DOTS | {"\ufffd"}
"""What leads to a figure: among the dots may be one that the file has no name for."""


class Row(Struct, frozen=True):
    """One row of glyphs, cut into pieces at its gaps. ``size`` is the height of its type.

    ``leader`` marks a row in which dots lead from a text to what belongs to it, as in a table of contents; the span
    of a piece ends before such dots.
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
        return len(self.spans) > 1


def text_of(piece: Iterable[Glyph]) -> str:
    """The characters of a piece without blanks."""
    return "".join(glyph.char for glyph in piece)


def text_rows(glyphs: Iterable[Glyph]) -> list[Row]:
    """The rows of upright text, from top to bottom."""
    return [_row(row) for row in group(glyph for glyph in glyphs if glyph.turn == 0)]


def typed_rules(rows: Sequence[Row]) -> tuple[list[Row], list[tuple[Rule, tuple[Glyph, ...]]]]:
    """The rows without those that are lines typed with dashes, and these lines with their glyphs."""
    kept: list[Row] = []
    rules: list[tuple[Rule, tuple[Glyph, ...]]] = []
    for row in rows:
        if row.leader and all(set(text_of(piece)) <= _DOTS for piece in row.pieces):
            continue  # dots that found no room beside their label
        if sum(map(len, row.pieces)) >= _DASHES and all(set(text_of(piece)) <= _STROKES for piece in row.pieces):
            at = (row.top + row.bottom) / 2
            rules += [(Rule(at, *span), piece) for piece, span in zip(row.pieces, row.spans, strict=True)]
        else:
            kept.append(row)
    return kept, rules


def _row(glyphs: Sequence[Glyph]) -> Row:
    sizes = sorted(glyph.bottom - glyph.top for glyph in glyphs)
    size = sizes[len(sizes) // 2]
    leader = bool(_LEADER.search(text_of(glyphs)))
    pieces: list[list[Glyph]] = [[glyphs[0]]]
    end = glyphs[0].x1
    dots = 0
    for glyph in glyphs[1:]:
        led = leader and dots >= 5 and glyph.char not in _LEADS
        if glyph.x0 - end > _GAP * size or led:
            pieces.append([])
        dots = dots + 1 if glyph.char in _LEADS else 0
        pieces[-1].append(glyph)
        end = max(end, glyph.x1)
    pieces = [run for piece in pieces for part in _figures_apart(piece, size) for run in _remark_apart(part, size)]
    return row_of(_led(pieces) if leader else pieces, leader=leader)


def _figures_apart(piece: list[Glyph], size: float) -> list[list[Glyph]]:
    """A piece that holds nothing but whole figures, cut at the blanks between them.

    Groups of three digits are one figure set with blanks in place of commas.
    """
    words: list[list[Glyph]] = [[piece[0]]]
    for one, two in pairwise(piece):
        if two.x0 - one.x1 > 0.15 * size or (two.spaced and two.x0 - one.x1 > 0.05 * size):
            words.append([])
        words[-1].append(two)
    if len(words) == 1 or not all(_WHOLE.match(text_of(word)) for word in words):
        return [piece]
    if any(_THREE.match(text_of(word)) for word in words[1:]):
        return [piece]
    return words


def _remark_apart(piece: list[Glyph], size: float) -> list[list[Glyph]]:
    """A piece that begins with a decimal figure, cut before the words that stand close behind it, as a remark may.

    A figure set at the right of its column leaves no more room before words at the left of the next one than both cells
    keep free at their sides. Units follow without a blank.
    """
    figure = _DECIMAL.match(text_of(piece))
    if figure is None:
        return [piece]
    end = figure.end()
    if piece[end].x0 - piece[end - 1].x1 <= _SIDES * size:
        return [piece]
    return [piece[:end], piece[end:]]


def _led(pieces: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """Pieces with those that hold nothing but leading dots put to the text before them.

    Dots with white on both sides lead to nothing: they stand in the place of a figure that there is none of.
    """
    out: list[list[Glyph]] = []
    for at, piece in enumerate(pieces):
        alone = at > 0 and all(
            two[0].x0 - one[-1].x1 > _ALONE * (piece[0].bottom - piece[0].top)
            for one, two in pairwise(pieces[at - 1 : at + 2])
        )
        if out and not alone and len(piece) > 1 and all(glyph.char in _LEADS for glyph in piece):
            out[-1] = out[-1] + piece
        else:
            out.append(piece)
    return out


def row_of(pieces: Sequence[Sequence[Glyph]], *, leader: bool = False) -> Row:
    """The row that some pieces make, from left to right."""
    glyphs = [glyph for piece in pieces for glyph in piece]
    sizes = sorted(glyph.bottom - glyph.top for glyph in glyphs)
    return Row(
        pieces=tuple(map(tuple, pieces)),
        spans=tuple((piece[0].x0, _end(piece) if leader else max(glyph.x1 for glyph in piece)) for piece in pieces),
        top=min(glyph.top for glyph in glyphs),
        bottom=max(glyph.bottom for glyph in glyphs),
        size=sizes[len(sizes) // 2],
        leader=leader,
    )


def _end(piece: Sequence[Glyph]) -> float:
    """Where the text of a piece ends, leading dots left out."""
    last = len(piece)
    while last > 1 and piece[last - 1].char in _DOTS:
        last -= 1
    last = len(piece) if last == 1 and piece[0].char in _DOTS else last
    text = piece[: last if len(piece) - last >= 4 else len(piece)]
    return max(glyph.x1 for glyph in text)


def words_of(row: Row) -> Row:
    """The row cut at every blank between words."""
    out: list[list[Glyph]] = []
    for piece in row.pieces:
        out.append([piece[0]])
        for one, two in pairwise(piece):
            if two.x0 - one.x1 > 0.15 * row.size:
                out.append([])
            out[-1].append(two)
    return row if len(out) == len(row.pieces) else row_of(out, leader=row.leader)


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
