"""What changed between a golden and what the program says now: only the lowest floor that differs speaks."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from formaudit.golden.case import FLOORS, Actual
from formaudit.golden.fields import near

__all__ = ["Change", "compare"]

_IDENTITY: Final = {
    "tables": ("file", "table", "row", "col", "paragraph", "index"),
    "figures": ("kind", "key"),
    "verdicts": ("check", "key"),
    "findings": ("id",),
}
_SILENT: Final = ("holds", "not-applicable")


class Change(Struct, frozen=True):
    """A record that came, went or changed on a floor. ``before`` or ``after`` is empty where there is none."""

    floor: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        """added, removed or changed."""
        return "added" if not self.before else "removed" if not self.after else "changed"


def compare(case: Actual, actual: Actual, keep: tuple[str, ...] = ()) -> tuple[Change, ...]:
    """The changes on the lowest floor that differs; nothing where golden and program agree on every floor.

    The floors above follow from it and are not compared: who mends the extraction sees the findings come right.
    ``keep`` are the loose fields that the case has chosen to keep. The report is one change: its lines have an order.
    """
    for floor in FLOORS:
        changes = _floor_changes(floor, case.floor(floor), actual.floor(floor), keep)
        if changes:
            return changes
    return ()


def _floor_changes(
    floor: str, before: Sequence[str], after: Sequence[str], keep: tuple[str, ...]
) -> tuple[Change, ...]:
    if floor == "report":
        return () if list(before) == list(after) else (Change(floor, "\n".join(before), "\n".join(after)),)
    gone, come = _difference(before, after), _difference(after, before)
    partners: dict[tuple[object, ...], list[str]] = {}
    for record in come:
        partners.setdefault(_identity(floor, record), []).append(record)
    changes: list[Change] = []
    for record in gone:
        found = partners.get(_identity(floor, record), [])
        changes.append(Change(floor, record, found.pop(0) if found else ""))
    changes += [Change(floor, "", record) for found in partners.values() for record in found]
    if floor == "verdicts":
        known = {_check(record) for record in before}
        changes = [each for each in changes if each.before or not _silent(each.after, known)]
    if floor == "tables" and keep:
        changes = [each for each in changes if each.kind != "changed" or not near(each.before, each.after, keep)]
    return tuple(changes)


def _check(record: str) -> object:
    try:
        return json.loads(record).get("check")
    except (ValueError, AttributeError):
        return None


def _silent(record: str, known: set[object]) -> bool:
    """Whether a verdict that came is that of a check of which the golden has no word, and which has nothing to say.

    A new check would otherwise change every golden of an archive in which it finds nothing.
    """
    fields = json.loads(record) if _check(record) is not None else {}
    return fields.get("check") not in known and fields.get("outcome") in _SILENT


def _difference(some: Sequence[str], others: Sequence[str]) -> list[str]:
    """The records that ``some`` has and ``others`` lacks, each as often as it is too many, in order."""
    left = Counter(others)
    found: list[str] = []
    for record in some:
        if left[record]:
            left[record] -= 1
        else:
            found.append(record)
    return found


def _identity(floor: str, record: str) -> tuple[object, ...]:
    """What stays the same when a record changes; a record that cannot be read is only like itself."""
    try:
        fields = json.loads(record)
        return tuple(json.dumps(fields.get(name)) for name in _IDENTITY[floor])
    except (ValueError, AttributeError, KeyError):
        return (record,)
