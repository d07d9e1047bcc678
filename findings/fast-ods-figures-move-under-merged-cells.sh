#!/usr/bin/env bash
# The cells under a merged one are written as covered cells and have their column. fast-ods 0.3.2 leaves them out without
# a gap, so that every figure of such a row stands one column to the left, under the heading of another. Of a cell with
# two paragraphs it gives the first, and of a cell with a comment the comment's author, day and words for its figure.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check fast-ods==0.3.2
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
MERGED = (
    '<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>专项</text:p></table:table-cell>'
)
write(
    "form.ods",
    f"<table:table-row>{words('<text:p>项目</text:p>')}{words('<text:p>预算数</text:p>')}{words('<text:p>执行数</text:p>')}</table:table-row>"
    + f"<table:table-row>{MERGED}{figure('12.5')}{figure('13.5')}</table:table-row>"
    + f"<table:table-row><table:covered-table-cell/>{figure('14.5')}{figure('15.5')}</table:table-row>"
    + f"<table:table-row>{words('<text:p>指标</text:p>')}{words('<text:p>≥95%</text:p><text:p>≥90%</text:p>')}"
    + f"{words(NOTE + '<text:p>96%</text:p>')}</table:table-row>",
)

import fast_ods

found = list(fast_ods.ODSParser().parse("form.ods"))
print("fast-ods", version("fast-ods"), found)
assert found[1:3] == [("专项", "12.5", "13.5"), ("14.5", "15.5")], "covered cells keep their column now"
assert found[3] == ("指标", "≥95%", "a2024-01-02T00:00:0077.7"), "all of a cell is read now"
PY
