"""Points printed for groups of indicators: in headings (数量指标15分), in columns beside them, for whole blocks."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.cells import Site
from formaudit.forms.fund_codes import MONEY, stage_code
from formaudit.forms.headers import Columns, pairs_points, turned_points
from formaudit.model.cells import TextCell
from formaudit.model.figure import ZERO, Figure
from formaudit.model.forms import FundRow, Indicator, Points
from formaudit.model.table import Cell, Table
from formaudit.patterns import compiled
from formaudit.text import compact, label

__all__ = [
    "as_share",
    "block_points",
    "bracketed_points",
    "column_points",
    "goal_points",
    "group_points",
    "heading_points",
    "in_group",
    "in_points",
    "is_pair",
    "points_figure",
    "weighed",
    "without_points",
]

_IN_HEADING: Final = compiled(
    r"[(（]\s*(\d+(?:\.\d+)?)\s*分?\s*[)）]|(?<![\d.])(\d+(?:\.\d+)?)\s*分\s*[:：]?\s*$|[(（]\s*(\d+(?:\.\d+)?)\s*分\s*[*×x]"
)
_PAIR: Final = compiled(r"^\s*(\d{1,3}(?:\.\d+)?)\s*分?\s*(?:[/／]|\n)\s*(\d{1,3}(?:\.\d+)?)\s*分?\s*$")
_TO_BE_HAD: Final = compiled(r"^(?:指标|标准)?(?:分值|权重|满分|标准分)(?:[(（].*[)）])?$")
_POINTS_HEAD: Final = compiled(r"(?:得|评)分(?:[(（].*[)）])?$|(?:得|评)分[/／]|分值|权重|满分")
_GOAL: Final = compiled(r"^(?:年度)?(?:绩效|总体)?目标[一二三四五六七八九\d]")
_SEVERAL: Final = 3
_HUNDRED: Final = Decimal(100)
_LITTLE: Final = Decimal("0.2")
"""By how much weights may miss the whole and still be parts of it: one of them may be wrong."""


def heading_points(site: Site, text: TextCell, *, tail: str, name: str, unit_printed: bool = False) -> Figure | None:
    """The points that a heading prints, or ``None``; the place is that of the number in the heading's cell.

    ``unit_printed`` asks for the word 分 behind the number: a mere number in brackets may be anything in a name.
    """
    match = _IN_HEADING.search(text.text)
    if match is None or (unit_printed and "分" not in match[0]):
        return None
    group = next(number for number in (1, 2, 3) if match[number])
    probe = Cell(row=0, col=0, text=match[group], confidence=text.confidence)
    figure = site.figure(
        Table(index=0, cells=(probe,), rows=1, cols=1), probe, tail=tail, label=f"{name} 分值", unit="分"
    )
    base = text.place.span[0] if text.place.span is not None else 0
    start, end = match.span(group)
    return replace(figure, place=replace(text.place, span=(base + start, base + end)))


def _points_within(site: Site, table: Table, first: int, last: int, *, tail: str, name: str) -> Figure | None:
    """The points that the first heading with any in some rows prints, or ``None``.

    A number behind the head of a column of money (年初预算（1）) counts the columns.
    """
    cells = (cell for row in range(first, last + 1) for cell in table.row(row))
    cells = (cell for cell in cells if "分" in cell.text or stage_code(cell.text) not in (*MONEY, "rate"))
    figures = (heading_points(site, site.text(table, cell), tail=tail, name=name) for cell in cells)
    return next((figure for figure in figures if figure is not None), None)


def weighed(site: Site, table: Table, first: int, last: int, funds: list[FundRow]) -> list[FundRow]:
    """The rows of money with the points for carrying out the budget that only a heading prints: 预算执行情况（20分）.

    They are those of the total, or of the first row where no row is called so.
    """
    at = next((i for i, row in enumerate(funds) if row.source == "total"), 0)
    if not funds or funds[at].weight is not None:
        return funds
    figure = _points_within(site, table, first, last, tail=".total.weight", name="预算执行")
    return funds if figure is None else [*funds[:at], replace(funds[at], weight=figure), *funds[at + 1 :]]


def goal_points(site: Site, table: Table, row: int) -> Figure | None:
    """The points of a numbered goal that heads the indicators behind it: 年度目标2（40分） | what it is."""
    cells = [cell for cell in table.starting(row) if compact(cell.text)]
    if len(cells) != len(("goal", "words")) or not _GOAL.match(compact(cells[0].text)):
        return None
    name = without_points(cells[0].text)
    return heading_points(site, site.text(table, cells[0]), tail=f".points[{name}]", name=name, unit_printed=True)


def bracketed_points(text: str) -> bool:
    """Whether a heading prints points at all."""
    return _IN_HEADING.search(text) is not None


def without_points(text: str) -> str:
    """A heading's name without its points."""
    return label(_IN_HEADING.sub("", text))


def points_figure(site: Site, table: Table, cell: Cell, *, tail: str, name: str) -> Figure:
    """The points in a cell; a weight may be a share of the whole (20%), or stand before the score (20/19)."""
    side = _PAIR.match(cell.text)
    if side is not None and tail.endswith((".weight", ".score")):
        group = _reached(table, cell, side) if tail.endswith(".score") else 0
        group = group or (1 if tail.endswith(".weight") != turned_points(table, cell) else 2)
        return site.part(table, cell, side[group], side.start(group), tail=tail, label=name, unit="分")
    share = tail.endswith("weight") or ".points[" in tail
    percent = "%" in compact(cell.text)
    return site.figure(table, cell, tail=tail, label=name, unit="%" if percent and share else "分")


def _reached(table: Table, cell: Cell, side: re.Match[str]) -> int:
    """Which number of two under a head of points reached alone (得分) is those: 9.17/10分 and 10/9.17 are 9.17 of 10.

    Of the two the one that the points to be had beside them repeat is those; without such a cell it is the larger.
    Nothing where the head itself names both.
    """
    above = (table.at(row, cell.col) for row in range(cell.row - 1, -1, -1))
    head = next((one for one in above if one is not None and _POINTS_HEAD.search(compact(one.text))), None)
    if head is None or pairs_points(head.text):
        return 0
    first, second = Decimal(side[1]), Decimal(side[2])
    beside = [one for one in table.row(cell.row) if one.col < cell.col and _under_weights(table, one)]
    had = {compact(one.text).removesuffix("分") for one in beside}
    if len(had & {side[1], side[2]}) == 1:
        return 2 if side[1] in had else 1
    return 1 if first <= second else 2


def _under_weights(table: Table, cell: Cell) -> bool:
    """Whether a cell stands in a column of points to be had."""
    above = (table.at(row, cell.col) for row in range(cell.row - 1, -1, -1))
    return any(one is not None and _TO_BE_HAD.search(compact(one.text)) is not None for one in above)


def is_pair(text: str) -> bool:
    """Whether a cell holds points to be had and points reached: 20/19."""
    return _PAIR.match(text) is not None


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
    """Rows that stand together under one heading, whether each row repeats its points or only the first prints them."""
    runs: list[tuple[tuple[str, str], TextCell, list[int]]] = []
    for at, row in enumerate(indicators):
        text = row.level1_text if level == 1 else row.level2_text
        key = (without_points(row.level1_text.text) if level == 2 else "", without_points(text.text))
        if runs and runs[-1][0] == key and _same_points(runs[-1][1], text):
            runs[-1] = (key, runs[-1][1] if bracketed_points(runs[-1][1].text) else text, [*runs[-1][2], at])
        else:
            runs.append((key, text, [at]))
    for _, text, rows in runs:
        if compact(text.text):
            yield text, tuple(rows)


def _same_points(one: TextCell, other: TextCell) -> bool:
    """Whether two headings of one name may be one: they print the same points, or one of them prints none."""
    first, second = _IN_HEADING.search(one.text), _IN_HEADING.search(other.text)
    return first is None or second is None or compact(first[0]) == compact(second[0])


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
            figure = points_figure(site, table, cell, tail=f".points[{name}]", name=f"{name} 分值")
            if figure.raw:
                yield Points(level=level, name=name, figure=figure, rows=tuple(first + row for row in rows))


def in_points(indicators: Sequence[Indicator]) -> list[Indicator]:
    """The indicators with weights that are parts of one (0.3 of 1) as the points of a hundred that they stand for."""
    weights = [row.weight for row in indicators if row.weight is not None and row.weight.filled]
    parts = [weight.amount for weight in weights]
    if len(parts) < _SEVERAL or any(part > 1 for part in parts) or abs(sum(parts, ZERO) - 1) > _LITTLE:
        return list(indicators)
    return [replace(row, weight=as_share(row.weight)) if row.weight is not None else row for row in indicators]


def as_share(weight: Figure) -> Figure:
    """A weight of at most one as per cent."""
    if not weight.filled or weight.amount > 1:
        return weight
    return replace(weight, value=weight.amount * 100, unit="%", decimals=max(0, weight.decimals - 2))


def in_group(indicators: Sequence[Indicator], groups: Sequence[Points]) -> list[Indicator]:
    """The indicators with weights inside their group (50% of 60) as points of the whole.

    So they are read only where the groups come to a hundred and the rows of every one of them do too.
    """
    found = list(indicators)
    first = [group for group in groups if group.level == 1 and group.figure.filled]
    if len(first) < len(("one", "other")) or abs(sum((one.figure.amount for one in first), ZERO) - _HUNDRED) > 1:
        return found
    sums = [_summed(indicators, group) for group in first]
    if any(one is None or abs(one - _HUNDRED) > 1 for one in sums):
        return found
    for group in first:
        for at in group.rows:
            weight = found[at].weight
            if weight is not None and weight.filled:
                points = weight.amount * group.figure.amount / _HUNDRED
                found[at] = replace(found[at], weight=replace(weight, value=points, unit=group.figure.unit))
    return found


def _summed(indicators: Sequence[Indicator], group: Points) -> Decimal | None:
    weights = [indicators[at].weight for at in group.rows]
    filled = [weight.amount for weight in weights if weight is not None and weight.filled]
    return sum(filled, ZERO) if len(filled) == len(group.rows) else None
