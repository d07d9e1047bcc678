#!/usr/bin/env bash
# In a number format a sign behind a backslash is mere text. hucre 1.0.0 (formatValue) reckons with it: 95.26 under 0.00\% is
# 9526.00%, and 923000 under 0\.0,"万元" or 0!.0,"万元", the forms of yuan in ten thousands, is 923.0万元, ten times what the
# sheet shows. The Chinese General (G/通用格式) is printed in the place of the figure, a colour named in Chinese before it.
# numfmt 4.0.1 prints 95.26% and 92.3万元.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --prefix . hucre@1.0.0 numfmt@4.0.1
cat > look.mjs <<'JS'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { formatValue } from "hucre";
import { format } from "numfmt";

const { version } = JSON.parse(readFileSync("node_modules/hucre/package.json", "utf8"));
const seen = [
  [95.26, "0.00\\%", "9526.00%"],
  [923000, '0\\.0,"万元"', "923.0万元"],
  [923000, '0!.0,"万元"', "923.0万元"],
  [92.3, "G/通用格式", "G/通用格式"],
  [-18.2, "0.0;[红色]0.0", "[红色]18.2"],
  [0.9526, "0.00%", "95.26%"],
];
for (const [value, code, shown] of seen) {
  const found = formatValue(value, code);
  console.log("hucre", version, value, code, found);
  assert.equal(found, shown, "it prints something else now");
}
const right = [format("0.00\\%", 95.26), format('0\\.0,"万元"', 923000)];
console.log("numfmt", right.join(" "));
assert.deepEqual(right, ["95.26%", "92.3万元"]);
JS
node look.mjs
