"""Plain text: its encoding by its bytes, its tables put together again from whichever way they were written out."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from formaudit.errors import InputError
from formaudit.extract.blocks import Grid, Text, assemble
from formaudit.extract.encoding import decode
from formaudit.extract.txt.merges import continuations
from formaudit.extract.txt.plain import split_plain
from formaudit.extract.txt.rows import Piece, Row, Rows, has_cell_lines, split
from formaudit.extract.txt.spans import spread
from formaudit.model.document import Document, Source, Warn
from formaudit.model.table import Cell

__all__ = ["read"]

_LINE_END: Final = re.compile(r"\r\n|\r|\n")


def read(data: bytes, source: Source) -> Document:
    """Read a text file.

    Raises:
        InputError: encoding.

    """
    decoded = decode(data)
    if decoded is None:
        raise InputError("encoding", source.path)
    lines = _LINE_END.split(decoded[0].replace("\v", "\n").removeprefix("\ufeff"))
    warnings: list[Warn] = []
    pieces = _cellwise(lines, warnings) if has_cell_lines(lines) else split_plain(lines)
    return Document(source=source, blocks=assemble(pieces), warnings=tuple(warnings))


def _cellwise(lines: Sequence[str], warnings: list[Warn]) -> Iterator[Text | Grid]:
    for part in split(lines):
        if isinstance(part, Rows):
            warnings.extend(Warn(code="joined-rows", detail=str(line)) for line in part.joins)
            yield _grid(part.rows)
        else:
            yield _text(part)


def _text(piece: Piece) -> Text:
    return Text(text=piece.text.strip(), line=piece.line)


def _grid(rows: Sequence[Row]) -> Grid:
    """The rows laid on a grid: columns first, then the cells that run downwards."""
    texts = [[piece.text for piece in row] for row in rows]
    extents = spread(texts)
    continued = continuations(texts, extents)
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
    return Grid(cells=tuple(cells.values()), rows=len(rows), cols=extents[0][-1][1] if extents else 0)
