#!/usr/bin/env bash
# 0.00;[=0]"-" prints a dash for nought and the first section for all that is more. In SheetJS (xlsx 0.18.5, @e965/xlsx
# 0.20.3) a condition in the second section only makes that section the one of every value: 12.5 and 12345678 are dashes
# too, and 0.0;[<0]"减"0.0 calls growth of 12.5 a cut of 12.5. numfmt 4.0.1 keeps to the first section.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --prefix . xlsx@0.18.5 @e965/xlsx@0.20.3 numfmt@4.0.1
cat > look.mjs <<'JS'
import assert from "node:assert";
import { createRequire } from "node:module";
import { format } from "numfmt";

const require = createRequire(import.meta.url);
for (const name of ["xlsx", "@e965/xlsx"]) {
  const sheets = require(name);
  const made = sheets.utils.aoa_to_sheet([[12.5, 12345678, 12.5]]);
  made.A1.z = made.B1.z = '0.00;[=0]"-"';
  made.C1.z = '0.0;[<0]"减"0.0';
  const bytes = sheets.write({ SheetNames: ["a"], Sheets: { a: made } }, { type: "buffer", bookType: "xlsx" });
  const shown = sheets.utils.sheet_to_csv(sheets.read(bytes).Sheets.a).trim();
  console.log(name, sheets.version, shown);
  assert.equal(shown, "-,-,减12.5", "the first section prints what is more now");
}
const right = [format('0.00;[=0]"-"', 12.5), format('0.00;[=0]"-"', 12345678), format('0.0;[<0]"减"0.0', 12.5)];
console.log("numfmt", right.join(" "));
assert.deepEqual(right, ["12.50", "12345678.00", "12.5"]);
JS
node look.mjs
