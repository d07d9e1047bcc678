"""More accidents: the units in other layouts (cost as a level, 元, goals first, plain, workbook)."""

from typing import Final

from corpora.generator.faults import Accident, move, overwrite, quiet, reprint, reword

__all__ = [
    "CLEANING_FUND",
    "GREENING_BUDGET",
    "LEGAL_REASONS",
    "LEGAL_UNITS",
    "SCHOOL_SCORES",
    "WATER_WORKBOOK",
]

CLEANING_FUND: Final[tuple[Accident, ...]] = (
    reword(
        "X12", "zero-statement", "report.government_fund_sentence",
        "2024年政府性基金预算拨款支出为0万元，本单位2024年度无政府性基金安排的支出。",
        note="整体表政府性基金拨款120万元",
    ),
    reprint(
        "C04", "digit-slip", "annex3.income.general.final_budget", "743.2", note="734.2两位数字颠倒",
        consequences=("T07", "N01"),
    ),
    overwrite("F02", "wrong-option-word", ("annex4", "道路清扫保洁"), ("不适用", "不适应"), note="不适用写成不适应"),
)  # fmt: skip

LEGAL_UNITS: Final[tuple[Accident, ...]] = (
    reprint(
        "T17", "unit-slip", "annex2.rows[operating].actual", "18.92", note="元表里填了万元数，应为189,200.00",
        consequences=("T03", "X08"),
    ),
    reprint(
        "X11", "adjustment-not-entered", "annex2.rows[basic_adjustment].actual", "0.00",
        note="基本支出由132.46万元调为135.2万元",
    ),
    reprint(
        "X07", "parts-do-not-sum", "report.uses[法律援助案件补贴]", "12.6", note="写的是预算数；12.6+5.96≠18.52",
        consequences=("X06",),
    ),
)  # fmt: skip

LEGAL_REASONS: Final[tuple[Accident, ...]] = (
    reword(
        "S10", "reason-missing", "annex4[县级专项资金].indicators[法律进乡村宣传场次].reason", "",
        note="得5.5分，满分6分，没有原因",
    ),
    reword(
        "S11", "achieved-repeats-target", "annex4[上级转移支付].indicators[村居干部满意度].achieved", "≧95%",
        note="实际完成值重复目标值，没有数据",
    ),
    reprint(
        "S06", "reached-yet-points-lost", "annex3.indicators[接待咨询人次].score", "8",
        note="4150达到4000，扣2分没有原因", consequences=("S02", "S10", "S09"),
    ),
    move("annex3.total_score", "report.score", by="-2"),
)  # fmt: skip

SCHOOL_SCORES: Final[tuple[Accident, ...]] = (
    reprint(
        "S07", "missed-yet-full-marks", "annex4[特殊教育公用经费补助].indicators[持证特教教师人数].score", "15",
        note="完成22，目标24，仍得满分", consequences=("S02", "S10"),
    ),
    move("annex4[特殊教育公用经费补助].total_score", by="1.25"),
    reprint(
        "T09", "parts-do-not-sum", "annex4[特殊教育公用经费补助].total.actual_amount", "50.6",
        note="各级资金合计51.6", consequences=("T10", "X02", "X05", "X06"),
    ),
    reprint(
        "T14", "weights-do-not-sum", "annex3.indicators[毕业生升学就业率].weight", "16", note="分值合计101",
        consequences=("S02",),
    ),
    reword(
        "S11", "achieved-repeats-target", "annex4[康复训练室改造].indicators[受训学生家长满意度].achieved",
        "不低于92%", note="实际完成值重复目标值，没有数据", consequences=("S06",),
    ),
)  # fmt: skip

GREENING_BUDGET: Final[tuple[Accident, ...]] = (
    reprint(
        "T08", "parts-do-not-sum", "annex3.spending.project.final_budget", "202.00", note="176.3+202≠388.3",
        consequences=("X02", "X04", "C04"),
    ),
    reprint(
        "T12", "execution-above-budget", "annex4[公园设施维修].total.final_budget", "34.00",
        note="执行35.2超过全年预算34", consequences=("X02", "X04", "S03"),
    ),
    quiet("annex4[公园设施维修].fiscal.final_budget", "34.00"),
    quiet("annex4[公园设施维修].total.rate", "103.53%"),
    quiet("annex4[公园设施维修].total.score", "10"),
    move("annex4[公园设施维修].total_score", by="0.22"),
)  # fmt: skip

WATER_WORKBOOK: Final[tuple[Accident, ...]] = (
    reprint(
        "T07", "parts-do-not-sum", "annex3.income.general.final_budget", "181.10", note="应为186.1",
        consequences=("T10", "X10", "C04"),
    ),
    reprint(
        "T09", "parts-do-not-sum", "annex4[农村供水设施维修].total.actual_amount", "74.10",
        note="上年结转5未计入执行数", consequences=("T10", "X02", "X05", "X06"),
    ),
    reprint("X01", "staff-count", "report.authorised_posts", "9", note="基础数据表编制8人"),
)  # fmt: skip
