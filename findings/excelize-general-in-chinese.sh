#!/usr/bin/env bash
# Chinese Excel and WPS write the format General as G/通用格式 where a unit stands behind it, and the point before the last
# digit of ten thousands as 0!.0,. The Python build of excelize, 0.1.0, prints 92.3 as /通用格式 (the figure is gone), 923000
# as 923.!0万元 instead of 92.3万元, and 92.3 in capital numerals as 玖贰.叁 instead of 玖拾贰.叁; of
# [>=10000]0!.0,"万";0.0 it takes the first section for 92.3 as well, which becomes 0.!1万. Plain formats are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check excelize==0.1.0 xlsxwriter==3.2.9
env/bin/python - <<'PY'
from importlib.metadata import version

import excelize
import xlsxwriter

SEEN = (
    (92.3, "G/通用格式", "/通用格式"),
    (92.3, 'G/通用格式"万元"', "/通用格式万元"),
    (923000, '0!.0,"万元"', "923.!0万元"),
    (92.3, '[>=10000]0!.0,"万";0.0', "0.!1万"),
    (92.3, "[DBNum2][$-804]0.0", "玖贰.叁"),
    (92.3, '0.0"万元"', "92.3万元"),
    (-18.2, "0.0;[红色]0.0", "-18.2"),
)
with xlsxwriter.Workbook("form.xlsx") as book:
    sheet = book.add_worksheet("a")
    for row, (value, code, _) in enumerate(SEEN):
        sheet.write(row, 0, value, book.add_format({"num_format": code}))
opened = excelize.open_file("form.xlsx")
for row, (value, code, seen) in enumerate(SEEN):
    found = opened.get_cell_value("a", f"A{row + 1}")
    print("excelize", version("excelize"), value, code, found)
    assert found == seen, f"it printed {seen}"
PY
