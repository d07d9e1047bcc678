"""What the checks of scores, indicators and words say of small forms: each rule from below, at and above its bounds.

``small_forms.txt`` has a block for each submission. A line is an indicator: first and second level, name, target,
result, weight, score, reason, note. ``money:`` gives the line of the money in another way, ``rule:`` a line below it,
``total:`` the last line (it adds up where none is given), ``form:`` begins another form, of a project of that name, ``levels:`` gives the points behind
a first level, and what stands behind ``>`` is a line of the report. Then comes all that those checks say and each score
beside its rules. Running this module writes the file anew.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from formaudit.checks.catalogue import CHECKS
from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.scores.recomputed import score_rows
from formaudit.graph.figure_graph import build_graph
from formaudit.intake.grouping import group_documents
from formaudit.model.verdict import Outcome
from formaudit.settings import Profile
from tests.checks.telling import row_line, verdict_line
from tests.drawn import drawn
from tests.whole import NOTHING, blocks, short, written

TABLE: Final = Path(__file__).with_name("small_forms.txt")
USUAL: Final = "100 | 100 | 95 | 10 | 95% | 9.5"
COLUMNS: Final = 9
_WHOLE: Final = """附件3
2023年度部门整体支出绩效自评表
单位名称 | 青禾县林业局 | < | < | < | < | < | < | <
"""
_PROJECT: Final = """附件4
2023年度项目支出绩效自评表
项目名称 | {name} | < | < | < | < | < | < | <
实施单位 | 青禾县林业局 | < | < | < | < | < | < | <
"""
_BODY: Final = """ | < | < | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
年度资金总额 | < | < | {money}{rule}
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 | 备注
{rows}
总分 | < | < | < | < | {total} | |
"""


def _form(name: str, lines: list[str]) -> str:
    told = {
        key: value.strip() for key, mark, value in (line.partition(":") for line in lines) if mark and key.isascii()
    }
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if not line.partition(":")[0].isascii()]
    rows = [[*row, *[""] * (COLUMNS - len(row))] for row in rows]
    money = told.get("money", USUAL)
    points = [cell.strip() for cell in money.split("|")]
    pairs = [*((row[5], row[6]) for row in rows), (points[3], points[5])]
    sums = (sum((_number(pair[side]) for pair in pairs), Decimal(0)) for side in (0, 1))
    total = told.get("total", " | ".join(f"{one:f}" for one in sums))
    head = _PROJECT.format(name=name) if name else _WHOLE
    rule = f"\n得分说明 | < | < | {told['rule']} | < | < | < | < | <" if "rule" in told else ""
    return head + _BODY.format(money=money, rule=rule, rows="\n".join(map(" | ".join, rows)), total=total)


def _number(text: str) -> Decimal:
    return Decimal(text) if text.replace(".", "").isdigit() else Decimal(0)


def _forms(head: str) -> Iterator[str]:
    lines = head.split("\n")
    report = [line.removeprefix(">").strip() for line in lines if line.startswith(">")]
    name, own = "", list[str]()
    for line in [*(one for one in lines if not one.startswith(">")), "form:"]:
        if line.startswith("form:"):
            if own:
                yield _form(name, own)
            name, own = line.removeprefix("form:").strip(), []
        else:
            own.append(line)
    if report:
        yield "\n".join(["2023年度青禾县林业局整体支出绩效自评报告", "一、绩效情况", *report, "二、其他", "无。"])


def told(head: str) -> list[str]:
    """The lines of a block."""
    (submission,), _ = group_documents([drawn(text, path=f"{at}.docx") for at, text in enumerate(_forms(head))])
    evidence = Evidence(submission=submission, graph=build_graph(submission), profile=Profile())
    said = [
        verdict
        for check in CHECKS
        for verdict in check.run(evidence)
        if check.code[0] in "SI" or verdict.outcome in (Outcome.BROKEN, Outcome.UNDECIDED)
    ]
    lines = [verdict_line(one) for one in said if one.outcome is not Outcome.NOT_APPLICABLE]
    return [f"  {line}" for line in dict.fromkeys([*lines, *map(row_line, score_rows(evidence))])] or [NOTHING]


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_what_is_told_of_a_small_form(head: str, lines: list[str]) -> None:
    assert told(head) == lines


if __name__ == "__main__":
    written(TABLE, told)
