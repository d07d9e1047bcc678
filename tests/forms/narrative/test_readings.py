"""Prose as competing readings: passages of every kind with what must be said of them.

Each file of ``passages`` is a table, one passage a line: the sentence | the arithmetic | the outcome. ``told`` is a
contradiction with this arithmetic, ``ticked`` a relation that holds and nothing told, ``quiet`` nothing told at all.
A ``\\n`` in a sentence parts paragraphs.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from formaudit.forms.narrative import statements_of_text
from formaudit.model.place import Place
from formaudit.model.statement import Standing, Statement, StatementKind

CELL = Place(file=2, table=1, row=3, col=4)


def _passages() -> list[tuple[str, str, str]]:
    lines = [
        line
        for path in sorted((Path(__file__).parent / "passages").glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]
    return [
        (sentence.strip().replace("\\n", "\n"), arithmetic.strip(), outcome.strip())
        for sentence, arithmetic, outcome in (line.rsplit("|", 2) for line in lines)
    ]


PASSAGES = _passages()


@cache
def read(text: str) -> tuple[Statement, ...]:
    return statements_of_text(text, CELL)


def said(text: str, standing: Standing) -> list[str]:
    return [one.calculation for one in read(text) if one.standing is standing]


@pytest.mark.parametrize(("sentence", "arithmetic", "outcome"), PASSAGES, ids=[row[0][:40] for row in PASSAGES])
def test_a_passage_is_read_as_its_arithmetic_says(sentence: str, arithmetic: str, outcome: str) -> None:
    found = read(sentence)
    told = [one.calculation for one in found if one.standing is Standing.BROKEN]
    ticked = [one.calculation for one in found if one.standing.agreed]
    if outcome == "told":
        assert arithmetic in told
    else:
        assert told == []
        assert not arithmetic or arithmetic in ticked


@pytest.mark.parametrize("text", [row[0] for row in PASSAGES], ids=lambda text: text[:40])
def test_half_width_commas_read_like_others(text: str) -> None:
    narrow = re.sub("(?<![0-9])，|，(?![0-9])", ",", text)
    assert [one.calculation for one in read(narrow)] == [one.calculation for one in read(text)]


def test_a_coarse_figure_that_others_nearly_make_is_no_tick() -> None:
    text = "下拨物资折款38.6万元，包括帐篷12万元、棉被8.4万元及其他用品18.2万元；另拨付现金20万元。"
    assert [one.calculation for one in read(text) if one.standing.agreed] == ["12 + 8.4 + 18.2 = 38.6"]


def test_parts_that_miss_the_total_behind_them_are_not_told_to_miss_the_budget_before_them() -> None:
    text = "当年预算批复980万元，上半年支出436万元，下半年支出495万元，全年支出913万元，预算执行率95%。"
    sums = [one.calculation for one in read(text) if one.kind is StatementKind.SUM and one.standing is Standing.BROKEN]
    assert sums == ["436 + 495 = 931 ≠ 913"]


def test_half_of_the_passages_are_traps_that_hold() -> None:
    told = sum(outcome == "told" for _, _, outcome in PASSAGES)
    assert len(PASSAGES) > 500
    assert len(PASSAGES) - told > 300


def test_no_tick_stands_without_a_relation() -> None:
    ticks = [one for sentence, _, _ in PASSAGES for one in read(sentence) if one.standing.agreed]
    assert [one.calculation for one in ticks if not set(one.calculation) & set("=≤≥÷")] == []


def test_every_kind_of_statement_is_told_or_ticked_somewhere() -> None:
    assert {one.kind for sentence, _, _ in PASSAGES for one in read(sentence)} == set(StatementKind)


def test_a_reading_that_holds_wins_over_one_that_the_words_carry_better() -> None:
    text = "年初预算90万元，支出决算80万元，其中甲项目50万元，乙项目40万元。"
    assert said(text, Standing.BROKEN) == []
    assert "50 + 40 = 90" in said(text, Standing.HOLDS)


def test_two_readings_of_one_strength_leave_the_passage_open() -> None:
    text = "年初下达资金84万元，年中下达资金65万元。其中甲项目30万元，乙项目22万元，丙项目21.5万元，全部用于建设。"
    assert said(text, Standing.BROKEN) == []
    assert said(text, Standing.OPEN) == ["30 + 22 + 21.5 = 73.5 ≟ 65"]


def test_a_gap_of_half_the_whole_speaks_for_a_wrong_reading() -> None:
    assert said("全年支出812万元，其中办公费31万元，差旅费22万元。", Standing.BROKEN) == []


def test_a_gap_that_one_slip_explains_speaks_for_a_contradiction() -> None:
    assert said("全年支出64.37万元，其中办公费31.25万元，差旅费32.12万元。", Standing.BROKEN) == [
        "31.25 + 32.12 = 63.37 ≠ 64.37"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "项目资金120万元，其中设备费30万元，培训费20万元等。",
        "项目资金120万元，其中设备费30万元，目前已支付90.5万元。",
        "项目资金120万元，其中设备费30万元，年底结余88万元。",
        "在职人员42人，其中党员30人，本科以上学历36人。",
        "在校生800人，其中住校生500人，占62.5%，走读享受补助学生400人，占50%。",
        "结转资金26万元，包括基本支出6万元、项目支出20万元，其中财政拨款22万元。",
    ],
)
def test_figures_that_are_no_parts_accuse_nobody(text: str) -> None:
    assert said(text, Standing.BROKEN) == []


def test_an_approximate_figure_accuses_nobody() -> None:
    assert said("全年支出约64万元，其中办公费31.25万元，差旅费33.92万元。", Standing.BROKEN) == []


def test_a_rate_that_was_cut_off_is_a_tail() -> None:
    assert said("预算7952万元，到位2513万元，到位率31%。", Standing.TAIL) == ["2513 ÷ 7952 = 31.6% ≠ 31%"]


def test_the_place_of_a_statement_is_its_sentence_in_the_cell() -> None:
    text = "先说一句。甲3.5万元、乙4.2万元，合计7.7万元。"
    (found,) = [one for one in read(text) if one.kind is StatementKind.SUM]
    assert found.place.span is not None
    assert text[slice(*found.place.span)] == "甲3.5万元、乙4.2万元，合计7.7万元。"
    assert (found.place.table, found.place.row, found.place.col) == (1, 3, 4)
