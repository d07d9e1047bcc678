"""What may go wrong with input: an error has a place, a fact and a remedy.

Three channels never mix. A *finding* says the submission contradicts itself and is data. An *error* (here) says that we
cannot read something. A *defect* is any other exception: it is ours.
"""

from enum import IntEnum
from typing import Final

__all__ = ["OTHER_PAPERS", "ExitCode", "FormauditError", "InputError", "UsageError"]

OTHER_PAPERS: Final = frozenset({"no-form", "blank-paper", "blank-form", "monitoring-form"})
"""Codes of files that were read and are no self-evaluation: nothing was wrong with reading them."""


class ExitCode(IntEnum):
    """Exit codes of the command line, as other programs rely on them."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    INCOMPLETE = 3
    DEFECT = 70


class FormauditError(Exception):
    """Something outside the program is wrong and can be mended by the person who runs it.

    ``code`` names the kind (``empty``, ``encrypted`` …) and is stable; the words for it in either language are the
    catalogue entries ``error.<code>`` and ``remedy.<code>``. ``file`` is the path as the user gave it; ``detail`` is a
    short fact to be put into the words (a line number, a library's own remark) and may be empty.
    """

    exit_code = ExitCode.USAGE

    def __init__(self, code: str, file: str = "", detail: str = "") -> None:
        """Keep the three parts; the words are made where the language is known."""
        super().__init__(f"{file}: {code}" + (f" ({detail})" if detail else ""))
        self.code = code
        self.file = file
        self.detail = detail

    def __reduce__(self) -> tuple[type["FormauditError"], tuple[str, str, str]]:
        """Cross to another process with all three parts; an exception's own way would pass on the message only."""
        return type(self), (self.code, self.file, self.detail)


class InputError(FormauditError):
    """A file cannot be read or assessed, so nobody can claim that the submission is clean."""

    exit_code = ExitCode.INCOMPLETE


class UsageError(FormauditError):
    """The call itself is wrong: an unknown option, profile or check, a path that is not there."""

    exit_code = ExitCode.USAGE
