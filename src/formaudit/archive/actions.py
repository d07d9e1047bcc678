"""What people did about findings, line by line: written once, never changed, whichever program wrote it.

``actions`` is the log; ``decisions`` is what holds after its last line. A decision's version is the number of the line
that made it, so two people who decide on the same finding are told apart.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from formaudit.archive.store import Row, Store, now
from formaudit.decisions.entries import as_entry, of_entry
from formaudit.model.decision import Decision

__all__ = [
    "DECIDED",
    "Act",
    "Action",
    "acted",
    "chunks",
    "last_seq",
    "note",
    "restored",
    "said_before",
    "since",
    "versions",
]

_CHUNK: Final = 400
_COLUMNS: Final = "seq, time, who, act, finding, bunch, state, text, expires, before"


class Act:
    """What a line of the log says was done."""

    DECIDE: Final = "decide"
    UNDO: Final = "undo"
    ASSIGN: Final = "assign"
    COMMENT: Final = "comment"
    REPLY: Final = "reply"
    """What the unit answered."""
    LETTER: Final = "letter"


DECIDED: Final = (Act.DECIDE, Act.UNDO)
"""Lines after which a finding may stand elsewhere."""


class Action(Struct, frozen=True, kw_only=True):
    """A line of the log.

    ``bunch`` joins what was done by one press of a button; ``before`` is the decision that stood there until then, as
    JSON, empty where there was none; ``expires`` is the last day of a waiver.
    """

    seq: int
    time: str
    who: str
    act: str
    finding: str
    bunch: str
    state: str = ""
    text: str = ""
    expires: str | None = None
    before: str = ""


def note(store: Store, who: str, act: str, bunch: str, lines: Iterable[Mapping[str, str | None]]) -> None:
    """Add lines to the log; each names its finding and may have state, text, expires and before."""
    time = now()
    store.write_many(
        "INSERT INTO actions (time, who, act, finding, bunch, state, text, expires, before) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                time, who, act, line["finding"], bunch, line.get("state") or "", line.get("text") or "",
                line.get("expires"), line.get("before") or "",
            )
            for line in lines
        ],
    )  # fmt: skip


def acted(store: Store, finding: str) -> tuple[Action, ...]:
    """All lines about a finding, oldest first."""
    return tuple(map(_action, store.rows(f"SELECT {_COLUMNS} FROM actions WHERE finding = ? ORDER BY seq", [finding])))


def since(store: Store, seq: int, most: int = 100_000) -> tuple[Action, ...]:
    """The lines after a number, oldest first."""
    return tuple(
        map(_action, store.rows(f"SELECT {_COLUMNS} FROM actions WHERE seq > ? ORDER BY seq LIMIT ?", [seq, most]))
    )


def last_seq(store: Store) -> int:
    """The number of the last line; 0 where there is none."""
    return int(store.rows("SELECT COALESCE(MAX(seq), 0) FROM actions")[0][0])


def versions(store: Store, findings: Sequence[str]) -> dict[str, Action]:
    """The line that made what holds of each finding; those about which nobody ever decided are left out."""
    found: dict[str, Action] = {}
    for part in chunks(findings):
        places = ", ".join("?" * len(part))
        rows = store.rows(
            f"SELECT {_COLUMNS} FROM actions WHERE seq IN (SELECT MAX(seq) FROM actions WHERE finding IN ({places}) "
            "AND act IN ('decide', 'undo') GROUP BY finding)",
            part,
        )
        found.update({row[4]: _action(row) for row in rows})
    return found


def chunks(items: Sequence[str]) -> Iterator[Sequence[str]]:
    """Pieces that one statement can name."""
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]


def said_before(decision: Decision | None) -> str:
    """A decision as the log keeps it."""
    return "" if decision is None else json.dumps(as_entry(decision), ensure_ascii=False, default=str)


def restored(before: str) -> Decision | None:
    """The decision that a line of the log kept."""
    return of_entry(json.loads(before)) if before else None


def _action(row: Row) -> Action:
    return Action(
        seq=int(row[0]), time=row[1], who=row[2], act=row[3], finding=row[4], bunch=row[5], state=row[6], text=row[7],
        expires=row[8], before=row[9],
    )  # fmt: skip
