"""N: what the report says by itself."""

import pytest

from formaudit.audit import audit_submission
from formaudit.model.verdict import Severity
from formaudit.settings import Profile
from tests.checks.cases import Case, breaks, drawn, holds, judge, silent

_REPORT_RESULTS = (
    (
        "report",
        "对照年初绩效目标逐项核对，整体支出绩效自评得分99.24分，评价等级为“优”，其中预算执行率得分9.99分。",
        "严格落实绩效管理有关规定，规范资金管理。",
    ),
    ("report", "全年数字化加工5.2万页，修复破损档案310卷。", "完善评价体系，提高资金使用效益。"),
    ("report", "全年执行数为126.5万元，预算执行率为99.92%。", "全年执行数为126.5万元。"),
)


def _report(old: str, new: str) -> tuple[str, str, str]:
    return "report", old, new


CASES: tuple[Case, ...] = (
    breaks(
        "N01", "an amount that no table prints", _report("年中追加上级转移支付12万元。", "另有设备捐赠折价3.75万元。")
    ),
    holds("N01", "every amount is in a table"),
    silent(
        "N01",
        "years and numbers of documents are no amounts",
        _report("年中追加上级转移支付12万元。", "按财预〔2020〕10号文件执行。"),
    ),
    silent(
        "N02",
        "a rate beside amounts of another thing",
        _report("年中追加上级转移支付12万元。", "林地面积145.29万公顷，森林面积133.14万公顷，森林覆盖率69.83%。"),
    ),
    breaks(
        "X07",
        "a total behind a row of periods goes by the name of the last",
        _report("年中追加上级转移支付12万元。", "第一期整理档案1,240卷，第二期整理档案980卷，累计2,230卷。"),
    ),
    breaks(
        "X07",
        "a time beside a serial number",
        _report("年中追加上级转移支付12万元。", "第二批档案公示期为6月3日至6月10日，共9天。"),
    ),
    breaks("N02", "126.5 of 126.6 are not 95%", _report("预算执行率为99.92%", "预算执行率为95%")),
    holds("N02", "the rate follows from its amounts"),
    breaks("N03", "four divisions announced, three listed", _report("内设机构3个", "内设机构4个")),
    holds("N03", "three announced and listed"),
    silent(
        "N03",
        "等 leaves the list open",
        _report("内设机构3个：综合股、保管股、利用股", "内设机构4个，包括综合股、保管股、利用股等"),
    ),
    breaks(
        "N04",
        "a problem with service while satisfaction is full",
        _report("2、查档窗口少，高峰期排队时间长。", "2、服务态度还需改进，有的群众等候过久。"),
        ("project", "≥95% | 90.25% | 10 | 9.5 | 查档窗口少，高峰期排队时间长", "≥95% | 96% | 10 | 10 | "),
    ),
    holds(
        "N04",
        "points were lost on it",
        _report("2、查档窗口少，高峰期排队时间长。", "2、服务态度还需改进，有的群众等候过久。"),
    ),
    silent("N04", "a problem of no indicator"),
    breaks(
        "N05",
        "a problem without a measure",
        _report("2、查档窗口少，高峰期排队时间长。", "2、消防器材老化，存在隐患。"),
        _report("1、增配两名鉴定人员，分批公布开放目录。", "增配两名鉴定人员，分批公布开放目录。"),
        _report("2、增设一个查档窗口，推行网上预约。\n", ""),
    ),
    breaks(
        "N05",
        "a problem of four characters",
        _report("2、查档窗口少，高峰期排队时间长。", "2、电梯老旧。"),
        _report("1、增配两名鉴定人员，分批公布开放目录。", "增配两名鉴定人员，分批公布开放目录。"),
        _report("2、增设一个查档窗口，推行网上预约。\n", ""),
    ),
    holds("N05", "a measure for each"),
    silent(
        "N05",
        "as many measures as problems",
        _report("2、查档窗口少，高峰期排队时间长。", "2、消防器材老化，存在隐患。"),
    ),
    silent(
        "N05",
        "the problem's own sentence promises a remedy",
        _report("2、查档窗口少，高峰期排队时间长。", "2、消防器材老化，明年将全部更换。"),
        _report("2、增设一个查档窗口，推行网上预约。\n", ""),
    ),
    breaks("N06", "no result at all", *_REPORT_RESULTS),
    holds("N06", "score and values"),
    holds("N06", "results in another section", *_REPORT_RESULTS[:2]),
    breaks(
        "N07",
        "a plan and no cause",
        ("unit", "鉴定人手不足，部分目录未能公开", "下一步将继续推进目录开放，进一步做好鉴定"),
    ),
    breaks(
        "N07",
        "copied from the measures",
        ("unit", "鉴定人手不足，部分目录未能公开", "增配两名鉴定人员，分批公布开放目录"),
    ),
    holds("N07", "reasons state a cause"),
    silent("N07", "a short stock reason", ("unit", "鉴定人手不足，部分目录未能公开", "将继续努力")),
    breaks(
        "N08",
        "another unit is introduced",
        _report("湖滨区档案馆为湖滨区委办公室所属", "湖滨区图书馆为湖滨区委办公室所属"),
        severity=Severity.MINOR,
    ),
    breaks("N08", "another kind of body speaks", _report("修复破损档案310卷。", "我校修复破损档案310卷。")),
    breaks(
        "N08",
        "the year's own amounts under another year",
        _report(
            "2023年政府性基金预算拨款支出为0万元，本单位2023年度无",
            "2021年政府性基金预算拨款支出为0万元，本单位2021年度无",
        ),
    ),
    holds("N08", "all words are the unit's own"),
    silent(
        "N08",
        "last year in a comparison",
        _report("年中追加上级转移支付12万元。", "2022年项目支出20万元，同比增加4.5万元。"),
    ),
    silent(
        "N08",
        "partners and superior bodies",
        _report("修复破损档案310卷。", "与湖滨区图书馆联合修复破损档案310卷，省档案局予以指导。"),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_check_says_of_the_drawn_forms_what_it_should(case: Case) -> None:
    judge(case)


def test_an_amount_without_its_cell_is_no_tick() -> None:
    submission = drawn((("report", "年中追加上级转移支付12万元。", "会议费比上年减少0.35万元。"),))
    report = audit_submission(submission, Profile(), "zh")
    ticks = [tick for tick in report.ticks if any(figure.raw == "0.35万元" for figure in tick.figures)]
    assert ticks == []
