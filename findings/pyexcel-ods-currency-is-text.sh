#!/usr/bin/env bash
# pyexcel-ods and pyexcel-ods3 give a number for a float and for a percentage, but a piece of text with the currency
# behind it for a cell of the type currency: the money column of a sheet is the one that does not add up.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pyexcel-ods==0.6.0 pyexcel-ods3==0.6.1 odfpy==1.4.1
env/bin/python - <<'PY'
from importlib.metadata import version
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
import pyexcel_ods
import pyexcel_ods3

book = OpenDocumentSpreadsheet()
table = Table(name="S")
row = TableRow()
for kind, value, shown, more in (
    ("float", "44.32", "44.32", {}),
    ("percentage", "0.75", "75%", {}),
    ("currency", "44.32", "¥44.32", {"currency": "CNY"}),
):
    cell = TableCell(valuetype=kind, value=value, **more)
    cell.addElement(P(text=shown))
    row.addElement(cell)
table.addElement(row)
book.spreadsheet.addElement(table)
book.save("money.ods")
for reader in (pyexcel_ods, pyexcel_ods3):
    name = reader.__name__
    cells = reader.get_data("money.ods")["S"][0]
    print(name, version(name.replace("_", "-")), cells)
    assert cells == [44.32, 0.75, "44.32 CNY"], "the currency cell is a number now"
PY
