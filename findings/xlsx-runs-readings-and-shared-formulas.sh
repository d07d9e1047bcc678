#!/usr/bin/env bash
# Text of an XLSX cell may be cut into runs, as when one digit is bold or was typed later, and a text may carry how it is read
# aloud (rPh), as sheets from Chinese and Japanese Excel do; a sum that was filled to the right is written as a shared formula.
# rxls 0.2.2 keeps the first run, 13.5 is 1, and none where the text stands in the cell itself; excelio 1.0.0 glues the reading
# to the figure, 12.599, and leaves all but the first of a shared formula's results blank; xlsb-reader 2.1.0 leaves runs in the
# cell itself blank as well. python-calamine 0.9.1 reads all (ECMA-376 part 1, sections 18.4.4, 18.4.6 and 18.3.1.40).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check rxls==0.2.2 excelio==1.0.0 xlsb-reader==2.1.0 python-calamine==0.9.1
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
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
    '<c r="C1" t="inlineStr"><is><r><t>14</t></r><r><t>.5</t></r></is></c></row>'
    '<row r="2"><c r="A2"><v>15</v></c><c r="B2"><f t="shared" ref="B2:C2" si="0">A2+1</f><v>16</v></c>'
    '<c r="C2"><f t="shared" si="0"/><v>17</v></c></row>',
    ['<t>12.5</t><rPh sb="0" eb="2"><t>99</t></rPh>', "<r><t>1</t></r><r><t>3.5</t></r>"],
)

from importlib.metadata import version

import excelio
import xlsb_reader
from python_calamine import CalamineWorkbook
from rxls.reader import read

right = CalamineWorkbook.from_path("form.xlsx").get_sheet_by_index(0).to_python()
print("python-calamine", version("python-calamine"), right)
assert right == [["12.5", "13.5", "14.5"], [15, 16, 17]]
first = [list(row.values()) for row in read("form.xlsx", header=0).to_pylist()]
print("rxls", version("rxls"), first)
assert first[0] == ["12.5", "1", None], "rxls reads all runs now"
second = {cell.coordinate: cell.value for cell in excelio.load_workbook("form.xlsx").get_sheet(0).iter_cells()}
print("excelio", version("excelio"), second)
assert second["A1"] == "12.599", "excelio leaves readings out now"
third = xlsb_reader.to_dict("form.xlsx")["values"]["a"]
print("xlsb-reader", version("xlsb-reader"), third)
assert third["C1"] == "" and third["B1"] == "13.5", "xlsb-reader reads runs in cells now"
shown = {cell.coordinate: cell.display_value for cell in excelio.load_workbook("form.xlsx").get_sheet(0).iter_cells()}
print("excelio", shown)
assert str(shown["B2"]) == "16" and shown["C2"] is None, "excelio reads shared formulas now"
PY
