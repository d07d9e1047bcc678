#!/usr/bin/env bash
# ironcalc 0.9.1 gives the text that a cell shows. A number in a cell of the format Text (@), as forms have them for codes and
# amounts, it cuts at the point: 92.3 is 92. Under the Chinese General, a colour named in Chinese, or capital numerals a
# sound figure is #VALUE!, a fraction has no digits, and the point of ten thousands stands in the wrong place with its
# escape: 923!.0万元 instead of 92.3万元.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check ironcalc==0.9.1 xlsxwriter==3.2.9
env/bin/python - <<'PY'
from importlib.metadata import version

import ironcalc
import xlsxwriter

SEEN = (
    (92.3, "@", "92"),
    (92.3, "G/通用格式", "#VALUE!"),
    (-18.2, "0.0;[红色]0.0", "#VALUE!"),
    (92.3, "[DBNum2][$-804]0.0", "#VALUE!"),
    (923000, '0!.0,"万元"', "923!.0万元"),
    (0.125, "# ??/??", "/"),
    (92.3, '0.0"万元"', "92.3万元"),
    (-18.2, "0.0_);(0.0)", "(18.2)"),
)
with xlsxwriter.Workbook("form.xlsx") as book:
    sheet = book.add_worksheet("a")
    for row, (value, code, _) in enumerate(SEEN):
        sheet.write(row, 0, value, book.add_format({"num_format": code}))
opened = ironcalc.load_from_xlsx("form.xlsx", "en", "UTC", "en")
for row, (value, code, seen) in enumerate(SEEN):
    found = opened.get_formatted_cell_value(0, row + 1, 1)
    print("ironcalc", version("ironcalc"), value, code, repr(found))
    assert found.strip() == seen, f"it printed {seen}"
PY
