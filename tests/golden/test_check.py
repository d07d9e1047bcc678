import json
from pathlib import Path

import pytest

from formaudit.golden.case import FILES, FORMATS, Produce
from formaudit.golden.check import CaseState, Status, check_cases, corpus_cases, list_cases
from formaudit.golden.review import propose
from tests.golden.fake import accepted, actual, producing, snapshot, world


def state_of(root: Path, produce: Produce) -> CaseState:
    (state,) = check_cases(root / "golden", lambda _: produce, corpus=corpus_cases(root / "corpora"))
    return state


def test_an_accepted_golden_that_the_program_repeats_is_equal(tmp_path: Path) -> None:
    world(tmp_path, "甲")
    accepted(tmp_path, "甲", actual())
    state = state_of(tmp_path, producing(actual()))
    assert (state.status, state.fails, state.changes) == (Status.EQUAL, False, ())


def test_checking_never_writes(tmp_path: Path) -> None:
    world(tmp_path, "甲", "乙")
    accepted(tmp_path, "甲", actual())
    before = snapshot(tmp_path)
    check_cases(tmp_path / "golden", lambda _: producing(actual(cell="5")), corpus=("甲", "乙"))
    list_cases(tmp_path / "golden", ("甲", "乙"))
    assert snapshot(tmp_path) == before


def test_a_changed_cell_names_the_lowest_floor_and_the_record(tmp_path: Path) -> None:
    world(tmp_path, "甲")
    accepted(tmp_path, "甲", actual())
    state = state_of(tmp_path, producing(actual(cell="16.55", figure="16.55", finding="F2", report="# 另一处")))
    assert (state.status, state.detail, state.fails) == (Status.DIFFERS, "tables", True)
    (change,) = state.changes
    assert change.kind == "changed"
    assert json.loads(change.before)["text"] == "4"
    assert json.loads(change.after) == {"file": 0, "table": 0, "row": 3, "col": 4, "text": "16.55"}


def test_a_corpus_case_without_a_golden_is_missing(tmp_path: Path) -> None:
    world(tmp_path, "甲")
    assert state_of(tmp_path, producing(actual())).status is Status.MISSING


def test_a_golden_whose_source_changed_is_stale_and_names_it(tmp_path: Path) -> None:
    world(tmp_path, "甲")
    accepted(tmp_path, "甲", actual())
    (tmp_path / "corpora" / "甲" / "附件4.txt").write_text("甲 5", encoding="utf-8")
    state = state_of(tmp_path, producing(actual()))
    assert (state.status, state.detail) == (Status.STALE, "corpora/甲/附件4.txt")


def test_a_golden_of_other_record_formats_is_stale(tmp_path: Path) -> None:
    world(tmp_path, "甲")
    accepted(tmp_path, "甲", actual())
    head = tmp_path / "golden" / "甲" / "case.json"
    head.write_text(head.read_text(encoding="utf-8").replace(f'"formats": {FORMATS}', '"formats": 0'), encoding="utf-8")
    assert state_of(tmp_path, producing(actual())).status is Status.STALE


def test_a_golden_without_its_corpus_case_is_unreferenced(tmp_path: Path) -> None:
    _, corpora = world(tmp_path, "甲")
    accepted(tmp_path, "甲", actual())
    for path in (corpora / "甲").iterdir():
        path.unlink()
    state = state_of(tmp_path, producing(actual()))
    assert (state.name, state.status) == ("甲", Status.UNREFERENCED)


def test_a_pending_golden_fails_even_beside_an_accepted_one(tmp_path: Path) -> None:
    golden, corpora = world(tmp_path, "甲")
    accepted(tmp_path, "甲", actual())
    propose(golden, "甲", (corpora / "甲" / "附件4.txt",), producing(actual(cell="5")))
    state = state_of(tmp_path, producing(actual()))
    assert (state.status, state.fails) == (Status.PENDING, True)


@pytest.mark.parametrize("file", FILES)
def test_a_golden_edited_by_hand_is_found_out_or_called_damaged(tmp_path: Path, file: str) -> None:
    world(tmp_path, "甲")
    accepted(tmp_path, "甲", actual())
    path = tmp_path / "golden" / "甲" / file
    path.write_text(path.read_text(encoding="utf-8").replace("4", "7").replace("一", "二"), encoding="utf-8")
    edited = path.read_text(encoding="utf-8")
    state = state_of(tmp_path, producing(actual()))
    if file in ("verdicts.json", "findings.json"):
        path.write_text(edited.replace("T09", "T08"), encoding="utf-8")
        state = state_of(tmp_path, producing(actual()))
    assert state.fails
    assert state.status in (Status.EDITED, Status.STALE, Status.UNREFERENCED)


def test_line_ends_of_a_checkout_are_no_edit(tmp_path: Path) -> None:
    world(tmp_path, "甲")
    accepted(tmp_path, "甲", actual())
    for file in FILES:
        path = tmp_path / "golden" / "甲" / file
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert state_of(tmp_path, producing(actual())).status is Status.EQUAL


@pytest.mark.parametrize("file", FILES)
def test_a_damaged_or_missing_file_is_said_and_loses_no_other_case(tmp_path: Path, file: str) -> None:
    world(tmp_path, "甲", "乙")
    accepted(tmp_path, "甲", actual())
    accepted(tmp_path, "乙", actual())
    (tmp_path / "golden" / "乙" / file).unlink()
    states = check_cases(tmp_path / "golden", lambda _: producing(actual()), corpus=("甲", "乙"))
    by_name = {state.name: state for state in states}
    assert by_name["甲"].status is Status.EQUAL
    assert by_name["乙"].status is Status.FAILED
    assert by_name["乙"].error is not None
    assert by_name["乙"].error.code == "golden-damaged"


@pytest.mark.parametrize("content", ["", "[", "{}", '{"schema": "x"}', "null", "[1]"])
def test_a_head_that_is_none_is_damaged(tmp_path: Path, content: str) -> None:
    world(tmp_path, "甲")
    accepted(tmp_path, "甲", actual())
    (tmp_path / "golden" / "甲" / "case.json").write_text(content, encoding="utf-8")
    state = state_of(tmp_path, producing(actual()))
    assert state.status is Status.FAILED


def test_a_head_that_points_outside_is_damaged(tmp_path: Path) -> None:
    world(tmp_path, "甲")
    accepted(tmp_path, "甲", actual())
    head = tmp_path / "golden" / "甲" / "case.json"
    head.write_text(head.read_text(encoding="utf-8").replace("corpora/", "../corpora/"), encoding="utf-8")
    assert state_of(tmp_path, producing(actual())).status is Status.FAILED


def test_a_source_that_the_program_cannot_read_fails_with_its_error(tmp_path: Path) -> None:
    world(tmp_path, "甲")
    accepted(tmp_path, "甲", actual())

    def refuse(paths: tuple[Path, ...]) -> None:
        producing(actual())((*paths, tmp_path / "nowhere.txt"))

    state = state_of(tmp_path, refuse)  # type: ignore[arg-type]  # it never returns
    assert state.status is Status.FAILED
    assert state.error is not None


def test_only_some_cases_are_checked_and_an_unknown_one_is_missing(tmp_path: Path) -> None:
    world(tmp_path, "甲", "乙")
    accepted(tmp_path, "甲", actual())
    states = check_cases(tmp_path / "golden", lambda _: producing(actual()), corpus=("甲", "乙"), only=("甲", "丙"))
    assert [(state.name, state.status) for state in states] == [("甲", Status.EQUAL), ("丙", Status.MISSING)]


def test_the_profile_of_the_case_chooses_the_program(tmp_path: Path) -> None:
    golden, corpora = world(tmp_path, "甲")
    propose(golden, "甲", (corpora / "甲" / "附件4.txt",), producing(actual()), profile="cost20")
    asked: list[str] = []

    def producers(profile: str) -> Produce:
        asked.append(profile)
        return producing(actual())

    check_cases(golden, producers)
    assert asked == []
    from_disk = (golden / "甲" / "case.json.new").read_text(encoding="utf-8")
    assert json.loads(from_disk)["profile"] == "cost20"
