"""Letters from the page: what goes in, what may be changed, the register, and what became of a letter."""

import io
import re
from collections.abc import Iterator
from html import unescape

import docx
import pytest

from formaudit.archive.store import Store
from formaudit.letters.desk import read_register
from formaudit.web.desk import Desk
from tests.web.made import Browser, findings, served, states


@pytest.fixture
def there(url: str) -> Iterator[tuple[Desk, Browser, str, list[str]]]:
    """The server, and the submission with most findings: its token and their ids."""
    with served(url) as (desk, browser):
        token = desk.index().rows[0].token
        ids = [id_ for place, id_ in findings(url) if f"/s/{token}/" in place]
        yield desk, browser, token, ids


def fields(text: str) -> dict[str, str | list[str]]:
    """What the form of a draft would send: its texts, dates and ticks."""
    found: dict[str, str | list[str]] = {
        name: unescape(value)
        for name, value in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', text, re.DOTALL)
    }
    for tag in re.findall(r"<input[^>]*>", text):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name is not None and value is not None and 'type="checkbox"' not in tag:
            found[name[1]] = unescape(value[1])
    found["matter"] = re.findall(r'name="matter" value="([^"]+)" checked', text)
    kind = re.search(r'<option value="([^"]+)" selected', text)
    return {**found, "kind": kind[1] if kind is not None else ""}


def confirm(browser: Browser, token: str, ids: list[str]) -> None:
    for id_ in ids:
        assert browser.decide(f"/s/{token}/{id_}", "confirm").status == 303


def issued(browser: Browser, token: str, **more: str) -> str:
    form = {**fields(browser.get(f"/letter/{token}").text), "reference": "某财绩〔2026〕1号", **more}
    answer = browser.post(f"/letter/{token}", {**form, "act": "issue"})
    assert answer.status == 303, re.findall(r'role="alert">([^<]+)', answer.text)
    return answer.to


def test_a_letter_is_issued_with_number_and_day_and_stands_in_the_register(
    there: tuple[Desk, Browser, str, list[str]],
) -> None:
    _, browser, token, ids = there
    confirm(browser, token, ids[:3])
    place = issued(browser, token, due="2026-12-18", sender="某区财政局")
    page = browser.get(place).text
    assert "某财绩〔2026〕1号" in page
    assert "2026-12-18" in page
    written = browser.get(f"{place}/letter.docx")
    text = "\n".join(each.text for each in docx.Document(io.BytesIO(written.data)).paragraphs)
    assert "某区财政局" in text
    entries = read_register(browser.get("/letters.csv").data.decode("utf-8-sig"), "letters.csv")
    assert [(each.number, each.kind, each.due, each.matters) for each in entries] == [(1, "inquiry", "2026-12-18", 3)]
    for id_ in ids[:3]:
        assert "列入文书" in browser.get(f"/s/{token}/{id_}").text
    assert "已发文书 1 份" in browser.get(f"/letter/{token}").text
    issued(browser, token)
    assert '<td class="num">2</td>' in browser.get("/letters").text


def test_only_confirmed_matters_go_in_by_themselves(url: str, there: tuple[Desk, Browser, str, list[str]]) -> None:
    _, browser, token, ids = there
    assert "请选择列入的问题" in browser.get(f"/letter/{token}").text
    confirm(browser, token, ids[:1])
    browser.decide(f"/s/{token}/{ids[1]}", "dismiss", reason="识读有误")
    page = browser.get(f"/letter/{token}").text
    assert fields(page)["matter"] == ids[:1]
    assert f'value="{ids[1]}"' not in page
    # A notice demands: nothing that nobody confirmed may go in, whatever the request says.
    form = {**fields(page), "kind": "rectification", "was": "rectification", "matter": [ids[0], ids[2], ids[1]]}
    preview = browser.post(f"/letter/{token}", {**form, "act": "preview"}).text
    assert fields(preview)["matter"] == ids[:1]
    assert states(url)[ids[1]] == "dismissed"


def test_a_sentence_is_changed_beside_its_figures(there: tuple[Desk, Browser, str, list[str]]) -> None:
    _, browser, token, ids = there
    confirm(browser, token, ids[:2])
    form = fields(browser.get(f"/letter/{token}").text)
    fact = str(form["fact-1-0"])
    # A figure changed by a slip of the hand is no change of words.
    numbers = re.findall(r"\d+(?:\.\d+)?", fact)
    slipped = fact.replace(numbers[-1], f"9{numbers[-1]}")
    answer = browser.post(f"/letter/{token}", {**form, "reference": "1号", "fact-1-0": slipped, "act": "issue"})
    assert answer.status == 422
    place = issued(browser, token, **{"fact-1-0": f"经核对，{fact}", "title": "关于核实有关数字的函"})
    written = browser.get(f"{place}/letter.docx").data
    text = "\n".join(each.text for each in docx.Document(io.BytesIO(written)).paragraphs)
    assert "关于核实有关数字的函" in text
    assert "经核对，" in text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"fact-1-0": "有关数字请核实。"}, "没有保留所引数字"),
        ({"closing": "如有虚报，请说明。"}, "文书不使用这个词：虚报"),
        ({"reference": " "}, "签发须填文号"),
        ({"matter": ""}, "没有选择问题"),
    ],
)
def test_what_must_not_go_out_is_not_issued(
    url: str, there: tuple[Desk, Browser, str, list[str]], changed: dict[str, str], said: str
) -> None:
    _, browser, token, ids = there
    confirm(browser, token, ids[:2])
    form = {**fields(browser.get(f"/letter/{token}").text), "reference": "某财绩〔2026〕1号", **changed, "act": "issue"}
    answer = browser.post(f"/letter/{token}", form)
    assert answer.status == 422
    assert said in answer.text
    with Store(url, create=False) as store:
        assert store.rows("SELECT COUNT(*) FROM dispatches") == [(0,)]


def test_a_reply_is_taken_in_and_a_letter_closed_with_its_proof(
    url: str, there: tuple[Desk, Browser, str, list[str]]
) -> None:
    _, browser, token, ids = there
    confirm(browser, token, ids[:2])
    place = issued(browser, token)
    assert "仍有 2 处" in browser.get(place).text
    assert browser.post(place, {"act": "answered", "was": "issued", "text": ""}).status == 422
    assert browser.post(place, {"act": "answered", "was": "issued", "text": "系笔误，已更正"}).status == 303
    assert "系笔误，已更正" in browser.get(f"/s/{token}/{ids[0]}").text
    # A form of an hour ago does not set back what happened since.
    assert browser.post(place, {"act": "answered", "was": "issued", "text": "又答"}).status == 409
    with Store(url, create=False) as store:
        store.write("DELETE FROM findings WHERE id = ?", [ids[0]])
    page = browser.get(place).text
    assert "仍有 1 处" in page
    assert "最近一次扫描不再提出" in page
    assert browser.post(place, {"act": "closed", "was": "answered", "text": "已提供更正后的表"}).status == 303
    assert browser.post(place, {"act": "closed", "was": "closed", "text": "再办"}).status == 400
    assert "已办结" in browser.get("/letters").text


def test_a_letter_that_is_late_is_told(there: tuple[Desk, Browser, str, list[str]]) -> None:
    _, browser, token, ids = there
    confirm(browser, token, ids[:1])
    issued(browser, token, issued="2020-01-02", due="2020-01-10")
    page = browser.get("/letters").text
    assert "1 份文书已到期而未收到答复" in page
    assert "逾期未答复" in page
