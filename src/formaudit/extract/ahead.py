"""Older Word files converted by one call for many: the converter's start costs more than its work on one file.

What was converted ahead is known by the file's hash for as long as the ``with`` statement lasts; whoever reads one of
these files in it, through whatever door, gets the same document as without.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from formaudit.errors import FormauditError

__all__ = ["Ahead", "Converted", "converted_ahead", "known", "none_known"]


class Ahead(Struct, frozen=True, kw_only=True):
    """What was made of one file ahead.

    ``office`` is the DOCX of the converter, or the error with which it answered; ``stored`` that of the second reader,
    ``None`` where it is to be asked when the file is read.
    """

    office: bytes | FormauditError
    stored: bytes | None = None


Converted = Mapping[str, Ahead]
"""What was made of files ahead, by the hash of the file."""

none_known: Final[Converted] = MappingProxyType({})
_KNOWN: Final[ContextVar[Converted]] = ContextVar("converted", default=none_known)


@contextmanager
def converted_ahead(converted: Converted) -> Iterator[None]:
    """Readers of these files take what was converted; what an outer statement knows stays known."""
    token = _KNOWN.set({**_KNOWN.get(), **converted})
    try:
        yield
    finally:
        _KNOWN.reset(token)


def known(sha256: str) -> Ahead | None:
    """What was converted ahead for the file with this hash; ``None`` where nothing was."""
    return _KNOWN.get().get(sha256)
