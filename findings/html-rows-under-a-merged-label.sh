#!/usr/bin/env bash
# A form heads two items with one label (rowspan), its last row with a label over two columns (colspan), and a row with th.
# getable 0.1.3 keeps the rows that have as many td as there are headings and, unless told otherwise, drops all others without a
# word: the second item of a group is gone, a row headed by th is gone, the total is gone, and what is left adds up to something
# else. html-table-reader 0.0.2 and htmltabletomd 1.0.0 set the cells of such rows side by side from the left: of a unit that
# planned 13.5 and spent 12.5 they say that it planned 12.5, with 13.5 for its name. HTML tells where each cell stands (section
# 4.9.12, forming a table). html-table-takeout 1.1.2 keeps the places.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check getable==0.1.3 html-table-reader==0.0.2 htmltabletomd==1.0.0 \
  html-table-takeout==1.1.2
env/bin/python -W ignore - <<'PY'
from importlib.metadata import version

import htmltabletomd
from getable import TableParser
from html_table_reader.parser_html import extract_table
from html_table_takeout import parse_html

FORM = """<table><thead><tr><th>Group</th><th>Item</th><th>Planned</th><th>Spent</th></tr></thead><tbody>
<tr><td rowspan="2">Staff</td><td>Pay</td><td>12.5</td><td>11.5</td></tr>
<tr><td>Other</td><td>13.5</td><td>12.5</td></tr>
<tr><th>Travel</th><td>Trains</td><td>14.5</td><td>13.5</td></tr>
<tr><td>Post</td><td>Letters</td><td>15.5</td><td>14.5</td></tr>
<tr><td colspan="2">Total</td><td>56</td><td>52</td></tr></tbody></table>"""

right = [line.split(",") for line in parse_html(FORM)[0].to_csv().splitlines()]
print("html-table-takeout", version("html-table-takeout"), right)
assert right[2] == ["Staff", "Other", "13.5", "12.5"] and right[3][0] == "Travel" and right[5][2:] == ["56", "52"]

rows = [[cell.text for cell in row.cells] for row in TableParser().parse(FORM, "table").body.rows]
print("getable", version("getable"), rows)
assert rows == [["Staff", "Pay", "12.5", "11.5"], ["Post", "Letters", "15.5", "14.5"]], "it keeps the other rows now"

records = extract_table(FORM)
print("html-table-reader", version("html-table-reader"), records)
assert records[1] == {"Group": "Other", "Item": "13.5", "Planned": "12.5"}, "it keeps places now"
assert records[4] == {"Group": "Total", "Item": "56", "Planned": "52"}, "it keeps places now"

table = htmltabletomd.convert_table(FORM)
lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line]
print("htmltabletomd", version("htmltabletomd"), lines)
assert lines[3] == ["Other", "13.5", "12.5"] and lines[4] == ["Trains", "14.5", "13.5"], "it keeps places now"
assert lines[6] == ["Total", "56", "52"], "it keeps places now"
PY
