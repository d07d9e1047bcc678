"""Shares that the text prints of the total of a table below it."""

import pytest

from tests.graph.test_told_tables import ticked, told

_ONE = """
| 子项目 | 支出金额 |
| 水塔修缮 | 37.60 |
| 桥面加固 | 21.40 |
| 合计 | 59.00 |
"""
_BY_TOWN = """
| 乡镇 | 补助资金（万元） |
| 东山镇 | 62.00 |
| 南河镇 | 58.00 |
| 北岭乡 | 56.00 |
| 合计 | 176.00 |
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "水塔修缮支出37.60万元，占合计的63.73%，见下表。",
        "水塔修缮支出37.60万元，占63.73%，见下表。",
        "水塔修缮支出37.60万元，占养护支出的63.73%，见下表。",
    ],
)
def test_a_share_of_the_total_is_ticked(sentence: str) -> None:
    assert told(sentence, _ONE) == []
    assert "37.6 ÷ 59 = 63.73%" in ticked(sentence, _ONE)


@pytest.mark.parametrize(
    "sentence",
    ["水塔修缮支出37.60万元，占合计的67.33%，见下表。", "水塔修缮支出37.60万元，占67.33%，见下表。"],
)
def test_a_share_that_the_total_does_not_make_is_told(sentence: str) -> None:
    assert told(sentence, _ONE) == [("X06", "37.6 ÷ 59 = 63.73% ≠ 67.33%")]


@pytest.mark.parametrize(
    "sentence",
    [
        "水塔修缮支出37.60万元，占项目总投资的12.40%，见下表。",  # of another whole
        "水塔修缮支出37.60万元，占67.33%。",  # that is not said to be in the table
        "水塔修缮支出37.60万元，占上年合计的67.33%，见下表。",
        "水塔修缮支出30.00万元，占67.33%。",
    ],
)
def test_a_share_of_another_whole_is_not_told(sentence: str) -> None:
    assert [line for _, line in told(sentence, _ONE) if "÷" in line] == []


def test_a_total_goes_by_the_head_of_its_column() -> None:
    assert told("全年共下达补助资金176万元，分乡镇情况见下表。", _BY_TOWN) == []
    assert told("全年共下达补助资金186万元，分乡镇情况见下表。", _BY_TOWN) == [("X06", "176 ≠ 186")]
    assert told("全年共下达工作经费186万元，分乡镇情况见下表。", _BY_TOWN) == []


def test_what_is_told_as_all_of_it_stands_under_a_head_that_names_no_thing() -> None:
    rows = _BY_TOWN.replace("补助资金（万元）", "支付金额")
    assert told("截至年底共支付工程款176万元，分乡镇情况见下表。", rows) == []
    assert told("截至年底共支付工程款186万元，分乡镇情况见下表。", rows) == [("X06", "176 ≠ 186")]
    assert told("截至年底支付工程款186万元，分乡镇情况见下表。", rows) == []
