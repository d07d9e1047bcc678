"""A sheet cut into bands: lines of text, and stretches of rows that make one form (一张工作表里的几个表)."""

from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct

from formaudit.extract.sheet.lines import is_heading, is_label, is_note, is_numbered_annex, is_sentence, is_title
from formaudit.extract.sheet.merges import Cleared
from formaudit.extract.sheet.raw import Position

__all__ = ["Band", "cut"]

_PARTING = 2  # so many wholly blank rows part two forms
_MOST = 0.6  # a cell over this part of a form's width runs across it


class Band(Struct, frozen=True):
    """Rows ``first`` to ``last``: a form, or one line of text (then both are the same row)."""

    first: int
    last: int
    is_line: bool


class _Rows(Struct, frozen=True):
    """The rows of a sheet: where each one prints text, and which of them have vertical rules."""

    sheet: Cleared
    spots: dict[int, list[Position]]
    ruled: frozenset[int]
    last_ruled: int

    def texts(self, row: int) -> list[str]:
        return [self.sheet.shown[spot].text for spot in self.spots.get(row, ())]

    def bottom(self, row: int) -> int:
        """The last row that a cell printed in this one reaches."""
        return max((self.sheet.region(spot)[2] for spot in self.spots.get(row, ())), default=row)

    def width(self, first: int, last: int) -> tuple[int, int]:
        """The outer columns of what looks like a form between two rows: rules, else rows with several cells."""
        several = [row for row in range(first, last + 1) if len(self.spots.get(row, ())) > 1]
        cols = [col for row, col in self.sheet.ruled if first <= row <= last]
        regions = [self.sheet.region(spot) for row in several for spot in self.spots[row]]
        if not cols and not regions:
            regions = [self.sheet.region(spot) for row in range(first, last + 1) for spot in self.spots.get(row, ())]
        if not cols:
            cols = [col for region in regions for col in (region[1], region[3])]
        return min(cols, default=0), max(cols, default=0)

    def across(self, row: int, width: tuple[int, int], share: float = _MOST) -> bool:
        """Whether a row prints one cell only, and that one runs across the form."""
        spots = self.spots.get(row, ())
        left, right = width
        if len(spots) != 1 or left == right:
            return False
        region = self.sheet.region(spots[0])
        covered = min(region[3], right) - max(region[1], left) + 1
        return region[3] > region[1] and covered >= share * (right - left + 1)


def cut(sheet: Cleared) -> tuple[Band, ...]:
    """The bands of a sheet from top to bottom."""
    if not sheet.shown:
        return ()
    spots: dict[int, list[Position]] = {}
    filled: set[int] = set()
    for spot in sorted(sheet.shown):
        spots.setdefault(spot[0], []).append(spot)
        filled.update(range(spot[0], sheet.region(spot)[2] + 1))
    first, last = min(filled), max(filled)
    ruled = frozenset(row for row, _ in sheet.ruled if first <= row <= last)
    rows = _Rows(sheet, spots, ruled, max(ruled, default=-1))
    occupied = sorted(filled | ruled)
    bands: list[Band] = []
    start = occupied[0]
    for above, below in zip(occupied, [*occupied[1:], None], strict=True):
        if below is None or _parted(above, below, ruled):
            bands.extend(_peel(rows, start, above))
            start = above if below is None else below
    return tuple(bands)


def _parted(above: int, below: int, ruled: frozenset[int]) -> bool:
    """Two blank rows part forms, or one where ruled boxes stand above and below it."""
    blank = below - above - 1
    return blank >= _PARTING or (blank > 0 and above in ruled and below in ruled)


def _peel(rows: _Rows, first: int, last: int) -> list[Band]:
    """A stretch without its title, unit and signature lines, cut where a title stands inside."""
    printed = [row for row in range(first, last + 1) if row in rows.spots]
    boxed = any(row in rows.ruled for row in range(first, last + 1))
    if not boxed and all(len(rows.spots[row]) == 1 for row in printed):
        return [Band(row, row, is_line=True) for row in printed]
    if not boxed:
        parts = _between_prose(rows, printed)
        if len(parts) > 1:
            return [band for part in parts for band in _peel(rows, part[0], part[-1])]
    width = rows.width(first, last)
    # A row into which a cell from above reaches is tied to that one: neither a line of its own nor a beginning.
    reach = list(accumulate((rows.bottom(row) for row in printed), max))
    tied = {row for row, above in zip(printed[1:], reach, strict=False) if above >= row}
    bands: list[Band] = []
    start, leading = 0, True
    for index in range(1, len(printed) + 1):
        if index < len(printed):
            leading = leading and _leads(rows, printed[index - 1], width, boxed=boxed)
            if leading or printed[index] in tied or not _begins(rows, printed, index, width, boxed=boxed):
                continue
        bands.extend(_trimmed(rows, printed[start:index], tied))
        start, leading = index, True
    return bands


def _between_prose(rows: _Rows, printed: Sequence[int]) -> list[list[int]]:
    """The rows of a stretch without rules, the passages of running text apart from the rest.

    A passage holds a sentence, or ends the stretch: a heading alone may also be that of rows without figures.
    """
    found: list[list[int]] = [[]]
    passage: list[int] = []
    reach = -1
    for row in (*printed, None):
        if row is not None and row > reach and _may_be_prose(rows, row):
            passage.append(row)
            continue
        told = any(is_sentence(rows.texts(one)[0]) for one in passage) or (row is None and found[-1])
        if told:
            found += [*([one] for one in passage), []]
        else:
            found[-1] += passage
        passage = []
        if row is not None:
            found[-1].append(row)
            reach = max(reach, rows.bottom(row))
    return [part for part in found if part]


def _may_be_prose(rows: _Rows, row: int) -> bool:
    """Whether a row holds one text in one cell, a sentence or a heading."""
    texts = rows.texts(row)
    if len(texts) != 1 or not (is_sentence(texts[0]) or is_heading(texts[0])):
        return False
    spot = rows.spots[row][0]
    return spot[1] == rows.sheet.region(spot)[3]


def _trimmed(rows: _Rows, printed: Sequence[int], tied: set[int]) -> list[Band]:
    """One form with the lines above and below it."""
    boxed = any(row in rows.ruled for row in range(printed[0], printed[-1] + 1))
    width = rows.width(printed[0], printed[-1])
    top, end = 0, len(printed)
    while top < end and _leads(rows, printed[top], width, boxed=boxed):
        top += 1
    while 0 < top < end and printed[top] in tied:
        top -= 1
    while end > top and printed[end - 1] not in tied and _trails(rows, printed[end - 1], width, boxed=boxed):
        end -= 1
    bands = [Band(row, row, is_line=True) for row in printed[:top]]
    if top < end:
        bands.append(Band(printed[top], max(rows.bottom(row) for row in printed[top:end]), is_line=False))
    return [*bands, *(Band(row, row, is_line=True) for row in printed[end:])]


def _leads(rows: _Rows, row: int, width: tuple[int, int], *, boxed: bool) -> bool:
    """Whether a row above a form is a line: its title, the annex number, the unit of account, who fills it in."""
    texts = rows.texts(row)
    if boxed and row in rows.ruled:
        return rows.across(row, width, 1.0)
    if boxed:
        return len(texts) == 1 or any(is_label(text) for text in texts)
    if len(texts) == 1:
        # Nothing but a line stands alone above the first row with several cells.
        return True
    return all(is_label(text) for text in texts)


def _trails(rows: _Rows, row: int, width: tuple[int, int], *, boxed: bool) -> bool:
    """Whether a row under a form is a line: who signs for it, a note."""
    texts = rows.texts(row)
    if boxed and row in rows.ruled:
        return False
    if boxed:
        return len(texts) == 1 or any(is_label(text) for text in texts)
    if len(texts) == 1:
        return is_note(texts[0]) or is_label(texts[0]) or (is_title(texts[0]) and rows.across(row, width))
    return all(is_label(text) for text in texts)


def _begins(rows: _Rows, printed: Sequence[int], index: int, width: tuple[int, int], *, boxed: bool) -> bool:
    """Whether a new form begins at a row that stands inside a stretch."""
    row, above = printed[index], printed[index - 1]
    texts = rows.texts(row)
    if len(texts) != 1:
        return False
    if boxed and row not in rows.ruled:
        return row < rows.last_ruled and (is_title(texts[0]) or rows.across(row, width))
    if rows.across(row, width, 1.0 if boxed else _MOST):
        return is_title(texts[0])
    return not boxed and is_title(texts[0]) and (row - above > 1 or is_numbered_annex(texts[0]))
