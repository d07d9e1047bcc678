#!/usr/bin/env bash
# A cell of an OpenDocument sheet may hold several lines in one paragraph, or words parted by a tab. python-calamine 0.9.1,
# and so pandas and polars with it, leaves both out: 12.5 over 13.5 is 12.513.5, one figure that stands nowhere, and the
# code 2130804 before 26.8 becomes 213080426.8. Two paragraphs of a cell, and lines of an XLSX cell, it keeps apart.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check python-calamine==0.9.1
env/bin/python - <<'PY'
from importlib.metadata import version
import zipfile

NAMES = ("office", "table", "text")
SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in NAMES)
KIND = "application/vnd.oasis.opendocument.spreadsheet"


def words(inner):
    return f'<table:table-cell office:value-type="string">{inner}</table:table-cell>'


def figure(value):
    return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'


def write(name, rows):
    with zipfile.ZipFile(name, "w") as package:
        package.writestr("mimetype", KIND)
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/><manifest:file-entry '
            'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
        package.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"><office:body><office:spreadsheet>'
            f'<table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        )


write(
    "form.ods",
    "<table:table-row>"
    + words("<text:p>12.5<text:line-break/>13.5</text:p>")
    + words("<text:p>2130804<text:tab/>26.8</text:p>")
    + words("<text:p>12.5</text:p><text:p>13.5</text:p>")
    + "</table:table-row>",
)

import python_calamine

(found,) = python_calamine.CalamineWorkbook.from_path("form.ods").get_sheet_by_index(0).to_python()
print("python-calamine", version("python-calamine"), found)
assert found == ["12.513.5", "213080426.8", "12.5\n13.5"], "it parts them now"
PY
