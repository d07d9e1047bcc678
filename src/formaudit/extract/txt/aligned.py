"""Rows of a table copied out of a browser or a sheet, in which a merged cell is printed once.

The rows it covers below then have fewer values than there are columns. Which columns are covered shows in what the
values can mean: a figure stands under figures and under the heading of a column of figures, a name under names, and
rows of one block look alike. All ways to cover columns are weighed together over the whole table (a Viterbi path), and
a row for which another way is nearly as good is doubted.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import combinations, islice
from typing import Final

from msgspec import Struct

from formaudit.extract.txt.columns import fits_header, fits_row, is_header, opens_block, stands_alone
from formaudit.extract.txt.features import NUMBERS, is_total, kind

__all__ = ["Aligned", "align"]

_Texts = Sequence[str]
_MOST: Final = 4
"""So many columns may be covered on the left."""
_MARGIN: Final = 0.75
"""How much better the chosen way must be than the next one, or the row is doubted."""
_COVER: Final = 0.25
_TRIMMED: Final = 0.8
_MOST_WAYS: Final = 40
"""Ways to part a heading that are weighed."""
_WIDER: Final = 1.5
"""How much better the rows must come out with one column more than any row has values."""


class Aligned(Struct, frozen=True, kw_only=True):
    """Rows with blanks where a cell from above covers them.

    ``covered`` names those blanks as (row, cell); ``doubts`` are the rows whose columns are not certain.
    """

    rows: tuple[tuple[str, ...], ...]
    covered: frozenset[tuple[int, int]]
    doubts: frozenset[int]


class _Way(Struct, frozen=True):
    """One way to read a row: its cells with blanks, and which of them are covered from above.

    ``trimmed`` counts blanks put back at its end; ``parts`` says how well it divides the heading above, -1 where it
    does not.
    """

    cells: tuple[str, ...]
    covered: tuple[int, ...]
    trimmed: int = 0
    parts: float = -1.0


def align(rows: Sequence[_Texts], *, trimmed: bool) -> Aligned:
    """Find out which columns each row's values stand in.

    ``trimmed`` says that the writer leaves out blanks at the end of lines.
    """
    width = max(map(len, rows), default=0)
    found = _path(rows, width, trimmed=trimmed)
    # A label that runs down beside all long rows leaves each of them one value short.
    wider = _path(rows, width + 1, trimmed=trimmed)
    margins, chosen = (wider if wider.worth > found.worth + _WIDER else found).told()
    doubts = _blocks(chosen, [number for number, margin in enumerate(margins) if margin < _MARGIN])
    return Aligned(
        rows=tuple(way.cells for way in chosen),
        covered=frozenset((number, cell) for number, way in enumerate(chosen) for cell in way.covered),
        doubts=doubts,
    )


def _blocks(ways: Sequence[_Way], doubts: Sequence[int]) -> frozenset[int]:
    """The rows of the blocks that hold doubtful rows: a row that went elsewhere is lacking where it belongs."""
    found: set[int] = set()
    inside = [bool(way.covered) and way.covered[0] == 0 for way in ways]
    for number in doubts:
        first, last = number, number
        while first and inside[first]:
            first -= 1
        while last + 1 < len(ways) and inside[last + 1]:
            last += 1
        found.update(range(first, last + 1))
    return frozenset(found)


class _Path(Struct, frozen=True):
    """The chosen ways, by how much each beats another one, and what the whole is worth."""

    margins: list[float]
    ways: list[_Way]
    worth: float

    def told(self) -> tuple[list[float], list[_Way]]:
        """The margins and the ways."""
        return self.margins, self.ways


def _path(rows: Sequence[_Texts], width: int, *, trimmed: bool) -> _Path:
    return _chosen([_ways(rows, number, width, trimmed=trimmed) for number in range(len(rows))], width)


def _ways(rows: Sequence[_Texts], number: int, width: int, *, trimmed: bool) -> list[_Way]:
    """The ways to read a row: as it stands, with covered columns at its left, behind its serial, around its values."""
    row = tuple(rows[number])
    missing = width - len(row)
    found = [_Way(row, ())]
    if not missing or not number:
        return [*found, *_ended(row, missing)] if trimmed and missing else found
    for left in range(1, min(missing, _MOST) + 1):
        found.append(_Way((*[""] * left, *row), tuple(range(left))))
        if left < missing and len(row) > 1:  # a column at the right that runs on too, as of remarks
            found.append(_Way((*[""] * left, *row, ""), (*range(left), left + len(row))))
    if len(row) > 1 and _counts_on(rows[number - 1][0], row[0]):
        found += [
            _Way((row[0], *[""] * count, *row[1:]), tuple(range(1, count + 1)))
            for count in range(1, min(missing, 2) + 1)
        ]
    if all(kind(text) == "text" for text in row):
        found += _under(rows, number, width)
    if trimmed:
        found += [ended for way in tuple(found) for ended in _ended(way.cells, width - len(way.cells), way.covered)]
    return found


def _counts_on(above: str, below: str) -> bool:
    """Whether two texts are serials one after the other."""
    return above.strip().isdecimal() and below.strip().isdecimal() and int(below) == int(above) + 1


def _ended(cells: tuple[str, ...], missing: int, covered: tuple[int, ...] = ()) -> list[_Way]:
    """The way with the blanks put back that a writer left out at the end of a line."""
    return [_Way((*cells, *[""] * missing), covered, missing)] if missing > 0 else []


def _under(rows: Sequence[_Texts], number: int, width: int) -> list[_Way]:
    """The lower row of a heading: its words part some cells of the row above, and all others run on beside them."""
    above = rows[number - 1]
    row = tuple(rows[number])
    count = len(above) + len(row) - width
    if len(row) < 2 or not is_header(above) or not 0 < count <= len(row) // 2:
        return []
    found = []
    for parents in islice(combinations(range(len(above)), count), _MOST_WAYS):
        for shares in _splits(len(row), count):
            cells: list[str] = []
            covered: list[int] = []
            left = list(row)
            for at in range(len(above)):
                if at in parents:
                    share = shares[parents.index(at)]
                    cells += left[:share]
                    del left[:share]
                else:
                    covered.append(len(cells))
                    cells.append("")
            below = rows[number + 1] if number + 1 < len(rows) else ()
            suits = fits_header(cells, below, covered) if len(below) == len(cells) else 0.0
            kin = _kinship(above, row, parents, shares)
            found.append(_Way(tuple(cells), tuple(covered), parts=max(-0.9, kin + suits - 0.2 * (not parents[0]))))
    return sorted(found, key=_parts, reverse=True)[:_MOST_WAYS]


def _parts(way: _Way) -> float:
    return way.parts


def _splits(count: int, parts: int) -> list[tuple[int, ...]]:
    """All ways to share out so many words to so many cells, two at least to each."""
    if parts == 1:
        return [(count,)]
    return [(first, *rest) for first in range(2, count - 2 * parts + 3) for rest in _splits(count - first, parts - 1)]


def _kinship(above: _Texts, row: _Texts, parents: Sequence[int], shares: Sequence[int]) -> float:
    """How much the words of a heading and those below it have in common, and how evenly they are shared out."""
    total, start = 0.0, 0
    for parent, share in zip(parents, shares, strict=True):
        total += sum(_shared(above[parent], text) for text in row[start : start + share]) / share
        start += share
    apart = parents[-1] - parents[0] + 1 - len(parents)
    return total / len(parents) - 0.3 * (max(shares) - min(shares)) - 0.3 * apart


def _shared(one: str, other: str) -> float:
    """The part of a text that stands in another one as it is."""
    size = SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
    return size / max(len(one), 1)


def _chosen(ways: Sequence[Sequence[_Way]], width: int) -> _Path:
    """The best way for each row."""
    heads = _headings(ways)
    own = [[_alone(way, number, ways, width, heads[number]) for way in row] for number, row in enumerate(ways)]
    steps = [
        [[_step(before, way) for way in ways[number]] for before in ways[number - 1]] for number in range(1, len(ways))
    ]
    forward = [list(own[0])] if own else []
    for number in range(1, len(ways)):
        forward.append(
            [
                own[number][at] + max(past + steps[number - 1][one][at] for one, past in enumerate(forward[-1]))
                for at in range(len(ways[number]))
            ]
        )
    backward = [[0.0] * len(row) for row in ways]
    for number in range(len(ways) - 2, -1, -1):
        backward[number] = [
            max(
                steps[number][one][at] + own[number + 1][at] + backward[number + 1][at]
                for at in range(len(ways[number + 1]))
            )
            for one in range(len(ways[number]))
        ]
    margins: list[float] = []
    chosen: list[_Way] = []
    for number, row in enumerate(ways):
        worth = [forward[number][at] + backward[number][at] for at in range(len(row))]
        best = max(range(len(row)), key=lambda at: worth[at])
        others = [value for at, value in enumerate(worth) if at != best]
        margins.append(worth[best] - max(others, default=worth[best] - 2 * _MARGIN))
        chosen.append(row[best])
    return _Path(margins, chosen, max(forward[-1], default=0.0) if forward else 0.0)


def _headings(ways: Sequence[Sequence[_Way]]) -> list[tuple[str, ...]]:
    """For each row the last full heading above it; empty where there is none."""
    found: list[tuple[str, ...]] = []
    last: tuple[str, ...] = ()
    for row in ways:
        found.append(last)
        cells = row[0].cells
        if len(cells) > 3 and is_header(cells):
            last = cells
    return found


def _alone(way: _Way, number: int, ways: Sequence[Sequence[_Way]], width: int, heading: tuple[str, ...]) -> float:
    """How likely a way is by itself: by the words that open a block, by the heading above, by what it covers."""
    cells = way.cells
    total = -0.3 * bool(way.trimmed) - _TRIMMED * (way.trimmed > 2 or (way.trimmed > 0 and is_header(cells)))
    if way.parts > -1:
        total += 0.5 + 1.5 * way.parts
    first = next((cell for at, cell in enumerate(cells) if at not in way.covered and cell.strip()), "")
    left = bool(way.covered) and way.covered[0] == 0
    if way.parts > -1:
        pass
    elif opens_block(first) or is_total(first):
        total += -4.0 if left else 1.0
    elif stands_alone(first):
        total += -1.5 if left else 0.5
    if heading:
        if len(heading) == len(cells):
            total += 2.0 * fits_header(heading, cells, way.covered)
        elif len(heading) > len(cells):
            # values keep to the right, under the last columns of the heading
            total += fits_header(heading[len(heading) - len(cells) :], cells, way.covered)
    if any(kind(cell) in NUMBERS for cell in cells) and len(cells) == width:
        full = [row[0].cells for row in ways if len(row[0].cells) == width]
        total += sum(fits_row(other, cells, way.covered) for other in full) / max(len(full), 1)
    del number
    return total


def _step(before: _Way, way: _Way) -> float:
    """How well a way follows the row above it."""
    above, cells = before.cells, way.cells
    total = -3.0 if way.parts > -1 and (before.covered or before.trimmed) else 0.0
    # The blanks of a heading's lower row stand below words that were counted without those that it parts.
    for at in () if way.parts > -1 else way.covered:
        if at >= len(above):
            total -= 1.0
            continue
        text = above[at]
        runs_on = at in before.covered
        total -= 0.0 if runs_on else _COVER
        if not runs_on and kind(text) in NUMBERS:
            total -= 2.0
        elif not runs_on and not text.strip():
            total -= 1.0
    if len(above) == len(cells):
        total += 1.0 + 2.0 * fits_row(above, cells, way.covered, heading=before.parts > -1)
    else:
        shared = min(len(above), len(cells))
        total += 0.8 * fits_row(above[len(above) - shared :], cells[len(cells) - shared :], ())
    whole = len(above) == len(cells) and not way.covered and not way.trimmed  # a row like this cannot stand elsewhere
    closes = before.covered and before.covered[0] == 0 and not (way.covered and way.covered[0] == 0) and not whole
    first = next((cell for cell in cells if cell.strip()), "")
    if closes and not (opens_block(first) or is_total(first) or stands_alone(first)):
        total -= 0.4 if is_header(cells) else 1.5
    return total
