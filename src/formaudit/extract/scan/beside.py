"""Pages that have a text of their own and pictures beside it: painted, and what their pictures show recognised."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from formaudit.extract.pdf.ink import Box
from formaudit.extract.pdf.sheet import Sheet
from formaudit.extract.scan.colours import Colour
from formaudit.extract.scan.embedded import is_paper
from formaudit.extract.scan.files import scan_pictures
from formaudit.extract.scan.pictures import Picture, pdf_pictures

__all__ = ["read_painted", "read_pdf"]

_COARSEST: Final = 90.0
_POINT: Final = 72.0

Seen = tuple[dict[int, Sheet], list[int]]
"""What pages show by their numbers, and the pages whose pictures are too coarse."""


def read_pdf(data: bytes, wanted: Mapping[int, Sequence[Box]], name: str) -> Seen:
    """What the pictures of some pages of a PDF show.

    Raises:
        InputError: ``missing-extra`` where no recognition model is installed.

    """
    pages = sorted(wanted)
    return read_painted(zip(pages, pdf_pictures(data, pages, name), strict=True), wanted, name)


def read_painted(
    pictures: Iterable[tuple[int, Picture | None]], wanted: Mapping[int, Sequence[Box]], name: str
) -> Seen:
    """The same of pages that are painted already. A page whose pictures are photographs of a scene has no words.

    Raises:
        InputError: ``missing-extra`` where no recognition model is installed.

    """
    coarse: list[int] = []
    papers: list[tuple[int, Picture | None]] = []
    for page, picture in pictures:
        if picture is None or picture.dpi < _COARSEST:
            coarse.append(page)
        elif any(is_paper(_cut(picture, box)) for box in wanted[page]):
            papers.append((page, picture))
    return scan_pictures(papers, name).sheets, coarse


def _cut(picture: Picture, box: Box) -> Colour:
    high, wide = picture.colour.shape[:2]
    x0, top, x1, bottom = (round(side * picture.dpi / _POINT) for side in box)
    x0, top = min(max(x0, 0), wide - 1), min(max(top, 0), high - 1)
    return picture.colour[top : max(bottom, top + 1), x0 : max(x1, x0 + 1)]
