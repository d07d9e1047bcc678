"""Files of the county's old reporting program: a first line ``TALLY 1``, then rows with cells parted by semicolons."""

from formaudit.errors import InputError
from formaudit.model.document import Document, Source
from formaudit.model.table import Cell, Table

__all__ = ["read", "recognises"]

_HEAD = b"TALLY 1\n"


def recognises(data: bytes, path: str) -> bool:
    """Whether the bytes are such a file; the name does not matter."""
    del path
    return data.startswith(_HEAD)


def read(data: bytes, source: Source) -> Document:
    """The file as one table.

    Raises:
        InputError: ``encoding``: it is not UTF-8.

    """
    try:
        lines = data[len(_HEAD) :].decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise InputError("encoding", source.path) from error
    rows = [line.split(";") for line in lines if line.strip()]
    width = max(map(len, rows), default=0)
    cells = tuple(Cell(row, col, text=text.strip()) for row, line in enumerate(rows) for col, text in enumerate(line))
    blocks = (Table(index=0, cells=cells, rows=len(rows), cols=width),) if cells else ()
    return Document(source=source, blocks=blocks)
