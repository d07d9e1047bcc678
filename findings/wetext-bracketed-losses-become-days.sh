#!/usr/bin/env bash
# wetext 0.1.8 (the runtime of WeTextProcessing) writes figures of a report as words and words as figures. A loss in brackets, as
# accounts print it, becomes a day: (12.5) is the fifth of December, and so is 12.5 behind a true minus (U+2212). ￥1,234.50 is
# one yuan, then 234.50, and ￥12.5万元 one yuan and 25,000. The other way round capital numerals, in which vouchers state their
# amounts, are cut where a digit looks plain: 壹万贰仟元 (12,000) is 12000仟元, a thousand times that, 壹拾贰万元 (120,000) is
# 壹拾¥20000; the year 二〇二三, with the sign that GB/T 15835 asks for in years, is 二〇23. 12.5, -12.5, 1234.5 with 元 behind,
# 一万二千元 and 二零二三年 are right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check wetext==0.1.8 kaldifst==1.8.3 contractions==0.1.73
env/bin/python - <<'PY'
from importlib.metadata import version

from wetext import Normalizer

SPOKEN = {
    "(12.5)": "(十二月五日)",
    "\u221212.5": "\u2212十二月五日",
    "￥1,234.50": "一元,两百三十四点五零",
    "￥12.5万元": "一元二点五万元",
    "12.5万元": "十二点五万元",
    "-12.5万元": "负十二点五万元",
    "1,234.50元": "一千二百三十四点五零元",
}
WRITTEN = {
    "壹万贰仟元": "12000仟元",
    "壹拾贰万元": "壹拾¥20000",
    "二〇二三年": "二〇23年",
    "一万二千元": "¥12000",
    "二零二三年": "2023年",
}
for operator, seen in (("tn", SPOKEN), ("itn", WRITTEN)):
    normalizer = Normalizer(lang="zh", operator=operator)
    found = {text: normalizer.normalize(text) for text in seen}
    print("wetext", version("wetext"), operator, found)
    assert found == seen, "it reads them otherwise now"
PY
