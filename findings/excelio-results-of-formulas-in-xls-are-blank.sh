#!/usr/bin/env bash
# A formula of an XLS sheet (Excel 97-2003, what many offices still send) may give words: an amount under TEXT, a mark under IF.
# The record says where its result is: words stand in a String record behind it, a truth and an error in the record itself ([MS-
# XLS], Formula, FormulaValue and String). excelio 1.0.0, which reads XLS without Excel, gives the numbers and leaves the others
# blank, so that 12.5 under TEXT is nothing, a check that failed (FALSE) and a division by nought are nothing, and nobody is
# told. python-calamine 0.9.1 and xlrd 2.0.2 read them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check excelio==1.0.0 python-calamine==0.9.1 xlrd==2.0.2
env/bin/python - <<'PY'
from importlib.metadata import version
from struct import pack

import excelio
import xlrd
from python_calamine import CalamineWorkbook

PAGE, FREE, END, FAT = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
NUMBER = b"\x1e\x01\x00"  # the formula =1, as what is stored as its result is what counts here


def record(kind, data=b""):
    return pack("<HH", kind, len(data)) + data


def begin(kind):
    return record(0x809, pack("<HHHHII", 0x600, kind, 0x0DBB, 0x7CC, 0, 6))


def text(words, size="<H"):
    return pack(size, len(words)) + b"\0" + words.encode("ascii")


def look(style):
    return record(0xE0, pack("<HHHBBBBIIH", 0, 0, 0xFFF5 if style else 1, 0x20, 0, 0, 0xF4 if style else 0xF8, 0, 0, 0x20C0))


def label(row, words):
    return record(0x204, pack("<HHH", row, 0, 15) + text(words))


def formula(row, result):
    return record(6, pack("<HHH", row, 1, 15) + result + pack("<HIH", 0, 0, len(NUMBER)) + NUMBER)


def special(kind, value=0):
    return bytes([kind, 0, value, 0, 0, 0, 0xFF, 0xFF])


cells = label(0, "number") + formula(0, pack("<d", 11.5))
cells += label(1, "words") + formula(1, special(0)) + record(0x207, text("12.5"))
cells += label(2, "true") + formula(2, special(1, 1)) + label(3, "false") + formula(3, special(1, 0))
cells += label(4, "error") + formula(4, special(2, 7))
sheet = begin(0x10) + record(0x200, pack("<IIHHH", 0, 5, 0, 2, 0)) + cells + record(0xA)
font = record(0x31, pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + text("Arial", "<B"))
book = begin(5) + record(0x42, pack("<H", 1200)) + 4 * font + 15 * look(True) + look(False) + record(0x293, pack("<HBB", 0x8000, 0, 255))
size = len(book) + 4 + 6 + 3 + 4
stream = book + record(0x85, pack("<IBB", size, 0, 0) + text("a", "<B")) + record(0xA) + sheet
assert stream[size : size + 2] == b"\x09\x08"
stream = stream.ljust(max(4096, -(-len(stream) // PAGE) * PAGE), b"\0")
count = len(stream) // PAGE


def entry(title, kind, child, start, length):
    words = (title + "\0").encode("utf-16-le")
    return words.ljust(64, b"\0") + pack("<HBBIII", len(words), kind, 1, FREE, FREE, child) + bytes(36) + pack("<IQ", start, length)


directory = entry("Root Entry", 5, 1, END, 0) + entry("Workbook", 2, FREE, 0, len(stream))
directory += 2 * (bytes(68) + pack("<III", FREE, FREE, FREE) + bytes(48))
chain = [at + 1 for at in range(count - 1)] + [END, END, FAT]
header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
header += pack("<IIIIIIIIII", 0, 1, count, 0, 4096, END, 0, END, 0, count + 1)
with open("form.xls", "wb") as file:
    file.write(header.ljust(PAGE, b"\xff") + stream + directory + b"".join(pack("<I", one) for one in chain).ljust(PAGE, b"\xff"))

right = dict(CalamineWorkbook.from_path("form.xls").get_sheet_by_index(0).to_python())
print("python-calamine", version("python-calamine"), right)
assert right["number"] == 11.5 and right["words"] == "12.5" and right["true"] is True and right["false"] is False
other = xlrd.open_workbook("form.xls").sheet_by_index(0)
print("xlrd", version("xlrd"), [other.row(row) for row in range(5)])
assert other.cell_value(1, 1) == "12.5" and other.cell_type(4, 1) == xlrd.XL_CELL_ERROR
cells = {cell.coordinate: cell.value for cell in excelio.load_workbook("form.xls").get_sheet(0).iter_cells()}
found = {cells[f"A{row}"]: cells[f"B{row}"] for row in range(1, 6)}
print("excelio", version("excelio"), found)
assert found == {"number": 11.5, "words": None, "true": None, "false": None, "error": None}, "it reads every result now"
PY
