"""What the commands on findings share: reading findings.json, and choosing findings by id, check or cause."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from formaudit.archive.decided import Named, find, read_decisions, record_decisions, stored_report
from formaudit.archive.store import Store, is_server
from formaudit.audit.between import apart
from formaudit.decisions.book import Book, read_book, record
from formaudit.errors import UsageError
from formaudit.model.decision import Decision
from formaudit.model.report import AuditReport, Finding, SubmissionReport
from formaudit.reports.read_json import from_json

__all__ = ["choose", "chosen", "day", "day_of", "decisions_at", "is_store", "keep_at", "read_findings", "who"]

_SQLITE: Final = b"SQLite format 3\0"
_FILE: Final = "findings.json"
_SHORTEST: Final = 6

Chosen = tuple[SubmissionReport, Finding]


def is_store(place: str) -> bool:
    """Whether a place is a store: a database's URL, or a file that begins as SQLite's do."""
    if is_server(place) or place.startswith("sqlite:"):
        return True
    with suppress(OSError), Path(place).open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE
    return False


def decisions_at(place: str) -> Book:
    """The decisions of a file or of a store.

    Raises:
        UsageError: as ``read_book`` and ``Store``.

    """
    if not is_store(place):
        return read_book(Path(place))
    with Store(place, create=False) as store:
        return read_decisions(store)


def keep_at(place: str, decisions: Sequence[Decision]) -> Book:
    """Put decisions into a file or a store, and give what it holds then.

    Raises:
        UsageError: as ``record`` and ``Store``.

    """
    if not is_store(place):
        return record(Path(place), decisions)
    with Store(place, create=False) as store:
        return record_decisions(store, decisions)


def chosen(place: str, words: Sequence[str]) -> tuple[list[Named], bool]:
    """The findings of a findings.json or a store that are meant, and whether any word meant more than one.

    Raises:
        UsageError: as ``read_findings``, ``choose`` and ``find``.

    """
    if is_store(place):
        with Store(place, create=False) as store:
            return find(store, words)
    found, bulk = choose(read_findings(place), words)
    named = [
        Named(
            id=finding.id,
            check=finding.check,
            title=finding.title,
            unit=finding.unit or submission.unit,
            year=finding.year if finding.unit else submission.year,
        )
        for submission, finding in found
    ]
    return named, bulk


def read_findings(place: str | Path, unit: str = "") -> AuditReport:
    """The report of a findings.json, of the one in a folder that ``audit --out`` wrote, or of units in a store.

    ``unit`` is a part of the names that are wanted from a store; the report of a file is given whole.

    Raises:
        UsageError: ``not-found`` or ``findings-file``; as ``stored_report`` and ``Store``.

    """
    if is_store(str(place)):
        with Store(str(place), create=False) as store:
            return apart(stored_report(store, unit))
    path = Path(place)
    file = path / _FILE if path.is_dir() else path
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise UsageError("not-found", str(file)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("findings-file", str(file), getattr(error, "strerror", "") or "UTF-8") from error
    return apart(from_json(text, str(file)))


def choose(report: AuditReport, words: Sequence[str]) -> tuple[list[Chosen], bool]:
    """The findings that are meant, and whether any word meant more than one.

    A word is a fingerprint or its first six or more characters, the code of a check (``T09``), the id of a cause
    (``C2``), or ``all``.

    Raises:
        UsageError: ``no-such-finding``; ``ambiguous-finding``: the beginning fits several.

    """
    everything = [(submission, finding) for submission in report.parts for finding in submission.findings]
    chosen: dict[str, Chosen] = {}
    bulk = False
    for said in words:
        many = [each for each in everything if said in ("all", each[1].check, each[1].cause)]
        found = many or list(_by_id(everything, said))
        if not found:
            raise UsageError("no-such-finding", "", said)
        if not many and len(found) > 1:
            raise UsageError("ambiguous-finding", "", said)
        bulk = bulk or bool(many)
        chosen.update({finding.id: (submission, finding) for submission, finding in found})
    return list(chosen.values()), bulk


def _by_id(everything: Sequence[Chosen], said: str) -> Iterator[Chosen]:
    exact = [each for each in everything if each[1].id == said]
    if exact or len(said) < _SHORTEST:
        yield from exact
    else:
        yield from (each for each in everything if each[1].id.startswith(said.lower()))


def day(text: str | None) -> dt.date:
    """The day that is meant; today where none is.

    Raises:
        UsageError: ``date``.

    """
    return day_of(text) if text is not None else dt.datetime.now().astimezone().date()


def day_of(text: str) -> dt.date:
    """A day written as YYYY-MM-DD.

    Raises:
        UsageError: ``date``.

    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError("date", "", text) from None


def who(name: str | None) -> str:
    """Who decides (经办): the name given, else nobody. The name of the machine's user is nobody's signature."""
    return "" if name is None else name.strip()
