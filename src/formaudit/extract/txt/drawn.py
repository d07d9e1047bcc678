"""Tables drawn with lines: ``┌─┬─┐`` and ``+---+---+``. Spans are read off the missing pieces of line."""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from formaudit.extract.blocks import Grid
from formaudit.extract.txt.features import NUMBERS, kind
from formaudit.model.table import Cell

__all__ = ["BOX", "draw"]

_DOWN: Final = frozenset("│┃║╎╏┆┇┊┋|├┝┠┣┤┥┨┫┬┯┰┳┴┷┸┻┼┿╂╋┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛╔╗╚╝╠╣╦╩╬╞╡╪╟╢╫╤╧╥╨+")
_ACROSS: Final = frozenset("─━═╌╍┄┅┈┉-=├┝┠┣┤┥┨┫┬┯┰┳┴┷┸┻┼┿╂╋╔╗╚╝╠╣╦╩╬╞╡╪╟╢╫╤╧╥╨┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛+")
BOX: Final = frozenset(char for char in _DOWN | _ACROSS if char not in "|+-=")
"""Signs of the Unicode box drawing block."""
_UPRIGHT: Final = frozenset("│┃║╎╏┆┇┊┋|")
_WIDTHS: Final = ((1, "WF"), (2, "WFA"), (1, "WFA"), (2, "WF"), (1, ""))
"""How many columns a box sign takes, and which other signs take two: fonts and programs differ on dashes and marks."""
_UNSURE: Final = 0.5
"""Two bars side by side are one that was drawn crooked: nobody knows which cells it parts."""
_WRAPPED: Final = 3
"""So near to the edge, a blank beside it among them, stands the last sign of words that go on below."""
_STACKED: Final = 2
"""In so many columns figures stand below each other where no rule is drawn between rows; in one, one was broken."""


def draw(lines: Sequence[str], first: int) -> Grid | None:
    """The table drawn by the lines, or ``None`` where they enclose no cells. ``first`` is the number of line 0."""
    pictures = [[_stretched(line, *wide) for line in lines] for wide in _WIDTHS]
    picture = min(pictures, key=lambda lines: len(_edges(lines)))  # whoever drew it knew how wide the signs are
    edges = _edges(picture)
    bars = {line.count(bar) for line in lines for bar in [_bar(line)] if bar}
    if len(bars) == 1 and next(iter(bars)) < len(edges):
        picture = _counted(lines)  # no width makes the bars meet, yet each row has as many
        edges = _edges(picture)
    if len(edges) < 2:
        return None
    segments = list(pairwise(edges))
    sure = 1.0 if all(end - start > 1 for start, end in segments) else _UNSURE
    ruled = [[_is_rule(line, start, end) for start, end in segments] for line in picture]
    borders = [number for number, flags in enumerate(ruled) if any(flags)]
    if not borders or borders[0] != 0:
        borders.insert(0, -1)
    if borders[-1] != len(lines) - 1:
        borders.append(len(lines))
    bands = [(top, bottom) for top, bottom in pairwise(borders) if bottom > top + 1]
    if _unruled(picture, segments, bands):
        split = [part for band in bands for part in _rows(picture, segments, band)]
        return _cells(picture, segments, ruled, split, first, sure=sure, apart=True)
    return _cells(picture, segments, ruled, bands, first, sure=sure)


def _unruled(
    picture: Sequence[Sequence[str]], segments: Sequence[tuple[int, int]], bands: Sequence[tuple[int, int]]
) -> bool:
    """Whether rows stand between two rules without any between them: figures below each other in several columns."""
    for top, bottom in bands:
        stacked = sum(
            sum(kind(_inside(picture[line], segment)) in NUMBERS for line in range(top + 1, bottom)) > 1
            for segment in segments
        )
        if stacked >= _STACKED:
            return True
    return False


def _rows(
    picture: Sequence[Sequence[str]], segments: Sequence[tuple[int, int]], band: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """A band cut into its rows: one begins on each line that has a first cell or a figure, and does not go on."""
    top, bottom = band
    starts = [
        line
        for line in range(top + 1, bottom)
        if line == top + 1
        or any(kind(_inside(picture[line], segment)) in NUMBERS for segment in segments)
        or (_inside(picture[line], segments[0]) and not _goes_on(picture, segments, line))
    ]
    for start, end in pairwise([*starts, bottom]):
        yield start - 1, end


def _goes_on(picture: Sequence[Sequence[str]], segments: Sequence[tuple[int, int]], line: int) -> bool:
    """Whether all words of a line stand under words that fill their cell to the edge: they were wrapped."""
    for segment in segments:
        words, above = _inside(picture[line], segment), _inside(picture[line - 1], segment)
        last = "".join(picture[line - 1][segment[1] - _WRAPPED : segment[1]]).strip()
        if words and (not last or kind(above) in NUMBERS):
            return False
    return True


def _cells(
    picture: Sequence[Sequence[str]],
    segments: Sequence[tuple[int, int]],
    ruled: Sequence[Sequence[bool]],
    bands: Sequence[tuple[int, int]],
    first: int,
    *,
    sure: float,
    apart: bool = False,
) -> Grid | None:
    """The cells between the rules of the bands; rows set ``apart`` end where the next begins, ruled or not."""
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for row, (top, bottom) in enumerate(bands):
        for col in range(len(segments)):
            if (row, col) in taken:
                continue
            wide = 1
            while col + wide < len(segments) and (row, col + wide) not in taken:
                edge = segments[col + wide][0]
                if any(_at(picture[line], edge) in _DOWN for line in range(top + 1, bottom)):
                    break
                wide += 1
            tall = 1
            while row + tall < len(bands) and not apart:
                border = bands[row + tall][0]
                if any(ruled[border][col : col + wide]) or any((row + tall, col + k) in taken for k in range(wide)):
                    break
                tall += 1
            taken.update((row + down, col + right) for down in range(tall) for right in range(wide))
            start, end = segments[col][0] + 1, segments[col + wide - 1][1]
            inside = [("".join(picture[n][start:end]).strip(), n) for n in range(top + 1, bands[row + tall - 1][1])]
            texts = [(text, number) for text, number in inside if text]
            line = first + (texts[0][1] if texts else top + 1)
            text = "\n".join(text for text, _ in texts)
            cells.append(Cell(row=row, col=col, rowspan=tall, colspan=wide, text=text, line=line, confidence=sure))
    return Grid(cells=tuple(cells), rows=len(bands), cols=len(segments)) if len(cells) > 1 else None


def _stretched(line: str, box_width: int, broad: str) -> list[str]:
    """A line by display columns: a wide character takes two, the second of them empty."""
    columns: list[str] = []
    for char in line.rstrip():
        wide = box_width == 2 if char in BOX else unicodedata.east_asian_width(char) in broad
        columns.append(char)
        if wide:
            columns.append(char if char in _ACROSS and char not in _DOWN else "")
    return columns


def _counted(lines: Sequence[str]) -> list[list[str]]:
    """The lines with their bars below each other by their number alone: each part as wide as the widest of its place.

    A line without bars is a rule over the whole width.
    """
    parts = [line.strip().split(_bar(line)) if _bar(line) else [] for line in lines]
    widths = [max(map(len, column)) for column in zip(*(row[1:-1] for row in parts if row), strict=True)]
    whole = ["│", *(sign for width in widths for sign in ("─" * max(width, 1) + "┼"))]
    return [
        [sign for at, width in enumerate(widths) for sign in f"│{row[at + 1].ljust(max(width, 1))}"] + ["│"]
        if row
        else whole
        for row in parts
    ]


def _bar(line: str) -> str:
    """The upright sign that parts the cells of a line; empty for a rule."""
    stripped = line.strip()
    return stripped[0] if stripped and stripped[0] == stripped[-1] and stripped[0] in _UPRIGHT else ""


def _inside(line: Sequence[str], segment: tuple[int, int]) -> str:
    return "".join(line[segment[0] + 1 : segment[1]]).strip()


def _edges(picture: Sequence[Sequence[str]]) -> list[int]:
    return sorted({column for line in picture for column, char in enumerate(line) if char in _DOWN})


def _is_rule(line: Sequence[str], start: int, end: int) -> bool:
    inside = [char for char in line[start + 1 : end] if char]
    return end <= len(line) and bool(inside) and all(char in _ACROSS for char in inside)


def _at(line: Sequence[str], column: int) -> str:
    return line[column] if column < len(line) else ""
