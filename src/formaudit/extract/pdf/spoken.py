"""Print of which a page says that it reads otherwise than it looks (``ActualText``). Part of the door to pypdfium2.

The library believes what is said, which names ligatures and the blanks of a spread word. Where it has other figures
than the print, only the print is what stands on the paper: what is said is taken away, and the place is doubted.
"""

import ctypes
from collections.abc import Sequence
from typing import Any, Final

import pypdfium2.raw as c

from formaudit.extract.pdf.ink import Box
from formaudit.extract.pdf.prints import Piece, boxes_of, said
from formaudit.extract.pdf.quick import prepared

__all__ = ["belied", "is_said_of"]

_KEY: Final = b"ActualText"
_FIGURES: Final = frozenset("0123456789０１２３４５６７８９.．,，-−%％")
_count: Final = prepared(c.FPDFPageObj_CountMarks, ctypes.c_int)


def belied(document: Any, page: Any, texts: Sequence[Piece]) -> tuple[Box, ...]:
    """The boxes of print with other figures than are said of it; what is said of it is taken away."""
    spoken = [(piece, mark, words) for piece in texts if _count(piece[0]) > 0 for mark, words in _said_of(piece[0])]
    if not spoken:
        return ()
    for piece, mark, _ in spoken:
        c.FPDFPageObj_RemoveMark(piece[0], mark)
    textpage = page.get_textpage()
    try:
        printed = [said(piece[0], textpage.raw) for piece, _, _ in spoken]
    finally:
        textpage.close()
    apart: list[Piece] = []
    for (piece, _, words), own in zip(spoken, printed, strict=True):
        if _figures(own) != _figures(words) and (_is_told(own) or _is_within_form(piece)):
            apart.append(piece)
        elif not _is_within_form(piece):
            _say(document, piece[0], words)
    return tuple(boxes_of(apart))


def _is_within_form(piece: Piece) -> bool:
    """Whether print stands in a form, where the library puts what is said of it to the form's own place on the page."""
    return piece[1] is not piece[0]


def _said_of(item: Any) -> list[tuple[Any, str]]:
    """The marks of a piece of print that say how it reads, with the words."""
    found: list[tuple[Any, str]] = []
    length = ctypes.c_ulong()
    for index in range(c.FPDFPageObj_CountMarks(item)):
        mark = c.FPDFPageObj_GetMark(item, index)
        # The bytes as they are: asked for as text, the library takes them for UTF-8, which they hardly ever are.
        if not c.FPDFPageObjMark_GetParamBlobValue(mark, _KEY, None, 0, length):
            continue
        buffer = (ctypes.c_ubyte * max(1, length.value))()  # of length 0 where the print is said to read as nothing
        c.FPDFPageObjMark_GetParamBlobValue(mark, _KEY, buffer, ctypes.sizeof(buffer), length)
        found.append((mark, _decoded(bytes(buffer)[: length.value])))
    return found


def is_said_of(item: Any) -> bool:
    """Whether the file says of a piece of print how it reads."""
    return any(
        c.FPDFPageObjMark_GetParamBlobValue(c.FPDFPageObj_GetMark(item, index), _KEY, None, 0, ctypes.c_ulong())
        for index in range(c.FPDFPageObj_CountMarks(item))
    )


def _decoded(told: bytes) -> str:
    """A text string of the file: UTF-16 or UTF-8 where its first bytes say so, else one byte a character."""
    for mark, name in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if told.startswith(mark):
            return told[len(mark) :].decode(name, "replace")
    return told.decode("latin-1")


def _figures(text: str) -> str:
    return "".join(char for char in text if char in _FIGURES)


def _is_told(text: str) -> bool:
    """Whether the font says what its characters are."""
    return bool(text.strip()) and all(
        char >= " " and char != "\ufffd" and not "\ue000" <= char < "\uf900" for char in text
    )


def _say(document: Any, item: Any, words: str) -> None:
    """Give a piece of print its words back."""
    mark = c.FPDFPageObj_AddMark(item, b"Span")
    if mark:
        told = ("\ufeff" + words).encode("utf-16-be", "surrogatepass")
        buffer = (ctypes.c_ubyte * len(told)).from_buffer_copy(told)
        c.FPDFPageObjMark_SetBlobParam(document.raw, item, mark, _KEY, buffer, len(told))
