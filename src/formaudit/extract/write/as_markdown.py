"""The document as Markdown: tables with pipes, where ``^`` continues the cell above and ``<`` the cell to the left."""

import re
from typing import Final

from formaudit.extract.write.clean import heading, printable, said, title
from formaudit.messages import word
from formaudit.model.document import Document
from formaudit.model.table import Table
from formaudit.patterns import compiled
from formaudit.version import OUTPUT_MARK

__all__ = ["write"]

_SPECIAL: Final = compiled(r"([\\`*_{}\[\]<>#|~])")
_LINE_START: Final = compiled(r"^(\s*)([-+]|\d+[.)])(?=\s)", re.MULTILINE)


def write(document: Document, lang: str) -> bytes:
    """The document as Markdown in reading order."""
    parts = [f"# {_escaped(title(document))}", f"<!-- {OUTPUT_MARK} -->"]
    parts.extend(f"> {_escaped(said(warning, lang))}" for warning in document.warnings)
    if any(cell.rowspan > 1 or cell.colspan > 1 for table in document.tables for cell in table):
        parts.append(word("extract.legend", lang))
    for block in document.blocks:
        if isinstance(block, Table):
            parts.extend((f"**{_escaped(heading(block, lang))}**", _table(block)))
        else:
            parts.append(_LINE_START.sub(r"\1\\\2", _escaped(block.text.strip())).replace("\n", "  \n"))
    return ("\n\n".join(parts) + "\n").encode()


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", printable(text))


def _table(table: Table) -> str:
    lines = [f"| {' | '.join(_position(table, row, col) for col in range(table.cols))} |" for row in range(table.rows)]
    lines.insert(1, "|" + " --- |" * table.cols)
    return "\n".join(lines)


def _position(table: Table, row: int, col: int) -> str:
    cell = table.at(row, col)
    if cell is None:
        return ""
    if (cell.row, cell.col) == (row, col):
        text = _escaped(cell.text.strip()).replace("\n", "<br>").replace("^", "\\^")
        return text.replace("\t", " ")
    return "<" if cell.col < col else "^"
