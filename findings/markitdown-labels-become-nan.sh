#!/usr/bin/env bash
# markitdown 0.1.9 turns a cell that prints NA, N/A, None or null into the same NaN as a blank cell: what the sheet
# says (not applicable) and what it leaves open cannot be told apart, and a label may vanish.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check 'markitdown[xlsx]==0.1.9'
env/bin/python - <<'PY'
from importlib.metadata import version
from markitdown import MarkItDown
from openpyxl import Workbook

book = Workbook()
for words in ("head", "NA", "N/A", "None", "null", "nan", None, "无"):
    book.active.append([words, "x"])
book.save("labels.xlsx")
lines = MarkItDown().convert("labels.xlsx").markdown.splitlines()
cells = [line.split("|")[1].strip() for line in lines if line.startswith("|")]
print("markitdown", version("markitdown"), cells)
assert cells == ["head", "---", "NaN", "NaN", "NaN", "NaN", "NaN", "NaN", "无"], "labels are kept now"
PY
