"""Changes of goldens that are of one kind, whatever case they are in, and the row of the table that each stands in."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from msgspec import Struct

from formaudit.golden.check import CaseState
from formaudit.golden.told import Told

__all__ = ["Cluster", "Member", "clusters_of", "rows_of"]

_ID: Final = 12
_CELLS: Final = 30


class Member(Struct, frozen=True, kw_only=True):
    """One change of a case."""

    case: str
    told: Told


class Cluster(Struct, frozen=True, kw_only=True):
    """Changes of one floor and kind in which the same fields differ and the same findings turn on or off.

    ``fields`` are those that differ, ``checks`` what turns (``+T09``, ``-T10``).
    """

    id: str
    floor: str
    kind: str
    fields: tuple[str, ...]
    checks: tuple[str, ...]
    members: tuple[Member, ...]

    @property
    def cases(self) -> int:
        """In how many cases it occurs."""
        return len({member.case for member in self.members})


class TableRow(Struct, frozen=True, kw_only=True):
    """The cells of the row of a change, before and after; ``here`` is the column that changed."""

    before: tuple[tuple[int, str], ...]
    after: tuple[tuple[int, str], ...]
    here: int


def clusters_of(changes: Iterable[tuple[str, Sequence[Told]]]) -> tuple[Cluster, ...]:
    """The clusters, those at whose places findings turn first, then by size."""
    groups: dict[tuple[str, str, tuple[str, ...], tuple[str, ...], str], list[Member]] = {}
    for case, told in changes:
        for each in told:
            change = each.change
            fields = _differing(change.before, change.after)
            groups.setdefault((change.floor, change.kind, fields, each.findings, _check(each)), []).append(
                Member(case=case, told=each)
            )
    made = [
        Cluster(
            id=hashlib.sha256(repr(key).encode()).hexdigest()[:_ID], floor=key[0], kind=key[1], fields=key[2],
            checks=key[3] or ((key[4],) if key[4] else ()), members=tuple(members),
        )
        for key, members in groups.items()
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda each: (not each.checks, -len(each.members), each.id)))


def _record(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _differing(before: str, after: str) -> tuple[str, ...]:
    was, now = _record(before), _record(after)
    if not was or not now:
        return ()
    return tuple(sorted(name for name in {*was, *now} if was.get(name) != now.get(name)))


def _check(told: Told) -> str:
    """Of a verdict or a finding, its check."""
    if told.change.floor not in ("verdicts", "findings"):
        return ""
    return str(_record(told.change.after or told.change.before).get("check", ""))


def rows_of(states: Sequence[CaseState], member: Member) -> TableRow | None:
    """The row of a changed cell as golden and program have it."""
    spot = member.told.spot
    state = next((each for each in states if each.name == member.case), None)
    if spot is None or state is None or state.before is None or state.after is None:
        return None
    return TableRow(before=_row(state.before.tables, spot), after=_row(state.after.tables, spot), here=spot[3])


def _row(lines: Sequence[str], spot: tuple[int, int, int, int]) -> tuple[tuple[int, str], ...]:
    found: list[tuple[int, str]] = []
    for line in lines:
        record = _record(line)
        if (record.get("file"), record.get("table"), record.get("row")) == spot[:3]:
            found.append((int(record.get("col", 0)), str(record.get("text", ""))))
    return tuple(sorted(found)[:_CELLS])
