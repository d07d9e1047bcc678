"""Rows of text in columns of a fixed width, some of whose cells are blank: where each value stands tells its column.

Columns are counted in places of the screen, of which a Chinese sign takes two, or in characters, as a program counts.
"""

import unicodedata
from collections.abc import Callable, Sequence
from typing import Final

from formaudit.extract.txt.features import NUMBERS, kind
from formaudit.extract.txt.rows import Piece, Row
from formaudit.patterns import compiled

__all__ = ["fixed_rows", "ruled_rows"]

_PART: Final = compiled(r"\S+(?: \S+)*")
_WORD: Final = compiled(r"\S+")
_LOOSE: Final = compiled(r"(?<=[^\sA-Za-z]) (?=\S)|(?<=\S) (?=[^\sA-Za-z])")
"""A single blank that may part two values as well as two words of one."""
_RULE: Final = compiled(r"^\s*([-=─═])\1+(?:[ \u3000]+\1{2,}){2,}\s*$")
_DASHES: Final = compiled(r"[-=─═]+")
_COLUMNS: Final = 3
_ROWS: Final = 3
_GAP: Final = 2
"""So many places without a sign in any row part two columns."""


def fixed_rows(lines: Sequence[str], start: int) -> tuple[int, tuple[Row, ...]] | None:
    """The rows that begin on a line, and the line after them; ``None`` where no columns of text begin there.

    The first line has a word for each column, and most of the others figures.
    """
    first = _PART.findall(lines[start])
    if len(first) < _COLUMNS:
        return None
    end = start
    while end < len(lines) and 1 < len(_PART.findall(lines[end])) <= len(first):
        end += 1
    if end - start < _ROWS or any(_LOOSE.search(line) for line in lines[start:end]):
        return None
    for measure in (_places, len):
        rows = _laid(lines[start:end], start + 1, measure)
        if rows is not None and len(rows[0]) == len(first):
            return end, rows
    return None


def ruled_rows(lines: Sequence[str], start: int) -> tuple[int, tuple[Row, ...]] | None:
    """The rows below a rule that has a piece for each column, and the line after them; ``None`` where none begin.

    A single blank may part the columns: no row may have a sign where the rule is broken.
    """
    if _RULE.match(lines[start]) is None:
        return None
    end = start
    while end < len(lines) and lines[end].strip():
        end += 1
    kept = [at for at in range(start, end) if _RULE.match(lines[at]) is None]
    if len(kept) < _ROWS:
        return None
    for measure in (_places, len):
        cuts = [measure(lines[start][: piece.start()]) for piece in _DASHES.finditer(lines[start])]
        rows = [_cut(lines[at], cuts, measure) for at in kept]
        if all(rows):
            return end, tuple(
                tuple(Piece(text, at + 1) for text in row or ()) for at, row in zip(kept, rows, strict=True)
            )
    return None


def _cut(line: str, cuts: Sequence[int], measure: Callable[[str], int]) -> list[str] | None:
    """A line cut where the columns begin; ``None`` where a word stands over a cut."""
    cells = [""] * len(cuts)
    for word in _WORD.finditer(line):
        left, right = measure(line[: word.start()]), measure(line[: word.end()])
        column = sum(left >= cut for cut in cuts) - 1
        if column < 0 or (column + 1 < len(cuts) and right >= cuts[column + 1]):
            return None
        cells[column] = f"{cells[column]} {word[0]}".strip()
    return cells


def _places(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def _laid(lines: Sequence[str], number: int, measure: Callable[[str], int]) -> tuple[Row, ...] | None:
    """The lines as rows with a cell for each column; ``None`` where two values share one, or few are figures."""
    parts = [
        [(measure(line[: part.start()]), measure(line[: part.end()]), part[0]) for part in _PART.finditer(line)]
        for line in lines
    ]
    columns: list[list[int]] = []
    for left, right, _ in sorted(part for row in parts for part in row):
        if columns and left < columns[-1][1] + _GAP:
            columns[-1][1] = max(columns[-1][1], right)
        else:
            columns.append([left, right])
    rows: list[Row] = []
    figured = 0
    for at, row in enumerate(parts):
        cells = [""] * len(columns)
        for left, _, text in row:
            column = sum(left >= start for start, _ in columns) - 1
            if cells[column]:
                return None
            cells[column] = text
        figured += any(kind(text) in NUMBERS for text in cells[1:])
        rows.append(tuple(Piece(text, number + at) for text in cells))
    whole = all(piece.text for piece in rows[0])
    return tuple(rows) if whole and 2 * figured >= len(rows) else None
