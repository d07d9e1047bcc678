"""Letters that were issued: the register kept in the store, each with the very file that left the house."""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from formaudit.archive.actions import Act, note
from formaudit.archive.store import Row as Record
from formaudit.archive.store import Store
from formaudit.letters.desk import Entry, Sending, register_csv
from formaudit.letters.letter import Letter
from formaudit.messages import word
from formaudit.reports.money import of_events, rounded
from formaudit.web.index import Row

__all__ = ["Dispatch", "Proof", "State", "file_of", "issue", "one", "proof_of", "register", "register_file", "settle"]

_FIELDS: Final = (
    "id", "number", "root", "submission", "kind", "unit", "year", "reference", "title", "findings", "serious",
    "matters", "money", "issued", "due", "state", "answered", "closed", "text", "who", "file", "sha256",
)  # fmt: skip


class State:
    """Where a letter stands: on its way, answered by the unit, closed."""

    ISSUED: Final = "issued"
    ANSWERED: Final = "answered"
    CLOSED: Final = "closed"


class Dispatch(Struct, frozen=True, kw_only=True):
    """A line of the register: ``findings`` are the fingerprints the letter is about, ``text`` what was answered."""

    id: str
    number: int
    root: str
    submission: str
    kind: str
    unit: str
    year: int | None
    reference: str
    title: str
    findings: tuple[str, ...]
    serious: int
    matters: int
    money: Decimal
    issued: str
    due: str
    state: str
    answered: str
    closed: str
    text: str
    who: str
    file: str
    sha256: str

    def overdue(self, today: dt.date) -> bool:
        """Whether an answer should be here and is not."""
        return self.state == State.ISSUED and bool(self.due) and self.due < today.isoformat()


class Proof(Struct, frozen=True, kw_only=True):
    """What the store says now of a finding that a letter was about: ``there`` says that it is still found."""

    finding: str
    there: bool
    check: str = ""
    title: str = ""
    calculation: str = ""
    token: str = ""


def issue(store: Store, row: Row, letter: Letter, data: bytes, how: dict[str, str], who: str) -> str:
    """Write a letter into the register inside a transaction, under the next number; gives its id."""
    (number,) = store.rows("SELECT COALESCE(MAX(number), 0) + 1 FROM dispatches")[0]
    findings = [id_ for item in letter.matters for id_ in item.findings]
    held = {
        id_: (severity, cause, money)
        for id_, severity, cause, money in store.rows(
            "SELECT id, severity, cause, money FROM findings WHERE root = ? AND submission = ?", [row.root, row.key]
        )
        if id_ in set(findings)
    }
    id_ = uuid.uuid4().hex
    record = {
        "id": id_, "number": int(number), "root": row.root, "submission": row.key, "kind": letter.kind.value,
        "unit": letter.unit, "year": letter.year, "reference": letter.party.number,
        "title": letter.title.replace("\n", ""), "findings": json.dumps(findings),
        "serious": sum(severity in ("critical", "major") for severity, _, _ in held.values()), "matters": len(findings),
        "money": str(rounded(of_events((cause, Decimal(money)) for _, cause, money in held.values() if money))),
        "issued": how["issued"], "due": how["due"], "state": State.ISSUED, "answered": "", "closed": "", "text": "",
        "who": who, "file": f"{int(number):04d}-{letter.kind.value}.docx", "sha256": hashlib.sha256(data).hexdigest(),
        "data": data,
    }  # fmt: skip
    store.upsert("dispatches", ["id"], record)
    text = " ".join(part for part in (str(number), letter.party.number) if part)
    note(store, who, Act.LETTER, id_, [{"finding": finding, "text": text} for finding in findings])
    return id_


def register(store: Store) -> tuple[Dispatch, ...]:
    """All letters, the newest first."""
    return tuple(map(_dispatch, store.rows(f"SELECT {', '.join(_FIELDS)} FROM dispatches ORDER BY number DESC")))


def one(store: Store, id_: str) -> Dispatch | None:
    """A letter by its id."""
    found = store.rows(f"SELECT {', '.join(_FIELDS)} FROM dispatches WHERE id = ?", [id_])
    return _dispatch(found[0]) if found else None


def file_of(store: Store, id_: str) -> bytes | None:
    """The file that was issued."""
    found = store.rows("SELECT data FROM dispatches WHERE id = ?", [id_])
    return bytes(found[0][0]) if found else None


def settle(store: Store, letter: Dispatch, state: str, text: str, day: str, who: str) -> bool:
    """Write down that a letter was answered or closed; says whether nobody had moved it meanwhile."""
    field = "answered" if state == State.ANSWERED else "closed"
    kept = text if not letter.text else f"{letter.text}\n{text}" if text else letter.text
    moved = store.write(
        f"UPDATE dispatches SET state = ?, {field} = ?, text = ? WHERE id = ? AND state = ?",
        [state, day, kept, letter.id, letter.state],
    )
    if moved and text:
        act = Act.REPLY if state == State.ANSWERED else Act.LETTER
        note(store, who, act, uuid.uuid4().hex, [{"finding": id_, "text": text} for id_ in letter.findings])
    return bool(moved)


def proof_of(store: Store, letter: Dispatch, tokens: dict[tuple[str, str], str]) -> tuple[Proof, ...]:
    """Each finding of a letter as the newest scan has it."""
    there = {
        row[0]: row
        for row in store.rows(
            "SELECT id, root, submission, check_code, title, calculation FROM findings "
            "WHERE root = ? AND submission = ?",
            [letter.root, letter.submission],
        )
    }
    return tuple(
        Proof(
            finding=id_, there=True, check=row[3], title=row[4], calculation=row[5],
            token=tokens.get((row[1], row[2]), ""),
        )
        if (row := there.get(id_)) is not None
        else Proof(finding=id_, there=False)
        for id_ in letter.findings
    )  # fmt: skip


def register_file(letters: Sequence[Dispatch], lang: str) -> bytes:
    """The register as the file that ``formaudit letter`` keeps."""
    entries = [
        Entry(
            number=each.number, unit=each.unit, year=each.year, kind=each.kind, serious=each.serious,
            matters=each.matters, money=each.money, send=Sending.YES, file=each.file, sent=each.issued, due=each.due,
            state=word(f"web.letter.state.{each.state}", lang), sha256=each.sha256, key=each.id,
        )
        for each in letters
    ]  # fmt: skip
    return register_csv(entries, lang).encode()


def _dispatch(row: Record) -> Dispatch:
    told = dict(zip(_FIELDS, row, strict=True))
    return Dispatch(**{**told, "findings": tuple(json.loads(told["findings"])), "money": Decimal(told["money"])})
