"""The other published papers of a unit, and how their figures become evidence here."""

from collections.abc import Iterator

from msgspec.structs import replace

from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.years_and_peers.elsewhere import from_peer, from_prior
from formaudit.graph.disclosure.book import Book, book_of
from formaudit.graph.disclosure.units import in_own_units
from formaudit.model.figure import Figure
from formaudit.model.submission import Submission

__all__ = ["Paper", "papers_of"]


class Paper:
    """A published paper of the same unit, and how its figures become evidence here."""

    __slots__ = ("book", "evidence", "position")

    def __init__(self, book: Book, evidence: Evidence, position: int | None) -> None:
        """``position`` is its place in the batch; ``None`` for last year's, given apart."""
        self.book = book
        self.evidence = evidence
        self.position = position

    def shown(self, figure: Figure) -> Figure:
        """One of its figures as evidence: its place counts behind the files of this submission."""
        own = replace(figure, key=f"{figure.key}@{self.book.year}")
        return from_prior(self.evidence, own) if self.position is None else from_peer(self.evidence, self.position, own)


def papers_of(evidence: Evidence) -> Iterator[Paper]:
    """The other published papers of the unit: last year's, where it was given, and those of the same call."""
    own = evidence.submission
    if evidence.prior is not None and (book := _book(evidence.prior)) is not None:
        yield Paper(book, evidence, None)
    if evidence.batch is not None:
        for position in evidence.batch.of_unit(own.unit):
            book = None if position == evidence.position else _book(evidence.batch.submissions[position])
            if book is not None:
                yield Paper(book, evidence, position)


def _book(submission: Submission) -> Book | None:
    book = book_of(submission.disclosures)
    book = None if book is None else in_own_units(book, ())[0]
    return book if book is not None and book.filled else None
