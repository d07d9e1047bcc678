#!/usr/bin/env bash
# Amounts on vouchers stand in capital numerals, and 贰 is the two of simplified Chinese (Basic rules of accounting work,
# article 52). chinesenumberutils 1.1.2 (cnc.convert.chinese2number), which reads capital numerals, takes it for a one:
# 壹佰贰拾叁 (123) is 113, 伍拾贰万 (520,000) is 510,000, and 贰仟 is half of it. The eight other digits, the plain 二 and the
# 貳 of traditional Chinese are right, and nothing is raised. cn2int 0.2.3 says 123 and 520000.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check chinesenumberutils==1.1.2 cn2int==0.2.3
env/bin/python - <<'PY'
from importlib.metadata import version

from cn2int.cn2int import chinese2int
from cnc.convert import chinese2number

SEEN = (("壹佰贰拾叁", 113, 123), ("伍拾贰万", 510000, 520000), ("贰仟", 1000, 2000), ("肆佰贰拾", 410, 420))
for words, seen, meant in SEEN:
    found, other = chinese2number(words), chinese2int(words)
    print("chinesenumberutils", version("chinesenumberutils"), words, found, "cn2int", version("cn2int"), other)
    assert found == seen, "it knows the capital two now"
    assert other == meant, "cn2int reads it otherwise now"
for words, meant in (("壹佰叁拾肆", 134), ("伍佰陆拾柒", 567), ("捌拾玖", 89), ("一百二十三", 123), ("壹佰貳拾", 120)):
    assert chinese2number(words) == meant, words
PY
