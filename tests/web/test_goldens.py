"""Goldens on the page: changes of one kind together over cases, decided with a reason, written into the log."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from formaudit.golden.check import Status, check_cases
from formaudit.golden.clusters import clusters_of
from formaudit.golden.produce import producer
from formaudit.golden.review import decisions, propose
from tests.archive.made import write_case
from tests.web.made import REAL, Browser, served


@pytest.fixture
def there(url: str, golden: Path) -> Iterator[Browser]:
    with served(url, golden=golden) as (_, browser):
        yield browser


def page(browser: Browser) -> str:
    """The page when all cases have been looked at."""
    for _ in range(300):
        answer = browser.get("/goldens")
        if answer.status == 200:
            return answer.text
        time.sleep(0.2)
    raise AssertionError("the goldens are never compared")


def cluster(text: str) -> dict[str, str]:
    part = text[text.index('class="cluster"') :]
    return dict(re.findall(r'name="(cluster|count)" value="([^"]+)"', part)[:2])


def states(golden: Path) -> set[Status]:
    return {state.status for state in check_cases(golden, producer)}


def test_a_cluster_over_two_cases_is_accepted_at_once(there: Browser, golden: Path) -> None:
    text = page(there)
    assert "归为 1 类" in text
    assert "2 个案例" in text
    assert "一级 指标" in text
    form = cluster(text)
    answer = there.post("/goldens", {**form, "act": "accept", "reason": "识读更准"})
    assert answer.status == 303
    assert "0 处变化" in page(there)
    assert states(golden) == {Status.EQUAL}
    assert {(each.case, each.reviewer, each.reason) for each in decisions(golden)[2:]} == {
        ("甲", "张某", "识读更准"), ("乙", "张某", "识读更准"),
    }  # fmt: skip


def test_one_change_is_rejected_and_not_asked_again(there: Browser, golden: Path) -> None:
    form = cluster(page(there))
    count = int(form["count"])
    assert there.post("/goldens", {**form, "act": "reject", "member": "0", "reason": "原来对"}).status == 303
    assert int(cluster(page(there))["count"]) == count - 1
    assert states(golden) == {Status.DIFFERS}
    # The cluster has changed since: what was shown then is not what would be decided now.
    assert there.post("/goldens", {**form, "act": "accept", "reason": "全部"}).status == 409


def test_many_changes_need_a_reason(there: Browser, golden: Path) -> None:
    form = cluster(page(there))
    assert there.post("/goldens", {**form, "act": "accept"}).status == 400
    assert there.post("/goldens", {**form, "act": "seal", "reason": "x"}).status == 400
    assert there.post("/goldens", {"act": "accept", "case": "../甲", "reason": "x"}).status == 404
    assert states(golden) == {Status.DIFFERS}


def test_a_pending_golden_is_accepted_whole(there: Browser, golden: Path) -> None:
    paths = tuple(write_case(golden.parent / "materials" / "丙", "river-project"))
    propose(golden, "丙", paths, REAL)
    assert "待确认" in page(there)
    assert there.post("/goldens", {"act": "accept", "case": "丙", "reason": "逐格核对"}).status == 303
    assert {state.status for state in check_cases(golden, producer, only=["丙"])} == {Status.EQUAL}


def test_without_a_folder_of_goldens_there_is_no_such_page(url: str) -> None:
    with served(url) as (_, browser):
        assert browser.get("/goldens").status == 404
        assert "基准" not in browser.get("/").text


def test_nothing_changed_is_no_cluster() -> None:
    assert clusters_of([], "zh") == ()
