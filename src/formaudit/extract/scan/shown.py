"""Pages of picture files made small and grey, to be looked at."""

from collections.abc import Iterator, Sequence

import cv2

from formaudit.errors import InputError
from formaudit.extract.scan.pictures import file_pictures

__all__ = ["shown_pages"]


def shown_pages(data: bytes, pages: Sequence[int], dpi: float) -> Iterator[tuple[int, float, float, int, bytes]]:
    """Number, width and height in points, dots in a row, and one byte for each dot, for the pages asked for."""
    try:
        for number, picture in enumerate(file_pictures(data, ""), start=1):
            if picture is None or number > max(pages, default=0):
                return
            if number not in pages:
                continue
            high, wide = picture.colour.shape[:2]
            grey = cv2.cvtColor(picture.colour, cv2.COLOR_RGB2GRAY)
            shrink = min(dpi / picture.dpi, 1.0)
            if shrink < 1:
                grey = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
            yield number, wide * 72 / picture.dpi, high * 72 / picture.dpi, grey.shape[1], grey.tobytes()
    except InputError:
        return
