"""Small PDF files made for tests: texts and lines put on pages, tables from drawings.

Places are points from the upper left corner, as the reader gives them. The font is a Chinese one that is not embedded;
Chinese characters are one em wide, Latin ones half an em.
"""

from collections.abc import Mapping, Sequence

from formaudit.extract.pdf import read
from formaudit.model.document import Document, Source
from tests.drawing import grid_of

__all__ = ["HEIGHT", "WIDTH", "document", "filled", "line", "pdf", "rows", "table", "text"]

WIDTH, HEIGHT = 595, 842
PADDING = 5.4


def pdf(
    *pages: str,
    box: Sequence[float] = (0, 0, WIDTH, HEIGHT),
    rotate: int = 0,
    entries: str = "",
    catalog: str = "",
    resources: str = "",
    more: Mapping[int, str] | None = None,
) -> bytes:
    """A file with these page contents; ``entries`` are further entries of each page's dictionary.

    ``catalog`` and ``resources`` are further entries of those dictionaries, ``more`` further objects by their numbers.
    """
    kids = [4 + 2 * index for index in range(len(pages))]
    objects = {
        1: f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        2: f"<</Type/Pages/Kids[{' '.join(f'{kid} 0 R' for kid in kids)}]/Count {len(kids)}>>",
        3: "<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts["
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        "/DW 1000/W[1 95 500 814 939 500]/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4"
        "/FontBBox[-8 -145 1000 859]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 683/StemV 91>>>>]>>",
    }
    for kid, content in zip(kids, pages, strict=True):
        media = " ".join(map(str, box))
        objects[kid] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[{media}]/Rotate {rotate}/Contents {kid + 1} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>{resources}>>{entries}>>"
        )
        objects[kid + 1] = f"<</Length {len(content)}>>\nstream\n{content}\nendstream"
    objects |= more or {}
    out = b"%PDF-1.4\n"
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    out += b"".join(f"{number} 1\n{place:010d} 00000 n \n".encode() for number, place in places.items())
    return out + f"trailer<</Size {max(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()


def text(x: float, top: float, words: str, size: float = 10, *, mode: int = 0, turn: int = 0) -> str:
    """Words whose line begins at a place; ``mode`` 3 is invisible, ``turn`` counts quarter turns counter-clockwise."""
    a, b = ((1, 0), (0, 1), (-1, 0), (0, -1))[turn]
    # a glyph stands on a baseline 0.88 em below its top
    baseline = HEIGHT - top - 0.88 * size if turn == 0 else HEIGHT - top
    code = words.encode("utf-16-be").hex()
    return f"BT /F1 {size} Tf {mode} Tr {a} {b} {-b} {a} {x} {baseline} Tm <{code}> Tj ET\n"


def line(x0: float, top: float, x1: float, bottom: float, style: str = "") -> str:
    """A thin stroke; ``style`` is put before it (``[2 2] 0 d`` dashes it)."""
    return f"q 0.5 w {style} {x0} {HEIGHT - top} m {x1} {HEIGHT - bottom} l S Q\n"


def filled(x0: float, top: float, x1: float, bottom: float, colour: str = "1 1 1") -> str:
    """A filled box without a border."""
    return f"q {colour} rg {x0} {HEIGHT - bottom} {x1 - x0} {bottom - top} re f Q\n"


def rows(lines: Sequence[Sequence[tuple[float, str]]], top: float = 100, pitch: float = 18) -> str:
    """Lines of texts at places, without rules."""
    return "".join(text(x, top + pitch * n, words) for n, row in enumerate(lines) for x, words in row)


def table(
    drawing: str,
    *,
    x: float = 72,
    top: float = 100,
    widths: Sequence[float] = (),
    heights: Sequence[float] = (),
    sides: str = "tblr",
    size: float = 10,
) -> str:
    """A table with rules; of its outer ones only those named by first letter in ``sides`` are drawn."""
    grid = grid_of(drawing)
    wide = list(widths) or [90.0] * grid.cols
    tallest = [max(c.text.count("\n") + 1 for c in grid.cells if c.row == row) for row in range(grid.rows)]
    high = list(heights) or [lines * size * 1.3 + 8 for lines in tallest]
    xs = [x + sum(wide[:col]) for col in range(grid.cols + 1)]
    ys = [top + sum(high[:row]) for row in range(grid.rows + 1)]
    out = ""
    for cell in grid.cells:
        x0, x1 = xs[cell.col], xs[cell.col + cell.colspan]
        y0, y1 = ys[cell.row], ys[cell.row + cell.rowspan]
        out += line(x0, y0, x1, y0) if cell.row or "t" in sides else ""
        out += line(x0, y1, x1, y1) if y1 < ys[-1] or "b" in sides else ""
        out += line(x0, y0, x0, y1) if cell.col or "l" in sides else ""
        out += line(x1, y0, x1, y1) if x1 < xs[-1] or "r" in sides else ""
        for number, words in enumerate(cell.text.split("\n")):
            out += text(x0 + PADDING, y0 + 4 + number * size * 1.3, words, size) if words else ""
    return out


def document(*pages: str, **how: object) -> Document:
    """What the reader makes of pages."""
    return read(pdf(*pages, **how), Source(path="a.pdf", sha256="", format="pdf"))  # type: ignore[arg-type]  # as pdf()
