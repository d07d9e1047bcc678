import json
from pathlib import Path

import pytest

from formaudit.errors import FormauditError
from formaudit.golden.case import FILES, Actual, read_actual
from formaudit.golden.compare import compare
from formaudit.golden.review import LOG, accept, decisions, propose, reject
from tests.golden.fake import WHO, accepted, actual, producing, snapshot, world


def propose_one(root: Path, result: Actual) -> Path:
    golden, corpora = world(root, "甲")
    propose(golden, "甲", (corpora / "甲" / "附件4.txt",), producing(result))
    return golden


def test_proposing_writes_pending_files_only(tmp_path: Path) -> None:
    golden = propose_one(tmp_path, actual())
    assert sorted(snapshot(golden)) == sorted(f"甲/{file}.new" for file in FILES)


def test_accepting_makes_the_golden_and_logs_who_and_why(tmp_path: Path) -> None:
    golden = propose_one(tmp_path, actual())
    accept(golden, "甲", **WHO)
    assert sorted(snapshot(golden)) == sorted([LOG, *(f"甲/{file}" for file in FILES)])
    assert compare(read_actual(golden / "甲"), actual()) == ()
    (decision,) = decisions(golden)
    assert (decision.case, decision.decision, decision.reviewer) == ("甲", "accept", "张某某")
    assert (decision.reason, decision.date) == ("逐项核对无误", "2024-05-09")
    assert decision.version
    assert len(decision.digest) == 64


def test_one_record_stands_on_a_line_in_a_sorted_file(tmp_path: Path) -> None:
    golden = propose_one(tmp_path, actual())
    text = (golden / "甲" / "tables.json.new").read_text(encoding="utf-8")
    lines = [line.rstrip(",") for line in text.splitlines()[1:-1]]
    assert lines == sorted(actual().tables)
    assert [json.dumps(each, ensure_ascii=False) for each in json.loads(text)] == lines


def test_an_empty_floor_is_an_empty_list(tmp_path: Path) -> None:
    golden = propose_one(tmp_path, Actual(tables=(), figures=(), verdicts=(), findings=(), report_md=""))
    accept(golden, "甲", **WHO)
    assert (golden / "甲" / "findings.json").read_text(encoding="utf-8") == "[]\n"
    assert read_actual(golden / "甲").findings == ()


def test_rejecting_leaves_the_accepted_golden_alone(tmp_path: Path) -> None:
    golden, corpora = world(tmp_path, "甲")
    accepted(tmp_path, "甲", actual())
    before = snapshot(golden / "甲")
    propose(golden, "甲", (corpora / "甲" / "附件4.txt",), producing(actual(cell="5")))
    reject(golden, "甲", **WHO)
    assert snapshot(golden / "甲") == before
    assert [each.decision for each in decisions(golden)] == ["accept", "reject"]


def test_rejecting_a_first_proposal_leaves_no_folder(tmp_path: Path) -> None:
    golden = propose_one(tmp_path, actual())
    reject(golden, "甲", **WHO)
    assert not (golden / "甲").exists()


def test_a_half_written_proposal_cannot_be_accepted_but_rejected(tmp_path: Path) -> None:
    golden = propose_one(tmp_path, actual())
    (golden / "甲" / "tables.json.new").unlink()
    with pytest.raises(FormauditError) as caught:
        accept(golden, "甲", **WHO)
    assert caught.value.code == "golden-no-pending"
    reject(golden, "甲", **WHO)
    assert not (golden / "甲").exists()


@pytest.mark.parametrize("decide", [accept, reject])
def test_there_must_be_something_to_decide(tmp_path: Path, decide: object) -> None:
    world(tmp_path, "甲")
    accepted(tmp_path, "甲", actual())
    for name in ("甲", "乙"):
        with pytest.raises(FormauditError) as caught:
            decide(tmp_path / "golden", name, **WHO)  # type: ignore[operator]  # one of the two functions
        assert caught.value.code == "golden-no-pending"


@pytest.mark.parametrize("blank", ["reviewer", "reason"])
def test_a_decision_needs_a_name_and_a_reason(tmp_path: Path, blank: str) -> None:
    golden = propose_one(tmp_path, actual())
    before = snapshot(golden)
    with pytest.raises(FormauditError) as caught:
        accept(golden, "甲", **{**WHO, blank: "  "})
    assert caught.value.code == "golden-no-reason"
    assert snapshot(golden) == before


def test_a_proposal_whose_source_changed_meanwhile_is_not_accepted(tmp_path: Path) -> None:
    golden = propose_one(tmp_path, actual())
    (tmp_path / "corpora" / "甲" / "附件4.txt").write_text("甲 5", encoding="utf-8")
    before = snapshot(golden)
    with pytest.raises(FormauditError) as caught:
        accept(golden, "甲", **WHO)
    assert caught.value.code == "golden-stale"
    assert snapshot(golden) == before


@pytest.mark.parametrize("name", ["", ".", "..", ".git", "a/b", "a\\b", "c:d"])
def test_a_case_is_a_plain_folder(tmp_path: Path, name: str) -> None:
    golden, corpora = world(tmp_path, "甲")
    with pytest.raises(FormauditError) as caught:
        propose(golden, name, (corpora / "甲" / "附件4.txt",), producing(actual()))
    assert caught.value.code == "golden-name"


def test_a_source_must_lie_below_the_root(tmp_path: Path) -> None:
    golden = tmp_path / "project" / "golden"
    outside = tmp_path / "elsewhere.txt"
    outside.write_text("4", encoding="utf-8")
    with pytest.raises(FormauditError) as caught:
        propose(golden, "甲", (outside,), producing(actual()))
    assert caught.value.code == "golden-outside"


def test_a_case_needs_sources_that_can_be_read(tmp_path: Path) -> None:
    golden, _ = world(tmp_path, "甲")
    for paths, code in (((), "golden-no-sources"), ((tmp_path / "none.txt",), "unreadable")):
        with pytest.raises(FormauditError) as caught:
            propose(golden, "甲", paths, producing(actual()))
        assert caught.value.code == code
    assert not golden.exists()


def test_a_record_over_two_lines_is_a_defect_of_the_producer(tmp_path: Path) -> None:
    golden, corpora = world(tmp_path, "甲")
    broken = Actual(tables=('{"a":\n1}',), figures=(), verdicts=(), findings=(), report_md="")
    with pytest.raises(ValueError, match="tables"):
        propose(golden, "甲", (corpora / "甲" / "附件4.txt",), producing(broken))
    assert not golden.exists()


def test_a_damaged_log_is_an_error_with_a_code(tmp_path: Path) -> None:
    golden = propose_one(tmp_path, actual())
    (golden / LOG).write_text("{}\n", encoding="utf-8")
    with pytest.raises(FormauditError) as caught:
        decisions(golden)
    assert caught.value.code == "golden-damaged"
