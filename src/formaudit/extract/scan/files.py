"""Scanned files to ``Document``, and scanned pages of a PDF for the reader of PDF files."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

from formaudit.errors import InputError
from formaudit.extract.pdf.document import assembled
from formaudit.extract.pdf.ink import Ink
from formaudit.extract.pdf.sheet import Sheet
from formaudit.extract.scan.aligned import like_before
from formaudit.extract.scan.colours import without_seals
from formaudit.extract.scan.engine import quick_reader, reader
from formaudit.extract.scan.flatten import flattened
from formaudit.extract.scan.markers import without_markers
from formaudit.extract.scan.opinions import Looks
from formaudit.extract.scan.page import Scanned, scan_grey
from formaudit.extract.scan.paper import found_paper
from formaudit.extract.scan.pictures import Picture, file_pictures, pdf_pictures, resolution_of_a4
from formaudit.model.document import Document, Paragraph, Source, Warn
from formaudit.model.source_format import SourceFormat
from formaudit.model.table import Table

__all__ = ["Pages", "picture_blocks", "read", "read_pages", "scan_page", "scan_pictures"]

_EXTRA: Final = "ocr"


class Pages(Struct, frozen=True):
    """Scanned pages as sheets by their numbers, and what must be said of them."""

    sheets: dict[int, Sheet]
    warnings: tuple[Warn, ...]


def read(data: bytes, source: Source) -> Document:
    """Read a picture file: a PNG, a JPEG, a TIFF with one or many pages.

    Confidences come from the recognition; a figure that several looks do not agree on stays below 0.9.

    Raises:
        InputError: ``damaged``, ``too-large``, or ``missing-extra`` where no recognition model is installed.

    """
    pages = _scanned(enumerate(file_pictures(data, source.path), start=1), _looks(source.path))
    sheets = [pages.sheets[number] for number in sorted(pages.sheets)]
    return assembled(sheets, replace(source, pages=len(sheets)), pages.warnings)


def read_pages(data: bytes, numbers: Sequence[int], name: str) -> Pages:
    """Read pages of a PDF that have no text layer. A page that cannot be rendered is left out with a warning.

    Raises:
        InputError: ``damaged``, or ``missing-extra`` where no recognition model is installed.

    """
    return _scanned(zip(numbers, pdf_pictures(data, numbers, name), strict=True), _looks(name))


def scan_pictures(pictures: Iterable[tuple[int, Picture | None]], name: str) -> Pages:
    """Read page pictures that another reader has made, under their page numbers; ``None`` is a damaged one.

    Raises:
        InputError: ``missing-extra`` where no recognition model is installed.

    """
    return _scanned(pictures, _looks(name))


def picture_blocks(picture: Picture, name: str) -> tuple[Paragraph | Table, ...]:
    """The tables and paragraphs in one picture of a page or of a part of one, each with its confidence.

    This is what other readers call for a page whose text cannot be trusted, or for a picture that may be a table. It
    is not known how a picture within a document lies, so it is treated like a page: turned upright, made flat.

    Args:
        picture: the dots and their resolution; a part of a page needs the resolution of the page it was cut from.
        name: the file that it stands in, for messages.

    Raises:
        InputError: ``missing-extra`` where no recognition model is installed.

    """
    sheet, _ = scan_page(picture, _looks(name))
    return assembled([sheet], Source(path=name, sha256="", format=SourceFormat.IMAGE), ()).blocks


def scan_page(picture: Picture, looks: Looks) -> tuple[Sheet, tuple[str, ...]]:
    """One page picture as a sheet, with the codes of what must be said of it."""
    grey, seals = without_seals(picture.colour, picture.dpi)
    grey = without_markers(grey, picture.colour, picture.dpi)
    paper = found_paper(grey, picture.dpi)
    high, wide = paper.grey.shape
    dpi = resolution_of_a4(wide, high) if picture.guessed and paper.is_cut else picture.dpi
    flat = flattened(paper.grey, dpi)
    page = scan_grey(flat.grey, dpi, picture.page, looks)
    if paper.is_cut or flat.back is not None:
        way = flat.back if flat.back is not None else np.eye(3)[:2]
        way = way + np.array([[0.0, 0.0, paper.left], [0.0, 0.0, paper.top]])
        sheet = replace(page.sheet, ink=_as_it_lies(page.sheet.ink, way, dpi, picture))
        return sheet, (*_codes(page, seals), "scan-photograph")
    return page.sheet, tuple(_codes(page, seals))


def _as_it_lies(ink: Ink, way: NDArray[np.float64], dpi: float, picture: Picture) -> Ink:
    """A page that was found in a picture, with the way back to the whole picture in points.

    ``way`` leads from the pixels of the page, before it was turned upright, to those of the picture.
    """
    upright = [ink.shown((x, y, x, y))[:2] for x, y in ((0.0, 0.0), (1_000.0, 0.0), (0.0, 1_000.0))]
    corners = np.array([[x * dpi / 72, y * dpi / 72, 1.0] for x, y in upright]) @ way.T * (72 / picture.dpi)
    start, across, down = corners
    (a, d), (b, e), (c, f) = (across - start) / 1_000, (down - start) / 1_000, start
    tilt = (float(a), float(b), float(c), float(d), float(e), float(f))
    return replace(ink, turn=0, tilt=tilt)


def _codes(page: Scanned, seals: int) -> Iterable[str]:
    yield "scan-recognised"
    if seals:
        yield "scan-seal"
    if page.coarse:
        yield "scan-coarse"
    if not page.turn_known:
        yield "scan-turn"
    if page.unruled:
        yield "scan-unruled"


def _scanned(pictures: Iterable[tuple[int, Picture | None]], looks: Looks) -> Pages:
    sheets: dict[int, Sheet] = {}
    notes: dict[str, list[int]] = {}
    for number, picture in pictures:
        if picture is None:
            notes.setdefault("page-damaged", []).append(number)
            continue
        sheet, codes = scan_page(picture, looks)
        before = sheets.get(number - 1)
        # a flat scan has a true measure, a page that was made flat has none
        sheets[number] = like_before(sheet, before) if before is not None and "scan-photograph" in codes else sheet
        for code in codes:
            notes.setdefault(code, []).append(number)
    return Pages(sheets, tuple(Warn(code=code, detail=",".join(map(str, found))) for code, found in notes.items()))


def _looks(name: str) -> Looks:
    try:
        return Looks(quick_reader().read, reader().read)
    except ImportError as error:
        raise InputError("missing-extra", name, _EXTRA) from error
