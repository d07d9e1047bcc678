"""Tables drawn with lines: ``┌─┬─┐`` and ``+---+---+``. Spans are read off the missing pieces of line."""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from formaudit.extract.blocks import Grid
from formaudit.model.table import Cell

__all__ = ["BOX", "draw"]

_DOWN: Final = frozenset("│┃║╎╏┆┇┊┋|├┝┠┣┤┥┨┫┬┯┰┳┴┷┸┻┼┿╂╋┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛╔╗╚╝╠╣╦╩╬╞╡╪╟╢╫╤╧╥╨+")
_ACROSS: Final = frozenset("─━═╌╍┄┅┈┉-=├┝┠┣┤┥┨┫┬┯┰┳┴┷┸┻┼┿╂╋╔╗╚╝╠╣╦╩╬╞╡╪╟╢╫╤╧╥╨┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛+")
BOX: Final = frozenset(char for char in _DOWN | _ACROSS if char not in "|+-=")
"""Signs of the Unicode box drawing block."""


def draw(lines: Sequence[str], first: int) -> Grid | None:
    """The table drawn by the lines, or ``None`` where they enclose no cells. ``first`` is the number of line 0."""
    pictures = [[_stretched(line, width) for line in lines] for width in (1, 2)]
    picture = min(
        pictures, key=lambda lines: len(_edges(lines))
    )  # a box sign is one or two columns wide: see which fits
    edges = _edges(picture)
    if len(edges) < 2:
        return None
    segments = list(pairwise(edges))
    ruled = [[_is_rule(line, start, end) for start, end in segments] for line in picture]
    borders = [number for number, flags in enumerate(ruled) if any(flags)]
    if not borders or borders[0] != 0:
        borders.insert(0, -1)
    if borders[-1] != len(lines) - 1:
        borders.append(len(lines))
    bands = [(top, bottom) for top, bottom in pairwise(borders) if bottom > top + 1]
    return _cells(picture, segments, ruled, bands, first)


def _cells(
    picture: Sequence[Sequence[str]],
    segments: Sequence[tuple[int, int]],
    ruled: Sequence[Sequence[bool]],
    bands: Sequence[tuple[int, int]],
    first: int,
) -> Grid | None:
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
            while row + tall < len(bands):
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
            cells.append(Cell(row=row, col=col, rowspan=tall, colspan=wide, text=text, line=line))
    return Grid(cells=tuple(cells), rows=len(bands), cols=len(segments)) if len(cells) > 1 else None


def _stretched(line: str, box_width: int) -> list[str]:
    """A line by display columns: a wide character takes two, the second of them empty."""
    columns: list[str] = []
    for char in line.rstrip():
        wide = box_width == 2 if char in BOX else unicodedata.east_asian_width(char) in "WF"
        columns.append(char)
        if wide:
            columns.append(char if char in _ACROSS and char not in _DOWN else "")
    return columns


def _edges(picture: Sequence[Sequence[str]]) -> list[int]:
    return sorted({column for line in picture for column, char in enumerate(line) if char in _DOWN})


def _is_rule(line: Sequence[str], start: int, end: int) -> bool:
    inside = [char for char in line[start + 1 : end] if char]
    return end <= len(line) and bool(inside) and all(char in _ACROSS for char in inside)


def _at(line: Sequence[str], column: int) -> str:
    return line[column] if column < len(line) else ""
