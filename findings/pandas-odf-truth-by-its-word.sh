#!/usr/bin/env bash
# pandas reads a true value of an ODS sheet as False when the cell shows the word of another language: the odf engine
# compares what is shown with TRUE and does not look at the value stored; the calamine engine does.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pandas==2.3.3 odfpy==1.4.1 python-calamine==0.9.1
env/bin/python - <<'PY'
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
import pandas

book = OpenDocumentSpreadsheet()
table = Table(name="S")
row = TableRow()
for shown in ("TRUE", "是"):
    cell = TableCell(valuetype="boolean", booleanvalue="true")
    cell.addElement(P(text=shown))
    row.addElement(cell)
table.addElement(row)
book.spreadsheet.addElement(table)
book.save("answers.ods")
print("pandas", pandas.__version__)
seen = {engine: pandas.read_excel("answers.ods", engine=engine, header=None).values.tolist()[0] for engine in ("odf", "calamine")}
for engine, values in seen.items():
    print(engine, values)
assert seen["odf"] == [True, False], "the odf engine reads the stored value now"
assert seen["calamine"] == [True, True]
PY
