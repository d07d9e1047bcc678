"""A submission opened for review: its report out of the store with what has been decided of it until now."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from formaudit.archive.decided import decisions_on, unpacked
from formaudit.archive.store import Store
from formaudit.decisions.apply import decided
from formaudit.decisions.book import Book
from formaudit.errors import UsageError
from formaudit.model.report import AuditReport, FileOwner, SubmissionReport
from formaudit.reports.arrange import Arrangement, CauseBlock, Numbered, arrange
from formaudit.reports.places import Places, places_of
from formaudit.web.call import Call
from formaudit.web.desk import Desk
from formaudit.web.guard import Refused
from formaudit.web.index import Index, Row
from formaudit.web.originals import Origin

__all__ = ["Case", "Listed", "case_of", "listed", "opened", "origins_of", "row_of"]

_LARGEST: Final = 24 * 1024 * 1024
"""A report with more bytes of JSON is not opened whole: its findings are shown as the tables of the store have them."""
_GROWS: Final = 40
"""So many times the packed bytes of a report are held once it is opened."""


class Case(Struct, frozen=True, kw_only=True):
    """``number`` is its place in the queue, ``report`` holds it alone."""

    number: int
    row: Row
    report: AuditReport
    submission: SubmissionReport
    arrangement: Arrangement
    places: Places
    digest: str

    def item(self, finding: str) -> Numbered | None:
        """A finding with its number."""
        return next((item for item in self.arrangement.all if item.finding.id == finding), None)

    def block(self, item: Numbered) -> CauseBlock | None:
        """The cause that explains a finding, with all that follows from it."""
        return next((block for block in self.arrangement.causes if item in block.findings), None)


class Listed(Struct, frozen=True, kw_only=True):
    """A finding as the store's table has it."""

    id: str
    check: str
    severity: str
    nature: str
    cause: str
    title: str
    message: str
    calculation: str
    label: str
    raw: str
    place: str
    question: str
    money: str | None
    score: str | None
    confidence: float


_FIELDS: Final = ("id", "check_code", "severity", "nature", "cause", "title", "message", "calculation", "label", "raw",
                  "place", "question", "money", "score", "confidence")  # fmt: skip


def row_of(call: Call) -> tuple[Index, int]:
    """The submission that the address names, with the index it stands in.

    Raises:
        Refused: there is none.

    """
    index = call.desk.index()
    number = index.by_token.get(str(call.path["token"]))
    if number is None:
        raise Refused(404, "web.refused.gone")
    return index, number


def case_of(call: Call, index: Index, number: int) -> Case | None:
    """The submission opened; nothing where its report is too large to be opened whole."""
    row, desk = index.rows[number], call.desk
    with desk.store() as store:
        found = store.rows("SELECT digest FROM submissions WHERE root = ? AND key = ?", [row.root, row.key])
        if not found:
            raise Refused(404, "web.refused.gone")
        (digest,) = found[0]
        report = _report(desk, store, row, digest)
        if report is None or not report.submissions:
            return None
        ids = [finding.id for finding in report.submissions[0].findings]
        book = Book(decisions=tuple(decisions_on(store, ids).values()))
    report = decided(report, book, desk.today())
    submission = report.submissions[0]
    return Case(
        number=number, row=row, report=report, submission=submission, arrangement=arrange(submission),
        places=places_of(submission, call.lang), digest=digest,
    )  # fmt: skip


def _report(desk: Desk, store: Store, row: Row, digest: str) -> AuditReport | None:
    key = ("report", row.root, row.key, digest)
    known = desk.papers.get(key)
    if isinstance(known, AuditReport):
        return known
    ((packed,),) = store.rows("SELECT report FROM submissions WHERE root = ? AND key = ?", [row.root, row.key])
    if packed is None:
        return None
    try:
        report = unpacked(packed, _LARGEST)
    except UsageError:
        return None
    desk.papers.put(key, report, len(packed) * _GROWS)
    return report


def opened(store: Store, row: Row, finding: str) -> Listed | None:
    """One finding of a submission."""
    return listed(store, row, [finding]).get(finding)


def listed(store: Store, row: Row, ids: Sequence[str]) -> dict[str, Listed]:
    """Some findings of a submission by their ids; those that are there no more are left out."""
    rows = store.rows(
        f"SELECT {', '.join(_FIELDS)} FROM findings WHERE root = ? AND submission = ? "
        f"AND id IN ({', '.join('?' * len(ids))})",
        [row.root, row.key, *ids],
    )
    return {each[0]: Listed(**dict(zip(Listed.__struct_fields__, each, strict=True))) for each in rows}


def origins_of(desk: Desk, case: Case) -> tuple[Origin | None, ...]:
    """Where the submission's own files lie, in the order to which places count; nothing for those of others."""
    archives = (case.row.root, *(str(path) for path in desk.setup.sources))
    return tuple(
        Origin(archives=archives, path=_path(entry.source.path, entry.source.member), sha256=entry.source.sha256)
        if entry.owner is FileOwner.OWN
        else None
        for entry in case.submission.files
    )


def _path(path: str, member: str) -> str:
    return f"{path}!/{member}" if member and "!/" not in path else path
