#!/usr/bin/env bash
# jionlp 1.5.31: parse_money calls an amount "accurate" and counts its large part twice where that part is in Arabic
# figures (3亿5000万元 becomes 650,050,000 元 instead of 350,000,000), and loses the point of 0.5个亿 (500,000,000 元).
# The same amounts wholly in characters are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check jionlp==1.5.31
env/bin/python - <<'PY' 2>/dev/null
from importlib.metadata import version
import jionlp

print("jionlp", version("jionlp"))
right = {"3亿5000万元": 350_000_000, "1万2千元": 12_000, "1亿零50万元": 100_500_000, "0.5个亿": 50_000_000,
         "三亿五千万元": 350_000_000, "一万二千元": 12_000, "3.5亿元": 350_000_000}
seen = {}
for text, value in right.items():
    found = jionlp.parse_money(text)
    seen[text] = float(found["num"])
    print(text, found["num"], found["definition"], "right" if seen[text] == value else f"should be {value}")
    assert found["definition"] == "accurate", text
assert seen["3亿5000万元"] == 650_050_000, "the large part is no longer counted twice"
assert (seen["1万2千元"], seen["1亿零50万元"]) == (22_000, 200_050_000), "the large part is no longer counted twice"
assert seen["0.5个亿"] == 500_000_000, "the point is no longer lost"
assert seen["三亿五千万元"] == right["三亿五千万元"] and seen["3.5亿元"] == right["3.5亿元"]
PY
