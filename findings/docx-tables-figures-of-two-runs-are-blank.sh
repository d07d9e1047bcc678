#!/usr/bin/env bash
# A run of Word may say that its spaces are kept (xml:space="preserve", which Word writes wherever a text begins or ends with
# one), and a cell may hold any number of runs, as every edit cuts them. docx-tables 0.3.0 for npm reads cells of one bare run:
# a figure under xml:space is blank, and so is one of two runs, one beside a line end and one that was inserted; nobody is
# told.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --prefix . docx-tables@0.3.0
python3 - <<'PY'
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


KEPT = ' xml:space="preserve"'
write(
    "form.docx",
    row(run("Staff"), run("11.5"), run("12.5", KEPT)),
    row(run("Works"), run("13.5"), run("1") + run("4.5")),
    row(run("Paper"), run("15.5"), "<w:r><w:t>16.5</w:t><w:br/><w:t>17.5</w:t></w:r>"),
    row(run("Power"), run("18.5"), f'<w:ins w:id="1" w:author="a">{run("19.5")}</w:ins>'),
)
PY
cat > look.mjs <<'JS'
import assert from "node:assert";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const [table] = await require("docx-tables")({ file: "form.docx" });
const rows = Object.values(table).map((cells) => cells.map((cell) => cell.data.trim()));
console.log("docx-tables", require("docx-tables/package.json").version, JSON.stringify(rows));
assert.deepEqual(rows, [["Staff", "11.5", ""], ["Works", "13.5", ""], ["Paper", "15.5", ""], ["Power", "18.5", ""]], "it reads more now");
JS
node look.mjs
