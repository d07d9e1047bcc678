#!/usr/bin/env bash
# chinese2digits 6.0.2 takes a thousand separator for the end of a number, also before 万: 1,234.56万元 becomes 1,2345600元,
# which reads as 12,345,600 and is given as the figures 1 and 2345600. An amount in two units becomes both side by side:
# 3亿5000万元 is 30000000050000000元, ten million times too much. In Chinese numerals alone it counts right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check chinese2digits==6.0.2
env/bin/python - <<'PY'
from importlib.metadata import version

import chinese2digits

seen = {}
for text in ("1,234.56万元", "3亿5000万元", "三亿五千万元"):
    found = chinese2digits.takeNumberFromString(text)
    seen[text] = (found["replacedText"], found["digitsStringList"])
print("chinese2digits", version("chinese2digits"), seen)
assert seen["1,234.56万元"] == ("1,2345600元", ["1", "2345600"]), "separators are read now"
assert seen["3亿5000万元"] == ("30000000050000000元", ["300000000", "50000000"]), "two units are one amount now"
assert seen["三亿五千万元"] == ("350000000元", ["350000000"])
PY
