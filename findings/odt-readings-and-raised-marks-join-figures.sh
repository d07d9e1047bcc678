#!/usr/bin/env bash
# In OpenDocument texts a word may carry its reading above it (text:ruby), the mark of a note is raised, and a style hides words
# (text:display="none"). firecrawl-anydoc 0.2.4 and doc-files 0.1.0 set all three behind the figure of the cell without a
# sign between them: 92.3 with a note 1 is 92.31, with a hidden 8 it is 92.38, 24.5 with a reading 7 is 24.57. Text that a
# tracked change deleted both leave out.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check firecrawl-anydoc==0.2.4 doc-files==0.1.0
env/bin/python - <<'PY'
import zipfile
from importlib.metadata import version

NAMES = ("office", "style", "table", "text")
SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in NAMES)
KIND = "application/vnd.oasis.opendocument.text"
CELLS = (
    ("a", '92.3<text:span text:style-name="Raised">1</text:span>'),
    ("b", '92.3<text:span text:style-name="Hidden">8</text:span>'),
    ("c", "<text:ruby><text:ruby-base>24.5</text:ruby-base><text:ruby-text>7</text:ruby-text></text:ruby>"),
    ("d", "16.5"),
)
rows = "".join(
    f"<table:table-row><table:table-cell><text:p>{label}</text:p></table:table-cell><table:table-cell><text:p>{inner}</text:p>"
    "</table:table-cell></table:table-row>"
    for label, inner in CELLS
)
styles = (
    '<style:style style:name="Raised" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="Hidden" style:family="text"><style:text-properties text:display="none"/></style:style>'
)
with zipfile.ZipFile("form.odt", "w") as package:
    package.writestr("mimetype", KIND)
    package.writestr(
        "META-INF/manifest.xml",
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/><manifest:file-entry '
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
    )
    package.writestr(
        "content.xml",
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>"
        f'<table:table table:name="t"><table:table-column table:number-columns-repeated="2"/>{rows}</table:table>'
        "</office:text></office:body></office:document-content>",
    )

import anydoc
import doc_files

for name, text in (
    ("firecrawl-anydoc", anydoc.to_markdown("form.odt")),
    ("doc-files", doc_files.to_markdown(doc_files.read("form.odt"))),
):
    rows = [[part.strip() for part in line.strip("| ").split("|")] for line in text.splitlines() if line.startswith("|")]
    found = [row for row in rows if row[0].strip("-")]
    print(name, version(name), found)
    assert found == [["a", "92.31"], ["b", "92.38"], ["c", "24.57"], ["d", "16.5"]], f"{name} reads them otherwise now"
PY
