"""Over how many columns each printed cell stands, when only the number of cells in each row is known.

The widest rows give the columns. For every other row all ways to spread its cells over the columns are weighed by a
small sum of costs, and the cheapest is taken (a dynamic program, so wide tables cost little):

* a cell under or over a cell with the same label in a full row stands in the same column;
* a number stands in a column of numbers of the same kind, where the row has no header of its own;
* the cells of an upper header row end where the filled cells below them end, and cover no blank one;
* blanks at the left end stand exactly under the cells of the row above that they may continue;
* a cell begins where the labels of the full rows end and their values begin;
* what a cell should have by itself is a matter of its text and of the pattern it stands in (see ``shares``).

Rows that repeat one pattern (same number of cells, one below another) are spread together.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby, pairwise
from typing import Final

from msgspec import Struct

from formaudit.extract.txt.features import NUMBERS, kind
from formaudit.extract.txt.shares import shares, value_columns
from formaudit.text import compact

__all__ = ["Extent", "label_columns", "spread"]

Extent = tuple[int, int]
"""First column and the column after the last one."""

_SAME_LABEL: Final = 4.0
_SAME_KIND: Final = 6.0
_BLANK_BELOW: Final = 3.0
_MERGE_BELOW: Final = 2.0
_PARTIAL: Final = 6.0
_SAME_AS_BEFORE: Final = 0.3
_UNEVEN: Final = 0.05
_AT_DIVIDE: Final = 1.0
_NEAR_DIVIDE: Final = 3.0
_MANY: Final = 5
_RUN: Final = 3
_WIDEST: Final = 64

_Texts = Sequence[str]


class _Group(Struct, frozen=True):
    """Rows ``start`` to ``end`` (exclusive) with ``count`` cells each that are spread together."""

    start: int
    end: int
    count: int


class _Full(Struct, frozen=True):
    """What the full rows say.

    ``width`` is the number of columns, ``labels`` are words with their columns, ``kinds`` the columns of numbers with
    their kind, and ``divide`` is where labels end and values begin (0 where that does not show).
    """

    width: int
    labels: frozenset[tuple[str, int]]
    kinds: dict[int, str]
    divide: int


def spread(rows: Sequence[_Texts]) -> tuple[tuple[Extent, ...], ...]:
    """The columns of every cell of every row; each row covers all columns, from left to right.

    Only a row with a stray cell too many sticks out to the right.
    """
    full = _full(rows)
    found: list[tuple[Extent, ...] | None] = [
        tuple((column, column + 1) for column in range(len(row))) if len(row) >= full.width else None for row in rows
    ]
    alike: dict[int, tuple[Extent, ...]] = {}
    for group in sorted(_groups(rows, full.width), key=lambda group: (-group.count, group.start)):
        extents = _solve(rows, found, group, full, alike.get(group.count))
        alike[group.count] = extents
        for index in range(group.start, group.end):
            found[index] = extents
    return tuple(extents for extents in found if extents is not None)


def _width(rows: Sequence[_Texts]) -> int:
    """The number of columns: the cells of the widest row, unless that is one row against many that have one less."""
    counts = Counter(len(row) for row in rows)
    widest = max(counts, default=0)
    return widest - 1 if counts[widest] == 1 and counts[widest - 1] >= _MANY else widest


def _groups(rows: Sequence[_Texts], width: int) -> list[_Group]:
    """Runs of rows with equally many cells, cut where a new label begins a block of several rows."""
    groups: list[_Group] = []
    start = 0
    for index in range(1, len(rows) + 1):
        if index < len(rows) and len(rows[index]) == len(rows[start]) and not _cut(rows, index):
            continue
        if 0 < len(rows[start]) < width:
            groups.append(_Group(start, index, len(rows[start])))
        start = index
    return groups


def _cut(rows: Sequence[_Texts], index: int) -> bool:
    if not rows[index][0].strip():
        return False
    if not _holds_numbers(rows[index - 1]) and _holds_numbers(rows[index]):
        return False  # the lower row of a header over its numbers
    after = rows[index + 1] if index + 1 < len(rows) else ()
    opens_block = bool(after) and not after[0].strip()
    return opens_block or not rows[index - 1][0].strip()


def _holds_numbers(row: _Texts) -> bool:
    """Whether at least half of a row, its label aside, are numbers."""
    return sum(kind(text) in NUMBERS for text in row) * 2 >= max(len(row) - 1, 1)


def _follows(rows: Sequence[_Texts], index: int) -> bool:
    """Whether a row goes on with the pattern of the rows above: words stand only under words, labels under labels."""
    above, row = rows[index - 1], rows[index]
    if index < 2 or len(rows[index - 2]) != len(above) or bool(above[0].strip()) != bool(row[0].strip()):
        return False
    return all(kind(lower) != "text" or kind(upper) == "text" for upper, lower in zip(above, row, strict=False))


def _solve(
    rows: Sequence[_Texts],
    found: Sequence[tuple[Extent, ...] | None],
    group: _Group,
    full: _Full,
    alike: tuple[Extent, ...] | None,
) -> tuple[Extent, ...]:
    """The columns of a group's cells; ``alike`` are those of the last group with as many cells."""
    members, width = rows[group.start : group.end], full.width
    columns = [[row[cell] for row in members] for cell in range(group.count)]
    before, after = _full_rows(rows, group, width)
    above = (found[group.start - 1] or ()) if group.start else ()
    parent = above if group.count + 1 == len(above) < width and _follows(rows, group.start) else ()
    wished = shares(columns, width, value_columns((*before, *after), width), [end - start for start, end in parent])
    if width > _WIDEST:
        return _cheapest_by_wish(wished, width)
    run = next((cell for cell, text in enumerate(members[0]) if text.strip()), 0)
    kinds = [{kind(text) for text in column} for column in columns]
    reward = (
        0.0 if any(not NUMBERS.isdisjoint(one) for one in kinds) else _NEAR_DIVIDE if before or after else _AT_DIVIDE
    )
    labels = [full.labels & {(compact(text), at) for text in column for at in range(width)} for column in columns]
    numbers = _number_columns(members, full, adjacent=bool(before or after))
    below = _below(rows, found, group)

    def cost(cell: int, start: int, end: int) -> float:
        off = abs(end - start - wished[cell])
        total = off + _UNEVEN * off * off
        if cell and start == full.divide:
            total -= reward
        if cell < run and (start, end) in above:
            total -= _MERGE_BELOW
        if end == start + 1:
            if any(at == start for _, at in labels[cell]):
                total -= _SAME_LABEL
            if numbers.get(start, "") in kinds[cell]:
                total -= _SAME_KIND
        if below is not None:
            total += _over(below[0], below[1], start, end)
        if alike is not None and alike[cell] == (start, end):
            total -= _SAME_AS_BEFORE
        return total

    return _cheapest(group.count, width, cost)


def _cheapest_by_wish(wished: Sequence[float], width: int) -> tuple[Extent, ...]:
    """The wished columns, rounded: no form is so wide that more would be worth its time."""
    edges = [0]
    for cell, wish in enumerate(wished[:-1], 1):
        edges.append(min(max(edges[-1] + 1, edges[-1] + round(wish)), width - len(wished) + cell))
    return tuple(pairwise((*edges, width)))


def _cheapest(count: int, width: int, cost: Callable[[int, int, int], float]) -> tuple[Extent, ...]:
    """The cheapest way to cover ``width`` columns by ``count`` cells from left to right; the leftmost of equals."""
    best: list[dict[int, tuple[float, tuple[Extent, ...]]]] = [{0: (0.0, ())}]
    for cell in range(count):
        here: dict[int, tuple[float, tuple[Extent, ...]]] = {}
        for start, (paid, path) in best[-1].items():
            last = width - (count - cell - 1)
            ends = range(start + 1, last + 1) if cell < count - 1 else (width,)
            for end in ends:
                total = round(paid + cost(cell, start, end), 6)
                if end not in here or total < here[end][0]:
                    here[end] = (total, (*path, (start, end)))
        best.append(here)
    return best[-1][width][1]


def _full(rows: Sequence[_Texts]) -> _Full:
    width = _width(rows)
    full = [row for row in rows if len(row) == width]
    labels = {(compact(text), column) for row in full for column, text in enumerate(row) if kind(text) == "text"}
    kinds: dict[int, str] = {}
    for column in range(width):
        filled = [kind(row[column]) for row in full if row[column].strip()]
        numeric = [one for one in filled if one in NUMBERS]
        if numeric and len(numeric) * 2 >= len(filled):
            kinds[column] = max(sorted(set(numeric)), key=numeric.count)
    return _Full(width, frozenset(labels), kinds, label_columns(rows))


def _number_columns(members: Sequence[_Texts], full: _Full, *, adjacent: bool) -> dict[int, str]:
    """The full rows' columns of numbers as far as they say something about these rows.

    They do where the rows have exactly as many numbers, or stand directly beside and have no header of their own.
    """
    mine = max(sum(kind(text) in NUMBERS for text in row) for row in members)
    headed = len(members[0]) > 2 and any(all(kind(text) == "text" for text in row) for row in members)
    return full.kinds if mine and (mine == len(full.kinds) or (adjacent and not headed)) else {}


def _below(
    rows: Sequence[_Texts], found: Sequence[tuple[Extent, ...] | None], group: _Group
) -> tuple[_Texts, tuple[Extent, ...]] | None:
    """The lower header row under this upper one: it begins with a blank under the label, and neither holds numbers.

    An upper row is wholly filled, unless it is itself a lower one in a header that starts the table and gets finer.
    """
    if group.end != group.start + 1 or group.end >= len(rows):
        return None
    upper, lower, extents = rows[group.start], rows[group.end], found[group.end]
    if extents is None or len(lower) <= len(upper) or (lower[0].strip() and not _parts_the_first(upper, lower)):
        return None
    climbing = all(len(rows[index]) < len(rows[index + 1]) for index in range(group.start + 1))
    if not climbing and not all(text.strip() for text in upper):
        return None
    if any(kind(text) in NUMBERS for text in (*upper, *lower)) or sum(bool(text.strip()) for text in lower) < 2:
        return None
    return lower, extents


def _parts_the_first(upper: _Texts, lower: _Texts) -> bool:
    """Whether a lower row parts the first cells of a heading: two words below each, and blanks below all the others."""
    filled = next((at for at, text in enumerate(lower) if not text.strip()), len(lower))
    parted = len(upper) - (len(lower) - filled)
    return 0 < parted < len(upper) and filled >= 2 * parted and not any(text.strip() for text in lower[filled:])


def _over(texts: _Texts, extents: Sequence[Extent], start: int, end: int) -> float:
    """How well an upper header cell stands over the cells of the row below."""
    total = 0.0
    for text, (left, right) in zip(texts, extents, strict=True):
        if right <= start or end <= left:
            continue
        if left < start or right > end:
            total += _PARTIAL
        elif (left, right) == (start, end):
            total += 1.0 if text.strip() else -_MERGE_BELOW
        else:
            total += -1.0 if text.strip() else _BLANK_BELOW
    return total


def label_columns(rows: Sequence[_Texts]) -> int:
    """How many columns stand left of the value columns in the longest run of full rows; 0 where none shows it."""
    width = _width(rows)
    runs = [list(run) for count, run in groupby(rows, key=len) if count == width]
    longest = max(runs, key=len, default=[])
    values = value_columns(longest, width) if len(longest) >= _RUN else 0
    return width - values if values else 0


def _full_rows(rows: Sequence[_Texts], group: _Group, width: int) -> tuple[Sequence[_Texts], Sequence[_Texts]]:
    """The full rows directly before and directly after the group."""
    start, end = group.start, group.end
    while start > 0 and len(rows[start - 1]) == width:
        start -= 1
    while end < len(rows) and len(rows[end]) == width:
        end += 1
    return rows[start : group.start], rows[group.end : end]
