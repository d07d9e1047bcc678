"""Foreign JSON read field by field: what is missing or of the wrong kind is an error with its path."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import NoReturn

from formaudit.errors import UsageError

__all__ = ["Field", "parse"]

_MISSING = object()


@dataclass(frozen=True, slots=True)
class Field:
    """A value in the file with its path (``submissions[0].unit``), for reading and for complaining.

    Every reader raises ``UsageError("findings-file")`` where the value is of another kind. A field that is not there
    reads as null, an empty list or the default that the caller gives.
    """

    value: object
    path: str
    file: str = ""

    def wrong(self, wanted: str) -> NoReturn:
        """Raise the error for this field."""
        detail = f"{self.path or '.'}: {wanted}"
        raise UsageError("findings-file", self.file, detail)

    def get(self, key: str) -> "Field":
        """The field of an object; an absent one is a field too, and complains when it is read without a default."""
        if not isinstance(self.value, dict):
            self.wrong("object")
        path = f"{self.path}.{key}" if self.path else key
        return Field(self.value.get(key, _MISSING), path, self.file)

    def items(self) -> Iterator["Field"]:
        """The elements of a list; none where it is absent or null."""
        if self.value is _MISSING or self.value is None:
            return
        if not isinstance(self.value, list):
            self.wrong("list")
        for position, value in enumerate(self.value):
            yield Field(value, f"{self.path}[{position}]", self.file)

    @property
    def empty(self) -> bool:
        """Whether the field is absent or null."""
        return self.value is _MISSING or self.value is None

    def text(self, default: str | None = None) -> str:
        """A string."""
        if self.value is _MISSING and default is not None:
            return default
        if not isinstance(self.value, str):
            self.wrong("string")
        return self.value

    def whole(self, default: int | None = None) -> int:
        """An integer; true and false are none."""
        if self.value is _MISSING and default is not None:
            return default
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            self.wrong("integer")
        return self.value

    def whole_or_none(self) -> int | None:
        """An integer, or nothing."""
        return None if self.empty else self.whole()

    def number(self, default: float | None = None) -> float:
        """A JSON number: a confidence or a measure, never money."""
        if self.value is _MISSING and default is not None:
            return default
        if not isinstance(self.value, int | float) or isinstance(self.value, bool):
            self.wrong("number")
        return float(self.value)

    def decimal_or_none(self) -> Decimal | None:
        """A decimal in a string, or nothing."""
        if self.empty:
            return None
        try:
            value = Decimal(self.text())
        except InvalidOperation:
            self.wrong("decimal")
        if not value.is_finite():
            self.wrong("decimal")
        return value

    def texts(self) -> tuple[str, ...]:
        """A list of strings."""
        return tuple(item.text() for item in self.items())


def parse(text: str, file: str = "") -> Field:
    """The whole file as a field.

    Raises:
        UsageError: code ``findings-file``: this is no JSON, or one nested so deeply that nobody wrote it for us.

    """
    try:
        return Field(json.loads(text.removeprefix("\ufeff"), parse_constant=_no_constant), "", file)
    except json.JSONDecodeError as error:
        detail = f"JSON, {error.lineno}:{error.colno}"
        raise UsageError("findings-file", file, detail) from error
    except (ValueError, RecursionError) as error:
        raise UsageError("findings-file", file, "JSON") from error


def _no_constant(name: str) -> NoReturn:
    """NaN and Infinity are no JSON."""
    raise ValueError(name)
