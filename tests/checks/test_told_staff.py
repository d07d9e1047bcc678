"""Posts and staff in the text: those of all the unit are held against annex 2 (12 posts, 9 in post), no others are."""

import pytest

from formaudit.audit import audit_submission
from formaudit.settings import Profile
from tests.checks.cases import drawn

_BEFORE = "全年执行数为126.5万元，预算执行率为99.92%。"


def accused(sentence: str) -> list[str]:
    submission = drawn((("report", _BEFORE, f"全年执行数为126.5万元。\n{sentence}"),))
    report = audit_submission(submission, Profile(), "zh")
    return [one.figures[0].raw for one in report.findings if one.check == "X01"]


@pytest.mark.parametrize(
    ("sentence", "raws"),
    [
        ("编制14名，在职8人。", ["14名", "8人"]),
        ("我馆编制14名、在职8人，退休3人。", ["14名", "8人"]),
        ("湖滨区档案馆核定编制数为14名。", ["14名"]),
        ("湖滨区档案馆为公益一类单位，核定编制14名，年末实有在职人员8人。", ["14名", "8人"]),
        ("2023年末在职在编人员8人。", ["8人"]),
        ("截至2023年12月31日，本单位在职职工8人。", ["8人"]),
        ("人员情况：编制12名，在职8人。", ["8人"]),
    ],
)
def test_counts_of_all_the_unit_are_those_of_the_form(sentence: str, raws: list[str]) -> None:
    assert accused(sentence) == raws


@pytest.mark.parametrize(
    "sentence",
    [
        "在职党员6人。",
        "在职女职工5人。",
        "在职馆员6人、司机3人。",
        "利用股在职2人。",
        "周转编制1名。",
        "公益二类编制5名。",
        "馆机关编制8名、修裱中心编制4名，共12名。",
        "全区档案系统在职61人。",
        "年初在职8人，年末在职9人。",
        "编制由14名减至12名。",
        "平均在职8人。",
        "培训在职人员7人。",
        "在职职工体检8人。",
        "修裱中心为二级机构，编制4名，在职4人。",
        "本馆下设修裱中心，编制4名。",
        "工勤编制2名，在职2人。",
        "截至6月底，本馆在职8人。",
        "本馆2021年编制14名，在职8人。",
        "2021年至2023年，本馆在职8人。",
        "本馆在职8人（不含借调1人）。",
        "本馆在职8人、借调1人。",
        "本馆在职8人，借调1人，共9人。",
    ],
)
def test_counts_of_a_part_another_time_or_other_units_contradict_no_form(sentence: str) -> None:
    assert accused(sentence) == []
