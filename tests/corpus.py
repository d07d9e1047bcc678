"""The shipped corpus for tests: cases, their truth, and the audit of each (made once)."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from formaudit.audit import audit_submission
from formaudit.intake.gather import gather
from formaudit.model.place import Place
from formaudit.model.report import SubmissionReport
from formaudit.model.submission import Submission
from formaudit.settings import Profile

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
CASES = tuple(sorted(path.stem for path in CORPORA.glob("truth/*.json")))


@dataclass(frozen=True)
class Case:
    """A corpus case with its truth and what the program says of it."""

    name: str
    truth: dict[str, Any]
    submission: Submission
    report: SubmissionReport

    def at(self, where: dict[str, Any], place: Place) -> bool:
        """Whether a place is the one that the truth names."""
        name = self.truth["files"][where["file"]]
        if Path(self.submission.documents[place.file].source.path).name != name:
            return False
        if "paragraph" in where:
            return bool(place.paragraph == where["paragraph"])
        if name.endswith(".txt"):
            return (place.table, place.row) == (where["table"], where["row"])
        return (place.table, place.row, place.col) == (where["table"], where["row"], where["col"])


def texts_of(case: str) -> dict[str, Any]:
    """A case's truth."""
    loaded: dict[str, Any] = json.loads((CORPORA / "truth" / f"{case}.json").read_text(encoding="utf-8"))
    return loaded


def paths_of(case: str) -> list[Path]:
    """The files of a case, in the order of its truth."""
    return [CORPORA / case / name for name in texts_of(case)["files"]]


@cache
def load(case: str) -> Case:
    """Read and audit a case."""
    gathered = gather(paths_of(case))
    assert not gathered.errors, [str(error) for error in gathered.errors]
    assert len(gathered.submissions) == 1
    submission = gathered.submissions[0]
    return Case(
        name=case, truth=texts_of(case), submission=submission, report=audit_submission(submission, Profile(), "zh")
    )
