"""A form pasted as text, one cell a line: its grid put together again where the labels leave one way to do so.

A header is a run of lines that one vocabulary knows; a row is a label and as many numbers as the header has columns, or
none. A row with fewer numbers has lost its blanks, and nobody can say which: its lines stay single and are not read.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from formaudit.forms.cells import is_blank
from formaudit.forms.headers import without_year
from formaudit.indicators.lexicon import identify
from formaudit.model.document import Document, Paragraph, Warn
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["rebuilt"]

_SHORT: Final = 24
_FEWEST_LINES: Final = 12
_MOSTLY: Final = 0.75
_FEWEST_HEADERS: Final = 2
_VOCABULARIES: Final = ("cost-column", "fund-column", "staff", "building")
_BESIDE: Final = frozenset({"staff", "building"})
_FIELDS: Final = frozenset({"unit_name", "project", "supervising_department", "implementing_unit"})
_OUTSIDE: Final = compiled(
    r"^附(?:件|表)|(?:自评表|基础数据表|清单|评价表|情况表|申报表)$|^[(（]?20\d{2}年?度?[)）]?$|^说明|^注"
)
_OF_WHICH: Final = compiled(r"^其中[:：]?")
_DOUBT: Final = 0.85
"""Lost blanks cannot be seen, so what is read of such a form is never more than a question."""


class _Grid(Struct):
    """Rows of a table under construction; ``width`` columns of values stand right of the labels."""

    rows: list[list[tuple[int, Paragraph | None]]] = field(default_factory=list)
    width: int = 0

    def add(self, *cells: tuple[int, Paragraph | None]) -> None:
        """A row of cells, each with its column; a ``None`` is a blank."""
        self.rows.append(list(cells))

    def table(self, index: int) -> Table:
        """The finished table."""
        cells = [
            Cell(
                row=row,
                col=col,
                text=line.text if line is not None else "",
                page=line.page if line is not None else None,
                line=line.line if line is not None else None,
                confidence=min(line.confidence, _DOUBT) if line is not None else _DOUBT,
            )
            for row, own in enumerate(self.rows)
            for col, line in own
        ]
        cols = 1 + max((col for own in self.rows for col, _ in own), default=0)
        return Table(index=index, cells=tuple(cells), rows=len(self.rows), cols=cols)


def rebuilt(document: Document) -> Document:
    """The document with its tables where it is a form pasted one cell a line; any other document as it is."""
    lines = document.paragraphs
    if document.tables or len(lines) < _FEWEST_LINES or not _is_pasted(lines):
        return document
    blocks: list[Paragraph | Table] = []
    section: list[Paragraph] = []
    tables = 0
    for line in (*lines, None):
        if line is not None and not _OUTSIDE.search(compact(line.text)):
            section.append(line)
            continue
        if section:
            blocks.append(_grid(section).table(tables))
            tables += 1
            section = []
        if line is not None:
            blocks.append(line)
    return replace(document, blocks=tuple(blocks), warnings=(*document.warnings, Warn(code="pasted")))


def _is_pasted(lines: Sequence[Paragraph]) -> bool:
    """Whether the lines are cells: short, with headers one below the other and numbers alone on their lines."""
    short = sum(len(compact(line.text)) <= _SHORT for line in lines)
    if short < _MOSTLY * len(lines) or sum(read_cell(line.text) is not None for line in lines) < len(lines) / 6:
        return False
    return any(_run(lines, at)[1] > _FEWEST_HEADERS for at in range(len(lines)))


def _run(lines: Sequence[Paragraph], start: int) -> tuple[str, int]:
    """The vocabulary and the length of the longest header that begins at a line."""
    best = ("", 0)
    for kind in _VOCABULARIES:
        length = 0
        while start + length < len(lines) and _names(kind, lines[start + length].text):
            length += 1
        if length > best[1]:
            best = (kind, length)
    return best


def _names(kind: str, text: str) -> bool:
    return read_cell(text) is None and (
        identify(kind, text) is not None or identify(kind, without_year(text)) is not None
    )


def _grid(lines: Sequence[Paragraph]) -> _Grid:
    grid = _Grid()
    at = 0
    while at < len(lines):
        kind, length = _run(lines, at)
        if length >= _FEWEST_HEADERS:
            at = _header(grid, lines, at, kind, length)
        elif _is_field(lines, at):
            grid.add((0, lines[at]), (1, lines[at + 1]))
            at += 2
        else:
            at = _row(grid, lines, at)
    return grid


def _header(grid: _Grid, lines: Sequence[Paragraph], at: int, kind: str, length: int) -> int:
    """Add a header, and the numbers below it where each stands under its own label."""
    names = [(1 + col, lines[at + col]) for col in range(length)]
    above = grid.rows.pop() if grid.rows and [col for col, _ in grid.rows[-1]] == [0] else []
    grid.add(*above, *names)
    grid.width = length
    at += length
    if kind in _BESIDE:
        values = _values(lines, at)
        if len(values) == length:
            grid.add(*((1 + col, line) for col, line in enumerate(values)))
            at += length
        grid.width = 0
    return at


def _row(grid: _Grid, lines: Sequence[Paragraph], at: int) -> int:
    """Add a label with its values, or with blanks where it has none; single lines where their columns are unknown."""
    head = lines[at]
    values = _values(lines, at + 1) if read_cell(head.text) is None else []
    inside = compiled(r"[:：]\s*\S").search(_OF_WHICH.sub("", head.text.strip())) is not None
    if grid.width and not inside and len(values) == grid.width:
        grid.add((0, head), *((1 + col, line) for col, line in enumerate(values)))
        return at + 1 + len(values)
    known = any(identify(kind, head.text) is not None for kind in ("source", "item", "box"))
    if grid.width and not inside and not values and known:
        grid.add((0, head), *((1 + col, None) for col in range(grid.width)))
        return at + 1
    grid.add((0, head))
    for line in values:
        grid.add((0, line))
    return at + 1 + len(values)


def _values(lines: Sequence[Paragraph], start: int) -> list[Paragraph]:
    found: list[Paragraph] = []
    for line in lines[start:]:
        if read_cell(line.text) is None and not is_blank(line.text):
            break
        found.append(line)
    return found


def _is_field(lines: Sequence[Paragraph], at: int) -> bool:
    """Whether a line asks for a name that the next line gives."""
    entry = identify("field", lines[at].text)
    if entry is None or entry.code not in _FIELDS or at + 1 >= len(lines):
        return False
    following = lines[at + 1].text
    return read_cell(following) is None and all(
        identify(kind, following) is None for kind in ("field", "fund-column", "cost-column", "source", "item")
    )
