"""What of a submission can be searched: its figures and its texts, form by form, and the pairs that find them."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import chain
from typing import Final

from msgspec import Struct

from formaudit.archive.grams import grams
from formaudit.archive.packed import unpack
from formaudit.reports.records import FIGURE_COLUMNS, TEXT_COLUMNS, Record

__all__ = ["Line", "SearchedForm", "figure_lines", "searched_forms", "searched_records", "text_lines"]

_UNKNOWN: Final = "unknown"
_WAN: Final = {"万元": Decimal(1), "元": Decimal("0.0001"), "亿元": Decimal(10_000)}
_FIGURE: Final = {name: at for at, name in enumerate(FIGURE_COLUMNS)}
_LABEL, _RAW, _VALUE, _UNIT, _FORM = map(_FIGURE.__getitem__, ("label", "raw", "value", "unit_of_value", "form"))
_TEXT: Final = {name: at for at, name in enumerate(TEXT_COLUMNS)}
_SAID, _SAID_FORM = _TEXT["text"], _TEXT["form"]


class Line(Struct, frozen=True, kw_only=True):
    """A figure with its label, or a sentence or text cell without a figure (``key`` empty), with its place.

    ``money`` is its amount in 万元 where it is one. ``standing`` is contradicted, tied or untested, empty for a text.
    Places count from 0.
    """

    form: str
    form_index: int
    text: str
    path: str
    key: str = ""
    raw: str = ""
    unit_of_value: str = ""
    money: Decimal | None = None
    standing: str = ""
    table: int | None = None
    row: int | None = None
    col: int | None = None
    page: int | None = None
    paragraph: int | None = None


class SearchedForm(Struct, frozen=True, kw_only=True):
    """All that one kind of form of a submission says: its pairs, and its largest amount in 万元 (0: none)."""

    form: str
    pairs: tuple[str, ...]
    most: float


def _every(text: str, raw: str) -> bool:
    """Every line is wanted."""
    del text, raw
    return True


def figure_lines(value: bytes, wanted: Callable[[str, str], bool] = _every) -> Iterator[Line]:
    """The figures of a packed record whose label and print are ``wanted``."""
    for row in unpack(value):
        if not wanted(str(row[_LABEL]), str(row[_RAW])):
            continue
        at = _by(row, _FIGURE)
        unit = str(at["unit_of_value"] or "")
        yield Line(
            form=str(at["form"] or _UNKNOWN),
            form_index=_number(at["form_index"]) or 0,
            text=str(at["label"]),
            path=str(at["path"] or ""),
            key=str(at["key"]),
            raw=str(at["raw"]),
            unit_of_value=unit,
            money=_money(at["value"], unit),
            standing=str(at["standing"] or ""),
            table=_number(at["table"]),
            row=_number(at["row"]),
            col=_number(at["col"]),
            page=_number(at["page"]),
            paragraph=_number(at["paragraph"]),
        )


def text_lines(value: bytes, wanted: Callable[[str, str], bool] = _every) -> Iterator[Line]:
    """The sentences and text cells of a packed record that are ``wanted``."""
    for row in unpack(value):
        if not wanted(str(row[_SAID]), ""):
            continue
        at = _by(row, _TEXT)
        yield Line(
            form=str(at["form"] or _UNKNOWN),
            form_index=_number(at["form_index"]) or 0,
            text=str(at["text"]),
            path=str(at["path"] or ""),
            table=_number(at["table"]),
            row=_number(at["row"]),
            col=_number(at["col"]),
            page=_number(at["page"]),
            paragraph=_number(at["paragraph"]),
        )


def searched_forms(lines: Iterable[Line]) -> tuple[SearchedForm, ...]:
    """The lines of a submission put together by kind of form."""
    return _by_form((line.form, line.text, line.raw, line.money) for line in lines)


def searched_records(figures: Iterable[Record], texts: Iterable[Record]) -> tuple[SearchedForm, ...]:
    """The same from the rows that a submission's lines are packed from."""
    return _by_form(
        chain(
            (
                (str(row[_FORM] or _UNKNOWN), str(row[_LABEL]), str(row[_RAW]), _money(row[_VALUE], row[_UNIT]))
                for row in figures
            ),
            ((str(row[_SAID_FORM] or _UNKNOWN), str(row[_SAID]), "", None) for row in texts),
        )
    )


def _by_form(said: Iterable[tuple[str, str, str, Decimal | None]]) -> tuple[SearchedForm, ...]:
    """Form, text, print and money of each line put together by kind of form."""
    texts: dict[str, list[str]] = {}
    most: dict[str, Decimal] = {}
    for form, text, raw, money in said:
        own = texts.setdefault(form, [])
        own.append(text)
        if raw:
            own.append(raw)
        if money is not None:
            most[form] = max(most.get(form, Decimal(0)), abs(money))
    return tuple(
        SearchedForm(form=form, pairs=tuple(sorted(grams(said))), most=float(most.get(form, Decimal(0))))
        for form, said in texts.items()
    )


def _by(row: Record, columns: dict[str, int]) -> dict[str, object]:
    return {name: row[at] for name, at in columns.items()}


def _money(value: object, unit: object) -> Decimal | None:
    """A value in 万元 where its unit is one of money."""
    factor = _WAN.get(str(unit or ""))
    return None if value is None or factor is None else Decimal(str(value)) * factor


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
