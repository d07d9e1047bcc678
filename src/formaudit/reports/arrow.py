"""Rows as an Arrow table: decimals are decimals, so that DuckDB, polars and pandas can add them up.

The one door to pyarrow, which is an extra and is loaded with the first table.
"""

import importlib
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from typing import Any, Final

from formaudit.errors import UsageError
from formaudit.reports.tables import Column

__all__ = ["DIGITS", "PLACES", "arrow", "arrow_schema", "arrow_table"]

DIGITS: Final = 38
PLACES: Final = 10
"""``decimal128(38, 10)``: every printed amount fits; a quotient that does not end is rounded at the tenth place."""
_PLACE: Final = Decimal(1).scaleb(-PLACES)
_EXACT: Final = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)


def arrow(module: str = "pyarrow") -> Any:
    """The library, or a part of it.

    Raises:
        UsageError: ``store-extra``: it is not installed.

    """
    try:
        return importlib.import_module(module)
    except ImportError:
        raise UsageError("store-extra", "", "pyarrow") from None


def arrow_schema(columns: Sequence[Column]) -> Any:
    """The Arrow schema of some columns."""
    pa = arrow()
    kinds = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "decimal": pa.decimal128(DIGITS, PLACES),
        "texts": pa.list_(pa.string()),
    }
    return pa.schema([(column.name, kinds[column.kind]) for column in columns])


def arrow_table(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Any:
    """The rows as a ``pyarrow.Table``; a decimal that is too long for its type is null (the printed text stands)."""
    pa = arrow()
    held = list(rows)
    found = {
        column.name: [_decimal(row[place]) if column.kind == "decimal" else _text(row[place]) for row in held]
        for place, column in enumerate(columns)
    }
    return pa.table(found, schema=arrow_schema(columns))


def _decimal(value: Any) -> Decimal | None:
    if value is None:
        return None
    try:
        return Decimal(value).quantize(_PLACE, context=_EXACT)
    except InvalidOperation:
        return None


def _text(value: Any) -> Any:
    """A text that Arrow can hold: half a character out of a broken name becomes a question mark."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
