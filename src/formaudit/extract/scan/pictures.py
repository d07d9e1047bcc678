"""Picture files and the pages of PDF files to page pictures: the doors to Pillow and, for scans, to pypdfium2."""

import io
import struct
import warnings
from collections.abc import Iterator, Sequence
from typing import Any, Final

import cv2
import numpy as np
import pillow_heif
import pypdfium2 as pdfium
import pypdfium2.raw as c
from msgspec import Struct
from PIL import Image, ImageOps

from formaudit.errors import InputError
from formaudit.extract.scan.colours import Colour

__all__ = ["Picture", "file_pictures", "pdf_pictures", "resolution_of_a4"]

_FORMATS: Final = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP", "JPEG2000", "AVIF", "HEIF")
_MOST_PIXELS: Final = 80_000_000
_MOST_PAGES: Final = 500
_FINEST: Final = 300.0
"""A finer picture is made coarser: it would cost time and read no better."""
_COARSEST: Final = 50.0
_USUAL: Final = 200.0
_SHORT_SIDE: Final = (3.0, 24.0)
"""Inches that the shorter side of a sheet may measure; otherwise the resolution that a file names is nonsense."""
_A4: Final = 8.27
_DAMAGED: Final = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, struct.error)
"""What Pillow raises on broken files."""


class Picture(Struct, frozen=True):
    """A page: its number from 1, its colours, and its resolution in dots per inch.

    ``guessed``: no file said that resolution; it is that of a sheet as wide as A4 which fills the picture.
    """

    page: int
    colour: Colour
    dpi: float
    guessed: bool = False


def file_pictures(data: bytes, name: str) -> Iterator[Picture | None]:
    """The pages of a picture file; ``None`` stands for a later page that is damaged, with which reading ends.

    Raises:
        InputError: ``damaged`` or ``too-large``.

    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's remarks on odd metadata and on large pictures: limits follow
        pillow_heif.register_heif_opener(thumbnails=False)
        try:
            file = Image.open(io.BytesIO(data), formats=_FORMATS)
        except Image.DecompressionBombError as error:
            raise InputError("too-large", name) from error
        except _DAMAGED as error:
            raise InputError("damaged", name, str(error)) from error
        with file:
            count = getattr(file, "n_frames", 1) if file.format == "TIFF" else 1
            if count > _MOST_PAGES:
                raise InputError("too-large", name, f"{count} pages > {_MOST_PAGES}")
            for number in range(1, count + 1):
                try:
                    file.seek(number - 1)
                    if file.width * file.height > _MOST_PIXELS:
                        raise InputError("too-large", name, f"{file.width} x {file.height}")
                    picture = _picture(file, number)
                except _DAMAGED as error:
                    if number == 1:
                        raise InputError("damaged", name, str(error)) from error
                    yield None
                    return
                yield picture


def _picture(file: Image.Image, number: int) -> Picture:
    wide, high = file.size
    told = _resolution(file.info.get("dpi"), (wide, high))
    dpi = told or resolution_of_a4(wide, high)
    upright = ImageOps.exif_transpose(file)
    if upright.mode.startswith("I") or upright.mode == "F":
        levels = np.asarray(upright, np.float32)
        top = 65535.0 if levels.max() > 255 else 255.0
        upright = Image.fromarray(np.clip(levels * (255.0 / top), 0, 255).astype(np.uint8))
    if "A" in upright.getbands() or "transparency" in upright.info:
        solid = upright.convert("RGBA")
        upright = Image.alpha_composite(Image.new("RGBA", solid.size, "white"), solid)
    return _coarser(Picture(number, np.asarray(upright.convert("RGB")), dpi, guessed=not told))


def _resolution(said: Any, size: tuple[int, int]) -> float:
    """Dots per inch as the file says, or 0 where it says nothing sensible."""
    try:
        dpi = float(said[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return 0.0
    return dpi if dpi > 0 and _SHORT_SIDE[0] <= min(size) / dpi <= _SHORT_SIDE[1] else 0.0


def resolution_of_a4(wide: int, high: int) -> float:
    """Dots per inch of a sheet of so many pixels, as if its shorter side were as wide as A4."""
    return max(_COARSEST, min(wide, high) / _A4)


def _coarser(picture: Picture) -> Picture:
    if picture.dpi <= _FINEST * 1.05:
        return picture
    shrink = _FINEST / picture.dpi
    colour = cv2.resize(picture.colour, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    return Picture(picture.page, np.asarray(colour, np.uint8), _FINEST, guessed=picture.guessed)


def pdf_pictures(data: bytes, pages: Sequence[int], name: str) -> Iterator[Picture | None]:
    """Some pages of a PDF as pictures, at the resolution of the scans in them; ``None`` for a page that has none.

    Raises:
        InputError: ``damaged``: the file is no PDF that can be opened.

    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise InputError("damaged", name, str(error)) from error
    try:
        for number in pages:
            try:
                page = document[number - 1]
                try:
                    yield _rendered(page, number)
                finally:
                    page.close()
            except (pdfium.PdfiumError, MemoryError, ValueError):
                yield None
    finally:
        document.close()


def _rendered(page: Any, number: int) -> Picture:
    wide, high = page.get_size()
    dpi = _scanned_at(page)
    most = (_MOST_PIXELS / max(1.0, wide * high)) ** 0.5 * 72
    dpi = min(dpi, most)
    bitmap = page.render(scale=dpi / 72, rev_byteorder=True, fill_color=(255, 255, 255, 255), prefer_bgrx=False)
    colour = np.array(bitmap.to_numpy())
    bitmap.close()
    if colour.ndim == 2 or colour.shape[2] == 1:
        colour = cv2.cvtColor(colour.reshape(colour.shape[:2]), cv2.COLOR_GRAY2RGB)
    return Picture(number, np.ascontiguousarray(colour[:, :, :3]), dpi)


def _scanned_at(page: Any) -> float:
    """The resolution of the largest picture on a page, within bounds."""
    best, found = 0.0, _USUAL
    for item in page.get_objects(filter=[c.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = item.get_bounds()
        area = (right - left) * (top - bottom)
        across, down = item.get_px_size()
        if area > best and right - left > 1 and top - bottom > 1:
            best = area
            # a picture may lie sideways on the page
            found = 72 * max(across, down) / max(right - left, top - bottom)
    return min(_FINEST, max(_COARSEST, found))
