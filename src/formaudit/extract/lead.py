"""What a server has written before a file that it sent: blank lines or a mark of UTF-8, no part of the file."""

from typing import Final

__all__ = ["bare"]

_BLANKS: Final = b"\xef\xbb\xbf \t\r\n"
_LONGEST: Final = 64
_MAGIC: Final = (
    b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b\x08", b"\x89PNG\r\n", b"\xff\xd8\xff",
)  # fmt: skip
"""How files begin that are no text, in which such a beginning would have a meaning."""


def bare(data: bytes) -> bytes:
    """The bytes from where the file begins."""
    if data[:1] not in (b"\xef", b" ", b"\t", b"\r", b"\n"):
        return data
    head = data[:_LONGEST].lstrip(_BLANKS)
    return data[min(len(data), _LONGEST) - len(head) :] if head.startswith(_MAGIC) else data
