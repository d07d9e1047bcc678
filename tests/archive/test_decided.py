"""Decisions on findings that are kept in a store, and reports and letters out of it."""

import datetime as dt
import json
import sqlite3
from pathlib import Path

import pytest

from formaudit.archive.ask import finding_rows
from formaudit.archive.decided import find, read_decisions, record_decisions, stored_report
from formaudit.archive.packed import unpack
from formaudit.archive.schema import MIGRATIONS
from formaudit.archive.store import Store
from formaudit.cli.main import main
from formaudit.errors import UsageError
from formaudit.model.decision import Decision, Standing
from formaudit.reports.records import FIGURE_COLUMNS
from tests.archive.made import scanned, small_archive

_DAY = dt.date(2026, 3, 1)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = str(tmp_path_factory.mktemp("store") / "audit.db")
    scanned(small_archive(tmp_path_factory.mktemp("archive")), url)
    return url


@pytest.fixture
def url(kept: str, tmp_path: Path) -> str:
    with sqlite3.connect(kept) as source, sqlite3.connect(tmp_path / "audit.db") as target:
        source.backup(target)
    return str(tmp_path / "audit.db")


def _states(url: str, today: dt.date = _DAY) -> dict[str, str]:
    with Store(url, create=False) as store:
        return {row[-1]: row[-3] for row in finding_rows(store, today)}


def test_a_decision_is_written_into_the_store_and_stands_in_the_export(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, *_ = sorted(_states(url))
    assert main(["decide", url, first[:8], "--state", "confirmed", "--owner", "李某"]) == 0
    call = ["waive", url, second, "--reason", "已有批复", "--owner", "张某某", "--expires", "2026-03-01"]
    assert main([*call, "--date", "2026-01-01"]) == 0
    states = _states(url)
    assert (states.pop(first), states.pop(second)) == ("confirmed", "waived")
    assert set(states.values()) == {"open"}
    assert _states(url, dt.date(2026, 3, 2))[second] == "open"
    capsys.readouterr()
    assert main(["waivers", url, "--date", "2026-02-20", "--format", "json"]) == 0
    (waiver,) = json.loads(capsys.readouterr().out)["waivers"]
    assert (waiver["finding"], waiver["days_left"], waiver["reason"]) == (second, 9, "已有批复")


def test_decisions_outlive_a_new_scan(tmp_path: Path) -> None:
    root, url = small_archive(tmp_path / "a"), str(tmp_path / "audit.db")
    scanned(root, url)
    first = min(_states(url))
    with Store(url) as store:
        record_decisions(store, [Decision(finding=first, standing=Standing.CONFIRMED, year=2023)])
    for path in root.rglob("*.txt"):
        path.write_bytes(path.read_bytes() + b"\n")
    assert scanned(root, url).read > 0
    assert _states(url)[first] == "confirmed"


def test_a_decision_is_read_back_as_it_was_made(url: str) -> None:
    made = Decision(
        finding="0123456789abcdef", standing=Standing.WAIVED, reason="批复", category="历史", owner="王某",
        date=_DAY, expires=dt.date(2027, 1, 1), check="T09", title="合计不一致", unit="甲单位", year=2023,
    )  # fmt: skip
    with Store(url) as store:
        assert record_decisions(store, [made]).decisions == (made,)
        assert read_decisions(store).decisions == (made,)


def test_words_name_findings(url: str) -> None:
    with Store(url) as store:
        everything, bulk = find(store, ["all"])
        one = everything[0]
        assert bulk
        assert find(store, [one.id[:7]]) == ([one], False)
        same, many = find(store, [one.check])
        assert many
        assert {each.check for each in same} == {one.check}
        for word in (one.id[:5], "C2", "ffffffffff", "%"):
            with pytest.raises(UsageError, match="no-such-finding"):
                find(store, [word])
    assert main(["decide", url, one.check, "--state", "confirmed"]) == 2


def test_a_letter_and_a_report_of_one_unit_come_out_of_the_store(url: str, tmp_path: Path) -> None:
    with Store(url, create=False) as store:
        report = stored_report(store, "文化馆")
        (submission,) = report.submissions
        with pytest.raises(UsageError, match="store-no-unit"):
            stored_report(store, "没有")
        assert len(stored_report(store).submissions) == 4
    out = tmp_path / "函.docx"
    call = ["letter", url, "--kind", "evidence-sheet", "--unit", "文化馆", "--out", str(out)]
    assert main(call) == 2
    assert main(["decide", url, submission.findings[0].id, "--state", "confirmed", "--owner", "李某"]) == 0
    assert main(call) == 0
    assert out.is_file()
    assert main(["report", url, "--unit", "文化馆", "--format", "json", "--out", str(tmp_path / "r")]) == 0
    data = json.loads((tmp_path / "r" / "findings.json").read_text("utf-8"))
    states = {each["id"]: each["state"] for each in data["submissions"][0]["findings"]}
    assert states.pop(submission.findings[0].id) == "confirmed"


def test_a_store_of_the_first_shape_is_brought_up_to_date(tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with sqlite3.connect(old) as link:
        link.executescript("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
        link.executescript(MIGRATIONS[0].format(blob="BLOB", serial="INTEGER PRIMARY KEY AUTOINCREMENT"))
        link.execute("INSERT INTO meta VALUES ('schema', '1')")
        link.execute("INSERT INTO decisions VALUES ('abc', 'confirmed', '', '', '李某', NULL, NULL)")
        link.execute("INSERT INTO figures VALUES ('/a', '甲|2023|', 'annex2[总]', '合计', '4', '4', '万元', 'annex2')")
    with Store(str(old)) as store:
        (decision,) = read_decisions(store).decisions
        assert (decision.finding, decision.owner, decision.check, decision.year) == ("abc", "李某", "", None)
        ((kind, content),) = store.rows("SELECT kind, content FROM records")
        (figure,) = unpack(content)
    assert kind == "figures"
    kept = dict(zip(FIGURE_COLUMNS, figure, strict=True))
    assert {name: value for name, value in kept.items() if value is not None} == {
        "key": "annex2[总]",
        "label": "合计",
        "raw": "4",
        "value": "4",
        "unit_of_value": "万元",
        "state": "filled",
        "form": "annex2",
        "confidence": 1,
    }
