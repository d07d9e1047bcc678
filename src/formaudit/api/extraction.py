"""``formaudit.extract``: the tables and the text of one file."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from formaudit.api.rows import Rows
from formaudit.errors import UsageError
from formaudit.extract.readers import READERS, read_by
from formaudit.extract.write import write
from formaudit.messages import spoken
from formaudit.model.document import Document
from formaudit.model.table import Table
from formaudit.reports.tables import Column

__all__ = ["Extraction", "TableView", "extract", "table_views"]

_CELLS = (
    Column("row", "integer"), Column("col", "integer"), Column("rowspan", "integer"), Column("colspan", "integer"),
    Column("text"), Column("page", "integer"), Column("confidence", "number"),
)  # fmt: skip
_PARAGRAPHS = (Column("index", "integer"), Column("text"), Column("page", "integer"))


class TableView(Struct, frozen=True):
    """A table of a file, put together again where it ran over pages."""

    table: Table
    path: str

    @property
    def index(self) -> int:
        """Its number among the file's tables, from 0."""
        return self.table.index

    @property
    def caption(self) -> str:
        """The paragraph right before it, where that is short."""
        return self.table.caption

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of its grid."""
        return self.table.rows, self.table.cols

    @property
    def cells(self) -> Rows:
        """Each cell once, at the grid position of its top left corner, with its spans; counted from 0."""
        return Rows(
            _CELLS,
            lambda: (
                (cell.row, cell.col, cell.rowspan, cell.colspan, cell.text, cell.page, cell.confidence)
                for cell in self.table
            ),
        )

    def grid(self, *, repeat: bool = False) -> list[list[str | None]]:
        """The texts by row and column; ``None`` where a span covers a position and where no cell is.

        With ``repeat`` a merged cell's text stands in every position that it covers.
        """
        found: list[list[str | None]] = [[None] * self.table.cols for _ in range(self.table.rows)]
        for cell in self.table:
            rows, cols = (cell.rowspan, cell.colspan) if repeat else (1, 1)
            for row in range(cell.row, cell.row + rows):
                found[row][cell.col : cell.col + cols] = [cell.text] * cols
        return found

    def to_pandas(self, *, repeat: bool = False) -> Any:
        """The grid as a ``pandas.DataFrame`` of texts, rows and columns counted from 0; ``repeat`` as in ``grid``.

        Raises:
            UsageError: ``frame-extra``: pandas is not installed.

        """
        columns = [Column(str(number)) for number in range(self.table.cols)]
        frame = Rows(columns, lambda: self.grid(repeat=repeat)).to_pandas()
        frame.columns = range(self.table.cols)
        return frame

    def __repr__(self) -> str:
        """Its number, its size and what it is called, not its cells."""
        rows, cols = self.shape
        return f"<Table {self.index}: {rows} × {cols} {self.caption}>".replace(" >", ">")

    def _repr_html_(self) -> str:
        """The table with its merged cells, for notebooks."""
        rows: list[str] = []
        for row in range(self.table.rows):
            cells = "".join(
                f'<td rowspan="{cell.rowspan}" colspan="{cell.colspan}">{_escaped(cell.text)}</td>'
                for cell in self.table.starting(row)
            )
            rows.append(f"<tr>{cells}</tr>")
        return f"<table>{''.join(rows)}</table>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")


def table_views(documents: Sequence[Document]) -> list[TableView]:
    """The tables of some files in reading order."""
    return [TableView(table, document.source.path) for document in documents for table in document.tables]


class Extraction(Struct, frozen=True):
    """What is printed in a file: tables, paragraphs outside tables, and what the reader warned of."""

    document: Document

    @property
    def tables(self) -> list[TableView]:
        """The tables in reading order."""
        return table_views([self.document])

    @property
    def paragraphs(self) -> Rows:
        """The paragraphs outside tables, counted from 0, blank ones left out."""
        return Rows(_PARAGRAPHS, lambda: ((each.index, each.text, each.page) for each in self.document.paragraphs))

    @property
    def warnings(self) -> list[str]:
        """Codes of what could not be taken over whole."""
        return [warning.code for warning in self.document.warnings]

    @property
    def format(self) -> str:
        """The format, told by the bytes."""
        return self.document.source.format

    def to_dict(self) -> dict[str, Any]:
        """The file as ``formaudit.document/1``, the schema that ``formaudit schema document`` prints."""
        found: dict[str, Any] = json.loads(self.write("json"))
        return found

    def write(self, form: str, lang: str = "") -> bytes:
        """The file as ``json``, ``html``, ``md``, ``xlsx`` or ``csv``."""
        return write(self.document, form, lang or spoken())

    def __repr__(self) -> str:
        """The file, its format and how much is in it."""
        source = self.document.source
        told = f"{len(self.tables)} tables, {len(self.paragraphs)} paragraphs, {len(self.warnings)} warnings"
        return f"<Extraction {source.path} ({source.format}): {told}>"

    def _repr_html_(self) -> str:
        """All tables, for notebooks."""
        return "".join(f"<h4>{_escaped(view.caption)}</h4>{view._repr_html_()}" for view in self.tables)


def extract(path: str | os.PathLike[str], *, reader: str = "own") -> Extraction:
    """Read one file, whatever its name says it is; nothing is written and nothing leaves the machine.

    Args:
        path: a DOCX, DOC, WPS, RTF, ODT, PDF, OFD, XLSX, XLS, ODS, CSV, HTML or text file, a scan or a picture.
        reader: ``own``, or for PDF ``pdfplumber`` or ``camelot`` to see what they see.

    Returns:
        Tables with each cell once and its spans, and the paragraphs between them.

    Raises:
        InputError: the file is not there, is empty, damaged, encrypted or of an unknown format, or the extra that
            reads it is not installed (``error.code`` says which).
        UsageError: there is no such reader.

    """
    if reader not in READERS:
        raise UsageError("arguments", "formaudit extract", reader)
    return Extraction(read_by(Path(path), str(path), reader))
