"""Every unit of the corpus under every layout that has words for it, by every built-in profile: nothing serious."""

from collections import Counter
from itertools import product

import pytest

from corpora.generator.catalogue import CASES
from corpora.generator.layout import Layout
from corpora.generator.press import draft, press
from corpora.generator.spec import Submission as Written
from corpora.generator.variants import LAYOUTS
from formaudit.audit import audit_submission
from formaudit.extract.door import extract_bytes
from formaudit.intake.grouping import group_documents
from formaudit.model.submission import Submission
from formaudit.model.verdict import Severity
from formaudit.profiles.read import built_in, read_profile


def _clean() -> dict[str, Written]:
    return {case.submission.unit.name: case.submission for case in CASES if case.name.endswith("-clean")}


def _fits(written: Written, layout: Layout) -> bool:
    """Whether the form has a place for every indicator: one that is left out would leave the weights short."""
    groups = (written.indicators, *(project.indicators for project in written.projects))
    return all(layout.moved.get(each.level2, each.level2) in layout.level2 for group in groups for each in group)


def _read() -> dict[str, Submission]:
    found: dict[str, Submission] = {}
    for written, layout in product(_clean().values(), LAYOUTS):
        if not _fits(written, layout):
            continue
        try:
            papers = draft(layout, written, "docx", apart=False).papers
        except KeyError:
            continue  # the layout has no word for something that the unit has
        documents = [extract_bytes(press(paper), f"{paper.name}.{paper.format}") for paper in papers]
        (submission,), strangers = group_documents(documents)
        assert not strangers
        found[f"{written.unit.name}/{layout.name}"] = submission
    return found


@pytest.fixture(scope="module")
def submissions() -> dict[str, Submission]:
    return _read()


def test_nothing_serious_is_said_and_two_minor_things_at_most_on_average(submissions: dict[str, Submission]) -> None:
    assert len(submissions) >= 20
    assert len({name.split("/")[1] for name in submissions}) >= 4
    serious: list[str] = []
    minor: Counter[str] = Counter()
    for profile, (name, submission) in product(built_in(), submissions.items()):
        report = audit_submission(submission, read_profile(profile).choose(submission.year, submission.unit), "zh")
        for finding in report.findings:
            if finding.severity in (Severity.CRITICAL, Severity.MAJOR):
                serious.append(f"{profile} {name} {finding.check} {finding.message}")
            minor[profile] += finding.severity is Severity.MINOR
    assert serious == []
    assert all(count <= 2 * len(submissions) for count in minor.values()), minor


def test_the_ledger_adds_up_and_no_open_question_lacks_a_reason(submissions: dict[str, Submission]) -> None:
    for name, submission in submissions.items():
        report = audit_submission(submission, read_profile("default"), "zh")
        held = sum(row.holds for row in report.ledger)
        open_ = sum(row.undecided for row in report.ledger)
        assert held == len(report.ticks), name
        assert open_ == len(report.undecided), name
        assert all(row.reason for row in report.undecided), name
