#!/usr/bin/env bash
# office-oxide 0.1.15 prints the Wingdings signs with which Chinese forms tick their boxes as the letters of the same
# number (a ticked box is a thorn, an empty one a diaeresis), and drops a word that carries its pronunciation.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check office-oxide==0.1.15
env/bin/python - <<'PY'
from importlib.metadata import version
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def write(name, *cells):
    rows = "".join(f"<w:tr><w:tc><w:tcPr/><w:p>{cell}</w:p></w:tc></w:tr>" for cell in cells)
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{rows}</w:tbl>"
    with zipfile.ZipFile(name, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            f"<Types xmlns=\"{PACKAGE}/content-types\">"
            "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            f"<Override PartName=\"/word/document.xml\" ContentType=\"{MAIN}\"/></Types>",
        )
        package.writestr(
            "_rels/.rels",
            f"<Relationships xmlns=\"{PACKAGE}/relationships\">"
            f"<Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
        )
        package.writestr(
            "word/document.xml",
            f"<w:document xmlns:w=\"{W}\"><w:body>{table}<w:p/><w:sectPr/></w:body></w:document>",
        )



write(
    "ticks.docx",
    '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t></w:r><w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:t>否</w:t></w:r>',
    "<w:r><w:ruby><w:rt><w:r><w:t>zijin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>资金</w:t></w:r></w:rubyBase></w:ruby></w:r>",
)
import office_oxide

text = office_oxide.Document.open("ticks.docx").to_markdown()
print("office-oxide", version("office-oxide"))
print(text)
assert "þ是¨否" in text, "the signs are boxes now"
assert "资金" not in text, "the word under its pronunciation is read now"
PY
