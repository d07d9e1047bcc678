"""What a person decides on the page: kept, told, taken back, and never written over what another one decided."""

import datetime as dt
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from formaudit.archive.actions import Act, acted
from formaudit.archive.decided import record_decisions
from formaudit.archive.store import Store
from formaudit.cli.main import main
from formaudit.model.decision import Decision, Standing
from formaudit.web.desk import Desk
from tests.archive.made import scanned
from tests.archive.server import server
from tests.web.made import Browser, findings, served, states, two_years


@pytest.fixture
def there(url: str) -> Iterator[tuple[Desk, Browser]]:
    with served(url) as made:
        yield made


def log(url: str, finding: str) -> list[tuple[str, str, str, str]]:
    with Store(url, create=False) as store:
        return [(each.who, each.act, each.state, each.text) for each in acted(store, finding)]


def test_a_decision_is_kept_and_leads_to_the_next_that_waits(url: str, there: tuple[Desk, Browser]) -> None:
    _, browser = there
    places = {id_: place for place, id_ in findings(url)}
    first = browser.get("/").text
    begin = browser.ask("GET", first[first.index('href="/s/') + 6 : first.index("/begin")] + "/begin").to
    seen = []
    for _ in places:
        seen.append(begin.partition("?")[0].rsplit("/", 1)[1])
        answer = browser.decide(begin, "confirm")
        assert answer.status == 303
        begin = answer.to
    assert begin == "/"
    assert sorted(seen) == sorted(places)
    assert set(states(url).values()) == {"confirmed"}
    assert "全部处理完毕" in browser.get("/").text
    assert log(url, seen[0]) == [("张某", Act.DECIDE, "confirmed", "")]


@pytest.mark.parametrize(
    ("act", "more", "status"),
    [
        ("dismiss", {}, 422),
        ("dismiss", {"reason": "  "}, 422),
        ("dismiss", {"reason": "识读有误"}, 303),
        ("waive", {"reason": "已有批复"}, 422),
        ("waive", {"reason": "已有批复", "expires": "2020-01-01"}, 422),
        ("waive", {"reason": "已有批复", "expires": "31.12.2099"}, 422),
        ("waive", {"expires": "2099-12-31"}, 422),
        ("waive", {"reason": "已有批复", "expires": "2099-12-31"}, 303),
        ("seal", {}, 400),
    ],
)
def test_what_needs_a_reason_or_a_day_is_not_written_without(
    url: str, there: tuple[Desk, Browser], act: str, more: dict[str, str], status: int
) -> None:
    place, finding = findings(url)[0]
    answer = there[1].decide(place, act, **more)
    assert answer.status == status
    assert (finding in states(url)) == (status == 303)
    if status == 422:
        assert 'role="alert"' in answer.text
        assert more.get("reason", "").strip() in answer.text


def test_only_a_waiver_keeps_the_day(url: str, there: tuple[Desk, Browser]) -> None:
    place, finding = findings(url)[0]
    there[1].decide(place, "confirm", expires="2099-12-31")
    with Store(url, create=False) as store:
        assert store.rows("SELECT expires FROM decisions WHERE finding = ?", [finding]) == [(None,)]


def test_the_second_sees_the_first_and_overwrites_nothing(url: str, there: tuple[Desk, Browser]) -> None:
    _, browser = there
    place, finding = findings(url)[0]
    late = browser.form(place)
    with Store(url, create=False) as store:
        record_decisions(store, [Decision(finding=finding, standing=Standing.CONFIRMED, owner="李某", reason="已核对")])
    answer = browser.send(place, {**late, "act": "dismiss", "reason": "我认为无误"})
    assert answer.status == 409
    assert "李某" in answer.text
    assert "已确认" in answer.text
    assert 'value="我认为无误"' in answer.text
    assert states(url)[finding] == "confirmed"
    assert [each[0] for each in log(url, finding)] == ["李某"]
    # Having seen it, the second may still decide otherwise.
    assert browser.decide(place, "dismiss", reason="我认为无误").status == 303
    assert states(url)[finding] == "dismissed"


def test_all_of_a_cause_at_once_leaves_what_was_decided_by_itself(url: str, there: tuple[Desk, Browser]) -> None:
    _, browser = there
    with Store(url, create=False) as store:
        key, cause = store.rows(
            "SELECT submission, cause FROM findings WHERE cause <> '' GROUP BY submission, cause ORDER BY COUNT(*) DESC"
        )[0]
        members = [
            id_ for (id_,) in store.rows("SELECT id FROM findings WHERE submission = ? AND cause = ?", [key, cause])
        ]
    assert len(members) > 2
    places = {id_: place for place, id_ in findings(url)}
    browser.decide(places[members[0]], "dismiss", reason="识读有误")
    answer = browser.decide(places[members[1]], "confirm", scope="cause")
    assert answer.status == 303
    assert {id_: state for id_, state in states(url).items() if id_ in members} == {
        **dict.fromkeys(members[1:], "confirmed"), members[0]: "dismissed",
    }  # fmt: skip
    # One press is one step back.
    page = browser.get(places[members[1]]).text
    bunch = page[page.index('name="bunch" value="') + 20 :][:32]
    browser.post(places[members[1]], {"act": "undo", "bunch": bunch})
    assert {id_: state for id_, state in states(url).items() if id_ in members} == {members[0]: "dismissed"}
    assert log(url, members[1])[-1][1:3] == (Act.UNDO, "")


def test_a_step_is_taken_back_to_what_stood_there_before(url: str, there: tuple[Desk, Browser]) -> None:
    _, browser = there
    place, finding = findings(url)[0]
    day = dt.date(2099, 12, 31)
    before = Decision(
        finding=finding, standing=Standing.WAIVED, reason="已有批复", category="批复", owner="李某", expires=day,
        date=dt.date(2026, 1, 1), check="T09", title="某题", unit="某站", year=2023,
        reply="系笔误", corrected="36",
    )  # fmt: skip
    with Store(url, create=False) as store:
        record_decisions(store, [before])
    browser.decide(place, "confirm")
    # What the unit answered stays with the finding, and stands on its page.
    assert "系笔误" in browser.get(place).text
    page = browser.get("/log").text
    bunch = page[page.index('name="bunch" value="') + 20 :][:32]
    assert browser.post("/log", {"bunch": bunch}).status == 303
    with Store(url, create=False) as store:
        assert store.rows("SELECT * FROM decisions") == [
            (
                finding,
                "waived",
                "已有批复",
                "批复",
                "李某",
                "2026-01-01",
                "2099-12-31",
                "T09",
                "某题",
                "某站",
                2023,
                "系笔误",
                "36",
            )
        ]
    assert browser.get(place).text.count("已豁免") >= 1
    # It is taken back once; nobody takes back what another one did.
    assert browser.post("/log", {"bunch": bunch}).status == 409
    assert len(log(url, finding)) == 3
    with Store(url, create=False) as store:
        other = acted(store, finding)[0].bunch
    browser.post("/log", {"bunch": other})
    assert states(url) == {finding: "waived"}


def test_nothing_is_taken_back_over_a_later_decision(url: str, there: tuple[Desk, Browser]) -> None:
    _, browser = there
    place, finding = findings(url)[0]
    browser.decide(place, "confirm")
    page = browser.get("/log").text
    bunch = page[page.index('name="bunch" value="') + 20 :][:32]
    with Store(url, create=False) as store:
        record_decisions(store, [Decision(finding=finding, standing=Standing.DISMISSED, owner="李某", reason="误")])
    assert browser.post("/log", {"bunch": bunch}).status == 409
    assert states(url)[finding] == "dismissed"


def test_the_log_is_only_added_to(url: str) -> None:
    with Store(url, create=False) as store:
        record_decisions(store, [Decision(finding="f", standing=Standing.CONFIRMED, owner="张某")])
    with sqlite3.connect(url) as link:
        for statement in ("UPDATE actions SET who = 'x'", "DELETE FROM actions"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                link.execute(statement)


def test_comments_replies_and_assignments_stand_on_the_page(url: str, there: tuple[Desk, Browser]) -> None:
    desk, browser = there
    place, finding = findings(url)[0]
    browser.post(place, {"act": "comment", "text": "去年也有"})
    browser.post(place, {"act": "reply", "text": "系笔误，已更正"})
    browser.post(place, {"act": "assign", "to": "王某", "seen": f"{finding}:0"})
    page = browser.get(place).text
    assert all(text in page for text in ("去年也有", "系笔误，已更正", "已分派给 王某"))
    assert desk.index().sets["who"]["王某"].bit_count() == 1
    assert "1 处问题，1 份材料" in browser.get("/?who=%E7%8E%8B%E6%9F%90").text
    assert states(url) == {}


def test_the_figure_of_the_year_before_stands_beside(tmp_path: Path) -> None:
    url = two_years(tmp_path)
    with served(url) as (_, browser), Store(url, create=False) as store:
        later = [id_ for (id_,) in store.rows(
            "SELECT f.id FROM findings f JOIN submissions s ON s.key = f.submission WHERE s.year = 2023 AND f.check_code = 'T09'"
        )]  # fmt: skip
        places = {id_: place for place, id_ in findings(url)}
        page = browser.get(places[later[0]]).text
        assert "上年填列" in page
        earlier = store.rows(
            "SELECT f.id FROM findings f JOIN submissions s ON s.key = f.submission WHERE s.year = 2022"
        )
        assert "上年填列" not in browser.get(places[earlier[0][0]]).text


def test_all_that_is_filtered_is_decided_after_its_count_was_shown(url: str, there: tuple[Desk, Browser]) -> None:
    desk, browser = there
    page = browser.get("/bulk?severity=critical").text
    count = desk.index().sets["severity"]["critical"].bit_count()
    assert f"筛选内 {count} 处问题" in page
    form = {"query": "severity=critical", "count": str(count), "seq": str(desk.index().seq), "state": "confirmed"}
    assert browser.post("/bulk", form).status == 422
    assert browser.post("/bulk", {**form, "reason": "逐一核对", "count": str(count - 1)}).status == 422
    assert browser.post("/bulk", {**form, "reason": "逐一核对", "state": "open"}).status == 400
    assert states(url) == {}
    assert browser.post("/bulk", {**form, "reason": "逐一核对"}).status == 303
    assert len(states(url)) == count
    assert f"{count} 处，如" in browser.get("/log").text


def test_all_that_is_filtered_is_left_alone_where_somebody_decided_meanwhile(
    url: str, there: tuple[Desk, Browser]
) -> None:
    desk, browser = there
    seq = desk.index().seq
    finding = findings(url)[0][1]
    with Store(url, create=False) as store:
        record_decisions(store, [Decision(finding=finding, standing=Standing.CONFIRMED, owner="李某")])
    count = desk.index().found
    form = {"query": "state=any", "count": str(count), "seq": str(seq), "state": "dismissed", "reason": "全部排除"}
    answer = browser.post("/bulk", form)
    assert answer.status == 409
    assert "李某" in answer.text
    assert states(url) == {finding: "confirmed"}


def test_what_the_command_line_decides_stands_in_the_same_log(url: str, there: tuple[Desk, Browser]) -> None:
    place, finding = findings(url)[0]
    assert main(["decide", url, finding, "--state", "confirmed", "--owner", "赵某"]) == 0
    assert "赵某" in there[1].get(place).text
    assert log(url, finding) == [("赵某", "decide", "confirmed", "")]


def test_two_who_decide_at_once_on_a_server_never_both_win(tmp_path: Path) -> None:
    archive = two_years(tmp_path)
    assert archive
    with server() as url:
        scanned(tmp_path / "archive", url)
        with served(url, reviewer="张某") as (_, one), served(url, reviewer="李某") as (_, other):
            places = findings(url)[:6]
            outcomes: list[list[int]] = []
            for place, _ in places:
                forms = [(each, {**each.form(place), "act": "confirm"}) for each in (one, other)]
                told = [0, 0]

                def press(
                    number: int, browser: Browser, form: dict[str, str], place: str = place, told: list[int] = told
                ) -> None:
                    told[number] = browser.send(place, form).status

                threads = [threading.Thread(target=press, args=(number, *each)) for number, each in enumerate(forms)]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join()
                outcomes.append(sorted(told))
            assert outcomes == [[303, 409]] * len(places)
            with Store(url, create=False) as store:
                for _, finding in places:
                    lines = acted(store, finding)
                    assert len(lines) == 1
                    assert store.rows("SELECT owner FROM decisions WHERE finding = ?", [finding]) == [(lines[0].who,)]
                psycopg = pytest.importorskip("psycopg")
                with pytest.raises(psycopg.errors.RaiseException, match="append-only"), psycopg.connect(url) as link:
                    link.execute("DELETE FROM actions")
            # What one decides the other's queue knows at once.
            assert f"剩 {len(findings(url)) - len(places)} 处" in other.get(findings(url)[0][0]).text
