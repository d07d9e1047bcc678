"""Many rows as one value of a store: JSON, compressed. A submission has hundreds of figures that share their words."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

import msgspec

from formaudit.reports.records import Record

__all__ = ["pack", "squeezed", "unpack", "unpack_where"]

_LEVEL: Final = 6
"""Of zlib: it saves a fifth beside level 1 for under a millisecond a submission; higher ones save little more."""
_PLAIN: Final = b"["
_encode = msgspec.json.Encoder().encode


def pack(rows: Iterable[Record]) -> bytes:
    """Rows of plain values as one value; half a character out of a broken name becomes a question mark.

    Column by column: what is alike lies together, which saves a sixth.
    """
    columns = [list(column) for column in zip(*rows, strict=True)]
    try:
        whole = _encode(columns)
    except UnicodeEncodeError:
        whole = _encode([[_mended(value) for value in column] for column in columns])
    return squeezed(whole)


def squeezed(data: bytes) -> bytes:
    """Bytes as the store keeps them."""
    return zlib.compress(data, _LEVEL)


def _mended(value: object) -> object:
    if isinstance(value, list):
        return [_mended(each) for each in value]
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def unpack(value: bytes) -> Iterator[Record]:
    """The rows of a value; one that an older store held as rows of its own is JSON as it is, row by row."""
    data = bytes(value)
    if data.startswith(_PLAIN):
        yield from msgspec.json.decode(data, type=list[Record])
    else:
        yield from zip(*msgspec.json.decode(zlib.decompress(data), type=list[list[Any]]), strict=True)


def unpack_where(value: bytes, looked_at: Sequence[int], chosen: Callable[..., Sequence[int]]) -> Iterator[Record]:
    """Some of the rows: ``chosen`` is given the columns ``looked_at`` and says their numbers.

    Where it says none, the other columns are not decoded: a search looks into many submissions in vain.
    """
    data = bytes(value)
    if data.startswith(_PLAIN):
        rows = list(unpack(data))
        yield from (rows[number] for number in chosen(*([row[at] for row in rows] for at in looked_at)))
        return
    raw = msgspec.json.decode(zlib.decompress(data), type=list[msgspec.Raw])
    if not raw:
        return
    numbers = chosen(*(msgspec.json.decode(raw[at], type=list[Any]) for at in looked_at))
    if numbers:
        columns = [msgspec.json.decode(column, type=list[Any]) for column in raw]
        yield from (tuple(column[number] for column in columns) for number in numbers)
