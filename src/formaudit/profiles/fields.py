"""Typed reading of a TOML file: every mistake is an error with the file, the line and the key."""

import datetime as dt
import importlib
from collections.abc import Collection, Mapping
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path as File
from typing import Any, Final

from msgspec import Struct

from formaudit.errors import UsageError
from formaudit.kept import store
from formaudit.messages import word
from formaudit.messages.foreign import told
from formaudit.patterns import compiled
from formaudit.profiles.lines import Path, lines_of

__all__ = ["Section", "parse", "shipped"]

_REMARK: Final = compiled(r" ?\(at line (\d+), column \d+\)")
_TYPES: Final = ((bool, "bool"), (str, "text"), (int, "number"), (Decimal, "number"), (list, "list"), (dict, "table"))


class Section(Struct, frozen=True, kw_only=True):
    """A table of a file and what is needed to say where a mistake in it is.

    The reading methods raise ``UsageError`` with code ``profile``; a key that is not there gives the default.
    """

    file: str
    lines: Mapping[Path, int]
    values: Mapping[str, Any]
    path: Path = ()

    def wrong(self, problem: str, *keys: str | int, **words: str) -> UsageError:
        """An error about a value of this table: ``problem`` is the catalogue entry ``profile.<problem>``."""
        path = (*self.path, *keys)
        while path and path not in self.lines:
            path = path[:-1]
        place = ".".join(str(key) if isinstance(key, str) else str(key + 1) for key in (*self.path, *keys))
        detail = word("profile.at", line=str(self.lines.get(path, 1)), key=place) if place else ""
        return UsageError("profile", self.file, detail + word(f"profile.{problem}", **words))

    def only(self, known: Collection[str]) -> None:
        """Refuse keys that nobody knows."""
        for key in self.values:
            if key not in known:
                near = get_close_matches(key, known, 1)
                if near:
                    raise self.wrong("unknown-near", key, near=near[0])
                raise self.wrong("unknown", key, known="、".join(known))

    def text(self, key: str, default: str = "", *, among: Collection[str] = ()) -> str:
        """A text that is not blank; ``among`` restricts it."""
        if key not in self.values:
            return default
        return self._text(self.values[key], key, among=among)

    def _text(self, value: object, *keys: str | int, among: Collection[str] = ()) -> str:
        if not isinstance(value, str):
            raise self.wrong("type", *keys, wanted=word("profile.type.text"), found=_type(value))
        if not value.strip():
            raise self.wrong("blank", *keys)
        if among and value not in among:
            near = get_close_matches(value, among, 1)
            if near:
                raise self.wrong("choice-near", *keys, value=value, near=near[0])
            raise self.wrong("choice", *keys, value=value, known="、".join(among))
        return value

    def texts(self, key: str, default: tuple[str, ...] = (), *, among: Collection[str] = ()) -> tuple[str, ...]:
        """A list of texts."""
        if key not in self.values:
            return default
        return tuple(self._text(value, key, number, among=among) for number, value in enumerate(self._list(key)))

    def _list(self, key: str) -> list[Any]:
        value = self.values[key]
        if not isinstance(value, list):
            raise self.wrong("type", key, wanted=word("profile.type.list"), found=_type(value))
        return value

    def number(self, key: str, default: Decimal, *, low: int = 0, high: int = 1000) -> Decimal:
        """A number between two bounds, both included."""
        return default if key not in self.values else self._number(self.values[key], key, low=low, high=high)

    def _number(self, value: object, *keys: str | int, low: int, high: int) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.wrong("type", *keys, wanted=word("profile.type.number"), found=_type(value))
        exact = Decimal(value)
        if not exact.is_finite() or not low <= exact <= high:
            raise self.wrong("range", *keys, value=str(value), low=str(low), high=str(high))
        return exact

    def numbers(self, key: str, *, low: int = 0, high: int = 1000) -> tuple[Decimal, ...]:
        """A list of numbers between two bounds; empty where the key is not there."""
        if key not in self.values:
            return ()
        return tuple(
            self._number(value, key, number, low=low, high=high) for number, value in enumerate(self._list(key))
        )

    def whole(self, key: str, *, low: int, high: int) -> int | None:
        """A whole number between two bounds, or ``None`` where the key is not there."""
        if key not in self.values:
            return None
        exact = self._number(self.values[key], key, low=low, high=high)
        if exact != exact.to_integral_value():
            raise self.wrong("whole", key, value=str(exact))
        return int(exact)

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.wrong("type", key, wanted=word("profile.type.bool"), found=_type(value))
        return value

    def date(self, key: str) -> str:
        """A date as ISO text, from a TOML date or a text of that form; empty where the key is not there."""
        value = self.values.get(key, "")
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value.isoformat()
        if value == "":
            return ""
        try:
            return dt.date.fromisoformat(self._text(value, key)).isoformat()
        except ValueError:
            raise self.wrong("date", key, value=str(value)) from None

    def table(self, key: str) -> "Section":
        """A table inside this one; an empty one where the key is not there."""
        return self._table(self.values.get(key, {}), key)

    def _table(self, value: object, *keys: str | int) -> "Section":
        if not isinstance(value, dict):
            raise self.wrong("type", *keys, wanted=word("profile.type.table"), found=_type(value))
        return Section(file=self.file, lines=self.lines, values=value, path=(*self.path, *keys))

    def tables(self, key: str) -> tuple["Section", ...]:
        """A list of tables (``[[key]]``)."""
        if key not in self.values:
            return ()
        return tuple(self._table(value, key, number) for number, value in enumerate(self._list(key)))


def _type(value: object) -> str:
    name = next((name for kind, name in _TYPES if isinstance(value, kind)), "date")
    return word(f"profile.type.{name}")


def _syntax(remark: str, text: str) -> str:
    """The TOML reader's remark with the line in front; a file that ends too early is wrong at its end."""
    match = _REMARK.search(remark)
    line = match[1] if match else str(text.count("\n") + 1)
    plain = _REMARK.sub("", remark.removesuffix(" (at end of document)"))
    return word("profile.syntax", line=line, remark=told(plain))


def shipped(path: File) -> Section:
    """The top level of a TOML file that ships with the program."""
    return Section(file=path.name, lines=lines_of(path.read_text("utf-8")), values=store().table(path))


def parse(data: bytes, file: str) -> Section:
    """The top level of a TOML file.

    Raises:
        UsageError: ``profile``: the bytes are no UTF-8 or no TOML; the reader's remark has the line.

    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = str(data.count(b"\n", 0, error.start) + 1)
        raise UsageError("profile", file, word("profile.encoding", line=line)) from None
    toml = importlib.import_module("tomllib")  # takes longer to load than the profiles that ship, which are kept read
    try:
        values = toml.loads(text, parse_float=Decimal)
    except (toml.TOMLDecodeError, ArithmeticError, RecursionError) as error:
        raise UsageError("profile", file, _syntax(str(error), text)) from None
    return Section(file=file, lines=lines_of(text), values=values)
