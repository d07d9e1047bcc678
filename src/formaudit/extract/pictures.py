"""Pages of PDF, OFD and picture files as small grey pictures, whole or in part, for people who look at the evidence."""

import importlib
import struct
import zlib
from collections.abc import Sequence
from typing import Any, Final

import pypdfium2 as pdfium
from msgspec import Struct

from formaudit.errors import InputError
from formaudit.extract.sniff import sniff
from formaudit.model.source_format import SourceFormat

__all__ = ["PageView", "part_of", "view_page", "views"]

_MOST_DOTS: Final = 40_000_000
"""A page of monstrous size is shown coarser than asked for."""
_POINT: Final = 72.0
Box = tuple[float, float, float, float]


class PageView(Struct, frozen=True, kw_only=True):
    """A page as it is shown: ``width`` and ``height`` in points, ``png`` its picture.

    ``grey`` holds one byte for each dot, rows from the top, ``columns`` to a row.
    """

    page: int
    width: float
    height: float
    columns: int
    grey: bytes

    @property
    def png(self) -> bytes:
        """The picture as PNG."""
        return _png(self.grey, self.columns)


def views(data: bytes, pages: Sequence[int], dpi: float) -> dict[int, PageView]:
    """The pages that can be shown; a file without pages, or one that cannot be opened, has none."""
    wanted = sorted(set(pages))
    if data.startswith(b"%PDF") or b"%PDF-" in data[:1024]:
        return _of_pdf(data, wanted, dpi)
    kind = sniff(data)
    if kind == SourceFormat.OFD:
        return _of_ofd(data, wanted, dpi)
    if kind == SourceFormat.IMAGE:
        return _of_picture(data, wanted, dpi)
    return {}


def view_page(data: bytes, page: int, dpi: float) -> PageView | None:
    """One page, or ``None`` where it cannot be shown."""
    return views(data, [page], dpi).get(page)


def part_of(view: PageView, box: Box) -> bytes:
    """The part of a page within a box (points from the top left corner) as PNG."""
    rows = len(view.grey) // view.columns
    across, down = view.columns / view.width, rows / view.height
    left, right = _span(box[0] * across, box[2] * across, view.columns)
    top, bottom = _span(box[1] * down, box[3] * down, rows)
    lines = [view.grey[row * view.columns + left : row * view.columns + right] for row in range(top, bottom)]
    return _png(b"".join(lines), right - left)


def _span(low: float, high: float, most: int) -> tuple[int, int]:
    start = min(max(int(low), 0), most - 1)
    return start, min(max(int(high) + 1, start + 1), most)


def _of_pdf(data: bytes, pages: Sequence[int], dpi: float) -> dict[int, PageView]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return {}
    found: dict[int, PageView] = {}
    try:
        for number in pages:
            if 0 < number <= len(document):
                view = _pdf_page(document, number, dpi)
                if view is not None:
                    found[number] = view
    finally:
        document.close()
    return found


def _of_ofd(data: bytes, pages: Sequence[int], dpi: float) -> dict[int, PageView]:
    """Pages of an OFD package, painted again as those of a PDF."""
    try:
        painted = importlib.import_module("formaudit.extract.ofd.painted").as_pdf(data, pages)
    except InputError:
        return {}
    return _of_pdf(painted, pages, dpi)


def _pdf_page(document: Any, number: int, dpi: float) -> PageView | None:
    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        return None
    try:
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            return None
        scale = _scale(width, height, dpi)
        bitmap = page.render(scale=scale, grayscale=True)
        buffer, stride = memoryview(bitmap.buffer), bitmap.stride
        lines = [bytes(buffer[row * stride : row * stride + bitmap.width]) for row in range(bitmap.height)]
        view = PageView(page=number, width=width, height=height, columns=bitmap.width, grey=b"".join(lines))
        bitmap.close()
    except pdfium.PdfiumError:
        return None
    finally:
        page.close()
    return view


def _scale(width: float, height: float, dpi: float) -> float:
    scale = dpi / _POINT
    dots = width * height * scale * scale
    return scale if dots <= _MOST_DOTS else scale * (_MOST_DOTS / dots) ** 0.5


def _of_picture(data: bytes, pages: Sequence[int], dpi: float) -> dict[int, PageView]:
    """Picture files are opened by the parts of the extra for scans, which have read them already."""
    try:
        shown = importlib.import_module("formaudit.extract.scan.shown")
    except ImportError:
        return {}
    return {
        number: PageView(page=number, width=width, height=height, columns=columns, grey=grey)
        for number, width, height, columns, grey in shown.shown_pages(data, pages, dpi)
    }


def _png(grey: bytes, columns: int) -> bytes:
    rows = len(grey) // columns
    raw = b"".join(b"\0" + grey[row * columns : (row + 1) * columns] for row in range(rows))
    head = struct.pack(">IIBBBBB", columns, rows, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
