"""A day's work in a real browser: by keyboard alone, by two at once, through reload, back and a killed server."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from formaudit.archive.actions import acted
from formaudit.archive.store import Store
from formaudit.golden.review import decisions
from tests.archive.made import scanned, write_case
from tests.archive.server import server
from tests.web.made import findings, served, states

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed")

_WAIT = 60_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@contextmanager
def window(browser: Any, **how: Any) -> Iterator[Any]:
    """A page of a person of its own; whatever its console complains of fails the test."""
    context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "locale": "zh-CN", **how})
    page = context.new_page()
    page.set_default_timeout(_WAIT)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


@pytest.fixture(scope="module")
def seventeen(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store of more than seventeen findings, in text, Word and workbook files."""
    folder = tmp_path_factory.mktemp("seventeen")
    write_case(folder / "archive" / "1", "culture-other-funds")
    write_case(folder / "archive" / "2", "seed-rates", form="docx")
    write_case(folder / "archive" / "3", "water-workbook", form="xlsx")
    scanned(folder / "archive", str(folder / "audit.db"))
    return str(folder / "audit.db")


def test_seventeen_matters_are_decided_by_keyboard_alone(browser: Any, seventeen: str) -> None:
    assert len(findings(seventeen)) >= 17
    with served(seventeen) as (_, person), window(browser) as page:
        page.goto(person.here + "/")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/s/"))
        for number in range(17):
            address = page.url
            page.wait_for_selector(".papers [data-focus=suspect]")
            if number % 3 == 0:
                page.keyboard.press("d")
                page.keyboard.type("识读有误")
                page.keyboard.press("Enter")
            elif number % 3 == 1:
                page.keyboard.press("c")
            else:
                page.keyboard.press("w")
                page.keyboard.type("已有批复")
                page.keyboard.press("Enter")
            page.wait_for_url(lambda url, address=address: url != address)
            page.wait_for_load_state()
        told = list(states(seventeen).values())
        assert {state: told.count(state) for state in set(told)} == {"dismissed": 6, "confirmed": 6, "waived": 5}
        page.keyboard.press("u")
        page.wait_for_load_state("networkidle")
        assert len(states(seventeen)) == 16


def test_every_key_that_the_list_names_does_something(browser: Any, seventeen: str) -> None:
    with served(seventeen) as (_, person), window(browser) as page:
        place = findings(seventeen)[-1][0]
        page.goto(person.here + place)
        page.wait_for_selector(".papers [data-focus=suspect]")
        page.keyboard.press("?")
        assert page.is_visible("#help")
        page.keyboard.press("Escape")
        assert not page.is_visible("#help")
        page.keyboard.press("m")
        assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
        page.keyboard.press("Escape")
        page.keyboard.press("a")
        assert page.evaluate("document.activeElement.name") == "to"
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        assert page.evaluate("location.hash") != ""
        page.keyboard.press("z")
        assert "zoomed" in (page.get_attribute("#pane", "class") or "")
        page.keyboard.press("s")
        page.wait_for_selector("tr[data-row]")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_selector("#decide")
        page.keyboard.press("q")
        page.wait_for_selector(".facets")
        page.keyboard.press("/")
        page.keyboard.type("44.32")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("text=44.32"))


def test_the_figures_of_a_finding_are_framed_where_they_are_printed(browser: Any, tmp_path: Path) -> None:
    home = tmp_path / "archive" / "1"
    for path in write_case(home, "culture-other-funds", form="html"):
        press = browser.new_page()
        press.set_content(path.read_text("utf-8"))
        path.with_suffix(".pdf").write_bytes(press.pdf(format="A4"))
        press.close()
        path.unlink()
    scanned(tmp_path / "archive", str(tmp_path / "audit.db"))
    url = str(tmp_path / "audit.db")
    assert findings(url)
    with served(url) as (_, person), window(browser) as page:
        page.goto(person.here + findings(url)[0][0])
        frame = page.wait_for_selector(".frame.suspect")
        box = frame.bounding_box()
        assert box is not None
        assert box["width"] > 5
        page.wait_for_selector(".frame.tied", state="attached")
        assert (
            page.evaluate("(async () => (await fetch(document.querySelector('svg image').href.baseVal)).status)()")
            == 200
        )


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_has_a_serious_violation(browser: Any, seventeen: str, width: int, lang: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    with served(seventeen, lang=lang) as (_, person), window(browser, viewport={"width": width, "height": 844}) as page:
        place = findings(seventeen)[0][0]
        token = place.split("/")[2]
        addresses = [
            "/", "/?state=any&severity=critical&text=44", place, f"/s/{token}", f"/letter/{token}", "/letters", "/batch",
            "/log", "/bulk", "/keys", "/settings", "/nothing-here",
        ]  # fmt: skip
        for address in addresses[:-1]:
            page.goto(person.here + address)
            page.wait_for_load_state("networkidle")
            found = axe.run(page).response["violations"]
            grave = [
                (each["id"], each["help"], [node["target"] for node in each["nodes"]][:3], address)
                for each in found
                if each["impact"] in ("serious", "critical")
            ]
            assert grave == [], address
            # Nothing is wider than the window: a phone need not be pushed sideways.
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), address


def test_reload_back_and_a_second_press_do_nothing_twice(browser: Any, url: str) -> None:
    with served(url) as (_, person), window(browser) as page:
        place, finding = findings(url)[0]
        page.goto(person.here + place)
        page.wait_for_selector("#decide")
        page.keyboard.press("c")
        page.wait_for_url(lambda url: finding not in url)
        page.reload()
        page.go_back()
        page.wait_for_url(re.compile(finding))
        # The page comes anew and knows what was decided.
        page.wait_for_selector(".title .state.confirmed")
        page.reload()
        page.wait_for_selector(".title .state.confirmed")
        with Store(url, create=False) as store:
            assert len(acted(store, finding)) == 1


def test_two_browsers_on_a_server_see_each_other(browser: Any, tmp_path: Path) -> None:
    write_case(tmp_path / "archive" / "1", "culture-other-funds")
    with server() as url:
        scanned(tmp_path / "archive", url)
        place, finding = findings(url)[0]
        with (
            served(url, reviewer="张某") as (_, one),
            served(url, reviewer="李某") as (_, other),
            window(browser) as first,
        ):
            context = browser.new_context(locale="zh-CN")
            second = context.new_page()
            for page, person in ((first, one), (second, other)):
                page.goto(person.here + place)
                page.wait_for_selector("#decide")
            first.keyboard.press("c")
            first.wait_for_url(lambda url: finding not in url)
            second.keyboard.press("d")
            second.keyboard.type("我看无误")
            second.keyboard.press("Enter")
            said = second.inner_text("[role=alert]")
            assert "张某" in said
            assert "已确认" in said
            assert second.input_value("#decide input[name=reason]") == "我看无误"
            assert states(url) == {finding: "confirmed"}
            with Store(url, create=False) as store:
                assert [each.who for each in acted(store, finding)] == ["张某"]
            context.close()


def test_a_killed_server_loses_nothing_and_the_open_page_goes_on(browser: Any, url: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])

    def start() -> subprocess.Popen[bytes]:
        code = "from formaudit.cli.main import entry; entry()"
        call = [sys.executable, "-c", code, "serve", "--store", url, "--port", str(port), "--reviewer", "张某"]
        process = subprocess.Popen(call, stderr=subprocess.DEVNULL, env={**os.environ, "NO_PROXY": "*"})
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/keys", timeout=5).close()
            except OSError:
                time.sleep(0.1)
            else:
                return process
        raise AssertionError("the server does not answer")

    process = start()
    try:
        with window(browser) as page:
            (first, one), (_, two), *_ = findings(url)
            page.goto(f"http://127.0.0.1:{port}{first}")
            page.wait_for_selector("#decide")
            page.keyboard.press("c")
            page.wait_for_url(lambda address: one not in address)
            page.wait_for_selector(".papers [data-focus]")
            here = page.url.partition("?")[0].rsplit("/", 1)[1]
            process.send_signal(signal.SIGKILL)
            process.wait()
            assert states(url) == {one: "confirmed"}
            process = start()
            page.keyboard.press("c")
            page.wait_for_url(lambda address: here not in address)
            assert states(url) == {one: "confirmed", here: "confirmed"}
            assert two
    finally:
        process.kill()
        process.wait()


def test_a_letter_is_written_changed_and_issued(browser: Any, url: str) -> None:
    with served(url) as (desk, person), window(browser) as page:
        token = desk.index().rows[0].token
        ids = [id_ for place, id_ in findings(url) if f"/s/{token}/" in place]
        for id_ in ids[:2]:
            person.decide(f"/s/{token}/{id_}", "confirm")
        page.goto(f"{person.here}/letter/{token}")
        page.fill("input[name=reference]", "某财绩〔2026〕8号")
        page.fill("input[name=sender]", "某区财政局")
        page.fill("textarea[name=title]", "关于核实有关数字的函")
        page.click("button[value=preview]")
        assert page.input_value("textarea[name=title]") == "关于核实有关数字的函"
        page.click("button[value=issue]")
        page.wait_for_url(re.compile("/letters/[0-9a-f]+"))
        with page.expect_download() as kept:
            page.click("text=下载文书")
        assert Path(kept.value.path()).read_bytes().startswith(b"PK")
        page.goto(f"{person.here}/letters")
        assert "某财绩〔2026〕8号" in page.inner_text("main")


def test_a_cluster_of_golden_changes_is_accepted(browser: Any, url: str, golden: Path) -> None:
    with served(url, golden=golden) as (_, person), window(browser) as page:
        page.goto(f"{person.here}/goldens")
        page.wait_for_selector(".cluster")
        assert page.inner_text(".was .here") != page.inner_text(".now .here")
        page.fill(".whole input[name=reason]", "识读更准")
        page.click(".whole button[value=accept]")
        page.wait_for_selector("text=0 处变化")
        assert {each.reason for each in decisions(golden)[2:]} == {"识读更准"}
