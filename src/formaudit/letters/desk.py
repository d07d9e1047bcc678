"""The letter desk: which units get a letter, under which number and name, and what became of earlier letters.

A register (``letters.csv``) stands beside the letters. A person decides in it (``发`` or ``不发``), fills in dates, and
keeps it; numbers, once given, stay with their unit and year.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.decisions.apply import standing_of
from formaudit.errors import UsageError
from formaudit.indicators.normalise import normalise_name
from formaudit.letters.choose import tells_own
from formaudit.messages import LANGUAGES, word
from formaudit.model.decision import COUNTED, Standing
from formaudit.model.report import SubmissionReport
from formaudit.model.verdict import Severity
from formaudit.reports.arrange import arrange
from formaudit.reports.money import in_dispute, rounded

__all__ = [
    "REGISTER",
    "Entry",
    "Sending",
    "concerned",
    "entry_for",
    "of_unit",
    "read_register",
    "register_csv",
    "stale",
]

REGISTER: Final = "letters.csv"
_FIELDS: Final = (
    "number", "unit", "year", "kind", "serious", "matters", "money", "send", "file", "sent", "due", "state", "sha256",
    "key",
)  # fmt: skip
_NAME_BREAKERS: Final = frozenset('/\\:*?"<>|\0')
_LONGEST_NAME: Final = 60


class Sending:
    """What a person says of an entry, in the words of the register: send, keep back, or nothing yet."""

    YES: Final = "yes"
    NO: Final = "no"
    OPEN: Final = ""


class Entry(Struct, frozen=True, kw_only=True):
    """A line of the register.

    ``key`` names unit and year whatever the run; ``number`` is theirs for good. ``serious`` counts critical and major
    findings, ``matters`` all that may be asked, ``money`` is what
    they move in 万元, that of one cause once, as the index shows it. ``send`` is a person's decision,
    ``sha256`` that of the letter as the program wrote it: another one on disk was edited by a person.
    """

    number: int
    unit: str
    year: int | None
    kind: str
    serious: int
    matters: int
    money: Decimal
    send: str = Sending.OPEN
    file: str = ""
    sent: str = ""
    due: str = ""
    state: str = ""
    sha256: str = ""
    key: str = ""


def concerned(submission: SubmissionReport, least: Severity, today: dt.date | None) -> bool:
    """Whether a unit is to be written to: it has a confirmed matter, or an open one at least as grave as ``least``."""
    return submission.counts and any(
        standing_of(finding, today) is Standing.CONFIRMED
        or (standing_of(finding, today) in COUNTED and finding.severity.rank <= least.rank)
        for finding in submission.findings
        if tells_own(finding, submission)
    )


def entry_for(
    submission: SubmissionReport, kind: str, known: Sequence[Entry], today: dt.date | None, taken: Iterable[str] = ()
) -> Entry:
    """The line of a submission: the one it has already with today's counts, or a new one with the next number.

    ``taken`` are names of files that others have; no two letters ever share one.
    """
    asked = [
        each for each in submission.findings if standing_of(each, today) in COUNTED and tells_own(each, submission)
    ]
    key = f"{normalise_name(submission.unit)}|{submission.year or ''}|{kind}"
    used = {entry.key for entry in known if entry.file in set(taken)}
    same = [entry for entry in known if entry.key == key or entry.key.startswith(f"{key}#")]
    free = [entry for entry in same if entry.key not in used]
    counts = {
        "serious": sum(finding.severity.rank <= Severity.MAJOR.rank for finding in asked),
        "matters": len(asked),
        "money": rounded(in_dispute(arrange(submission), {each.id for each in asked})),
        "unit": submission.unit,
    }
    if free:
        return replace(free[0], **counts)
    names = {entry.file for entry in known} | set(taken)
    return Entry(
        number=max((entry.number for entry in known), default=0) + 1,
        year=submission.year,
        kind=kind,
        file=_free_name(f"{kind}-{_plain(submission.unit, submission.year)}", names),
        key=key if not same else f"{key}#{len(same) + 1}",
        **counts,  # type: ignore[arg-type]  # the names are fields of Entry
    )


def of_unit(entry: Entry, submissions: Sequence[SubmissionReport]) -> bool:
    """Whether a line of the register is about the unit and year of one of some submissions."""
    owners = {f"{normalise_name(each.unit)}|{each.year or ''}|" for each in submissions}
    return any(entry.key.startswith(owner) for owner in owners)


def stale(known: Sequence[Entry], current: Sequence[Entry]) -> tuple[Entry, ...]:
    """The lines whose letter nobody asks for any more."""
    now = {entry.key for entry in current}
    return tuple(entry for entry in known if entry.key not in now and entry.file)


def _plain(unit: str, year: int | None) -> str:
    """A name that no system refuses."""
    text = f"{unit}-{year or ''}".strip("-")
    return "".join("_" if char in _NAME_BREAKERS or not char.isprintable() else char for char in text)[:_LONGEST_NAME]


def _free_name(stem: str, names: set[str]) -> str:
    name, number = f"{stem}.docx", 2
    while name in names:
        name, number = f"{stem}-{number}.docx", number + 1
    return name


def register_csv(entries: Sequence[Entry], lang: str) -> str:
    """The register's text: UTF-8 with a byte order mark, so that spreadsheets read it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([word(f"desk.column.{name}", lang) for name in _FIELDS])
    for entry in sorted(entries, key=lambda entry: entry.number):
        writer.writerow([_shown(name, getattr(entry, name), lang) for name in _FIELDS])
    return "\ufeff" + out.getvalue()


def _shown(name: str, value: object, lang: str) -> str:
    if name == "send":
        return word(f"desk.send.{value}", lang) if value else ""
    if name == "kind":
        return word(f"letter.kind.{value}", lang)
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) and name in ("unit", "file") else text


def read_register(text: str, file: str) -> tuple[Entry, ...]:
    """The lines of a register, edited in whatever spreadsheet; columns are known by their headings in either language.

    Raises:
        UsageError: ``letter-register``: a heading is missing or a line cannot be read; ``detail`` says which.

    """
    rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"))))
    if not rows:
        return ()
    heads = {word(f"desk.column.{name}", lang): name for lang in LANGUAGES for name in _FIELDS}
    names = [heads.get(head.strip(), "") for head in rows[0]]
    missing = [name for name in ("number", "key") if name not in names]
    if missing:
        raise UsageError("letter-register", file, word(f"desk.column.{missing[0]}"))
    return tuple(_entry(dict(zip(names, row, strict=False)), file, line) for line, row in enumerate(rows[1:], 2) if row)


def _entry(row: dict[str, str], file: str, line: int) -> Entry:
    said = {name: row.get(name, "").strip() for name in _FIELDS}
    words = {word(f"desk.send.{code}", lang): code for lang in LANGUAGES for code in (Sending.YES, Sending.NO)}
    if said["send"] and said["send"] not in words:
        raise UsageError("letter-register", file, f"{line}: {said['send']}")
    kinds = {word(f"letter.kind.{code}", lang): code for lang in LANGUAGES for code in _KINDS}
    try:
        return Entry(
            number=int(said["number"]),
            unit=said["unit"].removeprefix("'"),
            year=int(said["year"]) if said["year"] else None,
            kind=kinds.get(said["kind"], said["kind"]),
            serious=int(said["serious"] or 0),
            matters=int(said["matters"] or 0),
            money=Decimal(said["money"] or 0),
            send=words.get(said["send"], Sending.OPEN),
            file=said["file"].removeprefix("'"),
            sent=said["sent"],
            due=said["due"],
            state=said["state"],
            sha256=said["sha256"],
            key=said["key"],
        )
    except (ValueError, ArithmeticError):
        raise UsageError("letter-register", file, str(line)) from None


_KINDS: Final = ("inquiry", "evidence-sheet", "working-paper", "rectification", "receipt")
