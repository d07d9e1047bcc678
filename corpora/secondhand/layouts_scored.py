"""Forms with points: codes before names, the result in the head, points in headings, a whole unit."""

from decimal import Decimal

from corpora.secondhand.facts import Facts, Project, percent, shown
from corpora.secondhand.layouts import LEVEL_NAMES, goal_rows, marked_goal, wanted
from corpora.secondhand.page import Block, Box, Table, box, line

__all__ = ["coded", "in_headings", "whole_unit"]


def _points(project: Project, group: str) -> Decimal:
    return sum((goal.points for goal in project.goals if goal.group == group), Decimal(0))


def coded(facts: Facts, project: Project) -> tuple[Block, ...]:
    """Names with codes before them, the score in the head, money with points of its own, 参考分值 and 得分."""
    total = project.total
    rows: list[tuple[Box, ...]] = [
        (
            box("项目名称", across=2),
            box(project.name, "project", across=3),
            box("自评得分"),
            box(shown(project.score), "grand", across=2),
        ),
        (
            box("主管部门", across=2),
            box(f"{facts.code[:3]}-{facts.unit}", "department", across=3),
            box("实施单位"),
            box(f"{facts.code}-{facts.unit}", "unit", across=2),
        ),
        (
            box("项目资金（万元）", across=2, down=len(project.sources) + 2),
            box(""),
            box("年初预算数"),
            box("调整预算数（A）"),
            box("全年执行数（B）"),
            box("执行率（B/A）"),
            box("得分"),
        ),
        (
            box("年度资金总额"),
            box(shown(total.first), "total.first"),
            box(shown(total.final), "total.final"),
            box(shown(total.paid), "total.paid"),
            box(f"{percent(total.paid, total.final)}%", "total.rate"),
            box(shown(project.execution_score), "execution.score"),
        ),
    ]
    rows += [
        (
            box(("其中：" if at == 0 else "") + LEVEL_NAMES[level]),
            box(shown(money.first), f"{level}.first"),
            box(shown(money.final), f"{level}.final"),
            box(shown(money.paid), f"{level}.paid"),
            box("—"),
            box("—"),
        )
        for at, (level, money) in enumerate(project.sources.items())
    ]
    rows.append(
        tuple(
            box(each)
            for each in (
                "一级指标",
                "二级指标",
                "三级指标",
                "参考分值",
                "年度指标值",
                "实际完成值",
                "得分",
                "未完成原因分析及改进措施",
            )
        )
    )
    heading = {
        group: f"{group}（{shown(_points(project, group))}分）" for group in ("产出指标", "效益指标", "满意度指标")
    }
    right = [
        [
            box(shown(goal.points), f"points.{at}"),
            box(wanted(goal)),
            marked_goal(at, goal),
            box(shown(goal.score), f"score.{at}"),
            box(goal.reason),
        ]
        for at, goal in enumerate(project.goals)
    ]
    rows += goal_rows(project.goals, right, heading=heading)
    return (
        line(f"{facts.county}项目支出绩效自评表", "title", heading=True),
        line(f"（{facts.year}年度）", "year"),
        Table(tuple(rows)),
    )


def in_headings(facts: Facts, project: Project) -> tuple[Block, ...]:
    """Points in headings and beside every row, carrying out the budget as a row of its own, the total below."""
    total = project.total
    rows: list[tuple[Box, ...]] = [
        (box("项目名称"), box(project.name, "project", across=2), box("填报单位"), box(facts.unit, "unit", across=3)),
        (
            box("预算资金（万元）", down=3),
            box(""),
            box("年度预算数"),
            box("实际支出数"),
            box("执行率"),
            box("执行率权重"),
            box("执行率得分"),
        ),
        (
            box("总额"),
            box(shown(total.final), "total.final"),
            box(shown(total.paid), "total.paid"),
            box(f"{percent(total.paid, total.final)}%", "total.rate"),
            box(shown(project.execution), "execution.points"),
            box(shown(project.execution_score), "execution.score"),
        ),
        (
            box("其中：财政资金"),
            box(shown(total.final), "fiscal.final"),
            box(shown(total.paid), "fiscal.paid"),
            box("/"),
            box("/"),
            box("/"),
        ),
        tuple(box(each) for each in ("一级指标", "二级指标", "三级指标", "目标值", "完成值", "权重占比", "自评得分")),
    ]
    heading = {
        group: f"{group}（{shown(_points(project, group))}分）" for group in ("产出指标", "效益指标", "满意度指标")
    }
    right = [
        [
            box(wanted(goal)),
            marked_goal(at, goal),
            box(shown(goal.points), f"points.{at}"),
            box(shown(goal.score), f"score.{at}"),
        ]
        for at, goal in enumerate(project.goals)
    ]
    rows += goal_rows(project.goals, right, heading=heading)
    rows.append((box("总分", across=5), box("100", "grand.points"), box(shown(project.score), "grand")))
    lost = [goal for goal in project.goals if goal.reason]
    notes = [line(f"未完成原因：{goal.name}：{goal.reason}") for goal in lost]
    return (
        line("财政支出项目绩效自评表", "title", heading=True),
        line(f"（{facts.year}年度）", "year"),
        Table(tuple(rows)),
        *notes,
    )


def whole_unit(facts: Facts) -> tuple[Block, ...]:
    """A unit with all its money: 执行率权重 and 执行率得分 in the row of money, coefficients, 自评总分 in the head."""
    project = facts.projects[0]
    money = facts.basic
    for each in facts.projects:
        money += each.total
    given = min(project.execution, (money.paid / money.final * project.execution).quantize(Decimal("0.01")))
    grand = given + sum((goal.score for goal in project.goals), Decimal(0))
    rows: list[tuple[Box, ...]] = [
        (
            box("部门（单位）名称"),
            box(facts.unit, "unit", across=4),
            box("自评总分（分）", across=2),
            box(shown(grand), "grand"),
        ),
        (
            box("部门预算执行情况（万元）", down=2),
            box("年初预算数"),
            box("全年（调整）预算数", across=2),
            box("全年执行数"),
            box("执行率（%）"),
            box("执行率权重"),
            box("执行率得分（分）"),
        ),
        (
            box(shown(money.first), "total.first"),
            box(shown(money.final), "total.final", across=2),
            box(shown(money.paid), "total.paid"),
            box(f"{percent(money.paid, money.final)}%", "total.rate"),
            box(shown(project.execution), "execution.points"),
            box(shown(given), "execution.score"),
        ),
        tuple(
            box(each)
            for each in (
                "指标名称",
                "计量单位",
                "指标性质",
                "年初指标值",
                "全年完成值",
                "得分系数（%）",
                "指标权重（分）",
                "指标得分（分）",
            )
        ),
    ]
    rows += [
        (
            box(goal.name, f"goal.{at}"),
            box(goal.unit),
            box("≥"),
            box(shown(goal.target)),
            box(shown(goal.reached), f"reached.{at}"),
            box(f"{percent(goal.score, goal.points)}%", f"share.{at}"),
            box(shown(goal.points), f"points.{at}"),
            box(shown(goal.score), f"score.{at}"),
        )
        for at, goal in enumerate(project.goals)
    ]
    notes = [line(f"说明：{goal.name}未达到年初指标值，原因是{goal.reason}") for goal in project.goals if goal.reason]
    return (
        line("部门整体绩效自评表", "title", heading=True),
        line(f"（{facts.year}年度）", "year"),
        Table(tuple(rows)),
        *notes,
    )
