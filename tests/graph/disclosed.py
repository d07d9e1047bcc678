"""Published papers by what their cells mean, drawn as text: what the reader of forms makes of a paper, without it.

The first line is the paper, the rest its tables and lines in any order::

    accounts 2025
    overall income 万元: amount
    fiscal | 12.00
    grand-total | 12.00
    general 万元 partly: total basic project
    2080505 基本养老保险缴费支出 | 12.00 | □ | #
    > 一、收入决算情况
    >> 收入12.00万元。

A table has its kind, where it has sides the side, the unit that is printed above it (none where there is none, ``#3``
for the number of its grid in the file where that is not the next) and its columns; ``partly`` says that not all of it was
understood. A line behind ``>>`` is one whose claims were read as those of a report. Sides of one kind that follow each other are one table. A row is what it means (``total``, a code with its
name, ``?`` unknown) and its cells: as printed, ``□`` blank, ``#`` none, ``!x`` damaged, ``?x`` unreadable.
"""

from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.narrative import claims_of_text
from formaudit.model.disclosure import (
    Disclosure,
    DisclosureGrid,
    DisclosureKind,
    DisclosureNote,
    DisclosureRow,
    DisclosureTable,
    RowRole,
    TableKind,
)
from formaudit.model.figure import Figure, State
from formaudit.model.place import Place
from formaudit.model.report_text import Claim, Report
from formaudit.model.submission import Submission

__all__ = ["disclosed"]

_UNITS: Final = ("元", "万元", "亿元")
_STATES: Final = {"!": State.DAMAGED, "?": State.UNREADABLE}


def _figure(text: str, key: str, label: str, unit: str, place: Place) -> Figure | None:
    if text == "#":
        return None
    state = State.BLANK if text in ("□", "") else _STATES.get(text[0], State.FILLED)
    raw = "" if state is State.BLANK else text.lstrip("!?")
    return Figure(
        key=key,
        label=label,
        raw=raw,
        value=Decimal(raw.replace(",", "")) if state is State.FILLED else None,
        unit=unit,
        decimals=len(raw.partition(".")[2]) if state is State.FILLED else 0,
        state=state,
        place=place,
    )


def _row(line: str, table: str, columns: tuple[str, ...], unit: str, place: Place) -> DisclosureRow:
    head, *cells = (part.strip() for part in line.split("|"))
    item, _, name = head.partition(" ")
    role = RowRole.CODE if item.isdigit() else RowRole.TOTAL if item == "total" else RowRole.LABEL
    assert len(cells) == len(columns), line
    return DisclosureRow(
        role=role,
        code=item if item.isdigit() else "",
        name=name or item,
        item="" if item == "?" else item,
        figures=tuple(
            _figure(text, f"{table}[{item}].{column}", f"{name or item} {column}", unit, replace(place, col=at))
            for at, (text, column) in enumerate(zip(cells, columns, strict=True), 1)
        ),
        place=place,
    )


def _head(line: str) -> tuple[TableKind, str, str, int | None, bool, tuple[str, ...]]:
    words, _, columns = line.partition(":")
    kind, *marks = words.split()
    side = next((mark for mark in marks if mark in ("income", "spending")), "")
    unit = next((mark for mark in marks if mark in _UNITS), "")
    number = next((int(mark[1:]) for mark in marks if mark[0] == "#"), None)
    return TableKind(kind), side, unit, number, "partly" not in marks, tuple(columns.split())


def _report(claims: list[Claim]) -> Report:
    return Report(
        index=0,
        title="",
        year=None,
        file=0,
        confidence=1.0,
        unit_name="",
        sections=(),
        claims=tuple(claims),
        attachments=(),
        place=Place(),
    )


def disclosed(text: str) -> Submission:
    """The submission of a drawn paper."""
    first, *lines = text.split("\n")
    kind, _, year = first.partition(" ")
    tables: list[DisclosureTable] = []
    body: list[DisclosureNote] = []
    claims: list[Claim] = []
    for line in lines:
        if line.startswith(">"):
            mark, _, words = line.partition(" ")
            place = Place(paragraph=len(body))
            body.append(DisclosureNote(text=words, place=place))
            claims.extend(claims_of_text(words, place) if mark == ">>" else ())
        elif "|" in line:
            table, grid = tables[-1], tables[-1].grids[-1]
            key = f"{kind}.{table.kind}-{grid.side}".rstrip("-")
            place = Place(table=table.tables[0], row=len(grid.rows) + 1, col=0)
            row = _row(line, key, grid.columns, table.unit or "万元", place)
            grids = (*table.grids[:-1], replace(grid, rows=(*grid.rows, row)))
            tables[-1] = replace(table, grids=grids)
        else:
            meant, side, unit, number, whole, columns = _head(line)
            grid = DisclosureGrid(side=side, columns=columns, rows=(), whole=whole)
            if side and tables and tables[-1].kind is meant and all(one.side != side for one in tables[-1].grids):
                tables[-1] = replace(tables[-1], grids=(*tables[-1].grids, grid))
                continue
            numbers = (len(tables) if number is None else number,)
            tables.append(DisclosureTable(kind=meant, title=meant, tables=numbers, unit=unit, grids=(grid,)))
    paper = Disclosure(
        kind=DisclosureKind(kind),
        index=0,
        title=first,
        year=int(year) if year else None,
        unit="园林局",
        file=0,
        confidence=1.0,
        place=Place(),
        typed=tuple(tables),
        body=tuple(body),
    )
    return Submission(
        unit="园林局", year=paper.year, documents=(), disclosures=(paper,), reports=(_report(claims),) if claims else ()
    )
