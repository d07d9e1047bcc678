"""The command line's mouth: results to standard output, everything else to standard error.

A result that nobody can be given is an error; a remark that nobody can be given is none.
"""

import os
import shlex
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from formaudit.errors import UsageError
from formaudit.messages import word
from formaudit.patterns import late

__all__ = [
    "ReaderLeftError",
    "complain",
    "emit",
    "finish",
    "leave",
    "prepare",
    "put",
    "receives",
    "remark",
    "results",
    "typed",
]

_SPECIAL: Final = late(r"""[\s'"\\$`!*?&|;<>(){}\[\]#~]""")
_STREAMS: Final = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))
"""The streams by the number that the system knows them by, and how they are opened."""


class ReaderLeftError(Exception):
    """Whoever was to read the result has gone: no error of this call, and nobody is left to be told."""


def prepare() -> None:
    """Make both streams take any character, and open nowhere those that the caller has closed.

    A stream that is closed is no stream for Python, and the next file that is opened gets its number: what a process
    writes there that we start would end in that file.
    """
    for number, (name, mode) in enumerate(_STREAMS):
        if getattr(sys, name) is None:
            setattr(sys, name, open(_nowhere(number), mode, encoding="utf-8"))  # noqa: SIM115 -- for good
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError, OSError):  # a stream that a host program has replaced
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # the two are TextIOWrapper


def _nowhere(number: int) -> int:
    """A file that takes everything and holds nothing, under this number where no other file has it already."""
    null = os.open(os.devnull, os.O_RDWR)
    try:
        os.fstat(number)
    except OSError:
        os.dup2(null, number)
        os.close(null)
        return number
    if null == number:
        os.set_inheritable(number, True)
    return null


@contextmanager
def results() -> Iterator[None]:
    """What stands inside writes to standard output.

    Raises:
        ReaderLeftError: nobody reads it any more.
        UsageError: ``cannot-show``: it takes nothing (a full disk).

    """
    try:
        yield
    except BrokenPipeError:
        raise ReaderLeftError from None
    except OSError as error:
        raise UsageError("cannot-show", word("console.output"), error.strerror or type(error).__name__) from error


def finish() -> None:
    """Send off what was said so far.

    Raises:
        ReaderLeftError: nobody reads it any more.
        UsageError: ``cannot-show``.

    """
    with results():
        sys.stdout.flush()


def leave() -> bool:
    """Let go of both streams before the process ends; what still could not be said is dropped, without a word.

    False where a stream is none that can be flushed, which only a host program brings about.
    """
    for number, stream in ((1, sys.stdout), (2, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, number)
        except (AttributeError, ValueError):
            return False
    return True


def receives(path: Path) -> bool:
    """Whether what is said goes into this file, as in ``formaudit audit . > report.txt``: it is no paper yet."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError, OSError):  # no file of the system stands behind the stream
            if os.path.samestat(os.fstat(stream.fileno()), path.stat()):
                return True
    return False


def complain(line: str) -> None:
    """One line to standard error."""
    with suppress(OSError):  # nobody to complain to: the exit code says it
        print(" ".join(line.splitlines()), file=sys.stderr)


def remark(line: str) -> None:
    """One line to standard error that is no complaint: what was left out, what comes next."""
    complain(line)


def typed(words: Iterable[object]) -> str:
    """Words of a call as a person types them: quotation marks only where a shell needs them, not around 材料."""
    return " ".join(shlex.quote(word) if not word or _SPECIAL.search(word) else word for word in map(str, words))


def emit(text: str, end: str = "\n") -> None:
    """Text to standard output.

    Raises:
        ReaderLeftError: nobody reads it any more.
        UsageError: ``cannot-show``.

    """
    with results():
        print(text, end=end)


def put(content: bytes, *, binary: str = "") -> None:
    """Bytes to standard output. ``binary`` names a format that must not go to a terminal.

    Raises:
        ReaderLeftError: nobody reads it any more.
        UsageError: terminal, or ``cannot-show``.

    """
    if binary and sys.stdout.isatty():
        raise UsageError("terminal", "", binary)
    with results():
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
