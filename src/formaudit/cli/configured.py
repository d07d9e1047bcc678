"""What a project sets once for its files: ``formaudit.toml`` or ``[tool.formaudit]`` in ``pyproject.toml``.

The file is looked for in the folder of the files that a command is given, then upwards; where a command is given none,
in the working folder and upwards. What stands in the call goes before it, and so does ``FORMAUDIT_LANG``.
"""

import argparse
import importlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from formaudit.cli.arguments import Parser
from formaudit.cli.console import remark
from formaudit.cli.language import VARIABLE
from formaudit.errors import UsageError
from formaudit.messages import LANGUAGES, speak, word

__all__ = ["KEYS", "configured", "find"]

FILE: Final = "formaudit.toml"
PROJECT: Final = "pyproject.toml"
_MARK: Final = b"[tool.formaudit]"
KEYS: Final = ("profile", "fail-on", "golden", "store", "lang")
_LEVELS: Final = ("critical", "major", "minor", "note", "none")
_CHOICES: Final[Mapping[str, Sequence[str]]] = {"fail-on": _LEVELS, "lang": LANGUAGES}
_GIVEN: Final = ("paths", "archive", "file")
"""What commands call the files that they are given."""


def configured(build: Callable[[], Parser], call: Sequence[str]) -> argparse.Namespace:
    """The arguments of a call, what it leaves open filled in from the project's file.

    Raises:
        UsageError: the call is wrong, or ``settings``: the file is, with its line and key.

    """
    parser = build()
    arguments = parser.parse_args(call)
    given = _given(arguments)
    file = find(given or Path.cwd())
    if file is None:
        return arguments
    values = _values(file)
    if "lang" in values and "--lang" not in call and not os.environ.get(VARIABLE):
        speak(values["lang"])
        parser = build()
    else:
        values.pop("lang", None)
    used = [name for name in values if name == "lang" or parser.preset(name.replace("-", "_"), values[name])]
    if not used:
        return arguments
    # A file that lies among what is audited may have come with it: then it is always said that it was followed.
    inside = given is not None and given.is_dir() and file.parent == given
    if arguments.verbose or inside:
        remark(word("settings.used", file=str(file), keys=", ".join(f"{name} = {values[name]}" for name in used)))
    return parser.parse_args(call)


def _given(arguments: argparse.Namespace) -> Path | None:
    """The folder of the first of the files that a command is given."""
    for name in _GIVEN:
        value: Any = getattr(arguments, name, None)
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, str | Path) and str(first) and Path(first).exists():
            path = Path(first).resolve()
            return path if path.is_dir() else path.parent
    return None


def find(start: Path) -> Path | None:
    """The file that holds for a folder: the nearest one upwards, ``formaudit.toml`` before ``pyproject.toml``."""
    for folder in (start, *start.parents):
        for path in _here(folder):
            return path
    return None


def _here(folder: Path) -> Iterator[Path]:
    if (folder / FILE).is_file():
        yield folder / FILE
    project = folder / PROJECT
    try:
        if project.is_file() and _MARK in project.read_bytes():
            yield project
    except OSError:
        return  # a project file that nobody may read is not ours to complain of


def _values(file: Path) -> dict[str, str]:
    """The settings by key; names of files count from the folder of the settings."""
    fields = importlib.import_module("formaudit.profiles.fields")  # only where there is such a file
    try:
        section = fields.parse(file.read_bytes(), str(file))
        if file.name == PROJECT:
            section = section.table("tool").table("formaudit")
        section.only(KEYS)
        found = {key: section.text(key, among=_CHOICES.get(key, ())) for key in section.values}
    except OSError as error:
        raise UsageError("settings", str(file), error.strerror or "") from error
    except UsageError as error:
        raise UsageError("settings", error.file, error.detail) from None
    for key in ("profile", "golden", "store"):
        if key in found and (key != "profile" or found[key].endswith(".toml")) and "://" not in found[key]:
            found[key] = str(file.parent / found[key])
    return found
