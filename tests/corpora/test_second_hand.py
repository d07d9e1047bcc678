"""Submissions that another hand wrote: clean ones are accused of nothing, spoilt ones are told, in every layout."""

import re
from collections import Counter
from pathlib import Path

import pytest

import corpora.secondhand
from corpora.secondhand.facts import draw
from corpora.secondhand.faults import FAULTS, spoil
from corpora.secondhand.page import Page
from corpora.secondhand.press import FORMATS, files
from corpora.secondhand.submissions import LAYOUTS, submission
from formaudit.audit import audit_submission
from formaudit.extract.door import extract_bytes
from formaudit.intake.grouping import group_documents
from formaudit.model.report import SubmissionReport
from formaudit.model.verdict import Severity
from formaudit.settings import Profile

SEEDS = range(2)
GRAVE = (Severity.CRITICAL, Severity.MAJOR)
BAR = 0.9
EVERYWHERE = ("name-slip", "stale-year", "result-blank")
"""Kinds that every layout that has a place for them must show."""


def audited(page: Page, form: str = "docx") -> list[SubmissionReport]:
    read, _ = group_documents([extract_bytes(data, name) for name, data in files(page, form)])
    return [audit_submission(one, Profile(), "zh") for one in read]


def said(page: Page, form: str = "docx") -> set[tuple[str, str]]:
    """What is told at minor or above, as check and first figure."""
    return {
        (finding.check, finding.figures[0].key)
        for report in audited(page, form)
        for finding in report.findings
        if finding.severity is not Severity.NOTE
    }


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_clean_submissions_are_read_whole_and_accused_of_nothing(layout: str, form: str) -> None:
    for seed in SEEDS:
        facts = draw(seed)
        (report,) = audited(submission(layout, seed), form)
        assert (report.unit, report.year) == (facts.unit, facts.year)
        assert {"report"} < {one.form for one in report.forms}
        assert [(one.check, one.message) for one in report.findings if one.severity in GRAVE] == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_name_slip_a_stale_year_and_a_blank_result_are_told_in_every_layout(layout: str) -> None:
    clean = submission(layout, 0)
    before = said(clean)
    for fault in FAULTS:
        spoilt = spoil(clean, fault, 0) if fault.name in EVERYWHERE else None
        if spoilt is not None:
            assert said(spoilt.page) - before, (fault.name, spoilt.before, spoilt.after)


def test_faults_of_the_second_hand_are_found() -> None:
    tried, found = Counter[str](), Counter[str]()
    for layout in LAYOUTS:
        clean = submission(layout, 1)
        before = said(clean)
        for fault in FAULTS:
            spoilt = spoil(clean, fault, 1)
            if spoilt is not None:
                tried[fault.name] += 1
                found[fault.name] += bool(said(spoilt.page) - before)
    assert tried.total() > 50
    assert set(tried) == {fault.name for fault in FAULTS}
    assert found.total() >= BAR * tried.total(), found


def test_the_second_hand_shares_neither_layouts_nor_words_with_the_first_nor_knows_the_program() -> None:
    texts = [path.read_text("utf-8") for path in sorted(Path(corpora.secondhand.__path__[0]).glob("*.py"))]
    imported = [line for text in texts for line in re.findall(r"^(?:from|import) (\S+)", text, re.MULTILINE)]
    assert [name for name in imported if name.startswith(("formaudit", "corpora.generator"))] == []
