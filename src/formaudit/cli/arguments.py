"""An argument parser that speaks the catalogue's language and raises our own errors instead of leaving."""

import argparse
import importlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NoReturn

from formaudit.cli.console import emit
from formaudit.errors import UsageError
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.messages.foreign import told
from formaudit.patterns import compiled

__all__ = ["Parser", "either", "meant"]

_LIKE: Final = 0.6
_PLACES: Final = ("PATH", "FILE", "DIR", "ARCHIVE", "FINDINGS", "OLD", "NEW")
"""What arguments are called that name a file or a folder."""

_SAYINGS: Final = (
    ("usage.missing", compiled(r"the following arguments are required: (?P<detail>.+)")),
    ("usage.unknown", compiled(r"unrecognized arguments: (?P<detail>.+)")),
    (
        "usage.choice",
        compiled(r"argument (?P<name>.+?): invalid choice: '?(?P<detail>.*?)'? \(choose from (?P<choices>.+)\)"),
    ),
    ("usage.value", compiled(r"argument (?P<name>.+?): expected (?:one|at least one|\d+) arguments?")),
    ("usage.kind", compiled(r"argument (?P<name>.+?): invalid \S+ value: (?P<detail>.*)")),
    ("usage.together", compiled(r"argument (?P<name>.+?): not allowed with argument (?P<detail>.+)")),
    ("usage.one", compiled(r"one of the arguments (?P<detail>.+) is required")),
    ("usage.surplus", compiled(r"argument (?P<name>.+?): ignored explicit argument (?P<detail>.+)")),
)


def either(codes: Iterable[str], *families: str) -> Callable[[str], str]:
    """Takes a choice by its code or by its word in either language: ``confirmed``, ``已确认``, ``确认``.

    ``families`` are the beginnings of the catalogue's keys for the words. What is neither stays as it was typed.
    """
    given = tuple(codes)

    def chosen(text: str) -> str:
        return text if text in given else _words(given, families).get(text.strip().casefold(), text)

    return chosen


def _words(codes: Sequence[str], families: Sequence[str]) -> dict[str, str]:
    """Each choice by all that it may be called; read only when somebody typed no code, as it needs both languages."""
    known = {code: code for code in codes}
    for code in codes:
        for said in (word(f"{family}.{code}", lang) for family in families for lang in LANGUAGES):
            known |= {said.casefold(): code, said.removeprefix("已").casefold(): code}
    return known


def meant(typed: str, known: Iterable[str]) -> str:
    """``（是不是想用 audit？）``, or nothing where no known word is like what was typed."""
    alike = importlib.import_module("difflib").get_close_matches  # a call that is right has no need of it
    near = alike(typed.casefold(), sorted(set(known)), 1, _LIKE)
    return word("usage.meant", near=near[0]) if near else ""


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
    """The parser of one command, or of one of its subcommands."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_abbrev": False, "formatter_class": _Formatter, **options, "add_help": False})
        self._positionals.title = word("cli.arguments")
        self._optionals.title = word("cli.options")
        if options.get("add_help", True):
            self.add_argument("-h", "--help", action="help", help=word("cli.help"))

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        """Values of an argument; an empty one for a place, as an unset variable leaves it, would be the folder at hand.

        Raises:
            UsageError: ``not-found``.

        """
        if action.metavar in _PLACES and any(not text.strip() for text in arg_strings):
            raise UsageError("not-found", '""')
        return super()._get_values(action, arg_strings)

    def preset(self, name: str, value: str) -> bool:
        """Give an option of the command, or of its subcommands, another default; false where none has it."""
        known = [action for action in self._actions if action.dest == name and action.option_strings]
        for action in known:
            action.default = value
        below = [
            part for action in self._actions if isinstance(action.choices, dict) for part in action.choices.values()
        ]
        return any([*(part.preset(name, value) for part in below), bool(known)])

    def complete(self) -> None:
        """Add what every command and subcommand knows: ``--lang`` where it has not, and ``--verbose``."""
        below = [
            part for action in self._actions if isinstance(action.choices, dict) for part in action.choices.values()
        ]
        for part in below:
            part.complete()
        if not below:
            self.add_argument("--verbose", action="store_true", help=word("cli.help.verbose"))
        if not below and "--lang" not in self._option_string_actions:
            self.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("audit.help.lang"))
        form = self._option_string_actions.get("--format")
        if isinstance(form, argparse._StoreAction) and "json" in (form.choices or ()):  # noqa: SLF001 - no other name for it
            self.add_argument("--json", dest=form.dest, action="store_const", const="json", help=word("cli.help.json"))

    def print_help(self, file: Any = None) -> None:
        """Show the help as a result: argparse itself keeps silent where it cannot be shown."""
        emit(self.format_help(), end="") if file is None else super().print_help(file)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call in our words.

        Raises:
            UsageError: always.

        """
        for key, pattern in _SAYINGS:
            match = pattern.fullmatch(message)
            if match is not None:
                said = word(key, **match.groupdict()).replace("'", "")
                raise UsageError("arguments", self.prog, said + self._meant(key, match.groupdict()))
        raise UsageError("arguments", self.prog, told(message))

    def _meant(self, key: str, parts: dict[str, str]) -> str:
        """What was probably meant: an option of this command for an unknown one, a choice for an unknown value."""
        if key == "usage.unknown":
            typed = parts["detail"].split()[0].partition("=")[0]
            return meant(typed, self._options()) if typed.startswith("-") else ""
        if key == "usage.choice":
            return meant(parts["detail"], [each.strip(" '") for each in parts["choices"].split(",")])
        return ""

    def _options(self) -> list[str]:
        """All long options, those of subcommands too."""
        found = [name for name in self._option_string_actions if name.startswith("--")]
        for action in self._actions:
            if isinstance(action.choices, dict):
                for part in action.choices.values():
                    found += part._options()  # noqa: SLF001 - of our own class
        return found
