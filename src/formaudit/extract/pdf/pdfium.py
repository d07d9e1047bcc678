"""The door to pypdfium2: bytes to pages of ink, one page open at a time."""

from collections.abc import Iterator
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as c

from formaudit.errors import InputError
from formaudit.extract.pdf.chars import read_glyphs
from formaudit.extract.pdf.ink import Box, Glyph, Ink, Rule, Shade
from formaudit.extract.pdf.paths import Drawing, Matrix, walk
from formaudit.extract.pdf.turned import upright

__all__ = ["pages"]

_MAX_PAGES: Final = 5_000
_MAX_SIDE: Final = 200_000.0
"""Points (70 m): the specification's largest page, many times over; beyond it the boxes are nonsense."""
_MAX_NOTES: Final = 5_000
_PASSWORD: Final = {c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY}


def pages(data: bytes, name: str) -> Iterator[Ink | None]:
    """The pages of a PDF in order; ``None`` stands for a page that pdfium cannot load.

    Raises:
        InputError: ``encrypted`` where a password is asked for, ``damaged`` where the file is none that pdfium can
            open or it has no page, ``too-large`` beyond the limits on pages, characters and drawn objects.

    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = "encrypted" if error.err_code in _PASSWORD else "damaged"
        raise InputError(code, name, "" if code == "encrypted" else str(error)) from error
    try:
        count = len(document)
        if count < 1:
            raise InputError("damaged", name, "no pages")
        if count > _MAX_PAGES:
            raise InputError("too-large", name, f"{count} pages > {_MAX_PAGES}")
        for index in range(count):
            yield _page(document, index, name)
    finally:
        document.close()


def _page(document: Any, index: int, name: str) -> Ink | None:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return None
    try:
        if _has_fields(page) and c.FPDFPage_Flatten(page, c.FLAT_NORMALDISPLAY) == c.FLATTEN_SUCCESS:
            page.close()
            page = document[index]
        rotation = page.get_rotation() // 90 % 4
        box = page.get_cropbox()
        view, width, height = _view(box, rotation)
        if not 0 < width < _MAX_SIDE or not 0 < height < _MAX_SIDE:
            return None
        drawing = walk(page.raw, view, name)
        glyphs, unmapped = read_glyphs(
            page, view, rotation, upright=drawing.all_upright, size=(width, height), name=name
        )
        shown = _ink(index + 1, (width, height), glyphs, unmapped, drawing)
        return upright(shown)
    except pdfium.PdfiumError:
        return None
    finally:
        page.close()


def _has_fields(page: Any) -> bool:
    """Whether values of form fields or typed notes lie over the page, where the text reader does not see them."""
    for index in range(min(c.FPDFPage_GetAnnotCount(page), _MAX_NOTES)):
        note = c.FPDFPage_GetAnnot(page, index)
        if note:
            kind = c.FPDFAnnot_GetSubtype(note)
            c.FPDFPage_CloseAnnot(note)
            if kind in {c.FPDF_ANNOT_WIDGET, c.FPDF_ANNOT_FREETEXT}:
                return True
    return False


def _view(box: Box, rotation: int) -> tuple[Matrix, float, float]:
    """The matrix from the page's own space to the page as shown, and the size of the latter."""
    left, bottom, right, top = box
    wide, high = right - left, top - bottom
    if rotation == 1:
        return (0, 1, 1, 0, -bottom, -left), high, wide
    if rotation == 2:
        return (-1, 0, 0, 1, right, -bottom), wide, high
    if rotation == 3:
        return (0, -1, -1, 0, top, right), high, wide
    return (1, 0, 0, -1, -left, top), wide, high


def _ink(page: int, size: tuple[float, float], glyphs: list[Glyph], unmapped: int, drawing: Drawing) -> Ink:
    width, height = size
    dark = [shade for shade in drawing.shades if not shade.white]
    across = drawing.across + [rule for rule in drawing.pale_across if _on_shade(rule, dark, across=True)]
    down = drawing.down + [rule for rule in drawing.pale_down if _on_shade(rule, dark, across=False)]
    picture = max((_share(box, width, height) for box in drawing.pictures), default=0.0)
    return Ink(
        page=page,
        width=width,
        height=height,
        turn=0,
        glyphs=tuple(glyphs),
        across=tuple(across),
        down=tuple(down),
        shades=tuple(drawing.shades),
        picture=picture,
        unmapped=unmapped,
        objects=drawing.objects,
    )


def _on_shade(rule: Rule, shades: list[Shade], *, across: bool) -> bool:
    """Whether a white line can be seen, because it lies on a coloured box."""
    middle = (rule.start + rule.end) / 2
    x, y = (middle, rule.at) if across else (rule.at, middle)
    return any(s.x0 - 2 <= x <= s.x1 + 2 and s.top - 2 <= y <= s.bottom + 2 for s in shades)


def _share(box: Box, width: float, height: float) -> float:
    wide = min(box[2], width) - max(box[0], 0.0)
    high = min(box[3], height) - max(box[1], 0.0)
    return max(wide, 0.0) * max(high, 0.0) / (width * height)
