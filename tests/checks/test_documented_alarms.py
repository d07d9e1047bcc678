"""The false alarms that the catalogue's description warns of, where no other table has the case."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from formaudit.audit import audit_submission
from formaudit.messages import say
from formaudit.settings import Profile
from tests.checks.cases import Case, Change, breaks, drawn, judge, silent, verdicts

_EXECUTED = "全年执行数为126.5万元，预算执行率为99.92%。"


def _report(old: str, new: str) -> Change:
    return "report", old, new


def _row(text: str) -> Change:
    return "unit", "接待查档总人次 | ≥1200人次 | 1260人次 | 10 | 10", text


def _building(cells: str) -> Change:
    return (
        "base",
        "| 厉行节约保障措施",
        f"| 批复规模(m²) | 实际规模(m²) | 规模控制率 | 预算投资(万元) |\n| {cells} |\n| 厉行节约保障措施",
    )


_SMALL = tuple(
    (form, f"| 100 | {score} |", "| 100 | 100 |") for form, score in (("unit", "99.24"), ("project", "99.42"))
)

CASES: tuple[Case, ...] = (
    silent("C01", "a version of a program", _row("档案系统版本 | 3.2.1版 | 3.2.1版 | 10 | 10")),
    silent("C01", "an address of a network", _row("节点地址配置 | 10.0.12.7 | 10.0.12.7 | 10 | 10")),
    silent("C01", "a telephone number", _row("服务电话 | 0700-0000021 | 0700-0000021 | 10 | 10")),
    silent("T05", "无 in the block for buildings", _building("无 | 无 | 无 | 无")),
    silent("T05", "strokes in the block for buildings", _building("/ | / | / | /")),
    silent("T05", "blanks in the block for buildings", _building(" |  |  | ")),
    silent(
        "T10",
        "no budget and an execution is another check's matter",
        ("transfer", "| 0 | 12 | 12 | 10 | 100%", "| 0 | 0 | 12 | 10 | 100%"),
        ("transfer", "其中：当年财政拨款 | < | < | 0 | 12 | 12", "其中：当年财政拨款 | < | < | 0 | 0 | 12"),
    ),
    silent("T10", "99.92% printed as 100% without decimals", ("unit", "| 99.92% |", "| 100% |")),
    silent(
        "T14",
        "cost as a first level of its own",
        ("unit", "产出指标（50分）", "产出指标（40分）"),
        ("unit", "| ^ | 成本指标 | 支出总成本", "| 成本指标（10分） | 经济成本指标 | 支出总成本"),
    ),
    silent(
        "X02",
        "the box may hold the execution or the budget",
        ("unit", "按支出性质分：126.6", "按支出性质分：126.5"),
        ("unit", "项目支出：24.6", "项目支出：24.5"),
    ),
    silent("X06", "费 behind a name is the same use", _report("数字化加工9.4万元", "数字化加工费9.4万元")),
    silent("X06", "another use that only sounds alike", _report("库房改造3.1万元", "库房修缮设计3.1万元")),
    silent(
        "X07",
        "shares and counts in a sentence are no parts",
        _report("库房改造3.1万元；", "库房改造3.1万元，占24.8%，涉及2处库房；"),
    ),
    silent(
        "X09", "the full year's figure is none", _report(_EXECUTED, f"一般公共预算支出总额为126.6万元，{_EXECUTED}")
    ),
    breaks(
        "X15",
        "one class alone",
        _report("年中追加上级转移支付12万元。", "其中，一般公共服务支出126.5万元，占100%，社会保障支出没有安排。"),
        _report("津贴补贴和社会保险缴费", "津贴补贴、养老保险缴费和住房公积金"),
    ),
    silent(
        "X15",
        "a merged class",
        _report("年中追加上级转移支付12万元。", "其中，一般公共服务和社会保障支出126.5万元，占100%。"),
        _report("津贴补贴和社会保险缴费", "津贴补贴、养老保险缴费和住房公积金"),
    ),
    silent(
        "X10",
        "only money outside the budget is held against the unit's other funds",
        ("project", "其中：当年财政拨款 | < | < | 10 | 10.6 | 10.5", "其中：当年财政拨款 | < | < | 8 | 8.6 | 8.5"),
        ("project", "上年结转资金 | < | < | 2 | 2 | 2", "上年结转资金 | < | < | 4 | 4 | 4"),
    ),
    silent(
        "X18",
        "a table of a fund that is 0 by the text's own word",
        _report("3、项目支出绩效自评表", "3、项目支出绩效自评表\n4、政府性基金预算支出绩效自评表（无此项支出）"),
    ),
    silent(
        "X22",
        "no score in the text is another check's matter",
        _report("整体支出绩效自评得分99.24分，评价等级为“优”，其中预算执行率得分9.99分。", "完成较好。"),
    ),
    silent(
        "S01",
        "full marks from a line that the profile draws",
        ("unit", "| 126.6 | 126.5 | 10 | 99.92% | 9.99 |", "| 126.6 | 121.5 | 10 | 95.97% | 10 |"),
        profile=replace(Profile(), execution_full=Decimal(95)),
    ),
    silent(
        "S05",
        "partly done with half of the points where the profile allows it",
        _row("查档服务规范 | 达到规范 | 部分完成 | 10 | 5"),
        profile=replace(Profile(), qualitative_bands=(Decimal(80), Decimal(50))),
    ),
    silent(
        "S10",
        "the line of the execution may keep its reason in the report",
        ("unit", "| 99.92% | 9.99 |", "| 99.92% | 9 |"),
    ),
    silent("S13", "two full totals of three forms", *_SMALL),
    silent(
        "I11",
        "a goal of the year that takes up a function of many years",
        ("project", "完成馆藏档案数字化加工5万页，改造库房1处。", "承担2023年档案查阅利用和编研出版。"),
    ),
    silent("F04", "a project that is new", ("base", "其中：省拨抢救保护费 | 10 |", "其中：省拨抢救保护费 |  |")),
    silent("F06", "a seal cannot be seen in a text", ("unit", "单位负责人签字：张某某", "单位负责人签字：（盖章）")),
    silent("C04", "several slips would fit: none is chosen", ("unit", "| 100 | 99.24 |", "| 100 | 99.42 |")),
    silent(
        "N07",
        "the same short stock reason twice",
        ("unit", "鉴定人手不足，部分目录未能公开", "人手不足"),
        ("transfer", "一件档案权属待核，未能公布", "人手不足"),
    ),
    silent("X16", "a district abridged", ("transfer", "湖滨区委办公室", "滨区委办公室")),
    silent(
        "X16",
        "an office by its full and its short name",
        ("project", "湖滨区委办公室", "湖滨区教育体育局"),
        ("transfer", "湖滨区委办公室", "区教体局"),
        _report("为湖滨区委办公室所属", "为湖滨区教育体育局所属"),
    ),
    silent(
        "X18",
        "attachments may be files of their own",
        _report("3、项目支出绩效自评表", "3、项目支出绩效自评表（共2份）"),
    ),
    silent("X19", "the list may be absent", without=("list",)),
    silent("S04", "no accident with a target of none", _row("安全事故 | 0起 | 0起 | 10 | 10")),
    silent(
        "S09",
        "numbers of two kinds",
        ("project", "库房温湿度达标率 | ≥95% | 97% | 15 | 15", "库房巡查次数 | ≥95次 | 97次 | 15 | 13"),
    ),
    silent(
        "S12",
        "a budget whose sources make more is no budget to hold against",
        ("project", "| 12 | 12.6 | 12.5 | 10 | 99.21%", "| 12 | 10.6 | 12.5 | 10 | 99.21%"),
    ),
    silent(
        "I08",
        "the note holds the formula",
        ("unit", "开放档案利用率 | ≥80% | 76%", "增强群众档案意识（知晓人数÷受访人数） | ≥95% | 96%"),
    ),
    silent("F08", "an office telephone without a hyphen", ("base", "0700-0000021", "07000000021")),
    silent(
        "N02",
        "growth on the year that the words name",
        _report("年中追加上级转移支付12万元。", "项目支出24.5万元，比2022年的20万元增长22.5%。"),
    ),
    silent(
        "N04",
        "a problem of years past",
        _report("2、查档窗口少，高峰期排队时间长。", "2、前几年服务态度欠佳，已整改到位。"),
        ("project", "≥95% | 90.25% | 10 | 9.5 | 查档窗口少，高峰期排队时间长", "≥95% | 96% | 10 | 10 | "),
    ),
    silent(
        "N05",
        "one measure for two problems",
        _report("1、增配两名鉴定人员，分批公布开放目录。", "增配两名鉴定人员，分批公布开放目录，并增设查档窗口。"),
        _report("2、增设一个查档窗口，推行网上预约。\n", ""),
    ),
    silent(
        "Y04",
        "what grew is transfers notified in the year",
        ("unit", "| 年度资金总额 | < | < | 112 |", "| 年度资金总额 | < | < | 114.6 |"),
        _report("年中追加上级转移支付12万元。", ""),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_documented_false_alarm_stays_silent(case: Case) -> None:
    judge(case)


def test_an_execution_above_a_total_that_its_sources_exceed_is_a_consequence() -> None:
    report = audit_submission(
        drawn((("project", "| 12 | 12.6 | 12.5 | 10 | 99.21%", "| 12 | 10.6 | 12.5 | 10 | 99.21%"),)), Profile(), "zh"
    )
    (cause,) = report.causes
    above = {finding.id for finding in report.findings if finding.check in ("T09", "T12")}
    assert len(above) == 2
    assert above <= set(cause.findings)
    assert cause.repairs[0].restored == "12.6"


def test_transfers_and_other_money_are_told_apart_in_a_large_adjustment() -> None:
    changes = (
        ("unit", "| 年度资金总额 | < | < | 112 |", "| 年度资金总额 | < | < | 80 |"),
        ("report", "年中追加上级转移支付12万元。", ""),
    )
    (verdict,) = [one for one in verdicts(breaks("Y04", "", *changes)) if one.check == "Y04"]
    assert "上级转移支付12万元，其他34.6万元" in say(verdict.message)
