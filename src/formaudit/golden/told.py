"""A change between a golden and the program, told: where it is, what stood there, what stands there now."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from formaudit.golden.case import Actual
from formaudit.golden.compare import Change
from formaudit.golden.labels import address_words, check_words
from formaudit.messages import word

__all__ = ["Told", "told", "turned"]


class Told(Struct, frozen=True, kw_only=True):
    """A change in words.

    ``place`` says where, as a clerk would; ``before`` and ``after`` are the texts that differ. ``spot`` is file, table,
    row and column of a cell, ``None`` for other records. ``findings`` are the findings that turn on (``+T09``) or off
    (``-T10``) with figures at this very place.
    """

    change: Change
    place: str
    before: str
    after: str
    spot: tuple[int, int, int, int] | None = None
    findings: tuple[str, ...] = ()


def told(changes: Sequence[Change], before: Actual, after: Actual, lang: str) -> tuple[Told, ...]:
    """The changes in words, those first at whose place a finding turns on or off."""
    moved = _at_spots(before, after)
    said = [_one(change, moved, lang) for change in changes]
    return tuple(sorted(said, key=lambda each: (not each.findings, each.change.floor, each.place)))


def turned(before: Actual, after: Actual) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The findings that only the program tells now, and those that only the golden has, as ``T09 9bd9ffd2``."""
    was, now = _findings(before), _findings(after)
    on = tuple(f"{now[id_]['check']} {id_[:8]}" for id_ in now if id_ not in was)
    off = tuple(f"{was[id_]['check']} {id_[:8]}" for id_ in was if id_ not in now)
    return on, off


def _records(lines: Iterable[str]) -> list[dict[str, Any]]:
    found = []
    for line in lines:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict):
            found.append(record)
    return found


def _findings(actual: Actual) -> dict[str, dict[str, Any]]:
    return {str(record.get("id")): record for record in _records(actual.findings)}


def _at_spots(before: Actual, after: Actual) -> dict[tuple[object, ...], set[str]]:
    """By place of a figure, the findings on it that turn on or off."""
    was, now = _findings(before), _findings(after)
    marks = [(f"+{now[id_]['check']}", now[id_]) for id_ in now if id_ not in was]
    marks += [(f"-{was[id_]['check']}", was[id_]) for id_ in was if id_ not in now]
    spots: dict[str, set[tuple[object, ...]]] = {}
    for actual in (before, after):
        for record in _records(actual.figures):
            spots.setdefault(str(record.get("key")), set()).add(tuple(record.get("at") or ()))
    found: dict[tuple[object, ...], set[str]] = {}
    for mark, finding in marks:
        for key in finding.get("figures", ()):
            for spot in spots.get(str(key), ()):
                found.setdefault(spot, set()).add(mark)
    return found


def _one(change: Change, moved: dict[tuple[object, ...], set[str]], lang: str) -> Told:
    was, now = (_record(text) for text in (change.before, change.after))
    record = now or was
    spot = _spot(record)
    key = (*spot, None) if spot is not None else tuple(record.get("at") or ("",))
    before, after = (_text(change.floor, part, line) for part, line in ((was, change.before), (now, change.after)))
    if change.floor == "report":
        before, after = _lines(change.before, change.after), _lines(change.after, change.before)
    return Told(
        change=change,
        place=_place(change.floor, record, lang),
        before=before,
        after=after,
        spot=spot,
        findings=tuple(sorted(moved.get(key, ()))),
    )


def _lines(text: str, other: str) -> str:
    """The lines that only one report has, or all where only their order differs."""
    lines, others = text.splitlines(), set(other.splitlines())
    alone = [line for line in lines if line not in others]
    return "\n".join(alone or ([] if set(lines) < others else lines))


def _record(line: str) -> dict[str, Any]:
    found = _records([line]) if line else []
    return found[0] if found else {}


def _spot(record: dict[str, Any]) -> tuple[int, int, int, int] | None:
    fields = [record.get(name) for name in ("file", "table", "row", "col")]
    if all(isinstance(field, int) for field in fields):
        return (int(record["file"]), int(record["table"]), int(record["row"]), int(record["col"]))
    return None


def _place(floor: str, record: dict[str, Any], lang: str) -> str:
    spot = _spot(record)
    if spot is not None:
        file, table, row, col = (str(number + 1) for number in spot)
        return word("golden.place.cell", lang, file=file, table=table, row=row, col=col)
    if floor == "tables" and isinstance(record.get("paragraph"), int):
        return word(
            "golden.place.paragraph", lang, file=str(record.get("file", 0) + 1), number=str(record["paragraph"] + 1)
        )
    name = str(record.get("key") or "")
    said = address_words(name, lang) if floor == "figures" and record.get("kind") == "figure" else name
    check = str(record.get("check", ""))
    told = check_words(check, lang) if check else ""
    about = said or str(record.get("id") or "")
    return " ".join(part for part in (word(f"golden.floor.{floor}", lang), told, about) if part)


def _text(floor: str, record: dict[str, Any], line: str) -> str:
    if floor == "tables" and "text" in record:
        span = record.get("span")
        merged = f" [{span[0]}×{span[1]}]" if isinstance(span, list) and span != [1, 1] else ""
        return f"{record['text']}{merged}"
    if floor == "figures" and "raw" in record:
        raw, value, unit = str(record["raw"]), record.get("value"), str(record.get("unit") or "")
        # What has no value is said as it is printed; a value that is the print itself is said once.
        return raw if value is None or f"{value}{unit}" == raw else f"{raw} ({value} {unit})".replace(" )", ")")
    if floor in ("verdicts", "findings") and record:
        return " ".join(
            str(record.get(name, "")) for name in ("severity", "outcome", "calculation") if record.get(name)
        )
    return line
