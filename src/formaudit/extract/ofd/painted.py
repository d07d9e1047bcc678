"""Pages of an OFD package painted again as a PDF, so that they can be shown as pages of a PDF are.

Text, rules, shades and pictures stand where they were read. The font is whatever the machine has in its place, so that
a page looks plainer than in an OFD viewer; what it says, and where, is the same.
"""

import importlib
import zlib
from collections.abc import Collection, Iterator
from typing import Any, Final

from formaudit.extract.ofd.pages import OfdPage, read_pages
from formaudit.extract.ofd.parts import Parts, open_parts
from formaudit.extract.pdf.ink import Glyph

__all__ = ["as_pdf"]

_SCANS: Final = "formaudit.extract.ofd.scanned"
_BELOW: Final = 0.12
"""Part of an em below the baseline."""
_TURNS: Final = ("1 0 0 1", "0 1 -1 0", "-1 0 0 -1", "0 -1 1 0")
"""Matrices of quarter turns counter-clockwise."""
_FONT: Final = (
    "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
    "/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500 814 939 500]"
    "/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[-8 -145 1000 859]/ItalicAngle 0/Ascent 859"
    "/Descent -141/CapHeight 683/StemV 91>>>>]>>"
)


def as_pdf(data: bytes, pages: Collection[int]) -> bytes:
    """A PDF with as many pages as the package has; only those with the wanted numbers are painted.

    Raises:
        InputError: damaged, encrypted, too-large.

    """
    parts = open_parts(data, "")
    objects: dict[int, bytes] = {3: _FONT.encode()}
    kids: list[int] = []
    for number, page in enumerate(read_pages(parts, ""), start=1):
        place = 3 * number + 1
        kids.append(place)
        wide, high = (page.ink.width, page.ink.height) if page is not None else (595.0, 842.0)
        inner, image = b"", ""
        if page is not None and number in pages:
            ground = _ground(parts, page)
            if ground:
                objects[place + 2] = ground
                image = f"/XObject<</Im {place + 2} 0 R>>"
                inner += f"q {wide:.2f} 0 0 {high:.2f} 0 0 cm /Im Do Q\n".encode()
            inner += "".join(_ink(page)).encode()
        objects[place] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {wide:.2f} {high:.2f}]/Contents {place + 1} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>{image}>>>>"
        ).encode()
        objects[place + 1] = _stream(zlib.compress(inner), "/Filter/FlateDecode")
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[2] = f"<</Type/Pages/Kids[{listed}]/Count {len(kids)}>>".encode()
    return _file(objects)


def _ground(parts: Parts, page: OfdPage) -> bytes:
    """The page's pictures as one picture of the whole page; nothing where it has none or they cannot be opened here."""
    if not page.pictures:
        return b""
    try:
        sheet: Any = importlib.import_module(_SCANS).sheet_of(parts, page, "")
    except ImportError as error:
        if (error.name or "").startswith("formaudit"):
            raise
        return b""
    if sheet is None:
        return b""
    high, wide = sheet.colour.shape[:2]
    head = f"/Type/XObject/Subtype/Image/Width {wide}/Height {high}/ColorSpace/DeviceRGB/BitsPerComponent 8"
    return _stream(zlib.compress(sheet.colour.tobytes()), f"{head}/Filter/FlateDecode")


def _ink(page: OfdPage) -> Iterator[str]:
    high = page.ink.height
    for shade in page.ink.shades:
        if not shade.white:
            wide, tall = shade.x1 - shade.x0, shade.bottom - shade.top
            yield f"0.9 g {shade.x0:.2f} {high - shade.bottom:.2f} {wide:.2f} {tall:.2f} re f\n"
    yield "0 g 0.5 w\n"
    for rule in page.ink.across:
        yield f"{rule.start:.2f} {high - rule.at:.2f} m {rule.end:.2f} {high - rule.at:.2f} l S\n"
    for rule in page.ink.down:
        yield f"{rule.at:.2f} {high - rule.start:.2f} m {rule.at:.2f} {high - rule.end:.2f} l S\n"
    yield "BT\n"
    for glyph in page.ink.glyphs:
        yield _glyph(glyph, high)
    yield "ET\n"


def _glyph(glyph: Glyph, high: float) -> str:
    """A character where it stands, turned as it is, as large as its box is high."""
    upright = glyph.turn % 2 == 0
    size = glyph.bottom - glyph.top if upright else glyph.x1 - glyph.x0
    x, y = {
        0: (glyph.x0, glyph.bottom - _BELOW * size),
        1: (glyph.x1 - _BELOW * size, glyph.bottom),
        2: (glyph.x1, glyph.top + _BELOW * size),
        3: (glyph.x0 + _BELOW * size, glyph.top),
    }[glyph.turn % 4]
    code = glyph.char.encode("utf-16-be", "replace").hex()
    return f"/F1 {size:.2f} Tf {_TURNS[glyph.turn % 4]} {x:.2f} {high - y:.2f} Tm <{code}> Tj\n"


def _stream(content: bytes, entries: str) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries.encode(), len(content), content)


def _file(objects: dict[int, bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.5\n"), dict[int, int]()
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    out += b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
    return bytes(out) + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, start)
