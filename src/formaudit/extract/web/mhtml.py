"""Web archives (单个文件网页): the pages inside a message of many parts, and the files that go with them."""

import email
from collections.abc import Iterator
from email.message import Message
from email.policy import compat32
from typing import Final

from formaudit.errors import InputError
from formaudit.extract.archives.names import safe_name
from formaudit.extract.embedded import DOCUMENTS
from formaudit.extract.sniff import sniff

__all__ = ["attached_parts", "pages_of", "pictures_of"]

_OF_THE_PAGE: Final = ("text/", "image/", "font/", "audio/", "video/", "application/javascript", "application/xhtml")


def pages_of(data: bytes, file: str) -> list[tuple[bytes, str]]:
    """The bytes of each page and the encoding its part names, which may be empty, in their order.

    A frame shows a page of its own, and each sheet of a workbook is one: all are of the archive.

    Raises:
        InputError: ``damaged`` where no part is a page, ``empty`` where none of the pages holds anything.

    """
    parts = [part for part in email.message_from_bytes(data, policy=compat32).walk() if _is_page(part)]
    pages = [(content, part.get_content_charset() or "") for part in parts if (content := _content(part))]
    if parts and not pages:
        raise InputError("empty", file)
    if not pages:
        raise InputError("damaged", file, "MHTML")
    return pages


def pictures_of(data: bytes) -> dict[str, bytes]:
    """The pictures among the parts by the addresses that pages use for them."""
    found: dict[str, bytes] = {}
    for part in email.message_from_bytes(data, policy=compat32).walk():
        if part.get_content_type().startswith("image/"):
            content = _content(part)
            place, name = str(part.get("Content-Location", "")).strip(), str(part.get("Content-ID", "")).strip("<> ")
            found |= {place: content, place.rpartition("/")[2]: content} if place else {}
            found |= {f"cid:{name}": content} if name else {}
    return found


def attached_parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of the documents among the parts, which no page shows."""
    for number, part in enumerate(email.message_from_bytes(data, policy=compat32).walk()):
        if part.is_multipart() or part.get_content_type().startswith(_OF_THE_PAGE):
            continue
        content = _content(part)
        if content and sniff(content) in DOCUMENTS:
            place = part.get_filename("") or str(part.get("Content-Location", "")).rpartition("/")[2]
            yield safe_name(place) or f"{number}.{sniff(content)}", content


def _is_page(part: Message) -> bool:
    return part.get_content_type() in ("text/html", "application/xhtml+xml")


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
