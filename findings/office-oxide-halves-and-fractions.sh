#!/usr/bin/env bash
# A spreadsheet shows 0.285 under the format 0.00 as 0.29 and 0.5 under # ?/? as 1/2. office-oxide 0.1.15, which applies
# formats, rounds the binary float (0.28) and leaves the denominator out (1 /).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check office-oxide==0.1.15 xlsxwriter==3.2.9
env/bin/python - <<'PY'
from importlib.metadata import version

import office_oxide
import xlsxwriter

with xlsxwriter.Workbook("shown.xlsx") as book:
    sheet = book.add_worksheet("a")
    for row, (value, code) in enumerate(((0.285, "0.00"), (0.5, "# ?/?"), (0.875, "0.0%"))):
        sheet.write(row, 0, code)
        sheet.write(row, 1, value, book.add_format({"num_format": code}))
text = office_oxide.Document.open("shown.xlsx").to_markdown()
print("office-oxide", version("office-oxide"), text.split("\n"))
shown = [line.split("|")[2].strip() for line in text.split("\n") if line.startswith("|") and "---" not in line]
assert shown == ["0.28", "1 /", "87.5%"], "office-oxide shows what the sheet shows now"
PY
