"""Places in a PDF: notes and fields over the page, pictures on it, layers and files that no page shows."""

import io
import random
import re
import zlib
from collections.abc import Callable
from typing import Final

import numpy as np
from PIL import Image

from benchmarks.differ.decorate import plain
from benchmarks.differ.printed import pdf
from benchmarks.hidden.content import Load, picture
from corpora.generator.sheet import Draft, Paper

__all__ = ["PLACES", "written"]

_OBJECT: Final = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj\n", re.DOTALL)
_FIRST: Final = 900
_FOOT: Final = (60, 12, 540, 40)
_BODY: Final = (60, 60, 540, 380)
Make = Callable[[Load, str], bytes]
Objects = dict[int, bytes]


def written(load: Load, *, openly: bool = False) -> bytes:
    """The submission as a PDF, without what is hidden or with it at the end."""
    parts = [*load.host, *([load.hidden] if openly else [])]
    return pdf(plain(Draft([Paper("材料", "pdf", parts)])), random.Random(1))  # noqa: S311  # chance of a benchmark


def _changed(
    data: bytes,
    *,
    catalog: str = "",
    page: str = "",
    draw: bytes = b"",
    more: Objects | None = None,
    every: bool = False,
) -> bytes:
    """The file with further entries of its catalog and of a new last page, and that page's content."""
    objects: Objects = {int(number): body for number, body in _OBJECT.findall(data)}
    pages = sorted(number for number, body in objects.items() if b"/Type/Page/" in body)
    if every:
        for number in pages:
            content = objects[number + 1].partition(b"stream\n")[2].removesuffix(b"\nendstream") + draw
            objects[number + 1] = _stream(content)
    elif page or draw:
        body = objects[pages[-1]].replace(f"/Contents {pages[-1] + 1} 0 R".encode(), b"/Contents 801 0 R")
        objects[800] = body[:-2] + page.encode("latin-1") + b">>"
        if "/XObject" in page:
            objects[800] = body.replace(b"/Resources<<", b"/Resources<<" + page.encode())
        objects[801] = _stream(
            _typed(
                ["附图及说明：以下为本单位报送材料的附图和有关说明，请结合前面各表一并审阅。"], (60, 700, 540, 760), 12
            )
            + draw
        )
        objects[2] = re.sub(
            rb"/Kids\[(.*?)\]/Count (\d+)",
            lambda found: b"/Kids[%s 800 0 R]/Count %d" % (found[1], int(found[2]) + 1),
            objects[2],
        )
    objects[1] = objects[1][:-2] + catalog.encode("latin-1") + b">>"
    objects |= more or {}
    out, places = b"%PDF-1.7\n", dict[int, int]()
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    out += b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, start)


def _stream(content: bytes, entries: str = "") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries.encode("latin-1"), len(content), content)


def _said(text: str) -> str:
    return "<" + ("\ufeff" + text).encode("utf-16-be").hex() + ">"


def _typed(lines: list[str], box: tuple[float, ...], size: float = 8, mode: int = 0) -> bytes:
    """Lines of text from the top of a box downwards."""
    out = f"BT /F1 {size} Tf {mode} Tr {box[0]} {box[3] - size} Td {1.3 * size} TL\n"
    for line in lines:
        out += f"<{line.replace(chr(9), '  ').encode('utf-16-be').hex()}> Tj T*\n"
    return (out + "ET\n").encode()


def _box(load: Load) -> str:
    return " ".join(map(str, _FOOT if load.name == "figure" else _BODY))


def _note(kind: str, entries: str = "", *, look: bool = False) -> Make:
    """A note whose words are its ``Contents``, with an appearance or without one."""

    def make(load: Load, _: str) -> bytes:
        more: Objects = {}
        shown = ""
        if look:
            wide, high = 480, 320
            lines = _typed(load.lines, (0, 0, wide, high))
            more[901] = _stream(
                lines, f"/Type/XObject/Subtype/Form/BBox[0 0 {wide} {high}]/Resources<</Font<</F1 3 0 R>>>>"
            )
            shown = "/AP<</N 901 0 R>>"
        words = _said("\n".join(load.lines))
        more[_FIRST] = (
            f"<</Type/Annot/Subtype/{kind}/Rect[{_box(load)}]/F 4/Contents {words}{entries}{shown}>>".encode()
        )
        return _changed(written(load), page="/Annots[900 0 R]", more=more)

    return make


def _field(kind: str, *, look: bool) -> Make:
    def make(load: Load, _: str) -> bytes:
        words = _said("\n".join(load.lines))
        value = f"/V {words}/Ff 4096" if kind == "Tx" else f"/Ff 65536/MK<</CA {words}>>"
        shown, more = "", dict[int, bytes]()
        if look:
            more[901] = _stream(
                b"/Tx BMC " + _typed(load.lines, (0, 0, 480, 320)) + b"EMC",
                "/Type/XObject/Subtype/Form/BBox[0 0 480 320]/Resources<</Font<</F1 3 0 R>>>>",
            )
            shown = "/AP<</N 901 0 R>>"
        more[_FIRST] = (
            f"<</Type/Annot/Subtype/Widget/FT/{kind}/T(a)/Rect[{_box(load)}]/F 4/DA(/F1 8 Tf){value}{shown}>>".encode()
        )
        return _changed(
            written(load),
            page="/Annots[900 0 R]",
            more=more,
            catalog="/AcroForm<</Fields[900 0 R]/DR<</Font<</F1 3 0 R>>>>>>",
        )

    return make


def _attached(where: str, name: str = "附表.docx", content: Callable[[Load], bytes] = lambda load: load.docx) -> Make:
    def make(load: Load, _: str) -> bytes:
        data = content(load)
        more: Objects = {
            901: _stream(zlib.compress(data), f"/Type/EmbeddedFile/Filter/FlateDecode/Params<</Size {len(data)}>>"),
            902: f"<</Type/Filespec/F(a)/UF {_said(name)}/EF<</F 901 0 R>>/AFRelationship/Supplement>>".encode(),
            _FIRST: b"<</Type/Annot/Subtype/FileAttachment/Rect[100 100 120 120]/FS 902 0 R>>",
        }
        listed = "/Names<</EmbeddedFiles<</Names[(f) 902 0 R]>>>>"
        if where == "page":
            return _changed(written(load), page="/Annots[900 0 R]", more=more)
        catalog = {"list": listed, "portfolio": f"{listed}/Collection<</View/D>>", "associated": "/AF[902 0 R]"}[where]
        return _changed(written(load), catalog=catalog, more=more)

    return make


def _pictured(load: Load, font: str) -> bytes:
    image = np.asarray(Image.open(io.BytesIO(picture(load, font))).convert("L"))
    high, wide = image.shape
    head = (
        f"/Type/XObject/Subtype/Image/Width {wide}/Height {high}/ColorSpace/DeviceGray/BitsPerComponent"
        " 8/Filter/FlateDecode"
    )
    more = {901: _stream(zlib.compress(image.tobytes()), head)}
    tall = 482 * high / wide
    draw = f"q 482 0 0 {tall:.1f} 56 {680 - tall:.1f} cm /Im Do Q\n".encode()
    return _changed(written(load), page="/XObject<</Im 901 0 R>>", draw=draw, more=more)


def _in_form(load: Load, _: str) -> bytes:
    head = "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
    more = {901: _stream(_typed(load.lines, _BODY), head)}
    return _changed(written(load), page="/XObject<</Im 901 0 R>>", draw=b"q /Im Do Q\n", more=more)


def _layer(load: Load, _: str) -> bytes:
    draw = b"/OC /Gone BDC " + _typed(load.lines, _BODY) + b"EMC\n"
    return _changed(written(load), page="/Z 0", draw=draw)


def _invisible(load: Load, _: str) -> bytes:
    return _changed(written(load), page="/Z 0", draw=_typed(load.lines, _BODY, mode=3))


def _white(load: Load, _: str) -> bytes:
    return _changed(written(load), page="/Z 0", draw=b"q 1 1 1 rg " + _typed(load.lines, _BODY) + b"Q\n")


def _xfa(load: Load, _: str) -> bytes:
    words = "".join(f"<a>{line}</a>" for line in load.lines).encode()
    stream = b'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><datasets>' + words + b"</datasets></xdp:xdp>"
    return _changed(written(load), catalog="/AcroForm<</Fields[]/XFA 901 0 R>>", more={901: _stream(stream)})


def _running(load: Load, _: str) -> bytes:
    return _changed(written(load), draw=_typed(load.lines, (60, 800, 540, 830)), every=True)


PLACES: Final[dict[str, Make]] = {
    "running-header": _running,
    "attachment": _attached("list"),
    "attachment-html": _attached(
        "list", "附表.html", lambda load: f"<html><meta charset=utf-8><body>{load.html}</body></html>".encode()
    ),
    "portfolio": _attached("portfolio"),
    "file-note": _attached("page"),
    "associated-file": _attached("associated"),
    "free-text": _note("FreeText", "/DA(/F1 8 Tf)"),
    "free-text-look": _note("FreeText", look=True),
    "sticky-note": _note("Text"),
    "highlight-note": _note("Highlight", "/QuadPoints[60 40 540 40 60 12 540 12]"),
    "square-note": _note("Square"),
    "stamp": _note("Stamp", look=True),
    "stamp-note": _note("Stamp"),
    "redaction": _note("Redact", "/OverlayText(x)"),
    "field": _field("Tx", look=True),
    "field-no-look": _field("Tx", look=False),
    "picture": _pictured,
    "form-object": _in_form,
    "layer-off": _layer,
    "invisible": _invisible,
    "white": _white,
    "xfa": _xfa,
}
"""Each place of a PDF with what puts a load there; the second argument is the path of a font."""
