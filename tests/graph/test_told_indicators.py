"""Counts and rates of the text tied to the indicators that the text names: only by name, unit and value together."""

import pytest

from formaudit.graph.report_relations import told_figures
from formaudit.graph.text_links import find_facts
from formaudit.graph.tolerance import precision_of
from formaudit.intake.grouping import group_documents
from tests.drawn import drawn

DRAWING = """
云溪县司法局2023年度部门整体支出绩效自评报告
一、基本情况
本单位负责法律援助和普法宣传工作，{sentence}
二、存在的问题
人手不足。

2023年度项目支出绩效自评表

项目名称 | 普法宣传 | < | < | <
实施单位 | 云溪县司法局 | < | < | <
三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
普法讲座场次 | 30场 | 32场 | 30 | 30
受益群众人数 | ≥5000人 | 5210人 | 30 | 30
群众满意度 | ≥90% | 96% | 30 | 28.5
"""


def tied(sentence: str) -> list[tuple[str, str]]:
    (submission, *_), _ = group_documents((drawn(DRAWING.format(sentence=sentence)),))
    facts = find_facts(submission)
    relations = told_figures(submission, facts, precision_of(()))
    return [
        (one.result.raw, one.parts[0].label.rpartition(" ")[2])
        for one in relations
        if one.check == "X06" and "indicator" in one.parts[0].key
    ]


@pytest.mark.parametrize(
    ("sentence", "figure", "cell"),
    [
        ("全年举办普法讲座32场。", "32场", "完成值"),
        ("计划举办普法讲座30场。", "30场", "指标值"),
        ("受益群众5210人。", "5210人", "完成值"),
        ("经测评，群众满意度为96%。", "96%", "完成值"),
        ("举办32场普法讲座。", "32场", "完成值"),
        ("普法讲座场次按计划完成，得30分。", "30分", "得分"),
        ("受益群众、普法讲座均超过计划，群众满意度较高，自评得分28.5分。", "28.5分", "得分"),
    ],
)
def test_a_figure_called_by_an_indicator_is_tied_to_its_cell(sentence: str, figure: str, cell: str) -> None:
    assert tied(sentence) == [(figure, cell)]


@pytest.mark.parametrize(
    "sentence",
    [
        "全年举办普法讲座33场。",  # another value accuses nobody
        "全年调解纠纷32场。",  # another name
        "普法讲座场次按计划完成，得28.5分。",  # the points of another indicator
        "群众满意度较高。全年得28.5分。",  # another sentence
        "群众满意度较高，扣1.5分，满分28.5分。",  # not what was reached
        "普法讲座惠及32人。",  # another unit
        "上年举办普法讲座32场。",  # another year
        "业务能力强，共有32场活动。",
    ],
)
def test_a_figure_of_something_else_is_tied_to_nothing(sentence: str) -> None:
    assert tied(sentence) == []
