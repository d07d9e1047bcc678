"""All tables of one page: ruled ones, those told by gaps, and ruled ones that only gaps tell apart inside."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from formaudit.extract.pdf.figures import is_figure
from formaudit.extract.pdf.framed import spanned_by
from formaudit.extract.pdf.ink import Box, Glyph, Ink, Rule
from formaudit.extract.pdf.inner import rows_within, split_body
from formaudit.extract.pdf.mixed import holds_rows_whole
from formaudit.extract.pdf.pieces import Part, Piece, ruled_pieces, touches
from formaudit.extract.pdf.rules import REACH, joined
from formaudit.extract.pdf.staggered import is_staggered
from formaudit.extract.pdf.stub import with_stub
from formaudit.extract.pdf.unruled import unruled_pieces
from formaudit.extract.pdf.uprights import between_uprights, upright_boxes
from formaudit.model.figure import DOUBTFUL

__all__ = ["page_tables"]

_MOST: Final = 8
"""Grids of a page that are looked into once more; drawings have hundreds of boxes."""
_BELOW: Final = 5.0
"""Heights of type between two tables that may be one."""
_DOUBT: Final = 0.7
_HALVES: Final = 4
"""Edges of rows at most, and lines of a cell at least, of a table that rules part into halves and its heading alone."""
_ROW: Final = 6.0
"""Points by which a rule goes on below a row: more than it may miss the row's edge."""
_CROWDED: Final = 8
"""Doubted cells of a grid at least, a sixth of its filled ones, that speak against all others."""
_DIGITS: Final = frozenset("0123456789.,%")


def page_tables(ink: Ink) -> tuple[list[Piece], list[Glyph]]:
    """The tables of a page from top to bottom, and the glyphs outside them in the order of printing."""
    ruled, rest = ruled_pieces(ink)
    if any(_is_part(piece, ink) for piece in ruled):
        ruled = [piece for piece in ruled if not _is_part(piece, ink)]
        rest, _ = _parted(ruled, ink.glyphs)
    drawn = [piece for piece in ruled if _is_drawing(piece)]
    coarse = [piece for piece in ruled if piece not in drawn and (_is_coarse(piece) or _is_frame(piece))]
    for piece in coarse[:_MOST]:
        others = [p for p in ruled if p is not piece]
        around, _ = _parted(others, ink.glyphs)
        found, _ = unruled_pieces(around, _loose_rules(ink, others), ink.shades, ink.page)
        better = next((one for one in found if _holds(one, piece)), None)
        if len(piece.xs) > 2 and (better is None or len(better.xs) <= len(piece.xs)):
            better = _within(piece, ink) or split_body(piece) or better
        if better is not None:
            ruled[ruled.index(piece)] = better if better.ruled else spanned_by(better, piece)
    kept = [piece for piece in ruled if piece not in drawn]
    labels: list[Glyph] = []
    if drawn or coarse:
        rest, _ = _parted(kept, ink.glyphs)
        rest, labels = _parted(drawn, rest)
    for at, piece in enumerate(kept):
        kept[at], rest = with_stub(piece, rest)
    down = _loose_uprights(ink, kept)
    upright, rest = _upright(ink, down, rest)
    kept = [_doubted(piece) if _is_odd(piece) else piece for piece in (*kept, *upright)]
    found, rest = unruled_pieces(rest, _loose_rules(ink, kept), ink.shades, ink.page)
    torn = _torn(found)
    found = [_doubted(piece) if _is_pierced(piece, down) or id(piece) in torn else piece for piece in found]
    return sorted([*kept, *found], key=lambda piece: piece.box[1]), rest + labels


def _within(piece: Piece, ink: Ink) -> Piece | None:
    """The table in a grid whose rows nothing parts but the text, where its columns are the same all the way down."""
    if any(part.colspan > 1 or part.rowspan > 1 for part in piece.parts):
        return None
    _, inside = _parted([piece], ink.glyphs)
    x0, top, x1, bottom = piece.box
    across = [rule for rule in joined(ink.across) if top < rule.at < bottom and rule.start < x1 and rule.end > x0]
    return between_uprights(inside, piece.xs, across, ink.page)


def _loose_uprights(ink: Ink, pieces: Sequence[Piece]) -> list[Rule]:
    """The upright lines that belong to no grid."""
    boxes = [piece.box for piece in pieces if piece.ruled]
    return [
        rule
        for rule in joined(ink.down)
        if not any(
            x0 - REACH < rule.at < x1 + REACH and y0 < (rule.start + rule.end) / 2 < y1 for x0, y0, x1, y1 in boxes
        )
    ]


def _torn(pieces: Sequence[Piece]) -> set[int]:
    """The tables without a grid, by identity, of which one begins right below another one without a heading."""
    out: set[int] = set()
    for upper, lower in pairwise(sorted(pieces, key=lambda piece: piece.box[1])):
        first = [part for part in lower.parts if part.row == 0 and part.lines]
        size = first[0].lines[0].size if first else 0.0
        headless = any(part.col and is_figure("".join(part.text.split())) for part in first)
        if headless and 0 <= lower.box[1] - upper.box[3] < _BELOW * size and _is_beside(upper.box, lower.box):
            out |= {id(upper), id(lower)}
    return out


def _is_beside(one: Box, other: Box) -> bool:
    """Whether two boxes share some of their width."""
    return min(one[2], other[2]) > max(one[0], other[0])


def _is_odd(piece: Piece) -> bool:
    """Whether a grid cannot be that of its texts."""
    return _is_crowded(piece) or holds_rows_whole(piece.parts) or is_staggered(piece.parts)


def _is_crowded(piece: Piece) -> bool:
    """Whether so many cells hold texts printed over each other that the grid is not that of its texts.

    Programs that break no lines between Chinese characters print such tables, and put rows of other columns in them.
    """
    filled = [part for part in piece.parts if part.lines]
    doubted = sum(part.confidence < DOUBTFUL for part in filled)
    return doubted >= _CROWDED and 6 * doubted >= len(filled)


def _is_pierced(piece: Piece, down: Sequence[Rule]) -> bool:
    """Whether an upright rule runs through a text of a table without a grid: that text is those of two cells."""
    return any(
        line.x0 + 1 < rule.at < line.x1 - 1 and rule.start < (line.top + line.bottom) / 2 < rule.end
        for rule in down
        for part in piece.parts
        for line in part.lines
    )


def _doubted(piece: Piece) -> Piece:
    parts = tuple(replace(part, confidence=min(part.confidence, _DOUBT)) for part in piece.parts)
    return replace(piece, parts=parts)


def _upright(ink: Ink, down: Sequence[Rule], glyphs: Sequence[Glyph]) -> tuple[list[Piece], list[Glyph]]:
    """The tables between upright rules that belong to no grid, and the glyphs that are left."""
    found: list[Piece] = []
    rest = list(glyphs)
    for (x0, top, x1, bottom), xs in upright_boxes(down):
        inside = [g for g in rest if x0 < (g.x0 + g.x1) / 2 < x1 and top < (g.top + g.bottom) / 2 < bottom]
        across = [rule for rule in joined(ink.across) if top < rule.at < bottom and rule.start < x1 and rule.end > x0]
        piece = between_uprights(inside, xs, across, ink.page) if inside else None
        if piece is not None:
            found.append(piece)
            taken = {id(glyph) for glyph in inside}
            rest = [glyph for glyph in rest if id(glyph) not in taken]
    return found, rest


def _loose_rules(ink: Ink, pieces: Sequence[Piece]) -> list[Rule]:
    """The horizontal lines that belong to no table."""

    def on_one(rule: Rule) -> bool:
        middle = (rule.start + rule.end) / 2
        boxes = [piece.box for piece in pieces if piece.ruled]
        return any(x0 - REACH < middle < x1 + REACH and y0 - REACH < rule.at < y1 + REACH for x0, y0, x1, y1 in boxes)

    return [rule for rule in joined(ink.across) if not on_one(rule)]


def _parted(pieces: Sequence[Piece], glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """The glyphs outside the pieces, and those inside."""
    out: list[Glyph] = []
    inside: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        held = any(b[0] < x < b[2] and b[1] < y < b[3] for b in (piece.box for piece in pieces))
        (inside if held else out).append(glyph)
    return out, inside


def _holds(one: Piece, other: Piece) -> bool:
    """Whether a table holds nearly all the text of another, in its place."""
    inside = one.box[1] < other.box[3] and other.box[1] < one.box[3]
    mine, theirs = (sum(len("".join(part.text.split())) for part in piece.parts) for piece in (one, other))
    return inside and mine >= 0.8 * theirs


def _is_frame(piece: Piece) -> bool:
    """Whether rules frame something without parting it into columns, though it has gaps of its own."""
    lines = [line for part in piece.parts for line in part.lines]
    return len(piece.xs) == 2 and len(lines) > 3 and sum(" " in line.text for line in lines) > 2


def _is_part(piece: Piece, ink: Ink) -> bool:
    """Whether a grid is a part of a table that has no other: its heading, or rows of it on a shade."""
    return _is_heading(piece, ink) or _is_shaded(piece)


def _is_shaded(piece: Piece) -> bool:
    """Whether a box parted by nothing holds rows of several figures."""
    if len(piece.xs) != 2 or len(piece.ys) != 2 or len(piece.parts) != 1:
        return False
    lines = [line.text.split() for line in piece.parts[0].lines]
    return len(lines) > 1 and all(sum(map(is_figure, words)) > 2 for words in lines)


def _is_heading(piece: Piece, ink: Ink) -> bool:
    """Whether a grid is one row, below which its inner rules go on and its outer ones do not: a heading alone."""
    if len(piece.ys) != 2 or len(piece.xs) < 3:  # two edges of a row, three of two columns
        return False
    foot = piece.ys[-1]
    below = [rule.at for rule in ink.down if rule.start < foot + REACH and rule.end > foot + _ROW]
    inner = all(any(abs(at - x) < REACH for at in below) for x in piece.xs[1:-1])
    return inner and not any(abs(at - x) < REACH for at in below for x in (piece.xs[0], piece.xs[-1]))


def _is_coarse(piece: Piece) -> bool:
    """Whether rules frame a table but do not part its rows: cells of figures, line by line, beside as many lines."""
    tall = {part.row for part in piece.parts if part.rowspan == 1 and len(part.lines) > 2}
    if any(rows_within(piece, row) for row in tall) or any(_is_column(part) for part in piece.parts):
        return True
    cells = [[part for part in piece.parts if part.row == row] for row in tall]
    return len(piece.ys) <= _HALVES and any(all(map(_holds_rows, row)) for row in cells)


def _holds_rows(part: Part) -> bool:
    """Whether a cell holds lines of as many words each, the last of them figures: the rows of one half of a table."""
    lines = [line.text.split() for line in part.lines]
    count = max((len(words) for words in lines), default=0)
    return len(lines) >= _HALVES and count > 1 and all(len(words) == count and is_figure(words[-1]) for words in lines)


def _is_column(part: Part) -> bool:
    """Whether a cell over several rows holds as many lines of figures: it has no rules, but rows."""
    lines = part.lines
    return 2 < part.rowspan == len(lines) and all(is_figure(text) for line in lines for text in line.text.split())


def _is_drawing(piece: Piece) -> bool:
    """Whether the lines cut through figures, as those of a chart do and those of a table never."""
    filled = {(part.row, part.col): part for part in piece.parts if part.lines}
    cut = 0
    for (row, col), part in filled.items():
        other = filled.get((row, col + part.colspan))
        if other is not None:
            one, two = part.lines[-1], other.lines[-1]
            cut += one.text[-1] in _DIGITS and two.text[0] in _DIGITS and touches(one, two)
    return cut > 0 and cut >= 0.15 * len(filled)
