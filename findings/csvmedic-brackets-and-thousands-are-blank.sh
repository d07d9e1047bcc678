#!/usr/bin/env bash
# A column of amounts as people write it: 1,234.5 beside 14.5, a loss in brackets or behind a true minus (U+2212), 2.5万 for 25,000
# (fields of a CSV file are text; RFC 4180 says nothing of how numbers are written). csvmedic 0.1.3, which promises to detect
# that, takes what most of them look like for the pattern of all and leaves the others blank: the sum is short, a loss is as if
# nobody had written it. Its diagnosis says "converted" with a confidence of 100%. A column in which all have separators is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check csvmedic==0.1.3 pandas==3.1.1 numpy==2.4.6 charset-normalizer==3.5.3 \
  python-dateutil==4.0.0
cat > form.csv <<'CSV'
item,planned,spent,before,whole
Staff,"1,234.5",-1.5,12.5,"1,234.5"
Travel,14.5,(2.5),13.5,"2,345.6"
Meetings,15.5,3.5,2.5万,"3,456.7"
Post,16.5,−4.5,15.5,"4,567.8"
Fuel,17.5,5.5,16.5,"5,678.9"
Rent,18.5,6.5,17.5,"6,789.1"
CSV
env/bin/python -W ignore - <<'PY'
from importlib.metadata import version

import csvmedic

table = csvmedic.read("form.csv")
columns = {name: [None if one != one else one for one in table[name]] for name in table.columns[1:]}
print("csvmedic", version("csvmedic"), columns)
summary = str(table.diagnosis)
print(summary)
assert columns == {
    "planned": [None, 14.5, 15.5, 16.5, 17.5, 18.5],
    "spent": [-1.5, None, 3.5, None, 5.5, 6.5],
    "before": [12.5, 13.5, None, 15.5, 16.5, 17.5],
    "whole": [1234.5, 2345.6, 3456.7, 4567.8, 5678.9, 6789.1],
}, "it keeps what it cannot read now"
assert "spent: float (confidence: 100%, converted)" in summary, "it is less sure now"
PY
