"""In which file the figure stands that a finding is about, as the report of its submission says."""

from collections.abc import Mapping

from formaudit.archive.kept_report import kept_submissions
from formaudit.archive.store import Store

__all__ = ["files_of_suspects"]


def files_of_suspects(store: Store, root: str, key: str) -> Mapping[str, str]:
    """The path of each finding's first figure, by the finding's id; nothing of a submission without a report."""
    return {
        finding.id: submission.files[finding.figures[0].where.file].path
        for submission in kept_submissions(store, root, key)
        for finding in submission.findings
        if finding.figures and finding.figures[0].where.file < len(submission.files)
    }
