#!/usr/bin/env bash
# A sum that Word reckoned or a figure that it fetched from elsewhere is a field: RTF keeps what was asked in \fldinst, which a
# reader of text passes over, and what is printed in \fldrslt (RTF 1.9.1, Fields). rtf-converter 0.1.22 passes over both: the
# sum is blank. rtf-to-html-converter 1.2.4 prints both side by side: =8+3 and 11.5 are =8+311.5. The first drops the hyphen that does
# not break (\_), -39.5 is 39.5, the second leaves out tabs, 12.5 and 13.5 are 12.513.5; both print deleted figures in front of
# what replaced them, 90.514.5. striprtf 0.0.35 reads the fields.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check rtf-converter==0.1.22 striprtf==0.0.35
npm install --silent --no-fund --no-audit --prefix . rtf-to-html-converter@1.2.4
cat > form.rtf <<'RTF'
{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}
\pard Sum {\field{\*\fldinst { =8+3.5 }}{\fldrslt {11.5}}} end\par
\pard Plain {\field{\*\fldinst =8+3}{\fldrslt 11.5}} end\par
\pard Cut \_39.5\par
\pard Tab 12.5\tab 13.5\par
\pard New {\deleted 90.5}{\revised 14.5}\par}
RTF
env/bin/python - <<'PY'
from importlib.metadata import version
from pathlib import Path

from rtf_converter import rtf_to_txt
from striprtf.striprtf import rtf_to_text

text = Path("form.rtf").read_text()
found = rtf_to_txt(text).splitlines()
print("rtf-converter", version("rtf_converter"), found)
assert found == ["Sum  end", "Plain  end", "Cut 39.5", "Tab 12.5\t13.5", "New 90.514.5"], "it reads more now"
other = rtf_to_text(text).splitlines()[:2]
print("striprtf", version("striprtf"), other)
assert [line.split() for line in other] == [["Sum", "11.5", "end"], ["Plain", "11.5", "end"]]
PY
cat > look.mjs <<'JS'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { convertRtfToHtml } = createRequire(import.meta.url)("rtf-to-html-converter");
const text = convertRtfToHtml(readFileSync("form.rtf", "latin1")).replace(/<[^>]+>/g, "");
const { version } = JSON.parse(readFileSync("node_modules/rtf-to-html-converter/package.json", "utf8"));
console.log("rtf-to-html-converter", version, text.split("\n").map((line) => line.trim()).filter(Boolean));
assert.match(text, /=8\+311\.5/, "it leaves the formula out now");
assert.match(text, /12\.513\.5/, "it keeps tabs now");
assert.match(text, /90\.514\.5/, "it leaves deleted text out now");
JS
node look.mjs
