"""Plain text: its encoding by its bytes, its tables put together again from whichever way they were written out."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.errors import InputError
from formaudit.extract.blocks import Grid, Text, assemble
from formaudit.extract.controls import lines_of, unsteered
from formaudit.extract.encoding import decode
from formaudit.extract.marks import Remark, settled, told
from formaudit.extract.txt.answered import bare_lines
from formaudit.extract.txt.merges import continuations
from formaudit.extract.txt.misfits import misfits
from formaudit.extract.txt.plain import split_plain
from formaudit.extract.txt.quoted import unbroken
from formaudit.extract.txt.rows import Piece, Row, Rows, has_cell_lines, split
from formaudit.extract.txt.spans import spread
from formaudit.extract.unlaid import with_unlaid_told
from formaudit.model.document import Document, Source, Warn
from formaudit.model.table import Cell

__all__ = ["read"]

_DOUBT: Final = 0.5


def read(data: bytes, source: Source) -> Document:
    """Read a text file.

    Raises:
        InputError: encoding.

    """
    decoded = decode(data)
    if decoded is None:
        raise InputError("encoding", source.path)
    lines = unbroken(bare_lines(lines_of(unsteered(decoded[0].removeprefix("\ufeff")))))
    warnings: list[Warn] = []
    parts = split(lines) if has_cell_lines(lines) else split_plain(lines)
    remarks: list[Remark] = []
    blocks, unlaid = with_unlaid_told(assemble(settled(_pieces(parts, warnings), remarks)))
    return Document(source=source, blocks=blocks, warnings=(*warnings, *told(remarks), *unlaid))


def _pieces(parts: Iterable[Piece | Rows | Grid], warnings: list[Warn]) -> Iterator[Text | Grid]:
    for part in parts:
        if isinstance(part, Rows):
            warnings.extend(Warn(code="joined-rows", detail=str(line)) for line in part.joins)
            grid = _grid(part.rows, part.covered)
            doubts = part.doubts | misfits(grid, part.padded)
            if doubts:
                grid = replace(grid, cells=tuple(_doubted(cell, doubts) for cell in grid.cells))
                warnings.append(Warn(code="ragged-lines", detail=", ".join(map(str, sorted(doubts)[:10]))))
            if sum(cell.rowspan * cell.colspan for cell in grid.cells) < grid.rows * grid.cols:
                warnings.append(Warn(code="ragged-rows", detail=str(part.rows[0][0].line)))
            yield grid
        elif isinstance(part, Piece):
            yield Text(text=part.text.strip(), line=part.line)
        else:
            lines = sorted({cell.line for cell in part.cells if cell.confidence < 1 and cell.line is not None})
            if 0 < len(lines) < part.rows:
                warnings.append(Warn(code="ragged-lines", detail=", ".join(map(str, lines[:10]))))
            yield part


def _continued(
    covered: frozenset[tuple[int, int]], extents: Sequence[Sequence[tuple[int, int]]]
) -> frozenset[tuple[int, int]]:
    """Those of the covered cells that stand under a cell of just their columns."""
    return frozenset((row, cell) for row, cell in covered if row and extents[row][cell] in extents[row - 1])


def _doubted(cell: Cell, lines: frozenset[int]) -> Cell:
    return replace(cell, confidence=_DOUBT) if cell.line in lines else cell


def _grid(rows: Sequence[Row], covered: frozenset[tuple[int, int]] | None = None) -> Grid:
    """The rows laid on a grid: columns first, then the cells that run downwards, unless ``covered`` names those."""
    texts = [[piece.text for piece in row] for row in rows]
    extents = spread(texts)
    continued = continuations(texts, extents) if covered is None else _continued(covered, extents)
    cells: dict[tuple[int, int], Cell] = {}
    tops: dict[int, int] = {}
    for number, (row, line) in enumerate(zip(rows, extents, strict=True)):
        for index, (piece, (start, end)) in enumerate(zip(row, line, strict=True)):
            if (number, index) in continued:
                top = cells[tops[start], start]
                cells[top.row, start] = Cell(
                    row=top.row,
                    col=start,
                    rowspan=number + 1 - top.row,
                    colspan=end - start,
                    text=top.text,
                    line=top.line,
                )
                continue
            tops[start] = number
            text = piece.text if piece.text.strip() else ""
            cells[number, start] = Cell(row=number, col=start, colspan=end - start, text=text, line=piece.line)
    return Grid(cells=tuple(cells.values()), rows=len(rows), cols=max((line[-1][1] for line in extents), default=0))
