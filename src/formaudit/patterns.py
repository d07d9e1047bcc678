"""Patterns that wait: compiled when something is first sought with them, so that a start pays for what it needs."""

import re
from functools import cached_property

__all__ = ["Late"]


class Late:
    """A regular expression of which most runs have no need: ``now`` is the pattern."""

    def __init__(self, text: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        """Keep what is to be compiled."""
        self._text, self._flags = text, flags

    @cached_property
    def now(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self._text, self._flags)
