#!/usr/bin/env bash
# docx2txt 0.9 drops the hyphen that Word's Ctrl+Shift+Hyphen writes, so a loss of -12.5 is printed as 12.5, and it keeps
# text that a tracked move took away, glued to what stands: 7.5 moved out and 8.5 typed give 7.58.5.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check docx2txt==0.9
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
    "figures.docx",
    "<w:r><w:noBreakHyphen/><w:t>12.5</w:t></w:r>",
    '<w:moveFrom w:id="1" w:author="a"><w:r><w:t>7.5</w:t></w:r></w:moveFrom><w:r><w:t>8.5</w:t></w:r>',
)
import docx2txt

text = docx2txt.process("figures.docx").split()
print("docx2txt", version("docx2txt"), text)
assert text == ["12.5", "7.58.5"], "the sign or the move is read otherwise now"
PY
