#!/usr/bin/env bash
# Sheets of large units store yuan and show thousands or millions: a comma behind the last digit of a number format divides by a
# thousand (ECMA-376 part 1, section 18.8.31). aspose-cells-foss 26.10.0 (get_display_text, and the CSV
# that it saves) does not divide, whatever stands around the comma, and prints the comma: 12345678 under #,##0.0,"千元" is
# 12,345,678.0,千元, a thousand times the sum. betteroffice-xlsx 0.2.1 (Markdown) does not where decimals are shown, and leaves
# no trace: 12,345,678.0千元. Of yuan shown in ten thousands, 0\.0,"万元", the first makes 923000 of 92.3. numfmt 4.0.1 prints
# what the sheet shows.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check aspose-cells-foss==26.10.0 betteroffice-xlsx==0.2.1 xlsxwriter==3.2.9
npm install --silent --no-fund --no-audit --prefix . numfmt@4.0.1
env/bin/python - <<'PY'
from importlib.metadata import version
import json

import betteroffice_xlsx
import xlsxwriter
from aspose.cells_foss import Workbook

SEEN = (
    (12345678, '#,##0.0,"千元"', "12,345,678.0,千元", "12,345,678.0千元", "12,345.7千元"),
    (12345678, '0.00,,"百万元"', "12345678.00,,百万元", "12345678.00百万元", "12.35百万元"),
    (12345.6, "#,##0,", "12,346,", "12", "12"),
    (923000, '0\\.0,"万元"', "923000.0,万元", "92.3万元", "92.3万元"),
    (12.5, '0.0"元"', "12.5元", "12.5元", "12.5元"),
)
with xlsxwriter.Workbook("form.xlsx") as book:
    sheet = book.add_worksheet("a")
    for row, (value, code, *_) in enumerate(SEEN):
        sheet.write(row, 0, value, book.add_format({"num_format": code}))
with open("codes.json", "w") as file:
    json.dump([(value, code, right) for value, code, _, _, right in SEEN], file)
cells = Workbook("form.xlsx").worksheets[0].cells
with open("form.xlsx", "rb") as file:
    page = betteroffice_xlsx.Workbook.open(file.read()).export_markdown()["content"]["markdown"]
lines = [line.split("|")[2].strip() for line in page.splitlines() if line.startswith("| ") and line[2].isdigit()]
print("aspose-cells-foss", version("aspose-cells-foss"), "betteroffice-xlsx", version("betteroffice-xlsx"))
for row, (value, code, first, second, _) in enumerate(SEEN):
    found = cells[f"A{row + 1}"].get_display_text(), lines[row]
    print(value, code, *found)
    assert found == (first, second), "one of them divides now"
PY
cat > look.mjs <<'JS'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { format } from "numfmt";

for (const [value, code, right] of JSON.parse(readFileSync("codes.json", "utf8"))) {
  console.log("numfmt", value, code, format(code, value));
  assert.equal(format(code, value), right);
}
JS
node look.mjs
