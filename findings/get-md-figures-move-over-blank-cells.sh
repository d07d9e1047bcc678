#!/usr/bin/env bash
# A form leaves cells blank where nothing was planned, and heads its rows with th. @nanocollective/get-md 1.7.0 makes Markdown
# of HTML and drops the blank cells of a row instead of keeping their place: of a unit that planned nothing and spent 12.5 it
# says that 12.5 was planned and nothing spent. The th of a row is dropped as well, so that its figures stand under Item and
# Planned, and so is the last row where it stands in a tfoot. Every td and th is a cell of the row (HTML, sections 4.9.9, 4.9.10
# and 4.9.12.1). node-html-markdown 2.0.0 keeps the places.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --prefix . @nanocollective/get-md@1.7.0 node-html-markdown@2.0.0
cat > look.mjs <<'JS'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { convertToMarkdown } from "@nanocollective/get-md";
import { NodeHtmlMarkdown } from "node-html-markdown";

const page =
  "<table><thead><tr><th>Item</th><th>Planned</th><th>Spent</th></tr></thead><tbody>" +
  "<tr><td>Staff</td><td></td><td>12.5</td></tr><tr><th>Works</th><td>13.5</td><td>14.5</td></tr></tbody>" +
  "<tfoot><tr><td>Total</td><td>13.5</td><td>27</td></tr></tfoot></table>";
const rows = (text) =>
  text.split("\n").filter((line) => line.startsWith("|") && !line.includes("---"))
    .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
const version = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;
const found = rows((await convertToMarkdown(page)).markdown);
console.log("@nanocollective/get-md", version("@nanocollective/get-md"), JSON.stringify(found));
assert.deepEqual(found, [["Item", "Planned", "Spent"], ["Staff", "12.5", ""], ["13.5", "14.5", ""]], "it keeps cells and rows now");
const other = rows(NodeHtmlMarkdown.translate(page));
console.log("node-html-markdown", version("node-html-markdown"), JSON.stringify(other));
assert.deepEqual(other[1], ["Staff", "", "12.5"]);
JS
node look.mjs
