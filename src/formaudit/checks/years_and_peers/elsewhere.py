"""Figures of other submissions as evidence: last year's, or another unit's of the same call.

A place counts the files of its own submission. While checks run, a figure from elsewhere has a file number behind
those: first the files of last year's submission, then those of the batch. Afterwards the files that findings really
name are put behind the submission's own, so that every place in a report leads to a file that the report lists.
"""

from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from formaudit.checks.kernel.evidence import Evidence
from formaudit.model.document import Document
from formaudit.model.figure import Figure
from formaudit.model.report import FileOwner
from formaudit.model.verdict import Verdict

__all__ = ["from_peer", "from_prior", "settle_files"]


def from_prior(evidence: Evidence, figure: Figure) -> Figure:
    """A figure of last year's submission as evidence in this one."""
    return _moved(figure, len(evidence.submission.documents))


def from_peer(evidence: Evidence, position: int, figure: Figure) -> Figure:
    """A figure of the submission at a position of the batch; one of this very submission stays as it is."""
    if evidence.batch is None or position == evidence.position:
        return figure
    prior = len(evidence.prior.documents) if evidence.prior is not None else 0
    own = len(evidence.submission.documents)
    return _moved(figure, own + prior + evidence.batch.first_file[position])


def _moved(figure: Figure, by: int) -> Figure:
    return replace(figure, place=replace(figure.place, file=figure.place.file + by))


def settle_files(
    evidence: Evidence, verdicts: Sequence[Verdict]
) -> tuple[list[Verdict], tuple[tuple[Document, FileOwner], ...]]:
    """The verdicts with final file numbers, and the files from elsewhere that they name, each with whose it is."""
    if evidence.prior is None and evidence.batch is None:
        return list(verdicts), ()
    own = len(evidence.submission.documents)
    used = sorted({figure.place.file for verdict in verdicts for figure in verdict.figures if figure.place.file >= own})
    if not used:
        return list(verdicts), ()
    shift = {file: own + at - file for at, file in enumerate(used)}
    settled = [
        replace(verdict, figures=tuple(_moved(one, shift.get(one.place.file, 0)) for one in verdict.figures))
        if any(one.place.file in shift for one in verdict.figures)
        else verdict
        for verdict in verdicts
    ]
    return settled, tuple((_document(evidence, file), _owner(evidence, file)) for file in used)


def _owner(evidence: Evidence, file: int) -> FileOwner:
    prior = len(evidence.prior.documents) if evidence.prior is not None else 0
    return FileOwner.PRIOR if file < len(evidence.submission.documents) + prior else FileOwner.PEER


def _document(evidence: Evidence, file: int) -> Document:
    rest = file - len(evidence.submission.documents)
    if evidence.prior is not None:
        if rest < len(evidence.prior.documents):
            return evidence.prior.documents[rest]
        rest -= len(evidence.prior.documents)
    if evidence.batch is None:
        message = f"file {file} belongs to no submission"
        raise ValueError(message)
    # The last submission whose files begin at or before this one.
    position = bisect_right(evidence.batch.first_file, rest) - 1
    return evidence.batch.submissions[position].documents[rest - evidence.batch.first_file[position]]
