#!/usr/bin/env bash
# A form whose first rows say names and sums and whose later rows share a merged cell, as every form of indicators does.
# docx2md-cli 0.2.0, which promises merged cells, takes all rows above the first merged one for headings and keeps the last of
# them: the sums are gone. The figures of rows that share the cell it puts into one, 21.5, 23.5, as if they were of one row,
# and behind a cell of two columns it sets the figure one column to the left.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check docx2md-cli==0.2.0
env/bin/python - <<'PY'
import zipfile

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def cell(inner, properties=""):
    return f"<w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/>{properties}</w:tcPr><w:p>{inner}</w:p></w:tc>"


def run(text, attribute=""):
    return f"<w:r><w:t{attribute}>{text}</w:t></w:r>"


def write(name, *rows):
    table = "<w:tbl><w:tblPr/><w:tblGrid>" + 3 * "<w:gridCol w:w=\"2000\"/>" + "</w:tblGrid>" + "".join(rows) + "</w:tbl>"
    parts = {
        "[Content_Types].xml": f"<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\""
        "application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" "
        f"ContentType=\"{KIND}.document.main+xml\"/></Types>",
        "_rels/.rels": f"<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"r1\" "
        f"Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
        "word/document.xml": f"<w:document xmlns:w=\"{WORD}\"><w:body>{table}<w:p/><w:sectPr/></w:body></w:document>",
    }
    with zipfile.ZipFile(name, "w") as package:
        for part, text in parts.items():
            package.writestr(part, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + text)


def row(*cells):
    return "<w:tr>" + "".join(one if one.startswith("<w:tc>") else cell(one) for one in cells) + "</w:tr>"


write(
    "form.docx",
    row(run("Budget"), run("11.5"), run("12.5")),
    row(run("Spent"), run("13.5"), run("14.5")),
    row(run("Goal"), run("Target"), run("Result")),
    row(cell(run("Output"), '<w:vMerge w:val="restart"/>'), run("21.5"), run("22.5")),
    row(cell("", "<w:vMerge/>"), run("23.5"), run("24.5")),
    row(cell(run("Points"), '<w:gridSpan w:val="2"/>'), run("25.5")),
)
PY
env/bin/docx2md form.docx -o form.md >/dev/null
echo "docx2md-cli $(env/bin/pip show docx2md-cli 2>/dev/null | sed -n 's/^Version: //p'): $(grep '^|' form.md | tr '\n' ' ')"
if grep -qE '11\.5|12\.5|13\.5|14\.5' form.md; then echo "it keeps the rows above a merged cell now" >&2; exit 1; fi
grep -qF '| Output | 21.5, 23.5 | 22.5, 24.5 |' form.md || { echo "it keeps rows that share a cell apart now" >&2; exit 1; }
grep -qF '| Points | 25.5 | |' form.md || { echo "it knows cells of two columns now" >&2; exit 1; }
