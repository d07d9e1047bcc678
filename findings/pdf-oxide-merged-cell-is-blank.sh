#!/usr/bin/env bash
# A ruled table on a PDF page: two cells in the first row, of which the second spans three columns, four in each other row.
# pdf-oxide 0.3.78 finds the table and loses the words of the cell that spans, though it reads them as text of the page.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pdf-oxide==0.3.78
env/bin/python - <<'PY'
from importlib.metadata import version

ROWS = (
    ("Unit", "Bureau of Culture", "", ""),
    ("Item", "2022", "2023", "Rate"),
    ("Salaries", "120.50", "118.05", "98%"),
    ("Total", "168.30", "162.10", "96%"),
)
EDGES, TOP, HIGH = (60, 180, 300, 420, 540), 700, 24
END = TOP - HIGH * len(ROWS)
lines = [(EDGES[0], TOP - HIGH * at, EDGES[-1], TOP - HIGH * at) for at in range(len(ROWS) + 1)]
lines += [(x, TOP - HIGH * (x in EDGES[2:4]), x, END) for x in EDGES]
content = "0.5 w\n" + "".join(f"{x0} {y0} m {x1} {y1} l S\n" for x0, y0, x1, y1 in lines)
for number, row in enumerate(ROWS):
    for x, text in zip(EDGES, row):
        content += f"BT /F1 10 Tf 1 0 0 1 {x + 6} {TOP - HIGH * number - 16} Tm ({text}) Tj ET\n"
objects = (
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
)
data, places = "%PDF-1.4\n", []
for number, body in enumerate(objects, 1):
    places.append(len(data))
    data += f"{number} 0 obj\n{body}\nendobj\n"
start = len(data)
data += "xref\n0 6\n0000000000 65535 f \n" + "".join(f"{place:010d} 00000 n \n" for place in places)
data += f"trailer<</Size 6/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n"
with open("form.pdf", "w") as file:
    file.write(data)

import pdf_oxide

document = pdf_oxide.PdfDocument("form.pdf")
(table,) = document.extract_tables(0)
found = [[cell["text"] for cell in row["cells"]] for row in table["rows"]]
print("pdf-oxide", version("pdf-oxide"), found)
assert "Bureau of Culture" in document.extract_text(0)
assert found[0] == ["Unit", "", "", ""], "pdf-oxide reads the cell that spans now"
assert found[1:] == [list(row) for row in ROWS[1:]]
PY
