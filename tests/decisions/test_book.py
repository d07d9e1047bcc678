import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.decisions.book import read_book, record
from formaudit.decisions.entries import SCHEMA, as_entry, of_entry
from formaudit.errors import UsageError
from formaudit.model.decision import Decision, Standing

WAIVED = Decision(
    finding="abcdef0123456789",
    standing=Standing.WAIVED,
    reason="口径不同",
    category="口径差异",
    owner="张某某",
    date=dt.date(2026, 1, 2),
    expires=dt.date(2026, 12, 31),
    check="T09",
    title="合计不符",
    unit="某站",
    year=2023,
)

words = st.text(max_size=20).map(str.strip)
decisions = st.builds(
    Decision,
    finding=st.text("0123456789abcdef", min_size=6, max_size=16),
    standing=st.sampled_from([state for state in Standing if state is not Standing.WAIVED]),
    reason=words,
    owner=words,
    date=st.none() | st.dates(),
    check=words,
    title=words,
    unit=words,
    year=st.none() | st.integers(1990, 2100),
)


@pytest.mark.parametrize("name", ["d.toml", "d.json"])
@given(made=st.lists(decisions, max_size=5, unique_by=lambda each: each.finding))
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, made: list[Decision]
) -> None:
    path = tmp_path_factory.mktemp("book") / name
    record(path, made)
    book = read_book(path)
    assert list(book.decisions) == made
    assert book.remarks == ()


@pytest.mark.parametrize("name", ["d.toml", "d.json"])
def test_a_later_decision_takes_the_place_of_an_earlier_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    record(path, [WAIVED])
    other = Decision(finding="ffffff", standing=Standing.CONFIRMED)
    again = Decision(finding=WAIVED.finding, standing=Standing.DISMISSED, reason="误判")
    record(path, [other])
    record(path, [again])
    assert read_book(path).decisions == (other, again)


def test_a_broken_entry_is_told_and_kept_and_costs_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    path.write_text(
        f'schema = "{SCHEMA}"\n[[decision]]\nfinding = "aaaaaa"\nstate = "waived"\nreason = "x"\n'
        '[[decision]]\nfinding = "bbbbbb"\nstate = "confirmed"\n[[decision]]\nfinding = "cccccc"\nstate = "forgiven"\n',
        "utf-8",
    )
    book = read_book(path)
    assert [decision.finding for decision in book.decisions] == ["bbbbbb"]
    assert [remark.finding for remark in book.remarks] == ["aaaaaa", "cccccc"]
    assert book.remarks[0].detail == "1: owner"
    record(path, [Decision(finding="dddddd", standing=Standing.CONFIRMED)])
    assert 'state = "forgiven"' in path.read_text("utf-8")
    assert [remark.finding for remark in read_book(path).remarks] == ["aaaaaa", "cccccc"]


@pytest.mark.parametrize(
    ("entry", "fact"),
    [
        ({}, "finding"),
        ({"finding": "a", "state": "open", "colour": "red"}, "colour"),
        ({"finding": "a", "state": 3}, "state"),
        ({"finding": "a", "state": "open", "year": "2023"}, "year"),
        ({"finding": "a", "state": "open", "date": "yesterday"}, "date = YYYY-MM-DD"),
        ({"finding": "a", "state": "waived", "reason": "x", "owner": "y"}, "expires"),
    ],
)
def test_what_is_wrong_in_an_entry_is_named(entry: dict[str, object], fact: str) -> None:
    with pytest.raises(ValueError, match=fact):
        of_entry(entry)


def test_an_entry_leaves_out_what_is_empty() -> None:
    assert as_entry(Decision(finding="a", standing=Standing.OPEN)) == {"finding": "a", "state": "open"}
    assert of_entry(as_entry(WAIVED)) == WAIVED


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("d.toml", b"not toml ["),
        ("d.json", b"[1, 2]"),
        ("d.json", b"{"),
        ("d.toml", b'schema = "other/1"\n'),
        ("d.toml", b"decision = 3\n"),
        ("d.toml", b"\xff\xfe"),
        ("d.json", b"[" * 100_000),
    ],
)
def test_a_file_that_holds_no_decisions_is_an_error_of_the_call(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UsageError, match="decisions-file"):
        read_book(path)
    with pytest.raises(UsageError, match="decisions-file"):
        record(path, [WAIVED])
    assert path.read_bytes() == content


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="decisions-missing"):
        read_book(tmp_path / "none.toml")


def _add(path: Path, number: int) -> None:
    record(path, [Decision(finding=f"{number:06d}", standing=Standing.CONFIRMED)])


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    with ThreadPoolExecutor(4) as pool:  # each call opens the lock anew, as another process would
        list(pool.map(partial(_add, path), range(12)))
    assert sorted(entry["finding"] for entry in json.loads(path.read_text("utf-8"))["decision"]) == [
        f"{number:06d}" for number in range(12)
    ]
