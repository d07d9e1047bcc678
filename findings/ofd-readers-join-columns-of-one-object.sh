#!/usr/bin/env bash
# A text object of an OFD page may hold a whole row: one string, and how far each character stands from the next. Where a
# step is 40 mm a new column begins. ofdkit 0.2.0 and docvortex 0.6.4 take the string as it is: 12.5 in one column and
# 13.5 in the next are the figure 12.513.5. Two strings in one object they set apart.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check ofdkit==0.2.0 docvortex==0.6.4
env/bin/python - <<'PY'
import zipfile
from importlib.metadata import version

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def words(number, top, *strings):
    codes = "".join(f'<ofd:TextCode X="{x}" Y="4" DeltaX="{steps}">{text}</ofd:TextCode>' for x, steps, text in strings)
    return f'<ofd:TextObject ID="{number}" Boundary="20 {top} 150 5" Font="3" Size="4">{codes}</ofd:TextObject>'


content = (
    words(10, 40, (0, "2 2 2 40 2 2 2", "12.513.5"))
    + words(11, 60, (0, "g 3 2 40 g 3 2", "14.515.5"))
    + words(12, 80, (0, "2 2 2", "16.5"), (60, "2 2 2", "17.5"))
)
parts = {
    "OFD.xml": f'<ofd:OFD {SPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>{"0" * 32}</ofd:DocID>'
    "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
    "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:MaxUnitID>20</ofd:MaxUnitID><ofd:PageArea>"
    "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
    '</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
    "Doc_0/PublicRes.xml": f'<ofd:Res {SPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="Arial"/></ofd:Fonts></ofd:Res>',
    "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {SPACE}><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>"
    f'<ofd:Content><ofd:Layer ID="2" Type="Body">{content}</ofd:Layer></ofd:Content></ofd:Page>',
}
with zipfile.ZipFile("page.ofd", "w") as package:
    for name, part in parts.items():
        package.writestr(name, HEAD + part)

import ofdkit

text = ofdkit.extract_text("page.ofd").split()
print("ofdkit", version("ofdkit"), text)
assert text == ["12.513.5", "14.515.5", "16.5", "17.5"], "ofdkit parts the columns now"
PY
env/bin/docvortex --log-level error convert page.ofd --format markdown --output page.md >/dev/null
echo "docvortex $(env/bin/pip show docvortex 2>/dev/null | sed -n 's/^Version: //p'): $(tr '\n' ' ' < page.md)"
grep -q '12\.513\.5' page.md || { echo "docvortex parts the columns now" >&2; exit 1; }
grep -q '14\.515\.5' page.md
