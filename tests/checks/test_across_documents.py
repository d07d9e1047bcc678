"""X: the same fact in several documents."""

import pytest

from formaudit.audit import audit_submissions
from formaudit.intake.gather import gather
from formaudit.model.verdict import Severity
from formaudit.profiles.read import read_profile
from tests.checks.cases import Case, breaks, holds, judge, silent, undecided
from tests.corpus import CORPORA

_NO_PROJECTS = ("project", "transfer")
_TWICE = (
    ("project", "扫描档案页数 | ≥50000页 | 52000页", "抢救破损档案卷数 | ≥300卷 | 310卷"),
    ("unit", "接待查档总人次 | ≥1200人次 | 1260人次", "抢救破损档案卷数 | ≥300卷 | 310卷"),
)


def _item(heading: str, now: str, base: str) -> tuple[str, str, str]:
    """An item of the text: the amount in its heading, and the two between which its sentence tells a change."""
    item = f"3.“纸质档案修复（项）”{heading}万元，主要用于修复。2022年预算执行数为{base}万元，2023年预算安排{now}万元，比2022年预算执行数增加1.19%。"
    return ("report", "三、政府性基金预算支出情况", f"{item}\n三、政府性基金预算支出情况")


CASES: tuple[Case, ...] = (
    breaks("X01", "the report counts one more", ("report", "在职人员9人", "在职人员10人")),
    holds("X01", "staff agree"),
    silent("X01", "the retired are not in post", ("report", "在职人员9人", "退休人员4人")),
    breaks(
        "X02",
        "the report has another project expenditure",
        ("report", "2023年项目支出24.5万元", "2023年项目支出25.5万元"),
    ),
    breaks(
        "X02",
        "annex 2 is not the sum of the forms",
        ("base", "| 项目支出： | 20 | 12 | 24.5 |", "| 项目支出： | 20 | 12 | 34.5 |"),
    ),
    holds("X02", "the chain agrees"),
    silent("X02", "forms for small projects may be missing", without=("transfer",)),
    breaks(
        "X03", "project budgets differ", ("base", "| 项目支出： | 20 | 12 | 24.5 |", "| 项目支出： | 20 | 18 | 24.5 |")
    ),
    holds("X03", "opening budgets agree"),
    holds(
        "X03",
        "annex 2 may hold the full-year budget",
        ("base", "| 项目支出： | 20 | 12 | 24.5 |", "| 项目支出： | 20 | 24.6 | 24.5 |"),
    ),
    breaks(
        "X04",
        "a project's budget is missing in the unit's",
        ("transfer", "| 0 | 12 | 12 | 10 | 100%", "| 0 | 15 | 12 | 10 | 80%"),
    ),
    holds("X04", "basic and projects make the whole"),
    silent("X04", "needs every project's form", without=("transfer",)),
    breaks("X05", "a project with money has no form", without=("transfer",)),
    breaks(
        "X05",
        "annex 2 and the form print other amounts",
        ("base", "上级转移支付（一个专项一行） | 10 | 0 | 12 |", "上级转移支付（一个专项一行） | 10 | 0 | 14 |"),
    ),
    holds("X05", "each project has its form"),
    silent("X05", "rows without money need none"),
    breaks("X06", "the text prints the budget of a use", ("report", "数字化加工9.4万元", "数字化加工9万元")),
    breaks("X06", "an item's heading and its sentence name two amounts", _item("350.35", "352.67", "348.52")),
    holds("X06", "the heading is the amount that changed", _item("352.67", "352.67", "348.52")),
    silent(
        "X06",
        "what the amount fell by is no second amount of its item",
        (
            "report",
            "三、政府性基金预算支出情况",
            "3.一般公共预算支出累计完成10,640万元，完成预算数25,600万元的41.56%，比上年减支920万元，下降7.96%。\n三、政府性基金预算支出情况",
        ),
    ),
    holds("X06", "the heading is the amount it changed from", _item("348.52", "352.67", "348.52")),
    holds("X06", "uses agree"),
    breaks("X07", "the uses do not make the fund", ("report", "库房改造3.1万元", "库房改造5.1万元")),
    holds("X07", "the sentence adds up"),
    breaks(
        "X07",
        "the parts of a goal do not make it",
        ("project", "改造库房1处。", "修复档案360卷，其中甲类210卷、乙类180卷。"),
    ),
    holds(
        "X07",
        "the parts of a result make it",
        ("project", "库房改造10月20日竣工。", "修复档案390卷，其中甲类210卷、乙类180卷。"),
    ),
    breaks(
        "X07",
        "what is left does not follow from what was due and paid",
        ("report", "年中追加上级转移支付12万元。", "设备合同价46.3万元，已支付31.8万元，尚需支付15.4万元。"),
    ),
    breaks(
        "X07",
        "a gap that no slip explains is told mildly",
        ("report", "年中追加上级转移支付12万元。", "设备合同价46.3万元，已支付31.8万元，尚需支付17.2万元。"),
        severity=Severity.MINOR,
    ),
    undecided(
        "X07",
        "two amounts may be what the parts make up, and they make up neither",
        (
            "report",
            "年中追加上级转移支付12万元。",
            "年初下达84万元，年中下达65万元。其中甲项目30万元，乙项目22万元，丙项目19.5万元，全部用于改造。",
        ),
    ),
    silent(
        "X07", "主要包括 without amounts is no sum", ("report", "主要包括办公费、水电费和差旅费", "主要包括办公费等")
    ),
    breaks(
        "X08", "goods and services differ from annex 2", ("report", "商品和服务支出19.5万元", "商品和服务支出16.5万元")
    ),
    holds("X08", "goods and services agree"),
    breaks("X09", "a budget of no stage", ("report", "全年执行数为126.5万元", "一般公共预算支出总额为140.7万元")),
    holds("X09", "a budget that equals one of the stages"),
    breaks(
        "X10",
        "other funds of a project are not in the unit's form",
        ("project", "| 其他资金 | < | < | 0 | 0 | 0 |", "| 其他资金 | < | < | 0 | 3 | 3 |"),
    ),
    holds(
        "X10",
        "other funds stand in both",
        ("project", "| 其他资金 | < | < | 0 | 0 | 0 |", "| 其他资金 | < | < | 0 | 3 | 3 |"),
        ("unit", "其他资金：0", "其他资金：3"),
    ),
    breaks(
        "X11",
        "the adjustment does not follow",
        ("base", "| 部门基本支出预算调整 | 0 | 0 | 2 |", "| 部门基本支出预算调整 | 0 | 0 | 0 |"),
    ),
    holds("X11", "the adjustment follows"),
    undecided("X11", "needs every project's form", without=("transfer",)),
    breaks("X12", "the text says none, the box prints money", ("unit", "政府性基金拨款：0", "政府性基金拨款：8")),
    holds("X12", "none in both"),
    holds("X12", "a blank is nothing here", ("unit", "政府性基金拨款：0", "政府性基金拨款：")),
    breaks(
        "X13",
        "an item that was spent on has 0 in annex 2",
        ("report", "主要包括办公费、水电费和差旅费", "主要包括办公费、因公出国（境）费"),
    ),
    holds("X13", "an item with money", ("report", "主要包括办公费、水电费和差旅费", "主要包括办公费、公务接待费")),
    breaks(
        "X14",
        "more was bought than there was money",
        ("base", "| 政府采购金额 | 15 | 18 | 17.2 |", "| 政府采购金额 | 15 | 18 | 97.2 |"),
    ),
    breaks(
        "X14",
        "a budget that the year's money would cover is a note",
        ("base", "| 政府采购金额 | 15 | 18 | 17.2 |", "| 政府采购金额 | 15 | 40 | 17.2 |"),
        severity=Severity.NOTE,
    ),
    holds("X14", "within the money"),
    silent(
        "X14",
        "projects left blank are unknown",
        ("base", "| 政府采购金额 | 15 | 18 | 17.2 |", "| 政府采购金额 | 15 | 18 | 22 |"),
        ("base", "| 项目支出： | 20 | 12 | 24.5 |", "| 项目支出： | 20 | 12 |  |"),
    ),
    breaks(
        "X15",
        "one class takes all while insurance is paid",
        ("report", "年中追加上级转移支付12万元。", "其中，一般公共服务支出126.5万元，占100%。"),
        ("report", "津贴补贴和社会保险缴费", "津贴补贴、养老保险缴费和住房公积金"),
    ),
    silent("X15", "no class takes all"),
    silent(
        "X15",
        "no insurance is named",
        ("report", "年中追加上级转移支付12万元。", "其中，一般公共服务支出126.5万元，占100%。"),
        ("report", "津贴补贴和社会保险缴费", "津贴补贴"),
    ),
    breaks("X16", "another department stands over a project", ("transfer", "湖滨区委办公室", "湖滨区教育体育局")),
    holds("X16", "names agree"),
    holds(
        "X16",
        "a name without its district is an alias",
        ("unit", "| 预算单位名称 | 湖滨区档案馆", "| 预算单位名称 | 澄湖市湖滨区档案馆"),
    ),
    holds("X16", "an abridged name is an alias", ("transfer", "湖滨区委办公室", "区委办")),
    breaks(
        "X17",
        "a title of another year",
        ("transfer", "2023年度项目支出绩效自评表", "2022年度项目支出绩效自评表"),
        together=True,
    ),
    breaks("X17", "a day that does not exist", ("base", "2024.4.18", "2024.4.31")),
    breaks("X17", "filled in before the year was over", ("base", "2024.4.18", "2023.4.18")),
    holds("X17", "years agree and dates are possible"),
    holds(
        "X17",
        "other days and other people are legitimate",
        (
            "base",
            "李某 联系电话：0700-0000021 填报日期：2024.4.18",
            "赵某 联系电话：0700-0000022 填报日期：2024年4月22日",
        ),
    ),
    breaks(
        "X18",
        "an attachment that is not there",
        ("report", "3、项目支出绩效自评表", "3、项目支出绩效自评表\n4、政府性基金预算支出情况表"),
    ),
    holds("X18", "all attachments are there"),
    breaks(
        "X19",
        "the list gives the unit a fund that no form has",
        ("project", "| 项目支出名称 | 区级专项资金", "| 项目支出名称 | 库房改造及数字化"),
        ("transfer", "| 项目支出名称 | 上级转移支付", "| 项目支出名称 | 珍贵文献抢救"),
    ),
    holds(
        "X19",
        "the form has the fund's name",
        ("project", "| 项目支出名称 | 区级专项资金", "| 项目支出名称 | 档案保护专项"),
    ),
    undecided("X19", "a form for a whole kind of money may hold it"),
    silent(
        "X19", "funds of other units say nothing", ("list", "湖滨区档案馆 | 数字化加工", "湖滨区图书馆 | 数字化加工")
    ),
    breaks("X20", "one output in two projects", *_TWICE),
    holds(
        "X20",
        "the unit's form prints the sum",
        _TWICE[0],
        ("unit", "接待查档总人次 | ≥1200人次 | 1260人次", "抢救破损档案卷数 | ≥600卷 | 620卷"),
    ),
    silent(
        "X20",
        "other numbers are other outputs",
        ("project", "扫描档案页数 | ≥50000页 | 52000页", "抢救破损档案卷数 | ≥200卷 | 210卷"),
    ),
    breaks(
        "X21",
        "two goals and one outcome",
        ("unit", "目标1：全年数字化加工5.2万页；/目标2：修复破损档案310卷。", "目标1：全年数字化加工5.2万页。"),
    ),
    breaks(
        "X21",
        "two goals and an outcome left blank",
        ("unit", "目标1：全年数字化加工5.2万页；/目标2：修复破损档案310卷。", ""),
    ),
    breaks(
        "X21",
        "a goal that no indicator is about",
        ("transfer", "修复破损档案300卷，公布珍贵档案20件。", "新购消防器材。"),
        severity=Severity.NOTE,
    ),
    holds("X21", "two and two"),
    silent(
        "X21",
        "a project form may leave out goals",
        ("project", "完成馆藏档案数字化加工5万页，改造库房1处。", "完成馆藏档案数字化加工5万页。"),
    ),
    breaks(
        "X22", "another score than annex 3", ("report", "整体支出绩效自评得分99.24分", "整体支出绩效自评得分97.24分")
    ),
    breaks("X22", "another score for execution", ("report", "预算执行率得分9.99分", "预算执行率得分9.5分")),
    *(
        holds("X22", f"a grade behind last year's score: {words}", ("report", "年中追加上级转移支付12万元。", words))
        for words in (
            "2022年度自评得分85分，评价等级为“良”。",
            "2022年度整体支出绩效自评得分85分，评价等级为“良”。",
        )
    ),
    breaks(
        "X22",
        "a grade behind the scores of both years",
        ("report", "年中追加上级转移支付12万元。", "2022年自评得分85分，2023年自评得分99.24分，评价等级为“良”。"),
    ),
    breaks("X22", "a grade that the score does not earn", ("report", "评价等级为“优”", "评价等级为“中”")),
    breaks(
        "X22",
        "a rate that no form prints",
        ("report", "全年执行数为126.5万元，预算执行率为99.92%。", "全年执行数为126.5万元。预算执行率为95.2%。"),
    ),
    holds("X22", "quoted as printed"),
    holds("X22", "rounded as the text rounds", ("report", "整体支出绩效自评得分99.24分", "整体支出绩效自评得分99.2分")),
    silent(
        "X22",
        "the report on a project that has no form",
        ("report", "2023年度湖滨区档案馆单位整体支出绩效自评报告", "2023年度湖滨区档案馆馆藏抢救项目绩效自评报告"),
        ("report", "整体支出绩效自评得分99.24分", "绩效自评得分91.5分"),
    ),
    silent(
        "X22",
        "rates of sources are not that of all money",
        (
            "report",
            "全年执行数为126.5万元，预算执行率为99.92%。",
            "全年执行数为126.5万元。中央资金执行率100%，县级资金执行率90%。",
        ),
    ),
    silent(
        "X22",
        "rates of quarters are not that of the year",
        (
            "report",
            "全年执行数为126.5万元，预算执行率为99.92%。",
            "全年执行数为126.5万元。一季度执行率19%，全年逐季加快。",
        ),
    ),
    silent(
        "X22",
        "a rate that is asked for is not that of the unit",
        ("report", "全年执行数为126.5万元，预算执行率为99.92%。", "全年执行数为126.5万元。要求预算执行率不低于92%。"),
    ),
    silent(
        "X22",
        "a rate of others is not that of the unit",
        (
            "report",
            "全年执行数为126.5万元，预算执行率为99.92%。",
            "全年执行数为126.5万元。全县同类单位平均预算执行率92%。",
        ),
    ),
    silent(
        "X22",
        "points taken off are no points given",
        ("report", "预算执行率得分9.99分", "预算执行率指标扣分0.01分"),
    ),
    silent(
        "X22",
        "points lost are no total",
        ("report", "全年数字化加工5.2万页，修复", "自评扣分3分。全年数字化加工5.2万页，修复"),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_check_says_of_the_drawn_forms_what_it_should(case: Case) -> None:
    judge(case)


def test_a_word_that_is_quoted_stands_at_its_place_even_behind_a_heading_in_the_same_paragraph() -> None:
    gathered = gather([CORPORA / "quickstart"])
    (submission,) = gathered.submissions
    report = audit_submissions(gathered.submissions, (), read_profile("auto"), "zh").submissions[0]
    texts = {
        (file, paragraph.index): paragraph.text
        for file, document in enumerate(submission.documents)
        for paragraph in document.paragraphs
    }
    quoted = [
        figure
        for figures in (*(tick.figures for tick in report.ticks), *(finding.figures for finding in report.findings))
        for figure in figures
        if figure.place.table is None and figure.place.span is not None and "*" not in figure.raw
    ]
    assert len(quoted) > 40
    for figure in quoted:
        text = texts[figure.place.file, figure.place.paragraph or 0]
        start, end = figure.place.span or (0, 0)
        assert figure.raw.rstrip("…").strip() in text[start:end]
