#!/usr/bin/env bash
# aspose-words-foss 26.7.0 leaves out of a Word cell what was inserted with tracked changes on, so that 20.5 in place of a
# deleted 18.5 is a blank cell. Of a computed field it prints the formula in front of its result (=8+917.5 instead of
# 17.5), and of a cell under a vertical merge what nobody sees: 9.9 stands as a figure of its own row.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check aspose-words-foss==26.7.0
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


CHANGED = (
    '<w:del w:id="1" w:author="a"><w:r><w:delText>18.5</w:delText></w:r></w:del>'
    f'<w:ins w:id="2" w:author="a">{words("20.5")}</w:ins>'
)
FIELD = "".join(
    (
        run('<w:fldChar w:fldCharType="begin"/>'),
        run("<w:instrText>=8+9</w:instrText>"),
        run('<w:fldChar w:fldCharType="separate"/>'),
        words("17.5"),
        run('<w:fldChar w:fldCharType="end"/>'),
    )
)


def merged(text, how):
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/><w:vMerge w:val="{how}"/></w:tcPr>{paragraph(words(text))}</w:tc>'


write(
    "form.docx",
    f"<w:tr>{cell(words('a'))}{cell(CHANGED)}{merged('12.5', 'restart')}</w:tr>",
    f"<w:tr>{cell(words('b'))}{cell(FIELD)}{merged('9.9', 'continue')}</w:tr>",
)

from aspose import words_foss

words_foss.Document("form.docx").save("form.md")
with open("form.md", encoding="utf-8") as file:
    rows = [[text.strip() for text in line.strip("|\n").split("|")] for line in file if line.startswith("|")]
found = [row for row in rows if not row[0].startswith("-")]
print("aspose-words-foss", version("aspose-words-foss"), found)
assert found == [["a", "", "12.5"], ["b", "=8+917.5", "9.9"]], "it reads the cells as they are shown now"
PY
