#!/usr/bin/env bash
# A binary workbook may leave out the column of a cell that stands right behind another (records 12 to 18, the short forms of
# those that [MS-XLSB] describes); Excel reads them, and SheetJS and Aspose.Cells write them for every cell of a row but the
# first. pyxlsb 1.0.10, which pandas asks, pyxlsb2 0.0.9, xlsb_reader 2.1.0, excelreader-native 7.3.0 and python-calamine 0.9.1
# pass over them: names stand, the figures beside them are blank, and nobody is told. Behind a gap the whole form is written,
# and read. xlsx (SheetJS) 0.18.5 reads what it wrote.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --prefix . xlsx@0.18.5
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pyxlsb==1.0.10 pyxlsb2==0.0.9 xlsb-reader==2.1.0 \
  excelreader-native==7.3.0 python-calamine==0.9.1
cat > write.mjs <<'JS'
import assert from "node:assert";
import { createRequire } from "node:module";

const sheets = createRequire(import.meta.url)("xlsx");
const rows = [["Staff", 11.5, 12], ["Works", null, 13.5]];
const book = sheets.utils.book_new();
sheets.utils.book_append_sheet(book, sheets.utils.aoa_to_sheet(rows), "a");
sheets.writeFile(book, "form.xlsb", { bookSST: true });
const found = sheets.utils.sheet_to_json(sheets.readFile("form.xlsb").Sheets.a, { header: 1, defval: null });
console.log("xlsx", sheets.version, JSON.stringify(found));
assert.deepEqual(found, rows);
JS
node write.mjs
env/bin/python -W ignore - <<'PY'
from importlib.metadata import version

import excelreader
import pyxlsb
import pyxlsb2
import xlsb_reader
from python_calamine import CalamineWorkbook


def told(name, cells):
    seen = {place: value for place, value in cells.items() if value not in (None, "")}
    print(name, version(name), seen)
    assert str(seen.pop("C2")) == "13.5"
    assert set(seen) <= {"A1", "A2"}, f"{name} reads short cells now"


def placed(rows):
    return {"ABC"[column] + str(row + 1): value for row, cells in enumerate(rows) for column, value in cells}


with pyxlsb.open_workbook("form.xlsb") as book, book.get_sheet(1) as sheet:
    told("pyxlsb", placed([(cell.c, cell.v) for cell in row] for row in sheet.rows()))
with pyxlsb2.open_workbook("form.xlsb") as book, book.get_sheet_by_index(0) as sheet:
    told("pyxlsb2", placed([(cell.col, cell.value) for cell in row] for row in sheet))
told("xlsb-reader", xlsb_reader.to_dict("form.xlsb")["values"]["a"])
with excelreader.open_workbook("form.xlsb") as book:
    told("excelreader-native", placed([(cell.column, cell.value) for cell in row] for row in book.sheets[0].rows()))
told("python-calamine", placed(enumerate(row) for row in CalamineWorkbook.from_path("form.xlsb").get_sheet_by_index(0).to_python()))
PY
