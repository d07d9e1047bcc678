#!/usr/bin/env bash
# A row or a cell inside a content control, words in a smart tag and words that were moved to a place are printed by Word
# like all others. docspine 0.4.0 leaves them out: the row is missing, the cells are blank, and nothing says so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check docspine==0.4.0
env/bin/python - <<'PY'
import zipfile
from importlib.metadata import version

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def run(inner):
    return f"<w:r>{inner}</w:r>"


def words(text):
    return run(f"<w:t>{text}</w:t>")


def paragraph(inner):
    return f"<w:p>{inner}</w:p>"


def cell(inner):
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{inner}</w:tc>'


def row(label, inner):
    return f"<w:tr>{cell(paragraph(words(label)))}{inner}</w:tr>"


def control(inner):
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def write(name, rows):
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    table = f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{grid}{rows}</w:tbl>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W}><w:body>{table}<w:p/><w:sectPr/></w:body></w:document>",
    }
    with zipfile.ZipFile(name, "w") as package:
        for part, text in parts.items():
            package.writestr(part, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)


MOVED = '<w:moveFrom w:id="1" w:author="a">{}</w:moveFrom><w:moveTo w:id="2" w:author="a">{}</w:moveTo>'
write(
    "form.docx",
    row("plain", cell(paragraph(words("11.5"))))
    + control(row("row", cell(paragraph(words("12.5")))))
    + row("cell", control(cell(paragraph(words("13.5")))))
    + row("tag", cell(paragraph(f'<w:smartTag w:element="a">{words("14.5")}</w:smartTag>')))
    + row("moved", cell(paragraph(MOVED.format(words("9.9"), words("15.5"))))),
)

import docspine

text = docspine.open("form.docx").to_text()
print("docspine", version("docspine"), text.split())
assert "11.5" in text
assert [figure for figure in ("12.5", "13.5", "14.5", "15.5") if figure in text] == [], "docspine reads them now"
PY
