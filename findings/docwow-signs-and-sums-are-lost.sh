#!/usr/bin/env bash
# docwow 1.0.2 makes HTML of a DOCX and a DOCX of that HTML, and promises that nothing is lost on the way. The hyphen that does
# not break (w:noBreakHyphen, Ctrl+Shift+Hyphen) is: a cut of -39.5 comes back as 39.5. Two lines of a cell (w:cr) are one
# figure, 12.513.5; the result of a computed field (=SUM(ABOVE), whose result Word stores in the file) is blank, and so is a
# cell filled in through a content control. A row that stands in a content control is gone (ECMA-376 part 1, sections 17.3.3.18,
# 17.3.3.4, 17.16.18 and 17.5.2). Plain cells come back as they were.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check docwow==1.0.2 python-docx==1.2.0
env/bin/python -W ignore - <<'PY'
from importlib.metadata import version
import zipfile

import docwow
from docx import Document

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def mark(kind):
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def row(label, figure):
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p>{one}</w:p></w:tc>' for one in (run(label), figure)
    )
    return f"<w:tr>{cells}</w:tr>"


def control(inside):
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


FORMULA = '<w:r><w:instrText xml:space="preserve"> =SUM(ABOVE) </w:instrText></w:r>'
rows = (
    row("Staff", run("11.5"))
    + row("Cut", "<w:r><w:noBreakHyphen/><w:t>39.5</w:t></w:r>")
    + row("Lines", "<w:r><w:t>12.5</w:t><w:cr/><w:t>13.5</w:t></w:r>")
    + row("Sum", mark("begin") + FORMULA + mark("separate") + run("14.5") + mark("end"))
    + row("Filled", control(run("15.5")))
    + control(row("Added", run("16.5")))
    + row("Last", run("17.5"))
)
grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>'
parts = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
    f'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{KIND}.document'
    f'.main+xml"/><Override PartName="/word/styles.xml" ContentType="{KIND}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
    'Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "word/styles.xml": f"<w:styles {WORD}/>",
    "word/document.xml": f"<w:document {WORD}><w:body><w:tbl><w:tblPr/>{grid}{rows}</w:tbl><w:p/><w:sectPr/></w:body></w:document>",
}
with zipfile.ZipFile("form.docx", "w") as package:
    for name, text in parts.items():
        package.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)

docwow.to_docx(docwow.to_html("form.docx"), target="back.docx")
found = [tuple(cell.text for cell in one.cells) for one in Document("back.docx").tables[0].rows]
print("docwow", version("docwow"), found)
assert found == [
    ("Staff", "11.5"), ("Cut", "39.5"), ("Lines", "12.513.5"), ("Sum", ""), ("Filled", ""), ("Last", "17.5")
], "it brings more back now"
PY
