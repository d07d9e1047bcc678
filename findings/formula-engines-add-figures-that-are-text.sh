#!/usr/bin/env bash
# Figures that came into a sheet as text stand in its columns and are no part of its sums: SUM, AVERAGE and COUNT pass over
# text that they meet in a range (ECMA-376 part 1, section 18.17.7, SUM). That is why so many totals of handed-in forms are
# short. formulas 1.3.4, xlcalculator 0.5.0 and excel-formulas-calculator 0.5.1 add such figures, 42.5 where the sheet shows
# 30, so that a wrong total comes out right and a right one wrong; their average is #VALUE! or 14.17 for 15.
# formulon 0.18.0 says 30 and 15.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check formulas==1.3.4 xlcalculator==0.5.0 \
  excel-formulas-calculator==0.5.1 formulon==0.18.0 xlsxwriter==3.2.9 openpyxl==3.1.5
env/bin/python -W ignore - 2>messages <<'PY' || { cat messages >&2; exit 1; }
from importlib.metadata import version

import formulas
import formulon
import openpyxl
import xlsxwriter
from efc.interfaces.iopenpyxl import OpenpyxlInterface
from xlcalculator import Evaluator, ModelCompiler

with xlsxwriter.Workbook("form.xlsx") as book:
    sheet = book.add_worksheet("A")
    sheet.write_column("A1", ["Staff", "Office", "Works", "", "Sum", "Mean"])
    sheet.write_number("B1", 10)
    sheet.write_number("B2", 20)
    sheet.write_string("B3", "12.5")
    sheet.write_formula("B5", "=SUM(B1:B4)", None, 30)
    sheet.write_formula("B6", "=AVERAGE(B1:B4)", None, 15)

worked = formulas.ExcelModel().loads("form.xlsx").finish().calculate()
model = Evaluator(ModelCompiler().read_and_parse_archive("form.xlsx"))
cells = OpenpyxlInterface(wb=openpyxl.load_workbook("form.xlsx"), use_cache=True)
with open("form.xlsx", "rb") as file:
    right = formulon.Workbook.load(file.read())
right.recalc()
found = {
    "formulas": [worked[f"'[form.xlsx]A'!B{row}"].value[0, 0] for row in (5, 6)],
    "xlcalculator": [model.evaluate(f"A!B{row}").value for row in (5, 6)],
    "excel-formulas-calculator": [cells.calc_cell(f"B{row}", "A") for row in (5, 6)],
    "formulon": [right.get_value(0, row, 1).number for row in (4, 5)],
}
for name, figures in found.items():
    print(name, version(name), *figures)
assert found.pop("formulon") == [30, 15]
assert round(found["excel-formulas-calculator"][1], 2) == 14.17, "it passes over text now"
for name, (total, mean) in found.items():
    assert total == 42.5, f"{name} passes over text now"
    assert name == "excel-formulas-calculator" or str(mean) == "#VALUE!", f"{name} finds an average now"
PY
