"""TXT as a word processor saves it: a line for each cell with a tab before it, a blank line after each row."""

from formaudit.extract.write.clean import printable
from formaudit.model.document import Document
from formaudit.model.table import Table

__all__ = ["write"]


def write(document: Document, lang: str) -> bytes:
    """The document as text in UTF-8; merges survive as blank cells only, whatever the language."""
    del lang
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            for row in range(block.rows):
                lines += _row(block, row)
        else:
            lines.append(printable(block.text))
    return ("\n".join(lines) + "\n").encode("utf-8")


def _row(table: Table, row: int) -> list[str]:
    lines: list[str] = []
    col = 0
    while col < table.cols:
        cell = table.at(row, col)
        text = printable(cell.text) if cell is not None and cell.row == row else ""
        lines += f"\t{text}".split("\n")
        col += cell.colspan if cell is not None else 1
    return [*lines, ""]
