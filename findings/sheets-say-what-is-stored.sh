#!/usr/bin/env bash
# A cell shows 87.5% and stores 0.875, shows 12.35 and stores 12.3456. xberg 1.3.9 and docvortex 0.6.4 say what is stored,
# so that a rate is a ratio and a figure has places that nobody printed; only office-oxide and xlsx2csv apply formats.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check xberg==1.3.9 docvortex==0.6.4 xlsxwriter==3.3.1
env/bin/python - <<'PY'
from importlib.metadata import version

import xlsxwriter

with xlsxwriter.Workbook("shown.xlsx") as book:
    sheet = book.add_worksheet("a")
    for row, (value, code) in enumerate(((0.875, "0.0%"), (12.3456, "0.00"), (0, '0;-0;"-"'))):
        sheet.write(row, 0, f"row {row}")
        sheet.write(row, 1, value, book.add_format({"num_format": code}))

import asyncio
import re

import docvortex
import xberg

if __name__ == "__main__":
    cells = asyncio.run(xberg.extract(xberg.ExtractInput(uri="shown.xlsx"))).results[0].tables[0].cells
    said = [row[1] for row in cells]
    print("xberg", version("xberg"), said)
    assert said == ["0.875", "12.3456", "0"], "xberg says what is shown now"
    pages = str(docvortex.parse("shown.xlsx").to_dict()["pages"])
    said = [text for text in re.findall(r"<p>([^<]*)</p>", pages) if not text.startswith("row")]
    print("docvortex", version("docvortex"), said)
    assert said == ["0.875", "12.3456", "0"], "docvortex says what is shown now"
PY
