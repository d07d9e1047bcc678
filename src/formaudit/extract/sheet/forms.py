"""From a sheet to what a reader of the printed page sees: paragraphs, and tables that begin at 0."""

from collections.abc import Sequence

from msgspec import Struct

from formaudit.extract.blocks import Grid, trim
from formaudit.extract.collapse import collapse
from formaudit.extract.hairs import snapped
from formaudit.extract.sheet.bands import Band, cut
from formaudit.extract.sheet.lines import is_label, is_note, names_a_form
from formaudit.extract.sheet.merges import Cleared, clear
from formaudit.extract.sheet.raw import Page, Position, Printed, Region, guard, runs
from formaudit.extract.unit_line import unit_of_account
from formaudit.model.document import Paragraph, Warn
from formaudit.model.table import Cell, Table

__all__ = ["Laid", "lay_out"]

_PARTING = 2  # so many wholly blank columns part two forms side by side
_DOUBT = 0.5


class Laid(Struct, frozen=True):
    """The blocks of one sheet in reading order, numbered on from those before, and what was not taken over whole."""

    blocks: tuple[Paragraph | Table, ...]
    warnings: tuple[Warn, ...]


class _Unseen(Struct, frozen=True):
    """The rows and columns that a reader of the sheet does not see, and whether he sees nothing of it.

    What stands there is read, since sums may count it, and doubted, since nobody handed it in on paper.
    """

    rows: frozenset[int]
    cols: frozenset[int]
    all: bool

    def confidence(self, region: Region) -> float:
        """How sure it is that a cell belongs to what is printed."""
        top, left, bottom, right = region
        gone = self.all or self.rows.issuperset(range(top, bottom + 1)) or self.cols.issuperset(range(left, right + 1))
        return _DOUBT if gone else 1.0


def lay_out(page: Page, file: str, *, paragraphs: int = 0, tables: int = 0) -> Laid:
    """Find the forms and the lines around them on a sheet.

    Raises:
        InputError: ``too-large`` where the forms would have more cells than any form has.

    """
    sheet = clear(page)
    blocks: list[Paragraph | Table] = []
    lines: list[str] = []
    for band in cut(sheet):
        if band.is_line:
            text = "  ".join(sheet.shown[spot].text.strip() for spot in _spots(sheet, band))
            line = min((sheet.shown[spot].line or 0 for spot in _spots(sheet, band)), default=0) or None
            blocks.append(Paragraph(index=paragraphs, text=text, line=line))
            lines.append(text)
            paragraphs += 1
            continue
        if page.unit and not any(map(unit_of_account, (*lines, *_head(sheet, band)))):
            blocks.append(Paragraph(index=paragraphs, text=page.unit))
            paragraphs += 1
        for columns in _side_by_side(sheet, band):
            blocks.append(_table(sheet, band, columns, index=tables, caption=_caption(lines), file=file, page=page))
            tables += 1
        lines = []
    for text in page.lines:
        blocks.append(Paragraph(index=paragraphs, text=text))
        paragraphs += 1
    return Laid(tuple(blocks), (*_hidden(page), *page.warnings, *sheet.warnings))


def _head(sheet: Cleared, band: Band) -> list[str]:
    """The words of a form's first rows, where its own unit of account may stand."""
    return [cell.text for spot, cell in sheet.shown.items() if band.first <= spot[0] <= band.first + 2]


def _spots(sheet: Cleared, band: Band) -> list[Position]:
    return [spot for spot in sorted(sheet.shown) if spot[0] == band.first]


def _caption(lines: list[str]) -> str:
    """Of the lines before a table the last that names a form, else the last that is no label and no note."""
    named = [text for text in lines if names_a_form(text)]
    plain = [text for text in lines if not is_label(text) and not is_note(text)]
    return (named or plain or [""])[-1]


def _side_by_side(sheet: Cleared, band: Band) -> list[tuple[int, int]]:
    """The column ranges of the forms in a band, parted by blank columns without rules; each has words in it."""
    used: set[int] = set()
    for row, col in sheet.shown:
        if band.first <= row <= band.last:
            region = sheet.region((row, col))
            used.update(range(region[1], region[3] + 1))
    worded = frozenset(used)
    first, last = min(used), max(used)
    for row, col in sheet.ruled:
        if band.first <= row <= band.last and first <= col <= last:
            used.add(col)
    ordered = sorted(used)
    ranges: list[tuple[int, int]] = []
    start = ordered[0]
    for left, right in zip(ordered, [*ordered[1:], None], strict=True):
        if right is None or right - left - 1 >= _PARTING:
            if any(start <= col <= left for col in worded):
                ranges.append((start, left))
            start = left if right is None else right
    return ranges


def _table(
    sheet: Cleared, band: Band, columns: tuple[int, int], *, index: int, caption: str, file: str, page: Page
) -> Table:
    left, right = columns
    narrow = page.narrow
    unseen = _Unseen(frozenset(page.hidden_rows), frozenset(page.hidden_cols), page.hidden)
    inside = [
        sheet.region(spot) for spot in sheet.shown if band.first <= spot[0] <= band.last and left <= spot[1] <= right
    ]
    top = min(region[0] for region in inside)
    bottom = min(band.last, max(region[2] for region in inside))
    guard((bottom - top + 1) * (right - left + 1), file)
    found: dict[Region, Printed | None] = {}
    for row in range(top, bottom + 1):
        for col in range(left, right + 1):
            region = sheet.region((row, col))
            clipped = (max(region[0], top), max(region[1], left), min(region[2], bottom), min(region[3], right))
            found.setdefault(clipped, sheet.shown.get(region[:2]))
    cells: Sequence[Cell] = [
        Cell(
            row=region[0] - top,
            col=region[1] - left,
            rowspan=region[2] - region[0] + 1,
            colspan=region[3] - region[1] + 1,
            text="" if printed is None else trim(printed.text),
            confidence=1.0 if printed is None else min(printed.confidence, unseen.confidence(region)),
            line=None if printed is None else printed.line,
        )
        for region, printed in found.items()
    ]
    if not narrow.isdisjoint(range(left, right + 1)):
        cells = _without_hairs(cells, bottom - top + 1, [col in narrow for col in range(left, right + 1)])
    grid = collapse(cells)
    return Table(index=index, cells=grid.cells, rows=grid.rows, cols=grid.cols, caption=caption)


def _without_hairs(cells: Sequence[Cell], rows: int, narrow: Sequence[bool]) -> Sequence[Cell]:
    """The cells without columns that only part borders which miss each other by a hair."""
    grid = Grid(cells=tuple(cells), rows=rows, cols=len(narrow))
    return snapped(grid, [0.0 if hair else 2.0 for hair in narrow], 1.0).cells


def _hidden(page: Page) -> tuple[Warn, ...]:
    """What a reader of the sheet does not see but an auditor wants to: hidden sheets, rows and columns with content."""
    if page.hidden and page.cells:
        return (Warn(code="hidden-sheet", detail=page.name),)
    filled_rows = {row for row, _ in page.cells}
    filled_cols = {col for _, col in page.cells}
    rows = tuple(row for row in page.hidden_rows if row in filled_rows)
    cols = tuple(col for col in page.hidden_cols if col in filled_cols)
    warnings: list[Warn] = []
    if rows:
        warnings.append(Warn(code="hidden-rows", detail=f"{page.name}: {runs(rows)}"))
    if cols:
        warnings.append(Warn(code="hidden-columns", detail=f"{page.name}: {runs(cols, columns=True)}"))
    return tuple(warnings)
