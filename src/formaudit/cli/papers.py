"""The content of the files that a report names, found when it is asked for and not kept."""

from collections.abc import Iterator, Mapping, Sequence

from formaudit.model.document import Document
from formaudit.model.report import AuditReport, FileOwner
from formaudit.model.submission import Submission

__all__ = ["Papers"]


class Papers(Mapping[str, tuple[Document, ...]]):
    """Each submission's documents by its id, as its report lists the files: its own, then those of last year.

    Other units' papers are no part of a unit's report and are left out; they come last in its list of files.
    """

    def __init__(self, report: AuditReport, submissions: Sequence[Submission], prior: Sequence[Submission]) -> None:
        """Note where everything is."""
        self._submissions = submissions
        self._prior = prior
        self._positions: dict[str, int] = {}
        self._earlier: dict[str, tuple[str, ...]] = {}
        for position, entry in enumerate(report.submissions):
            self._positions[entry.id] = position
            hashes = tuple(file.source.sha256 for file in entry.files if file.owner is FileOwner.PRIOR)
            if hashes:
                self._earlier[entry.id] = hashes
        self._places = {
            document.source.sha256: (position, number)
            for position, submission in enumerate(prior)
            for number, document in enumerate(submission.documents)
        }

    def __len__(self) -> int:
        """How many submissions."""
        return len(self._positions)

    def __iter__(self) -> Iterator[str]:
        """Their ids."""
        return iter(self._positions)

    def __getitem__(self, id_: str) -> tuple[Document, ...]:
        """The documents of one."""
        own = self._submissions[self._positions[id_]].documents
        return (*own, *map(self._found, self._earlier.get(id_, ())))

    def _found(self, sha256: str) -> Document:
        position, number = self._places[sha256]
        return self._prior[position].documents[number]
