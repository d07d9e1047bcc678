"""Whether a DOC needs a password or was fast-saved, by bits of its header: a converter takes a second and says less."""

import struct
from typing import Final

from formaudit.extract.ole import MAGIC

__all__ = ["is_fast_saved", "is_locked"]

_STREAM: Final = "WordDocument\0".encode("utf-16-le")
_WORD: Final = (0xA5EC, 0xA5DC)
_SMALL: Final = 4096  # streams below this size lie elsewhere
_ENCRYPTED: Final = 0x0100
_FAST: Final = 0x0004


def is_locked(data: bytes) -> bool:
    """Whether the file's main stream is marked as encrypted. Never raises; where the header cannot be found, no."""
    return bool(_flags(data) & _ENCRYPTED)


def is_fast_saved(data: bytes) -> bool:
    """Whether changes were put behind the text instead of into it (快速保存). Never raises, as ``is_locked``."""
    return bool(_flags(data) & _FAST)


def _flags(data: bytes) -> int:
    """The flags of the main stream's header, 0 where it cannot be found."""
    entry = data.find(_STREAM)
    if not data.startswith(MAGIC) or entry < 512 or entry + 128 > len(data):
        return 0
    size = 1 << (struct.unpack_from("<H", data, 30)[0] & 0xF)
    sector, length = struct.unpack_from("<II", data, entry + 116)
    start = (sector + 1) * size
    if length < _SMALL or start + 12 > len(data):
        return 0
    mark = struct.unpack_from("<H", data, start)[0]
    return int(struct.unpack_from("<H", data, start + 10)[0]) if mark in _WORD else 0
