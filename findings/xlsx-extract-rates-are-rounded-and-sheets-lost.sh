#!/usr/bin/env bash
# Sheets store the rate 95.26% as 0.9526 and say with a format how many decimals are shown of the per cent (ECMA-376 part 1,
# section 18.8.31). xlsx-extract 0.2.0 for npm rounds what is stored to that many decimals unless told otherwise: the rate is
# 0.95 under 0.00%, as is 94.62%, 1 under 0.0% and, multiplied, 95 under 0%. Amounts under #,##0 are cut, 1234.5 is 1234 where
# the sheet shows 1,235. A part may be named from the root of the package (Target="/xl/worksheets/sheet1.xml", ECMA-376 part 2,
# Relationships; so openpyxl writes): of such a workbook xlsx-extract gives no row, and no error. python-calamine 0.9.1 reads
# what is stored in both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --prefix . xlsx-extract@0.2.0
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
env/bin/python - <<'PY'
import zipfile
from importlib.metadata import version

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

workbook = Workbook()
sheet = workbook.active
for figure, shown in ((0.9526, "0.00%"), (0.9526, "0.0%"), (0.9526, "0%"), (0.9462, "0.00%"), (1234.5, "#,##0"), (12.345, "0.00")):
    sheet.append([shown, figure])
    sheet.cell(sheet.max_row, 2).number_format = shown
workbook.save("root.xlsx")
with zipfile.ZipFile("root.xlsx") as package, zipfile.ZipFile("form.xlsx", "w") as other:
    assert b'Target="/xl/worksheets/sheet1.xml"' in package.read("xl/_rels/workbook.xml.rels")
    for name in package.namelist():
        text = package.read(name)
        other.writestr(name, text.replace(b'Target="/xl/', b'Target="') if name == "xl/_rels/workbook.xml.rels" else text)
for name in ("root.xlsx", "form.xlsx"):
    stored = [row[1] for row in CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python()]
    print("python-calamine", version("python-calamine"), name, stored)
    assert stored == [0.9526, 0.9526, 0.9526, 0.9462, 1234.5, 12.345]
PY
cat > look.mjs <<'JS'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { XLSX } from "xlsx-extract";

const { version } = JSON.parse(readFileSync("node_modules/xlsx-extract/package.json", "utf8"));
const read = (name) =>
  new Promise((resolve, reject) => {
    const rows = [];
    new XLSX().extract(name).on("row", (row) => rows.push(row)).on("error", reject).on("end", () => resolve(rows));
  });
const form = await read("form.xlsx");
console.log("xlsx-extract", version, "form.xlsx", JSON.stringify(form));
assert.deepEqual(
  form,
  [["0.00%", 0.95], ["0.0%", 1], ["0%", 95], ["0.00%", 0.95], ["#,##0", 1234], ["0.00", 12.35]],
  "it keeps what is stored now",
);
const root = await read("root.xlsx");
console.log("xlsx-extract", version, "root.xlsx", JSON.stringify(root));
assert.deepEqual(root, [], "it finds the sheet now");
JS
node look.mjs
