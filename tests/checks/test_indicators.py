"""I: how the indicators are built."""

import pytest

from formaudit.model.verdict import Severity
from tests.checks.cases import Case, breaks, holds, judge, silent, undecided

_QUANTITY = "数字化加工页数 | ≥50000页 | 52000页"
_VISITS = "接待查档总人次 | ≥1200人次 | 1260人次"
_BENEFIT = "开放档案利用率 | ≥80% | 76%"
_LONG = "推动全区档案查阅利用更加方便"


def _event(name: str, target: str, achieved: str) -> tuple[str, str, str]:
    return "unit", _VISITS, f"{name} | {target} | {achieved}"


def _form(old: str, new: str) -> tuple[str, str, str]:
    return "unit", old, new


CASES: tuple[Case, ...] = (
    breaks("I01", "no timeliness", _form("| ^ | 时效指标 | 库房改造完工时间", "| ^ | 质量指标 | 库房改造完工时间")),
    breaks(
        "I01",
        "no satisfaction is a note",
        _form("| 满意度指标（10分） | 服务对象满意度指标 |", "| 效益指标（10分） | 社会效益指标 |"),
        severity=Severity.NOTE,
    ),
    holds("I01", "all kinds are there"),
    holds(
        "I01",
        "不适用 counts as present",
        _form(
            "社会效益指标 | 开放档案利用率 | ≥80% | 76% | 15 | 14.25 | 鉴定人手不足，部分目录未能公开",
            "社会效益指标 | 不适用 |  |  |  |  | ",
        ),
    ),
    undecided(
        "I01",
        "an unknown kind may be the missing one",
        _form("| ^ | 时效指标 | 库房改造完工时间", "| ^ | 履约指标 | 库房改造完工时间"),
    ),
    breaks("I02", "a quantity of 100%", _form(_QUANTITY, "数字化加工 | 100% | 100%")),
    breaks("I02", "a payment is no quantity", _form(_QUANTITY, "数字化加工 | ≥9万元 | 9.4万元")),
    holds("I02", "pages and visitors"),
    holds("I02", "coverage of a fixed list", _form(_QUANTITY, "移交单位覆盖率 | 100% | 100%")),
    holds("I02", "the number stands beside the rate", _form(_QUANTITY, "移交单位指导 | 100%（48家） | 100%")),
    breaks(
        "I03",
        "a sentence with a comma and a verb",
        _form("数字化加工页数", "组织开展馆藏档案数字化加工工作，促进档案保护利用水平进一步提高"),
    ),
    breaks("I03", "a full stop at the end", _form("数字化加工页数", "推进馆藏档案数字化加工。")),
    holds("I03", "noun phrases"),
    silent(
        "I03",
        "a long official name has no verb",
        _form("数字化加工页数", "湖滨区国家综合档案馆馆藏民国时期与革命历史档案目录数据库条目数"),
    ),
    breaks(
        "I04",
        "the same words under output and benefit",
        _form("数字化加工页数", f"{_LONG}页数"),
        _form("开放档案利用率", f"{_LONG}程度"),
    ),
    breaks("I04", "an effect under quality", _form("数字化合格率", "营造爱护档案的氛围")),
    holds("I04", "outputs and benefits differ"),
    silent(
        "I04",
        "the project's own name may come again",
        ("project", "扫描档案页数", "馆藏革命历史档案抢救性保护修复页数"),
        ("project", "目录网上开放条数", "馆藏革命历史档案抢救性保护修复效果"),
        ("project", "| 项目支出名称 | 区级专项资金", "| 项目支出名称 | 馆藏革命历史档案抢救性保护修复"),
    ),
    breaks("I05", "one name twice", _form("接待查档总人次", "数字化加工页数")),
    breaks(
        "I05",
        "one name under two kinds with two targets is a note",
        _form("数字化合格率", "数字化加工页数"),
        severity=Severity.NOTE,
    ),
    holds("I05", "names differ"),
    silent("I05", "one cell beside two rows", _form("| 接待查档总人次 |", "| ^ |")),
    silent("I05", "another object in brackets", _form("接待查档总人次", "数字化加工页数（照片）")),
    breaks("I06", "no amount", _form("≤126.6万元 | 126.5万元", "不超过预算投入 | 126.5万元")),
    breaks("I06", "at least so much", _form("≤126.6万元", "≥126.6万元")),
    silent("I06", "no cost at all, with points", _form("支出总成本 | ≤126.6万元 | 126.5万元", "无 | // | //")),
    silent("I06", "no cost at all", _form("支出总成本 | ≤126.6万元 | 126.5万元 | 10 | 10", "无 | // | // | // | //")),
    breaks("I06", "a cost that is named and has a dash", _form("≤126.6万元 | 126.5万元", "// | 126.5万元")),
    holds("I06", "an amount not to be exceeded"),
    holds("I06", "a fixed rate", _form("≤126.6万元", "126.5万元")),
    silent("I06", "a rate of saving goes up", _form("支出总成本 | ≤126.6万元 | 126.5万元", "成本节约率 | ≥3% | 4%")),
    breaks("I07", "77 cases planned and 77 came", _event("受理查档申请件数", "77件", "77件")),
    holds("I07", "another number came", _event("受理查档申请件数", "≥77件", "81件")),
    silent("I07", "a round number", _event("受理查档申请件数", "80件", "80件")),
    silent("I07", "a small number", _event("受理查档申请件数", "3件", "3件")),
    silent(
        "I07",
        "last year's demand is a fair target",
        _event("受理查档申请件数", "77件", "77件"),
        prior=(("unit", _VISITS, "受理查档申请件数 | ≥70件 | 77件"),),
    ),
    breaks("I08", "an effect of 95%", _form(_BENEFIT, "增强群众档案意识 | ≥95% | 96%")),
    holds("I08", "a rate has a base"),
    silent("I08", "the count stands beside it", _form(_BENEFIT, "增强群众档案意识 | ≥95%（问卷200份） | 96%")),
    breaks(
        "I09",
        "monthly and nine times",
        _form("库房改造完工时间 | 10月底前 | 10月20日", "档案宣传工作 | 按月完成 | 按月完成"),
        _form(_VISITS, "档案宣传次数 | 9次 | 9次"),
    ),
    holds(
        "I09",
        "monthly and twelve times",
        _form("库房改造完工时间 | 10月底前 | 10月20日", "档案宣传工作 | 按月完成 | 按月完成"),
        _form(_VISITS, "档案宣传次数 | 12次 | 12次"),
    ),
    *(
        case(
            "I09",
            f"{words} and {count} times",
            _form("库房改造完工时间 | 10月底前 | 10月20日", f"档案宣传工作 | {words} | {words}"),
            _form(_VISITS, f"档案宣传次数 | {count}次 | {count}次"),
        )
        for case, words, count in (
            (breaks, "按月完成", 1),
            (breaks, "按月完成", 11),
            (silent, "按月完成", 0),
            (breaks, "每周一次", 47),
            (holds, "每周一次", 48),
        )
    ),
    silent(
        "I09",
        "another activity",
        _form("库房改造完工时间 | 10月底前 | 10月20日", "档案宣传工作 | 按月完成 | 按月完成"),
        _form(_VISITS, "库房演练次数 | 2次 | 2次"),
    ),
    breaks(
        "I10",
        "a use that the form never mentions",
        ("base", "库房改造", "消防水泵"),
    ),
    holds("I10", "each use is mentioned"),
    silent("I10", "other items are not looked at", ("base", "库房改造", "其他项目")),
    silent("I10", "a small use", ("base", "库房改造 | 2 | 3 | 3.1", "消防水泵 | 2 | 3 | 0.9")),
    breaks(
        "I11",
        "a goal that repeats a duty",
        ("project", "完成馆藏档案数字化加工5万页，改造库房1处。", "承担档案查阅利用和编研出版。"),
    ),
    holds("I11", "goals of the year"),
    silent(
        "I11",
        "a duty with a number of the year",
        ("project", "完成馆藏档案数字化加工5万页，改造库房1处。", "承担档案查阅利用1200人次。"),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_check_says_of_the_drawn_forms_what_it_should(case: Case) -> None:
    judge(case)
