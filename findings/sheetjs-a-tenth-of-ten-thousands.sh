#!/usr/bin/env bash
# Budget sheets show yuan as 万元 with a point that is mere text: 0\.0,"万" takes off three digits and prints the last one
# left behind a point, so that 12345678 stands as 1234.6万. SheetJS (xlsx 0.18.5 and its later 0.20.3, as @e965/xlsx) sets
# the point before the last two digits instead: 123.46万, a tenth of what the sheet shows, in the text of the cell, in CSV
# and wherever raw is false. numfmt 4.0.1 prints what the sheet shows.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --prefix . xlsx@0.18.5 @e965/xlsx@0.20.3 numfmt@4.0.1
python3 - <<'PY'
import zipfile

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
FORMATS = ['0\\.0,&quot;万&quot;', '0\\.00,,&quot;亿&quot;', "0\\.0000"]
codes = "".join(f'<numFmt numFmtId="{170 + at}" formatCode="{code}"/>' for at, code in enumerate(FORMATS))
looks = "".join(f'<xf numFmtId="{170 + at}" fontId="0" fillId="0" borderId="0"/>' for at in range(len(FORMATS)))
cells = "".join(f'<row r="{at + 1}"><c r="A{at + 1}" s="{at}"><v>12345678</v></c></row>' for at in range(len(FORMATS)))
parts = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{OFFICE}/styles" '
    'Target="styles.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/styles.xml": f'<styleSheet {MAIN}><numFmts count="{len(FORMATS)}">{codes}</numFmts><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    f'<cellXfs count="{len(FORMATS)}">{looks}</cellXfs></styleSheet>',
    "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{cells}</sheetData></worksheet>",
}
with zipfile.ZipFile("form.xlsx", "w") as package:
    for name, text in parts.items():
        package.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)
PY
cat > look.mjs <<'JS'
import assert from "node:assert";
import { createRequire } from "node:module";
import { format } from "numfmt";

const require = createRequire(import.meta.url);
for (const name of ["xlsx", "@e965/xlsx"]) {
  const sheets = require(name);
  const sheet = sheets.readFile("form.xlsx").Sheets.a;
  const shown = sheets.utils.sheet_to_csv(sheet).split("\n").slice(0, 3);
  console.log(name, sheets.version, shown.join(" "));
  assert.deepEqual(shown, ["123.46万", ".012亿", "1234.5678"], "it prints what the sheet shows now");
}
const right = ['0\\.0,"万"', '0\\.00,,"亿"', "0\\.0000"].map((code) => format(code, 12345678));
console.log("numfmt", right.join(" "));
assert.deepEqual(right, ["1234.6万", "0.12亿", "1234.5678"]);
JS
node look.mjs
