"""The headers of the block of funds: columns of stages, columns of sources, and labels beside their figures."""

from collections.abc import Sequence
from typing import Final

from formaudit.forms.fund_codes import BUDGETS, CORE, MONEY, TALLEST, budgets_apart, fund_code, fund_codes
from formaudit.forms.headers import Columns, naming_cells, pairs_points, read_header, with_second_row, without_year
from formaudit.forms.indicator_header import indicator_header
from formaudit.forms.money_claims import adjustment, of_formula, rate_of_plan, spent_by_rate
from formaudit.forms.money_pairs import fund_pairs
from formaudit.forms.parted_heads import parted_heads
from formaudit.forms.remembered import by_label, by_row
from formaudit.forms.repeated_stages import of_one_year
from formaudit.indicators.lexicon import identify
from formaudit.indicators.normalise import head
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = [
    "dated_header",
    "dated_heads",
    "fund_header",
    "may_be_header",
    "source_header",
    "strange_columns",
]

_DEEP: Final = 8
_FEWEST_SOURCES: Final = 3
_DATED: Final = compiled(r"^\(?(20\d{2})年?度?\)?(?=[^\d])")
_BARE_STAGES: Final = {"预算": "final_budget", "决算": "actual_amount", "执行": "actual_amount"}
"""What a stage is called behind a year alone: 2022年预算."""
_OF_MONEY: Final = compiled(r"资|款|筹|补|配套|捐|贷|集体|群众|债")
"""What a column of money beside sources is called in some way."""
_WHOLES: Final = compiled(r"总(?:投资|额|计|数|资金|预算)|合计|小计")
_WHOLE: Final = compiled(r"总额|总计|合计|小计|金额")


@by_label
def _dated_code(text: str) -> str:
    """What a label names, with or without a year before it: 2024年预算数."""
    code = fund_code(text)
    if code or not _DATED.match(compact(text)):
        return code
    bare = without_year(text)
    return fund_code(bare) or _BARE_STAGES.get(compact(bare), "")


@by_row
def may_be_header(table: Table, row: int) -> bool:
    """Whether any cell of a row names a column: where none does, no block of funds, indicators or goals begins."""
    return bool(naming_cells(table, row) or fund_codes(table, row))


@by_row
def fund_header(table: Table, row: int) -> tuple[dict[str, tuple[int, int]], int] | None:
    """The columns of a block of funds, with the last row of its header; ``None`` where the row is no such header.

    Money that arrived stands for the full-year budget where no column has that; beside one it is a column of its own.
    """
    return _header(table, row, _with_bare_budget(table, row, fund_codes(table, row)))


def _with_bare_budget(table: Table, row: int, codes: Sequence[str]) -> Sequence[str]:
    """The codes of a row in which a mere 预算 stands beside what was spent, over rows of sources: it is the budget."""
    if "actual_amount" not in codes or not BUDGETS.isdisjoint(code for code in codes if code != "arrived"):
        return codes
    below = [cell.text for at in range(row + 1, min(row + 3, table.rows)) for cell in table.starting(at)]
    if not any((entry := identify("source", text)) is not None and entry.code != "total" for text in below):
        return codes
    names = [head(cell.text) for cell in table.row(row)]
    return tuple("final_budget" if name == "预算" else code for name, code in zip(names, codes, strict=True))


@by_row
def dated_header(table: Table, row: int) -> tuple[dict[str, tuple[int, int]], int] | None:
    """The same where the columns name years (2023年决算数 | 2024年预算数 | 2024年决算数), as annex 2 does too."""
    return _header(table, row, tuple([_dated_code(cell.text) for cell in table.row(row)]))


def _header(table: Table, row: int, codes: Sequence[str]) -> tuple[dict[str, tuple[int, int]], int] | None:
    if _are_two(table, row, codes):
        return None
    columns, last = _told_apart(table, row, _named(table, row, codes))
    if sum(code in columns for code in CORE) < 2 or indicator_header(table, row) is not None:
        return None
    if fund_pairs(table, row) or source_header(table, row) is not None:
        return None
    columns = {code: span for code, span in columns.items() if not _is_block_label(table, row, last, span)}
    if "final_budget" not in columns and "arrived" in columns:
        columns["final_budget"] = columns.pop("arrived")
    columns, last = _narrowed(table, row, last, columns)
    return (columns, last) if sum(code in columns for code in CORE) >= 2 else None


def _are_two(table: Table, row: int, codes: Sequence[str]) -> bool:
    """Whether labels stand in a column between two columns of money of one name: two tables beside each other."""
    named = [(cell, code) for cell, code in zip(table.row(row), codes, strict=False) if compact(cell.text)]
    for at, (cell, code) in enumerate(named):
        later = [n for n in range(at + 1, len(named)) if compact(named[n][0].text) == compact(cell.text)]
        between = [one for one, known in named[at + 1 : later[0]] if not known] if code in MONEY and later else []
        if any(_names_below(table, one) >= TALLEST for one in between):
            return True
    return False


def _names_below(table: Table, head: Cell) -> int:
    """How many of the cells right below a head hold words, each with a number to its right."""
    found = 0
    for at in range(head.row + head.rowspan, min(head.row + head.rowspan + _DEEP, table.rows)):
        cell, right = table.at(at, head.col), table.at(at, head.col + head.colspan)
        words = cell is not None and compact(cell.text) and read_cell(cell.text) is None
        if not words or right is None or read_cell(right.text) is None:
            break
        found += 1
    return found


def _told_apart(table: Table, row: int, first: dict[str, tuple[int, int]]) -> tuple[dict[str, tuple[int, int]], int]:
    """The columns with what a second row of heads says of them."""
    parted = parted_heads(table, row) if first else None
    if parted is None:
        return with_second_row("fund-column", table, row, first)
    spans, over = parted
    kept = {code: span for code, span in first.items() if code not in over and code not in spans}
    return kept | {code: span for code, span in spans.items() if span is not None}, row + 1


def _narrowed(
    table: Table, row: int, last: int, columns: dict[str, tuple[int, int]]
) -> tuple[dict[str, tuple[int, int]], int]:
    """The columns where a second row parts wide ones into a whole and something in it (总额 | 其中：当年下达)."""
    below = last if last > row else row + 1
    wide = {code: span for code, span in columns.items() if span[1] - span[0] > 1}
    own = [cell for cell in table.starting(below) if compact(cell.text)] if below < table.rows else []
    within = [cell for cell in own if any(low <= cell.col < high for low, high in wide.values())]
    if not within or (last == row and within != own) or any(read_cell(cell.text) is not None for cell in own):
        return columns, last
    found = dict(columns)
    for code, (low, high) in wide.items():
        parts = [cell for cell in within if low <= cell.col < high]
        if len(parts) > 1:
            whole = next((cell for cell in parts if _WHOLE.match(compact(cell.text))), parts[0])
            found[code] = (whole.col, whole.col + whole.colspan)
    return (found, below) if found != columns else (columns, last)


def _named(table: Table, row: int, codes: Sequence[str]) -> dict[str, tuple[int, int]]:
    """The columns that a header row names; of two with one name the one over figures counts."""
    found: dict[str, Cell] = {}
    heads = of_one_year(table, row, list(zip(table.row(row), codes, strict=False)))
    for cell, code in heads:
        if not code or cell.rowspan > TALLEST:
            continue
        if code not in found or _counts_for(table, row, cell, found[code]):
            found[code] = cell
    found |= spent_by_rate(heads)
    if "final_budget" in found and "original_budget" not in found:
        claims = [cell for cell, code in heads if code == "final_budget"]
        # Of budgets of two years the earlier one is no opening budget of the later.
        years = {match[1] if (match := _DATED.match(compact(cell.text))) else "" for cell in claims}
        claims = claims if len(years) == 1 else [cell for cell in claims if not _DATED.match(compact(cell.text))]
        found |= budgets_apart([cell for cell in claims if _numbers_below(table, row, cell)])
    if "score" not in found and "weight" in found and pairs_points(found["weight"].text):
        found["score"] = found["weight"]
    if found:
        found |= rate_of_plan(table, row, found)
        found |= of_formula(table, row, found) | adjustment(table, row, found)
        if "arrived" in found and found["arrived"] is found.get("final_budget"):
            del found["arrived"]
    return {code: (cell.col, cell.col + cell.colspan) for code, cell in found.items()}


def _counts_for(table: Table, row: int, cell: Cell, known: Cell) -> bool:
    """Whether of two columns of one name the later one counts: by its year (the right one of two), or its figures."""
    own, other = _DATED.match(compact(cell.text)), _DATED.match(compact(known.text))
    if own is not None and other is not None:
        return own[1] >= other[1]
    return _numbers_below(table, row, cell) > _numbers_below(table, row, known)


def dated_heads(table: Table, first: int, last: int, columns: Columns) -> tuple[tuple[str, Cell], ...]:
    """The heads of columns that name a year, with the columns' codes: printed words where no code stands for one."""
    return tuple(
        (code, cell)
        for code, span in columns.items()
        for row in range(first, last + 1)
        for cell in table.starting(row)
        if cell.col == span[0] and _DATED.match(compact(cell.text))
    )


def _numbers_below(table: Table, row: int, cell: Cell) -> int:
    below = (table.at(at, cell.col) for at in range(row + 1, min(row + _DEEP, table.rows)))
    return sum(one is not None and read_cell(one.text) is not None for one in below)


def _is_block_label(table: Table, row: int, last: int, span: tuple[int, int]) -> bool:
    """Whether what reads like a column (年度预算数) names the whole block: rows' labels stand below it."""
    head, below = table.at(row, span[0]), table.at(last + 1, span[0]) if last + 1 < table.rows else None
    if head is None or below is None or below is head:
        return below is head and head is not None
    words = compact(below.text)
    if below.col != span[0]:
        return False  # a label that reaches in from the left: the grid has shifted
    if not words or read_cell(below.text) is not None:
        return False
    return identify("source", below.text) is not None or words == compact(head.text)


def strange_columns(table: Table, row: int, columns: Columns) -> dict[str, tuple[int, int]]:
    """Columns right of the first column of values that no code stands for, by the printed words of their header."""
    left = min(span[0] for span in columns.values())
    taken = {col for span in columns.values() for col in range(*span)}
    found: dict[str, tuple[int, int]] = {}
    for cell in table.row(row):
        over = table.at(row - 1, cell.col) if row else None
        # Where a merge was lost the head stands over a blank.
        lost = not compact(cell.text) and over is not None and over.row == row - 1 and _heads_figures(table, over, row)
        if cell.col in taken or not (compact(cell.text) or lost):
            continue
        if not (cell.col > left or _is_money(table, row, cell)):
            continue
        if cell.row < row and (cell.rowspan > TALLEST or not _numbers_below(table, row, cell)):
            continue
        name = compact(cell.text)
        name = compact(over.text) + name if (lost or name in found) and over is not None else name
        found[name] = (cell.col, cell.col + cell.colspan)
    return found


def _heads_figures(table: Table, over: Cell, row: int) -> bool:
    """Whether words in the row above a header's last one stand over a column of figures."""
    return bool(compact(over.text)) and read_cell(over.text) is None and _numbers_below(table, row, over) > 0


def _is_money(table: Table, row: int, cell: Cell) -> bool:
    """Whether a column left of those in use is one of money all the same: its name says so, and figures stand below."""
    named = _dated_code(cell.text) or identify("source", cell.text)
    return bool(named) and cell.rowspan <= TALLEST and _numbers_below(table, row, cell) > 0


@by_row
def source_header(table: Table, row: int) -> dict[str, tuple[int, int]] | None:
    """The columns of a header that names sources of money (中央 | 省 | 本级 | 合计) side by side.

    Columns of stages beside them (执行数, 执行率) are among the result under their own codes with a leading ``@``, and
    columns with figures beside the sources whose name is not known under their printed words with a leading ``?``.
    """
    sources = {**_above_blanks(table, row), **read_header("source", table, row), **_within_fiscal(table, row)}
    # In the order of the header, which must not hang on the chance of a set.
    distinct = [code for code, span in sources.items() if _numbers_in(table, row + 1, span) is not None]
    staged = _stage_beside(table, row + 1, sources)
    few = len(distinct) < _FEWEST_SOURCES and not staged
    if few or ({"total", "fiscal"}.issuperset(distinct) and not (staged and len(distinct) > 1)):
        return None
    figures = [code for code in distinct if _numbers_in(table, row + 1, sources[code])]
    if not figures:
        return None
    stages = {
        f"@{code}": span
        for code, span in _named(table, row, fund_codes(table, row)).items()
        if code in (*MONEY, "rate", "weight", "score")
        and not (span[0] < min(sources.values())[0] and _numbers_in(table, row + 1, span) is None)  # the block's name
    }
    known = {**{code: sources[code] for code in distinct}, **stages}
    return _with_whole({**known, **_beside(table, row, known)})


def _above_blanks(table: Table, row: int) -> dict[str, tuple[int, int]]:
    """The sources whose head stands a row further up, over a cell that a lost merge left blank."""
    found: dict[str, tuple[int, int]] = {}
    for cell in table.starting(row) if row else ():
        over = table.at(row - 1, cell.col)
        named = identify("source", over.text) if over is not None and not compact(cell.text) else None
        span = (cell.col, cell.col + cell.colspan)
        if over is not None and named is not None and _numbers_in(table, row + 1, span):
            found[f"?{compact(over.text)}" if named.code in found else named.code] = span
    return found


def _within_fiscal(table: Table, row: int) -> dict[str, tuple[int, int]]:
    """小计 below 财政资金, beside the levels of government that make it up: the fiscal money."""
    for cell in table.starting(row) if row else ():
        over, beside = table.at(row - 1, cell.col), table.at(row - 1, cell.col + 1)
        wide = beside is over or (beside is not None and not compact(beside.text))
        named = identify("source", over.text) if over is not None and wide else None
        if named is not None and named.code == "fiscal" and compact(cell.text) in ("小计", "合计"):
            return {"fiscal": (cell.col, cell.col + cell.colspan)}
    return {}


def _with_whole(columns: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """The columns of sources where one left of them all, called 项目总投资 or so, is what they come to."""
    whole = [code for code in columns if code.startswith("?") and _WHOLES.search(code)]
    first = min(columns, key=lambda code: columns[code][0])
    if "total" in columns or whole != [first]:
        return columns
    return {"total" if code == first else code: span for code, span in columns.items()}


def _stage_beside(table: Table, row: int, sources: Columns) -> bool:
    """Whether the row below two sources begins with a stage of its own: 预算数 | 120 | 30 | 150.

    Without a column of all money the next row has to be another stage.
    """
    left = min((span[0] for span in sources.values()), default=0)
    stages = [_stage_of(table, at, left) for at in (row, row + 1)]
    several = all(stages) and stages[0] != stages[1]
    return len(sources) > 1 and (several or ("total" in sources and bool(stages[0])))


def _stage_of(table: Table, row: int, left: int) -> str:
    """The stage of money that a row's own label left of a column names, or nothing."""
    cells = [cell for cell in table.starting(row) if cell.col < left] if row < table.rows else []
    return next((code for cell in cells if (code := fund_code(cell.text)) in MONEY), "")


def _beside(table: Table, row: int, known: Columns) -> dict[str, tuple[int, int]]:
    """The columns with figures beside those of a header of sources that nothing names, by their printed words."""
    taken = {col for span in known.values() for col in range(*span)}
    right: set[int] = set()
    for cell in table.starting(row):  # what stands close behind the last source, up to a column of something else
        close = cell.col == max(taken | right) + 1 and _OF_MONEY.search(compact(cell.text)) is not None
        right.update(range(cell.col, cell.col + cell.colspan) if close else ())
    return {
        f"?{compact(cell.text)}": (cell.col, cell.col + cell.colspan)
        for cell in table.row(row)
        if (cell.col < max(taken) or cell.col in right or identify("source", cell.text) is not None)
        and (cell.row == row or cell.rowspan <= TALLEST)
        and cell.col not in taken
        and compact(cell.text)
        and not fund_code(cell.text)
        and _numbers_in(table, row + 1, (cell.col, cell.col + cell.colspan))
    }


def _numbers_in(table: Table, row: int, span: tuple[int, int]) -> bool | None:
    """Whether a number stands in a place under the header; ``None`` where words stand there."""
    cell = table.at(row, span[0]) if row < table.rows else None
    if cell is None or (compact(cell.text) and read_cell(cell.text) is None):
        return None
    return bool(compact(cell.text))
