#!/usr/bin/env bash
# A cell of an OpenDocument text holds paragraphs, lists and sections, and its text holds tabs, rows of blanks and comments as
# elements (OpenDocument 1.2 part 1, sections 9.1.4, 6.1.3, 6.1.4 and 14.1); a comment is not printed. odfdo 3.27.3 (get_values)
# gives None, a blank cell, for figures that stand in a list or a section, and sets a comment behind the figure that it is
# about: 24.5 and the comment "was 23.5" are "24.5was 23.5". odt2html 1.0.1 leaves out tabs and blanks, 11.5 beside 12.5 is
# 11.512.5, and puts the comment with its writer's name there too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check odfdo==3.27.3
npm install --silent --no-fund --no-audit --prefix . odt2html@1.0.1
env/bin/python - <<'PY'
from importlib.metadata import version
import zipfile

from odfdo import Document

NAME = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(f'xmlns:{one}="{NAME}{one}:1.0"' for one in ("office", "table", "text", "style", "manifest"))
SPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
MIME = "application/vnd.oasis.opendocument.text"


def cell(inside):
    return f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'


def row(label, inside):
    return f"<table:table-row>{cell(f'<text:p>{label}</text:p>')}{cell(inside)}</table:table-row>"


comment = "<office:annotation><dc:creator>Reader</dc:creator><text:p>was 23.5</text:p></office:annotation>"
rows = (
    row("Plain", "<text:p>10.5</text:p>")
    + row("Tab", "<text:p>11.5<text:tab/>12.5</text:p>")
    + row("Blanks", '<text:p>13.5<text:s text:c="3"/>14.5</text:p>')
    + row("List", "<text:list><text:list-item><text:p>15.5</text:p></text:list-item></text:list>")
    + row("Section", '<text:section text:name="s"><text:p>16.5</text:p></text:section>')
    + row("Comment", f"<text:p>24.5{comment}</text:p>")
)
parts = {
    "META-INF/manifest.xml": f'<manifest:manifest {SPACES} manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>',
    "styles.xml": f'<office:document-styles {SPACES} office:version="1.2"><office:styles/></office:document-styles>',
    "content.xml": f'<office:document-content {SPACES} office:version="1.2"><office:body><office:text><table:table table:name="a">'
    f'<table:table-column table:number-columns-repeated="2"/>{rows}</table:table><text:p/></office:text></office:body>'
    "</office:document-content>",
}
with zipfile.ZipFile("form.odt", "w") as package:
    package.writestr("mimetype", MIME)
    for part, text in parts.items():
        package.writestr(part, '<?xml version="1.0" encoding="UTF-8"?>' + text)

found = {label: figure for label, figure in Document("form.odt").body.get_table(0).get_values()}
print("odfdo", version("odfdo"), found)
assert found["List"] is None and found["Section"] is None, "odfdo reads lists and sections now"
assert found["Comment"].startswith("24.5was 23.5"), "odfdo leaves comments out now"
assert (found["Plain"], found["Tab"], found["Blanks"]) == ("10.5", "11.5\t12.5", "13.5   14.5")
PY
cat > look.mjs <<'JS'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const page = await createRequire(import.meta.url)("odt2html").toHTML({ path: "form.odt" });
const cells = page.split("</td>").map((cell) => cell.slice(cell.lastIndexOf("<td")).replace(/<[^>]+>/g, "").trim());
console.log("odt2html", JSON.parse(readFileSync("node_modules/odt2html/package.json", "utf8")).version, JSON.stringify(cells));
for (const [label, seen] of [["Plain", "10.5"], ["Tab", "11.512.5"], ["Blanks", "13.514.5"], ["Comment", "24.5Readerwas 23.5"]])
  assert.equal(cells[cells.indexOf(label) + 1], seen, "odt2html keeps figures apart now");
JS
node look.mjs
