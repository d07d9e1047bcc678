r"""The walk over a simplified document: paragraphs and tables in reading order, whatever they are wrapped in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from lxml import etree

from formaudit.extract.blocks import Grid, Text
from formaudit.extract.docx import names as n
from formaudit.extract.docx.grid import RawCell, RawRow, lay
from formaudit.extract.symbols import symbol

__all__ = ["pieces"]

_WIDEST_SPAN: Final = 128  # Word itself stops at 63 columns
_BLOCKS: Final = frozenset((n.P, n.TBL, n.ALT_CHUNK, n.INSERTED))
_NOTHING: Final[Mapping[str, Sequence[Text | Grid]]] = MappingProxyType({})
_IN_TABLE: Final = (
    n.TBL, n.TR, n.TC, n.P, *n.PRINTED, n.GRID_SPAN, n.V_MERGE, n.H_MERGE, n.CELL_MERGE, n.GRID_BEFORE, n.GRID_AFTER,
)  # fmt: skip


def pieces(
    container: Iterable[etree._Element], inserted: Mapping[str, Sequence[Text | Grid]] = _NOTHING
) -> Iterator[Text | Grid]:
    """The paragraphs and tables among some elements and below them. A paragraph is parted where a page ends in it.

    ``inserted`` is what embedded files print, by the key of the element that stands in their place.
    """
    for block in _blocks(container):
        if block.tag == n.P:
            for part in _printed(block).split("\f"):
                yield Text(text=part.rstrip())
        elif block.tag == n.TBL:
            rows = _rows(block)
            framed = _framed(block) if rows is None else None
            if framed is None:
                yield _table(block, rows)
            else:
                for cell in framed:
                    yield from pieces(cell, inserted)
        elif block.tag == n.INSERTED:
            yield from inserted.get(block.get("key", ""), ())


def _blocks(container: Iterable[etree._Element]) -> Iterator[etree._Element]:
    for child in container:
        if child.tag in _BLOCKS:
            yield child
        else:
            yield from _blocks(child)


def _printed(paragraph: etree._Element) -> str:
    return "".join([_sign(element) for element in paragraph.iter(*n.PRINTED)])


def _sign(element: etree._Element) -> str:
    r"""What one element prints; a page or column break is ``\f``."""
    tag = element.tag
    if tag in {n.T, n.MATH_TEXT}:
        return element.text or ""
    if tag == n.TAB:
        parent = element.getparent()
        return "\t" if parent is not None and parent.tag == n.R else ""  # elsewhere it is a tab stop
    if tag == n.BR:
        return "\f" if n.attr(element, "type") in {"page", "column"} else "\n"
    if tag == n.SYM:
        return symbol(n.attr(element, "font"), n.attr(element, "char"))
    return {n.CR: "\n", n.PTAB: "\t", n.NO_BREAK_HYPHEN: "-"}.get(str(tag), "")


def _framed(table: etree._Element) -> list[etree._Element] | None:
    """The cells of a table that is only a frame around others: each of its rows has one; else ``None``."""
    cells: list[etree._Element] = []
    rows: set[etree._Element | None] = set()
    for cell in table.iter(n.TC):
        if next(cell.iterancestors(n.TBL)) is table:
            row = next(cell.iterancestors(n.TR), None)
            if row in rows:
                return None
            rows.add(row)
            cells.append(cell)
    return cells


def _table(element: etree._Element, rows: list[RawRow] | None) -> Grid:
    """A table; ``rows`` are ``None`` where other tables stand in its cells."""
    grid = element.find(n.TBL_GRID)
    columns = [] if grid is None else [n.whole(n.attr(child, "w")) for child in grid.iterfind(n.GRID_COL)]
    if rows is None:
        for nested in reversed(list(element.iterdescendants(n.TBL))):
            _flatten(nested)
        rows = _rows(element)
    return lay(rows or [], columns, lambda: _widths(element))


def _flatten(nested: etree._Element) -> None:
    """A nested table becomes lines of the cell it stands in: a row a line, its cells parted by tabs."""
    parent = nested.getparent()
    if parent is None:
        return
    lines = []
    for row in _rows(nested) or ():
        paragraph = etree.Element(n.P)
        text = etree.SubElement(etree.SubElement(paragraph, n.R), n.T)
        text.text = "\t".join(" ".join(cell.text.split()) for cell in row.cells)
        lines.append(paragraph)
    index = parent.index(nested)
    parent[index : index + 1] = lines


def _rows(table: etree._Element) -> list[RawRow] | None:
    """The rows of a table, from one flat pass over what matters in it; ``None`` where another table stands in it."""
    rows: list[RawRow] = []
    cells: list[RawCell] = []
    parts: list[str] = []
    span, merge, joins, before, after = 1, "", False, 0, 0
    started = in_cell = False
    text, paragraph, cell, table_row = n.T, n.P, n.TC, n.TR  # a large table has thousands of each
    make = tuple.__new__  # what RawCell(...) does, without a call in between
    for element in table.iter(*_IN_TABLE):
        tag = element.tag
        if tag == text:
            parts.append(element.text or "")
        elif tag == paragraph:
            if parts:
                parts.append("\n")
        elif tag in (cell, table_row):
            if in_cell:
                cells.append(make(RawCell, (span, merge, "".join(parts), joins)))
            parts, span, merge, joins, in_cell = [], 1, "", False, tag == cell
            if tag == table_row:
                if started:
                    rows.append(RawRow(cells, before, after))
                cells, before, after, started = [], 0, 0, True
        elif tag == n.GRID_SPAN:
            span = min(max(n.whole(n.attr(element, "val", "1")), 1), _WIDEST_SPAN)
        elif tag == n.V_MERGE:
            merge = "restart" if n.attr(element, "val") == "restart" else "continue"
        elif tag == n.H_MERGE:
            joins = n.attr(element, "val") != "restart"
        elif tag == n.CELL_MERGE:
            merge = {"rest": "restart", "cont": "continue"}.get(n.attr(element, "vMerge"), merge)
        elif tag == n.GRID_BEFORE:
            before = min(max(n.whole(n.attr(element, "val")), 0), _WIDEST_SPAN)
        elif tag == n.GRID_AFTER:
            after = min(max(n.whole(n.attr(element, "val")), 0), _WIDEST_SPAN)
        elif tag == n.TBL:
            if element is not table:
                return None
        else:
            parts.append(_sign(element).replace("\f", "\n"))
    if in_cell:
        cells.append(RawCell(span, merge, "".join(parts), joins))
    if started:
        rows.append(RawRow(cells, before, after))
    return rows


def _widths(table: etree._Element) -> Iterator[list[int]]:
    """The printed widths of each row's cells in twips, 0 where unknown; asked for only where rows are uneven."""
    for row in table.iter(n.TR):
        widths = []
        for cell in row.iter(n.TC):
            width = next(cell.iter(n.TC_W), None)
            known = width is not None and n.attr(width, "type", "dxa") == "dxa"
            widths.append(n.whole(n.attr(width, "w")) if width is not None and known else 0)
        yield widths
