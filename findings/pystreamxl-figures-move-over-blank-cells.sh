#!/usr/bin/env bash
# Excel writes no cell where nothing was typed and no format was set; the reference of the next one (r="C2") says in which column
# it stands (ECMA-376 part 1, sections 18.3.1.4 and 18.3.1.73). pystreamxl 6.2.0 sets the cells that are there side by side: of a
# unit that planned nothing and spent 12.5 it says that 12.5 was planned and nothing spent, and rows of which no cell was written
# are left out, so that row 7 is row 5. The reading of a word (rPh) is glued to it, 13.5 is 13.599, and a figure whose unit has a d
# in it (0.0"USD") is a day of January 1900. A cell that has a format keeps its place. python-calamine 0.9.1 reads all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pystreamxl==6.2.0 python-calamine==0.9.1
env/bin/python - <<'PY'
import datetime
import zipfile
from importlib.metadata import version

import pystreamxl
from python_calamine import CalamineWorkbook

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write(name, rows, strings, formats):
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
        "xl/styles.xml": f'<styleSheet {MAIN}><numFmts count="{len(formats)}">'
        + "".join(f'<numFmt numFmtId="{164 + at}" formatCode="{one}"/>' for at, one in enumerate(formats))
        + '</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/>'
        f'</borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="{len(formats) + 1}"><xf xfId="0"/>'
        + "".join(f'<xf numFmtId="{164 + at}" xfId="0" applyNumberFormat="1"/>' for at in range(len(formats)))
        + "</cellXfs></styleSheet>",
        "xl/sharedStrings.xml": f'<sst {MAIN} count="{len(strings)}" uniqueCount="{len(strings)}">'
        + "".join(f"<si>{one}</si>" for one in strings) + "</sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>",
    }
    with zipfile.ZipFile(name, "w") as package:
        for part, text in parts.items():
            package.writestr(part, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)


def word(cell, index):
    return f'<c r="{cell}" t="s"><v>{index}</v></c>'


write(
    "form.xlsx",
    f'<row r="1">{word("A1", 0)}{word("B1", 1)}{word("C1", 2)}</row>'
    f'<row r="2">{word("A2", 3)}<c r="C2"><v>12.5</v></c></row>'
    f'<row r="3">{word("A3", 3)}<c r="B3" s="1"/><c r="C3"><v>12.5</v></c></row>'
    f'<row r="4">{word("A4", 3)}{word("B4", 4)}<c r="C4" s="1"><v>14.5</v></c></row>'
    f'<row r="7">{word("A7", 3)}<c r="B7"><v>15.5</v></c><c r="C7"><v>16.5</v></c></row>',
    [
        "<t>Item</t>",
        "<t>Planned</t>",
        "<t>Spent</t>",
        "<t>Staff</t>",
        '<t>13.5</t><rPh sb="0" eb="1"><t>99</t></rPh><phoneticPr fontId="0"/>',
    ],
    ["0.0&quot;USD&quot;"],
)
right = CalamineWorkbook.from_path("form.xlsx").get_sheet_by_index(0).to_python()
print("python-calamine", version("python-calamine"), right)
assert right[1] == ["Staff", "", 12.5] and right[3] == ["Staff", "13.5", 14.5] and right[6] == ["Staff", 15.5, 16.5]
found = list(pystreamxl.read("form.xlsx"))
print("pystreamxl", version("pystreamxl"), found)
assert found == [
    ["Item", "Planned", "Spent"],
    ["Staff", 12.5],
    ["Staff", None, 12.5],
    ["Staff", "13.599", datetime.date(1900, 1, 14)],
    ["Staff", 15.5, 16.5],
], "it keeps places, readings or figures now"
PY
