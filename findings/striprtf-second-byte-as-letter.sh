#!/usr/bin/env bash
# RTF writes a Chinese character as two bytes, and a writer may leave the second byte as the plain letter it is in
# ASCII. striprtf 0.0.35 decodes each run of escapes by itself and raises; LibreOffice reads the character.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check striprtf==0.0.35
printf '%s\n' '{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}}\pard '"\\'d7\\'ca\\'bd\\'f0"' '"\\'81@"' 12.5\par}' > letter.rtf
env/bin/python - <<'PY'
from importlib.metadata import version
from striprtf.striprtf import rtf_to_text

print("striprtf", version("striprtf"))
text = open("letter.rtf").read()
assert b"\x81@".decode("gbk") == "\u4e02", "the pair is a character of code page 936"
print("both bytes escaped:", rtf_to_text(text.replace("'81@", "'81\\'40")))
try:
    print(rtf_to_text(text))
except UnicodeDecodeError as error:
    print("second byte as a letter:", error)
else:
    raise SystemExit("the pair is read now")
PY
