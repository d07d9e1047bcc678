#!/usr/bin/env bash
# In rich text a minus may be the hyphen that does not break (\_) or a dash (\endash), and \~ is a blank that does not
# break. kreuzberg 4.10.4 and officeparser 8.1.1 lose the dash, so that a cut of 29.5 is growth of 29.5, print the hyphen
# as an underscore (_17.5) and the blank as the sign of a range: 20.5 and 20.6 are "20.5~20.6".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check kreuzberg==4.10.4
npm install --silent --no-fund --no-audit --prefix . officeparser@8.1.1
cat > form.rtf <<'RTF'
{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}\f0
\trowd\cellx2000\cellx4000\cellx6000\intbl \endash 29.5\cell\intbl \_17.5\cell\intbl 20.5\~20.6\cell\row
\pard\par}
RTF
env/bin/python - <<'PY'
from importlib.metadata import version

import kreuzberg

(table,) = kreuzberg.extract_file_sync("form.rtf").tables
print("kreuzberg", version("kreuzberg"), table.cells)
assert table.cells == [["29.5", "_17.5", "20.5~20.6"]], "kreuzberg keeps the signs now"
PY
cat > look.js <<'JS'
const assert = require("node:assert");
const { parseOffice } = require("officeparser");

(async () => {
  const { value } = await (await parseOffice("form.rtf")).to("csv");
  console.log("officeparser", require("./node_modules/officeparser/package.json").version, value.trim());
  assert.equal(value.trim(), "29.5,_17.5,20.5~20.6", "officeparser keeps the signs now");
})();
JS
node look.js
