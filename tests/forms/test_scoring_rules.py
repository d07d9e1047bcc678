"""Which lines and cells of a form are rules of points, and which sentences lay them down."""

import pytest

from formaudit.forms.fund_codes import fund_code
from formaudit.forms.scoring_rules import gives_points, is_rule_line, lays_down, names_execution

_RULES = (
    "执行率≥95%得10分",
    "执行率90%（含）以上的，计满分",
    "支出率每低一个百分点扣0.2分",
    "预算执行率得分=执行率×10分",
    "执行率低于80%的不得分",
    "执行率每低5%扣该项分值的10%",
    "【评分规则】执行率<60%得0分；60%≤执行率<80%得5分",
    "计分档次：执行率95（含）～100，10分；90（含）～95，8.5分",
)
_NONE = (
    "90分（含）以上为优，80-90分为良",
    "预算执行率92%，得9.2分",
    "每亩增加收入300元",
    "得分最高不能超过该指标分值上限",
    "每季度按进度拨付资金，执行率92%",
)


@pytest.mark.parametrize("text", _RULES)
def test_a_rule_gives_points(text: str) -> None:
    assert gives_points(text)
    assert names_execution(text)
    assert is_rule_line(text)


@pytest.mark.parametrize("text", _NONE)
def test_results_and_grades_are_no_rules(text: str) -> None:
    assert not gives_points(text)
    assert not is_rule_line(text)
    assert not lays_down(text)


def test_a_sentence_of_a_report_is_no_line_of_rules() -> None:
    assert not is_rule_line("按照县级办法，预算执行率95%以上得满分，本单位得满分。")


def test_one_band_with_points_may_be_a_result_and_two_are_a_rule() -> None:
    assert not lays_down("预算执行率在95%以上，得10分")
    assert lays_down("预算执行率95%以上得10分，90%以上得8分")


def test_a_head_is_named_by_what_stands_before_its_rule() -> None:
    assert fund_code("得分（95%以上得满分；每下降5个百分点扣1分）") == "score"
    assert fund_code("得分（万元；合计）") == ""
