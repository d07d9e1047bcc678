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
from dataclasses import dataclass
from typing import Final

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

_Texts = Sequence[str]


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows ``start`` to ``end`` (exclusive) with ``count`` cells each that are spread together."""

    start: int
    end: int
    count: int


def spread(rows: Sequence[_Texts]) -> tuple[tuple[Extent, ...], ...]:
    """The columns of every cell of every row; each row covers all columns, from left to right.

    Only a row with a stray cell too many sticks out to the right.
    """
    width = _width(rows)
    found: list[tuple[Extent, ...] | None] = [
        tuple((column, column + 1) for column in range(len(row))) if len(row) >= width else None for row in rows
    ]
    groups = sorted(_groups(rows, width), key=lambda group: (-group.count, group.start))
    for group in groups:
        extents = _solve(rows, found, group, width)
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
    rows: Sequence[_Texts], found: Sequence[tuple[Extent, ...] | None], group: _Group, width: int
) -> tuple[Extent, ...]:
    members = rows[group.start : group.end]
    columns = [[row[cell] for row in members] for cell in range(group.count)]
    before, after = _full_rows(rows, group, width)
    above = (found[group.start - 1] or ()) if group.start else ()
    parent = above if group.count + 1 == len(above) < width and _follows(rows, group.start) else ()
    wished = shares(columns, width, value_columns((*before, *after), width), [end - start for start, end in parent])
    run = next((cell for cell, text in enumerate(members[0]) if text.strip()), 0)
    divide = label_columns(rows)
    reward = _NEAR_DIVIDE if before or after else _AT_DIVIDE
    if any(kind(text) in NUMBERS for row in members for text in row):
        reward = 0.0
    labels = _labels(rows, found, width)
    numbers = _number_columns(rows, group, width, columns)
    below = _below(rows, found, group)
    same = next((found[i] for i in _by_distance(group, len(rows)) if found[i] and len(rows[i]) == group.count), None)

    def cost(cell: int, start: int, end: int) -> float:
        off = abs(end - start - wished[cell])
        total = off + _UNEVEN * off * off
        if cell and start == divide:
            total -= reward
        if cell < run and (start, end) in above:
            total -= _MERGE_BELOW
        if any((label, start, end) in labels for label in map(compact, columns[cell]) if label):
            total -= _SAME_LABEL
        if end == start + 1 and numbers.get(start, "") in {kind(text) for text in columns[cell]}:
            total -= _SAME_KIND
        if below is not None:
            total += _over(below[0], below[1], start, end)
        if same is not None and same[cell] == (start, end):
            total -= _SAME_AS_BEFORE
        return total

    return _cheapest(group.count, width, cost)


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


def _labels(
    rows: Sequence[_Texts], found: Sequence[tuple[Extent, ...] | None], width: int
) -> frozenset[tuple[str, int, int]]:
    """The words of full rows and where they stand."""
    return frozenset(
        (compact(text), *extent)
        for row, extents in zip(rows, found, strict=True)
        if extents is not None and len(row) == width
        for text, extent in zip(row, extents, strict=True)
        if kind(text) == "text"
    )


def _number_columns(rows: Sequence[_Texts], group: _Group, width: int, columns: Sequence[_Texts]) -> dict[int, str]:
    """Columns of numbers in the full rows next to the group, with their kind; none where they say nothing about it."""
    members = rows[group.start : group.end]
    mine = max(sum(kind(text) in NUMBERS for text in row) for row in members)
    if not mine:
        return {}
    full = [row for row in rows if len(row) == width]
    kinds: dict[int, str] = {}
    for column in range(width):
        filled = [kind(row[column]) for row in full if row[column].strip()]
        numeric = [one for one in filled if one in NUMBERS]
        if numeric and len(numeric) * 2 >= len(filled):
            kinds[column] = max(set(numeric), key=numeric.count)
    headed = any(all(kind(text) == "text" for text in row) for row in members) and len(columns) > 2
    adjacent = any(0 <= i < len(rows) and len(rows[i]) == width for i in (group.start - 1, group.end))
    return kinds if mine == len(kinds) or (adjacent and not headed) else {}


def _below(
    rows: Sequence[_Texts], found: Sequence[tuple[Extent, ...] | None], group: _Group
) -> tuple[_Texts, tuple[Extent, ...]] | None:
    """The lower header row under this upper one: it begins with a blank under the label, and neither holds numbers.

    An upper row is wholly filled, unless it is itself a lower one in a header that starts the table and gets finer.
    """
    if group.end != group.start + 1 or group.end >= len(rows):
        return None
    upper, lower, extents = rows[group.start], rows[group.end], found[group.end]
    if extents is None or len(lower) <= len(upper) or lower[0].strip():
        return None
    climbing = all(len(rows[index]) < len(rows[index + 1]) for index in range(group.start + 1))
    if not climbing and not all(text.strip() for text in upper):
        return None
    if any(kind(text) in NUMBERS for text in (*upper, *lower)) or sum(bool(text.strip()) for text in lower) < 2:
        return None
    return lower, extents


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
    best: list[_Texts] = []
    run: list[_Texts] = []
    for row in rows:
        run = [*run, row] if len(row) == width else []
        best = run if len(run) > len(best) else best
    values = value_columns(best, width) if len(best) >= _RUN else 0
    return width - values if values else 0


def _full_rows(rows: Sequence[_Texts], group: _Group, width: int) -> tuple[Sequence[_Texts], Sequence[_Texts]]:
    """The full rows directly before and directly after the group."""
    start, end = group.start, group.end
    while start > 0 and len(rows[start - 1]) == width:
        start -= 1
    while end < len(rows) and len(rows[end]) == width:
        end += 1
    return rows[start : group.start], rows[group.end : end]


def _by_distance(group: _Group, count: int) -> list[int]:
    return sorted(range(count), key=lambda index: min(abs(index - group.start), abs(index - group.end)))
