#!/usr/bin/env bash
# Readers of HTML tables from PyPI. html-table-parser-python3 0.3.1 drops what is written as an entity, so that &minus;11.5
# is 11.5, and parts a figure of which one digit is bold: 1 2.5. html-table-parse 0.2.2 moves the figures after a merged cell
# at the end of a row one column to the right. html-table-extractor 1.4.1 takes a table whose cells have no end tags, which
# HTML leaves to the writer, for one figure, and sets the last of a column whose cell has rowspan="0" (down to the end of the
# rows) in place of that cell. html-table-takeout 1.1.2 keeps entities, end tags and places, and joins two paragraphs: 13.514.5.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check html-table-parser-python3==0.3.1 html-table-parse==0.2.2 \
  html-table-extractor==1.4.1 html-table-takeout==1.1.2
env/bin/python - <<'PY'
from importlib.metadata import version

from html_table_extractor.extractor import Extractor
from html_table_parse import to_list
from html_table_parser.parser import HTMLTableParser
from html_table_takeout import parse_html

SIGNS = "<table><tr><td>Left</td><td>&minus;11.5</td><td><b>1</b>2.5</td></tr></table>"
SHORT = (
    '<table><tr><td>Staff</td><td>11.5</td><td rowspan="2">so far</td></tr><tr><td>Works</td><td>12.5</td></tr>'
    "<tr><td>Total</td><td>24</td><td>25.5</td></tr></table>"
)
BARE = "<table><tr><td>Staff<td>11.5<td>12.5<tr><td>Works<td>13.5<td>14.5</table>"
DOWN = '<table><tr><td rowspan="0">Staff</td><td>11.5</td></tr><tr><td>12.5</td></tr></table>'
LINES = "<table><tr><td>Staff</td><td><p>13.5</p><p>14.5</p></td></tr></table>"


def listed(table):
    one = Extractor(table)
    one.parse()
    return one.return_list()


def taken(table):
    (one,) = parse_html(table)
    return one.to_csv()


first = HTMLTableParser()
first.feed(SIGNS)
print("html-table-parser-python3", version("html-table-parser-python3"), first.tables)
assert first.tables == [[["Left", "11.5", "1 2.5"]]], "it keeps entities and figures whole now"
second = to_list(SHORT)
print("html-table-parse", version("html-table-parse"), second)
assert second[2] == ["Total", "24", "", "25.5"], "it knows where a merged cell ends now"
third = [listed(BARE), listed(DOWN)]
print("html-table-extractor", version("html-table-extractor"), third)
assert third[0][0] == ["Staff11.512.5Works13.514.5"], "it knows where cells end now"
assert third[1] == [["12.5", "11.5"]], "it knows cells down to the end now"
fourth = [taken(table) for table in (SIGNS, SHORT, BARE, DOWN, LINES)]
print("html-table-takeout", version("html-table-takeout"), fourth)
assert fourth[0] == "Left,−11.5,12.5\n" and fourth[1].endswith("Total,24,25.5\n") and fourth[2].startswith("Staff,11.5,12.5\n")
assert fourth[3] == "Staff,11.5\nStaff,12.5\n"
assert fourth[4] == "Staff,13.514.5\n", "it parts paragraphs now"
PY
