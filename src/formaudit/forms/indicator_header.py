"""The header of a block of indicators: levels, values, and the points that stand beside each level."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from formaudit.forms.fund_codes import fund_codes
from formaudit.forms.headers import Columns, read_header, with_second_row
from formaudit.forms.indicator_columns import aimed_and_reached, code_of, own_second, span_of
from formaudit.forms.remembered import by_row
from formaudit.indicators.lexicon import identify
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["LEVEL_POINTS", "indicator_header", "margin_score", "second_half", "strange_columns"]

_VALUES: Final = ("target", "achieved", "weight", "score")
_AGAIN: Final = ("target", "achieved")
_LEVELS: Final = ("level1", "level2", "level3")
_POINTS: Final = ("weight", "score")
_OF_ROWS: Final = ("target", "achieved")
_FEWEST_ITEMS: Final = 2
_HUNDRED: Final = Decimal(100)
_NAMED: Final = "绩效指标"
_BUDGETS: Final = frozenset({"original_budget", "final_budget"})
_NAME: Final = compiled(r"^(?:指标)?(?:名称|内容)$")
_THIRD: Final = compiled(r"三级")
_FOURTH: Final = compiled(r"四级")
_CONVERTED: Final = compiled(r"折算|折合|加权|权重得分|换算")
LEVEL_POINTS: Final = {"level1": "level1_points", "level2": "level2_points", "level3": "weight"}
"""The column of points that stands right of a level, by that level's code."""


@by_row
def indicator_header(table: Table, row: int) -> tuple[dict[str, tuple[int, int]], int] | None:
    """The columns of a block of indicators, with the last row of its header."""
    first = {**read_header("indicator-column", table, row), **aimed_and_reached(table, row), **own_second(table, row)}
    levels = [code for code in _LEVELS if code in first]
    first = _without_margin(table, row, first, levels)
    if not levels and any(code in first for code in _VALUES):
        below = _levels_below(table, row, first) or _scored_items(table, row, first)
        named = next((cell for cell in table.starting(row) if compact(cell.text) == _NAMED), None)
        if below is not None or named is None or named.rowspan > 1:
            return below
        # Without any level beside it the word for all indicators heads the column of their names.
        first, levels = {**first, "level3": span_of(named)}, ["level3"]
    if not levels or (len(levels) == 1 and "level3" not in first):
        return None
    if levels == ["level3"] and not any(code in first for code in _OF_ROWS) and _budgeted(table, row):
        return None
    columns, last = with_second_row("indicator-column", table, row, first)
    paired = _names_and_points(table, row, first)
    if paired:
        values = {code: span for code, span in columns.items() if code not in (*_LEVELS, "weight")}
        apart = {code: span for code, span in _told_apart(table, row, row + 1).items() if span not in paired.values()}
        return {**values, **paired, **apart}, row + 1
    if not any(code in columns for code in _VALUES):
        return None
    beside = _points_beside_levels(table.row(row))
    if "weight" not in beside and "level1_points" in beside:
        columns = {code: span for code, span in columns.items() if code != "weight"}  # those are a level's
    upper = "" if beside else _of_upper_level(table, last, columns)
    if upper:
        beside = {LEVEL_POINTS[upper]: columns.pop("weight")}
        columns = {**columns, **_own_points(table, row, last, beside[LEVEL_POINTS[upper]])}
    columns = {**columns, **_levels_under_one(table, last, columns), **_two_names(table, row, columns)}
    if "goal" in columns and "target" not in columns and "achieved" in columns:
        columns["target"] = columns.pop("goal")  # 目标 | 完成
    return {**columns, **beside, **_told_apart(table, row, last)}, last


def _budgeted(table: Table, row: int) -> bool:
    """Whether a row names the budget and what was spent of it: 指标 | 预算数 | 执行数 | 分值 heads the money."""
    codes = fund_codes(table, row)
    return "actual_amount" in codes and not _BUDGETS.isdisjoint(codes)


def _without_margin(
    table: Table, row: int, first: dict[str, tuple[int, int]], levels: Sequence[str]
) -> dict[str, tuple[int, int]]:
    """The columns without those that the label of the whole block seems to name: 指标完成情况 left of all levels.

    A column of that name right of the levels is the one that was meant.
    """
    left = min((first[code][0] for code in levels), default=0)
    margin = [code for code in _OF_ROWS if code in first and first[code][1] <= left]
    if not margin:
        return first
    named = {code_of(cell): span_of(cell) for cell in reversed(table.row(row)) if cell.col >= left}
    kept = {code: span for code, span in first.items() if code not in margin}
    return {**kept, **{code: named[code] for code in margin if code in named}}


def _names_and_points(table: Table, row: int, first: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """The columns of levels that are parted below their heads into name and points: 一级指标 over 名称 | 权重."""
    found: dict[str, tuple[int, int]] = {}
    for level in (code for code in _LEVELS if code in first and row + 1 < table.rows):
        low, high = _taken_apart(table, row, first[level])
        parts = [cell for cell in table.starting(row + 1) if low <= cell.col and cell.col + cell.colspan <= high]
        if (
            len(parts) == len(("name", "points"))
            and _NAME.match(compact(parts[0].text))
            and code_of(parts[1]) == "weight"
        ):
            found |= {level: span_of(parts[0]), LEVEL_POINTS[level]: span_of(parts[1])}
    return {**{code: first[code] for code in _LEVELS if code in first}, **found} if found else {}


def _taken_apart(table: Table, row: int, span: tuple[int, int]) -> tuple[int, int]:
    """The columns of a head with those right of it that print it again or nothing: a merge was taken apart."""
    low, high = span
    head = table.at(row, low)
    known = ("", compact(head.text) if head is not None else "")
    while (right := table.at(row, high)) is not None and right.row == row and compact(right.text) in known:
        high += 1
    return low, high


def _two_names(table: Table, row: int, columns: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """The levels of a header with two words for what is measured and no level else (指标 | 评分内容): group and row."""
    if any(code in columns for code in _LEVELS[:2]):
        return {}
    named = [cell for cell in table.starting(row) if code_of(cell) == "level3"]
    if len(named) != len(("group", "row")):
        return {}
    first, below = named[0], table.at(named[0].row + named[0].rowspan, named[0].col)
    tall = below is not None and below.rowspan > 1
    return {"level1": span_of(first), "level3": span_of(named[1])} if tall else {}


def _of_upper_level(table: Table, last: int, columns: dict[str, tuple[int, int]]) -> str:
    """The level whose points are the only ones: they stand right behind it, one cell of them over several rows."""
    points = columns.get("weight")
    named = sorted((columns[code], code) for code in _LEVELS if code in columns)
    above = [code for span, code in named if points is not None and span[1] == points[0]]
    below = [code for span, code in named if points is not None and span[0] > points[0]]
    if points is None or not above or not below or above[0] == _LEVELS[-1]:
        return ""
    tall = any(
        (cell := table.at(row, points[0])) is not None and cell.rowspan > 1 and read_cell(cell.text) is not None
        for row in range(last + 1, table.rows)
    )
    return above[0] if tall or _in_step(table, last, columns[above[0]][0], points[0]) else ""


def _own_points(table: Table, row: int, last: int, above: tuple[int, int]) -> dict[str, tuple[int, int]]:
    """The points of the rows themselves in a later column than those of a level: 一级指标 | 分值 | … | 指标分值."""
    cells = [cell for at in range(row, last + 1) for cell in table.starting(at)]
    later = [cell for cell in cells if code_of(cell) == "weight" and cell.col >= above[1]]
    return {"weight": span_of(later[0])} if len(later) == 1 else {}


def _in_step(table: Table, last: int, level: int, points: int) -> bool:
    """Whether points beside a level are the level's, though each row has them: merged cells were taken apart.

    So it is where the same points stand beside every row of a name, and come to more than a hundred row by row but not
    name by name.
    """
    found: dict[str, list[Decimal]] = {}
    for row in range(last + 1, table.rows):
        name, value = table.at(row, level), table.at(row, points)
        quantity = read_cell(value.text) if value is not None else None
        if name is None or name is value or not compact(name.text) or quantity is None or quantity.value is None:
            continue
        if identify("field", name.text) is None:  # the line 总分
            found.setdefault(compact(name.text), []).append(quantity.value)
    groups = list(found.values())
    if not groups or any(len(set(values)) > 1 for values in groups):
        return False
    return sum(values[0] for values in groups) <= _HUNDRED < sum(value for values in groups for value in values)


def _levels_under_one(table: Table, last: int, columns: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """The columns of a block whose one name (评价指标) stands over several: the last names the row."""
    if any(code in columns for code in _LEVELS[:2]) or last + 1 >= table.rows:
        return {}
    low, high = columns["level3"]
    below = [cell for cell in table.row(last + 1) if low <= cell.col and cell.col + cell.colspan <= high]
    if len(below) not in (2, 3) or any(not compact(cell.text) for cell in below):
        return {}
    codes = ("level1", "level3") if len(below) == 2 else _LEVELS
    return {code: span_of(cell) for code, cell in zip(codes, below, strict=True)}


def _levels_below(
    table: Table, row: int, first: dict[str, tuple[int, int]]
) -> tuple[dict[str, tuple[int, int]], int] | None:
    """The header whose levels stand in a second row, under a word for all of them, beside values that reach down."""
    if row + 1 >= table.rows:
        return None
    others = [cell for cell in table.starting(row + 1) if compact(cell.text)]
    below = {code_of(cell): span_of(cell) for cell in others}
    if len(below) < 2 or len(others) != len(below) or not set(below) <= set(_LEVELS):
        return None
    return {**first, **below, **_told_apart(table, row, row + 1)}, row + 1


def _scored_items(
    table: Table, row: int, first: dict[str, tuple[int, int]]
) -> tuple[dict[str, tuple[int, int]], int] | None:
    """The header of items with points whose names have no header: 资金管理情况 | | 情况说明 | 分值 | 得分.

    The first cell names them all and reaches down, or is blank below where merges were lost. A header of money has
    columns of its own beside the points and is none.
    """
    cells = table.starting(row)
    if len(cells) < 2 or not all(code in first for code in _POINTS) or any(_holds_money(table, cell) for cell in cells):
        return None
    head, names = cells[0], cells[1]
    if head.row != row or not compact(head.text) or code_of(head) or code_of(names) or names.col >= first["weight"][0]:
        return None
    below = range(row + 1, min(row + 1 + _FEWEST_ITEMS, table.rows))
    items = [_is_item(table, at, head, names, first["weight"]) for at in below]
    if len(items) < _FEWEST_ITEMS or not all(items):
        return None
    return {**first, "level1": span_of(head), "level3": span_of(names)}, row


def _holds_money(table: Table, cell: Cell) -> bool:
    """Whether a header names a column of money, with a number below it; 计划 over words is none."""
    below = table.at(cell.row + cell.rowspan, cell.col)
    if code_of(cell) in _POINTS or below is None or read_cell(below.text) is None:
        return False
    return identify("fund-column", cell.text) is not None


def _is_item(table: Table, row: int, head: Cell, names: Cell, points: tuple[int, int]) -> bool:
    """Whether a row under such a header has a name in its place and a number under the points."""
    first, name, number = table.at(row, head.col), table.at(row, names.col), table.at(row, points[0])
    inherited = first is None or first is head or compact(first.text) in ("", compact(head.text))
    named = name is not None and name.row == row and bool(compact(name.text)) and read_cell(name.text) is None
    return inherited and named and number is not None and read_cell(number.text) is not None


def _told_apart(table: Table, row: int, last: int) -> dict[str, tuple[int, int]]:
    """Columns of one name that mean two things: the deepest level names the row, the converted score is the score."""
    cells = [cell for at in range(row, last + 1) for cell in table.starting(at)]
    named = {code: [cell for cell in cells if code_of(cell) == code] for code in ("level3", "score")}
    found: dict[str, tuple[int, int]] = {}
    deepest = [cell for cell in named["level3"] if _FOURTH.match(compact(cell.text))]
    third = [cell for cell in named["level3"] if _THIRD.match(compact(cell.text))]
    if deepest and third:
        found |= {"level3": span_of(deepest[0]), "above": span_of(third[0])}
    described = [cell for cell in named["level3"] if cell not in third and cell not in deepest]
    if third and described and not any(code_of(cell) == "standard" for cell in cells):
        found["standard"] = span_of(described[0])
    converted = [cell for cell in named["score"] if _CONVERTED.search(compact(cell.text))]
    if converted and len(named["score"]) > 1:
        raw = next(cell for cell in named["score"] if cell is not converted[0])
        found |= {"score": span_of(converted[0]), "raw_score": span_of(raw)}
    return found


def second_half(table: Table, row: int) -> dict[str, tuple[int, int]]:
    """The columns of a second set of indicators beside the first (一级指标 … | 一级指标 …), or nothing."""
    cells = [cell for cell in table.starting(row) if compact(cell.text)]
    codes = [code_of(cell) for cell in cells]
    middle = next((at for at in range(1, len(codes)) if codes[at] in _LEVELS and codes[at] in codes[:at]), None)
    if middle is None or len(cells) - middle > middle:
        return {}
    left, right = codes[:middle], codes[middle:]
    if len(set(right)) != len(right) or not set(right) <= set(left) or not set(right) & set(_VALUES):
        return {}
    return {code: span_of(cell) for code, cell in zip(right, cells[middle:], strict=True) if code}


def strange_columns(table: Table, last: int, columns: Columns) -> dict[str, tuple[int, int]]:
    """Columns between those in use that no code stands for (优 | 良 | 中 | 差), by the words of their header.

    A second column of values under another name (目标值 | 指标值) is one of them, and so are the columns into which the
    head of standards is parted below (评价标准 over 优 | 良 | 中).
    """
    left, right = min(span[0] for span in columns.values()), max(span[1] for span in columns.values())
    taken = {col for code, span in columns.items() if not _is_parted(table, last, code, span) for col in range(*span)}
    names = {compact(cell.text) for cell in table.row(last) if cell.col in taken}
    return {
        compact(cell.text): span_of(cell)
        for cell in table.row(last)
        if left < cell.col < right
        and cell.col not in taken
        and compact(cell.text)
        and (not code_of(cell) or (code_of(cell) in _AGAIN and compact(cell.text) not in names))
    }


def _is_parted(table: Table, last: int, code: str, span: tuple[int, int]) -> bool:
    """Whether the head of standards has further heads below it in the last row of the header."""
    head = table.at(last, span[0])
    return code == "standard" and head is not None and head.row == last and span[1] - span[0] > head.colspan


def _points_beside_levels(cells: Sequence[Cell]) -> dict[str, tuple[int, int]]:
    """Where every level has a column of points behind it, what each of them is.

    ``一级指标 | 得分 | 二级指标 | 得分 | 三级指标 | 得分 | … | 得分``: only the last one is what was scored.
    """
    codes = [code_of(cell) for cell in cells]
    # A second name for what is measured (评价要点 beside 三级指标) describes the row and is no level of its own.
    codes = ["" if code in LEVEL_POINTS and code in codes[:at] else code for at, code in enumerate(codes)]
    beside = [at for at in range(1, len(cells)) if codes[at] in _POINTS and codes[at - 1] in LEVEL_POINTS]
    alone = [at for at in range(len(cells)) if codes[at] in _POINTS and at not in beside]
    only_third = len(beside) == 1 and codes[beside[0] - 1] == "level3" and codes[beside[0]] == "score" and bool(alone)
    if len(beside) < 2 and not only_third:
        return {}
    found = {LEVEL_POINTS[codes[at - 1]]: span_of(cells[at]) for at in beside}
    if not alone and codes[beside[-1]] == "score" and any(codes[at] == "weight" for at in beside):
        # Of 分值 | 分值 | 自评分 the last is what was scored.
        found["score"] = found.pop(LEVEL_POINTS[codes[beside[-1] - 1]])
    if alone:
        found["score"] = span_of(cells[alone[-1]])
        own = [at for at in alone[:-1] if codes[at] == "weight"]
        if own and codes[alone[-1]] == "score" and "weight" not in found:
            found["weight"] = span_of(cells[own[-1]])  # of the rows themselves: … | 三级指标 | … | 分值 | 得分
    return found


def margin_score(table: Table, first: int, header: int) -> tuple[int, int] | None:
    """A column of points in the margin: it is named once in the form's head and holds numbers ever after.

    The header of the indicators has a number (the block's points) where the column's name would stand.
    """
    for cell in reversed(table.row(header)):
        if not compact(cell.text):
            continue
        if read_cell(cell.text) is None:
            return None
        above = [table.at(at, cell.col) for at in range(first, header)]
        named = any(
            one is not None and (entry := identify("indicator-column", one.text)) is not None and entry.code == "score"
            for one in above
        )
        return span_of(cell) if named else None
    return None
