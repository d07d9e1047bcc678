#!/usr/bin/env bash
# Three engines that work formulas out without Excel, on what every form has: rates and rounding. ROUND takes halves away from
# zero and ROUNDDOWN goes towards it (ECMA-376 part 1, section 18.17.7). excel-formulas-calculator 0.5.1 and hotxlfp 1.0.3
# take halves to the even neighbour, 2.5 points are 2; the first also rounds -12.75 down to -12.8 and finds nothing under a
# pattern, SUMIFS over "*经费" is 0 for 30. elixcee 1.0.14 works no formula out that has a per cent in it and says nothing: when
# the sum changes from 200 to 100, 95% of it stay 190, and so does what follows from them. formulon 0.18.0 is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check excel-formulas-calculator==0.5.1 hotxlfp==1.0.3 elixcee==1.0.14 \
  formulon==0.18.0 xlsxwriter==3.2.9 openpyxl==3.1.5
env/bin/python -W ignore - <<'PY'
from importlib.metadata import version

import elixcee
import formulon
import openpyxl
import xlsxwriter
from efc.interfaces.iopenpyxl import OpenpyxlInterface
from hotxlfp import Parser

RIGHT = {
    "ROUND(2.5,0)": 3,
    "ROUND(2.675,2)": 2.68,
    "ROUNDDOWN(-12.75,1)": -12.7,
    'SUMIFS(B1:B3,A1:A3,"*经费")': 30,
    "B4*95%": 190,
    "B4*0.95": 190,
    "E5+1": 191,
}
with xlsxwriter.Workbook("form.xlsx") as book:
    sheet = book.add_worksheet("A")
    sheet.write_column("A1", ["人员经费", "公用经费", "项目支出", "合计"])
    sheet.write_column("B1", [10, 20, 170, 200])
    for row, (formula, value) in enumerate(RIGHT.items()):
        sheet.write_formula(row, 4, "=" + formula, None, value)

with open("form.xlsx", "rb") as file:
    right = formulon.Workbook.load(file.read())
right.recalc()
found = [right.get_value(0, row, 4).number for row in range(len(RIGHT))]
print("formulon", version("formulon"), found)
assert found == list(RIGHT.values())

cells = OpenpyxlInterface(wb=openpyxl.load_workbook("form.xlsx"), use_cache=True)
found = [cells.calc_cell(f"E{row}", "A") for row in range(1, len(RIGHT) + 1)]
print("excel-formulas-calculator", version("excel-formulas-calculator"), found)
assert found == [2, 2.67, -12.8, 0, 190, 190, 191], "it rounds, or finds, otherwise now"

found = [Parser().parse(formula)["result"] for formula in list(RIGHT)[:2]]
print("hotxlfp", version("hotxlfp"), found)
assert found == [2, 2.67], "it rounds otherwise now"

changed = elixcee.load_workbook("form.xlsx")
changed.set_cell(4, 2, 100)
changed.recalculate()
found = [changed.get_cell(row, 5) for row in (5, 6, 7)]
print("elixcee", version("elixcee"), found)
assert found == [190, 95, 191], "it works per cents out now"
PY
