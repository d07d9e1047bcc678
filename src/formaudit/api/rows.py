"""Rows of a table as records, as a pandas frame, as an Arrow table, and as a table in a notebook."""

import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from html import escape
from typing import Any, Final, overload

from formaudit.errors import UsageError
from formaudit.messages import spoken, word
from formaudit.reports.arrow import arrow_table
from formaudit.reports.tables import Column

__all__ = ["Record", "Rows"]

Record = dict[str, Any]
"""A row by the names of its columns: ``str``, ``int``, ``float`` (shares from 0 to 1), ``Decimal``, ``list[str]`` or
``None`` for what is not there."""
_SHOWN: Final = 20


class Rows(Sequence[Record]):
    """A table: a sequence of records that are made when they are first asked for.

    ``columns`` names its columns. Money and scores are ``Decimal`` (never ``float``) in records and frames and
    ``decimal128(38, 10)`` in Arrow. Iterate it, index it, or take it as a whole with ``to_pandas`` or ``to_arrow``;
    ``polars.from_arrow(rows.to_arrow())`` and DuckDB read it from there.
    """

    def __init__(self, columns: Sequence[Column], make: Callable[[], Iterable[Sequence[Any]]]) -> None:
        """``make`` gives the rows, values in the order of the columns."""
        self._columns = tuple(columns)
        self._make = make
        self._held: list[tuple[Any, ...]] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self._columns)

    def _rows(self) -> list[tuple[Any, ...]]:
        if self._held is None:
            self._held = [tuple(map(_value, self._columns, row)) for row in self._make()]
        return self._held

    def __len__(self) -> int:
        """The number of rows."""
        return len(self._rows())

    @overload
    def __getitem__(self, at: int) -> Record: ...

    @overload
    def __getitem__(self, at: slice) -> list[Record]: ...

    def __getitem__(self, at: int | slice) -> Record | list[Record]:
        """A record, or some."""
        if isinstance(at, slice):
            return [self._record(row) for row in self._rows()[at]]
        return self._record(self._rows()[at])

    def __iter__(self) -> Iterator[Record]:
        """The records in their order."""
        return map(self._record, self._rows())

    def _record(self, row: Sequence[Any]) -> Record:
        return dict(zip(self.columns, row, strict=True))

    def to_pandas(self) -> Any:
        """The rows as a ``pandas.DataFrame``, one column for each of ``columns``.

        Decimals are ``Decimal`` objects, whole numbers that may be missing ``Int64``, lists stay lists.

        Raises:
            UsageError: ``frame-extra``: pandas is not installed.

        """
        pd = _library("pandas")
        frame = pd.DataFrame(self._rows(), columns=list(self.columns), dtype=object)
        kinds = {"integer": "Int64", "number": "float64", "text": "string"}
        return frame.astype({column.name: kinds[column.kind] for column in self._columns if column.kind in kinds})

    def to_arrow(self) -> Any:
        """The rows as a ``pyarrow.Table``; decimals are ``decimal128(38, 10)``.

        Raises:
            UsageError: ``store-extra``: pyarrow is not installed (``pip install 'formaudit[parquet]'``).

        """
        return arrow_table(self._columns, self._rows())

    def __repr__(self) -> str:
        """Size and columns."""
        return f"<Rows {len(self)} × {len(self._columns)}: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """The first rows as a table for notebooks."""
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(_shown(value))}</td>" for value in row) + "</tr>"
            for row in self._rows()[:_SHOWN]
        )
        said = [word("library.shape", spoken(), rows=str(len(self)), columns=str(len(self._columns)))]
        if len(self) > _SHOWN:
            said.append(word("library.more", spoken(), count=str(len(self) - _SHOWN)))
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{escape('; '.join(said))}</p>"


def _value(column: Column, value: Any) -> Any:
    """A value as a programmer wants it."""
    if value is None:
        return None
    if column.kind == "decimal":
        return Decimal(value)
    if column.kind == "number":
        return float(value)
    return list(value) if column.kind == "texts" else value


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    return "；".join(value) if isinstance(value, list) else str(value)


def _library(name: str) -> Any:
    """A library that comes with an extra.

    Raises:
        UsageError: ``frame-extra``: it is not installed.

    """
    try:
        return importlib.import_module(name)
    except ImportError:
        raise UsageError("frame-extra", "", name) from None
