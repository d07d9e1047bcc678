from decimal import Decimal

import pytest
from msgspec.structs import replace

from formaudit.checks.kernel.relations import printed as printed_in_finding
from formaudit.letters.spot import printed_in
from formaudit.model.figure import Alternative
from formaudit.model.verdict import Effect
from formaudit.reports.places import places_of
from formaudit.reports.words import effect_words, form_line, kind_words, percent, plain, printed, submission_title
from tests.reports.sample import BLANK, RATE, TOTAL_BUDGET, main_submission, quiet_submission


def test_a_known_kind_of_cause_has_a_word_and_a_new_one_its_name() -> None:
    assert kind_words("search-and-replace", "zh") == "替换破坏"
    assert kind_words("unit-slip", "en") == "unit slip"
    assert kind_words("moved-comma", "zh") == "moved-comma"


@pytest.mark.parametrize(("confidence", "said"), [(1.0, "100%"), (0.999, "99%"), (0.29, "29%"), (0.0, "0%")])
def test_a_confidence_is_never_rounded_up_to_certainty(confidence: float, said: str) -> None:
    assert percent(confidence) == said


def test_a_decimal_has_no_exponent() -> None:
    assert plain(Decimal("1E+3")) == "1000"
    assert plain(Decimal("12.50")) == "12.50"


def test_a_figure_is_said_with_its_unit_once() -> None:
    assert printed(TOTAL_BUDGET, "zh") == "10 万元"
    assert printed(RATE, "zh") == "98.00%"
    assert printed(replace(TOTAL_BUDGET, raw="10万元"), "zh") == "10 万元"


@pytest.mark.parametrize(("ways", "said"), [(("95.8",), "0.958"), ((), "0.958 %")])
def test_a_ratio_in_a_column_of_rates_is_said_as_it_is_printed(ways: tuple[str, ...], said: str) -> None:
    readings = tuple(Alternative(value=Decimal(way), unit="%", decimals=1) for way in ways)
    ratio = replace(RATE, raw="0.958", value=Decimal("0.958"), readings=readings)
    assert printed(ratio, "zh") == said
    assert printed_in_finding(ratio) == printed_in(ratio, "zh")[0] == said.replace(" ", "")


def test_a_blank_is_never_said_as_zero() -> None:
    assert printed(BLANK, "zh") == "（空白）"


def test_damaged_print_is_shown_as_it_is() -> None:
    assert printed(replace(TOTAL_BUDGET, raw="10.2.3万元", value=None), "zh") == "10.2.3万元"
    assert printed(replace(TOTAL_BUDGET, raw="10.2.3", value=None), "zh") == "10.2.3"


def test_an_effect_says_what_it_has() -> None:
    assert effect_words(Effect(money=Decimal("12.55"), score=Decimal(10)), "zh") == "12.55 万元，10 分"
    assert effect_words(Effect(score=Decimal("0.5")), "zh") == "0.5 分"
    assert effect_words(Effect(), "zh") == effect_words(None, "zh") == ""


def test_a_submission_without_unit_or_year_says_so() -> None:
    assert submission_title(main_submission(), "zh") == "示例区甲服务中心 · 2023年度"
    nameless = replace(quiet_submission(), unit=" ")
    assert submission_title(nameless, "zh") == "单位名称未识别 · 年度未识别"


def test_a_form_is_said_with_its_printed_title_or_its_usual_one() -> None:
    submission = main_submission()
    places = places_of(submission, "zh")
    assert form_line(places, submission.forms[1]) == "附件4（宣传专项） 项目支出绩效自评表"
    assert form_line(places_of(quiet_submission(), "zh"), quiet_submission().forms[0]) == (
        "附件2 整体支出绩效评价基础数据表"
    )
