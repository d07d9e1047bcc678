"""Equations as people write them: what they say, and where they are wrong."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.profiles.equation import EquationError, Terms, read_equation, read_expression
from formaudit.settings import Term

FINAL = "annex3.total.final_budget"
SPENT = "annex4[*].total.actual_amount"


def no_definitions(name: str, position: int) -> Terms:
    raise EquationError("unknown-name", position, text=name)


def side(text: str) -> list[tuple[str, str, bool]]:
    return [(str(term.factor), term.address, term.total) for term in read_expression(text, no_definitions)]


def test_the_equation_of_the_issue_is_read() -> None:
    equation = read_equation("annex2[项目支出].final_account = annex3.project_expenditure", no_definitions)
    assert (equation.left, equation.sign, equation.right) == (
        (Term(factor=Decimal(1), address="annex2[项目支出].final_account"),),
        "=",
        (Term(factor=Decimal(1), address="annex3.project_expenditure"),),
    )


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (FINAL, [("1", FINAL, False)]),
        (f"- {FINAL} + 3", [("-1", FINAL, False), ("3", "", False)]),
        (f"2 * {FINAL}", [("2", FINAL, False)]),
        (f"{FINAL} × 0.5", [("0.5", FINAL, False)]),
        (f"{FINAL} ÷ 4", [("0.25", FINAL, False)]),
        (f"3 − （{FINAL} － 1）", [("4", "", False), ("-1", FINAL, False)]),
        (f"sum({SPENT})", [("1", SPENT, True)]),
        (f"2 * sum({SPENT} - {FINAL})", [("2", SPENT, True), ("-2", FINAL, True)]),
        (f"{FINAL} + {FINAL}", [("2", FINAL, False)]),
        (
            "annex3.indicator[验收（100%）= 合格+1].score#2",
            [("1", "annex3.indicator[验收（100%）= 合格+1].score#2", False)],
        ),
        ("annex4[甲[乙]项目].grand.weight", [("1", "annex4[甲[乙]项目].grand.weight", False)]),
    ],
)
def test_a_side_is_a_sum_of_figures_with_factors(text: str, terms: list[tuple[str, str, bool]]) -> None:
    found = side(text)
    assert sorted(found) == sorted(terms)


@pytest.mark.parametrize(("sign", "read"), [("=", "="), ("<=", "<="), ("≤", "<="), (">=", ">="), ("≥", ">=")])
def test_three_comparisons_in_five_ways_of_writing(sign: str, read: str) -> None:
    assert read_equation(f"{FINAL} {sign} 3", no_definitions).sign == read


@pytest.mark.parametrize(
    ("text", "problem", "position"),
    [
        (FINAL, "no-comparison", 26),
        (f"{FINAL} = ", "ends-early", 29),
        (f"{FINAL} = 3 = 4", "second-comparison", 31),
        (f"{FINAL} = = 3", "figure-expected", 29),
        (f"{FINAL} = 3 4", "too-much", 31),
        (f"{FINAL} = (3", "ends-early", 31),
        (f"{FINAL} = (3 4)", "close-expected", 32),
        (f"{FINAL} = 3 %", "bad-character", 31),
        ("1 = 1", "no-figure", 1),
        (f"avg({SPENT}) = 1", "unknown-function", 1),
        (f"{FINAL} * annex3.total.weight = 1", "two-figures", 27),
        (f"{FINAL} / annex3.total.weight = 1", "divide-by-figure", 27),
        (f"{FINAL} / 0 = 1", "divide-by-zero", 27),
        ("annex4[甲.total.weight = 1", "open-bracket", 7),
        ("annex4[ ].total.weight = 1", "empty-bracket", 7),
        ("annex3.total. = 1", "bad-character", 13),
        ("1 = annex4[*].indicator[*].score", "many-stars", 5),
        ("1 = 项目合计", "unknown-name", 5),
        ("1 = annex3.total.final_buget", "no-such-figure", 5),
        ("(" * 50 + FINAL, "too-deep", 41),
    ],
)
def test_a_mistake_has_a_position(text: str, problem: str, position: int) -> None:
    with pytest.raises(EquationError) as caught:
        read_equation(text, no_definitions)
    assert (caught.value.problem, caught.value.position) == (problem, position)


@given(st.text("annex34.[]*+-/()=<>0 项目sum#≤", max_size=40))
def test_any_text_is_an_equation_or_a_mistake(text: str) -> None:
    with suppress(EquationError):
        equation = read_equation(text, no_definitions)
        assert any(term.address for term in (*equation.left, *equation.right))
        return
    with pytest.raises(EquationError) as caught:
        read_equation(text, no_definitions)
    assert 1 <= caught.value.position <= len(text) + 1


@given(st.lists(st.tuples(st.sampled_from(["+", "-"]), st.integers(0, 99), st.integers(0, 3)), min_size=1, max_size=8))
def test_a_side_means_what_arithmetic_says(pieces: list[tuple[str, int, int]]) -> None:
    figures = ("annex3.total.weight", "annex3.grand.weight", "annex3.grand.score", "annex3.total.score")
    text = " ".join(f"{sign} {factor} * {figures[which]}" for sign, factor, which in pieces)
    wanted = {
        address: sum((1 if sign == "+" else -1) * factor for sign, factor, which in pieces if figures[which] == address)
        for address in figures
    }
    found = {term.address: term.factor for term in read_expression(f"0 {text}", no_definitions)}
    assert {address: found.get(address, Decimal(0)) for address in figures} == wanted
