#!/usr/bin/env bash
# xlsx2html 0.6.4 writes what cells show. A number in a cell of the format Text (@) becomes another one: 92.3 is 90, 18.25 is
# 20. A percent sign that is mere text (0.00\%, for rates typed as 95.26) multiplies all the same: 9526.00%. Under the Chinese
# General (G/通用格式) the code stands in the place of the figure, in capital numerals a new one: [DBNum92]8040.0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check xlsx2html==0.6.4 xlsxwriter==3.2.9 openpyxl==3.1.5
env/bin/python - <<'PY'
import io
import re
from importlib.metadata import version

import xlsxwriter
from xlsx2html import xlsx2html

SEEN = (
    (92.3, "@", "90"),
    (18.25, "@", "20"),
    (95.26, "0.00\\%", "9526.00%"),
    (0.9526, "0.00%", "95.26%"),
    (92.3, "G/通用格式", "G/通用格式"),
    (92.3, "[DBNum2][$-804]0.0", "[DBNum92]8040.0"),
    (92.3, '0.0"万元"', '92.3"万元"'),
)
with xlsxwriter.Workbook("form.xlsx") as book:
    sheet = book.add_worksheet("a")
    for row, (value, code, _) in enumerate(SEEN):
        sheet.write(row, 0, value, book.add_format({"num_format": code}))
page = io.StringIO()
xlsx2html("form.xlsx", page)
cells = [re.sub("<.*?>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", page.getvalue(), re.S)]
for (value, code, seen), found in zip(SEEN, cells, strict=True):
    print("xlsx2html", version("xlsx2html"), value, code, found)
    assert found == seen, f"it printed {seen}"
PY
