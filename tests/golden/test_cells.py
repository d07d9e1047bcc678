import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from formaudit.errors import FormauditError
from formaudit.golden import cells
from formaudit.golden.case import Actual, read_actual
from formaudit.golden.cells import as_key, decide_changes, recover, rejected
from formaudit.golden.check import Status, check_cases
from formaudit.golden.compare import compare
from formaudit.golden.review import LOG, accept, decisions, propose
from tests.golden.fake import WHO, accepted, actual, producing, record, snapshot, world

CASES = tuple(f"案{number:02}" for number in range(12))
WHY = {"reviewer": "张某某", "reason": "列错位已核对", "date": "2024-05-10"}


def shifted() -> Actual:
    """The same with one column a place to the right, and a finding that follows from it."""
    moved = tuple(
        json.dumps({**json.loads(line), "col": json.loads(line)["col"] + 1}, ensure_ascii=False)
        for line in actual().tables
    )
    return replace(actual(finding="F2"), tables=moved)


def test_half_accepted_and_half_rejected_the_log_and_the_set_agree(tmp_path: Path) -> None:
    golden, _ = world(tmp_path, *CASES)
    for case in CASES:
        accepted(tmp_path, case, actual())
    states = check_cases(golden, lambda _: producing(shifted()), corpus=CASES)
    assert {(state.status, state.detail) for state in states} == {(Status.DIFFERS, "tables")}
    for number, state in enumerate(states):
        decide_changes(golden, state.name, state.changes, accept=number % 2 == 0, **WHY)
    assert [one.decision for one in decisions(golden)][len(CASES) :] == ["accept-change", "reject-change"] * 6
    for number, state in enumerate(states):
        now = read_actual(golden / state.name)
        if number % 2 == 0:
            assert now.floor("tables") == shifted().floor("tables")
            assert {change.floor for change in compare(now, shifted())} == {"findings"}
        else:
            assert now.floor("tables") == actual().floor("tables")
            assert rejected(golden, state.name) == {as_key(change) for change in state.changes}
    assert all(state.status is Status.DIFFERS for state in check_cases(golden, lambda _: producing(shifted())))


def test_a_review_that_dies_between_log_and_golden_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    golden, _ = world(tmp_path, "甲")
    accepted(tmp_path, "甲", actual())
    changes = compare(actual(), shifted())

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(cells, "_write", die)
        with pytest.raises(KeyboardInterrupt):
            decide_changes(golden, "甲", changes, accept=True, **WHY)
    assert read_actual(golden / "甲").floor("tables") == actual().floor("tables")
    assert recover(golden) == ["甲"]
    assert read_actual(golden / "甲").floor("tables") == shifted().floor("tables")
    assert recover(golden) == []


def test_a_torn_line_of_the_log_decides_nothing_and_spoils_no_other(tmp_path: Path) -> None:
    golden, _ = world(tmp_path, "甲")
    accepted(tmp_path, "甲", actual())
    with (golden / LOG).open("ab") as log:
        log.write('{"case": "甲", "decis'.encode())
    assert len(decisions(golden)) == 1
    decide_changes(golden, "甲", compare(actual(), shifted()), accept=True, **WHY)
    assert [one.decision for one in decisions(golden)] == ["accept", "accept-change"]


def test_several_changes_need_a_reason(tmp_path: Path) -> None:
    golden, _ = world(tmp_path, "甲")
    accepted(tmp_path, "甲", actual())
    before = snapshot(golden)
    with pytest.raises(FormauditError) as caught:
        decide_changes(golden, "甲", compare(actual(), shifted()), accept=True, **{**WHY, "reason": " "})
    assert caught.value.code == "golden-no-reason"
    assert snapshot(golden) == before


def test_a_report_is_accepted_whole_in_its_order(tmp_path: Path) -> None:
    golden, _ = world(tmp_path, "甲")
    accepted(tmp_path, "甲", actual(report="一\n二\n三\n"))
    other = actual(report="零\n一\n三\n")
    decide_changes(golden, "甲", compare(read_actual(golden / "甲"), other), accept=True, **WHY)
    assert compare(read_actual(golden / "甲"), other) == ()


def loose(box: int, confidence: int, text: str = "4") -> Actual:
    cell = record(file=0, table=0, row=0, col=0, text=text, bbox=[box, 0, 9, 9], confidence=confidence, page=1)
    return replace(actual(), tables=(cell,))


@pytest.mark.parametrize(
    ("keep", "now", "status"),
    [
        ((), loose(90, 20), Status.EQUAL),
        (("bbox",), loose(2, 20), Status.EQUAL),
        (("bbox",), loose(3, 80), Status.DIFFERS),
        (("confidence",), loose(90, 85), Status.EQUAL),
        (("confidence",), loose(0, 86), Status.DIFFERS),
        (("bbox", "confidence"), loose(0, 80, "5"), Status.DIFFERS),
    ],
)
def test_only_chosen_fields_are_kept_and_only_they_are_loose(
    tmp_path: Path, keep: tuple[str, ...], now: Actual, status: Status
) -> None:
    golden, corpora = world(tmp_path, "甲")
    propose(golden, "甲", (corpora / "甲" / "附件4.txt",), producing(loose(0, 80)), keep=keep)
    cells_text = (golden / "甲" / "tables.json.new").read_text(encoding="utf-8")
    assert [name for name in ("bbox", "confidence") if name in cells_text] == list(keep)
    assert "page" not in cells_text
    accept(golden, "甲", **WHO)
    (state,) = check_cases(golden, lambda _: producing(now))
    assert state.status is status


def test_a_source_that_was_moved_is_named_with_its_new_place(tmp_path: Path) -> None:
    golden, corpora = world(tmp_path, "甲")
    accepted(tmp_path, "甲", actual())
    (corpora / "新").mkdir()
    (corpora / "甲" / "附件4.txt").rename(corpora / "新" / "附件4.txt")
    (state,) = check_cases(golden, lambda _: producing(actual()))
    assert (state.status, state.detail) == (Status.MOVED, "corpora/甲/附件4.txt → corpora/新/附件4.txt")
    assert state.fails


def test_a_golden_of_another_format_is_named(tmp_path: Path) -> None:
    golden, _ = world(tmp_path, "甲")
    accepted(tmp_path, "甲", actual())
    head = golden / "甲" / "case.json"
    head.write_text(head.read_text(encoding="utf-8").replace("golden/1", "golden/0"), encoding="utf-8")
    (state,) = check_cases(golden, lambda _: producing(actual()))
    assert state.error is not None
    assert (state.error.code, state.error.detail) == ("golden-format", "formaudit.golden/0")
