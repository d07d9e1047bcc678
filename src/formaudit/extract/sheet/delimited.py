"""CSV and its kin: one page of printed cells, each with its line in the file."""

import csv
import io
from typing import Final

from formaudit.errors import InputError
from formaudit.extract.sheet.raw import Page, Position, Printed, guard

__all__ = ["decode", "read_delimited"]

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS: Final = (",", "\t", ";", "|", "，")
_SAMPLE: Final = 200  # lines by which the delimiter is chosen
_LONGEST: Final = 1_000_000  # characters of one cell


def decode(data: bytes, file: str) -> str:
    """The text of a file whose encoding nobody names: a mark at its head, UTF-8, UTF-16 without a mark, GB18030.

    Raises:
        InputError: ``encoding`` where none of them fits: this is no text.

    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    for encoding in ("utf-8", _wide(data), "gb18030"):
        if not encoding:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    # A file cut in the middle of a character is still text; a file full of control characters is none.
    text = data.decode("gb18030", errors="replace")
    if "\0" in text or text.count("�") > max(2, len(text) // 100):
        raise InputError("encoding", file)
    return text


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: nearly every ASCII character (the delimiters at least) leaves a zero byte on one side."""
    if len(data) % 2 or not data.count(0):
        return ""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    return "utf-16-le" if odd > even else "utf-16-be"


def read_delimited(data: bytes, file: str, name: str = "") -> Page:
    """The cells of a delimited text file.

    Raises:
        InputError: ``encoding``, ``damaged`` or ``too-large``.

    """
    text = decode(data, file).replace("\r\n", "\n").replace("\r", "\n")
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
