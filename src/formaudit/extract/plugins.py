"""Formats of a user's own: installed packages whose entry points of the group ``formaudit.formats`` read them.

Asked only where nobody here knows a format, or where a file's extension is none that is known here: what this program
reads itself it reads the same whatever is installed.
"""

import importlib
from functools import cache
from types import ModuleType
from typing import Final

__all__ = ["GROUP", "own_reader"]

GROUP: Final = "formaudit.formats"


def own_reader(data: bytes, path: str) -> tuple[str, ModuleType] | None:
    """The name and the module that reads a file, or ``None`` where no package knows it.

    The module has ``recognises(data, path)``, which looks at the bytes and says yes or no, and ``read(data, source)``,
    which gives a ``Document`` or raises an ``InputError``, as the readers of this program do.
    """
    return next(((name, module) for name, module in _modules() if module.recognises(data, path)), None)


@cache
def _modules() -> tuple[tuple[str, ModuleType], ...]:
    """The modules by their names in the order of these; those that are installed when the first is asked for."""
    entries = importlib.import_module("importlib.metadata").entry_points(group=GROUP)
    return tuple((entry.name, entry.load()) for entry in sorted(entries, key=lambda entry: entry.name))
