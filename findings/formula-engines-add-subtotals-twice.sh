#!/usr/bin/env bash
# A sheet of expenditure whose groups end in SUBTOTAL(9, ...) and whose last row is a SUBTOTAL over all of them: ECMA-376 (part
# 1, section 18.17.7, SUBTOTAL) has it leave out the subtotals within, lest a figure count twice. elixcee 1.0.14 and
# pycel 1.0b30, which work workbooks out anew without Excel, count them: 200 where the sheet shows 100, and the average of the
# five rows is 28.57 for 20. formulon 0.18.0 says 100 and 20.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check elixcee==1.0.14 pycel==1.0b30 formulon==0.18.0 xlsxwriter==3.2.9
env/bin/python - <<'PY'
from importlib.metadata import version

import elixcee
import formulon
import xlsxwriter
from pycel import ExcelCompiler

with xlsxwriter.Workbook("form.xlsx") as book:
    sheet = book.add_worksheet("a")
    sheet.write_column("A1", ["Wages", "Pensions", "Staff", "Paper", "Power", "Water", "Office", "All", "Mean"])
    for row, what in enumerate([10, 20, ("B1:B2", 30), 15, 25, 30, ("B4:B6", 70)]):
        if isinstance(what, tuple):
            sheet.write_formula(row, 1, f"=SUBTOTAL(9,{what[0]})", None, what[1])
        else:
            sheet.write_number(row, 1, what)
    sheet.write_formula("B8", "=SUBTOTAL(9,B1:B7)", None, 100)
    sheet.write_formula("B9", "=SUBTOTAL(1,B1:B7)", None, 20)

first = elixcee.load_workbook("form.xlsx")
first.recalculate()
second = ExcelCompiler("form.xlsx")
stored = [second.evaluate(f"a!B{row}") for row in (8, 9)]
second.set_value("a!B1", 11)  # what the workbook stores is kept until a figure changes
second.set_value("a!B1", 10)
with open("form.xlsx", "rb") as file:
    third = formulon.Workbook.load(file.read())
third.recalc()
found = {
    "elixcee": [round(first.get_cell(row, 2), 2) for row in (3, 7, 8, 9)],
    "pycel": [round(second.evaluate(f"a!B{row}"), 2) for row in (3, 7, 8, 9)],
    "formulon": [third.get_value(0, row - 1, 1).number for row in (3, 7, 8, 9)],
}
for name, figures in found.items():
    print(name, version(name), figures)
assert stored == [100, 20]
assert found["formulon"] == [30, 70, 100, 20]
for name in ("elixcee", "pycel"):
    assert found[name] == [30, 70, 200, 28.57], f"{name} leaves subtotals out now"
PY
