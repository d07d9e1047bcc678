"""Searching an archive: words of two characters and more in cells and sentences, with figure, place and state."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.archive.decided import record_decisions
from formaudit.archive.grams import grams, plain_words
from formaudit.archive.index import bring_up_to_date
from formaudit.archive.numbers import first_of, last_of, number_of, parts_of
from formaudit.archive.search import Query, search, series_of
from formaudit.archive.store import Store
from formaudit.errors import UsageError
from formaudit.model.decision import Decision, Standing
from formaudit.text import fold
from tests.archive.made import scanned, write_case
from tests.archive.server import server


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three years of one unit, and another unit."""
    root = tmp_path_factory.mktemp("archive")
    for year in (2021, 2022, 2023):
        write_case(root / str(year) / "文化馆", "culture-other-funds", year=year)
    write_case(root / "2024" / "河道", "river-clean")
    return root


@pytest.fixture(scope="module", params=["file", "server"])
def url(archive: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[str]:
    """The archive in a store of each kind."""
    if request.param == "file":
        place = str(tmp_path_factory.mktemp("store") / "audit.db")
        scanned(archive, place)
        yield place
    else:
        with server() as place:
            scanned(archive, place)
            yield place


def found(url: str, *words: str, **how: object) -> list[str]:
    with Store(url, create=False) as store:
        hits = search(store, Query(words=words, limit=500, **how)).hits  # type: ignore[arg-type]  # as a caller names them
    return [f"{hit.line.text} {hit.line.raw}".strip() for hit in hits]


def test_what_a_scan_has_indexed_is_not_indexed_again_by_the_first_search(tmp_path: Path) -> None:
    write_case(tmp_path / "a", "culture-clean")
    scanned(tmp_path / "a", str(tmp_path / "audit.db"))
    with Store(str(tmp_path / "audit.db"), create=False) as store:
        assert bring_up_to_date(store) == 0
        assert store.rows("SELECT COUNT(*) FROM searched")[0][0] > 1


def test_a_word_of_two_characters_is_found_in_cells_and_in_sentences(url: str) -> None:
    with Store(url, create=False) as store:
        told = search(store, Query(words=("经费",), limit=500))
    assert {bool(hit.line.key) for hit in told.hits} == {True, False}
    assert all("经费" in f"{hit.line.text}{hit.line.raw}" for hit in told.hits)
    assert {hit.line.form for hit in told.hits} >= {"annex2", "report"}


def test_a_figure_comes_with_its_print_its_place_and_what_the_audit_said_of_it(url: str) -> None:
    with Store(url, create=False) as store:
        hits = search(store, Query(words=("三公经费", "决算"), form="annex2", first_year=2023, last_year=2023)).hits
    assert hits
    for hit in hits:
        assert hit.year == 2023
        assert hit.line.raw
        assert hit.line.table is not None
        assert hit.line.row is not None
        assert hit.line.path.endswith(".txt")
        assert hit.line.standing in ("tied", "contradicted", "untested")


def test_the_latest_year_comes_first_and_years_bound_the_search(url: str) -> None:
    with Store(url, create=False) as store:
        years = [hit.year for hit in search(store, Query(words=("三公经费",), limit=500)).hits]
        assert years == sorted(years, key=lambda year: -(year or 0))
        bounded = search(store, Query(words=("三公经费",), first_year=2022, last_year=2023, limit=500))
    assert {hit.year for hit in bounded.hits} == {2022, 2023}
    assert bounded.facets.years == ((2023, 1), (2022, 1))


def test_all_words_stand_in_one_line_and_not_somewhere_in_the_form(url: str) -> None:
    assert found(url, "三公经费", "决算")
    assert all("三公经费" in line and "决算" in line for line in found(url, "三公经费", "决算"))
    assert found(url, "三公经费决算") == []


def test_an_amount_leaves_out_what_is_not_above_it(url: str) -> None:
    with Store(url, create=False) as store:
        hits = search(store, Query(words=("资金",), over=Decimal(50), limit=500)).hits
        fewer = search(store, Query(words=("资金",), over=Decimal(10_000_000), limit=500)).hits
    assert hits
    assert all(hit.line.money is not None and hit.line.money > 50 for hit in hits)
    assert fewer == ()


def test_pages_follow_each_other_without_a_gap(url: str) -> None:
    whole = found(url, "经费")
    parts: list[str] = []
    with Store(url, create=False) as store:
        for offset in range(0, len(whole) + 7, 7):
            page = search(store, Query(words=("经费",), limit=7, offset=offset))
            parts += [f"{hit.line.text} {hit.line.raw}".strip() for hit in page.hits]
            assert page.more == (offset + 7 < len(whole))
    assert parts == whole


def test_a_check_and_a_decision_are_told_with_the_figure(url: str) -> None:
    with Store(url, create=False) as store:
        rows = store.rows("SELECT id, check_code, label FROM findings ORDER BY id")
        finding, check, label = next(row for row in rows if len(row[2]) > 3)
        record_decisions(store, [Decision(finding=finding, standing=Standing.CONFIRMED, reason="已核实")])
        words = tuple(part for part in plain_words(label).split() if len(part) > 1)
        hits = search(store, Query(words=words, check=check, limit=500)).hits
    assert any(finding in hit.told.findings and "confirmed" in hit.told.states for hit in hits)
    assert all(check in hit.told.checks for hit in hits)


def test_a_series_has_one_row_for_a_figure_and_a_value_for_each_year(url: str) -> None:
    with Store(url, create=False) as store:
        found = series_of(store, Query(words=("三公经费", "决算"), unit="文化馆"))
    rows = [each for each in found if each.form == "annex2" and each.label.endswith("三公经费 决算数")]
    assert len(rows) == 1
    assert {year for year, _ in rows[0].values} >= {2021, 2022, 2023}


def test_a_word_of_one_character_is_refused(url: str) -> None:
    with Store(url, create=False) as store, pytest.raises(UsageError, match="find-short"):
        search(store, Query(words=("费",)))


def test_what_is_scanned_anew_is_found_as_it_is_now_and_what_is_gone_is_not(tmp_path: Path) -> None:
    root = tmp_path / "档案"
    (paper,) = write_case(root / "甲", "culture-other-funds", unit="江明市文化馆")
    place = str(tmp_path / "audit.db")
    scanned(root, place)
    before = found(place, "文化")
    assert before
    paper.write_text(paper.read_text("utf-8").replace("文化", "曲艺"), "utf-8")
    scanned(root, place)
    assert found(place, "曲艺")
    assert not any("文化" in line for line in found(place, "文化"))
    with Store(place) as store:
        assert search(store, Query(words=("文化",))).submissions == 0
    paper.unlink()
    scanned(root, place)
    with Store(place) as store:
        assert search(store, Query(words=("曲艺",))).submissions == 0
        assert store.rows("SELECT COUNT(*) FROM searched")[0][0] == 0


def test_a_store_without_an_index_gets_one(tmp_path: Path) -> None:
    root = tmp_path / "档案"
    write_case(root / "甲", "river-clean")
    place = str(tmp_path / "audit.db")
    scanned(root, place)
    whole = found(place, "经费")
    with Store(place) as store:
        with store.transaction():
            store.write("DELETE FROM searched")
            store.write("DELETE FROM meta WHERE name = 'searched-shape'")
        assert bring_up_to_date(store) == 1
        assert bring_up_to_date(store) == 0
    assert found(place, "经费") == whole != []


TEXTS = st.text("宣传培训费用ab12 ，。（）", max_size=30)


@given(TEXTS, TEXTS)
def test_the_pairs_of_a_text_hold_those_of_every_word_in_it(text: str, more: str) -> None:
    assert grams([text]) <= grams([text + more])
    assert grams([more]) <= grams([text + more]) | grams([more])


@given(st.lists(st.text("宣传é١²_ab12K ，。（）\n", max_size=12), max_size=4))
def test_pairs_are_of_letters_and_digits_that_stand_together(texts: list[str]) -> None:
    """Character by character: what the pattern calls a letter or digit is what ``str.isalnum`` calls one."""
    wanted = set[str]()
    for text in texts:
        shape = fold(text).casefold()
        wanted |= {one + other for one, other in pairwise(shape) if one.isalnum() and other.isalnum()}
    assert grams(texts) == wanted


@given(st.one_of(st.none(), st.integers(1990, 2099)), st.integers(0, 2**36 - 1), st.integers(0, 255))
def test_a_number_says_what_it_was_made_of(year: int | None, count: int, code: int) -> None:
    number = number_of(year, count, code)
    assert parts_of(number) == parts_of(number_of(year, count, code))
    assert (parts_of(number).year, parts_of(number).count, parts_of(number).code) == (year, count, code)
    if year is not None:
        assert first_of(year) <= number <= last_of(year)
        assert number_of(year + 1, count, code) < number < number_of(None, count, code)
