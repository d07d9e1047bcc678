"""The queue's counts are those of the store, for every facet and any choice of values."""

import datetime as dt
import itertools
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from formaudit.archive.decided import record_decisions
from formaudit.archive.store import Store
from formaudit.model.decision import Decision, Standing
from formaudit.web import seeking, texts
from formaudit.web.desk import Desk, Setup
from formaudit.web.filters import FACETS, Filters, filters_of, filters_said
from formaudit.web.index import NOBODY, Index
from tests.web.made import findings, served


def rows(url: str) -> list[dict[str, str]]:
    """Every finding with the value of each facet, asked for in another way than the index does."""
    with Store(url, create=False) as store:
        return [
            {
                "severity": severity, "check": check, "cause": kind or NOBODY, "year": str(year),
                "state": state or "open", "who": who or NOBODY, "unit": unit, "id": id_,
                "form": {"附件1": "annex1", "附件2": "annex2", "附件3": "annex3", "附件4": "annex4"}.get(place[:3], "report"),
            }
            for severity, check, kind, year, state, who, unit, id_, place in store.rows(
                "SELECT f.severity, f.check_code, c.kind, s.year, d.state, a.who, s.name, f.id, f.place FROM findings f "
                "JOIN submissions s ON s.root = f.root AND s.key = f.submission "
                "LEFT JOIN causes c ON c.root = f.root AND c.submission = f.submission AND c.id = f.cause "
                "LEFT JOIN decisions d ON d.finding = f.id LEFT JOIN assignments a ON a.finding = f.id"
            )
        ]  # fmt: skip


def fits(row: dict[str, str], filters: Filters) -> bool:
    chosen = all(not filters.values(facet) or row[facet] in filters.values(facet) for facet in FACETS)
    return chosen and filters.unit in ("", row["unit"])


def test_every_count_is_that_of_the_page_it_leads_to(url: str) -> None:
    some = [id_ for _, id_ in findings(url)]
    with Store(url, create=False) as store:
        record_decisions(store, [Decision(finding=id_, standing=Standing.CONFIRMED, owner="李某") for id_ in some[:4]])
        store.upsert("assignments", ["finding"], {"finding": some[5], "who": "王某"})
    desk = Desk(Setup(store=url))
    index, told = desk.index(), rows(url)
    values = {facet: sorted({row[facet] for row in told}) for facet in FACETS}
    unit = told[0]["unit"]
    for facets in itertools.combinations(FACETS, 2):
        for pair in itertools.product(*(values[facet] for facet in facets)):
            filters = filters_of([*zip(facets, pair, strict=True)])
            for each in (filters, Filters(chosen=filters.chosen, unit=unit)):
                expected = [row for row in told if fits(row, each)]
                assert desk.chosen(index, each).bit_count() == len(expected), each
                for facet in FACETS:
                    counts = desk.facet(index, facet, each)
                    for value in values[facet]:
                        alone = Filters(chosen={**each.chosen, facet: frozenset({value})}, unit=each.unit)
                        assert counts.get(value, 0) == sum(fits(row, alone) for row in told)
    desk.close()


def test_the_index_follows_what_others_write(url: str) -> None:
    desk = Desk(Setup(store=url))
    (_, first), (_, second), *_ = findings(url)
    before = desk.facet(desk.index(), "state", Filters())["open"]
    with Store(url, create=False) as store:
        record_decisions(store, [Decision(finding=first, standing=Standing.DISMISSED, reason="识读有误")])
    assert desk.facet(desk.index(), "state", Filters())["open"] == before - 1
    ended = Decision(
        finding=second, standing=Standing.WAIVED, reason="已有批复", owner="张某", expires=dt.date(2020, 1, 1)
    )
    with Store(url, create=False) as store:
        record_decisions(store, [ended])
    assert desk.facet(desk.index(), "state", Filters())["open"] == before - 1
    desk.close()


def test_the_queue_begins_with_what_weighs_most(url: str) -> None:
    desk = Desk(Setup(store=url))
    weights = [(row.counts[0], row.counts[1], row.money) for row in desk.index().rows]
    assert weights == sorted(weights, reverse=True)
    desk.close()


@pytest.mark.parametrize(
    "query",
    ["", "severity=critical&severity=major", "state=any", "state=confirmed&unit=%E6%9F%90%E7%AB%99", "text=36+8.5"],
)
def test_filters_survive_the_way_through_an_address(query: str) -> None:
    assert filters_said(query).query == query
    assert filters_said(filters_said(query).query) == filters_said(query)


def test_what_is_no_filter_of_ours_is_left_out() -> None:
    assert filters_said("check=T09&evil=1&severity=").query == "check=T09"
    assert filters_said("&".join(["check=T09"] * 5000)) == Filters()


def test_words_are_found_in_cells_and_sentences_with_their_figures(url: str) -> None:
    with served(url) as (_, browser):
        page = browser.get("/find?text=%E5%B9%B4%E5%BA%A6%E8%B5%84%E9%87%91%E6%80%BB%E9%A2%9D").text
        assert page.count("<mark>年度资金总额</mark>") > 3
        assert "44.32 万元" in page
        narrowed = browser.get("/find?text=%E5%B9%B4%E5%BA%A6%E8%B5%84%E9%87%91&form=annex4&over=40").text
        assert "44.32 万元" in narrowed
        assert browser.get("/find?text=%E8%B5%84").status == 200
        assert "没有找到" in browser.get("/find?text=%E4%B8%8D%E5%AD%98%E5%9C%A8").text


def test_words_are_found_in_findings_and_in_names_of_units(url: str, tmp_path: Path) -> None:
    assert tmp_path.is_dir()
    desk = Desk(Setup(store=url))
    index, told = desk.index(), rows(url)
    unit = told[0]["unit"]
    assert desk.chosen(index, Filters(text=unit[2:8])).bit_count() == sum(row["unit"] == unit for row in told)
    assert 0 < desk.chosen(index, Filters(text="44.5")).bit_count() < len(told)
    assert desk.chosen(index, Filters(text="100%_没有")).bit_count() == 0
    desk.close()


def test_a_store_too_large_to_hold_its_words_is_searched_all_the_same(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(Setup(store=url))
    sought = ("预算", "T09", "不一致", "%", "_", "没有这样的词")
    held = [desk.chosen(desk.index(), Filters(text=text)) for text in sought]
    desk.close()
    monkeypatch.setattr(texts, "_MOST", 10)
    large = Desk(Setup(store=url))
    assert [large.chosen(large.index(), Filters(text=text)) for text in sought] == held
    large.close()


def test_each_finding_is_found_by_its_number_and_by_its_id(url: str) -> None:
    with Store(url, create=False) as store:
        store.write("UPDATE findings SET id = 'R1/é' WHERE id = ?", [findings(url)[0][1]])
    desk = Desk(Setup(store=url))
    index = desk.index()
    for number, row in enumerate(index.rows):
        ids = [index.id_at(number, place) for place in range(0 if row.clean else sum(row.counts))]
        assert [index.place(number, id_) for id_ in ids] == list(range(len(ids)))
        assert list(index.places(number, ids[1:])) == list(range(1, len(ids)))
    assert "R1/é" in {index.id_at(number, at) for number, row in enumerate(index.rows) for at in range(sum(row.counts))}
    desk.close()


def test_a_page_does_not_wait_for_words_in_a_store_too_large_to_hold_them_but_a_decision_on_all_does(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filters = Filters(text="预算")
    whole = Desk(Setup(store=url))
    all_of_them = whole.chosen(whole.index(), filters)
    whole.close()
    monkeypatch.setattr(texts, "_MOST", 10)
    monkeypatch.setattr(seeking, "_PROMPT", 0)
    going_on, seen = threading.Event(), threading.Event()
    asked = texts.Texts._asked  # what takes long in a large store is held up here

    def slowly(self: texts.Texts, store: Store, index: Index, text: str) -> Iterator[int]:
        for number, place in enumerate(asked(self, store, index, text)):
            yield place
            if number == 0:
                seen.set()
                going_on.wait(60)

    monkeypatch.setattr(texts.Texts, "_asked", slowly)
    with served(url) as (desk, browser):
        address = f"?{urlencode({'text': '预算'})}"
        assert "仍在查找" in browser.get(f"/{address}").text
        assert seen.wait(60)
        assert desk.chosen(desk.index(), filters) != all_of_them
        threading.Timer(0.2, going_on.set).start()
        assert f'name="count" value="{all_of_them.bit_count()}"' in browser.get(f"/bulk{address}").text
        assert "仍在查找" not in browser.get(f"/{address}").text
        assert desk.chosen(desk.index(), filters) == all_of_them


def test_a_vast_submission_is_searched_by_the_order_of_its_ids(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(Setup(store=url))
    held = desk.chosen(desk.index(), Filters(text="预算"))
    desk.close()
    for name, value in (("_MOST", 10), ("_VAST", 0), ("_BUNCH", 2)):
        monkeypatch.setattr(texts, name, value)
    large = Desk(Setup(store=url))
    assert large.chosen(large.index(), Filters(text="预算"), whole=True) == held
    large.close()
