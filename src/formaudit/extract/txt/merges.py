"""Which blank cells are the lower part of a cell above, when both are printed as blanks.

A blank is taken as a continuation only under a cell of exactly the same columns that (or whose own upper part) holds
text, and only where labels stand: in the run of blanks at the left end of a row that has something to say, under the
upper cells of a header, and for the name beside a serial number. A blank among values stays a blank cell.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from formaudit.extract.txt.features import NUMBERS, is_total, kind
from formaudit.extract.txt.spans import Extent, label_columns

__all__ = ["continuations"]

_Texts = Sequence[str]


def continuations(rows: Sequence[_Texts], extents: Sequence[Sequence[Extent]]) -> frozenset[tuple[int, int]]:
    """The cells (row, number of the cell in its row) that continue the cell above them."""
    runs = [_run(row) for row in rows]
    found: set[tuple[int, int]] = set()
    roots = [
        {extent: text for text, extent in zip(row, line, strict=True)} for row, line in zip(rows, extents, strict=True)
    ]
    usual = _usual(rows, runs)
    labels = label_columns(rows)
    for number in range(1, len(rows)):
        above = roots[number - 1]
        if any(text.strip() for text in rows[number]):
            candidates = _candidates(rows, extents, runs, roots, number)
        else:
            candidates = _unused(extents[number], above, usual[number], labels)
        for cell in candidates:
            extent = extents[number][cell]
            if above.get(extent, "").strip():
                found.add((number, cell))
                roots[number][extent] = above[extent]
            elif cell < runs[number]:
                break
    return frozenset(found)


def _run(row: _Texts) -> int:
    """How many blank cells stand before the first filled one; 0 for a row without any filled cell."""
    return next((index for index, text in enumerate(row) if text.strip()), 0)


def _candidates(
    rows: Sequence[_Texts],
    extents: Sequence[Sequence[Extent]],
    runs: Sequence[int],
    roots: Sequence[dict[Extent, str]],
    number: int,
) -> list[int]:
    """Blank cells of a row that holds something which may continue what stands above, from left to right."""
    row = rows[number]
    blanks = [index for index, text in enumerate(row) if not text.strip()]
    if _lower_header(rows, extents, number):
        return blanks
    run = runs[number]
    if run:
        if is_total(row[run]) or _under_list_header(rows, number):
            return []
        values = [cell for cell in range(1, run) if kind(roots[number - 1].get(extents[number][cell], "")) in NUMBERS]
        return list(range(min(values, default=run)))
    named = len(row) > 2 and not row[1].strip() and kind(row[0]) == "plain" and any(text.strip() for text in row[2:])
    above = roots[number - 1].get(extents[number][1], "") if named else ""
    return [1] if named and kind(above) == "text" and not _under_list_header(rows, number) else []


def _usual(rows: Sequence[_Texts], runs: Sequence[int]) -> list[int]:
    """For each row, how many cells the rows of as many cells around it leave blank on the left when they do.

    1 where none of them does but rows elsewhere do; 0 where no row does.
    """
    usual: list[int] = []
    fallback = 1 if any(runs[1:]) else 0
    for _, group in groupby(rows, key=len):
        count = len(list(group))
        near = Counter(run for run in runs[len(usual) : len(usual) + count] if run)
        most = max(near, key=lambda run: (near[run], run)) if near else fallback
        usual.extend([most] * count)
    return usual


def _unused(extents: Sequence[Extent], above: dict[Extent, str], usual: int, labels: int) -> list[int]:
    """The cells of a wholly blank row that continue the labels above it: it is an unused line of the last group.

    They are as many as rows around it usually leave blank, and all label columns but the last, which names the single
    item and is therefore blank itself. A serial number does not run on over unused lines.
    """
    if not usual or kind(above.get(extents[0], "")) in NUMBERS:
        return []
    return [cell for cell, (_, end) in enumerate(extents) if cell < usual or end < labels]


def _lower_header(rows: Sequence[_Texts], extents: Sequence[Sequence[Extent]], number: int) -> bool:
    """Whether the row is the lower part of a header: its cells divide a wide cell above, and nothing is a number."""
    row, upper = rows[number], rows[number - 1]
    if row[0].strip() or any(kind(text) in NUMBERS for text in (*row, *upper)):
        return False
    for text, (start, end) in zip(upper, extents[number - 1], strict=True):
        inside = [cell for cell, (left, right) in enumerate(extents[number]) if start <= left and right <= end]
        if text.strip() and len(inside) >= 2 and all(row[cell].strip() for cell in inside):
            return True
    return False


def _under_list_header(rows: Sequence[_Texts], number: int) -> bool:
    """Whether the row is the first under the header of a list, whose first column is filled row by row."""
    if number != 1 or len(rows) < 4 or not all(kind(text) == "text" for text in rows[0]):
        return False
    later = [row[0] for row in rows[2:] if len(row) == len(rows[0])]
    return sum(bool(text.strip()) for text in later) * 2 > len(later)
