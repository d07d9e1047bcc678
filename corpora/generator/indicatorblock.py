"""The block of indicators at the foot of annex 3 and 4, with its merged levels, template rows and total."""

from dataclasses import dataclass, replace
from decimal import Decimal

from corpora.generator.layout import Layout
from corpora.generator.scoring import execution_score, plain, rate
from corpora.generator.sheet import Box, Printed, box
from corpora.generator.spec import Amounts, Indicator

__all__ = ["indicator_boxes"]

_TEN = Decimal(10)
_WAN = Decimal(10000)
_SIGNS = {"positive": "≥", "reverse": "≤", "equal": "＝", "qualitative": "定性"}


@dataclass(frozen=True, slots=True)
class _Row:
    """A printed row: an indicator, or the words of a row without one (不适用, or nothing)."""

    level2: str
    indicator: Indicator | None = None
    words: str = ""


def _rows(layout: Layout, indicators: tuple[Indicator, ...]) -> list[_Row]:
    rows: list[_Row] = []
    for level2 in layout.level2:
        found = [_Row(level2, each) for each in indicators if each.level2 == level2]
        rows += found or [_Row(level2, None, layout.not_applicable)]
        rows += [_Row(level2)] * layout.blank_rows
    return rows


def _number(address: str, value: Decimal, unit: str) -> tuple[Printed | str, ...]:
    """A number and its counting word; a percent sign belongs to the number, 万 before a counting word multiplies it."""
    if unit == "%":
        return (Printed(address, value, unit, f"{plain(value)}%"),)
    if unit.startswith("万") and unit != "万元":
        return Printed(address, value * _WAN, unit[1:], plain(value)), unit
    return Printed(address, value, unit, plain(value)), unit


def _cell(layout: Layout, address: str, column: str, each: Indicator) -> tuple[Printed | str, ...]:
    """What a column prints for an indicator."""
    apart = any(name == "unit" for name, _ in layout.indicator_columns)
    measured = each.nature != "qualitative"
    unit = "" if apart else each.unit
    sign = {"positive": layout.positive, "reverse": layout.reverse}.get(each.nature, "")
    texts = {
        "name": each.name,
        "nature": _SIGNS[each.nature],
        "unit": each.unit if measured else "",
        "standard": each.standard,
        "reason": each.reason,
        "note": "定量" if measured else "定性",
    }
    if column in texts:
        return (texts[column],)
    if column in ("review", "review_value"):
        return ("",)  # filled in by who reviews the form, not by the unit
    if column == "completion":
        return (
            (layout.percent_at(f"{address}.completion", rate(each.achieved, each.target)),) if _counted(each) else ("",)
        )
    if column == "target":
        if not measured:
            return (each.target_text,)
        return ("" if apart else sign, *_number(f"{address}.target", each.target, unit))
    if column == "achieved":
        return _number(f"{address}.achieved", each.achieved, unit) if measured else (each.achieved_text,)
    value = each.weight if column == "weight" else each.score
    return (layout.number_at(f"{address}.{column}", value, "分"),)


def _counted(each: Indicator) -> bool:
    """Whether an indicator has a share of its target that was reached."""
    return each.nature in ("positive", "equal") and each.target > 0


def _headings(layout: Layout, row: int, first: int) -> tuple[list[Box], int]:
    """The heading: one row, or two where columns share a common heading."""
    height = 2 if layout.indicator_spread else 1
    grouped = {name: title for title, names in layout.indicator_spread for name in names}
    columns = [name for name, _ in layout.indicator_columns]
    boxes = [
        box(row, first + columns.index(names[0]), title, cols=len(names)) for title, names in layout.indicator_spread
    ]
    for col, (name, heading) in enumerate(layout.indicator_columns, first):
        below = name in grouped
        boxes.append(box(row + int(below), col, heading, rows=1 if below else height))
    return boxes, height


def _execution_row(layout: Layout, address: str, executed: tuple[Amounts, Decimal], row: int, first: int) -> list[Box]:
    """Execution as an indicator of its own."""
    amounts, percent = executed
    score = execution_score(amounts.actual_amount, amounts.final_budget, _TEN)
    where = f"{address}.execution"
    pieces: dict[str, Printed | str] = {
        "name": layout.execution_names[1],
        "target": "100%",
        "achieved": layout.percent_at(f"{where}.achieved", percent),
        "weight": layout.number_at(f"{where}.weight", _TEN, "分"),
        "score": layout.number_at(f"{where}.score", score, "分"),
        "standard": "计划标准",
        "reason": "" if score == _TEN else "年末部分尾款未到支付节点，结转下年支付",
    }
    boxes = [box(row, first, layout.execution_names[0], cols=2)]
    for col, (column, _) in enumerate(layout.indicator_columns, first):
        if column not in ("level1", "level2"):
            boxes.append(box(row, col, pieces.get(column, ""), key=f"{where}.{column}"))
    return boxes


def indicator_boxes(
    layout: Layout, address: str, indicators: tuple[Indicator, ...], executed: tuple[Amounts, Decimal], row: int
) -> list[Box]:
    """Heading, rows and total; ``executed`` is the form's money and its execution rate."""
    first = int(layout.side)
    indicators = tuple(replace(each, level2=layout.moved.get(each.level2, each.level2)) for each in indicators)
    names = [name for name, _ in layout.indicator_columns]
    boxes, height = _headings(layout, row, first)
    top, row = row, row + height
    if layout.execution == "row":
        boxes += _execution_row(layout, address, executed, row, first)
        row += 1
    rows = _rows(layout, indicators)
    for level, shift in (("level1", 0), ("level2", 1)):
        start = 0
        for at in range(1, len(rows) + 1):
            key = _key(rows[start], level)
            if at == len(rows) or _key(rows[at], level) != key:
                text = _level_text(layout, key, indicators)
                boxes.append(box(row + start, first + shift, text, rows=at - start, key=f"{address}.{level}[{key}]"))
                start = at
    for at, each in enumerate(rows, row):
        where = f"{address}.indicators[{each.indicator.name}]" if each.indicator else f"{address}.template[{at}]"
        for col, column in enumerate(names[2:], first + 2):
            if each.indicator:
                boxes.append(box(at, col, *_cell(layout, where, column, each.indicator), key=f"{where}.{column}"))
            else:
                boxes.append(box(at, col, each.words if column == "name" else "", key=f"{where}.{column}"))
    row += len(rows)
    if layout.side:
        boxes.append(box(top, 0, layout.indicator_side, rows=row - top))
    return boxes + _total_row(layout, address, indicators, executed[0], row)


def _key(row: _Row, level: str) -> str:
    return row.level2 if level == "level2" else row.level2.partition(".")[0]


def _level_text(layout: Layout, key: str, indicators: tuple[Indicator, ...]) -> str:
    if "." in key:
        return layout.level2_names[key]
    weight = sum((each.weight for each in indicators if each.level1 == key), Decimal(0))
    return layout.level1_names[key] + layout.level1_weight.format(weight=plain(weight))


def _total_row(layout: Layout, address: str, indicators: tuple[Indicator, ...], total: Amounts, row: int) -> list[Box]:
    first = int(layout.side)
    names = [name for name, _ in layout.indicator_columns]
    weight_at = first + names.index("weight")
    score = sum((each.score for each in indicators), Decimal(0))
    score += execution_score(total.actual_amount, total.final_budget, _TEN)
    pieces = {
        "weight": layout.number_at(f"{address}.total_weight", Decimal(100), "分"),
        "score": layout.number_at(f"{address}.total_score", score, "分"),
    }
    boxes = [box(row, 0, layout.total, cols=weight_at)]
    for col, name in enumerate(names, first):
        if col >= weight_at:
            boxes.append(box(row, col, pieces.get(name, "")))
    return boxes
