#!/usr/bin/env bash
# Amounts in capital numerals are read beside the same amount in figures. cn-amount 0.0.5 rounds what is below a yuan to fen and
# does not carry: 12.999, which every sheet shows as 13.00, is 壹拾贰元整, twelve yuan and not a fen more. Of an amount below
# zero it keeps what stands behind the point: a refund of -12.5 is 伍角, half a yuan, and -8000 is 零元整. Sums of spreadsheets
# have more than two decimals and signs whenever rates were applied or budgets cut. nzh 1.0.14 (toMoney) writes
# 人民币负壹拾贰元伍角.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check cn-amount==0.0.5
npm install --silent --no-fund --no-audit --prefix . nzh@1.0.14
env/bin/python - <<'PY'
from importlib.metadata import version

from cn_amount import CNAmount

SEEN = (
    (12.5, "壹拾贰元伍角"),
    (12.999, "壹拾贰元整"),
    (99999.996, "玖万玖仟玖佰玖拾玖元整"),
    (-12.5, "伍角"),
    (-8000, "零元整"),
)
writer = CNAmount()
for amount, seen in SEEN:
    found = writer.amount_to_chinese(amount)
    print("cn-amount", version("cn_amount"), amount, found)
    assert found == seen, "it carries and keeps signs now"
PY
cat > look.mjs <<'JS'
import assert from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const money = require("nzh/cn").toMoney(-12.5);
console.log("nzh", JSON.parse(readFileSync("node_modules/nzh/package.json", "utf8")).version, money);
assert.match(money, /负壹拾贰元伍角/);
JS
node look.mjs
