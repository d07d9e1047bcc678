"""Pages of an OFD package that are pictures: laid on a sheet as the page lays them, and read by recognition.

Needs the extra ``ocr``; whoever loads this module without it gets an ``ImportError``.
"""

import io
import warnings
from collections.abc import Sequence
from typing import Final

import numpy as np
from PIL import Image

from formaudit.errors import InputError
from formaudit.extract.ofd.objects import PagePicture
from formaudit.extract.ofd.pages import OfdPage
from formaudit.extract.ofd.parts import Parts
from formaudit.extract.pdf.sheet import Sheet
from formaudit.extract.scan.files import scan_pictures
from formaudit.extract.scan.pictures import Picture
from formaudit.model.document import Warn

__all__ = ["painted", "recognise", "sheet_of"]

_FINEST: Final = 300.0
_COARSEST: Final = 72.0
_MOST_PIXELS: Final = 80_000_000
_POINT: Final = 72.0


def recognise(parts: Parts, pages: Sequence[OfdPage], name: str) -> tuple[dict[int, Sheet], tuple[Warn, ...]]:
    """The pages as sheets by their numbers, and what must be said of them; one without a readable picture is left out.

    Raises:
        InputError: ``missing-extra``: no recognition model is installed; ``too-large``.

    """
    laid = [(page.ink.page, picture) for page in pages if (picture := sheet_of(parts, page, name)) is not None]
    read = scan_pictures(laid, name)
    return read.sheets, read.warnings


def painted(parts: Parts, pages: Sequence[OfdPage], name: str) -> list[tuple[int, Picture | None]]:
    """The pictures of each page on a sheet of its size, under the page's number.

    Raises:
        InputError: ``too-large``.

    """
    return [(page.ink.page, sheet_of(parts, page, name)) for page in pages]


def sheet_of(parts: Parts, page: OfdPage, name: str) -> Picture | None:
    """The page's pictures on a white sheet of its size, at the resolution of the largest of them."""
    opened = [(picture, image) for picture, part in page.pictures if (image := _opened(parts, part)) is not None]
    if not opened:
        return None
    largest, image = max(opened, key=lambda pair: _area(pair[0]))
    side = max(largest.box[2] - largest.box[0], largest.box[3] - largest.box[1])
    dpi = min(_FINEST, max(_COARSEST, _POINT * max(image.size) / max(side, 1.0)))
    width, height = page.ink.width, page.ink.height
    if width * height * (dpi / _POINT) ** 2 > _MOST_PIXELS:
        raise InputError("too-large", name, f"{width:.0f} x {height:.0f}")
    scale = dpi / _POINT
    sheet = Image.new("RGB", (max(1, round(width * scale)), max(1, round(height * scale))), "white")
    for picture, image in opened:
        _paste(sheet, image, picture, scale)
    return Picture(page.ink.page, np.asarray(sheet), dpi)


def _area(picture: PagePicture) -> float:
    return (picture.box[2] - picture.box[0]) * (picture.box[3] - picture.box[1])


def _opened(parts: Parts, part: str) -> Image.Image | None:
    data = parts.data(part)
    if data is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's remarks on odd metadata
        try:
            image = Image.open(io.BytesIO(data))
            if image.width * image.height > _MOST_PIXELS:
                return None
            return image.convert("RGBA")
        except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
            return None


def _paste(sheet: Image.Image, image: Image.Image, picture: PagePicture, scale: float) -> None:
    """Lay a picture on the sheet by the matrix of its unit square, turned or mirrored as it says."""
    a, b, c, d, e, f = (value * scale for value in picture.placed)
    determinant = a * d - b * c
    if abs(determinant) < 1:
        return
    wide, high = image.size
    # From a point of the sheet back to the picture: the inverse matrix, in the picture's dots.
    back = (
        d / determinant * wide, -c / determinant * wide, (c * f - d * e) / determinant * wide,
        -b / determinant * high, a / determinant * high, (b * e - a * f) / determinant * high,
    )  # fmt: skip
    laid = image.transform(sheet.size, Image.Transform.AFFINE, back, Image.Resampling.BILINEAR)
    sheet.paste(laid, mask=laid)
