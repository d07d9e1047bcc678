#!/usr/bin/env bash
# Equal rows that follow each other are written once in an OpenDocument sheet, with how often they stand there.
# stream-read-ods 0.0.22 minds that for blank rows only: three months of 44.32 are one, and a sum over the column is short
# by the others. A cell's comment, its author and day stand in front of what a cell of words says.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check stream-read-ods==0.0.22
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


NOTE = "<office:annotation><dc:creator>a</dc:creator><dc:date>2024-01-02T00:00:00</dc:date><text:p>77.7</text:p></office:annotation>"
write(
    "form.ods",
    f"<table:table-row>{words('<text:p>项目</text:p>')}{words('<text:p>金额</text:p>')}</table:table-row>"
    + f'<table:table-row table:number-rows-repeated="3">{words("<text:p>取暖费</text:p>")}{figure("44.32")}</table:table-row>'
    + f"<table:table-row>{words('<text:p>完成率</text:p>')}{words(NOTE + '<text:p>≥95%</text:p>')}</table:table-row>",
)

from stream_read_ods import stream_read_ods

with open("form.ods", "rb") as file:
    found = [tuple(map(str, row)) for _, rows in stream_read_ods(iter(lambda: file.read(65536), b"")) for row in rows]
print("stream-read-ods", version("stream-read-ods"), found)
assert found[1:-1] == [("取暖费", "44.32")], "repeated rows are repeated now"
assert found[-1] == ("完成率", "a2024-01-02T00:00:0077.7\n≥95%"), "comments are left out now"
PY
