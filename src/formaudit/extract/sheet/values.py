"""Bare values without formats, read by calamine in a process of its own: the last road for XLSB and broken XLS.

calamine lays a sheet out in full, and a hostile one may claim a billion cells; so its process has little memory, and
when it dies only this one file is lost.
"""

import contextlib
import io
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from importlib.util import find_spec
from typing import Final

from formaudit.errors import InputError
from formaudit.extract.sheet.printed import print_value
from formaudit.extract.sheet.raw import MAX_CELLS, Page, Position, Printed, Region
from formaudit.model.document import Warn

__all__ = ["main", "read_values"]

_DOUBT: Final = 0.5  # a rate may be a share: without its format 0.75 could have been printed 75%
_SECONDS: Final = 60.0
_MEMORY: Final = 2_000_000_000


def read_values(data: bytes, file: str, errors: Sequence[Mapping[Position, str]] = ()) -> tuple[Page, ...]:
    """The sheets of a workbook; numbers stand as General prints them and are doubtful.

    ``errors`` are those that cells show, sheet by sheet, where somebody else has found them.

    Raises:
        InputError: ``missing-extra`` without calamine, ``encrypted``, ``damaged``, ``timeout``.

    """
    if find_spec("python_calamine") is None:
        raise InputError("missing-extra", file, "xls")
    try:
        child = subprocess.run(  # noqa: S603 our own module, fed on standard input
            [sys.executable, "-m", __name__], input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise InputError("timeout", file, f"{_SECONDS:g} s") from error
    try:
        answer = json.loads(child.stdout)
    except ValueError as error:
        raise InputError("damaged", file, f"calamine: {child.returncode}") from error
    if "error" in answer:
        raise InputError(str(answer["error"]), file, str(answer["detail"]))
    sheets = answer["sheets"]
    shown = errors if len(errors) == len(sheets) else [{} for _ in sheets]
    return tuple(_page(sheet, each) for sheet, each in zip(sheets, shown, strict=True))


def _page(sheet: dict[str, object], errors: Mapping[Position, str]) -> Page:
    cells = {spot: Printed(text=text) for spot, text in errors.items()}
    rows = sheet["cells"]
    assert isinstance(rows, list)
    for row, col, kind, text in rows:
        number = kind == "number"
        printed = print_value(Decimal(text), "General") if number else text
        cells[int(row), int(col)] = Printed(text=printed, confidence=_DOUBT if number else 1.0)
    merges = sheet["merges"]
    assert isinstance(merges, list)
    regions: list[Region] = [(top, left, bottom, right) for (top, left), (bottom, right) in merges]
    name = str(sheet["name"])
    return Page(
        name=name,
        cells=cells,
        merges=tuple(regions),
        hidden=bool(sheet["hidden"]),
        warnings=(Warn(code="number-formats-unknown", detail=name),),
    )


def main() -> None:
    """The child: a workbook on standard input, its values as JSON on standard output."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 not on every system

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    import python_calamine  # noqa: PLC0415 the one door of an optional extra

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        sheets = []
        for entry in book.sheets_metadata:
            if entry.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(entry.name)
            if sheet.total_height * sheet.total_width > 4 * MAX_CELLS:
                json.dump({"error": "too-large", "detail": entry.name}, sys.stdout)
                return
            top, left = sheet.start or (0, 0)
            cells = [
                (top + row, left + col, *_plain(value))
                for row, values in enumerate(sheet.to_python())
                for col, value in enumerate(values)
                if value != ""
            ]
            hidden = entry.visible != python_calamine.SheetVisibleEnum.Visible
            sheets.append(
                {"name": entry.name, "cells": cells, "merges": sheet.merged_cell_ranges or [], "hidden": hidden}
            )
    except python_calamine.PasswordError as error:
        json.dump({"error": "encrypted", "detail": str(error)}, sys.stdout)
        return
    except (python_calamine.CalamineError, OSError, ValueError, MemoryError) as error:
        json.dump({"error": "damaged", "detail": str(error)}, sys.stdout)
        return
    json.dump({"sheets": sheets}, sys.stdout)


def _plain(value: object) -> tuple[str, str]:
    """A value as (kind, text) that JSON carries without loss."""
    if isinstance(value, bool):
        return "text", "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return "number", repr(value)
    if isinstance(value, datetime):
        clock = "" if value.time() == time() else f" {value:%H:%M:%S}"
        return "text", f"{value.year}/{value.month}/{value.day}{clock}"
    if isinstance(value, date):
        return "text", f"{value.year}/{value.month}/{value.day}"
    return "text", str(value)


if __name__ == "__main__":
    main()
