"""Words that are looked for in a store too large to hold them: what was found so far, and all of it in the end."""

import threading
import time
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from typing import Final

__all__ = ["Search"]

_PROMPT: Final = 0.08
"""Seconds that the first page waits for words: most are found by then, or many of them."""
_FRESH: Final = 0.3
"""Seconds for which the same count is shown, so that all parts of a page tell of one moment."""


class Search:
    """One search under way: ``bits`` are the findings found so far, ``done`` ends when all have been looked into."""

    def __init__(self, size: int) -> None:
        """Begin with nothing found among so many places."""
        self.bits = bytearray(size // 8 + 1)
        self.done: Future[None] | None = None
        self._lock = threading.Lock()
        self._shown: int | None = None
        self._at = 0.0

    def found(self, *, whole: bool) -> int:
        """What was found: until now, or, for who must know the ``whole``, after all have been looked into.

        Raises:
            UsageError: the store could not be read.

        """
        with self._lock:
            if self.done is not None and (whole or (self._shown is None and not self.done.done())):
                wait_for([self.done], None if whole else _PROMPT)
            if self.done is not None and self.done.done():
                self.done.result()
                return int.from_bytes(self.bits, "little")
            if self._shown is None or time.monotonic() - self._at > _FRESH:
                self._shown, self._at = int.from_bytes(bytes(self.bits), "little"), time.monotonic()
            return self._shown
