#!/usr/bin/env bash
# Which part of the package holds a sheet says its relationship, not the number in the part's name (r:id of sheet, ECMA-376 part 1,
# section 18.2.19). Where a sheet was moved to the front or another one removed, names and order differ; exceljs 4.4.0, which many
# systems export with, then writes sheet2.xml for the first tab. excelio 1.0.0 goes by the number: the tab Form shows the figures
# of the tab Draft, Draft those of Form, and where one was removed Form is blank and Note holds its figures. excel 1.0.1 for npm
# (Excel.js) reads sheet1.xml for the first tab, and leaves text that stands in the cell itself (t="inlineStr", section 18.3.1.4)
# blank, so that a figure has no label. python-calamine 0.9.1 reads each where it belongs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --prefix . excel@1.0.1 exceljs@4.4.0
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check excelio==1.0.0 python-calamine==0.9.1
cat > write.cjs <<'JS'
const { Workbook } = require("exceljs");

(async () => {
  const moved = new Workbook();
  moved.addWorksheet("Draft").addRow(["Staff", 77.5]);
  const form = moved.addWorksheet("Form");
  form.addRow(["Staff", 12.5]);
  form.orderNo = 0;
  await moved.xlsx.writeFile("moved.xlsx");
  const removed = new Workbook();
  const old = removed.addWorksheet("Old");
  removed.addWorksheet("Form").addRow(["Staff", 12.5]);
  removed.addWorksheet("Note").addRow(["Staff", 99.5]);
  removed.removeWorksheet(old.id);
  await removed.xlsx.writeFile("removed.xlsx");
})();
JS
node write.cjs
env/bin/python - <<'PY'
import re
import zipfile
from importlib.metadata import version

import excelio
from python_calamine import CalamineWorkbook


def right(name):
    book = CalamineWorkbook.from_path(name)
    return {sheet: book.get_sheet_by_name(sheet).to_python() for sheet in book.sheet_names}


def read(name):
    book = excelio.load_workbook(name)
    return {sheet.name: [cell.value for cell in sheet.iter_cells()] for sheet in map(book.get_sheet, range(len(book.sheets)))}


for name, figures, seen in (
    ("moved.xlsx", {"Form": 12.5, "Draft": 77.5}, {"Form": ["Staff", 77.5], "Draft": ["Staff", 12.5]}),
    ("removed.xlsx", {"Form": 12.5, "Note": 99.5}, {"Form": [], "Note": ["Staff", 12.5]}),
):
    with zipfile.ZipFile(name) as package:
        print(name, [part for part in package.namelist() if part.startswith("xl/worksheets/sheet")])
    sheets = right(name)
    print("python-calamine", version("python-calamine"), sheets)
    assert sheets == {sheet: [["Staff", figure]] for sheet, figure in figures.items()}
    found = read(name)
    print("excelio", version("excelio"), found)
    assert found == seen, "it goes by the relationship now"

with zipfile.ZipFile("moved.xlsx") as package, zipfile.ZipFile("inline.xlsx", "w") as other:
    for part in package.namelist():
        text = package.read(part)
        if part.startswith("xl/worksheets/sheet"):
            text, count = re.subn(rb'<c r="A1"([^>]*) t="s"><v>\d+</v></c>', rb'<c r="A1"\1 t="inlineStr"><is><t>Staff</t></is></c>', text)
            assert count == 1
        other.writestr(part, text)
assert right("inline.xlsx") == {"Form": [["Staff", 12.5]], "Draft": [["Staff", 77.5]]}
PY
cat > look.cjs <<'JS'
const assert = require("node:assert");
const read = require("excel").default;

(async () => {
  const { version } = require("excel/package.json");
  const first = await read("moved.xlsx");
  console.log("excel", version, "moved.xlsx", JSON.stringify(first));
  assert.deepEqual(first, [["Staff", "77.5"]], "it goes by the relationship now");
  const inline = await read("inline.xlsx");
  console.log("excel", version, "inline.xlsx", JSON.stringify(inline));
  assert.deepEqual(inline, [["", "77.5"]], "it reads text in the cell now");
})();
JS
node look.cjs
