"""Pictures that stand inside documents: read at the resolution at which they are printed, if they may show words."""

from typing import Final

import cv2
import numpy as np
from msgspec import Struct

from formaudit.errors import InputError
from formaudit.extract.scan.colours import Colour
from formaudit.extract.scan.files import picture_blocks
from formaudit.extract.scan.pictures import Picture, file_pictures
from formaudit.model.document import Paragraph
from formaudit.model.table import Table

__all__ = ["Recognised", "is_paper", "read_embedded"]

_FINEST: Final = 300.0
_COARSEST: Final = 90.0
"""Dots per inch below which figures cannot be told apart."""
_TEXT: Final = 6.7
"""Inches of a page between its margins: as wide as that is a picture of which nobody says it."""
_BRIGHT: Final = 0.6
_PAPER: Final = 0.55
"""The part of a picture that is about as bright as its brightest parts where it shows paper or a screen."""
_COLOURED: Final = 60.0
"""Levels by which the colours of a photograph differ in the mean; coloured headings of tables are few."""


class Recognised(Struct, frozen=True):
    """What a picture shows. ``coarse``: it is too coarse to be read; ``words``: it may show any."""

    blocks: tuple[Paragraph | Table, ...] = ()
    coarse: bool = False
    words: bool = True


def read_embedded(data: bytes, inches: float, name: str) -> Recognised | None:
    """The tables and paragraphs in a picture that is printed so many inches wide; ``None`` where it cannot be opened.

    ``inches`` is 0 where nobody says how wide it is; then the picture itself may.

    Raises:
        InputError: ``missing-extra`` where no recognition model is installed.

    """
    try:
        picture = next(file_pictures(data, name), None)
    except InputError:
        return None
    if picture is None:
        return None
    colour = picture.colour
    if inches <= 0 and picture.guessed:
        inches = _TEXT
    dpi = colour.shape[1] / inches if inches > 0 else picture.dpi
    if not is_paper(colour):
        return Recognised(words=False)
    if dpi < _COARSEST:
        return Recognised(coarse=True)
    if dpi > _FINEST:
        shrink = _FINEST / dpi
        colour = np.asarray(cv2.resize(colour, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA), np.uint8)
        dpi = _FINEST
    return Recognised(picture_blocks(Picture(1, colour, dpi), name))


def is_paper(colour: Colour) -> bool:
    """Whether most of a picture is as bright as paper, and has no colours as a photograph of a scene has."""
    small = cv2.resize(colour, (96, 96), interpolation=cv2.INTER_AREA).astype(np.float32)
    grey = small.mean(axis=2)
    bright = float((grey > _BRIGHT * np.percentile(grey, 97)).mean())
    return bright > _PAPER and float((small.max(axis=2) - small.min(axis=2)).mean()) < _COLOURED
