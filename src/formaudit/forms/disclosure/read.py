"""A found disclosure to its typed record: every table with its sides, rows and columns understood by meaning."""

from msgspec.structs import replace

from formaudit.forms.cells import Site
from formaudit.forms.disclosure.grid import Head, head_of
from formaudit.forms.disclosure.public import public_grid
from formaudit.forms.disclosure.recognise import FoundDisclosure, FoundTable
from formaudit.forms.disclosure.rows import joined_grids, read_grids, read_plain
from formaudit.model.disclosure import Disclosure, DisclosureGrid, DisclosureNote, DisclosureTable, TableKind
from formaudit.model.document import Paragraph
from formaudit.model.place import Place
from formaudit.model.table import Cell

__all__ = ["read_disclosure"]


def read_disclosure(found: FoundDisclosure, *, file: int, form_index: int) -> Disclosure:
    """Read the tables and keep the text; an empty form is read as its title only."""
    site = Site(file=file, form=found.kind.value, form_index=form_index, prefix=_prefix(found, form_index))
    tables: list[DisclosureTable] = []
    above: Head | None = None
    for each in found.tables:
        head = head_of(each.table, each.first, each.end) or (above if each.follows else None)
        grids = () if found.reason else _grids(site, each, head, found)
        if each.cut:
            grids = tuple(replace(grid, whole=False) for grid in grids)
        notes = _notes(site, each.notes)
        if each.follows and tables:
            last = tables[-1]
            joined = joined_grids(last.grids, grids)
            # Rows that cannot be put behind those of the page before are missing there: nothing is summed over them.
            kept = joined or tuple(replace(grid, whole=False) for grid in last.grids)
            tables[-1] = replace(last, tables=(*last.tables, each.table.index), grids=kept, notes=(*last.notes, *notes))
            continue
        above = None if head is None else replace(head, first=0)
        tables.append(
            DisclosureTable(
                kind=each.kind, title=each.title, tables=(each.table.index,), unit=each.unit, grids=grids, notes=notes
            )
        )
    return Disclosure(
        kind=found.kind,
        index=form_index,
        title=found.title,
        year=found.year,
        unit=found.unit,
        file=file,
        confidence=found.confidence,
        place=_place(site, found),
        typed=tuple(tables),
        body=() if found.reason else _notes(site, found.body),
    )


def _prefix(found: FoundDisclosure, form_index: int) -> str:
    return found.kind.value if form_index == 0 else f"{found.kind.value}#{form_index + 1}"


def _grids(site: Site, each: FoundTable, head: Head | None, found: FoundDisclosure) -> tuple[DisclosureGrid, ...]:
    """The sides of a table; one of other things is kept as it is printed. Without a header there are none."""
    if each.kind in (TableKind.OTHER, TableKind.UNITS):
        return read_plain(site, each, head)
    if each.kind is TableKind.PUBLIC:
        grid = public_grid(site, each, head, year=found.year, final=found.kind.final)
        return () if grid is None else (grid,)
    return read_grids(site, each, head, year=found.year, final=found.kind.final)


def _notes(site: Site, lines: tuple[Paragraph, ...]) -> tuple[DisclosureNote, ...]:
    return tuple(DisclosureNote(text=line.text, place=_line(site, line), confidence=line.confidence) for line in lines)


def _line(site: Site, line: Paragraph) -> Place:
    return Place(
        file=site.file,
        form=site.form,
        form_index=site.form_index,
        paragraph=line.index,
        page=line.page,
        bbox=line.bbox,
        line=line.line,
    )


def _place(site: Site, found: FoundDisclosure) -> Place:
    if isinstance(found.holder, Paragraph):
        return _line(site, found.holder)
    if found.tables:
        table = found.tables[0].table
        first = next(iter(table), Cell(row=0, col=0))
        return site.place(table, first)
    return _line(site, found.body[0])
