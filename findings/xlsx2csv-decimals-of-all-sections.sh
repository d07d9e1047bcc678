#!/usr/bin/env bash
# xlsx2csv 0.8.6 counts the decimals of a number format over all of its sections: 0.00;(0.00), the usual way to
# bracket a loss, prints five decimals, and a date format with quoted 年 and 月 prints the quotes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check xlsx2csv==0.8.6 openpyxl==3.1.5
env/bin/python - <<'PY'
from importlib.metadata import version
import csv
import io

from openpyxl import Workbook
from xlsx2csv import Xlsx2csv

book = Workbook()
sheet = book.active
for row, (value, code) in enumerate(((-12.5, "0.00"), (-12.5, "0.00;(0.00)"), (-12.5, "0.00;[Red]0.00"), (45000, 'yyyy"年"m"月"')), 1):
    sheet.cell(row, 1, value).number_format = code
book.save("formats.xlsx")
out = io.StringIO()
Xlsx2csv("formats.xlsx").convert(out)
seen = [row[0] for row in csv.reader(io.StringIO(out.getvalue()))]
print("xlsx2csv", version("xlsx2csv"), seen)
assert seen[0] == "-12.50"
assert seen[1] == "-12.50000", "the second section no longer counts"
assert seen[2] == "-12.500000000", "the second section no longer counts"
assert seen[3] == '2023"年"03"月"', "the quotes of the format are gone"
PY
