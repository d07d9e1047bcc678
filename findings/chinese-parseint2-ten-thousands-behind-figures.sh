#!/usr/bin/env bash
# Reports write amounts in figures with a Chinese unit behind them: 12万 is 120,000, 3亿5000万 350 million (numbers of many
# noughts may be written so, GB/T 15835, numerals in publications). chinese-parseint2 2.0.6, a reader of Chinese
# numerals for npm, stops at the unit and says nothing: 12万 is 12, 3亿5000万 is 3 and 1.2万 is 1. @lazy-cjk/zh2num 1.0.2 gives
# words instead of a number, and moves the noughts: 12万 is "120", 3亿5000万 "305000万". In characters alone both are right,
# 十二万 is 120000.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --prefix . chinese-parseint2@2.0.6 @lazy-cjk/zh2num@1.0.2
cat > look.mjs <<'JS'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const first = require("chinese-parseint2").default;
const { zh2num } = require("@lazy-cjk/zh2num");
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;
console.log("chinese-parseint2", version("chinese-parseint2"), "@lazy-cjk/zh2num", version("@lazy-cjk/zh2num"));
const seen = [
  ["12万", 12, "120"],
  ["1.2万", 1, undefined],
  ["3亿5000万", 3, "305000万"],
  ["十二万", 120000, 120000],
  ["三亿五千万", 350000000, 350000000],
];
for (const [words, one, two] of seen) {
  const found = [first(words), zh2num(words)];
  console.log(words, JSON.stringify(found));
  assert.strictEqual(found[0], one, "chinese-parseint2 reads the unit now");
  if (two !== undefined) assert.strictEqual(found[1], two, "zh2num reads the unit now");
}
JS
node look.mjs
