#!/usr/bin/env bash
# cn2num 0.1.1 and the npm package chinese-numbers-converter 2.3.1 add the digits behind the point as if they were ones: 九十二点三
# (92.3) is 93 for the one and 113 for the other, 五十点零五 (50.05) is 55. The first makes 壹佰贰拾叁, as amounts are written, 0
# and 三点五亿 500,000,000; the second makes 三亿五千万 (350 million) 3,000,050,000,000. Both lose 负: minus twelve is twelve.
# Whole numbers below 万亿 in plain characters are right in the first, those below 亿 in the second.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check cn2num==0.1.1
npm install --silent --no-fund --no-audit --prefix . chinese-numbers-converter@2.3.1
env/bin/python - <<'PY'
from importlib.metadata import version

from cn2num import cn2digit

seen = {"九十二点三": 93, "五十点零五": 55, "壹佰贰拾叁": 0, "三点五亿": 500_000_000, "负十二": 12, "三亿五千万": 350_000_000}
found = {text: cn2digit(text) for text in seen}
print("cn2num", version("cn2num"), found)
assert found == seen, "it counts otherwise now"
PY
cat > look.mjs <<'JS'
import assert from "node:assert";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const ChineseNumber = require("chinese-numbers-converter");
const { version } = require("chinese-numbers-converter/package.json");
const seen = { 九十二点三: 113, 三亿五千万: 3000050000000, 负十二: 12, 一万零五十: 10050 };
const found = Object.fromEntries(Object.keys(seen).map((text) => [text, new ChineseNumber(text).toInteger()]));
console.log("chinese-numbers-converter", version, JSON.stringify(found));
assert.deepEqual(found, seen, "it counts otherwise now");
JS
node look.mjs
