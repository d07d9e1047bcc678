"""The table of the three public expenses (三公经费), in whatever way it sets items, years and stages beside each other.

Items stand in columns or in rows; budget and final accounts, last year and this year stand in groups of columns or in
rows. Each amount is known by the words above it and beside it; the table becomes one row with a column for each.
"""

from collections.abc import Iterator
from typing import Final

from formaudit.forms.cells import Site
from formaudit.forms.disclosure.grid import Head
from formaudit.forms.disclosure.headed import FoundTable
from formaudit.forms.disclosure.items import public_item
from formaudit.forms.unread import number_cells
from formaudit.model.disclosure import DisclosureGrid, DisclosureRow, RowRole
from formaudit.model.figure import Figure
from formaudit.model.table import Cell, Table
from formaudit.patterns import Late, compiled
from formaudit.text import compact, label

__all__ = ["public_grid"]

_MARKS: Final = Late(r"[\[\]#.“”]")
_CHANGE: Final = Late(r"增减|比较|变动|增幅|幅度|差额|[%％]|比例|增长|完成率")
_PRIOR: Final = Late(r"上年|去年|上一年")
_YEAR: Final = Late(r"20\d{2}")
_FINAL: Final = Late(r"决算|统计数|支出数|执行数")
_OPENING: Final = Late(r"年初预算")
_STAGED: Final = Late(
    r"^(?:20\d{2}年?度?)?(?:上年度?|去年|本年度?|当年)?(?:年初|全年|调整|支出|财政拨款)?(?:预算|决算|执行|统计)?(?:安排)?(?:数|金额|情况)?$"
)
_COUNTED: Final = Late(
    r"批次|人次|人数|团组|保有|统计数|数\((?:辆|个|人|台)|\((?:辆|个|人|台|批)\)|外事|外宾|国内|国\(境\)外|行次|栏次"
)
_ITEMS: Final = frozenset({"total", "abroad", "vehicles", "purchase", "running", "reception", "office"})
_FEWEST: Final = 3


def public_grid(
    site: Site, found: FoundTable, head: Head | None, *, year: int | None, final: bool
) -> DisclosureGrid | None:
    """One row with ``total``, ``abroad``, ``vehicles``, ``purchase``, ``running``, ``reception``, ``office``.

    Last year's begin with ``prior-`` or, for what came of its budget, ``executed-``; beside a budget the final
    accounts' with ``final-``, the opening budget's beside the full-year one with ``opening-``. ``None`` where too few
    items are known.
    """
    cells = _in_columns(found, head, year=year, final=final) if head is not None else {}
    known = {name.rpartition("-")[2] for name in cells}
    if len(known & _ITEMS) < _FEWEST:
        cells = _in_rows(found, year=year, final=final)
        known = {name.rpartition("-")[2] for name in cells}
        if len(known & _ITEMS) < _FEWEST:
            return None
    made: list[Figure] = [
        site.figure(
            found.table, cell, tail=f".public.{_MARKS.now.sub('', name)}", label=words, unit=found.unit or "万元"
        )
        for name, (cell, words) in cells.items()
    ]
    taken = {(cell.row, cell.col) for cell, _ in cells.values()}
    rest = [
        cell
        for cell in number_cells(found.table)
        if found.first <= cell.row < found.end and (cell.row, cell.col) not in taken
    ]
    made += [_beside(site, found, cell) for cell in rest]
    first = next(iter(cells.values()))[0]
    row = DisclosureRow(
        role=RowRole.TOTAL, code="", name="", item="total", figures=tuple(made), place=site.place(found.table, first)
    )
    return DisclosureGrid(side="", columns=(*cells, *(f"[{cell.row}.{cell.col}]" for cell in rest)), rows=(row,))


def _beside(site: Site, found: FoundTable, cell: Cell) -> Figure:
    """A number that is none of the expenses: how many guests, how many cars, 行政经费. It is kept and not judged."""
    lead = _lead(found.table, cell.row, {cell.col})
    name = _MARKS.now.sub("", lead)[:24] or "amount"
    return site.figure(
        found.table, cell, tail=f".public.beside[{name}{cell.row}-{cell.col}]", label=label(lead), unit=""
    )


def _stage(words: tuple[str, ...], *, year: int | None, final: bool) -> str | None:
    """``prior-``, ``executed-``, ``final-``, ``opening-`` or nothing; ``None`` for a change."""
    whole = " ".join(words)
    if _CHANGE.now.search(whole):
        return None
    years = {int(each) for each in _YEAR.now.findall(whole)}
    done = _FINAL.now.search(whole) is not None
    if _PRIOR.now.search(whole) or (years and year is not None and max(years) < year):
        return "executed-" if done else "prior-"
    if done:
        return "final-" if final else "executed-"
    return "opening-" if final and _OPENING.now.search(whole) else ""


def _settled(found: dict[str, tuple[Cell, str]]) -> dict[str, tuple[Cell, str]]:
    """The opening budget is the budget where no other one stands beside it."""
    if any(not name.startswith(("opening-", "final-", "prior-", "executed-")) for name in found):
        return found
    return {name.removeprefix("opening-"): value for name, value in found.items()}


def _add(found: dict[str, tuple[Cell, str]], name: str, cell: Cell, words: str) -> None:
    """The first cell of a name that holds a number; a dash beside a heading is none."""
    if name not in found or (not compiled(r"\d").search(found[name][0].text) and compiled(r"\d").search(cell.text)):
        found[name] = (cell, words)


def _item_of(path: tuple[str, ...]) -> str:
    words = [compact(word).translate(str.maketrans("", "", "“”\"'")) for word in path]
    named = [word for word in words if not _STAGED.now.search(word)]
    if not named:
        return ""
    last = named[-1]
    if compiled(r"小计|合计").fullmatch(last) and len(named) > 1:
        return "vehicles" if public_item(named[-2]) == "vehicles" else "total"
    return public_item(last)


def _in_columns(found: FoundTable, head: Head, *, year: int | None, final: bool) -> dict[str, tuple[Cell, str]]:
    """Items in columns; the rows are stages or years, or units under their 合计."""
    figures = [one for band in head.bands for one in band.figures]
    named = {col: (_item_of(path), path) for col, path in figures}
    if len({item for item, _ in named.values()} & _ITEMS) < _FEWEST:
        return {}
    rows = [
        (at, _lead(found.table, at, {col for col, (item, _) in named.items() if item}))
        for at in range(head.first, found.end)
    ]
    rows = [(at, lead) for at, lead in rows if any(_own(found.table, at, col) is not None for col in named)]
    filled = [(at, lead) for at, lead in rows if any(_counts(found.table, at, col) for col in named)]
    rows = filled or rows
    staged = [(at, lead) for at, lead in rows if lead and _STAGED.now.search(lead)]
    totals = [(at, lead) for at, lead in rows if compiled(r"合计|总计").match(lead)]
    chosen = staged or totals or (rows if len(rows) == 1 else [])
    result: dict[str, tuple[Cell, str]] = {}
    for at, lead in chosen:
        for col, (item, path) in named.items():
            cell = _own(found.table, at, col)
            own = tuple(word for word in (lead if staged else "", *path) if word and _STAGED.now.search(word))
            stage = _stage(own, year=year, final=final)
            if cell is not None and item and stage is not None and not _CHANGE.now.search("".join(path)):
                words = " ".join(dict.fromkeys(compact(word) for word in path if word not in own))
                _add(result, f"{stage}{item}", cell, " ".join(dict.fromkeys([*own, words])) if own else words)
    return _settled(result)


def _counts(table: Table, row: int, col: int) -> bool:
    cell = _own(table, row, col)
    return cell is not None and compiled(r"-?[\d,.]+").fullmatch(compact(cell.text)) is not None


def _lead(table: Table, row: int, figures: set[int]) -> str:
    """What stands in front of a row's amounts."""
    for cell in table.row(row):
        if cell.col not in figures and compiled(r"[\u4e00-\u9fff]|20\d{2}").search(compact(cell.text)):
            return compact(cell.text)
    return ""


def _in_rows(found: FoundTable, *, year: int | None, final: bool) -> dict[str, tuple[Cell, str]]:
    """A list: an item in each row; columns of amounts by stage and year."""
    heads = dict(_list_columns(found, year=year, final=final))
    result: dict[str, tuple[Cell, str]] = {}
    for at in range(found.first, found.end):
        name = next(
            (
                compact(cell.text)
                for cell in found.table.starting(at)
                if cell.col not in heads and public_item(cell.text) and not _COUNTED.now.search(label(cell.text))
            ),
            "",
        )
        item = public_item(name)
        for col, stage in heads.items():
            cell = _own(found.table, at, col)
            if item and cell is not None and compact(cell.text) != name:
                _add(result, f"{stage}{item}", cell, label(name))
    return _settled(result)


def _list_columns(found: FoundTable, *, year: int | None, final: bool) -> Iterator[tuple[int, str]]:
    """The columns of amounts of a list with their stages; final accounts alone are no stage beside a budget."""
    heads: dict[int, str] = {}
    for row in range(found.first, min(found.first + 4, found.end)):
        for cell in found.table.starting(row):
            text = compact(cell.text)
            if compiled(r"[预决]算数?|金额|数$|^20\d{2}年|^[上本]年").search(text) and not public_item(text):
                heads.setdefault(cell.col, text)
    stages = {
        col: _stage((text,), year=year, final=final)
        for col, text in heads.items()
        if not compiled(r"行次|栏次").search(text)
    }
    alone = set(stages.values()) <= {"final-", None}
    for col, stage in sorted(stages.items()):
        if stage is not None:
            yield col, "" if alone else stage


def _own(table: Table, row: int, col: int) -> Cell | None:
    cell = table.at(row, col)
    return cell if cell is not None and (cell.row, cell.col) == (row, col) else None
