#!/usr/bin/env bash
# pycnnum 2.1.1 reads amounts in Chinese numerals. Where two units stand before 万, as in most budgets, it multiplies the first
# of them on its own: 二百五十万 (2.5 million) is 20,500,000 and 三千五百万 (35 million) 3,005,000,000. Of 三点五亿 (350
# million) the 亿 is dropped and 3.5 is left. 三百万, 十二万五千 and 三亿五千万 are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pycnnum==2.1.1
env/bin/python - <<'PY'
from importlib.metadata import version

from pycnnum import cn2num

seen = {
    "二百五十万": 20_500_000,
    "三千五百万": 3_005_000_000,
    "三点五亿": 3.5,
    "三百万": 3_000_000,
    "十二万五千": 125_000,
    "三亿五千万": 350_000_000,
    "九十二点三": 92.3,
}
found = {text: cn2num(text) for text in seen}
print("pycnnum", version("pycnnum"), found)
assert found == seen, "it counts otherwise now"
PY
