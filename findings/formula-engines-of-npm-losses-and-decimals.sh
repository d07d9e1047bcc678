#!/usr/bin/env bash
# Two engines from npm work out what Excel does (ECMA-376 part 1, section 18.17.7, ROUND, TRUNC, SUMPRODUCT and TEXT).
# fast-formula-parser 1.0.19 cuts off all decimals where TRUNC is to keep one, -2.57 is -2, joins what a lone SUMPRODUCT is to
# add as soon as one cell says n/a, "10n/a20" for 30, and tells capitals apart, so that SUMIF over "staff" passes over Staff: 3
# for 5. formulajs 1.0.8 rounds a loss of -2.5 to -2 where a gain of 2.5 is 3, and its TEXT of a loss in brackets has lost the
# figure: -12.5 under 0.00;(0.00) is (.50000). Both cut 0.285 to 0.28, which is 0.29. formulon 0.18.0 has all of them right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check formulon==0.18.0 xlsxwriter==3.2.9
npm install --silent --no-fund --no-audit --prefix . fast-formula-parser@1.0.19 formulajs@1.0.8
env/bin/python - <<'PY'
from importlib.metadata import version

import formulon
import xlsxwriter

RIGHT = {
    "TRUNC(-2.57,1)": -2.5,
    "SUMPRODUCT(A1:A3)": 30,
    'SUMIF(C1:C3,"staff",B1:B3)': 5,
    "ROUND(0.285,2)": 0.29,
    "ROUND(-2.5,0)": -3,
    'TEXT(-12.5,"0.00;(0.00)")': "(12.50)",
}
with xlsxwriter.Workbook("form.xlsx") as book:
    sheet = book.add_worksheet("a")
    for row, cells in enumerate(((10, 2, "Staff"), ("n/a", 3, "staff"), (20, 4, "Works"))):
        sheet.write_row(row, 0, cells)
    for row, formula in enumerate(RIGHT):
        sheet.write_formula(row, 4, "=" + formula)
with open("form.xlsx", "rb") as file:
    book = formulon.Workbook.load(file.read())
book.recalc()
values = [book.get_value(0, row, 4) for row in range(len(RIGHT))]
found = [value.text if isinstance(right, str) else value.number for value, right in zip(values, RIGHT.values(), strict=True)]
print("formulon", version("formulon"), found)
assert found == list(RIGHT.values())
PY
cat > look.mjs <<'JS'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;
const sheet = [[10, 2, "Staff"], ["n/a", 3, "staff"], [20, 4, "Works"]];
const cell = (row, column) => (sheet[row - 1] ?? [])[column - 1];
const Parser = require("fast-formula-parser");
const parser = new Parser({
  onCell: ({ row, col }) => cell(row, col),
  onRange: ({ from, to }) => {
    const rows = [];
    for (let row = from.row; row <= to.row; row++)
      rows.push(Array.from({ length: to.col - from.col + 1 }, (_, at) => cell(row, from.col + at)));
    return rows;
  },
});
const place = { sheet: "a", row: 9, col: 9 };
for (const [formula, seen] of [
  ["TRUNC(-2.57,1)", -2],
  ["SUMPRODUCT(A1:A3)", "10n/a20"],
  ['SUMIF(C1:C3,"staff",B1:B3)', 3],
  ["ROUND(0.285,2)", 0.28],
  ["SUM(A1:A3)", 30],
]) {
  const found = parser.parse(formula, place);
  console.log("fast-formula-parser", version("fast-formula-parser"), formula, JSON.stringify(found));
  assert.strictEqual(found, seen, "it reckons as Excel does now");
}
const other = require("formulajs");
for (const [name, given, seen] of [
  ["ROUND", [-2.5, 0], -2],
  ["ROUND", [2.5, 0], 3],
  ["ROUND", [0.285, 2], 0.28],
  ["TEXT", [-12.5, "0.00;(0.00)"], "(.50000)"],
]) {
  const found = other[name](...given);
  console.log("formulajs", version("formulajs"), name, JSON.stringify(given), JSON.stringify(found));
  assert.strictEqual(found, seen, "it reckons as Excel does now");
}
JS
node look.mjs
