#!/usr/bin/env bash
# doctablex 1.0.0 reads tables of Word "with type detection". It takes for a day what dateutil can read as one, and dateutil reads
# 8, 20 and 12.5: columns of amounts without separators are columns of days, of which pandas can make none, so that all of their
# figures are blank, and 1200 is the first of January 1200. Where there are separators the column is one of numbers, and a loss in
# brackets or behind a true minus (U+2212) is blank. The table is cut to its shortest row: one row that lacks its last cell, as
# Word writes where cells end before the grid does (w:gridAfter, ECMA-376 part 1, section 17.4.14), takes the last column from all.
# python-docx 1.2.0 gives every cell.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check doctablex==1.0.0 python-docx==1.2.0 pandas==3.1.1 numpy==2.4.6 \
  python-dateutil==4.0.0
env/bin/python -W ignore - <<'PY'
from importlib.metadata import version

import pandas
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from doctablex import extract_tables


def read(rows, short=None):
    document = Document()
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows):
        for cell, text in zip(row.cells, texts):
            cell.text = text
    if short is not None:
        row = table.rows[short]._tr
        row.remove(row.tc_lst[-1])
        after = OxmlElement("w:gridAfter")
        after.set(qn("w:val"), "1")
        row.get_or_add_trPr().append(after)
    document.save("form.docx")
    assert [cell.text for cell in Document("form.docx").tables[0].rows[1].cells] == rows[1]
    found = extract_tables("form.docx")[0]
    lines = [[None if pandas.isna(one) else one for one in line] for line in found.itertuples(index=False, name=None)]
    print("doctablex", version("doctablex"), list(found.columns), {name: str(kind) for name, kind in found.dtypes.items()}, lines)
    return found, lines


HEAD = ["Item", "Planned", "Spent", "Change"]
STAFF, TRAVEL = ["Staff", "12.5", "1,150.5", "0.958"], ["Travel", "8", "725.25", "0.906"]
POST, TOTAL = ["Post", "15.5", "(15)", "\u221210"], ["Total", "20", "1,860.75", "1.1"]
found, lines = read([HEAD, STAFF, TRAVEL, POST, TOTAL])
assert found["Planned"].dtype.kind == "M" and {line[1] for line in lines} == {None}, "it knows amounts from days now"
assert [line[2:] for line in lines] == [[1150.5, 0.958], [725.25, 0.906], [None, None], [1860.75, 1.1]], "it reads losses now"
found, lines = read([HEAD[:3], ["Staff", "1200", "1,150.5"], ["Travel", "300", "250.5"]])
assert str(lines[0][1]).startswith("1200-01-01"), "it knows amounts from days now"
found, lines = read([HEAD, ["Staff", "a", "b", "92%"], ["Travel", "c", "d", "90%"], ["Note", "e", "f", ""]], short=3)
assert list(found.columns) == HEAD[:3], "it keeps the last column now"
PY
