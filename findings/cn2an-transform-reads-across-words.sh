#!/usr/bin/env bash
# cn2an.transform 0.5.24 looks for numbers without looking at words: a date with slashes becomes a fraction of the
# year, and a numeral that ends one word is read together with the numeral that begins the next one.
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
date = cn2an.transform("2023/4/5", "an2cn")
words = cn2an.transform("统一十个部门", "cn2an")
print("2023/4/5 ->", date)
print("统一十个部门 ->", words)
assert date == "四分之二千零二十三/五", "the date is no longer read as a fraction"
assert words == "统10个部门", "the word before the numeral is whole again"
PY
