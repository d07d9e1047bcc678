"""What the commands on findings share: reading findings.json, and choosing findings by id, check or cause."""

import datetime as dt
import getpass
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from formaudit.errors import UsageError
from formaudit.model.report import AuditReport, Finding, SubmissionReport
from formaudit.reports.read_json import from_json

__all__ = ["BOOK", "choose", "day", "day_of", "read_findings", "who"]

BOOK: Final = Path("decisions.toml")
"""Where decisions are kept where the user names no other file."""
_FILE: Final = "findings.json"
_SHORTEST: Final = 6

Chosen = tuple[SubmissionReport, Finding]


def read_findings(path: Path) -> AuditReport:
    """The report of a findings.json, or of the one in a folder that ``audit --out`` wrote.

    Raises:
        UsageError: ``not-found`` or ``findings-file``.

    """
    file = path / _FILE if path.is_dir() else path
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise UsageError("not-found", str(file)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("findings-file", str(file), getattr(error, "strerror", "") or "UTF-8") from error
    return from_json(text, str(file))


def choose(report: AuditReport, words: Sequence[str]) -> tuple[list[Chosen], bool]:
    """The findings that are meant, and whether any word meant more than one.

    A word is a fingerprint or its first six or more characters, the code of a check (``T09``), the id of a cause
    (``C2``), or ``all``.

    Raises:
        UsageError: ``no-such-finding``; ``ambiguous-finding``: the beginning fits several.

    """
    everything = [(submission, finding) for submission in report.submissions for finding in submission.findings]
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
    """Who decides: the name given, else the user of the machine."""
    if name is not None:
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
