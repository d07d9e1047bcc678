"""The report (自评报告) in two outlines: ten sections of a Hunan district, seven of the central form.

Amounts stand in 万元 whatever the unit of the tables. Every figure of a sentence is marked with its address.
"""

from collections.abc import Iterable
from decimal import Decimal

from corpora.generator.evaluation import total_score
from corpora.generator.layout import Layout
from corpora.generator.scoring import execution_score, plain, rate
from corpora.generator.sheet import Line, Part, Printed, line
from corpora.generator.spec import Indicator, Project, Submission

__all__ = ["report_part"]

_GRADES = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))
_CHANGE_LIMIT = Decimal(10)


def _wan(name: str, value: Decimal) -> Printed:
    return Printed(f"report.{name}", value, "万元", plain(value))


def _percent(name: str, value: Decimal) -> Printed:
    return Printed(f"report.{name}", value, "%", f"{plain(value)}%")


def _count(name: str, value: int, unit: str) -> Printed:
    return Printed(f"report.{name}", Decimal(value), unit, str(value))


def _numbered(texts: Iterable[str]) -> list[Line]:
    return [line(f"{at}、{text}") for at, text in enumerate(texts, 1)]


def _organisation(submission: Submission) -> Line:
    unit, story = submission.unit, submission.story
    return line(
        f"{unit.name}为{unit.department}所属{story.nature}，核定编制",
        _count("authorised_posts", unit.posts, "名"),
        "名，在职人员",
        _count("staff_in_post", unit.staff, "人"),
        "人。内设机构",
        _count("departments", len(unit.departments), "个"),
        f"个：{'、'.join(unit.departments)}。",
        key="report.organisation",
    )


def _overview(submission: Submission) -> list[Line]:
    year, total = submission.year, submission.total
    pieces: list[str | Printed] = [
        f"{year}年年初预算数为",
        _wan("original_budget", total.original_budget),
        "万元，全年预算数为",
        _wan("final_budget", total.final_budget),
        "万元，全年执行数为",
        _wan("actual_amount", total.actual_amount),
        "万元，预算执行率为",
        _percent("execution_rate", rate(total.actual_amount, total.final_budget)),
        "。",
    ]
    moved = rate(abs(total.final_budget - total.original_budget), total.original_budget)
    if moved > _CHANGE_LIMIT:
        pieces.append(submission.story.adjustment_reason)
    lines = [line(*pieces, key="report.overview")]
    general = submission.general_actual
    pieces = [f"{year}年一般公共预算拨款支出", _wan("general", general), "万元，其中："]
    for at, (name, amount) in enumerate(submission.story.classes):
        pieces += ["；" if at else "", name, _wan(f"classes[{name}].amount", amount), "万元，占"]
        pieces.append(_percent(f"classes[{name}].share", rate(amount, general)))
    return [*lines, line(*pieces, "。", key="report.classes")]


def _basic(submission: Submission, number: str) -> Line:
    basic, story = submission.basic, submission.story
    pieces: list[str | Printed] = [
        f"{number}基本支出：{submission.year}年基本支出",
        _wan("basic", basic.actual),
        "万元，其中：人员经费",
        _wan("personnel", basic.personnel),
        f"万元，主要包括{story.personnel_items}；商品和服务支出",
        _wan("goods", basic.operating.actual or Decimal(0)),
        f"万元，主要包括{story.goods_items}",
    ]
    if basic.subsidies:
        pieces += ["；对个人和家庭的补助", _wan("subsidies", basic.subsidies), "万元"]
    return line(*pieces, "。", key="report.basic_sentence")


def _uses(project: Project) -> list[str | Printed]:
    if len(project.uses) == 1 and project.uses[0].name == project.name:
        return []
    pieces: list[str | Printed] = []
    for at, use in enumerate(project.uses):
        pieces += [
            "、" if at else "，用于",
            use.name,
            _wan(f"uses[{use.name}]", use.triple.actual or Decimal(0)),
            "万元",
        ]
    return pieces


def _projects(submission: Submission, number: str) -> Line:
    pieces: list[str | Printed] = [
        f"{number}项目支出：{submission.year}年项目支出",
        _wan("project", submission.project_total.actual_amount),
        "万元，其中：",
    ]
    for at, project in enumerate(submission.projects):
        amount = _wan(f"projects[{project.name}]", project.total.actual_amount)
        pieces += ["；" if at else "", project.name, amount, "万元", *_uses(project)]
    return line(*pieces, "。", key="report.project_sentence")


def _reception(submission: Submission) -> list[Line]:
    """The sentence on 三公经费 with its change against the year before, where both years are known."""
    basic = submission.basic
    triples = (basic.car_purchase, basic.car_upkeep, basic.abroad, basic.reception)
    prior = sum((each.prior_actual or Decimal(0) for each in triples), Decimal(0))
    actual = sum((each.actual or Decimal(0) for each in triples), Decimal(0))
    if prior == 0 or actual >= prior:
        return []
    return [
        line(
            f"{submission.year}年“三公”经费支出",
            _wan("three_public", actual),
            "万元，比上年减少",
            _wan("three_public.drop", prior - actual),
            "万元，下降",
            _percent("three_public.drop_rate", rate(prior - actual, prior)),
            "。",
            key="report.three_public_sentence",
        )
    ]


def _missed(each: Indicator) -> str:
    if each.nature == "qualitative":
        return f"{each.name}（年度指标值{each.target_text}，实际{each.achieved_text}）"
    return f"{each.name}（年度指标值{plain(each.target)}{each.unit}，实际{plain(each.achieved)}{each.unit}）"


def _performance(submission: Submission) -> list[Line]:
    total = submission.total
    score = total_score(total, submission.indicators)
    grade = next(name for bound, name in _GRADES if score >= bound)
    points = execution_score(total.actual_amount, total.final_budget, Decimal(10))
    missed = [_missed(each) for each in submission.indicators if each.score < each.weight]
    lines = [
        line(
            "对照年初绩效目标逐项核对，整体支出绩效自评得分",
            Printed("report.score", score, "分", plain(score)),
            f"分，评价等级为“{grade}”，其中预算执行率得分",
            Printed("report.execution_score", points, "分", plain(points)),
            "分。",
            key="report.score_sentence",
        )
    ]
    lines += [line(f"{goal.actual}") for goal in submission.goals]
    if missed:
        lines.append(line(f"未达到年度指标值的指标有：{'、'.join(missed)}。"))
    return lines


def _fund(submission: Submission) -> Line:
    year, fund = submission.year, submission.government_fund
    if not fund:
        text = f"{year}年政府性基金预算拨款支出为0万元，本单位{year}年度无政府性基金安排的支出。"
        return line(text, key="report.government_fund_sentence")
    return line(
        f"{year}年政府性基金预算拨款支出",
        _wan("government_fund", fund),
        "万元，全部按项目用途使用。",
        key="report.government_fund_sentence",
    )


def _ten(submission: Submission) -> list[Line]:
    story, year = submission.story, submission.year
    head = [
        line("一、单位基本情况", style="heading"),
        line("（一）职能职责"),
        *_numbered(story.duties),
        line("（二）机构设置"),
        _organisation(submission),
        line("二、一般公共预算支出情况", style="heading"),
        *_overview(submission),
        _basic(submission, "（一）"),
        _projects(submission, "（二）"),
        *_reception(submission),
        line("三、政府性基金预算支出情况", style="heading"),
        _fund(submission),
        line("四、国有资本经营预算支出情况", style="heading"),
        line(f"{year}年国有资本经营预算支出为0万元，本单位{year}年度无国有资本经营预算安排的支出。"),
        line("五、社会保险基金预算支出情况", style="heading"),
        line(f"{year}年社会保险基金预算支出为0万元，本单位{year}年度无社会保险基金预算安排的支出。"),
    ]
    tail = [
        line("六、部门整体支出绩效情况", style="heading"),
        *_performance(submission),
        line("七、存在的问题及原因分析", style="heading"),
        *_numbered(story.problems),
        line("八、下一步改进措施", style="heading"),
        *_numbered(story.measures),
        line("九、部门整体支出绩效自评结果拟应用和公开情况", style="heading"),
        line(story.publication),
        line("十、其他需要说明的情况", style="heading"),
        line(story.other),
    ]
    return head + tail


def _seven(submission: Submission) -> list[Line]:
    story = submission.story
    return [
        line("一、部门（单位）概况", style="heading"),
        line("（一）主要职能"),
        *_numbered(story.duties),
        line("（二）机构和人员情况"),
        _organisation(submission),
        line("二、预算安排和执行情况", style="heading"),
        *_overview(submission),
        _basic(submission, "（一）"),
        _projects(submission, "（二）"),
        *_reception(submission),
        _fund(submission),
        line("三、绩效目标完成情况", style="heading"),
        *_performance(submission),
        line("四、存在的主要问题和原因", style="heading"),
        *_numbered(story.problems),
        line("五、下一步改进措施", style="heading"),
        *_numbered(story.measures),
        line("六、绩效自评结果应用和公开情况", style="heading"),
        line(story.publication),
        line("七、其他需要说明的情况", style="heading"),
        line(story.other),
    ]


def report_part(layout: Layout, submission: Submission) -> Part:
    """The report with its title, sections, results and list of attachments."""
    unit = submission.unit
    title = layout.titles["report"].format(year=submission.year, unit=unit.name, district=unit.district)
    body = _ten(submission) if layout.outline == "ten" else _seven(submission)
    attachments = ["单位整体支出绩效评价基础数据表", "单位整体支出绩效自评表", "项目支出绩效自评表"]
    listed = [
        line(f"{'附件：' if at == 1 else ''}{at}、{text}", style="attachment", key=f"report.attachments[{at}]")
        for at, text in enumerate(attachments, 1)
    ]
    closing = [line(unit.name, style="foot"), line(unit.date, style="foot")]
    blocks = [line(title, style="title", key="report.title"), *body, line(""), *listed, line(""), *closing]
    return Part("report", unit.name, [*blocks])
