#!/usr/bin/env bash
# Readers of amounts from npm. parse-money 1.0.12 drops every sign, -1,234.56 is 1234.56; parse-num 1.0.0 and parsecurrency
# 1.1.1 know the hyphen and drop the minus sign (U+2212, which Word and typeset pages print) and brackets: a loss is a gain.
# 0.285, a rate or a sum with three decimals, is 285 for parse-money and parsecurrency, and .5 is 5; the second tells that
# money with three decimals is not its affair. A year before the amount glues itself to it in parse-money and parse-num:
# 2023年12.5万元 is 202312.5. parse-decimal-number 1.0.0 reads what it knows and calls the rest NaN.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --prefix . parse-money@1.0.12 parse-num@1.0.0 parsecurrency@1.1.1 parse-decimal-number@1.0.0
cat > look.mjs <<'JS'
import assert from "node:assert";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const money = require("parse-money");
const amount = (text) => (money.default ?? money)(text)?.amount;
const number = require("parse-num");
const currency = (text) => require("parsecurrency")(text)?.value;
const strict = require("parse-decimal-number");
const texts = ["-1,234.56", "−12.5", "(1,234.56)", "0.285", ".5", "2023年12.5万元", "12.5"];
const seen = [
  ["parse-money", amount, [1234.56, 12.5, 1234.56, 285, 5, 202312.5, 12.5]],
  ["parse-num", number, [-1234.56, 12.5, 1234.56, 0.285, 0.5, 202312.5, 12.5]],
  ["parsecurrency", currency, [-1234.56, 12.5, 1234.56, 285, 5, undefined, 12.5]],
  ["parse-decimal-number", strict, [-1234.56, NaN, NaN, 0.285, 0.5, NaN, 12.5]],
];
for (const [name, read, figures] of seen) {
  const found = texts.map((text) => read(text));
  console.log(name, require(`${name}/package.json`).version, found.join(" "));
  assert.deepEqual(found, figures, `${name} reads otherwise now`);
}
JS
node look.mjs
