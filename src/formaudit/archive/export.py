"""Tables of a store as files: CSV, JSON lines in a list, XLSX, Parquet."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, TextIO

import xlsxwriter  # type: ignore[import-untyped]  # the library ships no type information

from formaudit.errors import UsageError
from formaudit.reports.arrow import arrow, arrow_schema, arrow_table
from formaudit.reports.clean import quoted
from formaudit.reports.tables import Column
from formaudit.version import OUTPUT_MARK

__all__ = ["FORMATS", "export"]

FORMATS: Final = ("xlsx", "csv", "json", "parquet")
_ROWS: Final = 1_048_000
_CHUNK: Final = 20_000
_CHARACTERS: Final = 16_000
Rows = Iterable[Sequence[Any]]


def export(rows: Rows, columns: Sequence[Column], heads: Sequence[str], form: str, path: Path) -> int:
    """Write a table and give its number of rows. ``heads`` are the columns in words, for people's formats.

    A list of texts is one text in people's formats, decimals are decimals in Parquet and text elsewhere.

    The file gets its name when it is complete.

    Raises:
        UsageError: ``cannot-write``; ``store-extra``: Parquet needs pyarrow; ``too-many-rows`` for a sheet.

    """
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if form == "xlsx":
            count = _xlsx(rows, heads, part)
        elif form == "parquet":
            count = _parquet(rows, columns, part)
        else:
            with part.open("w", encoding="utf-8", newline="") as out:
                count = (
                    _csv(rows, heads, out) if form == "csv" else _json(rows, [column.name for column in columns], out)
                )
        part.replace(path)
    except OSError as error:
        raise UsageError("cannot-write", str(path), error.strerror or type(error).__name__) from error
    finally:
        part.unlink(missing_ok=True)
    return count


def _csv(rows: Rows, heads: Sequence[str], out: TextIO) -> int:
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    count = 0
    for row in rows:
        writer.writerow([quoted(value) if isinstance(value, str) else value for value in map(_listed, row)])
        count += 1
    return count


def _json(rows: Rows, columns: Sequence[str], out: TextIO) -> int:
    count = 0
    out.write("[")
    for row in rows:
        out.write(",\n" if count else "\n")
        out.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False))
        count += 1
    out.write("\n]\n")
    return count


def _xlsx(rows: Rows, heads: Sequence[str], path: Path) -> int:
    options = {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"category": OUTPUT_MARK})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True, "bg_color": "#E4EAF0", "border": 1})
    for position, head in enumerate(heads):
        sheet.write_string(0, position, head, bold)
        sheet.set_column(position, position, 18)
    count = 0
    for count, row in enumerate(rows, 1):
        if count > _ROWS:
            raise UsageError("too-many-rows", str(path), str(_ROWS))
        for position, value in enumerate(map(_listed, row)):
            if isinstance(value, int | float):
                sheet.write_number(count, position, value)
            elif value is not None:
                sheet.write_string(count, position, str(value)[:_CHARACTERS])
    sheet.autofilter(0, 0, max(count, 1), len(heads) - 1)
    sheet.freeze_panes(1, 0)
    book.close()
    path.write_bytes(buffer.getvalue())
    return count


def _listed(value: Any) -> Any:
    """A list of texts as people's formats show it."""
    return "；".join(value) if isinstance(value, list | tuple) else value


def _parquet(rows: Rows, columns: Sequence[Column], path: Path) -> int:
    schema = arrow_schema(columns).with_metadata({"category": OUTPUT_MARK})
    count = 0
    with arrow("pyarrow.parquet").ParquetWriter(path, schema, compression="zstd") as writer:
        chunk: list[Sequence[Any]] = []
        for row in rows:
            chunk.append(row)
            count += 1
            if len(chunk) >= _CHUNK:
                writer.write_table(arrow_table(columns, chunk))
                chunk = []
        if chunk:
            writer.write_table(arrow_table(columns, chunk))
    return count
