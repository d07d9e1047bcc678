"""A PDF by the reader that a user names, so that readers can be laid side by side and chosen for an archive."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pypdfium2

from formaudit.errors import InputError
from formaudit.extract.door import extract_file
from formaudit.extract.members import with_carried
from formaudit.extract.pdf.peers import READERS, PeerTable, camelot_tables, plumber_tables
from formaudit.extract.sniff import sniff
from formaudit.model.document import Document, Source
from formaudit.model.source_format import SourceFormat
from formaudit.model.table import Cell, Table

__all__ = ["READERS", "read_by"]

_PEERS: Final[Mapping[str, Callable[[bytes, Sequence[int]], list[PeerTable]]]] = MappingProxyType(
    {
        "pdfplumber": plumber_tables,
        "camelot": lambda data, pages: camelot_tables(data, pages, ruled=True),
    }
)
_CONFIDENCE: Final = 0.9
"""Other readers give no confidence of their own."""


def read_by(path: Path, shown: str, reader: str) -> Document:
    """The document as one of ``READERS`` sees it; readers other than our own give tables and no text around them.

    Raises:
        InputError: all of ``extract_file``; ``only-pdf`` where another reader is asked for anything but a PDF.

    """
    own = extract_file(path, shown)
    if reader == "own":
        return with_carried(own, path.read_bytes())
    data = path.read_bytes()
    if sniff(data) != SourceFormat.PDF:
        raise InputError("only-pdf", shown, reader)
    with pypdfium2.PdfDocument(data) as pdf:
        count = len(pdf)
    tables = _PEERS[reader](data, range(1, count + 1))
    source = Source(path=shown, sha256=hashlib.sha256(data).hexdigest(), format=SourceFormat.PDF, pages=count)
    return Document(source=source, blocks=tuple(_table(index, table) for index, table in enumerate(tables)))


def _table(index: int, table: PeerTable) -> Table:
    cells = sorted(table.cells, key=lambda cell: (cell.row, cell.col))
    return Table(
        index=index,
        cells=tuple(
            Cell(row=c.row, col=c.col, text=c.text, page=table.page, bbox=c.box, confidence=_CONFIDENCE) for c in cells
        ),
        rows=max(cell.row for cell in cells) + 1,
        cols=max(cell.col for cell in cells) + 1,
        pages=(table.page,),
    )
