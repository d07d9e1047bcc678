#!/usr/bin/env bash
# Sheets of offices hold two tables, one below the other with blank rows between, and amounts that are text because somebody wrote
# 无 or a dash beside them; a sheet is what its cells say (ECMA-376 part 1, section 18.3.1.99). messy-xlsx 0.10.0, made for such
# sheets, ends at two blank rows: what stands below is not there, total and all, and nothing says so. Three rows of text amounts it
# takes for headings, so that their figures are gone and the column is called col_13_5. Text of three decimals in a column is a
# thousand times as much, 0.285 is 285, and the codes 0012 and 12 are one. openpyxl 3.1.5 reads what was written.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check messy-xlsx==0.10.0 fastexcel==0.21.0 openpyxl==3.1.5 pandas==3.1.1 \
  numpy==2.4.6 pyarrow==26.0.1
env/bin/python -W ignore - <<'PY'
from importlib.metadata import version

import messy_xlsx
from openpyxl import Workbook, load_workbook

HEAD = ["Item", "Planned", "Spent"]
TABLE = [["Staff", 12.5, 11.5], ["Travel", 13.5, 12.5], ["Total", 26, 24]]
BELOW = [["Fuel", 15.5, 14.5], ["Rent", 16.5, 15.5], ["Total", 32, 30]]
BLANK = [None, None, None]
WORDS = [["Staff", "12.5", "11.5"], ["Travel", "无", "12.5"], ["Post", "—", "13.5"], ["Total", "12.5", "37.5"]]
CODES = [["Item", "Amount", "Code"], ["Staff", "1.250", "0012"], ["Travel", "2.500", "0013"], ["Post", "0.285", "0014"]]


def read(rows):
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save("form.xlsx")
    assert [list(row) for row in load_workbook("form.xlsx").active.iter_rows(values_only=True)] == rows
    table = messy_xlsx.read_excel("form.xlsx")
    found = list(table.columns), [[None if one != one else one for one in row] for row in table.to_numpy().tolist()]
    print("messy-xlsx", version("messy-xlsx"), *found)
    return found


assert read([HEAD, *TABLE, BLANK, BLANK, HEAD, *BELOW]) == (["item", "planned", "spent"], TABLE), "it reads on below a gap now"
columns, rows = read([HEAD, *WORDS, BLANK, *BELOW])
assert columns[2] == "col_13_5" and [row[0] for row in rows] == ["Total", "Fuel", "Rent", "Total"], "it finds the headings now"
_, rows = read(CODES)
assert rows == [["Staff", 1250, 12], ["Travel", 2500, 13], ["Post", 285, 14]], "it keeps decimals and codes now"
PY
