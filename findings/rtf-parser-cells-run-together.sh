#!/usr/bin/env bash
# rtf-parser 1.3.3, which rtf2text 1.0.1 and @iarna/rtf-to-html 1.1.0 are built on, drops what ends a cell and a row: the figures
# of a table's row are one, 12.5 beside 13.5 is 12.513.5, and a blank cell leaves no trace. A dash as minus (\endash) is
# dropped as well: a loss of 14.5 is 14.5. A minus by its number (\u8722) is kept, though with the sign that stands in for it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --prefix . rtf2text@1.0.1 @iarna/rtf-to-html@1.1.0 rtf-parser@1.3.3
cat > form.rtf <<'RTF'
{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}
\trowd\cellx1000\cellx2000\cellx3000\pard\intbl a\cell 12.5\cell 13.5\cell\row
\trowd\cellx1000\cellx2000\cellx3000\pard\intbl b\cell\cell 15.5\cell\row
\pard Left \endash 14.5\par Rest \u8722?16.5\par}
RTF
cat > look.mjs <<'JS'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const document = readFileSync("form.rtf", "latin1");
const asked = (name, call) =>
  new Promise((done) => require(name)[call](document, (error, text) => done(String(error ?? text).replace(/<[^>]*>/g, ""))));
for (const [name, call] of [["rtf2text", "string"], ["@iarna/rtf-to-html", "fromString"]]) {
  const text = await asked(name, call);
  console.log(name, require(name + "/package.json").version, JSON.stringify(text.slice(-80)));
  assert.ok(text.includes("a12.513.5b15.5"), "cells are parted now");
  assert.ok(text.includes("Left 14.5"), "the dash is kept now");
  assert.ok(text.includes("Rest −?16.5"), "the sign that stands in is left out now");
}
JS
node look.mjs
