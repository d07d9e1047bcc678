"""A paper as PDF, as a print of it would be: ruled tables that run over pages, lines of text that the page has cut.

Written by hand so that the bytes never change: text in the standard Chinese font that every reader knows, rules as
drawn lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpora.generator.sheet import Box, Grid, Paper

__all__ = ["pdf_bytes"]

_WIDTH, _HEIGHT, _MARGIN = 842, 595, 40
_SIZE, _LEADING, _ROW = 9.0, 15.0, 16.0
_TITLE = 13.0
_WIDE = 0x2E80
"""The first character that is as wide as it is high; Latin letters and digits take half of that."""


def _width(text: str, size: float = _SIZE) -> float:
    return sum(size if ord(char) >= _WIDE else size / 2 for char in text)


def _wrapped(text: str, width: float, size: float) -> Iterator[str]:
    """A text in lines that fit; numbers are kept whole."""
    line = ""
    for piece in re.findall(r"[\d.,%]+|.", text):
        if line and _width(line + piece, size) > width:
            yield line
            line = ""
        line += piece
    yield line


@dataclass(slots=True)
class _Pages:
    """Pages that fill from top to bottom; ``at`` is the height that is left above the margin."""

    streams: list[list[str]] = field(default_factory=lambda: [[]])
    at: float = _HEIGHT - _MARGIN

    def room(self, height: float) -> bool:
        """Whether something so high still fits; a new page is begun where it does not."""
        if self.at - height >= _MARGIN:
            return True
        self.streams.append([])
        self.at = _HEIGHT - _MARGIN
        return False

    def text(self, x: float, y: float, text: str, size: float) -> None:
        """Characters from ``x`` on."""
        shown = text.encode("utf-16-be").hex().upper()
        self.streams[-1].append(f"BT /F1 {size:g} Tf {x:.2f} {y:.2f} Td <{shown}> Tj ET")

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        """A box of four rules."""
        self.streams[-1].append(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re S")


def _paragraph(pages: _Pages, text: str, style: str) -> None:
    size = _TITLE if style == "title" else _SIZE
    for line in _wrapped(text, _WIDTH - 2 * _MARGIN, size):
        pages.room(_LEADING + size - _SIZE)
        pages.at -= _LEADING + size - _SIZE
        x = (_WIDTH - _width(line, size)) / 2 if style == "title" else _MARGIN
        pages.text(x, pages.at, line, size)


def _widths(grid: Grid) -> list[float]:
    """Columns as wide as their widest cell that spans no other, fitted to the page."""
    wanted = [30.0] * grid.columns
    for each in grid.boxes:
        if each.cols == 1:
            wanted[each.col] = max(wanted[each.col], min(_width(each.text.replace("\n", "")) + 8, 170.0))
    scale = (_WIDTH - 2 * _MARGIN) / sum(wanted)
    return [width * scale for width in wanted]


def _table(pages: _Pages, grid: Grid) -> None:
    widths = _widths(grid)
    edges = [_MARGIN + sum(widths[:col]) for col in range(grid.columns + 1)]
    by_row: dict[int, list[Box]] = {}
    for each in grid.boxes:
        by_row.setdefault(each.row, []).append(each)
    heights = [_height(by_row.get(row, []), widths) for row in range(grid.height)]
    for row in range(grid.height):
        tall = max((each.rows for each in by_row.get(row, [])), default=1)
        pages.room(sum(heights[row : row + tall]))
        for each in by_row.get(row, []):
            _cell(pages, each, edges, sum(heights[row : row + each.rows]))
        pages.at -= heights[row]
    pages.at -= _LEADING / 2


def _height(boxes: list[Box], widths: list[float]) -> float:
    lines = max(
        (_count(each, sum(widths[each.col : each.col + each.cols])) for each in boxes if each.rows == 1), default=1
    )
    return _ROW + (lines - 1) * (_SIZE + 2)


def _count(each: Box, width: float) -> int:
    return sum(1 for _ in _wrapped(each.text.replace("\n", ""), width - 4, _SIZE))


def _cell(pages: _Pages, each: Box, edges: list[float], height: float) -> None:
    left, right = edges[each.col], edges[each.col + each.cols]
    pages.rectangle(left, pages.at - height, right - left, height)
    lines = list(_wrapped(each.text.replace("\n", ""), right - left - 4, _SIZE))
    top = pages.at - (height - (len(lines) - 1) * (_SIZE + 2) - _SIZE) / 2 - _SIZE + 1
    for at, line in enumerate(lines):
        pages.text(left + (right - left - _width(line)) / 2, top - at * (_SIZE + 2), line, _SIZE)


def _objects(pages: _Pages) -> list[bytes]:
    """The parts of the file in their order: catalogue, page tree, font, then each page and what it shows."""
    count = len(pages.streams)
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(count))
    found = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
        (
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 5 >> /FontDescriptor 5 0 R >>"
        ),
        (
            b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
            b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
        ),
    ]
    for at, stream in enumerate(pages.streams):
        body = "\n".join(stream).encode()
        found.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_WIDTH} {_HEIGHT}]"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {7 + 2 * at} 0 R >>".encode()
        )
        found.append(b"<< /Length " + str(len(body)).encode() + b" >>\nstream\n" + body + b"\nendstream")
    return found


def pdf_bytes(paper: Paper) -> bytes:
    """The whole file."""
    pages = _Pages()
    for part in paper.parts:
        for block in part.blocks:
            if isinstance(block, Grid):
                _table(pages, block)
            elif block.text:
                _paragraph(pages, block.text, block.style)
    made = bytearray(b"%PDF-1.7\n")
    places = []
    objects = _objects(pages)
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
    table = len(made)
    made += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    made += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    made += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(made)
