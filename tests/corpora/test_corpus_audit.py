"""The corpus, read and audited: every fault found at its place, nothing serious said of a clean submission."""

from collections import Counter
from decimal import Decimal

import pytest

from formaudit.graph.collect import table_figures
from formaudit.model.figure import Figure
from formaudit.model.verdict import Severity
from tests.corpus import CASES, Case, load

CLEAN = tuple(case for case in CASES if case.endswith("-clean"))
FAULTY = tuple(case for case in CASES if not case.endswith("-clean"))
READABLE = {".docx", ".txt"}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> Case:
    return load(str(request.param))


def test_every_form_is_recognised(case: Case) -> None:
    expected = Counter(form["form"] for form in case.truth["forms"])
    found = Counter(entry.form for entry in case.report.forms if entry.form != "unknown")
    assert found == expected
    assert case.submission.unit == case.truth["unit"]
    assert case.submission.year == case.truth["year"]


def test_every_figure_of_the_truth_is_read_at_its_place(case: Case) -> None:
    found: dict[tuple[object, ...], Figure] = {}
    for figure in table_figures(case.submission):
        place = figure.place
        name = case.submission.documents[place.file].source.path
        found[name, place.table, place.row, place.col] = figure
        if place.line is not None:
            found[name, place.line] = figure
    wrong = []
    for address, truth in case.truth["figures"].items():
        if "row" not in truth:
            continue
        name = case.truth["files"][truth["file"]]
        # A text shows the order of cells and not the columns they span: there the line is the place.
        where = (name, truth["line"]) if "line" in truth else (name, truth["table"], truth["row"], truth["col"])
        read = found.get(where)
        value = None if truth["value"] is None else Decimal(truth["value"])
        values = {value} if value is None else {value, value * 10000}  # 214万平方米 is read as 2140000平方米
        if read is None or read.value not in values:
            wrong.append((address, truth["raw"], None if read is None else read.value))
    assert not wrong


@pytest.mark.parametrize("name", FAULTY)
def test_every_fault_is_found_at_its_place(name: str) -> None:
    case = load(name)
    missed = []
    for fault in case.truth["faults"]:
        accepted = {fault["check"], *fault["consequences"]}
        if not any(
            finding.check in accepted and any(case.at(fault["where"], figure.place) for figure in finding.figures)
            for finding in case.report.findings
        ):
            missed.append((fault["check"], fault["kind"], fault["printed"], fault["right"]))
    assert not missed


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_submission_has_no_serious_finding(name: str) -> None:
    serious = [
        (finding.check, finding.message)
        for finding in load(name).report.findings
        if finding.severity in (Severity.CRITICAL, Severity.MAJOR)
    ]
    assert serious == []


@pytest.mark.parametrize("name", CLEAN)
def test_at_least_four_fifths_of_a_clean_submission_are_reached(name: str) -> None:
    coverage = load(name).report.coverage
    assert coverage.tied + coverage.contradicted + coverage.untested == coverage.figures
    assert coverage.figures > 100
    assert (coverage.tied + coverage.contradicted) / coverage.figures >= 0.8
