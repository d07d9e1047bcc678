"""Points printed for groups of indicators: in headings (数量指标15分), in columns beside them, for whole blocks."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from formaudit.forms.cells import Site
from formaudit.forms.headers import Columns
from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure
from formaudit.model.forms import Indicator, Points
from formaudit.model.table import Cell, Table
from formaudit.text import compact, label

__all__ = ["block_points", "bracketed_points", "column_points", "group_points", "heading_points", "without_points"]

_IN_HEADING: Final = re.compile(
    r"[(（]\s*(\d+(?:\.\d+)?)\s*分?\s*[)）]|(?<![\d.])(\d+(?:\.\d+)?)\s*分\s*[:：]?\s*$|[(（]\s*(\d+(?:\.\d+)?)\s*分\s*[*×x]"
)


def heading_points(site: Site, text: TextCell, *, tail: str, name: str) -> Figure | None:
    """The points that a heading prints, or ``None``; the place is that of the number in the heading's cell."""
    match = _IN_HEADING.search(text.text)
    if match is None:
        return None
    group = next(number for number in (1, 2, 3) if match[number])
    probe = Cell(row=0, col=0, text=match[group], confidence=text.confidence)
    figure = site.figure(
        Table(index=0, cells=(probe,), rows=1, cols=1), probe, tail=tail, label=f"{name} 分值", unit="分"
    )
    base = text.place.span[0] if text.place.span is not None else 0
    start, end = match.span(group)
    return replace(figure, place=replace(text.place, span=(base + start, base + end)))


def bracketed_points(text: str) -> bool:
    """Whether a heading prints points at all."""
    return _IN_HEADING.search(text) is not None


def without_points(text: str) -> str:
    """A heading's name without its points."""
    return label(_IN_HEADING.sub("", text))


def block_points(
    site: Site, table: Table, row: int, columns: Columns, indicators: Sequence[Indicator], first: int
) -> Points | None:
    """Points in the label left of a block's header, for the rows of the block from position ``first`` on."""
    left = min(span[0] for span in columns.values())
    for cell in table.row(row):
        if cell.col >= left or not bracketed_points(cell.text):
            continue
        name = without_points(cell.text)
        figure = heading_points(site, site.text(table, cell), tail=f".points[{name}]", name=name)
        if figure is not None:
            return Points(level=0, name=name, figure=figure, rows=tuple(range(first, len(indicators))))
    return None


def group_points(site: Site, indicators: Sequence[Indicator], known: frozenset[str]) -> Iterator[Points]:
    """Points in the headings of levels; first-level headings in ``known`` (by their text) are told elsewhere."""
    for level in (1, 2):
        for text, rows in _groups(indicators, level):
            if level == 1 and label(text.text) in known:
                continue
            name = without_points(text.text)
            figure = heading_points(site, text, tail=f".points[{name}]", name=name)
            if figure is not None:
                yield Points(level=level, name=name, figure=figure, rows=rows)


def _groups(indicators: Sequence[Indicator], level: int) -> Iterator[tuple[TextCell, tuple[int, ...]]]:
    """Rows that stand together under one heading."""

    def heading(at: int) -> tuple[str, str]:
        row = indicators[at]
        return label(row.level1_text.text), label(row.level2_text.text) if level == 2 else ""

    for _, run in groupby(range(len(indicators)), key=heading):
        rows = tuple(run)
        first = indicators[rows[0]]
        text = first.level1_text if level == 1 else first.level2_text
        if compact(text.text):
            yield text, rows


def column_points(
    site: Site, table: Table, indicators: Sequence[Indicator], columns: Columns, first: int
) -> Iterator[Points]:
    """Points in a column of their own beside the first or second level (一级指标 | 分值 | 二级指标 | 分值)."""
    for level, code in ((1, "level1_points"), (2, "level2_points")):
        span = columns.get(code)
        if span is None:
            continue
        for text, rows in _groups(indicators[first:], level):
            if text.place.row is None or text.place.table != table.index:
                continue
            cell = table.at(text.place.row, span[0])
            if cell is None or not compact(cell.text):
                continue
            name = without_points(text.text)
            figure = site.figure(table, cell, tail=f".points[{name}]", label=f"{name} 分值", unit="分")
            if figure.raw:
                yield Points(level=level, name=name, figure=figure, rows=tuple(first + row for row in rows))
