"""Rows of text with wide blanks between their values, some cells of which are blank or merged: places tell the columns.

The rows with the most values say where the columns stand. What stands over several of them is one wide cell; a figure
that stands under no column makes its row doubtful. Where the rows have no columns that meet, the values are laid on
them by what they can mean, and all of them are doubted: a cell left blank cannot be seen between blanks.
"""

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.extract.blocks import Grid
from formaudit.extract.txt.aligned import align
from formaudit.extract.txt.features import NUMBERS, kind
from formaudit.extract.txt.rows import Piece, Rows
from formaudit.model.table import Cell
from formaudit.patterns import compiled

__all__ = ["laid_by_meaning", "placed_rows"]

_PART: Final = compiled(r"[^\s\u3000\xa0|│]+(?: [^\s\u3000\xa0|│]+)*")
_WORD: Final = compiled(r"[^\s\u3000\xa0|│]+")
_BAR: Final = compiled(r"[|│]")
_DASHED: Final = compiled(r"^[\s\u3000\xa0]*[-=─━—_]{3,}[-=─━—_\s\u3000\xa0]*$")
_LONGEST: Final = 150
"""Lines of a table that is laid by places: who prints longer ones rules or parts them."""
_ROWS: Final = 5
_COLUMNS: Final = 3
_FIGURED: Final = 3
"""One row in so many must hold a figure behind its label."""
_FULL: Final = 2
"""So many rows with the most values must agree on where the columns stand."""
_LOST: Final = 6
"""One row in so many may be out of its columns."""
_OFF_MIDDLE: Final = 3
"""Half places by which a value may miss the middle of its column."""
_DOUBT: Final = 0.5


class _Part(Struct, frozen=True):
    """A value with the places where it begins and ends; ``words`` are those that single blanks part in it."""

    left: int
    right: int
    text: str
    words: tuple["_Part", ...] = ()


_Line = tuple[int, list[_Part]]


def placed_rows(lines: Sequence[str], start: int) -> tuple[int, Grid] | None:
    """The table that begins on a line, and the line after it; ``None`` where no columns stand below each other."""
    end, numbers = _stretch(lines, start)
    if not _is_table(lines, numbers):
        return None
    for measure in (_places, len):
        grid = _laid([(number, _parts(lines[number], measure)) for number in numbers])
        if grid is not None:
            return end, grid
    return None


def laid_by_meaning(lines: Sequence[str], start: int) -> tuple[int, Rows] | None:
    """The rows that begin on a line, none of them certain, and the line after them; ``None`` where none begin.

    They begin where no line with several values stands above: a part of them is asked for no more.
    """
    if start and len(_values(lines[start - 1])) > 1:
        return None
    end, numbers = _stretch(lines, start)
    if not _is_table(lines, numbers):
        return None
    found = align([_values(lines[number]) for number in numbers], trimmed=True)
    rows = tuple(tuple(Piece(text, at + 1) for text in row) for at, row in zip(numbers, found.rows, strict=True))
    return end, Rows(rows, doubts=frozenset(at + 1 for at in numbers), covered=found.covered)


@lru_cache(maxsize=4096)
def _values(line: str) -> tuple[str, ...]:
    """The values of a line; every line of a stretch is asked for them again and again."""
    return tuple(_PART.findall(line))


def _stretch(lines: Sequence[str], start: int) -> tuple[int, list[int]]:
    """Where the lines with several values end, and which of them hold some; one blank line ends nothing."""
    numbers: list[int] = []
    at = start
    while at < len(lines):
        line = lines[at]
        if at - start > _LONGEST:
            return start, []
        if len(_values(line)) > 1 or (numbers and _is_barred(line)):
            numbers.append(at)
        elif _DASHED.match(line) is None if line.strip() else at == start or not lines[at - 1].strip():
            break
        at += 1
    return (numbers[-1] + 1 if numbers else start), numbers


def _is_barred(line: str) -> bool:
    """Whether a line is the label of the rows below it, with a bar at its side: no line of text has one."""
    return len(_values(line)) == 1 and _BAR.search(line) is not None


def _is_table(lines: Sequence[str], numbers: Sequence[int]) -> bool:
    rows = [_values(lines[number]) for number in numbers]
    figured = sum(any(kind(part) in NUMBERS for part in row[1:]) for row in rows)
    wide = max(map(len, rows), default=0) >= _COLUMNS
    return len(rows) >= _ROWS and wide and figured * _FIGURED >= len(rows) and not any(map(_speaks, rows))


def _speaks(row: Sequence[str]) -> bool:
    """Whether a line is running text: a sentence ends in it."""
    return any("。" in part[:-1] for part in row)


def _parts(line: str, measure: Callable[[str], int]) -> list[_Part]:
    def part(start: int, end: int, words: tuple[_Part, ...] = ()) -> _Part:
        return _Part(measure(line[:start]), measure(line[:end]), line[start:end], words)

    return [
        part(*found.span(), tuple(part(*word.span()) for word in _WORD.finditer(line, *found.span())))
        for found in _PART.finditer(line)
    ]


def _parted(parts: Sequence[_Part], cuts: Sequence[int]) -> list[_Part]:
    """The values, those apart between whose words a column begins: a single blank parted them."""
    found: list[_Part] = []
    for part in parts:
        columns = [_span(word, cuts) for word in part.words]
        if len(set(columns)) < 2 or any(first != last for first, last in columns):
            found.append(part)
            continue
        for _, group in groupby(part.words, key=lambda word: _span(word, cuts)):
            words = list(group)
            found.append(_Part(words[0].left, words[-1].right, " ".join(word.text for word in words)))
    return found


def _span(part: _Part, cuts: Sequence[int]) -> tuple[int, int]:
    """The first and the last column that a value stands in."""
    return sum(part.left >= cut for cut in cuts), sum(part.right - 1 >= cut for cut in cuts)


def _places(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _laid(rows: Sequence[_Line]) -> Grid | None:
    most = max(len(parts) for _, parts in rows)
    full = [parts for _, parts in rows if len(parts) == most]
    columns = [
        (min(part.left for part in column), max(part.right for part in column)) for column in zip(*full, strict=True)
    ]
    if most < _COLUMNS or len(full) < _FULL or any(after[0] <= before[1] for before, after in pairwise(columns)):
        return None
    widened = _widened(columns, [part for _, parts in rows for part in parts])
    cuts = [(before[1] + after[0]) // 2 for before, after in pairwise(widened)]
    cells: list[Cell] = []
    glued: set[int] = set()
    lost = 0
    for row, (number, whole) in enumerate(rows):
        parts = _parted(whole, cuts)
        spans = [_span(part, cuts) for part in parts]
        apart = all(after[0] > before[1] for before, after in pairwise(spans))
        sure = apart and all(_stands(part, span, columns) for part, span in zip(parts, spans, strict=True))
        lost += not sure
        if not apart:
            spans = [(at, at) for at in range(len(parts))]
        taken = {col for first, last in spans for col in range(first, last + 1)}
        own = [
            Cell(row=row, col=first, colspan=last - first + 1, text=part.text, line=number + 1)
            for part, (first, last) in zip(parts, spans, strict=True)
        ]
        own += [Cell(row=row, col=col, text="", line=number + 1) for col in range(most) if col not in taken]
        cells += [cell if sure and cell.col not in glued else replace(cell, confidence=_DOUBT) for cell in own]
        glued |= {col for part, span in zip(parts, spans, strict=True) for col in _glued(part, span)}
    return None if lost * _LOST > len(rows) else Grid(cells=tuple(cells), rows=len(rows), cols=most)


def _glued(part: _Part, span: tuple[int, int]) -> range:
    """The columns over which as many words stand, and nobody can see which word is whose."""
    wide = span[1] - span[0] + 1
    return range(span[0], span[1] + 1) if wide > 1 and len(part.words) == wide else range(0)


def _widened(columns: Sequence[tuple[int, int]], parts: Sequence[_Part]) -> list[tuple[int, int]]:
    """The columns with all values that stand over one of them alone."""
    found = list(columns)
    for part in parts:
        under = [at for at, (left, right) in enumerate(columns) if part.left < right and left < part.right]
        if len(under) == 1:
            left, right = found[under[0]]
            found[under[0]] = min(left, part.left), max(right, part.right)
    return found if all(after[0] > before[1] for before, after in pairwise(found)) else list(columns)


def _stands(part: _Part, span: tuple[int, int], columns: Sequence[tuple[int, int]]) -> bool:
    """Whether a figure stands in one column as its other values do: at an edge of theirs, within or in the middle."""
    if kind(part.text) not in NUMBERS:
        return span[0] == span[1] or not part.text.rstrip("%％")[-1:].isdecimal()
    left, right = columns[span[0]]
    within = left <= part.left and part.right <= right
    at_edge = min(abs(part.left - left), abs(part.right - right)) <= 1
    middle = abs(part.left + part.right - left - right) <= _OFF_MIDDLE
    return span[0] == span[1] and (within or at_edge or middle)
