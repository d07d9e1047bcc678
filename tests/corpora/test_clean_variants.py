"""Every unit of the corpus under every layout that has words for it: read whole, and by no profile accused."""

from collections import Counter

import pytest

from corpora.generator.columns import LAYOUTS
from corpora.generator.sheet import Grid
from formaudit.audit import audit_submission
from formaudit.graph.collect import table_figures
from formaudit.model.verdict import Severity
from formaudit.profiles.read import built_in, read_profile
from tests.corpora.variants import Variant, variants


@pytest.fixture(scope="module")
def read() -> list[Variant]:
    return list(variants())


def test_there_are_ten_layouts_and_most_units_fit_them(read: list[Variant]) -> None:
    forms = Counter(variant.layout.name for variant in read)
    assert set(forms) == {layout.name for layout in LAYOUTS}
    assert len(forms) >= 10
    assert min(forms.values()) >= 8
    shapes = {(layout.fund_columns, layout.indicator_columns, layout.box, layout.goals) for layout in LAYOUTS}
    assert len(shapes) >= 10


def check_forms(variant: Variant) -> None:
    """The submission is whole: each form once, a form for each project, the unit and the year."""
    submission, written = variant.submission, variant.written
    assert (submission.unit, submission.year) == (variant.unit, written.year), variant.name
    assert len(submission.base_data) == len(submission.departments) == len(submission.reports) == 1, variant.name
    assert len(submission.projects) == len(written.projects), variant.name
    assert not submission.unknown, variant.name


def test_every_form_is_recognised_with_its_unit(read: list[Variant]) -> None:
    for variant in read:
        check_forms(variant)


@pytest.mark.parametrize("form", ["txt", "html", "xlsx"])
def test_other_formats_are_as_whole_and_as_clean(form: str) -> None:
    for variant in variants(form):
        check_forms(variant)
        report = audit_submission(variant.submission, read_profile("default"), "zh")
        grave = [f for f in report.findings if f.severity in (Severity.CRITICAL, Severity.MAJOR)]
        assert [(finding.check, finding.message) for finding in grave] == [], variant.name


def test_every_printed_figure_is_typed_at_its_place(read: list[Variant]) -> None:
    wrong = []
    for variant in read:
        found = {(f.place.table, f.place.row, f.place.col): f.value for f in table_figures(variant.submission)}
        table = 0
        for block in (block for part in variant.draft.papers[0].parts for block in part.blocks):
            if not isinstance(block, Grid):
                continue
            for each in block.boxes:
                for mark in each.marks:
                    value = found.get((table, each.row, each.col))
                    # 214万平方米 is read as 2140000平方米
                    if value is None or mark.value is None or value not in (mark.value, mark.value * 10000):
                        wrong.append((variant.name, mark.address, mark.raw, value))
            table += 1
    assert wrong == []


@pytest.mark.parametrize("profile", built_in())
def test_nothing_serious_is_said_and_two_minor_things_at_most_on_average(profile: str, read: list[Variant]) -> None:
    serious: list[str] = []
    minor = 0
    for variant in read:
        submission = variant.submission
        report = audit_submission(submission, read_profile(profile).choose(submission.year, submission.unit), "zh")
        for finding in report.findings:
            if finding.severity in (Severity.CRITICAL, Severity.MAJOR):
                serious.append(f"{variant.name} {finding.check} {finding.message}")
            minor += finding.severity is Severity.MINOR
    assert serious == []
    assert minor <= 2 * len(read)


def test_the_ledger_adds_up_and_no_open_question_lacks_a_reason(read: list[Variant]) -> None:
    for variant in read:
        report = audit_submission(variant.submission, read_profile("default"), "zh")
        held = sum(row.holds for row in report.ledger)
        open_ = sum(row.undecided for row in report.ledger)
        assert held == len(report.ticks), variant.name
        assert open_ == len(report.undecided), variant.name
        assert all(row.reason for row in report.undecided), variant.name
