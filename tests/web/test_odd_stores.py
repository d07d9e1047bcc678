"""A store that is empty, locked, read-only, damaged, moved away or replaced under the page: one line says what to do."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from formaudit.archive.index import unindexed
from formaudit.archive.store import Store
from formaudit.errors import UsageError
from formaudit.web import desk as desk_module
from tests.web.made import findings, reviewed, served, states

PAGES = ("/", "/log", "/batch", "/letters", "/find?text=%E9%A2%84%E7%AE%97", "/bulk")


def moved(url: str, to: Path) -> None:
    to.mkdir()
    for file in Path(url).parent.glob("audit.db*"):
        shutil.move(file, to / file.name)


def test_nothing_is_written_to_a_store_that_was_moved_away_and_it_is_found_again(url: str, tmp_path: Path) -> None:
    with served(url) as (_, browser):
        place, finding = findings(url)[0]
        assert browser.get(place).status == 200
        form = browser.form(place)
        moved(url, tmp_path / "away")
        for page in (*PAGES, place):
            answer = browser.get(page)
            assert (answer.status, "audit.db：没有这个数据库" in answer.text) == (503, True), page
        assert browser.post(place, {**form, "act": "confirm"}).status == 503
        for file in (tmp_path / "away").iterdir():
            shutil.move(file, Path(url).parent / file.name)
        assert browser.get("/").status == 200
        assert finding not in states(url)
        assert browser.post(place, {**form, "act": "confirm"}).status == 303
        assert states(url)[finding] == "confirmed"


def test_another_store_in_its_place_is_shown_at_once(url: str, tmp_path: Path) -> None:
    with served(url) as (_, browser):
        assert findings(url)[0][0].rsplit("/", 1)[0] in browser.get("/?state=any").text
        moved(url, tmp_path / "away")
        with Store(url):
            pass
        text = browser.get("/").text
        assert "数据库里还没有材料" in text
        assert "formaudit scan" in text


def test_an_empty_store_has_all_its_pages(tmp_path: Path) -> None:
    with Store(str(tmp_path / "audit.db")):
        pass
    with served(str(tmp_path / "audit.db")) as (_, browser):
        for page in (*PAGES, "/?state=any", "/keys", "/settings"):
            assert browser.get(page).status == 200, page


def test_who_decides_while_another_program_writes_is_told_to_try_again(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_module, "_PATIENCE", 0.1)
    with served(url) as (_, browser):
        place, finding = findings(url)[0]
        form = browser.form(place)
        with sqlite3.connect(url, isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            answer = browser.post(place, {**form, "act": "confirm"})
            assert answer.status == 503
            assert "audit.db：数据库被其他程序占用" in answer.text
            # Whoever only looks is not kept waiting, in a thread that has no connection yet either.
            assert [browser.get(page).status for page in PAGES] == [200] * len(PAGES)
            other.execute("ROLLBACK")
        assert finding not in states(url)
        assert browser.post(place, {**form, "act": "confirm"}).status == 303


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("attempt to write a readonly database", "store-readonly"),
        ("cannot execute INSERT in a read-only transaction", "store-readonly"),
        ("file is not a database", "store-damaged"),
        ("database disk image is malformed", "store-damaged"),
        ("database is locked", "store-locked"),
        ("no such table: x", "store"),
    ],
)
def test_what_a_database_says_is_told_by_its_kind(tmp_path: Path, said: str, code: str) -> None:
    with Store(str(tmp_path / "audit.db")) as store:
        assert store._said(sqlite3.OperationalError(said)).code == code


def test_what_is_no_store_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "audit.db").write_bytes(b"hello " * 2000)
    with pytest.raises(UsageError) as raised:
        Store(str(tmp_path / "audit.db"), create=False)
    assert raised.value.code == "store-damaged"


def test_a_read_only_store_is_looked_at_and_not_decided_on(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place, _ = findings(url)[0]
    connect = sqlite3.connect

    def looked_at(*place: Any, **settings: Any) -> sqlite3.Connection:
        link: sqlite3.Connection = connect(*place, **settings)
        link.execute("PRAGMA query_only = ON")  # a file's own rights do not bind root
        return link

    monkeypatch.setattr(sqlite3, "connect", looked_at)
    with served(url) as (_, browser):
        assert [browser.get(page).status for page in (*PAGES, place)] == [200] * (len(PAGES) + 1)
        answer = browser.post(place, {**browser.form(place), "act": "confirm"})
        assert answer.status == 503
        assert "数据库只读" in answer.text


def test_what_no_search_can_find_is_counted(tmp_path: Path) -> None:
    url = reviewed(tmp_path)
    with Store(url) as store:
        assert unindexed(store) == 0
        store.write("DELETE FROM searched")
        number = unindexed(store)
    assert number > 0
    with served(url) as (_, browser):
        assert f"{number} 份材料没有可查的单元格和正文" in browser.get("/find?text=%E9%A2%84%E7%AE%97").text
