"""What a rate is a share of, as the head of its column says: by letters, numbers and words, in the head or below it."""

import pytest

from formaudit.extract.door import extract_bytes
from formaudit.intake.grouping import group_documents
from tests.drawn import written

_FORM = """2024年度云岭县水利局项目支出绩效自评表
项目名称 | 小型水库维修养护 | < | < | < | <
主管部门 | 云岭县水利局 | < | 实施单位 | 云岭县水利局 | <
资金情况（万元） | {heads}
{numbers}年度资金总额 | 80 | 84 | 76 | 95% | 9.5
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 得分
产出指标 | 数量指标 | 维修座数 | 12座 | 12座 | 90
"""
_OPENING = ("original_budget",)
_FULL = ("final_budget",)
_ANY = ("final_budget", "original_budget", "arrived")


@pytest.mark.parametrize(
    ("heads", "numbers", "base"),
    [
        ("年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分", "", ()),
        ("年初预算数 | 全年预算数 | 全年执行数 | 执行率（%） | 得分", "", ()),
        ("年初预算数 | 全年预算数（A） | 全年执行数（B） | 执行率（B//A） | 得分", "", _FULL),
        ("年初预算数 | 全年预算数（A） | 全年执行数（B） | 执行率（A//B） | 得分", "", _FULL),
        ("年初预算数 | 全年预算数 | 全年执行数 | 执行率（B//A） | 得分", "", ()),
        ("年初预算数（A） | 全年预算数（B） | 全年执行数（C） | 执行率（C//A） | 得分", "", _OPENING),
        ("年初预算数（A） | 全年预算数（B） | 全年执行数（C） | 执行率（C//B×100%） | 得分", "", _FULL),
        ("年初预算数A | 全年预算数B | 全年执行数C | 执行率D=C÷B | 得分", "", _FULL),
        ("年初预算数（A） | 全年预算数（B） | 全年执行数（C） | 执行率（B//A） | 得分", "", _ANY),
        ("年初预算数① | 全年预算数② | 全年执行数③ | 执行率③//② | 得分", "", _FULL),
        ("年初预算数① | 全年预算数② | 全年执行数③ | 执行率④=③//①×100% | 得分", "", _OPENING),
        ("年初预算数1 | 全年预算数2 | 全年执行数3 | 执行率4=3//2 | 得分", "", _FULL),
        ("年初预算数（1） | 全年预算数（2） | 全年执行数（3） | 执行率（4）=（3）//（1） | 得分", "", _OPENING),
        ("年初预算数 | 全年预算数 | 全年执行数 | 执行率（执行数//年初预算） | 得分", "", _OPENING),
        ("年初预算数 | 全年预算数 | 全年执行数 | 执行率（全年执行数//全年预算数） | 得分", "", _FULL),
        ("年初预算数 | 全年预算数 | 全年执行数 | 执行率=执行数÷年初预算数×100% | 得分", "", _OPENING),
        ("年初预算数（万元，A） | 全年预算数（万元，B） | 全年执行数（万元，C） | 执行率（%，C//B） | 得分", "", _FULL),
        ("预算数（A） | 调整后预算数（B） | 执行数（C） | 执行率（C//A） | 得分", "", _OPENING),
        ("预算数 | 全年预算数 | 执行数 | 执行率（执行数//预算数） | 得分", "", _OPENING),
        ("年初预算（A） | 年中调整（B） | 全年执行数（C） | 执行率（C//（A+B）） | 得分", "", ("?",)),
        ("年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分", "栏次 | 1 | 2 | 3 | 4=3//1 | 5\n", _OPENING),
        ("年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分", "栏次 | A | B | C | D=C//B | E\n", _FULL),
        ("年初预算数 | 到位资金（A） | 全年执行数（B） | 执行率（B//A） | 得分", "", _FULL),
    ],
)
def test_the_head_says_what_the_rate_is_a_share_of(heads: str, numbers: str, base: tuple[str, ...]) -> None:
    text = _FORM.format(heads=heads, numbers=numbers)
    [submission], _ = group_documents([extract_bytes(written(text), "自评表.docx")])
    [form] = submission.projects
    assert form.rate_of == base
    assert [row.actual_amount is not None and row.actual_amount.raw for row in form.funds] == ["76"]
