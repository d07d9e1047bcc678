#!/usr/bin/env bash
# Word 97-2003, the format of forms that come as DOC or WPS, keeps deleted and hidden text between the other characters and
# says with their formatting what they are ([MS-DOC], sprmCFRMarkDel and sprmCFVanish). legacy-doc 0.2.1, wps2md 0.3.0 and
# unword 0.2.2 do not look at it: 31.5 in the place of 44.9 is 44.931.5. The first two drop the hyphen that does not break
# (character 0x1E), -39.5 is 39.5, and legacy-doc glues a field's formula to its result, =8+917. wps2md makes two cells of a
# cell of two lines, so that the figures behind it stand one column on; unword runs cells together. msdoc2docx 0.36.6 is right.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check legacy-doc==0.2.1 wps2md==0.3.0 unword==0.2.2 msdoc2docx==0.36.6
env/bin/python - <<'PY'
from struct import pack

TEXT_AT, PAGE, FREE, END, FAT = 0x800, 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
IN_TABLE = pack("<HBHI", 0x2416, 1, 0x6649, 1)
DELETED, INSERTED, HIDDEN, SPECIAL = (pack("<HB", code, 1) for code in (0x0800, 0x0801, 0x083C, 0x0855))


def row_end(columns):
    widths = b"".join(pack("<h", 2000 * at) for at in range(columns + 1))
    table = pack("<B", columns) + widths + columns * bytes(20)
    return IN_TABLE + pack("<HBHH", 0x2417, 1, 0xD608, len(table) + 1) + table


def field(formula, result):
    return [("\x13", SPECIAL), (formula, b""), ("\x14", SPECIAL), (result, b""), ("\x15", SPECIAL)]


def fkp(runs, width, boxes):
    """A page that says what holds from one position to the next; width is what stands for each run beside its offset."""
    starts = b"".join(pack("<I", TEXT_AT + 2 * at) for at, _ in runs) + pack("<I", TEXT_AT + 2 * length)
    page, offsets, free, places = bytearray(PAGE), b"", PAGE - 1, {b"": 0}
    for _, box in boxes:
        if box not in places:
            free = places[box] = (free - len(box)) // 2 * 2
            page[free : free + len(box)] = box
        offsets += pack("<B", places[box] // 2) + bytes(width)
    page[: len(starts + offsets)] = starts + offsets
    page[-1] = len(runs)
    assert len(starts + offsets) <= free
    return bytes(page)


def papx(properties):
    inner = pack("<H", 0) + properties
    inner += b"" if len(inner) % 2 else b"\0"
    return pack("<B", (len(inner) + 1) // 2) + inner


ROWS = [
    (["deleted"], [("44.9", DELETED), ("31.5", INSERTED)], ["21.5"]),
    (["hidden"], [("88.8", HIDDEN), ("32.5", b"")], ["22.5"]),
    (["field"], field("=8+9", "17"), ["23.5"]),
    (["lines"], ["33.5\r34.5"], ["24.5"]),
    (["minus"], ["\x1e39.5"], ["25.5"]),
]
text, characters, paragraphs, fields = "", [], [], []
for cells in ROWS:
    for cell in cells:
        paragraphs.append((len(text), IN_TABLE))
        for part in cell:
            words, look = part if isinstance(part, tuple) else (part, b"")
            characters.append((len(text), look))
            paragraphs += [(len(text) + at + 1, IN_TABLE) for at, sign in enumerate(words) if sign == "\r"]
            fields += [(len(text), words)] if look == SPECIAL else []
            text += words
        characters.append((len(text), b""))
        text += "\x07"
    paragraphs.append((len(text), row_end(len(cells))))
    characters.append((len(text), b""))
    text += "\x07"
paragraphs.append((len(text), b""))
characters.append((len(text), b""))
text += "\r"
length = len(text)

document = bytearray(TEXT_AT) + text.encode("utf-16-le")
document += bytes(-len(document) % PAGE)
pages = []
for runs, width, boxes in (
    (characters, 0, [(at, pack("<B", len(look)) + look if look else b"") for at, look in characters]),
    (paragraphs, 12, [(at, papx(look)) for at, look in paragraphs]),
):
    pages.append(len(document) // PAGE)
    document += fkp(runs, width, boxes)
document += bytes(max(0, 4096 - len(document)))

name = "Normal".encode("utf-16-le")
normal = pack("<HHHHH", 0, 0xFFF1, 2, 0, 0) + pack("<H", 6) + name + bytes(2) + pack("<HHH", 2, 0, 0)
normal = normal[:6] + pack("<H", len(normal)) + normal[8:]
styles = pack("<HHHHHHHHHH", 18, 15, 10, 1, 0x5B, 15, 0, 0, 0, 0) + pack("<H", len(normal)) + normal + 14 * bytes(2)
font = pack("<BHBB", 0x16, 400, 0, 0) + bytes(10 + 24) + "Arial\0".encode("utf-16-le")
marks = {"\x13": 0x22, "\x14": 0, "\x15": 0x80}
parts = {
    1: styles,
    6: pack("<IIHIHI", 0, length, 0, FREE, 0, FREE),
    12: pack("<III", TEXT_AT, TEXT_AT + 2 * length, pages[0]),
    13: pack("<III", TEXT_AT, TEXT_AT + 2 * length, pages[1]),
    15: pack("<HH", 1, 0) + pack("<B", len(font)) + font,
    16: b"".join(pack("<I", at) for at, _ in [*fields, (length, "")])
    + b"".join(pack("<BB", ord(one), marks[one]) for _, one in fields),
    31: bytes(500),
    33: pack("<BIIIHIH", 2, 16, 0, length, 0, TEXT_AT, 0),
    51: pack("<HHHH", 0xFFFF, 1, 0, 7) + "Unknown".encode("utf-16-le"),
}
table, places = b"", 93 * [(0, 0)]
for index, part in parts.items():
    places[index] = (len(table), len(part))
    table += part + bytes(len(part) % 2)
table += bytes(max(0, 4096 - len(table)))
head = pack("<HHHHHHHI", 0xA5EC, 0xC1, 0, 0x0804, 0, 0x1200, 0xBF, 0) + bytes(6) + pack("<II", TEXT_AT, TEXT_AT + 2 * length)
head += pack("<H", 14) + bytes(28) + pack("<H", 22) + pack("<IIII", len(document), 0, 0, length) + bytes(72)
head += pack("<H", 93) + b"".join(pack("<II", *place) for place in places) + pack("<H", 0)
document[: len(head)] = head

streams = [("WordDocument", bytes(document)), ("1Table", table)]
sectors, chain, starts = b"", [], []
for _, data in streams:
    starts.append(len(chain))
    count = -(-len(data) // PAGE)
    chain += [len(chain) + at + 1 for at in range(count - 1)] + [END]
    sectors += data + bytes(-len(data) % PAGE)


def entry(title, kind, child, right, start, size):
    words = (title + "\0").encode("utf-16-le")
    return words.ljust(64, b"\0") + pack("<HBBIII", len(words), kind, 1, FREE, right, child) + bytes(36) + pack("<IQ", start, size)


directory = entry("Root Entry", 5, 2, FREE, END, 0)
directory += entry("WordDocument", 2, FREE, FREE, starts[0], len(document)) + entry("1Table", 2, FREE, 1, starts[1], len(table))
directory += bytes(68) + pack("<III", FREE, FREE, FREE) + bytes(48)
directory_at = len(chain)
chain += [END, FAT]
allocation = b"".join(pack("<I", one) for one in chain).ljust(PAGE, b"\xff")
assert len(directory) == PAGE and len(allocation) == PAGE
header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
header += pack("<IIIIIIIIII", 0, 1, directory_at, 0, 4096, END, 0, END, 0, directory_at + 1)
with open("form.doc", "wb") as file:
    file.write(header.ljust(PAGE, b"\xff") + sectors + directory + allocation)

from importlib.metadata import version

import unword
import wps2md
from legacy_doc import extract_text

with open("form.doc", "rb") as file:
    data = file.read()
legacy = extract_text(data).text
print("legacy-doc", version("legacy-doc"), repr(legacy))
assert "deleted 44.931.5 21.5 hidden 88.832.5 22.5 field =8+917 23.5" in legacy, "it looks at the formatting now"
assert "minus 39.5 25.5" in legacy, "it keeps the hyphen now"
lines = wps2md.to_markdown(wps2md.parse("form.doc").paragraphs).splitlines()
found = [line.strip("|").split("|") for line in lines if "---" not in line]
rows = {cells[0].strip(): [cell.strip() for cell in cells[1:]] for cells in found}
print("wps2md", version("wps2md"), rows)
assert rows["deleted"] == ["44.931.5", "21.5", ""] and rows["hidden"][0] == "88.832.5", "it looks at the formatting now"
assert rows["minus"][0] == "39.5", "it keeps the hyphen now"
assert rows["lines"] == ["33.5", "34.5", "24.5"], "it keeps the lines of a cell together now"
bare = unword.parse_doc(data).body_text
print("unword", version("unword"), repr(bare))
assert "deleted44.931.521.5hidden88.832.522.5" in bare, "it parts cells, or looks at the formatting, now"
PY
env/bin/doc2docx form.doc -o form.docx >/dev/null 2>&1
env/bin/python - <<'PY'
import re
import zipfile
from importlib.metadata import version

with zipfile.ZipFile("form.docx") as package:
    body = package.read("word/document.xml").decode()
cells = re.findall(r"<w:tc>.*?</w:tc>", body, re.DOTALL)
print("msdoc2docx", version("msdoc2docx"), len(cells))
assert len(cells) == 15
assert "<w:delText>44.9" in cells[1] and "<w:vanish" in cells[4] and "<w:instrText" in cells[7] and "<w:noBreakHyphen" in cells[13]
PY
