"""The table of the three public expenses (三公经费): one row of amounts, pairs of budget and accounts, or a list."""

import re
from typing import Final

from formaudit.forms.cells import Site
from formaudit.forms.disclosure.grid import Head
from formaudit.forms.disclosure.items import public_item
from formaudit.model.disclosure import DisclosureGrid, DisclosureRow, RowRole
from formaudit.model.figure import Figure
from formaudit.model.table import Table
from formaudit.patterns import Late
from formaudit.text import compact, label

__all__ = ["public_grid"]

_MARKS: Final = Late(r"[\[\]#.]")
_PRIOR: Final = Late(r"上年|去年|增减")


def public_grid(site: Site, table: Table, start: int, unit: str, head: Head | None) -> DisclosureGrid | None:
    """Columns are ``total``, ``abroad``, ``vehicles``, ``purchase``, ``running``, ``reception``, ``office``.

    Beside a budget the final accounts' columns are ``final-total`` and so on; other columns keep their names.
    """
    if head is None:
        return _listed(site, table, start, unit)
    figures = [one for band in head.bands for one in band.figures]
    names = [_column(path) for _, path in figures]
    if sum(name.removeprefix("final-") in _ITEMS for name in names) < _FEWEST:
        return _listed(site, table, start, unit)
    names = [name if names.index(name) == at else f"[{name}{at}]" for at, name in enumerate(names)]
    rows: list[DisclosureRow] = []
    for at in range(head.first, table.rows):
        cells = [table.at(at, col) for col, _ in figures]
        own = [cell if cell is not None and cell.row == at else None for cell in cells]
        if not any(own):
            continue
        made: list[Figure | None] = []
        for cell, name, (_, path) in zip(own, names, figures, strict=True):
            made.append(
                None
                if cell is None
                else site.figure(
                    table, cell, tail=f".public.{_MARKS.now.sub('', name)}", label=_label(path), unit=unit or "万元"
                )
            )
        first = next(cell for cell in own if cell is not None)
        rows.append(
            DisclosureRow(
                role=RowRole.TOTAL, code="", name="", item="total", figures=tuple(made), place=site.place(table, first)
            )
        )
    return DisclosureGrid(side="", columns=tuple(names), rows=tuple(rows))


_ITEMS: Final = frozenset({"total", "abroad", "vehicles", "purchase", "running", "reception", "office"})
_FEWEST: Final = 3


def _column(path: tuple[str, ...]) -> str:
    words = [compact(word).translate(str.maketrans("", "", "“”\"'")) for word in path]
    whole = "".join(words)
    if not words or _PRIOR.now.search(whole):
        return f"[{whole}]"
    final = any(re.fullmatch(r"(?:20\d{2}年)?(?:度)?(?:支出)?决算数?|决算数.*", word) for word in words)
    named = [word for word in words if not re.fullmatch(r"(?:20\d{2}年?度?)?(?:支出)?(?:预算|决算)数?", word)]
    if not named:
        return f"[{whole}]"
    last = named[-1]
    item = public_item(last)
    if re.fullmatch(r"小计|合计", last) and len(named) > 1:
        above = public_item(named[-2])
        item = "vehicles" if above == "vehicles" else "total"
    if not item:
        return f"[{whole}]"
    return f"final-{item}" if final else item


def _label(path: tuple[str, ...]) -> str:
    return " ".join(dict.fromkeys(compact(word) for word in path))


def _listed(site: Site, table: Table, start: int, unit: str) -> DisclosureGrid | None:
    """A list: one item in each row, one or two columns of amounts; turned so that items are columns."""
    names: list[str] = []
    made: list[Figure | None] = []
    heads = _list_columns(table, start)
    if not heads:
        return None
    first = None
    for at in range(start, table.rows):
        name = next((compact(cell.text) for cell in table.starting(at) if public_item(cell.text)), "")
        item = public_item(name)
        for col, final in heads:
            cell = table.at(at, col)
            if not item or cell is None or cell.row != at or cell.col != col or compact(cell.text) == name:
                continue
            figure = site.figure(
                table,
                cell,
                tail=f".public.{'final-' if final else ''}{item}",
                label=label(name),
                unit=unit or "万元",
            )
            column = f"final-{item}" if final else item
            if column in names:
                continue
            first = first or cell
            names.append(column)
            made.append(figure)
    if first is None or len(names) < _FEWEST:
        return None
    row = DisclosureRow(
        role=RowRole.TOTAL, code="", name="", item="total", figures=tuple(made), place=site.place(table, first)
    )
    return DisclosureGrid(side="", columns=tuple(names), rows=(row,))


def _list_columns(table: Table, start: int) -> list[tuple[int, bool]]:
    """The columns of amounts of a list, with whether they are final accounts beside a budget."""
    heads: dict[int, str] = {}
    for row in range(start, min(start + 4, table.rows)):
        for cell in table.starting(row):
            text = compact(cell.text)
            if re.search(r"[预决]算数?|金额|数$", text) and not public_item(text) and not _PRIOR.now.search(text):
                heads.setdefault(cell.col, text)
    both = any("决算" in text for text in heads.values()) and any("决算" not in text for text in heads.values())
    return [(col, both and "决算" in text) for col, text in sorted(heads.items())]
