#!/usr/bin/env bash
# A ruled table of a PDF page. Figures stand to the right in one column and to the left in the next, each three points from
# the rule between them, as Word and Excel print amounts beside remarks: tabulex 0.1.0 puts both into the second cell, 23.5 24.5,
# and leaves the first blank. Printers set digits apart by hundredths of their size (a kern in a TJ array, section 9.4.3 of ISO
# 32000); for turbo-parsepdf 0.1.1 the smallest of them parts a figure, 18.5 is "1 8.5". pdfplumber-rs 0.3.0 reads both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check turbo-parsepdf==0.1.1 tabulex==0.1.0 pdfplumber-rs==0.3.0
cat > write.py <<'PY'
LEFT, TOP, WIDTH, HEIGHT = 40, 380, 100, 28


def words(x, y, shown):
    return f"BT /F 10 Tf {x} {y} Td {shown} ET"


rows = (
    ((5, "(Staff) Tj"), (5, "(11.5) Tj"), (5, "(12.5) Tj")),
    ((5, "(Works) Tj"), (5, "[(1) -5 (8.5)] TJ"), (5, "(18.6) Tj")),
    ((5, "(Paper) Tj"), (77, "(23.5) Tj"), (3, "(24.5) Tj")),
)
drawn = ["0.5 w"]
for row, cells in enumerate(rows):
    y = TOP - HEIGHT * (row + 1)
    for column, (shift, shown) in enumerate(cells):
        x = LEFT + WIDTH * column
        drawn += [f"{x} {y} {WIDTH} {HEIGHT} re S", words(x + shift, y + 10, shown)]
content = "\n".join(drawn)
objects = (
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
    f"<</Length {len(content)}>>stream\n{content}\nendstream",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
)
page, places = "%PDF-1.4\n", []
for number, one in enumerate(objects, 1):
    places.append(len(page))
    page += f"{number} 0 obj\n{one}\nendobj\n"
table = "".join(f"{place:010d} 00000 n \n" for place in places)
end = f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(page)}\n%%EOF\n"
with open("page.pdf", "w", encoding="latin-1", newline="\n") as file:
    file.write(page + end)
PY
python3 write.py
env/bin/python -W ignore - 2>messages <<'PY' || { cat messages >&2; exit 1; }
from importlib.metadata import version

import pdfplumber
import turbo_parsepdf
from tabulex import extract_tables

with open("page.pdf", "rb") as file:
    cells = turbo_parsepdf.parse(file.read())["pages"][0]["tables"][0]["cells"]
print("turbo-parsepdf", version("turbo-parsepdf"), cells)
tables = extract_tables("page.pdf", return_type="json").json_tables
said = [list(row.values()) for row in tables[0]["data"]]
print("tabulex", version("tabulex"), said)
right = pdfplumber.open("page.pdf").pages[0].extract_tables()[0]
print("pdfplumber-rs", version("pdfplumber-rs"), right)
assert right == [["Staff", "11.5", "12.5"], ["Works", "18.5", "18.6"], ["Paper", "23.5", "24.5"]]
assert ["Works", "1 8.5", "18.6"] in cells, "turbo-parsepdf keeps a figure whole now"
assert said[2] == ["Paper", None, "23.5 24.5"], "tabulex parts cells at the rule now"
PY
