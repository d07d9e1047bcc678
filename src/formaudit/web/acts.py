"""What a person does about findings, each act one transaction: all of it is there afterwards, or nothing.

Nobody overwrites what he has not seen: a page tells which line of the log it showed for each finding, and where another
line came meanwhile nothing is written and the other person's decision is given back.
"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.archive.actions import Act, Action, chunks, note, restored, versions
from formaudit.archive.decided import decision_record, decisions_on, put_decisions
from formaudit.archive.store import Store
from formaudit.model.decision import Decision, Standing

__all__ = ["Done", "Wish", "assign", "comment", "decide", "last_of", "undo", "undo_line"]


_STEPS: Final = 200
"""So many things done one after the other can be taken back."""


class Wish(Struct, frozen=True, kw_only=True):
    """A decision that a person wants on some findings; ``seen`` is the line of the log shown for each, 0 for none."""

    state: Standing
    reason: str = ""
    category: str = ""
    expires: dt.date | None = None
    seen: Mapping[str, int]


class Done(Struct, frozen=True, kw_only=True):
    """What came of it: how many findings were decided, or who came first (then nothing was written)."""

    count: int = 0
    clashes: tuple[Action, ...] = ()


def decide(store: Store, wish: Wish, who: str, today: dt.date) -> Done:
    """Decide inside a transaction that holds the lock on decisions."""
    ids = list(wish.seen)
    made = versions(store, ids)
    clashes = tuple(each for id_, each in made.items() if each.seq != wish.seen[id_])
    if clashes:
        return Done(clashes=clashes)
    decisions = [
        Decision(
            finding=id_, standing=wish.state, reason=wish.reason, category=wish.category, owner=who, date=today,
            expires=wish.expires, check=check, title=title, unit=unit, year=year,
        )
        for id_, check, title, unit, year in _named(store, ids)
    ]  # fmt: skip
    # What the unit answered belongs to the finding, whatever is decided of it.
    before = decisions_on(store, ids)
    decisions = [
        replace(each, reply=before[each.finding].reply, corrected=before[each.finding].corrected)
        if each.finding in before
        else each
        for each in decisions
    ]
    put_decisions(store, decisions, who, uuid.uuid4().hex)
    return Done(count=len(decisions))


def _named(store: Store, ids: Sequence[str]) -> list[tuple[str, str, str, str, int | None]]:
    found: dict[str, tuple[str, str, str, str, int | None]] = {}
    for part in chunks(ids):
        rows = store.rows(
            "SELECT f.id, f.check_code, f.title, s.name, s.year FROM findings f JOIN submissions s ON s.root = f.root "
            f"AND s.key = f.submission WHERE f.id IN ({', '.join('?' * len(part))})",
            part,
        )
        for row in rows:
            found.setdefault(row[0], (row[0], row[1], row[2], row[3], row[4]))
    return list(found.values())


def last_of(store: Store, who: str) -> tuple[Action, ...]:
    """The lines of the last thing that a person decided and has not taken back; empty where none is left."""
    taken: set[str] = set()
    below = None
    for _ in range(_STEPS):
        found = store.rows(
            "SELECT seq, act, bunch, text FROM actions WHERE who = ? AND act IN ('decide', 'undo') "
            + ("" if below is None else "AND seq < ? ")
            + "ORDER BY seq DESC LIMIT 1",
            [who] if below is None else [who, below],
        )
        if not found:
            break
        _, act, bunch, text = found[0]
        if act == Act.UNDO:
            taken.add(text)  # names the bunch that was taken back
        elif bunch not in taken:
            return _of_bunch(store, bunch)
        # One press may have written thousands of lines: on to the line before the first of them.
        below = store.rows("SELECT MIN(seq) FROM actions WHERE bunch = ?", [bunch])[0][0]
    return ()


def _of_bunch(store: Store, bunch: str) -> tuple[Action, ...]:
    return tuple(
        Action(seq=row[0], time=row[1], who=row[2], act=row[3], finding=row[4], bunch=row[5], state=row[6], text=row[7],
               expires=row[8], before=row[9])
        for row in store.rows(
            "SELECT seq, time, who, act, finding, bunch, state, text, expires, before FROM actions WHERE bunch = ? "
            "ORDER BY seq",
            [bunch],
        )
    )  # fmt: skip


def undo(store: Store, bunch: str, who: str) -> Done:
    """Take back what was done by one press: each finding stands again as before it.

    Only one's own can be taken back, and only where nobody has decided since.
    """
    lines = [each for each in _of_bunch(store, bunch) if each.act == Act.DECIDE and each.who == who]
    if not lines:
        return Done()
    made = versions(store, [each.finding for each in lines])
    clashes = tuple(made[each.finding] for each in lines if made[each.finding].seq != each.seq)
    if clashes:
        return Done(clashes=clashes)
    taken = uuid.uuid4().hex
    for each in lines:
        store.write("DELETE FROM decisions WHERE finding = ?", [each.finding])
        before = restored(each.before)
        if before is not None:
            store.upsert("decisions", ["finding"], decision_record(before))
    note(store, who, Act.UNDO, taken, [undo_line(each) for each in lines])
    return Done(count=len(lines))


def undo_line(action: Action) -> dict[str, str | None]:
    """The line that says that an action was taken back, and what holds again."""
    before = restored(action.before)
    return {
        "finding": action.finding,
        "state": "" if before is None else before.standing.value,
        "text": action.bunch,
        "expires": None if before is None or before.expires is None else before.expires.isoformat(),
        "before": "",
    }


def assign(store: Store, findings: Sequence[str], to: str, who: str) -> int:
    """Give findings to a reviewer, or to nobody."""
    for finding in findings:
        if to:
            store.upsert("assignments", ["finding"], {"finding": finding, "who": to})
        else:
            store.write("DELETE FROM assignments WHERE finding = ?", [finding])
    note(store, who, Act.ASSIGN, uuid.uuid4().hex, [{"finding": finding, "text": to} for finding in findings])
    return len(findings)


def comment(store: Store, finding: str, text: str, who: str, act: str = Act.COMMENT) -> None:
    """Write something down about a finding: a remark of one's own, or what the unit answered (``Act.REPLY``)."""
    note(store, who, act, uuid.uuid4().hex, [{"finding": finding, "text": text}])
