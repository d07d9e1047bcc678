#!/usr/bin/env bash
# The stored result of a simple field (w:fldSimple, as Word writes for sums of a column) and a word with its pronunciation
# (w:ruby) are printed. In tables of a DOCX docvortex 0.6.4 gives a blank cell for each; text beside them it reads.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check docvortex==0.6.4
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


RUBY = "<w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby>"
write(
    "form.docx",
    row("sum", cell(paragraph(f'<w:fldSimple w:instr=" =SUM(ABOVE) ">{words("153.67")}</w:fldSimple>')))
    + row("word", cell(paragraph(run(RUBY.format(words("zijin"), words("资金"))))))
    + row("plain", cell(paragraph(words("11.5")))),
)

import docvortex

if __name__ == "__main__":
    pages = str(docvortex.parse("form.docx").to_dict()["pages"])
    print("docvortex", version("docvortex"), pages)
    assert "11.5" in pages
    assert [text for text in ("153.67", "资金") if text in pages] == [], "docvortex reads them now"
PY
