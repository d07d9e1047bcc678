"""Mails as archives: EML by Python's own parser, MSG by its streams. Their text is a member beside what is attached."""

import email
import email.errors
import email.policy
import io
import re
import struct
from collections.abc import Iterator
from email.header import decode_header
from email.message import Message
from typing import Any, Final

import olefile

from formaudit.errors import InputError
from formaudit.extract.archives.entry import Entry
from formaudit.extract.archives.mail_marks import MAIL, is_eml
from formaudit.extract.archives.names import name_from_bytes
from formaudit.extract.archives.uuencoded import taken_out
from formaudit.patterns import compiled

__all__ = ["eml_entries", "mbox_entries", "msg_entries"]

_RAW_NAME: Final = compiled(r'name="?([^";\r\n]+)"?')
_MOST_PARTS: Final = 5_000
_BODY: Final = "邮件正文"
_TABLE: Final = re.compile(rb"<table\b|\t[\d.]+\t", re.IGNORECASE)
_AMOUNT: Final = compiled(r"\d\s*(?:[百千万亿]*元|[%％])")
_LOOKED_AT: Final = 65_536
_COVERING: Final = 1_500
"""Bytes of a text that merely goes with attached files; a form or a report is longer."""
_STREAMS: Final = {"body": "1000", "html": "1013", "data": "3701", "long": "3707", "short": "3704"}
"""MS-OXPROPS: the tags of a message's text, and of an attachment's bytes and names."""
_SEALED: Final = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime"))
"""Mails as one piece that a key opens, or that a signature wraps."""
_BROKEN: Final = (OSError, ValueError, struct.error, IndexError, TypeError, AttributeError, KeyError)
"""What olefile raises on broken files."""


def eml_entries(data: bytes) -> Iterator[Entry]:
    """The text of a mail and what is attached to it; a mail inside a mail is an entry of its own."""
    message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=email.policy.compat32)
    texts: list[tuple[str, bytes, bool]] = []
    for number, (part, alternative) in enumerate(_leaves(message)):
        if number > _MOST_PARTS:
            raise InputError("too-large", detail=f"parts > {_MOST_PARTS}")
        kind, name = part.get_content_type(), _file_name(part)
        if kind == "message/rfc822":
            inner = part.get_payload()
            held = inner[0].as_bytes() if isinstance(inner, list) and isinstance(inner[0], Message) else b""
            yield _entry(name or f"{number}.eml", held)
            continue
        content = part.get_payload(decode=True)
        content = content if isinstance(content, bytes) else b""
        if kind in _SEALED:
            enveloped = str(part.get_param("smime-type", "enveloped-data")).lower() == "enveloped-data"
            refused = _refused("encrypted") if enveloped else _refused("unsupported", "S/MIME")
            yield Entry(name=name or f"{number}.p7m", chunks=refused, size=None)
            continue
        if kind == "text/plain":
            content, packed = taken_out(content)
            yield from (_entry(each, held) for each, held in packed)
        attached = part.get_content_disposition() == "attachment" or name
        if attached or kind not in ("text/plain", "text/html"):
            yield _entry(name or f"{number}.{_suffix(kind)}", content)
        else:
            texts.append((kind, _as_utf8(content, part), alternative))
    # Programs write a text twice, plain and as a page: the page holds the tables.
    paged = any(kind == "text/html" for kind, _, alternative in texts if alternative)
    chosen = [(kind, content) for kind, content, one in texts if not (one and paged and kind == "text/plain")]
    for number, (kind, content) in enumerate(chosen):
        if not _says_something(content):
            continue
        tail = "" if number == 0 else str(number + 1)
        yield _entry(f"{_BODY}{tail}.{'html' if kind == 'text/html' else 'txt'}", content)


def mbox_entries(data: bytes) -> Iterator[Entry]:
    """The mails of a folder of mails, each an archive of its own."""
    begins = [found for found in MAIL.finditer(data) if is_eml(data[found.end() : found.end() + _LOOKED_AT])]
    ends = [*(found.start() for found in begins[1:]), len(data)]
    for number, (begin, end) in enumerate(zip(begins, ends, strict=True), 1):
        yield _entry(f"{number}.eml", data[begin.end() : end])


def _says_something(content: bytes) -> bool:
    """Whether a mail's own text may hold a form or a figure: a table, an amount, more than a few covering lines."""
    return (
        _AMOUNT.search(content.decode("utf-8", "replace")) is not None
        or _TABLE.search(content) is not None
        or len(content) > _COVERING
    )


def _leaves(message: Message, *, alternative: bool = False) -> Iterator[tuple[Message, bool]]:
    """The parts that hold something, in their order, and whether each is one of several forms of the same.

    What a mail inside a mail holds is left to it.
    """
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message, alternative
        return
    alternative = alternative or message.get_content_type() == "multipart/alternative"
    payload = message.get_payload()
    for part in payload if isinstance(payload, list) else ():
        if isinstance(part, Message):
            yield from _leaves(part, alternative=alternative)


def _file_name(part: Message) -> str:
    """An attachment's name: encoded as the standards say, or as raw bytes as old programs do."""
    for _, value in part.raw_items():
        match = _RAW_NAME.search(str(value))
        if match is not None and not match[1].isascii():
            return name_from_bytes(match[1].encode("ascii", "surrogateescape"))
    try:
        name = part.get_filename("")
        return "".join(
            text if isinstance(text, str) else text.decode(charset or "utf-8", "replace")
            for text, charset in decode_header(name)
        )
    except (LookupError, ValueError, email.errors.HeaderParseError):
        return ""


def _as_utf8(content: bytes, part: Message) -> bytes:
    """A text in the encoding that its part names, as UTF-8; as it is where that cannot be."""
    charset = part.get_content_charset() or ""
    try:
        return content.decode({"gb2312": "gb18030", "gbk": "gb18030"}.get(charset, charset)).encode()
    except (LookupError, UnicodeDecodeError):
        return content


def _suffix(kind: str) -> str:
    last = kind.rpartition("/")[2]
    return last if last.isalnum() else "bin"


def _entry(name: str, content: bytes) -> Entry:
    return Entry(name=name, chunks=iter((content,)), size=len(content))


def msg_entries(data: bytes) -> Iterator[Entry]:
    """The text of a message of Outlook and what is attached to it.

    Raises:
        InputError: ``damaged``.

    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            streams = {"/".join(path): path for path in container.listdir(streams=True, storages=False)}
            storages = sorted({path[0] for path in streams.values() if path[0].lower().startswith("__attach")})
            found = [(storage, *_attachment(container, streams, storage)) for storage in storages]
            text, suffix = _message(container, streams)
    except _BROKEN as error:
        raise InputError("damaged", detail=" ".join(str(error).split())[:80]) from error
    for storage, name, content in found:
        if content is None:
            # A message inside a message is a storage and no stream of bytes.
            yield Entry(name=name or storage, chunks=_refused("unsupported", "msg"), size=None)
        else:
            yield _entry(name or storage, content)
    if _says_something(text):
        yield _entry(f"{_BODY}.{suffix}", text)


def _refused(code: str, detail: str = "") -> Iterator[bytes]:
    raise InputError(code, detail=detail)
    yield b""


def _stream(container: Any, streams: dict[str, list[str]], prefix: str, tag: str) -> bytes | None:
    wanted = f"{prefix}__substg1.0_{tag}".lower()
    path = next((path for name, path in streams.items() if name.lower().startswith(wanted)), None)
    return None if path is None else bytes(container.openstream(path).read())


def _text(container: Any, streams: dict[str, list[str]], prefix: str, tag: str) -> str:
    """A text property: Unicode (001F) or in the bytes of the sender's machine (001E)."""
    wide = _stream(container, streams, prefix, f"{tag}001F")
    if wide is not None:
        return wide.decode("utf-16-le", "replace").rstrip("\0")
    narrow = _stream(container, streams, prefix, f"{tag}001E")
    return "" if narrow is None else name_from_bytes(narrow.rstrip(b"\0"))


def _attachment(container: Any, streams: dict[str, list[str]], storage: str) -> tuple[str, bytes | None]:
    prefix = f"{storage}/"
    name = _text(container, streams, prefix, _STREAMS["long"]) or _text(container, streams, prefix, _STREAMS["short"])
    return name, _stream(container, streams, prefix, f"{_STREAMS['data']}0102")


def _message(container: Any, streams: dict[str, list[str]]) -> tuple[bytes, str]:
    page = _stream(container, streams, "", f"{_STREAMS['html']}0102")
    if page:
        return page, "html"
    return _text(container, streams, "", _STREAMS["body"]).encode(), "txt"
