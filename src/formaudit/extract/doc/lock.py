"""Whether a DOC needs a password, by one bit of its header: asking a converter would take a second and say less."""

import struct
from typing import Final

from formaudit.extract.ole import MAGIC

__all__ = ["is_locked"]

_STREAM: Final = "WordDocument\0".encode("utf-16-le")
_WORD: Final = (0xA5EC, 0xA5DC)
_SMALL: Final = 4096  # streams below this size lie elsewhere
_ENCRYPTED: Final = 0x0100


def is_locked(data: bytes) -> bool:
    """Whether the file's main stream is marked as encrypted. Never raises; where the header cannot be found, no."""
    entry = data.find(_STREAM)
    if not data.startswith(MAGIC) or entry < 512 or entry + 128 > len(data):
        return False
    size = 1 << (struct.unpack_from("<H", data, 30)[0] & 0xF)
    sector, length = struct.unpack_from("<II", data, entry + 116)
    start = (sector + 1) * size
    if length < _SMALL or start + 12 > len(data):
        return False
    mark = struct.unpack_from("<H", data, start)[0]
    flags = struct.unpack_from("<H", data, start + 10)[0]
    return mark in _WORD and bool(flags & _ENCRYPTED)
