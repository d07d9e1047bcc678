"""Tables of a page: which of them hold data, and where their cells stand when spans are taken at their word."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from formaudit.errors import InputError
from formaudit.extract.blocks import Grid, trim
from formaudit.extract.collapse import collapse
from formaudit.extract.hairs import edges_from_rows, snapped
from formaudit.extract.web.words import squeeze, tag_of, text_within
from formaudit.model.table import Cell
from formaudit.patterns import compiled

__all__ = ["is_layout", "table_of"]

_HAIR: Final = 8.0
"""Pixels (2 mm) that no column of a form is as narrow as."""
_STYLED: Final = compiled(r"(?:^|;)\s*width\s*:\s*(\d+(?:\.\d+)?)\s*(px|pt|cm|mm|in)", re.IGNORECASE)
_PIXELS: Final = {"px": 1.0, "pt": 96 / 72, "cm": 96 / 2.54, "mm": 96 / 25.4, "in": 96.0}
_HUNDREDTH: Final = 6.5
"""Pixels of one hundredth of a page's width."""
_FORM: Final = 6
"""Cells that a table has at least for whose sake another one around it is none."""
_UNSIGNED: Final = compiled(r"[¥￥]?\d[\d,]*(?:\.\d+)?%?")
_ROW: Final = frozenset(("tr",))
_CELL: Final = frozenset(("td", "th"))
_PARTS: Final = frozenset(("tr", "thead", "tbody", "tfoot"))
_AROUND: Final = frozenset(("form", "font", "center", "div", "span", "b", "strong", "fieldset", "label", "section"))
_WIDEST: Final = 1000  # the HTML standard's own bound for a colspan
_MOST: Final = 2_000_000  # positions that all spans together may cover


def is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges the page: one cell, only links, or no data beside the tables in it."""
    if table.get("role", "").lower() in ("presentation", "none"):
        return True
    rows = [cells for group in _groups(table) for cells in map(_cells, group)]
    if sum(len(cells) for cells in rows) <= 1:
        return True
    if table.find(".//table") is None:
        return _only_links(table)
    return _holds_more(table, rows) or all(sum(bool(_own_text(cell)) for cell in cells) <= 1 for cells in rows)


def _holds_more(table: etree._Element, rows: Sequence[Sequence[etree._Element]]) -> bool:
    """Whether a table without lines has a few cells, one of which holds a whole table: a menu beside a form."""
    if table.get("border", "").strip() not in ("", "0"):
        return False
    own = sum(map(len, rows))
    inner = (sum(1 for _ in each.iter("td", "th")) for each in table.iter("table") if each is not table)
    return max(inner, default=0) >= max(_FORM, 2 * own)


def _only_links(table: etree._Element) -> bool:
    """A bar of links: all its words can be clicked."""
    linked = "".join(str(text) for link in table.iter("a") for text in link.itertext())
    words = "".join(squeeze(linked).split())
    return bool(words) and words == "".join("".join(map(str, table.itertext())).split())


def table_of(table: etree._Element, file: str) -> Grid | None:
    """The cells of a data table, or ``None`` where all of them are blank.

    Raises:
        InputError: ``too-large``.

    """
    cells: list[Cell] = []
    widths: list[list[tuple[int, int, float]]] = []
    taken: set[tuple[int, int]] = set()
    row = width = 0
    for group in _groups(table):
        for offset, line in enumerate(group):
            elements = _cells(line)
            # An empty row stands for something only where tall cells fill all of it; some writers scatter others about.
            if not elements and any((row, col) not in taken for col in range(width)):
                continue
            col = 0
            widths.append([])
            for element in elements:
                while (row, col) in taken:
                    col += 1
                down = _span(element, "rowspan", len(group) - offset)
                across = _span(element, "colspan", _WIDEST)
                across = next((step for step in range(1, across) if (row, col + step) in taken), across)
                taken.update((row + below, col + beside) for below in range(down) for beside in range(across))
                if len(taken) > _MOST:
                    raise InputError("too-large", file, f"> {_MOST} cells")
                text = _signed(element, trim(text_within(element)))
                cells.append(Cell(row=row, col=col, rowspan=down, colspan=across, text=text))
                widths[-1].append((col, across, _width(element)))
                col += across
                width = max(width, col)
            row += 1
    if not any(cell.text for cell in cells):
        return None
    return collapse(_without_hairs(cells, widths, row, width, _pads(table)))


def _without_hairs(
    cells: Sequence[Cell],
    rows: Sequence[Sequence[tuple[int, int, float]]],
    height: int,
    width: int,
    pads: Sequence[float],
) -> Sequence[Cell]:
    """The cells with borders that miss each other by a hair made one, where the page tells the widths."""
    if width <= max(map(len, rows), default=0):
        return cells
    widths = edges_from_rows(rows, width, pads)
    if widths is None:
        return cells
    bottom = max(height, *(cell.row + cell.rowspan for cell in cells))
    return snapped(Grid(cells=tuple(cells), rows=bottom, cols=width), widths, _HAIR).cells


def _pads(table: etree._Element) -> tuple[float, ...]:
    """How much wider than said a cell may be: programs differ in whether they count the padding at its sides."""
    told = table.get("cellpadding", "").strip()
    side = float(told) if told.isdecimal() and len(told) <= 3 else 1.0
    return 0.0, 2 * side, 2 * side + 1


def _width(cell: etree._Element) -> float:
    """A cell's width in pixels, 0 where none is told."""
    styled = _STYLED.search(cell.get("style", ""))
    if styled:
        return float(styled[1]) * _PIXELS[styled[2].lower()]
    plain = compiled(r"\s*(\d+(?:\.\d+)?)\s*(px|%)?\s*").fullmatch(cell.get("width", ""))
    if plain is None:
        return 0.0
    return float(plain[1]) * (_HUNDREDTH if plain[2] == "%" else 1.0)


def _groups(table: etree._Element) -> list[list[etree._Element]]:
    """The rows by group, in the order of the printed page: head first, foot last. A span ends with its group."""
    heads: list[list[etree._Element]] = []
    bodies: list[list[etree._Element]] = []
    feet: list[list[etree._Element]] = []
    loose: list[etree._Element] = []
    _in_rows(table)
    for child in _within(table, _PARTS):
        tag = tag_of(child)
        if tag == "thead" and heads:
            tag = "tbody"  # of several heads the first one stands at the top
        if tag == "tr":
            loose.append(child)
            if len(loose) == 1:
                bodies.append(loose)
        elif tag in ("thead", "tbody", "tfoot"):
            loose = []
            place = {"thead": heads, "tbody": bodies, "tfoot": feet}[tag]
            place.append(list(_within(child, _ROW)))
    return [*heads, *bodies, *feet]


def _in_rows(table: etree._Element) -> None:
    """Put cells that stand in a table without a row into one, as browsers do."""
    row: etree._Element | None = None
    for child in list(table):
        if tag_of(child) not in _CELL:
            row = None if isinstance(child.tag, str) else row
        elif row is None:
            row = etree.Element("tr")
            child.addprevious(row)
            row.append(child)
        else:
            row.append(child)


def _cells(row: etree._Element) -> Sequence[etree._Element]:
    return list(_within(row, _CELL))


def _within(element: etree._Element, wanted: frozenset[str]) -> Iterator[etree._Element]:
    """The parts of a table right below an element; browsers overlook what is typed between a table and its rows."""
    for child in element:
        tag = tag_of(child)
        if tag in wanted:
            yield child
        elif tag in _AROUND:
            yield from _within(child, wanted)


def _span(cell: etree._Element, name: str, most: int) -> int:
    """A span as browsers read it: rowspan 0 reaches the group's end, nonsense is 1, too much is cut off."""
    digits = ""
    for char in cell.get(name, "").strip().removeprefix("+"):
        if char not in "0123456789":
            break
        digits += char
    number = int(digits[:9]) if digits else 1
    if number == 0:
        return most if name == "rowspan" else 1
    return min(number, most)


def _signed(cell: etree._Element, text: str) -> str:
    """A cell's text with the minus sign that only its colour showed, where the sheet it came from left the number."""
    held = cell.get("sdval") or cell.get("x:num") or ""
    below = held.startswith("-") and held.strip("-0.,") != ""
    return f"-{text}" if below and _UNSIGNED.fullmatch(text) else text


def _own_text(cell: etree._Element) -> str:
    """The text of a cell without that of tables within it."""
    return squeeze("".join(_loose_text(cell)))


def _loose_text(cell: etree._Element) -> Iterator[str]:
    inside: etree._Element | None = None
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if inside is None and event == "start" and tag_of(element) == "table":
            inside = element
        elif inside is not None:
            if event == "end" and element is inside:
                inside = None
                yield element.tail or ""
        else:
            yield (element.text if event == "start" else element.tail if element is not cell else "") or ""
