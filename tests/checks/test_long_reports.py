"""Whole reports, dense with figures that all agree: nothing is told to be wrong, and most figures stand in a relation.

They are written in the diction of many kinds of units, so that plans, shares of several wholes, carried-over money,
averages and scores stand close to each other. What one figure changed does is seen by the tables of passages.
"""

from pathlib import Path
from typing import Final

import pytest

from formaudit.audit import audit_submission
from formaudit.extract.door import extract_file
from formaudit.intake.grouping import group_documents
from formaudit.model.report import SubmissionReport
from formaudit.model.verdict import Severity
from formaudit.settings import Profile

REPORTS: Final = sorted((Path(__file__).parent / "long_reports").glob("*.txt"))
_ARITHMETIC: Final = frozenset({"X06", "X07", "N01", "N02", "N03", "N04"})
_TOLD: Final = frozenset({Severity.CRITICAL, Severity.MAJOR, Severity.MINOR})


def audited(path: Path) -> SubmissionReport:
    ((submission,), _) = group_documents([extract_file(path)])
    return audit_submission(submission, Profile(), "zh")


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_report_whose_figures_agree_is_accused_of_nothing(path: Path) -> None:
    report = audited(path)
    told = [
        (one.check, one.calculation)
        for one in report.findings
        if one.severity in (Severity.CRITICAL, Severity.MAJOR) or (one.check in _ARITHMETIC and one.severity in _TOLD)
    ]
    assert told == []
    assert sum(tick.check in _ARITHMETIC for tick in report.ticks) > _LEAST
    assert report.unit or path.stem == _OF_A_FUND


_LEAST: Final = 8
"""So many relations at least come out in each of them."""
_OF_A_FUND: Final = "20"
"""Its title names a fund and no unit."""
