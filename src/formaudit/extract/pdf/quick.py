"""Calls of pdfium that are made for every character of a page, prepared so that each costs a third.

Part of the door to pypdfium2. Its functions know the types of their arguments and convert each of them at every call.
Here the same functions stand without types: what is handed to them must be of the right type already, a pointer, a
number or a reference, and what they would return is not looked at, as the answer lies in the references.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from struct import iter_unpack
from typing import Any, Final

import pypdfium2.raw as c

__all__ = ["codes_of", "loose_boxes", "origins", "prepared"]

_TOGETHER: Final = 4096
"""Boxes that are read before the first of them is looked at: a page of a form has a thousand characters."""
_HYPHEN: Final = "\ufffe"
"""What the text as a whole has for a hyphen at a line's end, which the single character calls 2."""
_SIZE: Final = ctypes.sizeof(c.FS_RECTF)


def prepared(function: Any, result: Any = None) -> Callable[..., Any]:
    """A function of pdfium that converts nothing; ``result`` is the type of its answer, if anybody wants one."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    quick: Any = type(function)(address)
    quick.restype = result
    return quick  # type: ignore[no-any-return]  # ctypes knows no more


_loose_box: Final = prepared(c.FPDFText_GetLooseCharBox)
_buffer: Final = (c.FS_RECTF * _TOGETHER)()
_slots: Final = [ctypes.byref(_buffer, at * _SIZE) for at in range(_TOGETHER)]
_char_origin: Final = prepared(c.FPDFText_GetCharOrigin)


def codes_of(text: Any, count: int) -> Sequence[int]:
    """The code of each character of a page's text.

    They are read in one call wherever it gives as many as there are: a character without a code is left out there.
    """
    buffer = (ctypes.c_ushort * (2 * count + 1))()
    c.FPDFText_GetText(text, 0, count, buffer)
    written = bytes(buffer)[: 4 * count].decode("utf-16-le", "surrogatepass")
    whole = written[:count]
    if len(whole) == count and not written[count:].strip("\0") and "\0" not in whole and _HYPHEN not in whole:
        return list(map(ord, whole))
    return [c.FPDFText_GetUnicode(text, index) for index in range(count)]


def loose_boxes(text: Any, count: int) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each character of a page's text, as its font declares them."""
    for start in range(0, count, _TOGETHER):
        stop = min(start + _TOGETHER, count)
        deque(map(_loose_box, repeat(text), range(start, stop), _slots), 0)
        yield from iter_unpack("4f", memoryview(_buffer).cast("B")[: (stop - start) * _SIZE])


def origins(text: Any, count: int) -> Iterator[tuple[float, float]]:
    """The point on its baseline from which each character of a page's text was set."""
    for start in range(0, count, _TOGETHER):
        stop = min(start + _TOGETHER, count)
        buffer = (ctypes.c_double * (2 * (stop - start)))()
        across = [ctypes.byref(buffer, 16 * at) for at in range(stop - start)]
        up = [ctypes.byref(buffer, 16 * at + 8) for at in range(stop - start)]
        deque(map(_char_origin, repeat(text), range(start, stop), across, up), 0)
        yield from iter_unpack("2d", memoryview(buffer).cast("B"))
