"""Tables drawn as text.

A line with a bar is a row of a table, any other line a paragraph; a blank line ends a table. Bars part the cells of a
row and stand between them only, so a row begins with its first cell and ``| a`` has a blank one before it. ``<`` alone
continues the cell to the left, ``^`` alone the cell above. A slash is a line break in the cell, two slashes are one
slash. Rows may be of different length: what is missing at the end of a row is a gap, as in a ragged table, and a row
of one cell is drawn with ``<``.

    项目支出绩效自评表 | <    | <
    项目名称           | 阅读 | <
    产出/指标          | 数量 | 3
    ^                  | 质量 | 90%
"""

import hashlib

from formaudit.model.document import Document, Paragraph, Source
from formaudit.model.table import Cell, Table

__all__ = ["drawn", "drawn_table"]

_BREAK = "\0"


def drawn(text: str, *, path: str = "材料.docx", form: str = "docx") -> Document:
    """A document from a drawing: paragraphs and tables in the order of its lines."""
    blocks: list[Paragraph | Table] = []
    rows: list[str] = []
    paragraphs = tables = 0
    for line in (*text.split("\n"), ""):
        if "|" in line:
            rows.append(line)
            continue
        if rows:
            blocks.append(drawn_table(rows, index=tables))
            tables += 1
            rows = []
        if line.strip():
            blocks.append(Paragraph(index=paragraphs, text=line.strip()))
            paragraphs += 1
    return Document(source=Source(path=path, sha256=hashlib.sha256(text.encode()).hexdigest(), format=form), blocks=tuple(blocks))


def drawn_table(rows: list[str] | str, *, index: int = 0) -> Table:
    """A table from its rows.

    Raises:
        ValueError: a ``<`` or ``^`` has nothing to continue, or a cell drawn with them is no rectangle.

    """
    lines = [line for line in rows.split("\n") if line.strip()] if isinstance(rows, str) else rows
    owners: dict[tuple[int, int], tuple[int, int]] = {}
    texts: dict[tuple[int, int], str] = {}
    width = 0
    for row, line in enumerate(lines):
        for col, drawn_cell in enumerate(line.split("|")):
            mark = drawn_cell.strip()
            width = max(width, col + 1)
            neighbour = {"<": (row, col - 1), "^": (row - 1, col)}.get(mark)
            if neighbour is not None and neighbour not in owners:
                message = f"row {row}, column {col}: {mark} continues nothing"
                raise ValueError(message)
            owners[row, col] = owners[neighbour] if neighbour is not None else (row, col)
            if neighbour is None:
                texts[row, col] = mark.replace("//", _BREAK).replace("/", "\n").replace(_BREAK, "/")
    return Table(
        index=index,
        cells=tuple(_cell(start, text, owners) for start, text in texts.items()),
        rows=len(lines),
        cols=width,
    )


def _cell(start: tuple[int, int], text: str, owners: dict[tuple[int, int], tuple[int, int]]) -> Cell:
    covered = [position for position, owner in owners.items() if owner == start]
    height = max(row for row, _ in covered) - start[0] + 1
    width = max(col for _, col in covered) - start[1] + 1
    if len(covered) != height * width:
        message = f"the cell at {start} is no rectangle"
        raise ValueError(message)
    return Cell(row=start[0], col=start[1], rowspan=height, colspan=width, text=text)
