"""The forms of a truth file written out as workbooks, and DOCX recast into the XML of 2003: formats to be read back."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types
from lxml import etree

__all__ = ["as_csv", "as_word_2003", "as_workbook"]

_NEW = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OLD = "{http://schemas.microsoft.com/office/word/2003/wordml}"


def as_workbook(truth: Path, *, ruled: bool, gap: int) -> bytes:
    """All tables of a truth file in one sheet, each with the lines around it, ``gap`` blank rows between them."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        style = book.add_format({"border": int(ruled)})
        row = 0
        for number, table in enumerate(json.loads(truth.read_text(encoding="utf-8")), 1):
            row = _write(sheet, style, table, row, number) + gap
    return buffer.getvalue()


def _write(sheet: Any, style: Any, table: dict[str, Any], row: int, number: int) -> int:
    sheet.write(row, 0, f"附件{number}")
    sheet.merge_range(row + 1, 0, row + 1, table["ncols"] - 1, "2023年度绩效自评表", None)
    sheet.write(row + 2, 0, "填报单位：某局")
    sheet.write(row + 2, table["ncols"] - 1, "单位：万元")
    row += 3
    for cell in table["cells"]:
        top, left = row + cell["r"], cell["c"]
        if cell["rs"] > 1 or cell["cs"] > 1:
            sheet.merge_range(top, left, top + cell["rs"] - 1, left + cell["cs"] - 1, cell["text"], style)
        elif cell["text"]:
            sheet.write_string(top, left, cell["text"], style)
        else:
            sheet.write_blank(top, left, None, style)
    row += table["nrows"]
    sheet.write(row, 0, "单位负责人签字：")
    sheet.write(row, 2, "填表人：")
    return int(row) + 1


def as_csv(truth: Path) -> bytes:
    """The first table of a truth file as a spreadsheet exports it: merges leave their text at the upper left.

    What can be read back is ``exact.first_unmerged`` of the truth: a CSV file holds neither spans nor the other tables.
    """
    table = json.loads(truth.read_text(encoding="utf-8"))[0]
    grid = [["" for _ in range(table["ncols"])] for _ in range(table["nrows"])]
    for cell in table["cells"]:
        grid[cell["r"]][cell["c"]] = cell["text"]
    buffer = io.StringIO()
    csv.writer(buffer).writerows(grid)
    return buffer.getvalue().encode("gb18030")


def as_word_2003(docx: bytes) -> bytes:
    """A DOCX under the names of WordprocessingML 2003. No office program at hand writes its merges."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    body = root.find(f"{_NEW}body")
    assert body is not None
    document = etree.Element(f"{_OLD}wordDocument", nsmap={"w": _OLD[1:-1]})
    document.append(body)
    for element in document.iter(etree.Element):
        tag = str(element.tag)
        if tag.startswith(_NEW):
            name = tag.removeprefix(_NEW)
            element.tag = _OLD + {"vMerge": "vmerge", "hMerge": "hmerge"}.get(name, name)
        for key, value in list(element.attrib.items()):
            if str(key).startswith(_NEW):
                element.set(_OLD + str(key).removeprefix(_NEW), value)
    return etree.tostring(document, encoding="UTF-8", xml_declaration=True)
