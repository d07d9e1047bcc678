#!/usr/bin/env bash
# A form to be filled in has cells that are content controls as a whole: the cell stands inside w:sdt (ECMA-376 part 1, section
# 17.5.2.32, sdt around a cell; so Word writes where a control holds all of a cell). ferrodoc 1.0.1, whose output is checked against
# pandoc, dxpars 1.0.0 and fancydocx 0.1.0 pass over such a cell and leave no place for it: what was spent stands under Planned, and
# who planned what is gone. A row as a control (section 17.5.2.30) all three leave out. A figure that was moved (moveTo) is blank in
# them, in dxpars also one that was inserted; dxpars and ferrodoc drop the result of a simple field and a line end (w:cr), 15.5 over
# 16.5 is 15.516.5. In plain cells all is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check ferrodoc==1.0.1 dxpars==1.0.0 fancydocx==0.1.0
env/bin/python - <<'PY'
import re
import zipfile
from html import unescape
from importlib.metadata import version

import fancydocx
import ferrodoc
from dxpars.document import Document

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WHO = 'w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z"'


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def cell(inside):
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr><w:p>{inside}</w:p></w:tc>'


def row(*cells):
    return f"<w:tr>{''.join(cells)}</w:tr>"


def plain(*texts):
    return [cell(run(text)) for text in texts]


def control(inside):
    return f'<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>'


def line(label, inside, spent):
    return row(*plain(label), cell(inside), *plain(spent))


def move(way, number):
    start, end = f"<w:move{way}RangeStart {WHO} w:name=\"m\"/>", f'<w:move{way}RangeEnd w:id="{number}"/>'
    return start.replace('w:id="1"', f'w:id="{number}"') + f"<w:move{way} {WHO}>{run('14.5')}</w:move{way}>" + end


table = [
    row(*plain("Item", "Planned", "Spent")),
    row(*plain("Staff", "11.5", "21.5")),
    row(*plain("Travel"), control(cell(run("12.5"))), *plain("22.5")),
    control(row(*plain("Post", "13.5", "23.5"))),
    row(cell(run("Moved") + move("From", 2)), cell(move("To", 3)), *plain("24.5")),
    line("Lines", "<w:r><w:t>15.5</w:t><w:cr/><w:t>16.5</w:t></w:r>", "25.5"),
    line("Field", f'<w:fldSimple w:instr=" =SUM(ABOVE) ">{run("17.5")}</w:fldSimple>', "26.5"),
    line("Inserted", f"<w:ins {WHO}>{run('18.5')}</w:ins>", "27.5"),
]
parts = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{KIND}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{KIND}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
    f'Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "word/styles.xml": f'<w:styles {MAIN}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "</w:style></w:styles>",
    "word/document.xml": f'<w:document {MAIN}><w:body><w:tbl><w:tblPr/><w:tblGrid>'
    + 3 * '<w:gridCol w:w="2000"/>' + "</w:tblGrid>"
    f"{''.join(table)}</w:tbl><w:p/><w:sectPr/></w:body></w:document>",
}
with zipfile.ZipFile("form.docx", "w") as package:
    for part, text in parts.items():
        package.writestr(part, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)


def of_html(text):
    text = re.sub(r"<br[^>]*>", "/", text)
    rows = [re.findall(r"<t[dh].*?</t[dh]>", one, re.DOTALL) for one in re.findall(r"<tr.*?</tr>", text, re.DOTALL)]
    return [[unescape(re.sub(r"<[^>]+>", "", one)).strip("\n /") for one in cells] for cells in rows]


with open("form.docx", "rb") as file:
    first = of_html(ferrodoc.convert(file.read(), "docx", "html"))
found = {
    "ferrodoc": [[one for one in cells if one or cells[0] != "Travel"] for cells in first],
    "dxpars": [[one.strip() for one in cells.split("\t")] for cells in Document("form.docx").tables[0].text.splitlines()],
    "fancydocx": of_html(fancydocx.convert("form.docx")),
}
SEEN = {
    "ferrodoc": ["", "15.516.5", "", "18.5"],
    "dxpars": ["", "15.516.5", "", ""],
    "fancydocx": ["", "15.5/16.5", "17.5", "18.5"],
}
for name, rows in found.items():
    print(name, version(name), rows)
    assert rows[:3] == [["Item", "Planned", "Spent"], ["Staff", "11.5", "21.5"], ["Travel", "22.5"]], "it keeps the place now"
    assert [cells[0] for cells in rows[3:]] == ["Moved", "Lines", "Field", "Inserted"], "it reads the row of a control now"
    assert [cells[1] for cells in rows[3:]] == SEEN[name], "it reads more of the text now"
PY
