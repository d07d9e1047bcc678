#!/usr/bin/env bash
# mammoth 1.13.0 leaves out the result of a simple field, so a total that Word reckoned with =SUM(ABOVE) is an empty
# cell, and drops a carriage return inside a run, so two figures on two lines become one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check mammoth==1.13.0
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
    "totals.docx",
    '<w:fldSimple w:instr=" =SUM(ABOVE) "><w:r><w:t>153.67</w:t></w:r></w:fldSimple>',
    "<w:r><w:t>84.13</w:t><w:cr/><w:t>69.54</w:t></w:r>",
)
import mammoth

with open("totals.docx", "rb") as file:
    html = mammoth.convert_to_html(file).value
print("mammoth", version("mammoth"), html)
assert "153.67" not in html, "the result of the field is printed now"
assert "84.1369.54" in html, "the two lines are kept apart now"
PY
