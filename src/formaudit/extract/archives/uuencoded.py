"""Files that old mail programs write into the text of a mail, between a line ``begin 644 name`` and a line ``end``."""

import binascii
import re
from typing import Final

from formaudit.extract.archives.names import name_from_bytes

__all__ = ["taken_out"]

_BEGIN: Final = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]+)\r?\n", re.MULTILINE)
_END: Final = re.compile(rb"^end[ \t]*(?:\r?\n|\Z)", re.MULTILINE)


def taken_out(text: bytes) -> tuple[bytes, list[tuple[str, bytes]]]:
    """A text without the files in it, and these by name; what only looks like one stays in the text."""
    kept: list[bytes] = []
    files: list[tuple[str, bytes]] = []
    at = 0
    for begin in _BEGIN.finditer(text):
        end = _END.search(text, begin.end()) if begin.start() >= at else None
        content = None if end is None else _decoded(text[begin.end() : end.start()])
        if end is not None and content:
            kept.append(text[at : begin.start()])
            files.append((name_from_bytes(begin[1].strip()), content))
            at = end.end()
    return b"".join((*kept, text[at:])), files


def _decoded(lines: bytes) -> bytes | None:
    found: list[bytes] = []
    for line in lines.splitlines():
        try:
            # The first sign says how many bytes the line has; some programs write more behind them, or lose blanks.
            size = (line[0] - 32) & 63 if line else 0
            found.append(binascii.a2b_uu(line[: 1 + (size + 2) // 3 * 4]))
        except (binascii.Error, ValueError):
            return None
    return b"".join(found)
