"""Whether bytes are a mail: asked of every file, so that what takes mails apart is loaded when one comes."""

import re
from typing import Final

from formaudit.extract.ole import MAGIC
from formaudit.patterns import late

__all__ = ["MAIL", "is_eml", "is_mbox", "is_msg"]

_HEAD: Final = 65_536
_FIELD: Final = late(rb"^([A-Za-z][A-Za-z0-9-]*):[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n", re.MULTILINE)
_TELLING: Final = frozenset({b"from", b"to", b"subject", b"date", b"received", b"message-id", b"mime-version", b"cc"})
_FEWEST: Final = 3
_RELATED: Final = late(rb"multipart/related", re.IGNORECASE)
_ATTACHED: Final = late(rb"^content-disposition:\s*attachment", re.IGNORECASE | re.MULTILINE)
MAIL: Final = late(rb"^From \S*[^\r\n]*\d:\d\d[^\r\n]*\r?\n", re.MULTILINE)
"""The line before a mail in a folder of mails."""
_PROPERTIES: Final = b"__properties_version1.0".decode().encode("utf-16-le")


def is_eml(data: bytes) -> bool:
    """Whether bytes begin as a mail does. A web page that a browser saved (MHTML) is a page and no mail."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n")
    names: set[bytes] = set()
    at = 0
    while match := _FIELD.match(head, at):
        names.add(match[1].lower())
        at = match.end()
    if len(names & _TELLING) < _FEWEST:
        return False
    ended = head[at : at + 2] == b"\r\n" or head[at : at + 1] == b"\n"
    page = _RELATED.search(head[:at]) and not _ATTACHED.search(data)
    return ended and not page


def is_mbox(data: bytes) -> bool:
    """Whether bytes are a folder of mails in one file: each begins behind a line that says from whom and when."""
    begin = MAIL.match(data)
    return begin is not None and is_eml(data[begin.end() : begin.end() + _HEAD])


def is_msg(data: bytes) -> bool:
    """Whether bytes are a message of Outlook: an OLE file with its stream of properties."""
    return data.startswith(MAGIC) and _PROPERTIES in data
