"""What the checks across units say of small units of one call: totals, expenses a head, shared paragraphs, lists.

``among_peers.txt`` has a block for each call. A line is one unit or several: its name, ``:``, and what differs from a usual
one (``total=96,95,95`` are three units). A line behind ``=`` is the problem that the unit before tells, one behind ``+`` a
row of the list that its files hold. Then comes what is said of the first unit, and of the second behind ``2``. Running
this module writes the file anew.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest

from formaudit.checks.catalogue import check_of
from formaudit.checks.kernel.batch import Batch, make_batch
from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.figure_graph import build_graph
from formaudit.intake.grouping import group_documents
from formaudit.model.submission import Submission
from formaudit.settings import Profile
from tests.checks.telling import verdict_line
from tests.drawn import drawn
from tests.whole import blocks, short, written

TABLE: Final = Path(__file__).with_name("among_peers.txt")
USUAL: Final = {"total": "88", "staff": "9", "operating": "18", "public": "2", "final": "100", "actual": "90"}
ASKED: Final = ("U01", "U02", "U03", "U04", "U05")
_FORMS: Final = """
附件2
2023年度预算单位整体支出绩效评价基础数据表
预算单位名称 | {unit} | < | <
财政供养人员情况 | 编制数 | 2023年实际在职人数 | 控制率
^ | 200 | {staff} |
经费控制情况（万元） | 2022年决算数 | 2023年预算数 | 2023年决算数
三公经费 | | | {public}
公用经费 | | | {operating}

附件3
2023年度预算单位整体支出绩效自评表
预算单位名称 | {unit} | < | < | < | < | <
年度预算申请（万元） | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 自评得分
年度资金总额 | < | | {final} | {actual} | 10 | 9
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 自评得分
产出指标 | 数量指标 | 办结件数 | ≥10件 | 10件 | 90 | 79
总分 | < | < | < | < | 100 | {total}

附件4
2023年度项目支出绩效自评表
项目支出名称 | 档案保护专项 | < | < | < | < | <
主管部门 | 湖滨区委办公室 | < | 实施单位 | {unit} | < | <
项目资金（万元） | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 自评得分
年度资金总额 | < | 11 | 12.6 | 12.5 | 10 | 9
其中：当年财政拨款 | < | 10 | 10.6 | 10.5 | |
"""


def _unit(name: str, told: dict[str, str], problem: str, rows: list[str]) -> str:
    text = _FORMS.format(unit=name, **USUAL | told)
    if problem:
        text += f"\n2023年度{name}单位整体支出绩效自评报告\n一、存在的问题\n{problem}\n二、其他\n无。\n"
    if rows:
        listed = "\n".join(f"{number} | {row}" for number, row in enumerate(rows, 1))
        text = f"附件1\n2023年度湖滨区专项资金绩效自评清单\n序号 | 专项资金名称 | 单位名称 | 备注\n{listed}\n{text}"
    return text


def _call(head: list[str]) -> Iterator[tuple[str, dict[str, str], str, list[str]]]:
    lines = [*head, ""]
    at = 0
    while lines[at]:
        name, _, told = lines[at].partition(":")
        at += 1
        problem, rows = "", list[str]()
        while lines[at][:1] in ("=", "+") and lines[at]:
            problem = lines[at][1:].strip() if lines[at][0] == "=" else problem
            rows += [lines[at][1:].strip()] if lines[at][0] == "+" else []
            at += 1
        given = {key: values.split(",") for key, values in (one.split("=") for one in told.split())}
        many = max((len(values) for values in given.values()), default=1)
        for number in range(many):
            each = {key: values[number % len(values)] for key, values in given.items()}
            yield (f"{name}第{'一二三四五六七八九十'[number]}所" if many > 1 else name), each, problem, rows


def told(head: str) -> list[str]:
    """The lines of a block."""
    texts = [_unit(*one) for one in _call(head.split("\n"))]
    submissions, strangers = group_documents([drawn(text, path=f"{at}.docx") for at, text in enumerate(texts)])
    assert not strangers
    batch = make_batch(submissions)
    first = next(at for at, one in enumerate(submissions) if one.documents[0].source.path == "0.docx")
    said = _said(submissions, first, batch)
    second = next((at for at, one in enumerate(submissions) if one.documents[0].source.path == "1.docx"), None)
    beside = [] if second is None else [f"  2{line}" for line in _said(submissions, second, batch)]
    return [*said, *(line for line in beside if " broken " in line or " undecided " in line)]


def _said(submissions: Sequence[Submission], at: int, batch: Batch) -> list[str]:
    own = submissions[at]
    evidence = Evidence(
        submission=own,
        graph=build_graph(own),
        profile=Profile(complete_batch=True),
        batch=batch,
        position=at,
    )
    return [f"  {verdict_line(one)}" for code in ASKED for one in check_of(code).run(evidence) if one.check == code]


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_what_is_told_of_a_unit_among_others(head: str, lines: list[str]) -> None:
    assert told(head) == lines


if __name__ == "__main__":
    written(TABLE, told)
