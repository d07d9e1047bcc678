#!/usr/bin/env bash
# Word writes each text box and shape twice, anew and for old programs, and a reader takes one of the two (mc:AlternateContent:
# the first Choice that it knows, else Fallback; ECMA-376 part 3, AlternateContent). docx2everything 1.1.0, docx2txt2 1.0.4 and
# docx-parser 0.2.1 for npm take both: an amount in a box stands there twice, and sums of the text are too large by it.
# docx2everything also prints where a figure was moved from, glued to what is there now: 6.5 and 9.5 are 6.59.5. docx2txt2 sets
# a blank between runs, into which Word cuts what was typed in two goes: 18.5 is "1 8.5". docx-parser, asked for the text, sets
# cells side by side: 11.5 and 12.5 are 11.512.5.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check docx2everything==1.1.0 docx2txt2==1.0.4
npm install --silent --no-fund --no-audit --prefix . docx-parser@0.2.1
cat > read.py <<'PY'
from importlib.metadata import version
import zipfile

import docx2everything
import docx2txt2

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FORMATS = "http://schemas.openxmlformats.org"
SPACES = (
    f'xmlns:w="{FORMATS}/wordprocessingml/2006/main" xmlns:mc="{FORMATS}/markup-compatibility/2006" '
    f'xmlns:wp="{FORMATS}/drawingml/2006/wordprocessingDrawing" xmlns:a="{FORMATS}/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WHO = 'w:id="{}" w:author="a" w:date="2024-01-01T00:00:00Z"'.format


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def box(text):
    inside = f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="900000" cy="300000"/>'
        f'<wp:docPr id="1" name="Box 1"/><a:graphic><a:graphicData uri="{SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/>'
        f"<wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def row(*cells):
    return "<w:tr>" + "".join(f"<w:tc><w:p>{cell}</w:p></w:tc>" for cell in cells) + "</w:tr>"


moved = f"<w:moveFrom {WHO(1)}>{run('6.5')}</w:moveFrom><w:moveTo {WHO(2)}>{run('9.5')}</w:moveTo>"
body = (
    f"<w:p>{box('44.32')}</w:p><w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    + row(run("11.5"), run("12.5")) + row(run("1") + run("8.5"), moved) + "</w:tbl><w:p/><w:sectPr/>"
)
parts = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
    'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{FORMATS}/officeDocument/2006'
    '/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
}
with zipfile.ZipFile("form.docx", "w") as package:
    for name, text in parts.items():
        package.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)

first = docx2everything.process("form.docx").split()
print("docx2everything", version("docx2everything"), first)
assert first == ["44.32", "44.32", "11.5", "12.5", "18.5", "6.59.5"], "docx2everything reads a box once now"
second = docx2txt2.extract_text("form.docx").split()
print("docx2txt2", version("docx2txt2"), second)
assert second == ["44.32", "44.32", "11.5", "12.5", "1", "8.5", "6.5", "9.5"], "docx2txt2 reads a box once now"
PY
env/bin/python read.py
cat > look.mjs <<'JS'
import assert from "node:assert";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
require("docx-parser").parseDocx("form.docx", (text) => {
  console.log("docx-parser", require("docx-parser/package.json").version, text);
  assert.match(text, /44\.3244\.32/, "docx-parser reads a box once now");
  assert.match(text, /11\.512\.5/, "docx-parser parts cells now");
});
JS
node look.mjs | tee seen
grep -q 44.3244.32 seen
