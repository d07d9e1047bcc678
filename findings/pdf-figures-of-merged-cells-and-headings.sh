#!/usr/bin/env bash
# A ruled page of a form: one budget for two or three items (a cell over several rows, its figure in the middle), and a heading over
# three years. papero-extract 3.1.1 gives the figure to the row beside which it is printed: of two items with a budget of 50.5 the
# second has 50.5 and the first none, of three with 99.5 the middle one has all, and their label stands there too. pdfmonkey 1.0.3
# reads that, and loses the second year of three: its list of dicts, which is what it is for, has one key for all headings without
# words, so that 20.2 between 20.1 and 20.3 is gone; to_csv has it. Both pages are text and rules (ISO 32000, sections 8.5 and 9.4).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check papero-extract==3.1.1 pypdfium2==5.15.2 pdfmonkey==1.0.3 \
  pdfplumber==0.11.10
env/bin/python -W ignore - <<'PY'
from importlib.metadata import version

import papero_extract
import pdfmonkey

TOP, HIGH = 750, 24


def rule(left, upper, right, lower):
    return f"{left} {TOP - HIGH * upper} m {right} {TOP - HIGH * lower} l S\n"


def words(left, at, text):
    return f"BT /F1 10 Tf {left + 10} {TOP - HIGH * at - 16} Td ({text}) Tj ET\n"


def write(name, content):
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(content)}>>\nstream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    text, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    text += f"xref\n0 6\n0000000000 65535 f \n{table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{len(text)}\n%%EOF\n"
    with open(name, "w", encoding="ascii", newline="") as file:
        file.write(text)


X = [50, 150, 250, 330, 410]
budget = "0.5 w\n" + "".join(rule(at, 0, at, 7) for at in X)
for at in (0, 1, 3, 6, 7):
    budget += rule(X[0], at, X[4], at)
budget += rule(X[1], 2, X[2], 2) + rule(X[3], 2, X[4], 2)
for at in (4, 5):
    budget += rule(X[0], at, X[2], at) + rule(X[3], at, X[4], at)
for left, head in zip(X, ("Group", "Item", "Budget", "Spent")):
    budget += words(left, 0, head)
budget += words(X[0], 1.5, "Staff") + words(X[2], 1.5, "50.5") + words(X[2], 4, "99.5")
for at, (group, item, spent) in enumerate(
    (("", "Pay", "20.3"), ("", "Other", "21.3"), ("North", "Rail", "30.3"), ("South", "Road", "31.3"), ("West", "Air", "32.3")), 1
):
    budget += (words(X[0], at, group) if group else "") + words(X[1], at, item) + words(X[3], at, spent)
budget += words(X[0], 6, "Total") + words(X[2], 6, "150") + words(X[3], 6, "135.5")
write("budget.pdf", budget)

years = "0.5 w\n" + "".join(rule(X[0], at, X[4], at) for at in (0, 2, 3, 4)) + rule(X[1], 1, X[4], 1)
years += "".join(rule(X[at], 0, X[at], 4) for at in (0, 1, 4)) + "".join(rule(X[at], 1, X[at], 4) for at in (2, 3))
years += words(X[0], 0.5, "Item") + words(X[2], 0, "Spent")
for at, row in enumerate((("", "2021", "2022", "2023"), ("Staff", "20.1", "20.2", "20.3"), ("Travel", "21.1", "21.2", "21.3")), 1):
    years += "".join(words(left, at, text) for left, text in zip(X, row) if text)
write("years.pdf", years)


def papero(name):
    return [list(row) for row in papero_extract.extract(name, tika=False).tables[0].rows]


rows = papero("budget.pdf")
print("papero-extract", version("papero-extract"), rows)
assert rows[1:6] == [
    ["", "Pay", "", "20.3"],
    ["Staff", "Other", "50.5", "21.3"],
    ["North", "Rail", "", "30.3"],
    ["South", "Road", "99.5", "31.3"],
    ["West", "Air", "", "32.3"],
], "it knows merged cells now"
assert papero("years.pdf")[2] == ["Staff", "20.1", "20.2", "20.3"]

first = pdfmonkey.extract("budget.pdf").tables[0]
print("pdfmonkey", version("pdfmonkey"), first.to_dicts())
assert [row["Budget"] for row in first.to_dicts()] == ["50.5", "", "99.5", "", "", "150"]
second = pdfmonkey.extract("years.pdf").tables[0]
print("pdfmonkey", version("pdfmonkey"), second.to_dicts())
assert "Staff,20.1,20.2,20.3" in second.to_csv()
assert [row for row in second.to_dicts() if row["Item"]] == [
    {"Item": "Staff", "Spent": "20.1", "": "20.3"},
    {"Item": "Travel", "Spent": "21.1", "": "21.3"},
], "it keeps every column now"
PY
