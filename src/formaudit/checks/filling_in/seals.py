"""F12: whether a sealed file is still what was sealed."""

from collections.abc import Iterator

from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.quoting import word_figure
from formaudit.messages import phrase
from formaudit.model.document import Document
from formaudit.model.place import Place
from formaudit.model.verdict import Outcome, Verdict

__all__ = ["changed_after_sealing"]

_SEALED, _CHANGED = "ofd-seals", "changed-after-sealing"


def changed_after_sealing(evidence: Evidence) -> Iterator[Verdict]:
    """F12: pages or resources of a file are not those over which its seal was set.

    Only digests were compared; nobody says who sealed or who changed. A note that was added later changes no page.
    Breaks: the digest of page 1 in the signature is another than that of page 1. Holds: all digests are the same.
    """
    for number, document in enumerate(evidence.submission.documents):
        told = {warning.code: warning.detail for warning in document.warnings}
        if _SEALED not in told:
            continue
        changed = told.get(_CHANGED, "")
        name = document.source.path.rpartition("/")[2]
        yield Verdict(
            check="F12",
            outcome=Outcome.BROKEN if changed else Outcome.HOLDS,
            key=f"file[{name}].seal",
            figures=(word_figure(f"file[{name}].seal", name, changed or told[_SEALED], _start(document, number)),),
            calculation="",
            message=phrase("F12.broken" if changed else "F12.holds", file=name, count=told[_SEALED], parts=changed),
        )


def _start(document: Document, number: int) -> Place:
    """Where a file begins: what is said of it as a whole is shown there."""
    if document.tables:
        return Place(file=number, table=0, row=0, col=0)
    return Place(file=number, paragraph=0)
