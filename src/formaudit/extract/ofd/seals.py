"""Electronic seals of an OFD package: how many there are, and whether what they cover is still what was sealed.

Only digests are compared. Who sealed, and whether the certificate is good, is not judged: nothing here says that a seal
is valid. A later note on the page legitimately changes the part with the annotations, so that only pages, templates
and resources count.
"""

import base64
import binascii
import hashlib
import re
from typing import Final

from msgspec import Struct

from formaudit.extract.ofd.parts import Body, Parts, children, first, text_of
from formaudit.patterns import compiled

__all__ = ["Seals", "seals_of"]

_METHODS: Final = {
    "1.2.156.10197.1.401": "sm3",
    "1.2.156.10197.1.401.1": "sm3",
    "sm3": "sm3",
    "md5": "md5",
    "sha1": "sha1",
    "sha256": "sha256",
    "1.3.14.3.2.26": "sha1",
    "1.2.840.113549.2.5": "md5",
    "2.16.840.1.101.3.4.2.1": "sha256",
}
_COVERED: Final = compiled(
    r"/pages?/|/page_\d+/|/tpls?/|/temps?/|(?:public|document|page)res\.xml$|/res/", re.IGNORECASE
)
_NOTES: Final = compiled(r"annot", re.IGNORECASE)
_LARGEST: Final = 200 * 1024 * 1024


class Seals(Struct, frozen=True, kw_only=True):
    """``count`` signatures; ``changed`` are parts that are not what was sealed, ``unknown`` counts strange digests."""

    count: int
    changed: tuple[str, ...]
    unknown: int


def seals_of(parts: Parts, body: Body) -> Seals | None:
    """The signatures over a document; ``None`` where there are none."""
    root = parts.xml(body.signatures) if body.signatures else None
    if root is None:
        return None
    count = unknown = 0
    changed: dict[str, None] = {}
    for entry in children(root, "Signature"):
        part = parts.resolve(entry.get("BaseLoc", ""), body.signatures)
        signature = parts.xml(part)
        references = first(signature, "SignedInfo", "References") if signature is not None else None
        if references is None:
            continue
        count += 1
        method = _METHODS.get((references.get("CheckMethod") or "md5").strip().lower())
        if method is None or method not in hashlib.algorithms_available:
            unknown += 1
            continue
        for reference in children(references, "Reference"):
            location = reference.get("FileRef", "")
            if not _COVERED.search(location) or _NOTES.search(location):
                continue
            data = parts.data(parts.resolve(location, ""))
            if data is None or len(data) > _LARGEST:
                continue
            if hashlib.new(method, data).digest() != _value(text_of(first(reference, "CheckValue"))):
                changed[location] = None
    return Seals(count=count, changed=tuple(changed), unknown=unknown) if count else None


def _value(text: str) -> bytes:
    """A digest as stored: base 64, or hexadecimal digits."""
    compact = "".join(text.split())
    try:
        return base64.b64decode(compact, validate=True)
    except (binascii.Error, ValueError):
        return b""
