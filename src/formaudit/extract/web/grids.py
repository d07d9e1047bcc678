"""Tables that a page lays out by a grid of its style sheet: children in cells, without rows between."""

from collections.abc import Mapping
from typing import Final

from lxml import etree

from formaudit.extract.web.words import BLOCKS, tag_of
from formaudit.patterns import compiled

__all__ = ["lay_grids"]

_REPEAT: Final = compiled(r"repeat\(\s*(\d{1,3})\s*,[^()]*(?:\([^()]*\)[^()]*)*\)")
_TRACKS: Final = compiled(r"(?:[^\s(]|\([^)]*\))+")
_LINE: Final = compiled(r"(\d{1,4})")
_SPAN: Final = compiled(r"span\s+(\d{1,3})")
_FEWEST: Final = 3
"""So many columns has a grid at least that is a table and not the frame of a page."""
_MOST: Final = 20_000
_Rules = Mapping[str, str]


def lay_grids(root: etree._Element, told: Mapping[etree._Element, _Rules]) -> None:
    """Make tables of the grids whose children are single cells; one that holds blocks frames a page, and stays."""
    for element in list(root.iter(etree.Element)):
        rules = told.get(element, {})
        if rules.get("display") not in ("grid", "inline-grid"):
            continue
        width = _columns(rules.get("grid-template-columns", ""))
        cells = [child for child in element if isinstance(child.tag, str)]
        if not (width >= _FEWEST and width <= len(cells) <= _MOST and all(map(_is_single, cells))):
            continue
        places = _placed(cells, width, told)
        if places is not None and max(row + high for row, _, high, _ in places) > 1:
            _make_table(element, cells, places, width)


def _columns(text: str) -> int:
    """How many columns are declared; 0 where their number depends on the window."""
    count = sum(int(match[1]) for match in _REPEAT.finditer(text))
    rest = _REPEAT.sub(" ", text)
    return 0 if "repeat" in rest or "[" in rest or rest.strip() == "none" else count + len(_TRACKS.findall(rest))


def _is_single(cell: etree._Element) -> bool:
    return not any(tag_of(inner) in BLOCKS and tag_of(inner) not in ("br", "p") for inner in cell.iterdescendants())


def _placed(
    cells: list[etree._Element], width: int, told: Mapping[etree._Element, _Rules]
) -> list[tuple[int, int, int, int]] | None:
    """Row, column, height and width of each cell; ``None`` where two of them would lie over each other."""
    taken: set[tuple[int, int]] = set()
    found: list[tuple[int, int, int, int]] = []
    at = 0
    for cell in cells:
        rules = told.get(cell, {})
        row, high = _ends(rules.get("grid-row", ""))
        col, wide = _ends(rules.get("grid-column", ""))
        wide = min(wide, width)
        if row is None or col is None:
            while (at % width if col is None else col) + wide > width or _meets(
                taken, at // width if row is None else row, at % width if col is None else col, high, wide
            ):
                at += 1
                if at > _MOST:
                    return None
            row, col = (at // width if row is None else row), (at % width if col is None else col)
        if _meets(taken, row, col, high, wide) or col + wide > width or row + high > _MOST:
            return None
        taken.update((row + down, col + across) for down in range(high) for across in range(wide))
        found.append((row, col, high, wide))
    return found


def _meets(taken: set[tuple[int, int]], row: int, col: int, high: int, wide: int) -> bool:
    return any((row + down, col + across) in taken for down in range(high) for across in range(wide))


def _ends(text: str) -> tuple[int | None, int]:
    """Where a cell begins, counted from 0, ``None`` where it flows, and how many lines it takes."""
    first, _, last = (part.strip() for part in text.partition("/"))
    begins, ends = _LINE.fullmatch(first), _LINE.fullmatch(last)
    span = _SPAN.fullmatch(last) or _SPAN.fullmatch(first)
    size = int(span[1]) if span else int(ends[1]) - int(begins[1]) if begins and ends else 1
    return (int(begins[1]) - 1 if begins and int(begins[1]) else None), max(1, size)


def _make_table(
    grid: etree._Element, cells: list[etree._Element], places: list[tuple[int, int, int, int]], width: int
) -> None:
    by_place = {place[:2]: (cell, place) for cell, place in zip(cells, places, strict=True)}
    covered = {
        (row + down, col + across)
        for row, col, high, wide in places
        for down in range(high)
        for across in range(wide)
        if down or across
    }
    grid.tag = "table"
    grid.set("border", "1")
    grid.set("role", "")
    for cell in cells:
        grid.remove(cell)
    for row in range(max(row + high for row, _, high, _ in places)):
        line = etree.SubElement(grid, "tr")
        for col in range(width):
            if (row, col) in covered:
                continue
            held = by_place.get((row, col))
            if held is None:
                etree.SubElement(line, "td")
                continue
            cell, (_, _, high, wide) = held
            cell.tag, cell.tail = "td", None
            cell.set("role", "")
            cell.set("rowspan", str(high))
            cell.set("colspan", str(wide))
            line.append(cell)
