"""Workbooks in the XML of Excel 2003 with all that is read of their sheets: ``spreadsheetml.txt``.

An input is what stands in one worksheet, its attributes without their prefix; lines that begin with ``<Style`` are the
workbook's styles. The outcome has each cell with its place and text (``? 0.50`` where it is in doubt), then merges, ruled
cells, hidden rows and columns, unit and warnings. Running this module writes the file anew.
"""

import re
from pathlib import Path
from typing import Final

import pytest

from formaudit.errors import InputError
from formaudit.extract.sheet.raw import Page, address
from formaudit.extract.sheet.spreadsheetml import read_spreadsheetml
from tests.extract.whole import blocks

TABLE: Final = Path(__file__).with_name("spreadsheetml.txt")
_ATTRIBUTE: Final = re.compile(r"(?<=\s)([A-Z][A-Za-z]*)=")
_HEAD: Final = (
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">'
)


def _workbook(given: str) -> bytes:
    lines = given.split("\n")
    styles = "".join(line for line in lines if line.startswith("<Style"))
    sheet = "".join(line for line in lines if not line.startswith("<Style"))
    xml = f'<Styles>{styles}</Styles><Worksheet Name="表一">{sheet}</Worksheet>'
    return (_HEAD + re.sub(r"<[^>]*>", lambda tag: _ATTRIBUTE.sub(r"ss:\1=", tag[0]), xml) + "</Workbook>").encode()


def _lines(page: Page) -> list[str]:
    lines = []
    for spot, cell in sorted(page.cells.items()):
        doubt = f" ? {cell.confidence:.2f}" if cell.confidence < 1 else ""
        lines.append(f"{address(spot)} {cell.text}{doubt}")
    lines += [f"merge {address(one[:2])}:{address(one[2:])}" for one in page.merges]
    lines += [f"ruled {' '.join(map(address, sorted(page.ruled)))}"] if page.ruled else []
    lines += [f"hidden rows {page.hidden_rows}"] if page.hidden_rows else []
    lines += [f"hidden columns {page.hidden_cols}"] if page.hidden_cols else []
    lines += ["hidden"] if page.hidden else []
    lines += [f"unit {page.unit}"] if page.unit else []
    lines += [f"! {one.code} {one.detail}{' unread' if one.unread else ''}" for one in page.warnings]
    return lines


def told(given: str) -> str:
    """All that is read of a sheet."""
    try:
        (page,) = read_spreadsheetml(_workbook(given), "a.xml")
    except InputError as error:
        return f"! {error.code} {error.detail}"
    return "\n".join(_lines(page)) or "nothing"


@pytest.mark.parametrize(("given", "outcome"), blocks(TABLE), ids=lambda each: str(each)[:30])
def test_all_that_is_read_of_a_sheet_of_2003(given: str, outcome: str) -> None:
    assert told(given) == outcome


if __name__ == "__main__":
    inputs = [given for given, _ in blocks(TABLE)]
    TABLE.write_text("\n=====\n".join(f"{given}\n-----\n{told(given)}" for given in inputs) + "\n", encoding="utf-8")
