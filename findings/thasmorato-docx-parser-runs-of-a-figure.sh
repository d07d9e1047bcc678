#!/usr/bin/env bash
# Word cuts a figure into runs wherever somebody corrected a digit. @thasmorato/docx-parser 1.4.0 sets a blank between the runs of a
# table's cell: 92 and .3 are the two figures "92 .3", 1 and 20.5 are "1 20.5". A figure in one
# run it reads.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --prefix . @thasmorato/docx-parser@1.4.0
python3 - <<'PY'
import zipfile

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def cell(inner):
    return f"<w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/></w:tcPr>{inner}</w:tc>"


def row(*inner):
    return "<w:tr>" + "".join(map(cell, inner)) + "</w:tr>"


def words(text):
    return f"<w:p>{run(text)}</w:p>"


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

write(
    "form.docx",
    row(words("a"), "<w:p>" + run("92") + run(".3") + "</w:p>", words("21.5")),
    row(words("b"), "<w:p>" + run("1") + run("20.5") + "</w:p>", words("22.5")),
    row(words("c"), words("16.5"), words("23.5")),
)
PY
cat > look.mjs <<'JS'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { parseDocxToArray } from "@thasmorato/docx-parser";

const { version } = JSON.parse(readFileSync("node_modules/@thasmorato/docx-parser/package.json", "utf8"));
const found = await parseDocxToArray(readFileSync("form.docx"));
const rows = found.find((one) => one.type === "table").content.map((row) => row.cells.map((cell) => cell.content));
console.log("@thasmorato/docx-parser", version, JSON.stringify(rows));
assert.deepEqual(rows[0], ["a", "92 .3", "21.5"], "it joins the runs now");
assert.deepEqual(rows[1], ["b", "1 20.5", "22.5"]);
assert.deepEqual(rows[2], ["c", "16.5", "23.5"]);
JS
node look.mjs
