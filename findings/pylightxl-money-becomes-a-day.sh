#!/usr/bin/env bash
# pylightxl 1.61 counts letters to tell days from figures: a format with as many d, y, h and s as digits is a day or an
# hour, also where they are a colour, a currency or the sign for Chinese numerals. 1234.5 shown in capital numerals
# ([DBNum2][$-804]General) is the text 1903/05/18, 45 shown as 45USD is 1900/02/13 00:00:00, 45 in red 1900/02/13.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pylightxl==1.61
env/bin/python - <<'PY'
from importlib.metadata import version
import zipfile

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write(name, formats, cells):
    codes = "".join(f'<numFmt numFmtId="{170 + at}" formatCode="{code}"/>' for at, code in enumerate(formats))
    looks = "".join(f'<xf numFmtId="{170 + at}" fontId="0" fillId="0" borderId="0"/>' for at in range(len(formats)))
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="{len(formats)}">{codes}</numFmts><fonts count="1"><font/></fonts>'
        '<fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        f'<cellXfs count="{len(formats)}">{looks}</cellXfs></styleSheet>'
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{OFFICE}/styles" '
        'Target="styles.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/styles.xml": styles,
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cells}</row></sheetData></worksheet>',
    }
    with zipfile.ZipFile(name, "w") as package:
        for part, text in parts.items():
            package.writestr(part, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)


write(
    "form.xlsx",
    ["[DBNum2][$-804]General", "0&quot;USD&quot;", "[Red]0", "0.00"],
    "".join(f'<c r="{at}1" s="{style}"><v>{value}</v></c>' for at, style, value in zip("ABCD", range(4), (1234.5, 45, 45, 45))),
)

import pylightxl

(found,) = pylightxl.readxl("form.xlsx").ws("a").rows
print("pylightxl", version("pylightxl"), found)
assert found == ["1903/05/18", "1900/02/13 00:00:00", "1900/02/13", 45], "it tells figures from days now"
PY
