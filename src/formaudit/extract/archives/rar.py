"""The one thing that is asked of a RAR file before it is read: whether it is one of several volumes."""

from typing import Final

__all__ = ["is_rar_volume"]

_RAR4: Final = b"Rar!\x1a\x07\x00"
_RAR5: Final = b"Rar!\x1a\x07\x01\x00"
_CHECKSUM: Final = 4
_MAIN: Final = 1
_HAS_EXTRA: Final = 0x1
_VOLUME: Final = 0x1


def is_rar_volume(data: bytes) -> bool:
    """Whether the main header says so. RAR 4 has fixed fields; RAR 5 numbers of seven bits a byte."""
    if data.startswith(_RAR4):
        return bool(int.from_bytes(data[10:12], "little") & _VOLUME)
    if not data.startswith(_RAR5):
        return False
    at = len(_RAR5) + _CHECKSUM
    _, at = _number(data, at)
    header_type, at = _number(data, at)
    header_flags, at = _number(data, at)
    if header_flags & _HAS_EXTRA:
        _, at = _number(data, at)
    archive_flags, _ = _number(data, at)
    return header_type == _MAIN and bool(archive_flags & _VOLUME)


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number and the position after it; broken data give a number too, which then fits nothing."""
    value = 0
    for place, byte in enumerate(data[at : at + 10]):
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return value, at + place + 1
    return value, at + 10
