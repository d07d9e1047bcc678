"""One or two files of a clean submission: what is not there is not held against what is."""

from itertools import combinations

import pytest

from corpora.generator.layout import Layout
from corpora.generator.press import draft, press
from corpora.generator.variants import CENTRAL, HUNAN, WEIGHTS
from formaudit.audit import audit_submission
from formaudit.extract.door import extract_bytes
from formaudit.intake.grouping import group_documents
from formaudit.model.verdict import Severity
from formaudit.settings import Profile
from tests.corpora.variants import clean_units, fits

UNITS = [name for name, written in sorted(clean_units().items()) if fits(written, HUNAN)][:3]
# A project of annex 2 without a form is told once project forms are there at all: it may be what is missing.
EXPECTED = frozenset({"X05"})


@pytest.mark.parametrize("layout", [HUNAN, CENTRAL, WEIGHTS], ids=lambda layout: layout.name)
@pytest.mark.parametrize("unit", UNITS)
def test_a_part_of_a_clean_submission_is_not_accused(unit: str, layout: Layout) -> None:
    papers = draft(layout, clean_units()[unit], "docx", apart=True).papers
    documents = [extract_bytes(press(paper), f"{paper.name}.{paper.format}") for paper in papers]
    said = []
    for count in (1, 2):
        for chosen in combinations(range(len(documents)), count):
            submissions, strangers = group_documents([documents[index] for index in chosen])
            assert not strangers
            for submission in submissions:
                report = audit_submission(submission, Profile(), "zh")
                said += [
                    ([papers[index].name for index in chosen], finding.check, finding.message)
                    for finding in report.findings
                    if finding.severity in (Severity.CRITICAL, Severity.MAJOR) and finding.check not in EXPECTED
                ]
    assert said == []
