"""Over how many columns each printed cell stands, when only the number of cells in each row is known.

The widest rows give the columns. For every other row all ways to spread its cells over the columns are weighed by a
small sum of costs, and the cheapest is taken (a dynamic program, so wide tables cost little):

* a cell under or over a cell with the same label in a full row stands in the same column;
* a number stands in a column of numbers of the same kind, where the row has no header of its own;
* the cells of an upper header row end where the filled cells below them end, and cover no blank one;
* blanks at the left end stand exactly under the cells of the row above that they may continue;
* where the full rows next to them are labels on the left and as many values on the right as the row has cells behind
  its label, the label stands over all the label columns;
* else the first cell is a label of one column, the others share what is left evenly, unless their texts ask for room
  so unequally that an even share is off by a column; in rows of label, value, label, value the labels take one column.

Rows that repeat one pattern (same number of cells, one below another) are spread together.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from formaudit.extract.txt.features import demand, is_total, kind
from formaudit.text import compact

__all__ = ["Extent", "spread"]

Extent = tuple[int, int]
"""First column and the column after the last one."""

_SAME_LABEL: Final = 4.0
_SAME_KIND: Final = 6.0
_BLANK_BELOW: Final = 3.0
_MERGE_BELOW: Final = 2.0
_PARTIAL: Final = 6.0
_SAME_AS_BEFORE: Final = 0.3
_SHORT_LABEL: Final = 12
_UNEVEN: Final = 0.05
_MOSTLY: Final = 0.7
_SMOOTH: Final = 4
_NUMBERS: Final = frozenset(("plain", "percent", "unit"))

_Texts = Sequence[str]


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows ``start`` to ``end`` (exclusive) with ``count`` cells each that are spread together."""

    start: int
    end: int
    count: int


def spread(rows: Sequence[_Texts]) -> tuple[tuple[Extent, ...], ...]:
    """The columns of every cell of every row; each row covers all columns, from left to right."""
    width = max((len(row) for row in rows), default=0)
    found: list[tuple[Extent, ...] | None] = [
        tuple((column, column + 1) for column in range(width)) if len(row) == width else None for row in rows
    ]
    groups = sorted(_groups(rows, width), key=lambda group: (-group.count, group.start))
    for group in groups:
        extents = _solve(rows, found, group, width)
        for index in range(group.start, group.end):
            found[index] = extents
    return tuple(extents for extents in found if extents is not None)


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
    after = rows[index + 1] if index + 1 < len(rows) else ()
    opens_block = len(after) == len(rows[index]) and not after[0].strip()
    return opens_block or not rows[index - 1][0].strip()


def _solve(
    rows: Sequence[_Texts], found: Sequence[tuple[Extent, ...] | None], group: _Group, width: int
) -> tuple[Extent, ...]:
    members = rows[group.start : group.end]
    columns = [[row[cell] for row in members] for cell in range(group.count)]
    targets = _targets(columns, width, _value_columns(rows, group, width))
    run = next((cell for cell, text in enumerate(members[0]) if text.strip()), 0)
    above = (found[group.start - 1] or ()) if group.start else ()
    labels = _labels(rows, found, width)
    numbers = _number_columns(rows, group, width, columns)
    below = _below(rows, found, group)
    same = next((found[i] for i in _by_distance(group, len(rows)) if found[i] and len(rows[i]) == group.count), None)

    def cost(cell: int, start: int, end: int) -> float:
        off = abs(end - start - targets[cell])
        total = off + _UNEVEN * off * off
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


def _targets(columns: Sequence[_Texts], width: int, values: int) -> list[float]:
    """How many columns each cell should have by itself. ``values`` counts the value columns of the full rows beside."""
    count = len(columns)
    if count == 1:
        return [float(width)]
    if len(columns[0]) == 1 and is_total(columns[0][0]) and all(kind(column[0]) != "text" for column in columns[1:]):
        return [float(width - count + 1), *[1.0] * (count - 1)]
    run = next((cell for cell, column in enumerate(columns) if column[0].strip()), 0)
    behind = count - run - 1
    if values and 0 < behind <= values and (behind == values or (run and run + 1 == width - values)):
        return [*[1.0] * run, float(width - values - run), *[values / behind] * behind]
    if _pairs(columns):
        rooms = [sqrt(_room(column) + _SMOOTH) for column in columns[1::2]]
        left = width - count // 2
        return [1.0 if cell % 2 == 0 else left * rooms[cell // 2] / sum(rooms) for cell in range(count)]
    rest, others = width - 1, count - 1
    weights = [sqrt(demand(column) + _SMOOTH) for column in columns[1:]]
    shares = [rest * weight / sum(weights) for weight in weights]
    even = rest / others
    if rest % others == 0 and all(abs(share - even) < 1 for share in shares):
        shares = [even] * others
    return [1.0, *shares]


def _value_columns(rows: Sequence[_Texts], group: _Group, width: int) -> int:
    """How many columns at the right end of the full rows next to the group hold values or blanks, hardly ever text."""
    end = group.end
    while end < len(rows) and len(rows[end]) == width:
        end += 1
    start = group.start
    while start > 0 and len(rows[start - 1]) == width:
        start -= 1
    beside = [
        row for row in (*rows[group.end : end], *rows[start : group.start]) if any(kind(text) != "text" for text in row)
    ]
    count = 0
    while beside and count < width - 1:
        texts = sum(kind(row[width - 1 - count]) == "text" for row in beside)
        if texts > (1 - _MOSTLY) * len(beside):
            break
        count += 1
    return count


def _room(column: _Texts) -> int:
    return max(len(compact(text)) for text in column)


def _pairs(columns: Sequence[_Texts]) -> bool:
    """Whether the cells are label, value, label, value: every second one short and without digits, none a number."""
    if len(columns) < 4 or len(columns) % 2:
        return False
    for label, value in zip(columns[::2], columns[1::2], strict=True):
        for left, right in zip(label, value, strict=True):
            name, content = compact(left), compact(right)
            if not name or len(name) > _SHORT_LABEL or any(char.isdecimal() for char in name):
                return False
            if kind(right) == "text" and 1 < len(content) < 8 and len(content) * 2 < len(name) * 3:
                return False
    return True


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
    mine = max(sum(kind(text) in _NUMBERS for text in row) for row in members)
    if not mine:
        return {}
    full = [row for row in rows if len(row) == width]
    kinds: dict[int, str] = {}
    for column in range(width):
        filled = [kind(row[column]) for row in full if row[column].strip()]
        numeric = [one for one in filled if one in _NUMBERS]
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
    if any(kind(text) in _NUMBERS for text in (*upper, *lower)) or sum(bool(text.strip()) for text in lower) < 2:
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


def _by_distance(group: _Group, count: int) -> list[int]:
    return sorted(range(count), key=lambda index: min(abs(index - group.start), abs(index - group.end)))
