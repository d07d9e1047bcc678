#!/usr/bin/env bash
# cn2an 0.5.24 writes an amount in capital numerals by cutting what is below a fen, not by rounding: 16.545 and
# 16.549 give the same words, and half a fen less than a fen is nought.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check cn2an==0.5.24
env/bin/python - <<'PY'
from importlib.metadata import version
import cn2an

print("cn2an", version("cn2an"))
seen = {amount: cn2an.an2cn(amount, "rmb") for amount in ("16.54", "16.545", "16.549", "0.009")}
for amount, words in seen.items():
    print(amount, words)
assert seen["16.54"] == seen["16.545"] == seen["16.549"], "it rounds now"
assert seen["0.009"] == "零元整", "nine tenths of a fen are no longer nought"
PY
