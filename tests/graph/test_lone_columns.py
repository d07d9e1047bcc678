"""The sum of a table with a single column of amounts: told where one slip explains why it fails, else left open."""

import pytest

from formaudit.graph.detail_relations import detail_relations
from formaudit.graph.reading import read_relation
from formaudit.graph.tolerance import Precision
from formaudit.intake.grouping import group_documents
from tests.drawn import drawn

_REPORT = """青禾县交通运输局2023年度部门整体支出绩效自评报告
一、单位基本情况
我局为全额拨款行政单位，{what}如下：
{table}

二、存在的问题
预算编制不够细。
三、下一步措施
细化预算。"""


def _outcome(table: str, what: str = "项目支出（万元）") -> list[str]:
    (submission,), _ = group_documents([drawn(_REPORT.format(what=what, table=table))])
    precision: Precision = {}
    return [read_relation(relation, precision).outcome for relation in detail_relations(submission, precision)]


_COLUMN = "项目 | 金额\n公路养护 | 120\n治超站 | 45\n公交补贴 | 230\n{last}"
_CARS = "车辆类型 | 数量\n巡护用车 | 2辆\n执法用车 | 1{one}\n其他用车 | 1辆\n{last}"


@pytest.mark.parametrize(
    ("table", "outcome"),
    [
        (_COLUMN.format(last="合计 | 395"), "holds"),
        (_COLUMN.format(last="合计 | 405"), "broken"),
        (_COLUMN.format(last="合计 | 359"), "broken"),
        (_COLUMN.format(last="合计 | 618"), "undecided"),  # no slip: rows may be missing
        (_COLUMN.format(last="累计 | 405"), "undecided"),  # each row may hold those before it
        (_COLUMN.format(last="合计 | 435\n其他 | 30"), "undecided"),
        (_COLUMN.format(last="合计 | 405").replace("公交", "其中：公交"), "undecided"),
        (_COLUMN.format(last="合计 | 405").replace("治超站 | 45", "治超站 | "), "undecided"),
        (_CARS.format(one="辆", last="合计 | 4辆"), "holds"),
        (_CARS.format(one="辆", last="合计 | 5辆"), "broken"),
        (_CARS.format(one="台", last="合计 | 5辆"), "undecided"),  # vehicles of two kinds of pieces
    ],
)
def test_the_last_row_adds_up_the_only_column(table: str, outcome: str) -> None:
    found = set(_outcome(table))
    assert outcome in found
    assert found & {"broken"} == {outcome} & {"broken"}
