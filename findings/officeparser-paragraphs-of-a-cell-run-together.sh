#!/usr/bin/env bash
# A cell of a form often holds two figures, one below the other. officeparser 8.1.1, asked for CSV, sets paragraphs of a
# Word cell side by side without a sign between them: 23.5 over 24.5 is the one figure 23.524.5. What stands in a cell
# under a vertical merge, which Word does not print, it adds to the merged cell: 12.5 and a stale 9.9 are 12.59.9.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --prefix . officeparser@8.1.1
python3 - <<'PY'
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


def merged(text, how):
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/><w:vMerge w:val="{how}"/></w:tcPr>{paragraph(words(text))}</w:tc>'


write(
    "form.docx",
    f"<w:tr>{cell(words('a'))}{cell(words('23.5'), words('24.5'))}{cell(words('1'))}</w:tr>",
    f"<w:tr>{cell(words('b'))}{merged('12.5', 'restart')}{cell(words('2'))}</w:tr>",
    f"<w:tr>{cell(words('c'))}{merged('9.9', 'continue')}{cell(words('3'))}</w:tr>",
)
PY
cat > look.js <<'JS'
const assert = require("node:assert");
const { parseOffice } = require("officeparser");

(async () => {
  const { value } = await (await parseOffice("form.docx")).to("csv");
  console.log("officeparser", require("./node_modules/officeparser/package.json").version, JSON.stringify(value));
  assert.deepEqual(value.trim().split("\n"), ["a,23.524.5,1", "b,12.59.9,2", "c,,3"], "it keeps them apart now");
})();
JS
node look.js
