"""The patterns of the sources: compiled once for a machine, and those that most runs never seek with not even then."""

import importlib
import re
from functools import cache, cached_property
from typing import Any, cast, overload

__all__ = ["Late", "compiled", "keep_compiled", "late"]


@cache
def _store() -> Any:
    """The store, loaded with the first pattern: a call for help has none."""
    return importlib.import_module("formaudit.kept").store()


@cache
def _compiled(text: str, flags: int) -> re.Pattern[str]:
    pattern: re.Pattern[str] = _store().compiled(text, flags)
    return pattern


def compiled(text: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """What ``re.compile`` gives, out of the store where it has been compiled before.

    For patterns that stand in the sources. One that is made of a user's words goes to ``re.compile``: it would fill the
    store.

    Raises:
        re.error: the text is no pattern.

    """
    return _compiled(text, int(flags))


def keep_compiled() -> None:
    """Keep what was compiled in this process for those that come."""
    if _store.cache_info().currsize:
        _store().save()


class Late:
    """A regular expression of which most runs have no need: ``now`` is the pattern."""

    def __init__(self, text: str | bytes, flags: re.RegexFlag = re.NOFLAG) -> None:
        """Keep what is to be compiled."""
        self._text, self._flags = text, flags

    @cached_property
    def now(self) -> re.Pattern[str]:
        """The compiled pattern; one of bytes is given out by ``late`` alone, which says that it is one."""
        text = self._text
        if isinstance(text, str):
            return compiled(text, self._flags)
        return cast("re.Pattern[str]", re.compile(text, self._flags))

    def __getattr__(self, name: str) -> Any:
        """What the pattern has by that name, from now on without this detour."""
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(self.now, name)
        setattr(self, name, found)
        return found


@overload
def late(text: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]: ...
@overload
def late(text: bytes, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[bytes]: ...
def late(text: str | bytes, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[Any]:
    """What ``compiled`` gives, made when it is first asked for anything; of bytes what ``re.compile`` gives.

    For patterns that the usual run never seeks with. One that a function of ``re`` is given must be compiled at once.
    """
    return cast("re.Pattern[Any]", Late(text, flags))
