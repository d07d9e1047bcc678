#!/usr/bin/env bash
# Lists of payments hold account numbers, identity numbers and codes of subjects, which are digits and no figures. CSV-JS 1.2.0,
# which follows the letter of RFC 4180 and turns digits into numbers unless told otherwise, gives other ones: the account
# 1234567890123456789 is 1234567890123456800, one that may be somebody else's, and two people with accounts of equal first
# digits are one. 0012 and 12 are both 12. Quotes, in which writers put what is text, do not help. convert-csv-to-json 4.72.0,
# asked for numbers, keeps digits that are too many or begin with nought as text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --prefix . CSV-JS@1.2.0 convert-csv-to-json@4.72.0
printf '%s\r\n' 'account,code,paid' '1234567890123456789,0012,12.5' '"1234567890123456790","12",13.5' > paid.csv
cat > look.mjs <<'JS'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;
const found = require("CSV-JS").parse(readFileSync("paid.csv", "utf8")).slice(1);
console.log("CSV-JS", version("CSV-JS"), JSON.stringify(found));
assert.equal(
  JSON.stringify(found),
  "[[1234567890123456800,12,12.5],[1234567890123456800,12,13.5]]",
  "it keeps accounts and codes now",
);
const reader = require("convert-csv-to-json").fieldDelimiter(",").formatValueByType(true).supportQuotedField(true);
const other = reader.getJsonFromCsv("paid.csv");
console.log("convert-csv-to-json", version("convert-csv-to-json"), JSON.stringify(other));
assert.equal(other[0].account, "1234567890123456789");
assert.equal(other[0].code, "0012");
assert.equal(other[0].paid, 12.5);
JS
node look.mjs
