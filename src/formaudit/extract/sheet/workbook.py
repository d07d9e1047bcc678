"""The workbook's own part of an XLSX file: its sheets, its calendar, and which cells of a sheet are printed."""

from typing import Final

from msgspec import Struct

from formaudit.errors import InputError
from formaudit.extract.package import Package
from formaudit.extract.sheet.raw import Region, region_of
from formaudit.extract.sheet.stream import local, stream
from formaudit.patterns import compiled

__all__ = ["Workbook", "read_workbook"]

_AREA: Final = compiled(r"!(\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?)")
_TAGS: Final = ("{*}sheet", "{*}workbookPr", "{*}calcPr", "{*}definedName")


class Workbook(Struct, frozen=True, kw_only=True):
    """Sheets as (name, hidden, relation), the 1904 calendar, and whether formulas are computed on opening.

    ``areas`` are the parts of a sheet, counted from 0, that its author has chosen to print.
    """

    sheets: tuple[tuple[str, bool, str], ...]
    from_1904: bool
    recalculates: bool
    areas: dict[int, tuple[Region, ...]]


def read_workbook(package: Package, part: str, data: bytes) -> Workbook:
    """What the workbook's part says.

    Raises:
        InputError: ``damaged`` where it names no sheet.

    """
    sheets: list[tuple[str, bool, str]] = []
    from_1904 = recalculates = False
    areas: dict[int, tuple[Region, ...]] = {}
    for element in stream(data, _TAGS, package.path):
        kind = local(element)
        if kind == "sheet":
            link = next((str(value) for key, value in element.items() if str(key).endswith("}id")), "")
            sheets.append((element.get("name", ""), element.get("state", "visible") != "visible", link))
        elif kind == "workbookPr":
            from_1904 = element.get("date1904") in ("1", "true")
        elif kind == "calcPr":
            recalculates = element.get("fullCalcOnLoad") in ("1", "true")
        elif element.get("name", "") == "_xlnm.Print_Area" and (number := element.get("localSheetId", "")).isdecimal():
            found = (region_of(area) for area in _AREA.findall(element.text or ""))
            areas[int(number)] = tuple(region for region in found if region is not None)
    if not sheets:
        raise InputError("damaged", package.path, part)
    return Workbook(sheets=tuple(sheets), from_1904=from_1904, recalculates=recalculates, areas=areas)
