"""Text brought to one shape for comparing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formaudit.text import compact, fold, label, strip_serial

TEXTS = st.text(
    alphabet=st.sampled_from("经济效益指标其中：:、，。一二三12（）()①*.． \n\t\xa0　≧≥㎡²…℃ＡａＢ－—〉"), max_size=24
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("２０２３ 年度", "2023 年度"),
        ("≧95%", "≥95%"),
        ("≦36万元", "≤36万元"),
        ("实际规模(m²)", "实际规模(m²)"),
        ("120㎡", "120㎡"),
        ("……", "……"),
        ("年度预\xa0 算\n申请", "年度预 算 申请"),
        ("（万元）", "(万元)"),
        ("－14.4", "-14.4"),
        ("惠及农戶", "惠及农户"),
        ("內部⻚⾯", "内部页面"),
    ],
)
def test_width_and_signs_are_one_and_meaning_stays(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("经济效\n益指标", "经济效益指标"),
        ("年度预  算申请  （万元）", "年度预算申请(万元)"),
        ("1、公务用车购置和维护经费", "公务用车购置和维护经费"),
        ("其中：公车购置", "公车购置"),
        ("其中: 1、公车购置：", "公车购置"),
        ("（一）项目支出：", "项目支出"),
        ("一、基本支出", "基本支出"),
        ("①办公费", "办公费"),
        ("12.55", "12.55"),
        ("2023年预算数", "2023年预算数"),
        ("指标1：满意度。", "指标1:满意度"),
        ("三公经费", "三公经费"),
        ("一般公共预算", "一般公共预算"),
    ],
)
def test_a_label_is_its_name_without_serial_and_marks(text: str, name: str) -> None:
    assert label(text) == name


@given(TEXTS)
def test_shaping_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert compact(compact(text)) == compact(text)
    assert strip_serial(strip_serial(compact(text))) == strip_serial(compact(text))


@given(TEXTS)
def test_a_compact_text_has_no_blanks(text: str) -> None:
    assert not any(char.isspace() for char in compact(text))
