#!/usr/bin/env bash
# price-parser 0.5.1 passes over a number with a percent sign behind it, and then takes what is left of it without the
# last digits: 95.5% is 95 and 98.76% is 98, while 95% is nothing at all. A point of full width ends a number: of
# １２．５万元, as Chinese input methods write it, 12 is left.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check price-parser==0.5.1
env/bin/python - <<'PY'
from importlib.metadata import version

from price_parser import Price

seen = {text: str(Price.fromstring(text).amount) for text in ("95.5%", "98.76%", "95%", "１２．５万元", "12.5万元")}
print("price-parser", version("price-parser"), seen)
assert [seen["95.5%"], seen["98.76%"], seen["95%"]] == ["95", "98", "None"], "rates are whole, or left alone, now"
assert [seen["１２．５万元"], seen["12.5万元"]] == ["12", "12.5"], "it reads the point of full width now"
PY
