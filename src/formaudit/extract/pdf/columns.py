"""The columns of a run of text rows: the strips between them, where their text lies, which of them a piece covers."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from formaudit.extract.pdf.figures import is_figure
from formaudit.extract.pdf.ink import Glyph
from formaudit.extract.pdf.rows import Row, Span, corridors, crosses, row_of, text_of, words_of

__all__ = ["Columns", "columns_of", "kinds_apart", "recut", "strips_of"]

_LEAST: Final = 0.5
"""Ems of white that part two columns in a few rows; what is white in many rows parts them though it is narrower."""
_LEAST_OF_MANY: Final = 0.2
_MANY: Final = 8
_PART: Final = 0.4
"""The part of a column's width from which a text counts as lying over it too."""
_WORD: Final = 0.3
"""Ems between two words where a block has no words to tell it."""
_BANNER: Final = 3
"""So many columns that a text over all of them is told from one over two."""
_CENTRED: Final = 1.5
"""Heights of type by which a text over all columns may miss their middle."""
_OFF: Final = 0.4
_MONEY: Final = frozenset("$€£¥￥")
_TAIL: Final = frozenset("%％)）*†‡")


class Columns(Struct, frozen=True):
    """The strips between the columns, and for each column from where to where its own text reaches."""

    strips: tuple[Span, ...]
    cores: tuple[Span, ...]

    def covered(self, span: Span) -> tuple[int, int]:
        """The first and the last column that a piece of text lies over.

        It lies over a column whose text it covers to a good part; where it covers none so far, over the nearest one.
        """
        shares = [(min(span[1], core[1]) - max(span[0], core[0])) / max(core[1] - core[0], 1.0) for core in self.cores]
        hit = [at for at, share in enumerate(shares) if share > _PART]
        for at, strip in enumerate(self.strips):
            if crosses(span, strip):
                hit += [at, at + 1]
        hit.sort()
        if hit and hit[-1] > hit[0]:
            return hit[0], hit[-1]
        best = max(range(len(shares)), key=lambda at: shares[at])
        if shares[best] > 0:
            return best, best
        middle = (span[0] + span[1]) / 2
        at = min(range(len(self.cores)), key=lambda at: max(self.cores[at][0] - middle, middle - self.cores[at][1]))
        return at, at

    def is_banner(self, row: Row) -> bool:
        """Whether a row is one text in the middle of all columns, wider than what stands there: a group's name."""
        if len(row.spans) != 1 or len(self.cores) < _BANNER or is_figure(text_of(row.pieces[0])):
            return False
        ((x0, x1),) = row.spans
        off = abs(x0 + x1 - self.cores[0][0] - self.cores[-1][1]) / 2
        first, last = self.covered((x0, x1))
        core = self.cores[first]
        near = _OFF * row.size
        wider = last > first or x0 < core[0] - near or (x1 > core[1] + near and abs(x0 - core[0]) > near)
        return first > 0 and wider and off < _CENTRED * row.size


def strips_of(rows: Sequence[Row], *, fine: bool = False) -> list[Span]:
    """The white strips that part the columns of some rows, those between a sign of money and its figure left out.

    ``fine`` takes narrow strips too where there are many rows: it is for rows that are known to be one table's.
    """
    sizes = sorted(row.size for row in rows)
    many = (fine and sum(row.several for row in rows) >= _MANY) or _have_close(rows)
    strips = corridors(rows, (_LEAST_OF_MANY if many else _LEAST) * sizes[len(sizes) // 2])
    if not strips:
        return strips
    bins: list[list[str]] = [[] for _ in range(len(strips) + 1)]
    for row in rows:
        if row.several:
            for piece, span in zip(row.pieces, row.spans, strict=True):
                bins[sum(span[0] > (strip[0] + strip[1]) / 2 for strip in strips)].append(text_of(piece))
    out = []
    for at, strip in enumerate(strips):
        left, right = bins[at], bins[at + 1]
        if (left and all(text in _MONEY for text in left)) or (right and all(set(text) <= _TAIL for text in right)):
            continue
        out.append(strip)
    return out


def _have_close(rows: Sequence[Row]) -> bool:
    """Whether words were cut from the figures right before them in several rows, which nothing but columns parts."""
    return sum(_is_close(row) for row in rows) > 1


def _is_close(row: Row) -> bool:
    return any(
        right[0] - left[1] <= _LEAST * row.size and is_figure(text_of(one)) and not is_figure(text_of(two))
        for (one, left), (two, right) in pairwise(zip(row.pieces, row.spans, strict=True))
    )


def columns_of(rows: Sequence[Row], strips: Sequence[Span]) -> Columns:
    """The columns between some strips; where no piece of its own tells a column's width, the strips do."""
    left = min([row.spans[0][0] for row in rows] + [strip[0] - 1 for strip in strips[:1]])
    right = max([span[1] for row in rows for span in row.spans] + [strip[1] + 1 for strip in strips[-1:]])
    edges = [left, *((strip[0] + strip[1]) / 2 for strip in strips), right]
    inner = list(pairwise([(left, left), *strips, (right, right)]))
    lows, highs = edges[1:], edges[:-1]
    seen = [False] * len(inner)
    for row in rows:
        if not row.several and len(strips) > 0:
            continue
        for span in row.spans:
            if any(crosses(span, strip) for strip in strips):
                continue
            at = sum((span[0] + span[1]) / 2 > (strip[0] + strip[1]) / 2 for strip in strips)
            lows[at], highs[at] = min(lows[at], span[0]), max(highs[at], span[1])
            seen[at] = True
    cores = tuple(
        (lows[at], highs[at]) if seen[at] else (before[1], after[0]) for at, (before, after) in enumerate(inner)
    )
    return Columns(tuple(strips), cores)


def kinds_apart(rows: Sequence[Row], strips: Sequence[Span]) -> list[Span]:
    """Further strips, as wide as a blank between words, with figures on one side of them and none on the other."""
    if sum(row.several for row in rows) < _MANY:
        return []
    size = sorted(row.size for row in rows)[len(rows) // 2]
    words = [words_of(row) for row in rows if row.several]
    fine = corridors(words, _LEAST_OF_MANY * size)
    out: list[Span] = []
    for at, strip in enumerate(fine):
        if any(strip[0] < other[1] and other[0] < strip[1] for other in strips):
            continue
        left = fine[at - 1][1] if at else -1e9
        right = fine[at + 1][0] if at + 1 < len(fine) else 1e9
        shares = []
        same = False
        for low, high in ((left, strip[0]), (strip[1], right)):
            # a text with a figure in it, set off by blanks, is one text
            texts = [text for row in words if (text := _between(row, low, high))]
            shares.append((sum(map(is_figure, texts)) / len(texts), len(texts)) if texts else (0.5, 0))
            same = same or (len(texts) > 1 and len(set(texts)) == 1)
        if same:  # Grade 1, Grade 2: one text, though its first word never changes
            continue
        if min(count for _, count in shares) >= _MANY - 2 and abs(shares[0][0] - shares[1][0]) >= 0.8:
            out.append(strip)
    return out


def _between(row: Row, low: float, high: float) -> str:
    """What the words of a row between two places say."""
    inside = zip(row.pieces, row.spans, strict=True)
    return "".join(text_of(piece) for piece, span in inside if low - 0.5 <= span[0] and span[1] <= high + 0.5)


def recut(rows: Sequence[Row], strips: Sequence[Span], cores: Sequence[Span] = ()) -> list[Row]:
    """The rows with pieces cut where a blank in them meets a strip and the words do not read over it.

    A heading over several columns stays whole: its blanks are those between words, and its parts do not stand where
    the texts of ``cores`` begin or end. Two figures are never one text.
    """
    word = _word_gap(rows)
    return [_recut_row(row, strips, word, cores) for row in rows]


def _word_gap(rows: Sequence[Row]) -> float:
    """The usual blank between two words of the rows, in heights of type."""
    gaps: list[float] = []
    for row in rows:
        for piece in row.pieces:
            for one, two in pairwise(piece):
                gap = (two.x0 - one.x1) / row.size
                if 0.12 < gap < 0.75 and one.char.isalpha() and two.char.isalpha():
                    gaps.append(gap)
    gaps.sort()
    return gaps[len(gaps) // 2] if len(gaps) > 4 else _WORD


def _recut_row(row: Row, strips: Sequence[Span], word: float, cores: Sequence[Span]) -> Row:
    pieces: list[list[Glyph]] = []
    for piece, span in zip(row.pieces, row.spans, strict=True):
        over = [
            strip for strip in strips if crosses(span, strip) or (strip[0] < span[1] - 1 and span[0] + 1 < strip[1])
        ]
        pieces += _cut(piece, over, word * row.size, row.size, cores) if over else [list(piece)]
    return row if len(pieces) == len(row.pieces) else row_of(pieces, leader=row.leader)


def _cut(
    piece: Sequence[Glyph], strips: Sequence[Span], word: float, size: float, cores: Sequence[Span]
) -> list[list[Glyph]]:
    places = []
    for at in range(1, len(piece)):
        free = piece[at].x0 - piece[at - 1].x1
        middle = (piece[at].x0 + piece[at - 1].x1) / 2
        if free > 0.15 * size and any(strip[0] - 1 <= middle <= strip[1] + 1 for strip in strips):
            places.append((at, free))
    if not places:
        return [list(piece)]
    bounds = [0, *(at for at, _ in places), len(piece)]
    runs = [list(piece[one:two]) for one, two in pairwise(bounds)]
    out = [runs[0]]
    for run, (_, free) in zip(runs[1:], places, strict=True):
        both = is_figure(text_of(out[-1])) and is_figure(text_of(run))
        if cores and _nearest(out[-1], cores) == _nearest(run, cores):
            out[-1] += run
            continue
        ends = _stands_at(out[-1], cores, size) | {-1}
        words = free < 1.15 * word and _is_words(out[-1]) and _is_words(run)
        flush = not words and ends - {-1} and _stands_at(run, cores, size) - ends
        if both or free > 1.45 * word or flush:
            out.append(run)
        else:
            out[-1] += run
    return out


def _is_words(run: Sequence[Glyph]) -> bool:
    """Whether a run of Latin print has no digit: a blank between it and another one is one between words."""
    return all(not glyph.char.isdigit() and glyph.char < "\u2e80" for glyph in run)


def _nearest(run: Sequence[Glyph], cores: Sequence[Span]) -> int:
    """The column over whose text, or beside whose text, a run stands."""
    x0, x1 = run[0].x0, run[-1].x1
    return max(range(len(cores)), key=lambda at: min(x1, cores[at][1]) - max(x0, cores[at][0]))


def _stands_at(run: Sequence[Glyph], cores: Sequence[Span], size: float) -> set[int]:
    """The columns with whose left or right edge, or middle, a text is flush."""
    x0, x1 = run[0].x0, run[-1].x1
    near = 0.3 * size
    return {
        at
        for at, core in enumerate(cores)
        if min(x1, core[1]) > max(x0, core[0])
        and min(abs(x0 - core[0]), abs(x1 - core[1]), abs(x0 + x1 - core[0] - core[1]) / 2) < near
    }
