"""The door to pypdfium2: bytes to pages of ink, one page open at a time."""

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, partial
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as c
from msgspec.structs import replace

from formaudit.errors import InputError
from formaudit.extract.beside import may_hold_form
from formaudit.extract.pdf.aside import stamped_words
from formaudit.extract.pdf.boxed import boxed
from formaudit.extract.pdf.chars import read_glyphs
from formaudit.extract.pdf.fields import notes_of
from formaudit.extract.pdf.ink import Box, Glyph, Ink, Rule, Shade
from formaudit.extract.pdf.misnamed import misnamed
from formaudit.extract.pdf.parted import parted_by_unseen
from formaudit.extract.pdf.paths import Drawing, Matrix, walk
from formaudit.extract.pdf.plaincodes import tells_plain_codes
from formaudit.extract.pdf.prints import boxes_of, red_boxes
from formaudit.extract.pdf.seen import is_cut_open, look, runs_over_rules
from formaudit.extract.pdf.slanted import Heads, level_heads
from formaudit.extract.pdf.spoken import belied
from formaudit.extract.pdf.tiles import tiled
from formaudit.extract.pdf.turned import upright
from formaudit.extract.pdf.typed import typed_rules
from formaudit.extract.unit_line import holds_figures

__all__ = ["pages"]

logging.getLogger("pypdfium2").setLevel(logging.ERROR)  # its remark on XFA forms is ours to make

_MAX_PAGES: Final = 5_000
_MAX_SIDE: Final = 200_000.0
"""Points (70 m): the specification's largest page, many times over; beyond it the boxes are nonsense."""
_PASSWORD: Final = {c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY}
_BROTLI: Final = b"/BrotliDecode"
"""A way of packing that newer PDF files may use and pdfium cannot undo: such a file is sound."""


def pages(data: bytes, name: str) -> Iterator[Ink | None]:
    """The pages of a PDF in order; ``None`` stands for a page that pdfium cannot load.

    Raises:
        InputError: ``encrypted`` where a password is asked for, ``unsupported`` where it is packed in a way that pdfium
            does not know, ``damaged`` where the file is none that pdfium can open or it has no page,
            ``too-large`` beyond the limits on pages, characters and drawn objects.

    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if _BROTLI in data:
            raise InputError("unsupported", name, "PDF, BrotliDecode") from error
        code = "encrypted" if error.err_code in _PASSWORD else "damaged"
        raise InputError(code, name, "" if code == "encrypted" else str(error)) from error
    try:
        count = len(document)
        if count < 1:
            raise InputError("damaged", name, "no pages")
        if count > _MAX_PAGES:
            raise InputError("too-large", name, f"{count} pages > {_MAX_PAGES}")
        if document.get_formtype() != c.FORMTYPE_NONE:
            with suppress(pdfium.PdfiumError):  # a broken form leaves the page's own text to be read
                document.init_forms()  # the values of fields are inherited; the library knows how
        layers = b"/OCProperties" in data or b"/ObjStm" in data  # the second may hold the first, packed
        plain = cache(partial(tells_plain_codes, data))
        for index in range(count):
            yield _page(document, index, name, layers=layers, plain=plain)
    finally:
        document.close()


def _page(document: Any, index: int, name: str, *, layers: bool, plain: Callable[[], bool]) -> Ink | None:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return None
    try:
        rotation = page.get_rotation() // 90 % 4
        box = page.get_bbox()  # what the library calls a box otherwise is none that the page inherits
        view, width, height = _view(box, rotation)
        notes = notes_of(page, view, document.formenv)
        if notes.painted and c.FPDFPage_Flatten(page, c.FLAT_NORMALDISPLAY) == c.FLATTEN_SUCCESS:
            page.close()
            page = document[index]
        if not 0 < width < _MAX_SIDE or not 0 < height < _MAX_SIDE:
            return None
        drawing = walk(page.raw, view, name)
        drawing.across += notes.strikes
        lies = belied(document, page, drawing.texts)
        size = (width, height)
        # Print that stands in several ways is always looked at closely, so that it need not be read twice.
        sight = look(page, drawing, size, layers=layers, closely=bool(rotation) or not drawing.all_upright)
        read = partial(
            read_glyphs, page, view, rotation, upright=drawing.all_upright, size=size, name=name, plain=plain
        )
        lies += tuple(boxes_of([drawing.texts[at] for at in drawing.mirrored]))
        glyphs, unmapped, garbled, crowded, lost = read(sight=sight)
        near = crowded or is_cut_open(drawing, glyphs) or runs_over_rules(drawing, glyphs)
        if near and not sight.looked:
            sight = look(page, drawing, size, layers=layers, closely=True)
            glyphs, unmapped, garbled, _, lost = read(sight=sight)
        heads = Heads()
        if not (drawing.all_upright or rotation):
            heads = level_heads(page, view, glyphs, drawing.across, drawing.down)
            drawing.across += heads.across
            drawing.down += heads.down
        glyphs, false = misnamed([*glyphs, *heads.glyphs])
        shown = _ink(index + 1, (width, height), [*glyphs, *notes.glyphs], unmapped, drawing)
        aside = [("page-notes", words) for words in notes.said if holds_figures(words)]
        aside += [("long-text", words) for words in notes.typed if may_hold_form(words)]
        aside += [("hidden-text", words) for words in sight.words]
        aside += [("slanted-text", words) for words in heads.others if holds_figures(words)]
        if notes.stamped:
            aside += stamped_words(document, index, "".join(glyph.char for glyph in glyphs))
        shown = replace(
            shown,
            aside=tuple(aside),
            veiled=sight.veiled,
            garbled=max(garbled, false),
            doubts=sight.hidden + lies + notes.crossed + lost + parted_by_unseen(glyphs, sight.gone),
            typed_in=bool(notes.glyphs),
        )
        reds = red_boxes(drawing.texts)
        shown = replace(shown, reds=reds) if reds else shown
        rest, across, down = typed_rules(shown.glyphs)
        if len(rest) < len(shown.glyphs):
            shown = replace(
                shown, glyphs=tuple(rest), across=shown.across + tuple(across), down=shown.down + tuple(down)
            )
        return upright(shown)
    except pdfium.PdfiumError:
        return None
    finally:
        page.close()


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
    across, down = boxed(across, down, glyphs)
    flat, tall = tiled(drawing.shades, glyphs, down)
    picture = max((_share(box, width, height) for box in drawing.pictures), default=0.0)
    return Ink(
        page=page,
        width=width,
        height=height,
        turn=0,
        glyphs=tuple(glyphs),
        across=(*across, *flat),
        down=(*down, *tall),
        shades=tuple(drawing.shades),
        picture=picture,
        unmapped=unmapped,
        objects=drawing.objects,
        marks=tuple(drawing.marks),
        pictures=tuple(drawing.pictures),
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
