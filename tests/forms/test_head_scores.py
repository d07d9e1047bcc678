"""Which score in the head of a form is that of the whole form."""

import pytest

from formaudit.extract.door import extract_bytes
from formaudit.intake.grouping import group_documents
from tests.drawn import written

_FORM = """2023年度石湖区投资促进中心项目绩效自评情况表
项目名称 | 招商引资经费 | < | < | < | <
主管部门 | 石湖区人民政府办公室 | < | 实施单位 | 石湖区投资促进中心 | <
{block} | 全年预算（万元） | 118 | 全年支出（万元） | 115.64 | 执行率98%
^ | 自评得分 | < | < | < | {score}
一级指标 | 二级指标 | 三级指标 | 年度目标 | 年度完成 | 得分
产出指标 | 数量指标 | 外出招商 | 24批次 | 26批次 | 60
效益指标 | 经济效益指标 | 到位资金 | 20亿元 | 18亿元 | 28
总分 | < | < | < | < | 97.8
"""


@pytest.mark.parametrize(
    ("block", "score", "head"),
    [
        ("预算执行率（10%）", "9.8", None),
        ("资金执行情况", "9.8", None),
        ("执行（10分）", "9.8", None),
        ("总体情况", "97.8", "97.8"),
    ],
)
def test_a_score_in_the_block_of_execution_is_none_of_the_whole_form(block: str, score: str, head: str | None) -> None:
    text = _FORM.format(block=block, score=score)
    [submission], _ = group_documents([extract_bytes(written(text), "自评表.docx")])
    [form] = submission.projects
    assert (form.head_score.raw if form.head_score is not None else None) == head
