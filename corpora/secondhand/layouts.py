"""Forms without columns of points: transfers, levels of government in columns, old forms, lists."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from corpora.secondhand.facts import Facts, Goal, Money, Project, percent, shown
from corpora.secondhand.page import Block, Box, Table, box, line

__all__ = ["by_level", "goal_rows", "listed", "marked_goal", "old_fashioned", "transfer", "wanted"]

LEVEL_NAMES: Final = {"central": "中央补助", "provincial": "省级资金", "city": "市级资金", "county": "县级资金"}
_SHORT_NAMES: Final = {"central": "中央", "provincial": "省级", "city": "市级", "county": "县级"}
_AIM: Final = "按照实施方案组织落实，保障设施正常运行，服务群众生产生活。"
_DONE: Final = "实施方案所列内容已组织落实，设施运行正常，群众反映较好。"


def wanted(goal: Goal) -> str:
    """A target with its sign and unit."""
    return f"≥{shown(goal.target)}{goal.unit}"


def marked_goal(at: int, goal: Goal) -> Box:
    """What was reached."""
    return box(f"{shown(goal.reached)}{goal.unit}", f"reached.{at}")


def goal_rows(
    goals: Sequence[Goal], right: list[list[Box]], *, heading: dict[str, str], lead: int = 0
) -> list[tuple[Box, ...]]:
    """Rows of indicators with their levels merged over the rows; ``right`` are the cells behind the name of each."""
    rows: list[tuple[Box, ...]] = []
    for at, goal in enumerate(goals):
        cells: list[Box] = []
        if lead and at == 0:
            cells.append(box("绩效指标", down=len(goals)))
        if at == 0 or goals[at - 1].group != goal.group:
            cells.append(
                box(heading[goal.group], f"group.{goal.group}", down=sum(one.group == goal.group for one in goals))
            )
        if at == 0 or goals[at - 1].level != goal.level:
            cells.append(box(goal.level, down=sum(one.level == goal.level for one in goals)))
        rows.append((*cells, box(goal.name, f"goal.{at}"), *right[at]))
    return rows


def transfer(facts: Facts, project: Project) -> tuple[Block, ...]:
    """A transfer from above: sources by level of government, targets and results, no points."""
    total = project.total
    rows: list[tuple[Box, ...]] = [
        (box("转移支付（项目）名称", across=2), box(project.name, "project", across=4)),
        (
            box("地方主管部门", across=2),
            box(facts.unit, "unit", across=2),
            box("资金使用单位"),
            box(facts.unit, "unit2"),
        ),
        (
            box("资金投入情况（万元）", down=len(project.sources) + 2),
            box("", across=2),
            box("全年预算数（A）"),
            box("全年执行数（B）"),
            box("预算执行率（B/A×100%）"),
        ),
        _money_row("年度资金总额", total, "total"),
    ]
    rows += [
        _money_row(("其中：" if at == 0 else "") + LEVEL_NAMES[level], money, level)
        for at, (level, money) in enumerate(project.sources.items())
    ]
    rows += [
        (box("总体目标完成情况", down=2), box("总体目标", across=2), box("全年实际完成情况", across=3)),
        (box(_AIM, across=2), box(_DONE, across=3)),
        tuple(
            box(each)
            for each in ("一级指标", "二级指标", "三级指标", "指标值", "全年实际完成值", "未完成原因和改进措施")
        ),
    ]
    right = [[box(wanted(goal)), marked_goal(at, goal), box(goal.reason)] for at, goal in enumerate(project.goals)]
    rows += goal_rows(project.goals, right, heading={goal.group: goal.group for goal in project.goals})
    return (
        line(f"{project.name}转移支付绩效自评表", "title", heading=True),
        line(f"（{facts.year}年度）", "year"),
        Table(tuple(rows)),
    )


def _money_row(label: str, money: Money, key: str) -> tuple[Box, ...]:
    return (
        box(label, across=2),
        box(shown(money.final), f"{key}.final"),
        box(shown(money.paid), f"{key}.paid"),
        box(f"{percent(money.paid, money.final)}%", f"{key}.rate"),
    )


def by_level(facts: Facts, project: Project) -> tuple[Block, ...]:
    """Levels of government in columns with their total, the steps of the year in rows."""
    levels = list(project.sources)
    steps = (("预算安排", "final"), ("实际到位", "came"), ("实际支出", "paid"))
    total = project.total
    rows: list[tuple[Box, ...]] = [
        (box("项目名称"), box(project.name, "project", across=len(levels) + 1)),
        (box("项目单位"), box(facts.unit, "unit", across=len(levels) + 1)),
        (box("资金（万元）"), box("合计"), *(box(_SHORT_NAMES[level]) for level in levels)),
    ]
    rows += [
        (
            box(label),
            box(shown(getattr(total, step)), f"total.{step}"),
            *(box(shown(getattr(project.sources[level], step)), f"{level}.{step}") for level in levels),
        )
        for label, step in steps
    ]
    return (line("项目资金投入和使用情况表", heading=True), Table(tuple(rows)))


def old_fashioned(facts: Facts, project: Project) -> tuple[Block, ...]:
    """A form of older years: description, staff, money as planned, received, paid and left over."""
    total = project.total
    left = {level: money.came - money.paid for level, money in project.sources.items()}
    rows: list[tuple[Box, ...]] = [
        (box("一、项目基本概况", across=5),),
        (box("项目名称"), box(project.name, "project", across=2), box("项目单位"), box(facts.unit, "unit")),
        (box("人员编制"), box(facts.posts, across=2), box("实有人数"), box(facts.staff)),
        (box("二、项目资金使用情况（万元）", across=5),),
        (box("资金来源"), box("计划安排"), box("实际到位"), box("实际支出"), box("结余")),
    ]
    rows += [
        (
            box(LEVEL_NAMES[level]),
            box(shown(money.final), f"{level}.final"),
            box(shown(money.came), f"{level}.came"),
            box(shown(money.paid), f"{level}.paid"),
            box(shown(left[level]), f"{level}.left"),
        )
        for level, money in project.sources.items()
    ]
    rows.append(
        (
            box("合计"),
            box(shown(total.final), "total.final"),
            box(shown(total.came), "total.came"),
            box(shown(total.paid), "total.paid"),
            box(shown(sum(left.values(), Decimal(0))), "total.left"),
        )
    )
    rows += [
        (box("三、绩效指标完成情况", across=5),),
        (box("一级指标"), box("二级指标"), box("三级指标"), box("计划指标值"), box("实际完成值")),
    ]
    right = [[box(wanted(goal)), marked_goal(at, goal)] for at, goal in enumerate(project.goals)]
    rows += goal_rows(project.goals, right, heading={goal.group: goal.group for goal in project.goals})
    return (
        line("项目支出绩效自评报告表", "title", heading=True),
        line(f"（{facts.year}年度）", "year"),
        Table(tuple(rows)),
    )


def listed(facts: Facts) -> tuple[Block, ...]:
    """The projects of a unit with their budgets and spending, and a total."""
    head = tuple(box(each) for each in ("序号", "项目名称", "预算数（万元）", "支出数（万元）", "执行率"))
    rows = [head]
    first, *others = [project.total for project in facts.projects]
    total = first
    for at, project in enumerate(facts.projects):
        money = project.total
        rows.append(
            (
                box(at + 1),
                box(project.name),
                box(shown(money.final), f"list.{at}.final"),
                box(shown(money.paid), f"list.{at}.paid"),
                box(f"{percent(money.paid, money.final)}%", f"list.{at}.rate"),
            )
        )
    for each in others:
        total += each
    rows.append(
        (
            box("合计", across=2),
            box(shown(total.final), "list.total.final"),
            box(shown(total.paid), "list.total.paid"),
            box(f"{percent(total.paid, total.final)}%", "list.total.rate"),
        )
    )
    return (line(f"{facts.unit}{facts.year}年度项目支出情况表", heading=True), Table(tuple(rows)))
