"""What no golden is to notice: another version of the program, and a further check that finds nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from formaudit import audit
from formaudit.checks import of_profile
from formaudit.checks.catalogue import CHECKS
from formaudit.checks.kernel.evidence import Check, Evidence
from formaudit.golden.check import CaseState, Status, check_cases
from formaudit.golden.compare import compare
from formaudit.golden.produce import producer
from formaudit.messages import phrase
from formaudit.model.verdict import Nature, Outcome, Severity, Verdict
from tests.golden.fake import actual, record

ROOT = Path(__file__).resolve().parents[2]


def _state() -> CaseState:
    (state,) = check_cases(ROOT / "golden", producer, only=["quickstart"])
    return state


def _says(outcome: Outcome) -> Callable[[Evidence], Iterator[Verdict]]:
    def run(evidence: Evidence) -> Iterator[Verdict]:
        yield Verdict(
            check="T99",
            outcome=outcome,
            key="all",
            figures=tuple(evidence.graph.figures.values())[:2],
            calculation="1 = 1",
            message=phrase("undecided.all-blank", label="1"),
        )

    return run


def _further(monkeypatch: pytest.MonkeyPatch, outcome: Outcome) -> None:
    new = Check(code="T99", name="new", severity=Severity.MINOR, nature=Nature.DESIGN, run=_says(outcome))
    monkeypatch.setattr(of_profile, "CHECKS", (*CHECKS, new))


def test_another_version_changes_no_golden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "__version__", "99.0")
    assert _state().status is Status.EQUAL


@pytest.mark.parametrize("outcome", [Outcome.HOLDS, Outcome.NOT_APPLICABLE])
def test_a_further_check_that_finds_nothing_changes_no_golden(
    monkeypatch: pytest.MonkeyPatch, outcome: Outcome
) -> None:
    _further(monkeypatch, outcome)
    assert _state().status is Status.EQUAL


def test_a_further_check_that_cannot_decide_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    _further(monkeypatch, Outcome.UNDECIDED)
    state = _state()
    assert (state.status, state.detail) == (Status.DIFFERS, "verdicts")


def test_a_known_check_that_holds_of_something_else_is_told() -> None:
    known = actual()
    more = replace(known, verdicts=(*known.verdicts, record(check="T09", key="annex4[乙]", outcome="holds")))
    assert [change.kind for change in compare(known, more)] == ["added"]


def test_no_accepted_report_names_a_version_or_counts_what_holds() -> None:
    for path in sorted((ROOT / "golden").glob("*/report.md")):
        text = path.read_text(encoding="utf-8")
        assert not [word for word in ("formaudit", "检查 ", "核对一致", "关系 ") if word in text], path.parent.name
    assert not [path for path in (ROOT / "golden").glob("*/case.json") if '"version"' in path.read_text("utf-8")]
