"""Scanned files to ``Document``, and scanned pages of a PDF for the reader of PDF files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from formaudit.errors import InputError
from formaudit.extract.pdf.document import assembled
from formaudit.extract.pdf.sheet import Sheet
from formaudit.extract.scan.colours import without_seals
from formaudit.extract.scan.engine import reader
from formaudit.extract.scan.opinions import Look
from formaudit.extract.scan.page import Scanned, scan_grey
from formaudit.extract.scan.pictures import Picture, file_pictures, pdf_pictures
from formaudit.model.document import Document, Source, Warn

__all__ = ["Pages", "read", "read_pages", "scan_page", "scan_pictures"]

_EXTRA: Final = "ocr"


@dataclass(frozen=True, slots=True)
class Pages:
    """Scanned pages as sheets by their numbers, and what must be said of them."""

    sheets: dict[int, Sheet]
    warnings: tuple[Warn, ...]


def read(data: bytes, source: Source) -> Document:
    """Read a picture file: a PNG, a JPEG, a TIFF with one or many pages.

    Confidences come from the recognition; a figure that several looks do not agree on stays below 0.9.

    Raises:
        InputError: ``damaged``, ``too-large``, or ``missing-extra`` where no recognition model is installed.

    """
    pages = _scanned(enumerate(file_pictures(data, source.path), start=1), _look(source.path))
    sheets = [pages.sheets[number] for number in sorted(pages.sheets)]
    return assembled(sheets, replace(source, pages=len(sheets)), pages.warnings)


def read_pages(data: bytes, numbers: Sequence[int], name: str) -> Pages:
    """Read pages of a PDF that have no text layer. A page that cannot be rendered is left out with a warning.

    Raises:
        InputError: ``damaged``, or ``missing-extra`` where no recognition model is installed.

    """
    return _scanned(zip(numbers, pdf_pictures(data, numbers, name), strict=True), _look(name))


def scan_pictures(pictures: Iterable[tuple[int, Picture | None]], name: str) -> Pages:
    """Read page pictures that another reader has made, under their page numbers; ``None`` is a damaged one.

    Raises:
        InputError: ``missing-extra`` where no recognition model is installed.

    """
    return _scanned(pictures, _look(name))


def scan_page(picture: Picture, look: Look) -> tuple[Sheet, tuple[str, ...]]:
    """One page picture as a sheet, with the codes of what must be said of it."""
    grey, seals = without_seals(picture.colour, picture.dpi)
    page = scan_grey(grey, picture.dpi, picture.page, look)
    return page.sheet, tuple(_codes(page, seals))


def _codes(page: Scanned, seals: int) -> Iterable[str]:
    yield "scan-recognised"
    if seals:
        yield "scan-seal"
    if page.coarse:
        yield "scan-coarse"
    if page.unruled:
        yield "scan-unruled"


def _scanned(pictures: Iterable[tuple[int, Picture | None]], look: Look) -> Pages:
    sheets: dict[int, Sheet] = {}
    notes: dict[str, list[int]] = {}
    for number, picture in pictures:
        if picture is None:
            notes.setdefault("page-damaged", []).append(number)
            continue
        sheets[number], codes = scan_page(picture, look)
        for code in codes:
            notes.setdefault(code, []).append(number)
    return Pages(sheets, tuple(Warn(code=code, detail=",".join(map(str, found))) for code, found in notes.items()))


def _look(name: str) -> Look:
    try:
        return reader().read
    except ImportError as error:
        raise InputError("missing-extra", name, _EXTRA) from error
