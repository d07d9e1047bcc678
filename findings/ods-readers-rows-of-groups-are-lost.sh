#!/usr/bin/env bash
# Rows that are grouped (Data, Group and Outline, as budgets fold items under a heading, and those of an item under it) and rows
# repeated at the head of each printed page stand in elements of their own, table:table-row-group, one in the other, and
# table:table-header-rows (OpenDocument 1.2 part 1, chapter 9.1); LibreOffice writes them.
# direct-formatting-pandas-ods-reader 0.5.3 and berhoelodf 0.2.6 pass over both: items are gone, their total stands, the first
# row of figures is taken for the headings. odfdo 3.27.3 loses groups within groups. Nobody is told. python-calamine 0.9.1 reads
# every row.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check odfdo==3.27.3 direct-formatting-pandas-ods-reader==0.5.3 \
  berhoelodf==0.2.6 python-calamine==0.9.1
env/bin/python -W ignore - <<'PY'
from importlib.metadata import version
import zipfile

from berhoel.odf.ods import Ods
from direct_formatting_pandas_ods_reader.ods_reader import read_ods
from odfdo import Document
from python_calamine import CalamineWorkbook

NAME = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(f'xmlns:{one}="{NAME}{one}:1.0"' for one in ("office", "table", "text", "style", "manifest"))
MIME = "application/vnd.oasis.opendocument.spreadsheet"


def row(label, *figures):
    cells = f'<table:table-cell office:value-type="string"><text:p>{label}</text:p></table:table-cell>'
    for one in figures:
        kind = f'float" office:value="{one}' if isinstance(one, float) else "string"
        cells += f'<table:table-cell office:value-type="{kind}"><text:p>{one}</text:p></table:table-cell>'
    return f"<table:table-row>{cells}</table:table-row>"


def write(name, rows):
    parts = {
        "META-INF/manifest.xml": f'<manifest:manifest {SPACES} manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        "styles.xml": f'<office:document-styles {SPACES} office:version="1.2"><office:styles/></office:document-styles>',
        "content.xml": f'<office:document-content {SPACES} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="a"><table:table-column table:number-columns-repeated="3"/>{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>",
    }
    with zipfile.ZipFile(name, "w") as package:
        package.writestr("mimetype", MIME)
        for part, text in parts.items():
            package.writestr(part, '<?xml version="1.0" encoding="UTF-8"?>' + text)


HEAD = row("Item", "Planned", "Spent")
TRAVEL = row("Travel", 12.5, 11.5)
ITEMS = row("Flights", 10.5, 9.5) + row("Trains", 2.0, 2.0)
TOTAL = row("Total", 12.5, 11.5)
GROUP = "<table:table-row-group>{}</table:table-row-group>".format
write("groups.ods", HEAD + GROUP(TRAVEL + GROUP(ITEMS)) + TOTAL)
write("heads.ods", f"<table:table-header-rows>{HEAD}</table:table-header-rows>{ITEMS}{TOTAL}")


def by_odfdo(name):
    return [one[0] for one in Document(name).body.get_table(0).get_values()]


def by_direct(name):
    table = read_ods(name, format="none")
    return [table.columns[0], *table.iloc[:, 0]]


def by_berhoel(name):
    return ["".join(one.cells[0].root.itertext()) for one in Ods(name).tables[0].rows]


def by_calamine(name):
    return [one[0] for one in CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python()]


ALL = ["Item", "Travel", "Flights", "Trains", "Total"]
HEADED = ["Item", "Flights", "Trains", "Total"]
READERS = (
    ("odfdo", by_odfdo, ["Item", "Travel", "Total"], HEADED),
    ("direct-formatting-pandas-ods-reader", by_direct, ["Item", "Total"], HEADED[1:]),
    ("berhoelodf", by_berhoel, ["Item", "Total"], HEADED[1:]),
    ("python-calamine", by_calamine, ALL, HEADED),
)
for name, read, grouped, headed in READERS:
    found = read("groups.ods"), read("heads.ods")
    print(name, version(name), *found)
    assert found == (grouped, headed), f"{name} reads other rows now"
PY
