"""F: how the forms were filled in."""

import pytest

from formaudit.checks.filling_in.seals import _start
from formaudit.model.document import Warn
from formaudit.model.verdict import Severity
from formaudit.settings import Profile
from tests.checks.cases import Case, breaks, holds, judge, silent
from tests.drawn import drawn as drawn_document

_UNNAMED = ("list", "| 3 | 档案保护专项 | 湖滨区档案馆 | 数字化加工 |", "| 3 |  | 湖滨区档案馆 |  |")
_NO_PRIOR = tuple(
    ("base", f"| {row} |", f"| {new} |")
    for row, new in (
        ("项目支出： | 20", "项目支出： | "),
        ("1、业务工作经费 | 0", "1、业务工作经费 | "),
        ("2、运行维护经费 | 0", "2、运行维护经费 | "),
        ("3、区级专项资金（一个专项一行） | 10", "3、区级专项资金（一个专项一行） | "),
        ("其中：数字化加工 | 8", "其中：数字化加工 | "),
        ("库房改造 | 2", "库房改造 | "),
        ("4、上级转移支付（一个专项一行） | 10", "4、上级转移支付（一个专项一行） | "),
        ("其中：省拨抢救保护费 | 10", "其中：省拨抢救保护费 | "),
    )
)
_SPENT = {
    "项目支出： | 20 | 12 |": "24.5",
    "3、区级专项资金（一个专项一行） | 10 | 12 |": "12.5",
    "其中：数字化加工 | 8 | 9 |": "9.4",
    "库房改造 | 2 | 3 |": "3.1",
    "4、上级转移支付（一个专项一行） | 10 | 0 |": "12 |",
    "其中：省拨抢救保护费 | 10 | 0 |": "12 |",
}


def _no_prior(*spent: str) -> tuple[tuple[str, str, str], ...]:
    """No figure of last year in all projects, and this year's accounts as given, 0 behind them."""
    accounts = (*spent, *("0" for _ in _SPENT))
    rows = tuple(
        (
            "base",
            f"{row} {was}",
            f"{row.split(' | ')[0]} |  | {row.split(' | ')[2]} {now}{' |' if was.endswith('|') else ''}",
        )
        for (row, was), now in zip(_SPENT.items(), accounts, strict=False)
    )
    return (*rows, *(each for each in _NO_PRIOR if "业务工作经费" in each[1] or "运行维护经费" in each[1]))


_FOOT = "单位负责人签字：张某某 填表人：李某 联系电话：0700-0000021 填报日期：2024.4.18"

_SEALED = Warn(code="ofd-seals", detail="2")
_CHANGED = Warn(code="changed-after-sealing", detail="/Doc_0/Pages/Page_0/Content.xml")
CASES: tuple[Case, ...] = (
    breaks(
        "F01",
        "a budget left blank beside an execution",
        ("base", "其中：省拨抢救保护费 | 10 | 0 | 12", "其中：省拨抢救保护费 | 10 |  | 12"),
    ),
    breaks(
        "F01",
        "a budget left blank where nothing was spent, beside lines that spent",
        ("project", "其他资金 | < | < | 0 | 0 | 0", "其他资金 | < | < | 0 |  | 0"),
        severity=Severity.NOTE,
    ),
    breaks(
        "F01",
        "a budget left blank where money was spent, beside lines that did not",
        ("transfer", "其中：当年财政拨款 | < | < | 0 | 12 | 12", "其中：当年财政拨款 | < | < | 0 |  | 12"),
        severity=Severity.MINOR,
    ),
    breaks(
        "F01",
        "an execution left blank beside its budget",
        ("project", "上年结转资金 | < | < | 2 | 2 | 2", "上年结转资金 | < | < | 2 | 2 | "),
        severity=Severity.NOTE,
    ),
    breaks("F01", "a weight without a score", ("unit", "≥95% | 96% | 10 | 10", "≥95% | 96% | 10 | ")),
    holds("F01", "every filled row is filled"),
    holds(
        "F01",
        "a row blank throughout does not apply",
        ("base", "| 2、出国经费 | 0 | 0 | 0 |", "| 2、出国经费 |  |  |  |"),
    ),
    silent(
        "F01",
        "last year may be blank for what is new",
        ("base", "其中：省拨抢救保护费 | 10 | 0 | 12", "其中：省拨抢救保护费 |  | 0 | 12"),
    ),
    breaks("F02", "不适应 for 不适用", ("project", "| 不适用 |", "| 不适应 |")),
    holds("F02", "不适用"),
    silent(
        "F02",
        "不适应 inside a sentence",
        ("project", "查档窗口少，高峰期排队时间长", "窗口设置与人流不适应，高峰期排队时间长"),
    ),
    breaks(
        "F03",
        "a row of the template",
        (
            "project",
            "| 效益指标（30分） | 经济效益指标 | 不适用 |",
            "| ^ | ^ | …… |  |  |  |  |  | < |\n| 效益指标（30分） | 经济效益指标 | 不适用 |",
        ),
    ),
    silent("F03", "no row of the template"),
    silent("F03", "…… inside prose", ("report", "推行网上预约", "推行网上预约……")),
    breaks("F04", "no figure of last year in all projects", *_NO_PRIOR),
    silent("F04", "one line that spent is no block of them", *_no_prior("24.5")),
    silent("F04", "nothing was spent", *_no_prior()),
    breaks("F04", "two lines that spent are one", *_no_prior("24.5", "24.5")),
    holds("F04", "last year's figures are there"),
    holds("F04", "0 is a figure", *_NO_PRIOR[1:], ("base", "项目支出： | 20", "项目支出： | 0")),
    silent(
        "F04",
        "last year's submission had no projects",
        *_NO_PRIOR,
        prior=(("base", "项目支出： | 20 | 12 | 24.5", "项目支出： | 0 | 0 | 0"),),
    ),
    breaks("F05", "其他 is a quarter of the fund", ("base", "库房改造 | 2 | 3 | 3.1", "其他项目 | 2 | 3 | 3.1")),
    holds("F05", "其他 is a twelfth", ("base", "库房改造 | 2 | 3 | 3.1", "其他项目 | 2 | 3 | 1.1")),
    breaks(
        "F05",
        "what is blank in the account counts by its budget",
        ("base", "库房改造 | 2 | 3 | 3.1", "其他项目 | 2 | 3 | "),
    ),
    silent("F05", "a line left blank", ("base", "库房改造 | 2 | 3 | 3.1", "其他项目 | 2 |  | ")),
    silent(
        "F05",
        "a fund that cannot be read",
        ("base", "库房改造 | 2 | 3 | 3.1", "其他项目 | 2 | 3 | 3.1"),
        ("base", "（一个专项一行） | 10 | 12 | 12.5", "（一个专项一行） | 10 | 见附表 | 见附表"),
    ),
    silent(
        "F05",
        "a fund of nothing",
        ("base", "库房改造 | 2 | 3 | 3.1", "其他项目 | 2 | 3 | 3.1"),
        ("base", "（一个专项一行） | 10 | 12 | 12.5", "（一个专项一行） | 10 | 0 | 0"),
    ),
    silent(
        "F05",
        "a small residual",
        ("base", "库房改造 | 2 | 3 | 3.1", "其他项目 | 2 | 3 | 0.9"),
        profile=Profile(catch_all=Profile().catch_all / 10),
    ),
    silent(
        "F05",
        "the official line below 公用经费",
        ("base", "| 会议费、培训费 | 1 | 1 | 0.9 |", "| 其他费用 | 1 | 1 | 9.9 |"),
    ),
    breaks("F06", "no date", ("unit", "填报日期：2024.4.18", "填报日期：")),
    breaks("F06", "the line is there on the other forms", ("unit", _FOOT, "")),
    holds("F06", "all filled in"),
    holds("F06", "a signature is written by hand", ("unit", "单位负责人签字：张某某", "单位负责人签字：")),
    silent("F06", "no form has such a line", *((form, _FOOT, "") for form in ("base", "unit", "project", "transfer"))),
    breaks(
        "F07",
        "an answer of four characters",
        ("base", "会议室集中预约，公务用车统一调度，办公用品按季核销。", "能省则省"),
    ),
    holds("F07", "answers with substance"),
    silent("F07", "无 is right for other matters", ("report", "无其他需要说明的情况。", "无")),
    breaks("F08", "a mobile number", ("base", "0700-0000021", "13800000000")),
    silent("F08", "an office telephone"),
    breaks("F09", "no fund and no remark", _UNNAMED),
    holds("F09", "every row has a fund"),
    silent("F09", "a merged cell gives its name to the rows below"),
    silent("F09", "the remark names it", ("list", "| 3 | 档案保护专项 |", "| 3 |  |")),
    silent("F09", "a text cannot show merged cells", _UNNAMED, kinds={"list": "txt"}),
    breaks(
        "F10",
        "a serial for each and one for several",
        (
            "list",
            "| 4 | 林业发展专项 | 林业局 | 造林补助35万元 |",
            "| 4 | 林业发展专项 | 林业局 | 造林 |\n| ^ | ^ | 南山林场 | 造林 |",
        ),
    ),
    holds("F10", "a serial for each unit"),
    silent("F10", "each fund has one unit", ("list", "| 2 | ^ |", "| 2 | 河道管护专项 |")),
    breaks(
        "F11",
        "no section on problems",
        ("report", "六、存在的问题及原因分析", "六、档案利用"),
        ("report", "1、开放档案利用率未达到目标，鉴定人手不足。", "1、开放档案利用率上升。"),
    ),
    breaks(
        "F11",
        "公开情况 answered with 无",
        ("report", "自评结果报区财政局，2024年8月在区政府门户网站公开，并用于安排2025年修复计划。", "无"),
    ),
    holds("F11", "all sections with text"),
    silent("F11", "无 under other matters", ("report", "无其他需要说明的情况。", "无")),
    breaks("F12", "a page is not the one that was sealed", warned=(_SEALED, _CHANGED)),
    holds("F12", "every page is as it was sealed", warned=(_SEALED,)),
    silent("F12", "files without a seal"),
    silent("F12", "a digest that nobody knows", warned=(Warn(code="ofd-seal-unknown", detail="1"),)),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_check_says_of_the_drawn_forms_what_it_should(case: Case) -> None:
    judge(case)


def test_what_is_said_of_a_file_stands_where_it_begins() -> None:
    tables, lines = (drawn_document(text) for text in ("甲 | 乙\n丙 | 丁", "一行字"))
    assert (_start(tables, 1).file, _start(tables, 1).table, _start(tables, 1).paragraph) == (1, 0, None)
    assert (_start(lines, 2).file, _start(lines, 2).table, _start(lines, 2).paragraph) == (2, None, 0)
