#!/usr/bin/env bash
# nzh 1.0.14 (decodeS) passes over every character that it does not know and goes on counting: 两百五十万 (two and a half
# million) is 500000, 两亿 is 0, 百分之九十五点五 (95.5%) is 195.5 and the year 二〇二三 is 223. Nothing is raised.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --prefix . nzh@1.0.14
cat > look.js <<'JS'
const assert = require("node:assert");
const { cn } = require("nzh");

const seen = ["两百五十万", "两亿", "百分之九十五点五", "二〇二三", "二百五十万"].map((words) => [words, cn.decodeS(words)]);
console.log("nzh", require("./node_modules/nzh/package.json").version, JSON.stringify(seen));
assert.deepEqual(seen.map(([, number]) => Number(number)), [500000, 0, 195.5, 223, 2500000], "it tells, or reads them, now");
JS
node look.js
