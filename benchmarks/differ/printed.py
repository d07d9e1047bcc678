"""A submission as a PDF of our own: rules, words, and all the ways to put words on a page that nobody sees."""

import random
from dataclasses import dataclass, field
from typing import Final

from benchmarks.differ.content import Entry, Form, Look, Piece, Wording
from formaudit.characters import visible

__all__ = ["pdf"]

_PAGE: Final = (595, 842)
_LEFT, _TOP, _FOOT = 50.0, 60.0, 780.0
_SIZE, _LEADING, _PAD = 9.0, 12.0, 3.0
_SAID: Final = {"\u00a0": " ", "\u2002": " ", "\u202f": " ", "\u2212": "－", "\ufe63": "－", "†": "＋", "¥": "￥"}
"""What the font of the page lacks, and what it has instead."""
_OFF: Final = "/OC /Gone BDC {} EMC "


@dataclass(slots=True)
class _Paper:
    """Pages while they are written; ``y`` is the place from the top of the next line."""

    rng: random.Random
    margin: str
    pages: list[str] = field(default_factory=list)
    y: float = _TOP

    def turn(self) -> None:
        """Begin a page."""
        self.pages.append("")
        self.y = _TOP
        if self.margin:
            self.put(_words(self.margin, 430, 30, _SIZE))

    def put(self, content: str) -> None:
        """Add to the page."""
        self.pages[-1] += content


def pdf(wording: Wording, rng: random.Random) -> bytes:
    """The bytes of the file."""
    paper = _Paper(rng, wording.margin)
    for section in wording.sections:
        paper.turn()
        for block in section:
            if isinstance(block, Form):
                _table(paper, block)
            else:
                for line in _wrapped(block, 495):
                    if paper.y > _FOOT:
                        paper.turn()
                    paper.put(_words(line, _LEFT, paper.y, _SIZE))
                    paper.y += _LEADING + 2
        paper.y += _LEADING
    return _file(paper.pages)


def _wide(char: str) -> float:
    return 0.5 if ord(char) < 0x100 else 1.0


def _width(text: str, size: float = _SIZE) -> float:
    return sum(map(_wide, text)) * size


def _wrapped(text: str, room: float) -> list[str]:
    """The lines that a text takes; digits and signs of a number stay together."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for unit in _units(part):
            if line and _width(line + unit) > room:
                lines.append(line)
                line = ""
            line += unit
        lines.append(line)
    return lines


def _units(text: str) -> list[str]:
    found: list[str] = []
    for char in text:
        if found and char.isascii() and not char.isspace() and found[-1][-1].isascii() and not found[-1][-1].isspace():
            found[-1] += char
        else:
            found.append(char)
    return found


def _words(text: str, x: float, top: float, size: float, extra: str = "", mode: int = 0) -> str:
    text = "".join(_SAID.get(char, char) for char in visible(text))
    code = text.encode("utf-16-be").hex()
    base = _PAGE[1] - top - 0.88 * size
    return f"q {extra} BT /F1 {size:.2f} Tf {mode} Tr 1 0 0 1 {x:.2f} {base:.2f} Tm <{code}> Tj ET Q\n" if text else ""


def _line(x0: float, top: float, x1: float, bottom: float) -> str:
    return f"q 0.5 w {x0:.2f} {_PAGE[1] - top:.2f} m {x1:.2f} {_PAGE[1] - bottom:.2f} l S Q\n"


def _box(x0: float, top: float, x1: float, bottom: float, colour: str = "1 1 1") -> str:
    return f"q {colour} rg {x0:.2f} {_PAGE[1] - bottom:.2f} {x1 - x0:.2f} {bottom - top:.2f} re f Q\n"


def _table(paper: _Paper, form: Form) -> None:
    rows = [row for row in range(form.height) if row not in form.unseen]
    shares = [1.0] * form.columns
    for entry in form.entries:
        if entry.cols == 1 and entry.row not in form.unseen:
            shares[entry.col] = max(shares[entry.col], min(len(entry.seen), 14) ** 0.5)
    wide = [495 * share / sum(shares) for share in shares]
    edges = [_LEFT + sum(wide[:col]) for col in range(form.columns + 1)]
    high = dict.fromkeys(rows, _LEADING + 2 * _PAD)
    for entry in sorted(form.entries, key=lambda each: each.rows):
        mine = [row for row in range(entry.row, entry.row + entry.rows) if row in high]
        if mine:
            lines = len(_lines(entry, edges[entry.col + entry.cols] - edges[entry.col] - 2 * _PAD))
            short = lines * _LEADING + 2 * _PAD - sum(high[row] for row in mine)
            high[mine[-1]] += max(0.0, short)
    start = 0
    while start < len(rows):
        room, end = _FOOT - paper.y, start
        while end < len(rows) and (room >= high[rows[end]] or (end == start and paper.y == _TOP)):
            room -= high[rows[end]]
            end += 1
        if end > start:
            _part(paper, form, rows[start:end], high, edges)
        start = end
        if start < len(rows):
            paper.turn()
    paper.y += 6


def _part(paper: _Paper, form: Form, rows: list[int], high: dict[int, float], edges: list[float]) -> None:
    tops, y = {}, paper.y
    for row in rows:
        tops[row] = y
        y += high[row]
    shift = 0.35 if form.hair else 0.0
    behind = ""
    for entry in form.entries:
        mine = [row for row in rows if entry.row <= row < entry.row + entry.rows]
        if not mine:
            continue
        nudge = shift if entry.row % 2 else 0.0
        x0, x1 = edges[entry.col] + nudge * bool(entry.col), edges[entry.col + entry.cols]
        x1 += nudge if entry.col + entry.cols < form.columns else 0.0
        top, bottom = tops[mine[0]], tops[mine[-1]] + high[mine[-1]]
        behind += _line(x0, top, x1, top) + _line(x0, bottom, x1, bottom)
        behind += _line(x0, top, x0, bottom) + _line(x1, top, x1, bottom)
        before = sum(high[row] for row in range(entry.row, mine[0]) if row in high)
        paper.put(_content(paper.rng, entry, (x0, top, x1, bottom), before))
    paper.put(behind)
    paper.y = y


def _lines(entry: Entry, room: float) -> list[list[Piece]]:
    """The lines of a cell; decorated ones are short and stand on as many lines as they say."""
    if len(entry.pieces) == 1 and entry.pieces[0].look in (Look.PLAIN, Look.INSERTED):
        return [[Piece(line)] for line in _wrapped(entry.pieces[0].text, room)]
    lines: list[list[Piece]] = [[]]
    for piece in entry.pieces:
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            lines[-1].append(Piece(text, piece.look))
    return lines


def _content(rng: random.Random, entry: Entry, box: tuple[float, float, float, float], before: float) -> str:
    """What stands in the part of a cell on one page; ``before`` is the height of its parts on earlier pages."""
    x0, top, x1, bottom = box
    fit = max(0, int((before - _PAD) / _LEADING))
    out, y = "", top + _PAD
    for line in _lines(entry, x1 - x0 - 2 * _PAD)[fit:]:
        x = x0 + _PAD
        if y + _LEADING > bottom + _PAD:
            break
        if entry.trick in ("spread", "distributed"):
            out += _spread(entry, (x0, y, x1))
            continue
        if entry.trick == "covered":
            old = "".join(str(rng.randrange(1, 10)) if char.isdigit() else char for char in entry.seen)
            out += _words(old, x, y, _SIZE) + _box(x - 1, y - 1, x + _width(old) + 2, y + _SIZE + 1)
        room = sum(_advance(piece, _SIZE) for piece in line)
        size = _SIZE * min(1.0, (x1 - x0 - 2 * _PAD) / max(room, 1))
        for piece in line:
            text = piece.text.replace("\t", " ")
            out += _piece(rng, Piece(text, piece.look), x, y, size)
            x += _advance(piece, size)
        y += _LEADING
    return out


def _advance(piece: Piece, size: float) -> float:
    """How far the next words stand from the beginning of these; what nobody sees takes no room."""
    if piece.look in (Look.PLAIN, Look.INSERTED, Look.STRUCK):
        return _width(piece.text, size)
    return _width(piece.text, 0.6 * size) if piece.look is Look.RAISED else 0.0


def _piece(rng: random.Random, piece: Piece, x: float, y: float, size: float) -> str:
    wide = _width(piece.text, size)
    if piece.look is Look.DELETED:
        return ""
    if piece.look is Look.RAISED:
        return _words(piece.text, x, y - 1.5, size * 0.6)
    if piece.look is Look.STRUCK:
        middle = y + size * 0.55
        stroke = _line(x - 0.5, middle, x + wide + 0.5, middle)
        return rng.choice((_words(piece.text, x, y, size) + stroke, stroke + _words(piece.text, x, y, size)))
    if piece.look is Look.HIDDEN:
        return _words(piece.text, x, y, size, mode=3)
    if piece.look is Look.STYLED:
        return _OFF.format(_words(piece.text, x, y, size).replace("\n", " ")) + "\n"
    if piece.look is Look.WHITE:
        return _words(piece.text, x, y, size, "1 1 1 rg" if rng.random() < 0.5 else "1 g")
    if piece.look is Look.TINY:
        return _words(piece.text, x, y + size - 1, 0.8)
    return _words(piece.text, x, y, size)


def _spread(entry: Entry, place: tuple[float, float, float]) -> str:
    """The characters evenly over the cell."""
    x0, y, x1 = place
    text = entry.seen
    step = (x1 - x0 - 2 * _PAD - _SIZE) / max(len(text) - 1, 1)
    step = max(step, _SIZE * 0.55)
    return "".join(_words(char, x0 + _PAD + step * number, y, _SIZE) for number, char in enumerate(text))


def _file(pages: list[str]) -> bytes:
    kids = [6 + 2 * number for number in range(len(pages))]
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[4 0 R]/D<</OFF[4 0 R]/Order[4 0 R]>>>>>>",
        2: f"<</Type/Pages/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]/Count {len(kids)}>>",
        3: "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts["
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        "/Supplement 2>>/DW 1000/W[1 95 500 814 939 500]/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4"
        "/FontBBox[-8 -145 1000 859]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 683/StemV 91>>>>]>>",
        4: "<</Type/OCG/Name(old)>>",
        5: "<<>>",
    }
    for kid, content in zip(kids, pages, strict=True):
        objects[kid] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {_PAGE[0]} {_PAGE[1]}]/Contents {kid + 1} 0 R"
            "/Resources<</Font<</F1 3 0 R>>/Properties<</Gone 4 0 R>>>>>>"
        )
        objects[kid + 1] = f"<</Length {len(content)}>>\nstream\n{content}\nendstream"
    out, places = b"%PDF-1.5\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{places[number]:010d} 00000 n \n".encode() for number in sorted(places))
    return out + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
