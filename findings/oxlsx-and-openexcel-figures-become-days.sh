#!/usr/bin/env bash
# A workbook may say anew what a format with a number of its own stands for; programs for accounts do, as they count their own
# formats from 14 or 50 on. oxlsx 0.2.0 and openexcel-c 1.0.0 look at the number and not at what the workbook says: 92.3
# under 0.0 is the first of April 1900. openpyxl 3.1.5, whose calls both copy, reads 92.3.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check oxlsx==0.2.0 openexcel-c==1.0.0 openpyxl==3.1.5 xlsxwriter==3.2.9
env/bin/python - <<'PY'
import zipfile
from importlib.metadata import version

import xlsxwriter

with xlsxwriter.Workbook("plain.xlsx") as book:
    sheet = book.add_worksheet("a")
    sheet.write(0, 0, 92.3, book.add_format({"num_format": "0.0_own_"}))
    sheet.write(0, 1, 45.5)
with zipfile.ZipFile("plain.xlsx") as old, zipfile.ZipFile("form.xlsx", "w") as new:
    for name in old.namelist():
        text = old.read(name).decode()
        if name == "xl/styles.xml":
            assert text.count('numFmtId="164"') == 2
            text = text.replace('numFmtId="164"', 'numFmtId="14"').replace("0.0_own_", "0.0")
        new.writestr(name, text)

import openexcel
import openpyxl
import oxlsx

for name, opened in (("oxlsx", oxlsx), ("openexcel-c", openexcel), ("openpyxl", openpyxl)):
    found = [opened.load_workbook("form.xlsx")["a"][spot].value for spot in ("A1", "B1")]
    print(name, version(name), found)
    assert found[1] == 45.5
    if name == "openpyxl":
        assert found[0] == 92.3
    else:
        assert str(found[0]).startswith("1900-04-01"), f"{name} reads the figure now"
PY
