import json

import pytest

from formaudit.bench.run import Result, draw_cases, run_bench, tallies, tally
from formaudit.bench.show import SCHEMA, to_json, to_text
from formaudit.model.verdict import Severity
from tests.bench.bases import base
from tests.corpus import CASES

CLEAN = [name for name in CASES if name.endswith("-clean")]


@pytest.fixture(scope="module")
def single() -> Result:
    return run_bench([base("culture-clean"), base("river-clean")], seed=4, count=100, faults=1)


def test_the_same_seed_draws_the_same_cases() -> None:
    bases = [base("culture-clean"), base("river-clean")]
    first, again, other = (list(draw_cases(bases, seed, 60, 2)) for seed in (7, 7, 8))
    assert [faults for _, faults in first] == [faults for _, faults in again]
    assert [faults for _, faults in first] != [faults for _, faults in other]


def test_several_faults_never_share_a_place() -> None:
    for _, faults in draw_cases([base("culture-clean")], 3, 40, 3):
        spots = [edit.spot for fault in faults for edit in fault.edits]
        assert len(faults) == 3
        assert len(set(spots)) == len(spots)


def test_single_faults_are_found_and_named_first(single: Result) -> None:
    whole = tally("all", single.told(), least=2)
    assert whole.faults >= 85
    assert whole.found / whole.faults >= 0.93
    assert whole.first / whole.placed >= 0.88
    assert whole.right / whole.asked >= 0.8


def test_two_faults_at_once_are_told_apart() -> None:
    result = run_bench([base("culture-clean"), base("school-clean")], seed=2, count=30, faults=2)
    whole = tally("all", result.told(), least=2)
    assert whole.faults == 60
    assert whole.found / whole.faults >= 0.9
    assert whole.localised / whole.placed >= 0.8


@pytest.mark.parametrize("name", CLEAN)
def test_no_clean_submission_has_a_serious_finding(name: str) -> None:
    assert [
        finding.check
        for finding in base(name).report.findings
        if finding.severity in (Severity.CRITICAL, Severity.MAJOR)
    ] == []


def test_kinds_that_cannot_be_found_are_kept_apart(single: Result) -> None:
    blind = {each.fault.kind.code for each in single.told(blind=True)}
    assert blind == {"result-overstated", "figure-alone"}
    assert not blind & {each.fault.kind.code for each in single.told()}
    assert {row.kind for row in tallies(single)} >= blind


def test_the_run_is_shown_as_a_table_and_as_data(single: Result) -> None:
    data = json.loads(to_json(single))
    assert data["schema"] == SCHEMA
    assert data["seed"] == 4
    assert len(data["cases"]) == len(single.cases)
    assert sum(row["faults"] for row in data["kinds"] if row["detectable"]) == data["all"]["faults"]
    truth = data["cases"][0]["faults"][0]["edits"][0]
    assert truth["before"] != truth["after"]
    for lang in ("zh", "en"):
        lines = to_text(single, lang).splitlines()
        assert any(line.startswith("digit-changed") for line in lines)
        assert any("result-overstated" in line for line in lines)


@pytest.mark.parametrize("form", ["docx", "txt"])
def test_cases_may_go_through_a_file_format(form: str) -> None:
    clean = base("seed-clean", form)
    assert clean.through == form
    result = run_bench([clean], seed=6, count=12, faults=1)
    assert result.alarms == 0
    assert sum(each.found for each in result.told()) >= len(result.told()) - 1
