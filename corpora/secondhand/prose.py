"""Reports in the sentences of several clerks: the same facts, each told in its own way."""

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Final

from corpora.secondhand.facts import Facts, Project, percent, shown
from corpora.secondhand.layouts import LEVEL_NAMES
from corpora.secondhand.page import Block, line

__all__ = ["HANDS", "report"]

_NUMBERS: Final = "零一二三四五六七八九"


def _plain_hand(facts: Facts, project: Project) -> list[tuple[str, str]]:
    total, parts = project.total, project.sources
    named = "、".join(f"{LEVEL_NAMES[level]}{shown(money.final)}万元" for level, money in parts.items())
    return [
        ("sources", f"{facts.year}年，{project.name}项目共安排资金{shown(total.final)}万元，其中{named}。"),
        (
            "paid",
            (
                f"截至{facts.year}年12月31日，项目资金已支付{shown(total.paid)}万元，"
                f"预算执行率{percent(total.paid, total.final)}%，结余{shown(total.final - total.paid)}万元按规定结转。"
            ),
        ),
        ("growth", _growth(facts)),
    ]


def _listing_hand(facts: Facts, project: Project) -> list[tuple[str, str]]:
    total = project.total
    items = "；".join(
        f"{_NUMBERS[at]}是{LEVEL_NAMES[level]}{shown(money.paid)}万元"
        for at, (level, money) in enumerate(project.sources.items(), 1)
    )
    goals = project.goals
    whole = sum((goal.score for goal in goals), Decimal(0)) + project.execution_score
    groups = {
        group: sum((goal.score for goal in goals if goal.group == group), Decimal(0))
        for group in ("产出指标", "效益指标", "满意度指标")
    }
    scored = "，".join(f"{group}得{shown(score)}分" for group, score in groups.items())
    return [
        ("spent", f"项目资金全年支出{shown(total.paid)}万元，按来源分：{items}。"),
        ("scored", f"对照评分标准，预算执行得{shown(project.execution_score)}分，{scored}，合计得分{shown(whole)}分。"),
        ("staff", f"我单位核定编制{facts.posts}名，年末在职{facts.staff}人，空编{facts.posts - facts.staff}名。"),
    ]


def _ledger_hand(facts: Facts, project: Project) -> list[tuple[str, str]]:
    total = project.total
    change = total.final - total.first
    word = "追加" if change > 0 else "调减"
    changed = f"年中{word}{shown(abs(change))}万元，" if change else ""
    return [
        (
            "budget",
            (
                f"该项目年初预算{shown(total.first)}万元，{changed}调整后预算{shown(total.final)}万元，"
                f"实际支出{shown(total.paid)}万元，占调整后预算的{percent(total.paid, total.final)}%。"
            ),
        ),
        (
            "shares",
            f"支出{shown(total.paid)}万元中，"
            + "；".join(
                f"{LEVEL_NAMES[level]}{shown(money.paid)}万元，占{percent(money.paid, total.paid)}%"
                for level, money in project.sources.items()
            )
            + "。",
        ),
        ("growth", _growth(facts)),
    ]


def _growth(facts: Facts) -> str:
    moved = facts.basic.paid - facts.last_year
    word, rate = ("增加", "增长") if moved >= 0 else ("减少", "下降")
    return (
        f"全年基本支出{shown(facts.basic.paid)}万元，比上年{shown(facts.last_year)}万元{word}{shown(abs(moved))}万元，"
        f"{rate}{percent(abs(moved), facts.last_year)}%。"
    )


HANDS: Final[tuple[Callable[[Facts, Project], list[tuple[str, str]]], ...]] = (_plain_hand, _listing_hand, _ledger_hand)


def report(facts: Facts, seed: int) -> tuple[Block, ...]:
    """A report on a project in the sentences of one hand."""
    rng = Random(f"report {seed}")  # noqa: S311 - a seed must give the same report again; nothing is secret
    project = facts.projects[0]
    told = HANDS[seed % len(HANDS)](facts, project)
    lines: list[Block] = [
        line(f"{facts.unit}{facts.year}年度{project.name}项目绩效自评报告", "report.title", heading=True),
        line("一、项目概况", heading=True),
        line(f"{project.name}项目由{facts.unit}组织实施，主要任务是改善设施条件、服务群众。"),
        line("二、资金安排和使用", heading=True),
        *(line(text, f"prose.{name}") for name, text in told),
        line("三、绩效目标完成情况", heading=True),
        line(rng.choice(("各项任务按照实施方案推进，质量符合要求。", "年度任务总体完成较好，达到预期效果。"))),
        line("四、存在的问题及原因", heading=True),
        line("个别点位施工受天气影响进度偏慢，资料归集不够及时。"),
        line("五、改进措施", heading=True),
        line("提前组织实施，加强资料归集，强化资金支付跟踪。"),
        line("六、其他需要说明的情况", heading=True),
        line("无。"),
    ]
    return tuple(lines)
