"""Decisions as entries of a file: read one by one, so that a broken entry costs nothing but itself."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from formaudit.model.decision import Decision, Standing

__all__ = ["SCHEMA", "as_entry", "of_entry"]

SCHEMA: Final = "formaudit.decisions/1"
_TEXTS: Final = ("reason", "category", "owner", "check", "title", "unit", "reply", "corrected")
_KNOWN: Final = frozenset({"finding", "state", "date", "expires", "year", *_TEXTS})


def as_entry(decision: Decision) -> dict[str, str | int | dt.date]:
    """The entry of a decision in the order in which it is written; what is empty is left out."""
    entry: dict[str, str | int | dt.date] = {"finding": decision.finding, "state": decision.standing.value}
    for name in (
        "reason",
        "category",
        "owner",
        "date",
        "expires",
        "reply",
        "corrected",
        "check",
        "title",
        "unit",
        "year",
    ):
        value = getattr(decision, name)
        if value not in ("", None):
            entry[name] = value
    return entry


def of_entry(entry: Mapping[str, Any]) -> Decision:
    """The decision of an entry.

    Raises:
        ValueError: with a short fact: a field is missing, unknown, or of the wrong kind; a waiver has no reason,
            owner or last day.

    """
    unknown = sorted(set(entry) - _KNOWN)
    if unknown:
        raise ValueError(unknown[0])
    texts = {name: _text(entry, name) for name in _TEXTS}
    finding = _text(entry, "finding")
    if not finding:
        raise ValueError("finding")
    try:
        standing = Standing(_text(entry, "state"))
    except ValueError:
        raise ValueError("state = " + " | ".join(Standing)) from None
    year = entry.get("year")
    if year is not None and (not isinstance(year, int) or isinstance(year, bool)):
        raise ValueError("year")
    decision = Decision(
        finding=finding,
        standing=standing,
        date=_date(entry, "date"),
        expires=_date(entry, "expires"),
        year=year,
        **texts,
    )
    if standing is Standing.WAIVED:
        missing = [name for name in ("reason", "owner", "expires") if not getattr(decision, name)]
        if missing:
            raise ValueError(missing[0])
    return decision


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name, "")
    if not isinstance(value, str):
        raise ValueError(name)  # noqa: TRY004 - one kind of error for whatever is wrong in an entry
    return value.strip()


def _date(entry: Mapping[str, Any], name: str) -> dt.date | None:
    value = entry.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"{name} = YYYY-MM-DD") from None
