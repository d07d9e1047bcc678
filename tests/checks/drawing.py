"""Documents drawn as text: a line that begins with | is a row of a table, any other line a paragraph.

In a row ``^`` continues the cell above and ``<`` the cell to the left; ``\\n`` in a cell parts its paragraphs. A blank
line ends a table.
"""

from collections.abc import Sequence
from hashlib import sha256

from formaudit.model.document import Document, Paragraph, Source
from formaudit.model.table import Cell, Table

__all__ = ["document", "table"]


def table(rows: Sequence[str], index: int = 0) -> Table:
    """A drawn table; every row must have the same number of cells."""
    grid = [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows]
    width = len(grid[0])
    assert all(len(row) == width for row in grid), [len(row) for row in grid]
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for at, row in enumerate(grid):
        for col, text in enumerate(row):
            if text == "^":
                owner[at, col] = owner[at - 1, col]
            elif text == "<":
                owner[at, col] = owner[at, col - 1]
            else:
                owner[at, col] = (at, col)
    cells = []
    for start in sorted(set(owner.values())):
        covered = [place for place, own in owner.items() if own == start]
        cells.append(
            Cell(
                row=start[0],
                col=start[1],
                rowspan=max(row for row, _ in covered) - start[0] + 1,
                colspan=max(col for _, col in covered) - start[1] + 1,
                text=grid[start[0]][start[1]].replace("\\n", "\n"),
            )
        )
    return Table(index=index, cells=tuple(cells), rows=len(grid), cols=width)


def document(text: str, path: str = "drawn.docx", kind: str = "docx") -> Document:
    """A drawn document."""
    blocks: list[Paragraph | Table] = []
    rows: list[str] = []
    tables = paragraphs = 0
    for line in [*text.splitlines(), ""]:
        if line.lstrip().startswith("|"):
            rows.append(line)
            continue
        if rows:
            blocks.append(table(rows, tables))
            tables, rows = tables + 1, []
        if line.strip():
            blocks.append(Paragraph(index=paragraphs, text=line.strip()))
            paragraphs += 1
    source = Source(path=path, sha256=sha256(text.encode()).hexdigest(), format=kind)
    return Document(source=source, blocks=tuple(blocks))
