"""基本支出 and 项目支出 of other money, other times and other bodies are none of those that the forms print."""

import pytest

from tests.checks.cases import drawn
from tests.graph.making import told_in_earnest

_ANCHOR = "（二）项目支出：2023年项目支出24.5万元"


def told(sentence: str) -> list[str]:
    return told_in_earnest(drawn((("report", _ANCHOR, f"{sentence}\n{_ANCHOR}"),)), "X02", "X08")


@pytest.mark.parametrize(
    "sentence",
    [
        "年末结转结余5万元，其中：基本支出1万元、项目支出4万元。",
        "年初结转2万元，年末结转和结余5万元，其中项目支出结转4万元、基本支出结转1万元。",
        "年中追加预算10万元，其中基本支出5万元、项目支出5万元。",
        "上年基本支出96.2万元、项目支出36万元，合计132.2万元；本年支出126.5万元。",
        "截至6月底，基本支出51万元，项目支出12万元。",
        "本级支出70万元，其中基本支出62万元、项目支出8万元；下属单位支出56.5万元，其中基本支出40万元、项目支出16.5万元。",
        "政府采购支出8万元，其中基本支出2万元、项目支出6万元。",
        "项目支出24.5万元，其中年初安排的项目支出18.5万元，年中追加的项目支出6万元。",
        "项目支出超过10万元的项目2个。",
        "年初预算112万元，其中基本支出92万元、项目支出20万元；全年预算126.6万元，其中基本支出102万元、项目支出24.6万元；决算支出126.5万元，其中基本支出102万元、项目支出24.5万元。",
        "年初预算112万元，其中基本支出92万元、项目支出20万元。",
        "年初部门预算为112万元。基本支出92万元，项目支出20万元。",
        "批复项目支出26万元，实际执行24.5万元。",
        "2023年全年预算126.6万元，其中公用经费25万元。",
        "批复公用经费25万元，实际使用19.5万元。",
        "年初预算批复我馆基本支出合计92万元。",
        "本年支出126.5万元，年末结转和结余5万元，其中项目支出结转4万元、基本支出结转1万元。",
        "支出126.5万元，其中项目支出24.5万元，包括年初安排的3个项目支出18.5万元，年中追加的项目支出6万元。",
        "用于文体活动30万元，其中项目支出24万元。",
        "本年支出合计126.5万元，其中一般公共预算支出126.5万元，政府采购中项目支出126.5万元。",
    ],
)
def test_the_same_words_of_other_money_accuse_nobody(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年支出126.5万元，其中公用经费25万元。",
        "2023年项目支出31.8万元，用于库房改造。",  # what the sentence is about
        "本年支出126.5万元，其中基本支出102万元、项目支出31.8万元。",  # beside the other half, and the whole
        "单位按批复执行，项目支出合计25.4万元。",  # two digits changed about
    ],
)
def test_another_amount_of_the_forms_own_is_told(sentence: str) -> None:
    assert len(told(sentence)) == 1
