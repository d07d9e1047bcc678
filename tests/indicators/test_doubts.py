"""What of a submission a person should look at."""

import pytest

from formaudit.indicators.doubts import Doubt, doubts_of
from formaudit.indicators.lexicon import using
from formaudit.settings import Alias, NameBook
from tests.checks.cases import Change, drawn

CARRIED = ("transfer", "| 上年结转资金 |", "| 上年结转类资金 |")
SOCIAL = ("transfer", "| 社会效益指标 |", "| 社会性效益指标 |")
INDICATOR = ("transfer", "| 修复验收合格率 |", "| 数字化修复成果验收合格率 |")


def found(*changes: Change) -> list[Doubt]:
    return list(doubts_of(drawn(changes)))


def test_a_clean_submission_raises_no_doubt_about_its_labels() -> None:
    assert [doubt.label for doubt in found() if doubt.kind] == []


@pytest.mark.parametrize(
    ("change", "kind", "label", "code"),
    [
        (CARRIED, "source", "上年结转类资金", "carried"),
        (SOCIAL, "level2", "社会性效益指标", "BEN.SOC"),
        (("base", "| 1、业务工作经费 |", "| 1、业务类工作经费 |"), "item", "业务类工作经费", "业务工作经费"),
    ],
)
def test_a_label_that_nobody_knows_is_asked_about_with_its_place(
    change: Change, kind: str, label: str, code: str
) -> None:
    (doubt,) = [one for one in found(change) if one.kind == kind]
    assert (doubt.label, doubt.candidates[0].code) == (label, code)
    assert doubt.place.row is not None
    assert [one.score for one in doubt.candidates] == sorted((one.score for one in doubt.candidates), reverse=True)


def test_a_label_is_asked_about_once_and_not_again_after_the_review() -> None:
    twice = (SOCIAL, ("project", "| 社会效益指标 |", "| 社会性效益指标 |"))
    assert sum(doubt.label == "社会性效益指标" for doubt in found(*twice)) == 1
    with using(NameBook(aliases=(Alias(kind="level2", code="BEN.SOC", name="社会性效益指标"),))):
        assert [doubt for doubt in found(*twice) if doubt.kind == "level2"] == []


def test_a_project_s_form_and_its_row_are_asked_about_where_their_names_are_near() -> None:
    row = ("base", "| 4、上级转移支付（一个专项一行） |", "| 4、上级转移支付（一个专项一行） |")
    name = ("transfer", "| 项目支出名称 | 上级转移支付 |", "| 项目支出名称 | 省拨档案抢救保护费 |")
    (doubt,) = [one for one in found(row, name) if not one.kind]
    assert (doubt.label, doubt.candidates[0].name) == ("省拨档案抢救保护费", "省拨抢救保护费")
    with using(NameBook(distinct=(("省拨档案抢救保护费", "省拨抢救保护费"),))):
        assert [one for one in found(row, name) if not one.kind] == []
