"""Decisions on findings kept in a store, and its reports as they were written, for letters and decisions."""

import datetime as dt
import uuid
import zlib
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from formaudit.archive.actions import Act, chunks, note, said_before
from formaudit.archive.store import Row, Store
from formaudit.decisions.book import Book
from formaudit.errors import UsageError
from formaudit.model.decision import Decision, Standing
from formaudit.model.report import AuditReport, ReportVerdict
from formaudit.reports.read_json import from_json

__all__ = [
    "Named", "decision_record", "decisions_on", "find", "put_decisions", "read_decisions", "record_decisions",
    "stored_report", "unpacked",
]  # fmt: skip

_SHORTEST = 6
_MOST = 500
"""So many submissions are read at once; more belong into an export, not into one report."""


class Named(Struct, frozen=True, kw_only=True):
    """A finding as a decision names it."""

    id: str
    check: str
    title: str
    unit: str
    year: int | None


def find(store: Store, words: Sequence[str]) -> tuple[list[Named], bool]:
    """The findings that are meant, and whether any word meant more than one.

    A word is a fingerprint or its first six or more characters, the code of a check, or ``all``. A cause has no name
    of its own in a store: every submission counts them anew.

    Raises:
        UsageError: ``no-such-finding``; ``ambiguous-finding``: the beginning fits several.

    """
    chosen: dict[str, Named] = {}
    bulk = False
    for said in words:
        many = {each.id: each for each in _where(store, "1 = 1" if said == "all" else "f.check_code = ?", said)}
        found = many
        if not many and len(said) >= _SHORTEST:
            found = {each.id: each for each in _where(store, "f.id >= ? AND f.id < ?", said.lower())}
            found = {said: found[said]} if said in found else found
        if not found:
            raise UsageError("no-such-finding", "", said)
        if not many and len(found) > 1:
            raise UsageError("ambiguous-finding", "", said)
        bulk = bulk or bool(many)
        chosen |= found
    return list(chosen.values()), bulk


def _where(store: Store, condition: str, said: str) -> list[Named]:
    values = {0: (), 1: (said,), 2: (said, f"{said}\uffff")}[condition.count("?")]
    rows = store.rows(
        "SELECT f.id, f.check_code, f.title, s.name, s.year FROM findings f "
        f"JOIN submissions s ON s.root = f.root AND s.key = f.submission WHERE {condition} "
        "ORDER BY f.submission, f.id",
        values,
    )
    return [Named(id=row[0], check=row[1], title=row[2], unit=row[3], year=row[4]) for row in rows]


def record_decisions(store: Store, decisions: Sequence[Decision]) -> Book:
    """Put decisions into the store, each in the place of an earlier one on the same finding."""
    with store.transaction():
        store.lock("decisions")
        put_decisions(store, decisions, "", uuid.uuid4().hex)
    return read_decisions(store)


def put_decisions(store: Store, decisions: Sequence[Decision], who: str, bunch: str) -> None:
    """The same inside a transaction, with a line of the log for each: ``who`` decided, else who answers for it."""
    before = decisions_on(store, [decision.finding for decision in decisions])
    for decision in decisions:
        store.upsert("decisions", ["finding"], decision_record(decision))
    for name in dict.fromkeys(who or decision.owner for decision in decisions):
        lines = [
            {
                "finding": decision.finding,
                "state": decision.standing.value,
                "text": decision.reason,
                "expires": _text(decision.expires),
                "before": said_before(before.get(decision.finding)),
            }
            for decision in decisions
            if (who or decision.owner) == name
        ]
        note(store, name, Act.DECIDE, bunch, lines)


def decision_record(decision: Decision) -> dict[str, object]:
    """A decision as a row of the store."""
    return {
        "finding": decision.finding,
        "state": decision.standing.value,
        "reason": decision.reason,
        "category": decision.category,
        "owner": decision.owner,
        "date": _text(decision.date),
        "expires": _text(decision.expires),
        "check_code": decision.check,
        "title": decision.title,
        "unit": decision.unit,
        "year": decision.year,
        "reply": decision.reply,
        "corrected": decision.corrected,
    }


_COLUMNS = "finding, state, reason, category, owner, date, expires, check_code, title, unit, year, reply, corrected"


def read_decisions(store: Store) -> Book:
    """The decisions of a store."""
    rows = store.rows(f"SELECT {_COLUMNS} FROM decisions ORDER BY finding")
    return Book(decisions=tuple(map(_decision, rows)))


def decisions_on(store: Store, findings: Sequence[str]) -> dict[str, Decision]:
    """The decisions on some findings."""
    found: dict[str, Decision] = {}
    for part in chunks(findings):
        rows = store.rows(f"SELECT {_COLUMNS} FROM decisions WHERE finding IN ({', '.join('?' * len(part))})", part)
        found.update({row[0]: _decision(row) for row in rows})
    return found


def _decision(row: Row) -> Decision:
    return Decision(
        finding=row[0],
        standing=Standing(row[1]),
        reason=row[2],
        category=row[3],
        owner=row[4],
        date=_day(row[5]),
        expires=_day(row[6]),
        check=row[7],
        title=row[8],
        unit=row[9],
        year=row[10],
        reply=row[11],
        corrected=row[12],
    )


def _text(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def stored_report(store: Store, unit: str = "") -> AuditReport:
    """The reports of the submissions whose unit's name holds a text, as one.

    Raises:
        UsageError: ``store-no-unit``: there is none; ``store-many``: there are too many for one report.

    """
    rows = store.rows(
        "SELECT report FROM submissions WHERE name LIKE ? ORDER BY root, key LIMIT ?", [f"%{unit}%", _MOST + 1]
    )
    if not rows:
        raise UsageError("store-no-unit", "", unit)
    if len(rows) > _MOST:
        raise UsageError("store-many", "", str(_MOST))
    reports = [unpacked(row[0]) for row in rows]
    submissions = tuple(each for report in reports for each in report.submissions)
    verdicts = {report.verdict for report in reports}
    gravest = (ReportVerdict.INCOMPLETE, ReportVerdict.FINDINGS, ReportVerdict.CLEAN)
    return replace(reports[0], submissions=submissions, verdict=next(each for each in gravest if each in verdicts))


def unpacked(report: bytes, most: int = 0) -> AuditReport:
    """A report as a store keeps it.

    Raises:
        UsageError: ``store-large``: it has more than ``most`` bytes, where a bound is given; ``findings-file``.

    """
    opened = zlib.decompressobj()
    text = opened.decompress(bytes(report), most)
    if most and opened.unconsumed_tail:
        raise UsageError("store-large", "", str(most))
    return from_json(text.decode("utf-8"))
