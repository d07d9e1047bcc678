#!/usr/bin/env bash
# tablers 0.9.0 sets the lines of a cell side by side, so that 44,000 over 45,000 in one cell is 44,00045,000, and gives each
# character to the cell that it stands in: of a figure that is too wide for its cell, 1234567.12 written at the right, the
# first digit goes to the label on its left, and 234567.12 is left.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check tablers==0.9.0 reportlab==5.1.0
env/bin/python - <<'PY'
from importlib.metadata import version

import tablers
from reportlab.pdfgen import canvas

page = canvas.Canvas("form.pdf", pagesize=(595, 842))
for row in range(4):
    page.line(100, 700 - 30 * row, 280, 700 - 30 * row)
for x in (100, 220, 280):
    page.line(x, 700, x, 610)
page.setFont("Helvetica", 12)
page.drawString(104, 681, "item")
page.drawString(224, 681, "sum")
page.drawString(104, 651, "wide")
page.drawRightString(278, 651, "1234567.12")
page.drawString(104, 621, "lines")
page.setFont("Helvetica", 9)
page.drawString(224, 627, "44,000")
page.drawString(224, 617, "45,000")
page.save()

(first,) = tablers.Document("form.pdf").pages()
(table,) = tablers.find_tables(first, extract_text=True)
found = [cell.text for cell in table.cells]
print("tablers", version("tablers"), found)
assert "44,00045,000" in found, "lines of a cell are parted now"
assert "234567.12" in found and "wide 1" in found, "a wide figure stays whole now"
PY
