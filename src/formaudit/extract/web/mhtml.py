"""Web archives (单个文件网页): the page inside a message of many parts."""

import email
from email.message import Message
from email.policy import compat32

from formaudit.errors import InputError

__all__ = ["page_of"]


def page_of(data: bytes, file: str) -> tuple[bytes, str]:
    """The bytes of the page and the encoding its part names, which may be empty.

    A frame set's first page stands for the frame set, unless a later part holds a table.

    Raises:
        InputError: ``damaged`` where no part is a page, ``empty`` where none of the pages holds anything.

    """
    parts = [part for part in email.message_from_bytes(data, policy=compat32).walk() if _is_page(part)]
    pages = [(content, part.get_content_charset() or "") for part in parts if (content := _content(part))]
    if parts and not pages:
        raise InputError("empty", file)
    if not pages:
        raise InputError("damaged", file, "MHTML")
    return next((page for page in pages if b"<table" in page[0].lower()), pages[0])


def _is_page(part: Message) -> bool:
    return part.get_content_type() in ("text/html", "application/xhtml+xml")


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
