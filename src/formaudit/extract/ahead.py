"""Older Word files converted by one call for many: the converter's start costs more than its work on one file.

What was converted ahead is known by the file's hash for as long as the ``with`` statement lasts; whoever reads one of
these files in it, through whatever door, gets the same document as without.
"""

import hashlib
import importlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Final

from formaudit.errors import FormauditError
from formaudit.extract.sniff import sniff

__all__ = ["SLOW", "Converted", "convert_together", "converted_ahead", "known", "none_known"]

SLOW: Final = frozenset({"doc", "wps", "ole", "rtf"})
"""Formats that a converter reads, which is quick once it has started."""

Converted = Mapping[str, bytes | FormauditError]
"""By the hash of the file: its DOCX, or the error with which the converter answered."""

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


def known(sha256: str) -> bytes | FormauditError | None:
    """What was converted ahead for the file with this hash; ``None`` where nothing was."""
    return _KNOWN.get().get(sha256)


def convert_together(files: Iterable[bytes]) -> Converted:
    """Those of some files that need a converter and are not known yet, converted by one call.

    Nothing is done where there are less than two of them: one file is converted when it is read.
    """
    slow = {hashlib.sha256(data).hexdigest(): data for data in files if sniff(data) in SLOW}
    pending = tuple((sha256, data) for sha256, data in slow.items() if known(sha256) is None)
    if len(pending) < 2:
        return none_known
    # The reader is loaded when such files come, as the door does it.
    converted: Converted = importlib.import_module("formaudit.extract.doc").convert_batch(pending)
    return converted
