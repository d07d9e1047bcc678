"""Annex 1 (专项资金绩效自评清单): a list with serials, funds, units and remarks."""

from typing import Final

from msgspec.structs import replace

from formaudit.forms.cells import Site
from formaudit.forms.detail_table import read_detail_table
from formaudit.forms.headers import read_header
from formaudit.forms.marks import money_unit, notes_of, title_of
from formaudit.forms.region import Region
from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure, State
from formaudit.model.form_kind import FormKind
from formaudit.model.forms import FundList, ListRow
from formaudit.model.place import Place
from formaudit.model.table import Cell, Table
from formaudit.numbers import Kind, find_quantities
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["read_fund_list"]

_SERIAL: Final = compiled(r"\s*[(（]?\s*(\d+)\s*[.、．)）]\s*")


def _covering(table: Table, row: int, span: tuple[int, int] | None) -> Cell | None:
    return None if span is None else table.at(row, span[0])


def _serial(site: Site, table: Table, cell: Cell, name: str) -> Figure:
    """A serial number as a figure; ``1.`` and ``（1）`` are 1."""
    match = _SERIAL.fullmatch(cell.text)
    tail, label = f"[{name}].seq", f"序号 {name}"
    if match is None:
        return site.figure(table, cell, tail=tail, label=label, unit="")
    return site.part(table, cell, match[1], match.start(1), tail=tail, label=label, unit="")


def _amounts(site: Site, table: Table, cell: Cell, name: str) -> tuple[Figure, ...]:
    """The sums of money that a remark names."""
    return tuple(
        Figure(
            key=site.key(f"[{name}].note"),
            label=f"{name} 备注金额",
            raw=quantity.raw,
            value=quantity.value,
            unit=quantity.unit,
            decimals=quantity.decimals,
            state=State.DAMAGED if quantity.value is None else State.FILLED,
            place=site.place(table, cell, quantity.span),
            confidence=cell.confidence,
        )
        for quantity in find_quantities(cell.text)
        if quantity.kind is Kind.MONEY
    )


def _list_row(site: Site, table: Table, row: int, cells: dict[str, Cell | None], money: str) -> ListRow:
    """One row of the list from the cells that cover it; what reaches into it from above is a row's before it."""
    nothing = TextCell(
        text="", place=Place(file=site.file, form=site.form, form_index=site.form_index, table=table.index)
    )
    texts = {code: site.text(table, cell) if cell is not None else nothing for code, cell in cells.items()}
    name = compact(texts["fund"].text) or compact(texts.get("unit", nothing).text) or "序号"
    seq_cell = cells["seq"]
    seq = (
        _serial(site, table, seq_cell, name)
        if seq_cell is not None and seq_cell.row == row
        else Figure(
            key=site.key(f"[{name}].seq"),
            label=f"序号 {name}",
            raw="",
            value=None,
            unit="",
            decimals=0,
            state=State.BLANK,
            place=texts["fund"].place if seq_cell is None else site.place(table, seq_cell),
        )
    )
    if seq.filled and seq.unit:
        seq = replace(seq, unit="")
    note_cell, amount_cell = cells.get("note"), cells.get("amount")
    amounts: tuple[Figure, ...] = ()
    if note_cell is not None and note_cell.row == row:
        amounts = _amounts(site, table, note_cell, name)
    if amount_cell is not None and amount_cell.row == row:
        amounts = (
            *amounts,
            site.figure(table, amount_cell, tail=f"[{name}].amount", label=f"{name} 金额", unit=money),
        )
    return ListRow(
        seq=seq,
        fund=texts["fund"],
        unit=texts.get("unit", nothing),
        note=texts.get("note", nothing),
        amounts=amounts,
    )


def read_fund_list(region: Region, *, file: int, form_index: int) -> FundList:
    """Read annex 1 from its rows."""
    prefix = "annex1" if form_index == 0 else f"annex1#{form_index + 1}"
    site = Site(file=file, form=FormKind.ANNEX1, form_index=form_index, prefix=prefix)
    found: list[ListRow] = []
    named = money_unit([caption.text for caption in region.captions], "")
    site.unit_unknown, money = not named, named or "万元"
    tables = (read_detail_table(site, rows, title=region.title, money=money) for rows in region.parts)
    for rows in region.parts:
        table = rows.table
        header = next(
            (
                row
                for row in range(rows.first, rows.last + 1)
                if {"seq", "fund"} <= read_header("list-column", table, row).keys()
            ),
            None,
        )
        if header is None:
            continue
        columns = read_header("list-column", table, header)
        for row in range(header + 1, rows.last + 1):
            cells = {code: _covering(table, row, span) for code, span in columns.items()}
            if any(cell is not None and compact(cell.text) for cell in cells.values()):
                found.append(_list_row(site, table, row, cells, money))
    return FundList(
        index=form_index,
        title=region.title,
        printed_title=title_of(site, region),
        year=region.year,
        table=region.parts[0].table.index,
        file=file,
        confidence=region.confidence,
        rows=tuple(found),
        notes=notes_of(site, region),
        details=tuple(table for table in tables if table is not None and set(table.codes) != {"serial"}),
    )
