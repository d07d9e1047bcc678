"""Patterns that wait: compiled when something is first sought with them, so that a start pays for what it needs."""

import re
from functools import cached_property
from typing import Any, cast

__all__ = ["Late", "late"]


class Late:
    """A regular expression of which most runs have no need: ``now`` is the pattern."""

    def __init__(self, text: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        """Keep what is to be compiled."""
        self._text, self._flags = text, flags

    @cached_property
    def now(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self._text, self._flags)

    def __getattr__(self, name: str) -> Any:
        """What the pattern has by that name, from now on without this detour."""
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(self.now, name)
        setattr(self, name, found)
        return found


def late(text: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """What ``re.compile`` gives, compiled when it is first asked for anything.

    For patterns that the usual run never seeks with. One that a function of ``re`` is given must be compiled at once.
    """
    return cast("re.Pattern[str]", Late(text, flags))
