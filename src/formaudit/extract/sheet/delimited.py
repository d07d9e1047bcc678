"""CSV and its kin: one page of printed cells, each with its line in the file."""

import csv
import io
from typing import Final

from formaudit.errors import InputError
from formaudit.extract.encoding import decode
from formaudit.extract.sheet.raw import Page, Position, Printed, guard

__all__ = ["read_delimited"]

_DELIMITERS: Final = (",", "\t", ";", "|", "，")
_SAMPLE: Final = 200  # lines by which the delimiter is chosen
_LONGEST: Final = 1_000_000  # characters of one cell


def read_delimited(data: bytes, file: str, name: str = "") -> Page:
    """The cells of a delimited text file.

    Raises:
        InputError: ``encoding``, ``damaged`` or ``too-large``.

    """
    decoded = decode(data)
    if decoded is None:
        raise InputError("encoding", file)
    text = decoded[0].removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    told = first[4:5] if first.lower().startswith("sep=") and len(first) == 5 else ""
    if told:
        text = "\n" + rest  # the line stays, so that lines keep their numbers
    delimiter = told or _delimiter(text)
    cells: dict[Position, Printed] = {}
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    count, before = 0, 0
    try:
        for row, fields in enumerate(reader):
            count += len(fields)
            guard(count, file)
            line = before + 1
            before = reader.line_num
            for col, value in enumerate(fields):
                if value.strip():
                    cells[row, col] = Printed(text=_bare(value), line=line)
                line += value.count("\n")
    except csv.Error as error:
        raise InputError("damaged", file, str(error)) from error
    return Page(name=name, cells=cells)


def _bare(value: str) -> str:
    """A field as it would be printed: a tab or ``="…"`` that keeps a spreadsheet from reading a number is no text."""
    text = value.strip("\t")
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        return text[2:-1]
    return text


def _delimiter(text: str) -> str:
    """The delimiter that most lines hold in the same number outside quotes; the comma where none does."""
    lines = [line for line in text.split("\n")[:_SAMPLE] if line.strip()]
    best, score = ",", 0.0
    for delimiter in _DELIMITERS:
        counts = [_unquoted(line, delimiter) for line in lines]
        common = max(set(counts), key=lambda count: (counts.count(count) * bool(count), count), default=0)
        if common:
            share = counts.count(common) / len(counts) + min(common, 20) / 1000
            if share > score:
                best, score = delimiter, share
    return best


def _unquoted(line: str, delimiter: str) -> int:
    return sum(part.count(delimiter) for part in line.split('"')[::2])
