"""The command line's mouth: results to standard output, everything else to standard error."""

import shlex
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from formaudit.errors import UsageError
from formaudit.patterns import late

__all__ = ["complain", "emit", "prepare", "put", "remark", "typed"]

_SPECIAL: Final = late(r"""[\s'"\\$`!*?&|;<>(){}\[\]#~]""")


def prepare() -> None:
    """Make both streams take any character, whatever the terminal's encoding."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError, OSError):  # a stream that a host program has replaced
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # the two are TextIOWrapper


def complain(line: str) -> None:
    """One line to standard error."""
    print(" ".join(line.splitlines()), file=sys.stderr)


def remark(line: str) -> None:
    """One line to standard error that is no complaint: what was left out, what comes next."""
    print(" ".join(line.splitlines()), file=sys.stderr)


def typed(words: Iterable[object]) -> str:
    """Words of a call as a person types them: quotation marks only where a shell needs them, not around 材料."""
    return " ".join(shlex.quote(word) if not word or _SPECIAL.search(word) else word for word in map(str, words))


def emit(text: str) -> None:
    """Text to standard output."""
    print(text)


def put(content: bytes, *, binary: str = "") -> None:
    """Bytes to standard output. ``binary`` names a format that must not go to a terminal.

    Raises:
        UsageError: terminal.

    """
    if binary and sys.stdout.isatty():
        raise UsageError("terminal", "", binary)
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
