"""An argument parser that speaks the catalogue's language and raises our own errors instead of leaving."""

import argparse
import re
from collections.abc import Iterable
from typing import Final, NoReturn

from formaudit.errors import UsageError
from formaudit.messages import word

__all__ = ["Parser"]

_MISSING: Final = re.compile(r"the following arguments are required: (?P<detail>.+)")
_UNKNOWN: Final = re.compile(r"unrecognized arguments: (?P<detail>.+)")
_CHOICE: Final = re.compile(
    r"argument (?P<name>.+?): invalid choice: '?(?P<detail>.*?)'? \(choose from (?P<choices>.+)\)"
)
_VALUE: Final = re.compile(r"argument (?P<name>.+?): expected (?:one|at least one) argument")
_SAYINGS: Final = (
    ("usage.missing", _MISSING),
    ("usage.unknown", _UNKNOWN),
    ("usage.choice", _CHOICE),
    ("usage.value", _VALUE),
)


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, word("cli.usage") if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """The parser of one command.

    ``arguments`` and ``options`` are its two groups; a command adds to them.
    """

    def __init__(self, command: str, about: str) -> None:
        super().__init__(
            prog=f"formaudit {command}",
            description=about,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Formatter,
        )
        self.command = command
        self.arguments = self.add_argument_group(word("cli.arguments"))
        self.options = self.add_argument_group(word("cli.options"))
        self.options.add_argument("-h", "--help", action="help", help=word("cli.help"))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call in our words.

        Raises:
            UsageError: always.

        """
        for key, pattern in _SAYINGS:
            match = pattern.fullmatch(message)
            if match is not None:
                raise UsageError("arguments", self.command, word(key, "zh", **match.groupdict()))
        raise UsageError("arguments", self.command, message)
