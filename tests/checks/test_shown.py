"""Sentences show figures as people write them; what is printed, and what contradicts by less, stays exact."""

from decimal import Decimal

import pytest

from formaudit.audit.shown import shown
from formaudit.model.figure import Figure, State
from formaudit.model.place import Place


def figure(raw: str, value: str) -> Figure:
    return Figure(
        key="report.n",
        label="数",
        raw=raw,
        value=Decimal(value),
        unit="万元",
        decimals=2,
        place=Place(file=0),
        state=State.FILLED,
    )


@pytest.mark.parametrize(
    ("raw", "value", "text", "said"),
    [
        ("78.1%", "78.1", "所列为78.1%，应为87.0952%。", "所列为78.1%，应为87.1%。"),
        ("18.92", "18.92", "相差18.918108万元", "相差18.92万元"),
        ("18.92元", "0.001892", "表列0.001892万元，相差18.918108万元", "表列0.001892万元，相差18.92万元"),
        ("12.3456", "12.3456", "应为12.345678", "应为12.3457"),
        ("12.346", "12.346", "所列为12.346，应为12.3459", "所列为12.346，应为12.3459"),
        ("3", "3", "相差0.0042", "相差0.0042"),
        ("95", "95", "应为94.995", "应为94.995"),
        ("2,009.145", "2009.145", "所列为2009.145", "所列为2009.145"),
        ("1", "1", "日期2024.5.125和版本1.2.3456", "日期2024.5.125和版本1.2.3456"),
    ],
)
def test_a_reckoned_figure_has_the_decimals_of_the_print(raw: str, value: str, text: str, said: str) -> None:
    assert shown(text, (figure(raw, value),)) == said
