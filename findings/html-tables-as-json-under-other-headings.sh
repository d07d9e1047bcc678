#!/usr/bin/env bash
# A table in HTML whose headings stand in two rows, or whose row of a total spans two columns, as tables saved from Word and
# Excel do. tabletojson 4.1.15, which tells that it reads headings of several rows, takes the second row's headings from the
# left: 11.5 planned for 2022 is called 2023, and a total of two columns moves from Spent to Planned. html-table-to-json 1.0.0
# keeps one of two figures under equal headings and moves those beside a merged cell; html-to-md 0.8.8 drops a blank heading,
# so that the headings behind it stand over the column before theirs. HTML tells where each cell stands (section 4.9.12,
# forming a table).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --prefix . tabletojson@4.1.15 html-table-to-json@1.0.0 html-to-md@0.8.8
cat > look.mjs <<'JS'
import assert from "node:assert";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { Tabletojson } = require("tabletojson");
const toJson = require("html-table-to-json");
const toMarkdown = require("html-to-md");
const row = (...cells) => `<tr>${cells.join("")}</tr>`;
const heads = (...words) => words.map((word) => `<th>${word}</th>`).join("");
const cells = (...words) => words.map((word) => `<td>${word}</td>`).join("");
const head = row(heads("Item", "Planned", "Spent"));
const levels =
  `<table><thead>${row('<th rowspan="2">Item</th><th colspan="2">Planned</th><th colspan="2">Spent</th>')}` +
  `${row(heads("2022", "2023", "2022", "2023"))}</thead><tbody>${row(cells("Staff", "11.5", "12.5", "13.5", "14.5"))}</tbody></table>`;
const total = `<table>${head}${row('<td colspan="2">Total</td>', cells("21.5"))}${row(cells("Staff", "22.5", "23.5"))}</table>`;
const equal = `<table>${row(heads("Item", "Sum", "Sum"))}${row(cells("Staff", "31.5", "32.5"))}</table>`;
const merged = `<table>${head}${row('<td rowspan="2">Staff</td>', cells("41.5", "42.5"))}${row(cells("43.5", "44.5"))}</table>`;
const blank = `<table>${row(heads("Item", "", "Spent"))}${row(cells("Staff", "51.5", "52.5"))}</table>`;

const json = [levels, total].map((table) => Tabletojson.convert(table)[0]);
console.log("tabletojson", JSON.stringify(json));
assert.deepEqual(json[0], [{ 2022: "Staff", 2023: "11.5", "2022_2": "12.5", "2023_2": "13.5", 4: "14.5" }], "it reads both rows now");
assert.deepEqual(json[1][0], { Item: "Total", Planned: "21.5" }, "it keeps figures behind a wide cell in place now");
const other = [equal, merged].map((table) => toJson.parse(table).results[0]);
console.log("html-table-to-json", JSON.stringify(other));
assert.deepEqual(other[0], [{ Item: "Staff", Sum: "32.5" }], "it keeps both figures now");
assert.deepEqual(other[1][1], { Item: "43.5", Planned: "44.5" }, "it knows cells that reach down now");
const lines = toMarkdown(blank).split("\n").slice(-2);
console.log("html-to-md", JSON.stringify(lines));
assert.deepEqual(lines, ["|Item|Spent|", "|Staff|51.5|52.5|"], "it keeps blank headings now");
JS
node look.mjs
