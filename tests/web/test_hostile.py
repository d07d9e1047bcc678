"""A store full of markup, scripts, formulas, endless words and a unit with very many findings: no page gives way."""

import re
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from formaudit.archive.audited import audited_from
from formaudit.archive.keep import put_submission
from formaudit.archive.store import Store
from formaudit.model.report import AuditReport
from formaudit.web.originals import Origin, original, reread
from tests.reports.html.pages import poisoned
from tests.reports.sample import sample
from tests.web.made import findings, served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_POISON = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'{{7*7}}{%raw%}</textarea></title></svg>"
_MANY = 60_000
_KEEP = frozenset(
    {"lang", "id", "key", "format", "owner", "role", "sha256", "verdict", "standing", "severity", "nature", "state"}
)


def _report() -> AuditReport:
    return poisoned(sample(), _POISON, _KEEP)


def hostile(folder: Path) -> str:
    """A store in which every text of a report is an attack, and one unit has very many findings."""
    report = _report()
    url = str(folder / "audit.db")
    with Store(url) as store, store.transaction():
        for number, submission in enumerate(report.submissions):
            audited = audited_from(report, submission, f"{number}")
            put_submission(store, f"/archive/{_POISON}", audited, "digest", "run")
        store.write(
            "INSERT INTO files VALUES (?, ?, '', '', 0, '', 'x', ?, 'error', ?, ?, '', '', '', '', 0)",
            [f"/archive/{_POISON}", f"../../{_POISON}", _POISON, _POISON, "=1+1"],
        )
        base = audited_from(report, report.submissions[0], "many")
        rows = tuple(
            (f"{number:016x}", *row[1:6], "=cmd|' /C calc'!A0", "无" * 3000 if number < 5 else "甲", *row[8:])
            for number, row in ((number, base.findings[number % len(base.findings)]) for number in range(_MANY))
        )
        many = replace(
            base, key="many", name=f"{'长' * 400}{_POISON}", findings=rows, counts=(_MANY, 0, 0, 0), causes=()
        )
        put_submission(store, "/archive", many, "digest", "run")
    return url


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return hostile(tmp_path_factory.mktemp("hostile"))


def test_no_text_of_a_document_becomes_markup(url: str) -> None:
    with served(url, reviewer=_POISON) as (desk, browser):
        index = desk.index()
        tokens = [row.token for row in index.rows]
        addresses = ["/", "/?state=any", "/?text=%3Cscript%3E", "/batch", "/log", "/bulk?state=any", "/letters"]
        addresses += [f"/s/{token}" for token in tokens] + [f"/letter/{token}" for token in tokens]
        addresses += [place for place, _ in findings(url)[:40]]
        for address in addresses:
            answer = browser.get(address)
            assert answer.status == 200, address
            text = answer.text
            assert "alert(1)" not in re.sub(r"&lt;script&gt;alert\(1\)&lt;(?:/script&gt;|…)", "", text), address
            assert "<img src=x" not in text
            assert re.findall(r"<script(?! src=\"/assets/[0-9a-f]+/review\.js\" defer)", text) == []
            assert "49" not in re.findall(r"\{\{7\*7\}\}|>49<", text)
            assert not re.search(r"<[^>]*\son\w+=", text.replace("&#39;", ""))
            assert 'style="' not in text


def test_a_unit_with_very_many_findings_stalls_no_page(url: str) -> None:
    with served(url) as (desk, browser):
        index = desk.index()
        number = next(number for number, row in enumerate(index.rows) if row.key == "many")
        token = index.rows[number].token
        for address in ("/", f"/s/{token}", f"/s/{token}?start={_MANY - 1}", f"/s/{token}/{_MANY - 7:016x}", "/bulk"):
            begun = time.process_time()
            answer = browser.get(address)
            assert answer.status == 200, address
            assert len(answer.data) < 600_000, address
            assert float(answer.headers["server-timing"].rpartition("=")[2]) < 5000
            assert time.process_time() - begun < 5
        # More than may be decided at once is refused before anything is written.
        form = {"query": "", "count": str(index.found), "seq": "0", "state": "dismissed", "reason": "x"}
        assert browser.post("/bulk", form).status == 422


def test_paths_of_the_store_that_lead_elsewhere_give_nothing(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim")
    for path in ("../secret.txt", str(secret), "../archive/../secret.txt", "x!/../../secret.txt", "\0", "a" * 5000):
        assert original(Origin(archives=(str(tmp_path / "archive"),), path=path, sha256="0" * 64)) is None
        told = reread([Origin(archives=(str(tmp_path / "archive"),), path=path, sha256="0" * 64)], "auto", "zh")
        assert told.documents == {}


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed")
def test_no_script_of_a_document_runs_and_no_word_breaks_the_page(url: str) -> None:
    playwright: Any = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with served(url) as (desk, browser), playwright.sync_playwright() as driver:
        window = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = window.new_context(viewport={"width": 390, "height": 844}).new_page()
        said: list[str] = []
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda told: said.append(told.text) if told.type == "error" else None)
        token = desk.index().rows[0].token
        for address in ("/", f"/s/{token}", f"/letter/{token}", "/batch", findings(url)[0][0], findings(url)[-1][0]):
            page.goto(browser.here + address)
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), address
        assert said == []
        window.close()


def test_the_poison_is_in_the_store(url: str) -> None:
    assert _report().submissions
    with Store(url, create=False) as store:
        assert store.rows("SELECT COUNT(*) FROM findings WHERE message LIKE '%<script>%'")[0][0] > 0
