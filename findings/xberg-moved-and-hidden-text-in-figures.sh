#!/usr/bin/env bash
# Where a figure was moved with tracked changes on, Word prints it once, where it went; hidden words (w:vanish) it does not
# print at all. xberg 1.3.9 puts both into the cell: 6.5 moved out of a cell into which 9.5 was moved reads 6.59.5, and a
# hidden 99 before 10.1 reads 9910.1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check xberg==1.3.9
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
    row("moved", cell(paragraph(MOVED.format(words("6.5"), words("9.5")))))
    + row("hidden", cell(paragraph(run("<w:rPr><w:vanish/></w:rPr><w:t>99</w:t>") + words("10.1")))),
)

import asyncio

import xberg

found = asyncio.run(xberg.extract(xberg.ExtractInput(uri="form.docx"))).results[0].tables[0].cells
print("xberg", version("xberg"), found)
assert found == [["moved", "6.59.5"], ["hidden", "9910.1"]], "xberg tells them apart now"
PY
