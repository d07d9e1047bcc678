"""Addresses: what they say, and that they print as what they were read from."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.model.address import Address, Step

GOLDEN = Path(__file__).resolve().parents[2] / "golden"


@pytest.mark.parametrize(
    ("text", "form", "section", "column", "row"),
    [
        ("annex4[区级专项资金].total.final_budget", "annex4[区级专项资金]", "total", "final_budget", ".total"),
        ("annex3#2.indicator[培训次数].score#2", "annex3#2", "indicator", "score", ".indicator[培训次数]"),
        ("annex4[护岸1.5公里].fiscal.rate", "annex4[护岸1.5公里]", "fiscal", "rate", ".fiscal"),
        ("annex3.level[OUT].weight", "annex3", "level", "weight", ".level[OUT]"),
        ("annex4[项目[一期]].grand.score", "annex4[项目[一期]]", "grand", "score", ".grand"),
    ],
)
def test_an_address_knows_its_form_section_column_and_row(
    text: str, form: str, section: str, column: str, row: str
) -> None:
    address = Address.parse(text)
    assert (str(address), str(address.form), address.section, address.column) == (text, form, section, column)
    assert str(address.row) == form + row
    assert str(address.row.under(column)) == text.removesuffix("#2")


def test_the_name_behind_annex_two_is_a_row_and_no_form() -> None:
    address = Address.parse("annex2[三公经费].budget")
    assert (str(address.form), address.title, address.head.name) == ("annex2", "", "三公经费")
    assert Address.parse("annex4[护岸工程].total.rate").title == "护岸工程"


def test_the_same_cell_of_two_forms_is_the_same_inside() -> None:
    here, there = (Address.parse(f"{form}.indicator[满意度].score") for form in ("annex3", "annex4[甲.乙]"))
    assert here.inside == there.inside
    assert here.inside != Address.parse("annex3.indicator[满意度].score#2").inside
    assert here.inside != Address.parse("annex3.indicator[满意度].weight").inside


def test_names_are_changed_and_nothing_else() -> None:
    address = Address.parse("annex3.indicator[a].score").renamed(str.upper)
    assert str(address) == "annex3.indicator[A].score"
    assert str(Address.parse("annex4[*].total.rate").renamed(lambda name: name * 2)) == "annex4[**].total.rate"


def test_every_address_of_the_goldens_prints_as_it_was_read() -> None:
    keys = {
        record["key"]
        for path in GOLDEN.glob("*/figures.json")
        for record in json.loads(path.read_text(encoding="utf-8"))
    }
    assert len(keys) > 1000
    assert [key for key in keys if str(Address.parse(key)) != key] == []
    assert [key for key in keys if key.startswith("annex") and not Address.parse(key).column] == []


@given(st.text(alphabet="an4.#[]12甲 ", max_size=24))
def test_any_text_is_an_address_that_prints_as_itself(text: str) -> None:
    assert str(Address.parse(text)) == text


@given(st.text("甲乙丙.1", min_size=1, max_size=6), st.text("甲乙.2", min_size=1, max_size=6), st.integers(1, 3))
def test_names_with_full_stops_stay_whole(form: str, row: str, repeat: int) -> None:
    built = Address(head=Step(word="annex4", name=form), steps=(Step(word="indicator", name=row), Step(word="score")))
    tail = "" if repeat == 1 else f"#{repeat}"
    read = Address.parse(f"{built}{tail}")
    assert (read.head, read.steps, read.repeat) == (built.head, built.steps, repeat)
