"""What goes wrong in each faulty twin: the accidents of the corpus, unit by unit.

A note says in words what was done. ``quiet`` and ``move`` carry a wrong figure on to where the unit would have carried
it (a total, the report), so that the planted fault is the only one of its kind.
"""

from typing import Final

from corpora.generator.faults import Accident, move, overwrite, quiet, replace_all, reprint, slip_in

__all__ = [
    "CULTURE_OTHER_FUNDS",
    "CULTURE_REPLACED",
    "CULTURE_REPORT",
    "MACHINERY_EXAMPLE",
    "OFFICES_EXPENSES",
    "RIVER_PROJECT",
    "RIVER_WEIGHTS",
    "SEED_RATES",
]

_LOCAL: Final = "annex4[区级专项资金]"

CULTURE_OTHER_FUNDS: Final[tuple[Accident, ...]] = (
    reprint(
        "T09",
        "parts-do-not-sum",
        f"{_LOCAL}.total.final_budget",
        "36",
        note="其他资金8.5未计入年度资金总额",
        consequences=("T10", "T12", "X02", "X04"),
    ),
    reprint(
        "T11", "rate-of-another-row", f"{_LOCAL}.total.rate", "99.5%", note="35.82÷36：当年财政拨款一行的执行率",
        consequences=("T10",),
    ),
    quiet(f"{_LOCAL}.total.score", "9.95"),
    move(f"{_LOCAL}.total_score", by="-0.01"),
    reprint(
        "S12", "cost-met-though-overspent", f"{_LOCAL}.indicators[项目总成本].target", "36",
        note="支出44.32超过36，成本指标仍得满分", consequences=("S03", "S07"),
    ),
    reprint(
        "X10", "source-missing-in-unit-form", "annex3.income.general.final_budget", "309.6",
        note="项目表有其他资金8.5，整体表全部填作一般公共预算",
    ),
    quiet("annex3.income.other.final_budget", ""),
)  # fmt: skip

CULTURE_REPLACED: Final[tuple[Accident, ...]] = (
    replace_all(
        "15", "309.6", ("annex2", "annex3", "annex4"), note="把15全部替换成309.6",
        consequences=("C01", "C03", "T02", "T14", "T15"),
    ),
)  # fmt: skip

CULTURE_REPORT: Final[tuple[Accident, ...]] = (
    reprint(
        "T16", "serial-gap", "annex1[松岭街道办事处/背街小巷整治].seq", "7", note="序号5之后是7",
    ),
    quiet("annex1[柳浦区残疾人联合会/残疾预防专项].seq", "8"),
    reprint(
        "X08", "report-contradicts-form", "report.basic", "228.9", note="报告基本支出比整体表多10万元",
        consequences=("X02", "X09"),
    ),
    quiet("report.personnel", "197.35"),
    slip_in(
        "X18", "attachment-missing", "report.attachments[3]", "4、政府性基金预算支出情况表", note="列出的附件没有提交",
    ),
)  # fmt: skip

SEED_RATES: Final[tuple[Accident, ...]] = (
    reprint("T04", "staffing-rate", "annex2.staffing_rate", "90.00%", note="9÷9应为100%"),
    reprint(
        "T10", "rate-contradicts-amounts", "annex4[农作物种子质量抽检].total.rate", "95.00%",
        note="26.88÷28应为96%", consequences=("S01",),
    ),
    reprint(
        "S01", "execution-score", "annex3.total.score", "10", note="执行率98.62%应得9.86分", consequences=("S10",),
    ),
    move("annex3.total_score", "report.score", by="0.14"),
    quiet("report.execution_score", "10"),
    reprint("N02", "share-in-text", "report.classes[农林水支出].share", "83.68%", note="100.28÷122.78应为81.67%"),
)  # fmt: skip

RIVER_PROJECT: Final[tuple[Accident, ...]] = (
    move("annex2.rows[business].actual", "annex2.rows[河道保洁经费].actual", by="-1.5"),
    reprint(
        "X02", "project-totals-differ", "annex2.rows[project].actual", "145.8",
        note="基础数据表项目支出比整体表、项目表和报告少1.5", consequences=("X05", "X06", "X08", "N01"),
    ),
    reprint(
        "T15", "score-exceeds-weight", "annex4[水质监测].indicators[监测月报出具时间].score", "12",
        note="10分的指标得12分",
    ),
    move("annex4[水质监测].total_score", by="2"),
    reprint("N03", "enumeration", "report.departments", "4", note="写4个，只列出3个"),
    reprint("X01", "staff-count", "report.staff_in_post", "14", note="基础数据表在职13人"),
)  # fmt: skip

RIVER_WEIGHTS: Final[tuple[Accident, ...]] = (
    reprint(
        "C03", "money-in-weight-column", "annex4[堤防维修养护].indicators[工程总投资].weight", "84.4",
        note="分值栏填了金额", consequences=("T14", "S06", "S10"),
    ),
    reprint(
        "T15", "scores-do-not-sum", "annex4[河道保洁经费].total_score", "98", note="各项得分合计100",
    ),
    reprint(
        "T14", "weights-do-not-sum", "annex3.indicators[河道巡查次数].weight", "8", note="分值合计98",
        consequences=("T15",),
    ),
)  # fmt: skip

OFFICES_EXPENSES: Final[tuple[Accident, ...]] = (
    reprint(
        "T01", "parts-do-not-sum", "annex2.rows[three_public].actual", "10.86", note="公务接待2.75未计入三公经费",
        consequences=("N01", "X06"),
    ),
    reprint(
        "T02", "parts-do-not-sum", "annex2.rows[local].actual", "158.2", note="应为108.6+59.6=168.2",
        consequences=("X02", "X05", "X06", "C04"),
    ),
    reprint(
        "T05", "rate-contradicts-amounts", "annex2.building.size_rate", "98%", note="1188÷1200应为99%",
    ),
    reprint(
        "C01", "damaged-number", "annex4[运行维护经费].indicators[运行维护总费用].achieved", "61.3.3",
        note="两个小数点",
    ),
    overwrite(
        "F03", "template-remains", ("annex4", "业务工作经费"), ("", "……"), note="模板省略号行没有删除",
    ),
    overwrite("F02", "wrong-option-word", ("annex3", ""), ("不适用", "不适应"), note="不适用写成不适应"),
)  # fmt: skip

MACHINERY_EXAMPLE: Final[tuple[Accident, ...]] = (
    reprint(
        "T09", "parts-do-not-sum", "annex4[县级专项资金].total.final_budget", "26",
        note="其他资金9.4未计入年度资金总额", consequences=("T10", "T12", "X02", "X04"),
    ),
    reprint(
        "T11", "rate-of-another-row", "annex4[县级专项资金].total.rate", "98.46%",
        note="25.6÷26：当年财政拨款一行的执行率", consequences=("T10",),
    ),
    quiet("annex4[县级专项资金].total.score", "9.85"),
    move("annex4[县级专项资金].total_score", by="-0.04"),
    reprint(
        "X07", "parts-do-not-sum", "report.uses[示范机具购置]", "12", note="写的是预算数；13.8+12≠35",
        consequences=("X06",),
    ),
    reprint(
        "S07", "missed-yet-full-marks", "annex4[上级转移支付].indicators[淘汰高耗能农机功率].score", "15",
        note="完成1520，目标1600，仍得满分", consequences=("S02", "S10"),
    ),
    move("annex4[上级转移支付].total_score", by="0.75"),
    reprint(
        "X11", "adjustment-not-entered", "annex2.rows[basic_adjustment].actual", "0",
        note="基本支出由142.3调为145.8，应填3.5",
    ),
    reprint("N02", "share-in-text", "report.classes[农林水支出].share", "78.1%", note="180.2÷206.9应为87.1%"),
    reprint("X01", "staff-count", "report.staff_in_post", "11", note="基础数据表在职10人"),
    overwrite("F02", "wrong-option-word", ("annex4", "县级专项资金"), ("不适用", "不适应"), note="不适用写成不适应"),
)  # fmt: skip
