"""Files that a person writes for this program: settings, rule profiles, reviewed names, answers to ``forms ask``.

They lie beside the papers that they are meant for and are none.
"""

import importlib
from typing import Any, Final

from formaudit.patterns import late

__all__ = ["KEYS", "is_own_settings"]

KEYS: Final = frozenset(
    {
        "schema", "profile", "fail-on", "golden", "store", "lang",
        "name", "title", "source", "extends", "weights", "scoring", "grades", "lines", "checks", "severity", "basis",
        "batch", "alias", "same", "distinct", "define", "relation", "choose", "plugins",
        "reviewer", "reason", "labels",
    }
)  # fmt: skip
"""All that may stand at the top of such a file, whatever reads it."""
_TOOL: Final = frozenset({"tool", "project", "build-system"})
"""What may stand at the top of a ``pyproject.toml``, where settings may have a table."""
_BEGINS: Final = late(r"\ufeff?(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?:\[\[?[ \t]*)?\"?([a-z-]+)\"?[ \t]*[\].=]")
"""Blank lines and comments, then the first name."""
_HEAD: Final = 4096
_LARGEST: Final = 1 << 20


def is_own_settings(data: bytes) -> bool:
    """Whether a file's bytes are TOML that says nothing but what this program is told in such files. Never raises."""
    begins = _BEGINS.match(data[:_HEAD].decode("utf-8", "replace"))
    if begins is None or begins[1] not in KEYS | _TOOL or len(data) > _LARGEST:
        return False
    table = _table(data)
    tool = table.get("tool")
    if isinstance(tool, dict):
        return table.keys() <= _TOOL and "formaudit" in tool
    return bool(table) and table.keys() <= KEYS


def _table(data: bytes) -> dict[str, Any]:
    """What TOML says, nothing where the bytes are none."""
    toml = importlib.import_module("tomllib")  # no paper needs it
    try:
        table: dict[str, Any] = toml.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {}
    return table
