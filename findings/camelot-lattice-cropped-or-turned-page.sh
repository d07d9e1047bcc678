#!/usr/bin/env bash
# camelot-py 2.0.0, flavour lattice, lays the rules it sees in the picture over those it reads from the page without
# taking off the offset of a crop box or the turn of the page: a ruled table of 4 rows and 3 columns becomes 9 by 7 on a
# cropped page and 5 by 3 on a turned one, with an accuracy of 100. engine="vector" gives 4 by 3 each time.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check camelot-py==2.0.0 reportlab==5.1.0
env/bin/python - <<'PY'
from importlib.metadata import version
import warnings

import camelot
from reportlab.pdfgen import canvas

warnings.filterwarnings("ignore")


def draw(name, crop=None, turn=0):
    page = canvas.Canvas(name, pagesize=(595, 842), **({"cropBox": crop} if crop else {}))
    if turn:
        page.setPageRotation(turn)
    for row in range(5):
        page.line(100, 500 + row * 25, 340, 500 + row * 25)
    for column in range(4):
        page.line(100 + column * 80, 500, 100 + column * 80, 600)
    for row in range(4):
        for column in range(3):
            page.drawString(104 + column * 80, 583 - row * 25, f"{row}.{column}")
    page.showPage()
    page.save()


def shapes(name, **settings):
    return [table.df.shape for table in camelot.read_pdf(name, flavor="lattice", **settings)]


draw("plain.pdf")
draw("cropped.pdf", crop=(20, 20, 575, 822))
draw("turned.pdf", turn=90)
print("camelot-py", version("camelot-py"))
for name, expected in (("plain.pdf", (4, 3)), ("cropped.pdf", (9, 7)), ("turned.pdf", (5, 3))):
    seen = shapes(name)
    accuracy = camelot.read_pdf(name, flavor="lattice")[0].parsing_report["accuracy"]
    print(name, "default", seen, "accuracy", accuracy, "vector", shapes(name, engine="vector"))
    assert seen == [expected], "the default engine cuts this page otherwise now"
    assert shapes(name, engine="vector") == [(4, 3)]
PY
