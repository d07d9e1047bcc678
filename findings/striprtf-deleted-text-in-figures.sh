#!/usr/bin/env bash
# striprtf 0.0.35 prints text that a revision deleted, and hidden text, glued to the figure that stands:
# a reader of the plain text finds a third figure which no version of the document ever showed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check striprtf==0.0.35
cat > deleted.rtf <<'RTF'
{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fswiss Arial;}}
\pard Budget 44{\deleted .32}{\revised .23}\par
\pard Paid 12.5{\v 99.99}\par
\pard Left {\strike 7.1}8.2\par}
RTF
env/bin/python - <<'PY'
from importlib.metadata import version
from striprtf.striprtf import rtf_to_text

text = rtf_to_text(open("deleted.rtf").read())
print("striprtf", version("striprtf"))
print(text)
assert "Budget 44.32.23" in text, "the deleted half is no longer kept beside the new one"
assert "Paid 12.599.99" in text, "hidden text is no longer printed"
assert "Left 7.18.2" in text, "struck text is no longer glued to what stands"
PY
