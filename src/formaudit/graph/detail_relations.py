"""What a plain table of figures says of itself: its totals, the sums across a row, its rates and shares.

Nobody has declared how such a table is built, so each way of adding it up is a reading, and one is judged by it only
where it holds for other columns or rows of the same table.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from msgspec.structs import replace

from formaudit.forms.fund_codes import fund_code
from formaudit.graph.dominance import dominant, mended_by_a_slip
from formaudit.graph.other_money import with_other_money
from formaudit.graph.reading import first_that_holds, read_relation
from formaudit.graph.tolerance import Precision
from formaudit.indicators.lexicon import identify
from formaudit.model.cells import DetailRole, DetailRow, DetailTable
from formaudit.model.figure import Figure
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome
from formaudit.patterns import compiled

__all__ = ["detail_relations"]

_ACCOUNT: Final = compiled(r"科目|编码|收支|功能分类|经济分类|预算(?:总)?表|决算(?:总)?表|预算数?合计")
_SAVED: Final = compiled(r"节约|节支|下浮")
_NO_SUM: Final = frozenset({"rate", "share", "arrival_rate", "serial", "score", "weight"})


def detail_relations(submission: Submission, precision: Precision) -> Iterator[Relation]:
    """The relations of every plain table, inside a form or by itself."""
    tables = [table for form in submission.unknown for table in form.details]
    tables += [table for form in submission.fund_lists for table in form.details]
    tables += [table for form in submission.self_evaluations for table in form.details]
    for table in tables:
        found = (
            *_totals(table, precision),
            *_of_which(table, precision),
            *_across(table, precision),
            *_named_parts(table, precision),
            *_left_over(table, precision),
            *_rates(table, precision),
        )
        for relation in (*found, *_shares(table, precision)):
            yield replace(relation, doubt=relation.doubt or "row-unknown") if _is_account(table) else relation


def _is_account(table: DetailTable) -> bool:
    """Whether a table is one of accounts by codes (收支总表): its levels are not read here."""
    return any(_ACCOUNT.search(word) for word in (*table.columns, *table.groups, table.title))


def _sums(table: DetailTable) -> list[int]:
    """The columns whose figures add up: amounts and counts."""
    return [
        at
        for at, code in enumerate(table.codes)
        if code not in _NO_SUM and any(row.figures[at] is not None for row in table.rows)
    ]


def _totals(table: DetailTable, precision: Precision) -> Iterator[Relation]:
    """Each row 合计 or 小计 against the rows that it may be the sum of."""
    for at, row in enumerate(table.rows):
        if row.role is DetailRole.ROW:
            continue
        inner = {id(one) for _, parts in _groups(table.rows) for one in parts}
        readings = _parts(table.rows, at)
        readings += [[one for one in rows if id(one) not in inner] for rows in readings] if inner else []
        ways = [way for rows in readings if (way := _columns(table, row, rows))]
        yield from _alone(table, at, ways, precision) or dominant(ways, precision, "row-unknown")


def _alone(
    table: DetailTable, at: int, ways: Sequence[Sequence[Relation]], precision: Precision
) -> list[Relation] | None:
    """The sum of a table with one column of amounts whose last row, the only total, adds up all others.

    No other column shows that it does: it is judged where one slip in a figure explains why it fails.
    """
    whole = at == len(table.rows) - 1 and all(row.role is DetailRole.ROW for row in table.rows[:at])
    if not whole or any(row.within for row in table.rows) or len(ways) != 1 or len(ways[0]) != 1:
        return None
    [relation] = ways[0]
    parts = relation.parts
    if len(parts) < len(table.rows) - 1 or len({part.unit for part in (relation.result, *parts)}) > 1:
        return None  # 2辆 and 3台 are counted apart
    if table.rows[at].name.startswith("累计") or not all(part.filled for part in parts):
        return None  # each row may already hold those before it
    return [relation] if mended_by_a_slip(relation, precision) else None


def _of_which(table: DetailTable, precision: Precision) -> Iterator[Relation]:
    """Each row that rows under 其中 make up, where they come to it in another column."""
    for whole, parts in _groups(table.rows):
        yield from dominant([_columns(table, whole, parts)], precision, "row-unknown")


def _groups(rows: Sequence[DetailRow]) -> list[tuple[DetailRow, list[DetailRow]]]:
    """The rows that a row 其中 parts, each with its parts: up to where they come to it in some column.

    Where they never do, the row 其中 alone is no more than a part of the one above.
    """
    found: list[tuple[DetailRow, list[DetailRow]]] = []
    for at, row in enumerate(rows[1:], start=1):
        if not row.within or rows[at - 1].role is not DetailRole.ROW:
            continue
        behind = list(_until(iter(rows[at:])))
        size = next((n for n in range(2, len(behind) + 1) if _make_up(rows[at - 1], behind[:n])), 1)
        found.append((rows[at - 1], behind[:size]))
    return found


def _make_up(whole: DetailRow, parts: Sequence[DetailRow]) -> bool:
    """Whether some rows come to another in a column where each of them has an amount."""
    for at, result in enumerate(whole.figures):
        figures = [row.figures[at] for row in parts]
        amounts = [one.amount for one in figures if one is not None and one.filled and one.amount != 0]
        if result is not None and result.filled and len(amounts) == len(parts) and sum(amounts) == result.amount:
            return True
    return False


def _parts(rows: Sequence[DetailRow], at: int) -> list[list[DetailRow]]:
    """The rows that a total may be the sum of: all, the subtotals, those since the last one or up to the next."""
    before, after = rows[:at], rows[at + 1 :]
    since = list(_until(reversed(before)))[::-1]
    until = list(_until(iter(after)))
    ways = [since, until]
    if rows[at].role is DetailRole.TOTAL:
        ways += [
            [row for row in rows if row.role is DetailRole.ROW],
            [row for row in rows if row.role is DetailRole.SUBTOTAL],
        ]
        ways.append([*_loose(before), *(row for row in before if row.role is DetailRole.SUBTOTAL)])
    return [way for number, way in enumerate(ways) if way not in ways[:number]]


def _until(rows: Iterator[DetailRow]) -> Iterator[DetailRow]:
    for row in rows:
        if row.role is not DetailRole.ROW:
            return
        yield row


def _loose(rows: Sequence[DetailRow]) -> list[DetailRow]:
    """Rows behind the last subtotal, which belong to none."""
    last = max((at for at, row in enumerate(rows) if row.role is DetailRole.SUBTOTAL), default=-1)
    return [row for row in rows[last + 1 :] if row.role is DetailRole.ROW]


def _columns(table: DetailTable, total: DetailRow, rows: Sequence[DetailRow]) -> list[Relation]:
    found: list[Relation] = []
    for at in _sums(table):
        result = total.figures[at]
        parts = tuple(figure for row in rows if (figure := row.figures[at]) is not None)
        if result is not None and len(parts) > 1:
            found.append(_sum(result, parts, f"{result.key}=rows", "rows-of-table"))
    return found


def _sum(result: Figure, parts: tuple[Figure, ...], subject: str, why: str) -> Relation:
    return Relation(check="T09", kind=RelationKind.SUM, subject=subject, result=result, parts=parts, why=why)


def _across(table: DetailTable, precision: Precision) -> Iterator[Relation]:
    """A column 合计 against the columns that it may be the sum of, row by row.

    Sources of money under the same heading are its parts by their names: there a row without other money counts too.
    """
    by_sources: list[Relation] = []
    for at, code in enumerate(table.codes):
        if code != "total" and not (table.groups[at] and _is_whole(table.columns[at])):
            continue
        sums = [other for other in _sums(table) if other != at and table.codes[other] != "total"]
        same = [other for other in sums if table.groups[other] == table.groups[at]]
        by_name = [other for other in sums if table.columns[other] == "金额"]
        ways = [columns for columns in (same, sums, by_name) if len(columns) > 1]
        readings = [_rows(table, at, columns) for columns in ways]
        if len(same) > 1 and all(identify("source", table.columns[other]) is not None for other in same):
            by_sources += [*readings[0], *_single(table, at, same, precision)]
        elif code == "total":
            yield from dominant(readings, precision, "column-unknown")
    yield from _mostly(by_sources, precision)


def _single(table: DetailTable, at: int, columns: Sequence[int], precision: Precision) -> Iterator[Relation]:
    """Rows that print the whole and one source of it: the same, or the source is less and the rest was left blank."""
    for row in table.rows:
        result = row.figures[at]
        parts = [figure for other in columns if (figure := row.figures[other]) is not None]
        if result is not None and len(parts) == 1:
            usual = _sum(result, tuple(parts), f"{result.key}=columns", "columns-of-table")
            yield first_that_holds((usual, replace(usual, exhaustive=False)), precision)


def _named_parts(table: DetailTable, precision: Precision) -> Iterator[Relation]:
    """An amount whose sources stand right behind it under 其中 (资金安排 | 其中：中央 | 省级 | 县级), row by row."""
    for at, name in enumerate(table.columns):
        if not name.startswith("其中") or at == 0 or table.codes[at - 1] in (*_NO_SUM, "actual_amount"):
            continue
        parts = [at]
        while parts[-1] + 1 < len(table.columns) and _is_source(table.columns[parts[-1] + 1]):
            parts.append(parts[-1] + 1)
        if len(parts) > 1 and _is_source(name):
            yield from _mostly(_rows(table, at - 1, parts), precision)


def _is_whole(name: str) -> bool:
    entry = identify("source", name)
    return entry is not None and entry.code == "total"


def _is_source(name: str) -> bool:
    entry = identify("source", name)
    return entry is not None and entry.code != "total"


def _left_over(table: DetailTable, precision: Precision) -> Iterator[Relation]:
    """结余 beside what was spent: both are what arrived, or the budget, row by row."""
    if any(table.codes.count(code) != 1 for code in ("remaining", "actual_amount")):
        return
    wholes = [table.codes.index(code) for code in ("arrived", "final_budget") if table.codes.count(code) == 1]
    parts = [table.codes.index(code) for code in ("actual_amount", "remaining")]
    ways = [[replace(one, why="left-over") for one in _rows(table, whole, parts)] for whole in wholes]
    if ways:
        number = max(range(len(ways)), key=lambda at: _holding(ways[at], precision))
        rows = [(one, _others(table, one, {wholes[number], *parts})) for one in ways[number]]
        yield from _mostly(with_other_money(rows, precision, "left-over-and-more", "column-unknown"), precision)


def _others(table: DetailTable, one: Relation, known: AbstractSet[int]) -> dict[str, Figure]:
    """The figures of a relation's row in the columns that it leaves out, by their number."""
    row = next(row for row in table.rows if any(figure is one.result for figure in row.figures))
    further = ((at, row.figures[at]) for at in _sums(table) if at not in known)
    return {str(at): figure for at, figure in further if figure is not None}


def _rows(table: DetailTable, at: int, columns: Sequence[int]) -> list[Relation]:
    found: list[Relation] = []
    for row in table.rows:
        result = row.figures[at]
        parts = tuple(figure for other in columns if (figure := row.figures[other]) is not None)
        if result is not None and len(parts) > 1 and "%" not in result.raw:  # a row of rates below amounts
            found.append(_sum(result, parts, f"{result.key}=columns", "columns-of-table"))
    return found


def _rates(table: DetailTable, precision: Precision) -> Iterator[Relation]:
    """执行率 beside budget and execution, in tables that print all three."""
    stages = [_of_stage(table, code) for code in ("rate", "actual_amount", "final_budget")]
    # Sources side by side come to the budget: 合计 over them is it where no column is called so.
    stages[-1] = stages[-1] or [at for at, code in enumerate(table.codes) if code == "total"]
    stages[-1] = stages[-1] or _of_stage(table, "original_budget")
    if any(len(columns) != 1 for columns in stages):
        return
    [rate], [actual], [budget] = stages
    found = [
        ratio
        for row in table.rows
        if (ratio := _ratio(row.figures[rate], row.figures[actual], row.figures[budget])) is not None
    ]
    yield from _mostly(found, precision)


def _of_stage(table: DetailTable, stage: str) -> list[int]:
    """The columns of a stage of money, or of the rate: under its own name, or 小计 under the stage's heading.

    What stands beside 小计 under one heading is a part of it.
    """
    whole = [at for at, code in enumerate(table.codes) if code == "total" and fund_code(table.groups[at]) == stage]
    over = {table.groups[at] for at in whole}
    return sorted(
        [*whole, *(at for at, code in enumerate(table.codes) if code == stage and table.groups[at] not in over)]
    )


def _ratio(rate: Figure | None, part: Figure | None, whole: Figure | None) -> Relation | None:
    if rate is None or part is None or whole is None:
        return None
    return Relation(
        check="T10",
        kind=RelationKind.RATIO,
        subject=f"{rate.key}",
        result=rate,
        parts=(part, whole),
        why="execution-rate",
    )


def _mostly(relations: Sequence[Relation], precision: Precision) -> Iterator[Relation]:
    """Relations of one column: the odd one out is judged where at least two others hold and more hold than fail."""
    holds = sum(read_relation(relation, precision).outcome is Outcome.HOLDS for relation in relations)
    certain = holds >= 2 and 2 * holds > len(relations)
    for relation in relations:
        yield relation if certain else replace(relation, doubt="column-unknown")


def _shares(table: DetailTable, precision: Precision) -> Iterator[Relation]:
    """A column 比例 right of an amount: its share of the row's whole, or of the column's."""
    for at, code in enumerate(table.codes):
        if code != "share" or at == 0 or table.codes[at - 1] in _NO_SUM:
            continue
        of_budget = [other for other in _of_stage(table, "final_budget") if _SAVED.search(table.columns[at])]
        wholes = [other for other, known in enumerate(table.codes) if known == "total" and other != at - 1] or of_budget
        by_row = [
            ratio
            for row in table.rows
            for whole in wholes[:1]
            if (ratio := _ratio(row.figures[at], row.figures[at - 1], row.figures[whole])) is not None
        ]
        total = next((row for row in reversed(table.rows) if row.role is DetailRole.TOTAL), None)
        by_column = [
            ratio
            for row in table.rows
            if total is not None
            and (ratio := _ratio(row.figures[at], row.figures[at - 1], total.figures[at - 1])) is not None
        ]
        best = max((by_row, by_column), key=lambda way: _holding(way, precision))
        yield from _mostly([replace(one, why="share") for one in best], precision)


def _holding(relations: Sequence[Relation], precision: Precision) -> int:
    return sum(read_relation(relation, precision).outcome is Outcome.HOLDS for relation in relations)
