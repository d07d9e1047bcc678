"""Sources with rows of their own below them are counted once; a total or a source that does not come out is told."""

import pytest

from formaudit.graph.figure_graph import build_graph
from formaudit.graph.reading import read_relation
from formaudit.model.verdict import Outcome
from tests.graph.making import submission_of

_FORM = """附件4
2023年度项目支出绩效自评表
项目名称 | 河岸护坡 | < | < | < | < | <
实施单位 | 竹溪县水利局 | < | < | < | < | <
项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率
{rows}
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
产出指标 | 数量指标 | 护坡长度 | ≥12公里 | 12公里 | 90 | 90
"""
_LOCAL = "省级 | 120 | 120 | 118; 县级 | 80 | 90 | 88.5"
SHAPES = {
    "behind 其中": "中央资金 | 300 | 310 | 301.7; 地方资金 | 200 | 210 | 206.5; 其中：" + _LOCAL,
    "first source behind 其中": "其中：中央资金 | 300 | 310 | 301.7; 地方资金 | 200 | 210 | 206.5; 其中：" + _LOCAL,
    "without any word": "中央资金 | 300 | 310 | 301.7; 地方资金 | 200 | 210 | 206.5; " + _LOCAL,
    "numbered above": "①中央资金 | 300 | 310 | 301.7; ②地方资金 | 200 | 210 | 206.5; 其中：" + _LOCAL,
    "other money": "其中：当年财政拨款 | 300 | 310 | 301.7; 上年结转资金 | 0 | 0 | 0; 其他资金 | 200 | 210 | 206.5; "
    "其中：单位自筹 | 120 | 120 | 118; 银行贷款 | 80 | 90 | 88.5",
    "classes of budget": "其中：一般公共预算 | 300 | 310 | 301.7; 政府性基金 | 200 | 210 | 206.5; "
    "其中：专项债券 | 120 | 120 | 118; 土地出让金 | 80 | 90 | 88.5",
    "two with rows": "中央资金 | 300 | 310 | 301.7; 其中：直达资金 | 250 | 250 | 245; 一般补助 | 50 | 60 | 56.7; "
    "地方资金 | 200 | 210 | 206.5; 其中：" + _LOCAL,
}
_TOTAL = "年度资金总额 | 500 | 520 | 508.2"


def broken(rows: str, total: str = _TOTAL) -> list[str]:
    lines = [f" | {row.strip()} | | " for row in (total, *rows.split(";"))]
    graph = build_graph(submission_of(_FORM.format(rows="\n".join(lines))))
    found = [(one, read_relation(one, graph.precision)) for one in graph.relations if one.check == "T09"]
    return [one.calculation for _, one in found if one.outcome is Outcome.BROKEN]


@pytest.mark.parametrize("shape", SHAPES)
def test_rows_that_come_to_the_one_above_are_counted_once(shape: str) -> None:
    assert broken(SHAPES[shape]) == []


@pytest.mark.parametrize("shape", SHAPES)
def test_a_total_that_its_sources_do_not_make_is_told(shape: str) -> None:
    assert len(broken(SHAPES[shape], _TOTAL.replace("508.2", "580.2"))) == 1


@pytest.mark.parametrize("shape", SHAPES)
def test_a_row_that_the_source_above_does_not_hold_is_told(shape: str) -> None:
    assert len(broken(SHAPES[shape].replace("| 118;", "| 181;"))) == 1


def test_rows_that_only_look_like_parts_are_sources_where_the_total_says_so() -> None:
    rows = "中央资金 | 200 | 210 | 206.5; " + _LOCAL
    assert broken(rows, "年度资金总额 | 400 | 420 | 413") == []
    assert len(broken(rows, "年度资金总额 | 400 | 420 | 431")) == 1


def test_a_total_that_comes_out_neither_way_is_left_open() -> None:
    assert broken(SHAPES["behind 其中"], "年度资金总额 | 510 | 530 | 518.2") == []


def test_a_total_of_plain_sources_is_told() -> None:
    rows = "中央资金 | 300 | 310 | 301.7; 省级资金 | 120 | 120 | 118; 县级资金 | 80 | 90 | 88.5"
    assert len(broken(rows, _TOTAL.replace("508.2", "580.2"))) == 1
