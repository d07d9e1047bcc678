"""A shifted column over many goldens: reviewed change by change, cut short, and taken up again."""

import json
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from formaudit.errors import UsageError
from formaudit.golden.case import Actual, Produce, read_actual
from formaudit.golden.cells import decide_changes, recover, rejected
from formaudit.golden.check import Status, check_cases
from formaudit.golden.compare import Change
from formaudit.golden.output import to_json, to_junit
from formaudit.golden.page import SCHEMA, read_answers, review_page
from formaudit.golden.review import accept, decisions, propose
from formaudit.golden.score import score_case
from formaudit.golden.session import Answer, apply_answers, open_changes, review
from formaudit.golden.told import Told
from tests.golden.fake import WHO, producing, record

CASES = 12


def result(number: int, *, shifted: bool) -> Actual:
    """What a reader says of a case: a table of six cells, of which two change places when a column is shifted."""
    texts = ["序号", "预算", "执行", str(number), "4", "5"]
    if shifted:
        texts[4:] = ["5", "4"]
    cells = tuple(
        record(file=0, table=0, row=at // 3, col=at % 3, span=[1, 1], text=text) for at, text in enumerate(texts)
    )
    spent = texts[5]
    figures = (
        record(kind="figure", key="budget", raw=texts[4], value=texts[4], unit="万元", at=[0, 0, 1, 1, None]),
        record(kind="figure", key="spent", raw=spent, value=spent, unit="万元", at=[0, 0, 1, 2, None]),
    )
    broken = shifted
    findings = (record(id="f1", check="T12", severity="critical", figures=["spent"]),) if broken else ()
    return Actual(
        tables=cells,
        figures=figures,
        verdicts=(record(check="T12", key="total", outcome="broken" if broken else "holds"),),
        findings=findings,
        report_md=f"# {spent}\n",
    )


def producers(*, shifted: bool) -> Callable[[str], Produce]:
    def under(profile: str) -> Produce:
        assert profile

        def produce(paths: tuple[Path, ...]) -> Actual:
            return result(int(paths[0].read_text()), shifted=shifted)

        return produce

    return under


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    golden = tmp_path / "golden"
    for number in range(CASES):
        source = tmp_path / "in" / f"{number}.txt"
        source.parent.mkdir(exist_ok=True)
        source.write_text(str(number))
        propose(golden, f"c{number:02}", (source,), producing(result(number, shifted=False)))
        accept(golden, f"c{number:02}", **WHO)
    return golden


def states(golden: Path) -> dict[str, tuple[Status, str, int]]:
    found = check_cases(golden, producers(shifted=True))
    return {state.name: (state.status, state.detail, len(state.changes)) for state in found}


def test_the_cells_are_the_one_cause_and_those_that_turn_findings_come_first(golden: Path) -> None:
    assert set(states(golden).values()) == {(Status.DIFFERS, "tables", 2)}
    (state,) = check_cases(golden, producers(shifted=True), only=["c03"])
    first, second = open_changes(golden, state, "zh")
    assert (first.place, first.before, first.after) == ("文件1 表1 第2行第3列", "5", "4")
    assert first.findings == ("+T12",)
    assert (second.before, second.after, second.findings) == ("4", "5", ())


def test_half_accepted_and_half_rejected_is_what_log_and_set_say_afterwards(golden: Path) -> None:
    def ask(name: str, change: Told, number: int, total: int) -> Answer:
        assert 1 <= number <= total
        good = int(name[1:]) % 2 == 0
        if change.change.floor != "tables":
            return Answer(what="accept-all", reason="由已接受的单元格引起")
        return Answer(what="accept" if good else "reject", reason="" if good else "列错位")

    done = review(golden, producers(shifted=True), ask, reviewer="李某", date="2026-01-02")
    assert done.rejected == CASES
    after = states(golden)
    assert [name for name, state in after.items() if state[0] is Status.EQUAL] == [
        f"c{n:02}" for n in range(0, CASES, 2)
    ]
    assert {state for name, state in after.items() if int(name[1:]) % 2} == {(Status.DIFFERS, "tables", 2)}
    for name in after:
        assert len(rejected(golden, name)) == (2 if int(name[1:]) % 2 else 0)
    logged = [each for each in decisions(golden) if each.decision == "accept-change"]
    assert all(each.reviewer == "李某" and each.date == "2026-01-02" for each in logged)
    # What was rejected is not asked again.
    asked: list[str] = []

    def quits(name: str, change: Told, number: int, total: int) -> Answer:
        del change, number, total
        asked.append(name)
        return Answer(what="quit")

    review(golden, producers(shifted=True), quits, reviewer="李某", date="2026-01-03")
    assert asked == []


def test_a_review_that_is_cut_short_loses_nothing(golden: Path) -> None:
    count = 0

    def ask(name: str, change: Told, number: int, total: int) -> Answer:
        del name, change, number, total
        nonlocal count
        count += 1
        return Answer(what="quit") if count > 7 else Answer(what="accept")

    done = review(golden, producers(shifted=True), ask, reviewer="李某", date="2026-01-02")
    assert done.stopped
    assert done.accepted == 7
    assert len([each for each in decisions(golden) if each.decision == "accept-change"]) == 7
    assert Status.EDITED not in {state[0] for state in states(golden).values()}


def test_a_decision_that_was_logged_but_not_applied_is_finished(golden: Path) -> None:
    (state,) = check_cases(golden, producers(shifted=True), only=["c00"])
    before = {path.name: path.read_bytes() for path in (golden / "c00").iterdir()}
    decide_changes(
        golden, "c00", list(state.changes), accept=True, reviewer="李某", reason="新版正确", date="2026-01-02"
    )
    for name, content in before.items():
        (golden / "c00" / name).write_bytes(content)
    assert states(golden)["c00"][0] is Status.EDITED
    assert recover(golden) == ["c00"]
    assert read_actual(golden / "c00").tables == tuple(sorted(result(0, shifted=True).tables))
    # A line that was being written when the machine stopped decided nothing.
    with (golden / "decisions.jsonl").open("a") as log:
        log.write('{"case": "c01", "decis')
    assert states(golden)["c01"] == (Status.DIFFERS, "tables", 2)


def test_many_at_once_need_a_reason_and_nobody_decides_without_a_name(golden: Path) -> None:
    (state,) = check_cases(golden, producers(shifted=True), only=["c00"])
    for changes, reviewer in ((list(state.changes), "李某"), (list(state.changes[:1]), " ")):
        with pytest.raises(UsageError, match="golden-no-reason"):
            decide_changes(golden, "c00", changes, accept=True, reviewer=reviewer, reason="", date="2026-01-02")


def test_the_page_shows_both_tables_and_its_answers_are_applied(golden: Path, tmp_path: Path) -> None:
    (state,) = check_cases(golden, producers(shifted=True), only=["c05"])
    changes = open_changes(golden, state, "zh")
    page = review_page([(state, changes)], {}, "zh")
    assert page.count('class="change"') == 2
    assert page.count('<td rowspan="1" colspan="1" class="old">') == 2
    assert page.count('<td rowspan="1" colspan="1" class="new">') == 2
    answers = tmp_path / "answers.json"
    answers.write_text(
        json.dumps(
            {
                "schema": SCHEMA,
                "answers": [
                    {
                        "case": "c05", "floor": each.change.floor, "before": each.change.before,
                        "after": each.change.after, "accept": True, "reason": "新版正确",
                    }
                    for each in changes
                ],
            }
        ),
        "utf-8",
    )  # fmt: skip
    done = apply_answers(golden, read_answers(answers), reviewer="李某", date="2026-01-02")
    assert done.accepted == 2
    assert states(golden)["c05"][1] == "figures"
    answers.write_text("{}")
    with pytest.raises(UsageError, match="golden-answers"):
        read_answers(answers)


def test_a_page_never_runs_what_a_source_says(golden: Path) -> None:
    hostile = "</td><script>alert(1)</script>"
    change = Told(change=Change("tables", hostile, hostile), place=hostile, before=hostile, after=hostile)
    (state,) = check_cases(golden, producers(shifted=True), only=["c05"])
    assert "<script>alert" not in review_page([(state, [change])], {}, "zh")


def test_the_outputs_for_programs(golden: Path) -> None:
    found = check_cases(golden, producers(shifted=True))
    data = json.loads(to_json(found, "zh"))
    assert data["failing"] == CASES
    assert data["results"][0]["findings_on"] == ["T12 f1"]
    assert data["results"][0]["changes"][0]["spot"] == {"file": 0, "table": 0, "row": 1, "col": 2}
    junit = to_junit(found, "zh")
    assert f'tests="{CASES}" failures="{CASES}" errors="0"' in junit
    assert "文件1 表1 第2行第3列: 5 → 4" in junit


def test_truth_measures_cells_spans_and_figures() -> None:
    truth = {
        "files": ["a.txt"],
        "tables": [{"index": 0, "cells": [{"row": 1, "col": 1, "text": "4"}, {"row": 1, "col": 2, "text": "5", "colspan": 2}]}],
        "figures": {"any": {"file": 0, "table": 0, "row": 1, "col": 2, "value": "5.0"}},
    }  # fmt: skip
    good = score_case("c", result(1, shifted=False), truth, ["a.txt"])
    assert (good.cells.right, good.spans.right, good.figures.right) == (2, 1, 1)
    bad = score_case("c", result(1, shifted=True), truth, ["a.txt"])
    assert (bad.cells.right, bad.figures.right, bad.cells.there) == (0, 0, 2)
    assert len(bad.wrong) == 3


def test_the_plugin_runs_goldens_as_tests(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    (tmp_path / "corpora").symlink_to(root / "corpora")
    golden = tmp_path / "golden"
    (golden / "broken").mkdir(parents=True)
    (golden / "broken" / "case.json").write_text("{")
    call = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "formaudit.golden.plugin"]
    if _installed():
        call = call[:-2]
    run = subprocess.run(
        [*call, "--rootdir", str(tmp_path), "--formaudit-golden", str(golden), str(tmp_path)],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert run.returncode == 1, run.stdout + run.stderr
    assert "golden[broken]" in run.stdout
    assert "1 failed" in run.stdout


def _installed() -> bool:
    return any(each.value == "formaudit.golden.plugin" for each in entry_points(group="pytest11"))
