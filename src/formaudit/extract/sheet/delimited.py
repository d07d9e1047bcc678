"""CSV and its kin: one page of printed cells, each with its line in the file."""

import csv
import io
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.errors import InputError
from formaudit.extract.controls import unsteered
from formaudit.extract.encoding import decode
from formaudit.extract.sheet.quotes import is_escaped, quote_of, without_stray_quotes
from formaudit.extract.sheet.raw import Page, Position, Printed, guard
from formaudit.model.document import Warn
from formaudit.patterns import compiled

__all__ = ["read_delimited"]

_DELIMITERS: Final = (",", "\t", ";", "|", "，")
_DOUBT: Final = 0.5
_FEW: Final = 2
_NUMBER: Final = compiled(r"\s*-?\d+(?:\.\d+)?\s*")
_FIGURE: Final = compiled(r"(?<!\d)\d+(?:\.\d+)?\s*$|[:：]")
_ENDS: Final = compiled(r"\r+\n|\r")
"""Ends of lines; a program that writes each of them twice over puts two signs before the last."""
_NAMED: Final = 10
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
    text = unsteered(decoded[0].removeprefix("\ufeff"))
    text = _ENDS.sub("\n", text)
    first, _, rest = text.partition("\n")
    told = first[4:5] if first.lower().startswith("sep=") and len(first) == 5 else ""
    if told:
        text = "\n" + rest  # the line stays, so that lines keep their numbers
    delimiter = told or _delimiter(text)
    text, torn = without_stray_quotes(text, delimiter)
    cells: dict[Position, Printed] = {}
    csv.field_size_limit(_LONGEST)
    escape = "\\" if is_escaped(text) else None
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quotechar=quote_of(text, delimiter),
        skipinitialspace=True,
        escapechar=escape,
        doublequote=escape is None,
    )
    lines: list[tuple[int, list[str]]] = []
    count, before = 0, 0
    try:
        for row, fields in enumerate(reader):
            count += len(fields)
            guard(count, file)
            line = before + 1
            before = reader.line_num
            filled = any(value.strip() for value in fields)
            lines.append((line, fields if filled else []))
            for col, value in enumerate(fields):
                if value.strip():
                    cells[row, col] = Printed(text=_bare(value), line=line)
                line += value.count("\n")
    except csv.Error as error:
        raise InputError("damaged", file, str(error)) from error
    ragged = sorted({*_ragged([fields for _, fields in lines]), *(at for at, (n, _) in enumerate(lines) if n in torn)})
    for row in ragged:
        for spot in [spot for spot in cells if spot[0] == row]:
            cells[spot] = replace(cells[spot], confidence=_DOUBT)
    named = ", ".join(str(lines[row][0]) for row in ragged[:_NAMED])
    named += f" … ({len(ragged)})" if len(ragged) > _NAMED else ""
    return Page(name=name, cells=cells, warnings=(Warn(code="ragged-lines", detail=named),) if ragged else ())


def _ragged(lines: Sequence[Sequence[str]]) -> list[int]:
    """The lines whose fields are not as many as those of their table, so that nobody knows which is missing or split.

    A table is a stretch of lines without a blank one; most of its lines have the same number of fields. Lines of one
    field are titles, and shorter lines at its ends belong to what stands around a table. Where the head of a table has
    fewer fields than all that stands under it, a comma inside the figures parted them, and every line is uncertain.
    """
    lengths = [len(fields) for fields in lines]
    found: list[int] = []
    start = 0
    for end in range(len(lengths) + 1):
        if end < len(lengths) and lengths[end] > 0:
            continue
        stretch = [length for length in lengths[start:end] if length > 1]
        usual = max(set(stretch), key=lambda length: (stretch.count(length), length), default=0)
        if stretch and stretch.count(usual) * 2 > len(stretch):
            same = [row for row in range(start, end) if lengths[row] == usual]
            inside = range(same[0], same[-1] + 1)
            if same[0] > start and _heads(lines[same[0] - 1]) and any(map(_NUMBER.fullmatch, lines[same[0]])):
                found.extend(same)
            found.extend(
                row for row in range(start, end) if lengths[row] > usual or (1 < lengths[row] < usual and row in inside)
            )
        start = end + 1
    return found


def _heads(fields: Sequence[str]) -> bool:
    """Whether a line may be the head of a table: several words, no figures, no label of a line around a table."""
    return len(fields) > _FEW and all(value.strip() and not _FIGURE.search(value) for value in fields)


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
