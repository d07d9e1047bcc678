"""Readings that only confirm: goals with results, amounts printed again, things named beside their number.

Each line of ``confirming.txt`` is a passage and the arithmetic that is ticked; without one nothing at all is said of the
passage: that they differ accuses nobody and asks nothing.
"""

from pathlib import Path

import pytest

from formaudit.forms.narrative import statements_of_text
from formaudit.forms.narrative.mentions import read_passage
from formaudit.model.place import Place

CELL = Place(file=2, table=1, row=3, col=4)
LINES = [
    (sentence.strip().replace("\\n", "\n"), arithmetic.strip())
    for sentence, arithmetic in (
        line.rsplit("|", 1)
        for line in Path(__file__).with_name("confirming.txt").read_text("utf-8").splitlines()
        if line.strip()
    )
]


@pytest.mark.parametrize(("sentence", "arithmetic"), LINES, ids=[line[0][:40] for line in LINES])
def test_what_agrees_is_ticked_and_what_does_not_is_passed_over(sentence: str, arithmetic: str) -> None:
    found = statements_of_text(sentence, CELL)
    assert [one.calculation for one in found if not one.standing.agreed] == []
    ticked = [one.calculation for one in found]
    assert (arithmetic in ticked) if arithmetic else ticked == []


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("火灾发生率约为0.2次/10万公顷，受害面积995公顷。", ["0.2次", "995公顷"]),
        ("分三批实施，一批投资30万元，二批投资20万元，三批投资10万元。", ["三批", "30万元", "20万元", "10万元"]),
        ("资金分二批下达，共30万元。", ["二批", "30万元"]),
        ("1.2024年中央资金30万元。", ["30万元"]),
        ("防洪标准达到10年一遇，工期2年。", ["2年"]),
        ("补助标准为30元/人，培训5人。", ["30元/人", "5人"]),
    ],
)
def test_serials_turns_and_what_a_rate_is_counted_by_are_no_figures(sentence: str, figures: list[str]) -> None:
    assert [one.quantity.raw for one in read_passage(sentence).mentions] == figures
