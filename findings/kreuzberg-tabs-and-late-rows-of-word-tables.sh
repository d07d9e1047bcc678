#!/usr/bin/env bash
# kreuzberg 4.10.4 leaves tabs out of the cells of Word tables, so that 25.5 and 25.6 behind a tab are 25.525.6, and sets a
# row that begins at the second column of the grid (w:gridBefore, as Word writes where a corner cell was deleted) at the
# first: every figure of it moves one column to the left.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check kreuzberg==4.10.4
env/bin/python - <<'PY'
from importlib.metadata import version
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def paragraph(inner):
    return f"<w:p>{inner}</w:p>"


def run(inner):
    return f"<w:r>{inner}</w:r>"


def words(text):
    return run(f"<w:t>{text}</w:t>")


def cell(*paragraphs):
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{"".join(map(paragraph, paragraphs))}</w:tc>'


def write(name, *rows):
    grid = "<w:tblGrid>" + '<w:gridCol w:w="2000"/>' * 3 + "</w:tblGrid>"
    table = f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{grid}{"".join(rows)}</w:tbl>'
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


LATE = '<w:trPr><w:gridBefore w:val="1"/><w:wBefore w:w="2000" w:type="dxa"/></w:trPr>'
write(
    "form.docx",
    f"<w:tr>{cell(words('item'))}{cell(words('plan'))}{cell(words('done'))}</w:tr>",
    f"<w:tr>{cell(words('a'))}{cell(run('<w:t>25.5</w:t><w:tab/><w:t>25.6</w:t>'))}{cell(words('1'))}</w:tr>",
    f"<w:tr>{LATE}{cell(words('18.5'))}{cell(words('18.6'))}</w:tr>",
)

import kreuzberg

(table,) = kreuzberg.extract_file_sync("form.docx").tables
print("kreuzberg", version("kreuzberg"), table.cells)
assert table.cells[1] == ["a", "25.525.6", "1"], "the tab parts the figures now"
assert table.cells[2] == ["18.5", "18.6"], "the row stands where it begins now"
PY
