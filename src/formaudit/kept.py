"""What patterns and word lists were read to, kept in the user's cache folder, so that a start does not read them again.

Python keeps compiled modules and compiles their patterns anew in each process: with seven hundred of them a third of a
start. Each Python has a store of its own; whoever deletes it loses a tenth of a second once.

The interpreter has no public call for this, so nothing is taken on trust: a pattern is kept only if what comes out of
the store equals what ``re.compile`` gives, and wherever anything is missing or odd, ``re.compile`` does the work.
"""

import importlib
import os
import re
import sys
import zlib
from array import array
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

__all__ = ["Store", "store", "store_file"]

_VARIABLE: Final = "FORMAUDIT_CACHE"
_OFF: Final = "off"
_MOST: Final = 3000
"""So many patterns at most are kept, four times those of the sources; a store that grew beyond begins anew."""
_WORD: Final = "I"
"""The engine's code is a row of words of 32 bits without sign; another width would not come out equal when kept."""
_Made = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
"""Flags, code, number of groups, groups by name and names by group: what the engine makes a pattern of."""
_Table = tuple[str, int, bytes]
"""The name of a word list, the checksum of its text, and what the text says, packed."""
_Rows = list[tuple[str, int, _Made]]
"""For each pattern its text, its flags as asked for, and what it was compiled to."""
_File = tuple[str, msgspec.Raw, msgspec.Raw]
"""The interpreter with a checksum of the rest, the patterns, the word lists."""
_DECIMAL: Final = 1
"""Marks a number with a point among packed values, as it is printed: no binary fraction comes between."""
_ODD: Final = (ImportError, AttributeError, TypeError, ValueError, RuntimeError, OverflowError)
"""What calls of the engine raise that another Python does not have or takes otherwise."""


def store_file() -> Path | None:
    """Where the store stands: the folder that FORMAUDIT_CACHE names, else the user's own for such files.

    None where FORMAUDIT_CACHE says ``off`` or there is no such folder. A library for this (platformdirs) takes as long
    to load as half of what the store saves.
    """
    named = os.environ.get(_VARIABLE, "").strip()
    if named.lower() == _OFF:
        return None
    if named:
        folder = Path(os.path.expanduser(named))  # noqa: PTH111 -- see below
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA", "")) / "formaudit" / "Cache"
    elif sys.platform == "darwin":
        folder = Path(os.path.expanduser("~/Library/Caches/formaudit"))  # noqa: PTH111 -- see below
    else:
        home = os.environ.get("XDG_CACHE_HOME", "")
        home = home if os.path.isabs(home) else os.path.expanduser("~/.cache")  # noqa: PTH111, PTH117 -- see below
        folder = Path(home) / "formaudit"
    # A user without a home, as in containers, leaves the ~ where it is: then nothing is kept. ``Path`` would raise.
    homeless = str(folder).startswith("~")
    found = folder.is_absolute() or (named and not homeless)
    # Two Pythons of one version, the system's and a manager's, would else write one file to and fro.
    return folder / f"patterns.{sys.implementation.cache_tag}-{zlib.crc32(sys.version.encode()):08x}" if found else None


class Store:
    """Patterns by text and flags and word lists by name, out of a file; what it does not hold waits for ``save``."""

    def __init__(self, path: Path | None) -> None:
        """Read the file; one that is missing, damaged or of another Python counts as empty."""
        self._path = path
        rows, tables = _read(path) if path else ([], [])
        self._rows = {(text, flags): made for text, flags, made in rows}
        self._tables = {name: (checksum, packed) for name, checksum, packed in tables}
        self._new: dict[tuple[str, int], re.Pattern[str]] = {}
        self._changed = False

    def compiled(self, text: str, flags: int) -> re.Pattern[str]:
        """What ``re.compile`` gives.

        Raises:
            re.error: the text is no pattern.

        """
        made = self._rows.get((text, flags))
        if made is not None:
            with suppress(*_ODD):
                return _pattern(text, made)
        pattern = re.compile(text, flags)
        self._new[text, flags] = pattern
        return pattern

    def table(self, path: Path) -> dict[str, Any]:
        """What a TOML file that ships with the program says: texts, numbers, lists and tables; 0.5 is a Decimal.

        Raises:
            OSError: the file cannot be read.
            tomllib.TOMLDecodeError: it is not TOML.

        """
        content = path.read_bytes()
        checksum = zlib.crc32(content)
        known, packed = self._tables.get(path.name, (-1, b""))
        if known == checksum:
            with suppress(msgspec.DecodeError):
                return _unpacked(packed)
        table = importlib.import_module("tomllib").loads(content.decode("utf-8"), parse_float=_packed_number)
        packed = msgspec.msgpack.encode(table)
        self._tables[path.name] = (checksum, packed)
        self._changed = True
        return _unpacked(packed)

    def save(self) -> None:
        """Write what is new; where that cannot be, nothing happens."""
        if (self._new or self._changed) and self._path:
            _write(self._path, self._packed)
            self._new.clear()
            self._changed = False

    def _packed(self) -> bytes:
        """What the file is to hold."""
        rows = {} if len(self._rows) + len(self._new) > _MOST else dict(self._rows)
        for (text, flags), pattern in self._new.items():
            with suppress(*_ODD):
                text.encode()  # half a pair of surrogates cannot be written
                made = _made(text, flags)
                if _pattern(text, made) == pattern:
                    rows[text, flags] = made
        patterns = msgspec.msgpack.encode([(text, flags, made) for (text, flags), made in rows.items()])
        tables = msgspec.msgpack.encode([(name, *table) for name, table in self._tables.items()])
        return msgspec.msgpack.encode((_head(patterns, tables), msgspec.Raw(patterns), msgspec.Raw(tables)))


@cache
def store() -> Store:
    """The store of this process."""
    return Store(store_file())


def _packed_number(printed: str) -> msgspec.msgpack.Ext:
    return msgspec.msgpack.Ext(_DECIMAL, printed.encode())


def _unpacked(packed: bytes) -> dict[str, Any]:
    table: dict[str, Any] = msgspec.msgpack.decode(
        packed, type=dict[str, Any], ext_hook=lambda _, printed: Decimal(bytes(printed).decode())
    )
    return table


def _read(path: Path) -> tuple[_Rows, list[_Table]]:
    try:
        head, patterns, tables = msgspec.msgpack.decode(path.read_bytes(), type=_File)
        if head != _head(patterns, tables):
            return [], []
        return msgspec.msgpack.decode(patterns, type=_Rows), msgspec.msgpack.decode(tables, type=list[_Table])
    except (OSError, msgspec.DecodeError):
        return [], []


def _head(patterns: bytes | msgspec.Raw, tables: bytes | msgspec.Raw) -> str:
    """A damaged pattern may still be one, and find something else: the checksum tells."""
    return f"{sys.version} {zlib.crc32(tables, zlib.crc32(patterns)):08x}"


def _write(path: Path, content: Callable[[], bytes]) -> None:
    """Whole under another name, then put in its place, so that no reader meets half of it.

    The content is made when it is known that it can be written: that takes longer than all the rest.
    """
    other = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = other.open("xb")  # a process of another machine may have the same number
        try:
            with file:
                file.write(content())
            other.replace(path)
        except BaseException:
            other.unlink(missing_ok=True)
            raise


def _made(text: str, flags: int) -> _Made:
    """What the engine makes of a text, packed for the store."""
    parser: Any = importlib.import_module("re._parser")
    compiler: Any = importlib.import_module("re._compiler")
    parsed = parser.parse(text, flags)
    code = array(_WORD, compiler._code(parsed, flags)).tobytes()  # noqa: SLF001 -- see the head of this module
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, group in state.groupdict.items():
        names[group] = name
    return int(flags | state.flags), code, state.groups - 1, dict(state.groupdict), tuple(names)


def _pattern(text: str, made: _Made) -> re.Pattern[str]:
    engine: Any = importlib.import_module("_sre")
    flags, code, *groups = made
    pattern: re.Pattern[str] = engine.compile(text, flags, memoryview(code).cast(_WORD).tolist(), *groups)
    return pattern
