#!/usr/bin/env bash
# A cell of an XLSX sheet need not say where it is (attribute r of c, optional in ECMA-376 part 1, section 18.3.1.4): it stands
# behind the one before it. Programs that stream large exports write such cells. xlstream 2.5.5 for npm, where a cell of the
# row is missing, sets one on top of the one before, 13.5 in place of 12.5; excelio 1.0.0 sets it into A1, in place of the
# title; xlsb-reader 2.1.0 leaves it out. python-calamine 0.9.1 reads it where it stands.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --prefix . xlstream@2.5.5
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check excelio==1.0.0 xlsb-reader==2.1.0 python-calamine==0.9.1
env/bin/python - <<'PY'
import zipfile

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write(name, rows, strings):
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{KIND}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{OFFICE}/styles" '
        f'Target="styles.xml"/><Relationship Id="r3" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/styles.xml": f'<styleSheet {MAIN}><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1">'
        '<border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst {MAIN} count="{len(strings)}" uniqueCount="{len(strings)}">'
        + "".join(f"<si>{one}</si>" for one in strings) + "</sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>",
    }
    with zipfile.ZipFile(name, "w") as package:
        for part, text in parts.items():
            package.writestr(part, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)


write(
    "form.xlsx",
    '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c>'
    '<c r="C2"><v>12.5</v></c><c><v>13.5</v></c></row>',
    ["<t>Form</t>", "<t>Staff</t>"],
)

from importlib.metadata import version

import excelio
import xlsb_reader
from python_calamine import CalamineWorkbook

right = CalamineWorkbook.from_path("form.xlsx").get_sheet_by_index(0).to_python()
print("python-calamine", version("python-calamine"), right)
assert right[1] == ["Staff", "", 12.5, 13.5]
first = {cell.coordinate: cell.value for cell in excelio.load_workbook("form.xlsx").get_sheet(0).iter_cells()}
print("excelio", version("excelio"), first)
assert first == {"A1": 13.5, "A2": "Staff", "C2": 12.5}, "it counts on now"
second = xlsb_reader.to_dict("form.xlsx")["values"]["a"]
print("xlsb-reader", version("xlsb-reader"), second)
assert second == {"A1": "Form", "A2": "Staff", "C2": 12.5}, "it counts on now"
PY
cat > look.mjs <<'JS'
import assert from "node:assert";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const rows = [];
for await (const row of await require("xlstream").getXlsxStream({ filePath: "form.xlsx", sheet: 0 })) rows.push(row.raw.obj);
console.log("xlstream", require("xlstream/package.json").version, JSON.stringify(rows));
assert.deepEqual(rows[1], { A: "Staff", C: 13.5 }, "it counts on now");
JS
node look.mjs
