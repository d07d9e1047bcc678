"""Checks of published budgets and final accounts: what each must say, and what it must leave alone."""

from dataclasses import dataclass

import pytest

from formaudit.audit import audit_submissions
from formaudit.extract.door import extract_bytes
from formaudit.intake.grouping import group_documents
from formaudit.messages import say
from formaudit.model.verdict import Severity
from formaudit.settings import Profile
from tests.checks.cases import Case
from tests.checks.papers import ACCOUNTS, BUDGET, EVALUATION, LAST, UNIT, changed, judged, read

SERIOUS = (Severity.CRITICAL, Severity.MAJOR)


@dataclass(frozen=True)
class Paper(Case):
    """A change of a drawn paper and what a check must say of it; ``others`` are papers of the same call."""

    text: str = ""
    others: tuple[str, ...] = ()


def breaks(check: str, why: str, text: str, *others: str) -> Paper:
    return Paper(check=check, outcome="broken", why=why, text=text, others=others)


def holds(check: str, why: str, text: str, *others: str) -> Paper:
    return Paper(check=check, outcome="holds", why=why, text=text, others=others)


def silent(check: str, why: str, text: str, *others: str) -> Paper:
    return Paper(check=check, outcome="silent", why=why, text=text, others=others)


def _year_before(left: str) -> str:
    """The accounts of the year before, with what they left."""
    earlier = ACCOUNTS.replace("2024", "2023").replace("2025", "2024")
    return changed(earlier, ("年末结转和结余 | 20.00", f"年末结转和结余 | {left}"))


_ROW = "2120303 | 园林绿化 | 865.00 | 365.00 | 500.00"
CASES = (
    breaks("D01", "a row that is not its columns", changed(ACCOUNTS, (_ROW, "2120303 | 园林绿化 | 868.00 | 365.00 | 500.00"))),
    holds("D01", "blank columns are zero", ACCOUNTS),
    holds("D01", "a tail of one for each addend", changed(BUDGET, ("2120303 | 园林绿化 | 4,500,000 | 0 | 4,500,000", "2120303 | 园林绿化 | 4,500,000 | 0 | 4,500,001"))),
    breaks("D02", "a class that lost a digit", changed(ACCOUNTS, ("301 | 工资福利支出 | 355.00", "301 | 工资福利支出 | 35.00"))),
    holds("D02", "codes decide and not the order of rows", BUDGET),
    breaks("D03", "totals of both sides differ", changed(ACCOUNTS, ("总计 | 940.00 | 总计 | 940.00", "总计 | 940.00 | 总计 | 949.00"))),
    holds("D03", "income and balances make the total", ACCOUNTS),
    breaks("D04", "an item under another code", changed(BUDGET, ("2080505 | 机关事业单位基本养老保险缴费支出 | 600,000 | 600,000 | 0\n212 | 城乡社区支出 | 10,900,000 | 6,400,000", "2080507 | 机关事业单位基本养老保险缴费支出 | 600,000 | 600,000 | 0\n212 | 城乡社区支出 | 10,900,000 | 6,400,000"))),
    holds("D04", "other income is in the income only", BUDGET),
    silent("D04", "spending of earlier years is in one table of accounts only", ACCOUNTS),
    breaks("D05", "running costs that are not class 302", changed(BUDGET, ("30201 | 办公费 | 980,000 | 0 | 980,000", "30201 | 办公费 | 980,000 | 980,000 | 0"), ("302 | 商品和服务支出 | 1,000,000 | 0 | 1,000,000", "302 | 商品和服务支出 | 1,000,000 | 980,000 | 20,000"), ("合计 | < | 7,500,000 | 6,500,000 | 1,000,000", "合计 | < | 7,500,000 | 7,480,000 | 20,000"))),
    holds("D05", "staff is 301 and 303", BUDGET),
    breaks("D06", "three expenses that are not their total", changed(BUDGET, ("9.00 | 0 | 3.00 | 6.00 | 0 | 6.00", "9.00 | 0 | 2.00 | 6.00 | 0 | 6.00"))),
    holds("D06", "nothing for travel", BUDGET),
    breaks("D07", "receptions below what basic expenditure pays", changed(BUDGET, ("30217 | 公务接待费 | 20,000 | 0 | 20,000", "30217 | 公务接待费 | 50,000 | 0 | 50,000"), ("30201 | 办公费 | 980,000 | 0 | 980,000", "30201 | 办公费 | 950,000 | 0 | 950,000"))),
    holds("D07", "projects pay the rest", BUDGET),
    breaks("D08", "a note left under a filled table", BUDGET.rstrip() + "\n注：本部门没有“三公”经费预算，故本表为空表。\n"),
    holds("D08", "an empty table called empty", BUDGET),
    silent("D08", "a note about another fund", BUDGET.rstrip() + "\n注：本部门没有国有资本经营预算，故本表为空表。\n"),
    breaks("D09", "a total of the text with digits changed about", changed(ACCOUNTS, ("本年支出合计920.00万元", "本年支出合计902.00万元"))),
    breaks("D09", "one of two amounts of an item is an old one", changed(BUDGET, ("2025年预算安排400.00万元", "2025年预算安排420.00万元"))),
    holds("D09", "whole 万元 of 元", changed(BUDGET, ("收入预算1,200.00万元", "收入预算1,200万元"))),
    silent("D09", "last year's execution is another year's", changed(BUDGET, ("2024年当年预算执行数为500.00万元", "2024年当年预算执行数为400.00万元"))),
    silent("D09", "a figure of procurement is in no table", changed(ACCOUNTS, ("采购支出总额90.00万元", "采购支出总额95.00万元"))),
    breaks("D10", "growth that does not follow", changed(BUDGET, ("比2024年预算执行数增加20.00%", "比2024年预算执行数增加12.00%"))),
    breaks("D10", "a rate of the full-year budget under the words of the opening one", changed(ACCOUNTS, ("完成年初预算的113.75%", "完成年初预算的91.00%"))),
    breaks("D10", "a direction that is not that of the amounts", changed(ACCOUNTS, ("支出决算为55.00万元，决算数小于年初预算数", "支出决算为55.00万元，决算数大于年初预算数"))),
    holds("D10", "a rate that rounded amounts can give", changed(ACCOUNTS, ("完成年初预算的113.75%", "完成年初预算的113.74%"))),
    silent("D10", "nothing is divided by nothing", changed(BUDGET, ("2024年当年预算执行数为500.00万元，2025年预算安排400.00万元，比2024年预算执行数减少20.00%", "2024年当年预算执行数为0.00万元，2025年预算安排400.00万元，比2024年预算执行数增加100.00%"))),
    breaks("D11", "an item that the text leaves out", changed(BUDGET, ("4.“住房保障支出（类）住房改革支出（款）住房公积金（项）”50.00万元，主要用于住房公积金。\n", ""))),
    holds("D11", "all items make the whole", BUDGET),
    silent("D11", "a wrong item is told once", changed(BUDGET, ("（项）”50.00万元", "（项）”55.00万元"))),
    breaks("D12", "contracts that exceed all procurement", changed(ACCOUNTS, ("采购金额50.00万元", "采购金额80.00万元"))),
    holds("D12", "reserved procurement within all of it", BUDGET),
    breaks("D13", "an item by a name that no row has", changed(BUDGET, ("城乡社区公共设施（款）园林绿化（项）", "城乡社区支出（款）园林养护（项）"))),
    silent("D13", "an older name of a class", changed(BUDGET, ("“社会保障和就业支出（类）", "“社会保障和就业（类）"))),
    breaks("D14", "a listed item that prints nothing", changed(ACCOUNTS, ("主要包括：办公费。", "主要包括：办公费、邮电费。"))),
    silent("D14", "listed items with money", ACCOUNTS),
    breaks("D15", "a reason against the direction", changed(BUDGET, ("主要原因是：项目经费减少", "主要原因是：项目经费增加"))),
    silent("D15", "a reason that goes with it", BUDGET),
    breaks("D16", "an execution that no reading of the accounts gives", changed(EVALUATION, ("920.00", "877.00")), ACCOUNTS),
    holds("D16", "execution is all spending of the accounts", EVALUATION, ACCOUNTS),
    silent("D16", "no accounts of the year", EVALUATION),
    breaks("D17", "a change that leads to another amount than last year's", changed(BUDGET, ("财政拨款收入1,150.00万元，比2024年预算增加50.00万元", "财政拨款收入1,150.00万元，比2024年预算增加80.00万元")), LAST),
    holds("D17", "this year less the change is last year's paper", BUDGET, LAST),
    silent("D17", "a change against execution", changed(BUDGET, ("财政拨款收入1,150.00万元，比2024年预算增加50.00万元", "财政拨款收入1,150.00万元，比2024年预算执行数增加80.00万元")), LAST),
    holds("D17", "what the year before left is carried in", ACCOUNTS, _year_before("30.00")),
    holds("D17", "two cents more than was left are carried in", ACCOUNTS, _year_before("29.98")),
    holds("D17", "two cents less than was left are carried in", ACCOUNTS, _year_before("30.02")),
    breaks("D17", "three cents more than was left are carried in", ACCOUNTS, _year_before("29.97")),
    breaks("D17", "three cents less than was left are carried in", ACCOUNTS, _year_before("30.03")),
    breaks("D17", "what is carried in was not left", ACCOUNTS, _year_before("")),
    silent("D17", "the year before that one left it", ACCOUNTS, _year_before("20.00").replace("2024", "2023")),
    breaks("D18", "a unit with more than its department", UNIT.replace("| 4,500,000\n", "| 4,600,000\n"), BUDGET),
    holds("D18", "equal papers are normal", UNIT, BUDGET),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_check_says_of_a_paper_what_it_must(case: Paper) -> None:
    judged(case.check, case.outcome, case.text, *case.others, case=case)


@pytest.mark.parametrize("text", [BUDGET, ACCOUNTS, UNIT], ids=["budget", "accounts", "unit"])
def test_a_paper_without_fault_is_accused_of_nothing(text: str) -> None:
    (report,) = audit_submissions(read(text), [], Profile(), "zh").submissions
    assert [(finding.check, finding.message) for finding in report.findings] == []


@pytest.mark.parametrize(
    "change",
    [
        ("项目经费减少。\n4.“住房", "项目经费减少。4.“住房"),
        ("缴费基数增加。\n2.“城乡", "缴费基数增加。2.“城乡"),
        ("机关事业单位基本养老保险缴费支出（项）”60.00", "机关事业单位基本养老保险缴费支出\n（项）”60.00"),
    ],
)
def test_items_that_the_page_ran_together_or_cut_are_those_of_the_tables(change: tuple[str, str]) -> None:
    (report,) = audit_submissions(read(changed(BUDGET, change)), [], Profile(), "zh").submissions
    assert [finding.message for finding in report.findings] == []
    wrong = changed(
        changed(BUDGET, change), ("（项）”50.00万元，主要用于住房公积金", "（项）”55.00万元，主要用于住房公积金")
    )
    assert "D09" in {
        finding.check for finding in audit_submissions(read(wrong), [], Profile(), "zh").submissions[0].findings
    }


def test_one_lost_digit_is_one_critical_finding_that_names_the_cell() -> None:
    text = changed(ACCOUNTS, ("301 | 工资福利支出 | 355.00", "301 | 工资福利支出 | 55.00"))
    (told,) = judged("D02", "broken", text)
    assert told.severity is Severity.CRITICAL
    assert told.figures[0].raw == "55.00"
    assert "355" in say(told.message)


def test_two_amounts_on_each_others_rows_are_one_finding() -> None:
    text = changed(
        BUDGET,
        ("2120301 | 行政运行 | 6,400,000 | 6,400,000 | 0\n2120303 | 园林绿化 | 4,500,000 | 0 | 4,500,000", "2120301 | 行政运行 | 6,400,000 | 6,400,000 | 4,500,000\n2120303 | 园林绿化 | 4,500,000 | 0 | 0"),
    )  # fmt: skip
    (told,) = judged("D01", "broken", text)
    assert told.severity is Severity.CRITICAL
    assert {figure.address.steps[0].name for figure in told.figures[:2]} == {"2120301", "2120303"}


def test_a_text_that_prints_the_right_total_is_not_accused_of_a_misprinted_table() -> None:
    text = changed(BUDGET, ("9.00 | 0 | 3.00 | 6.00 | 0 | 6.00", "19.00 | 0 | 3.00 | 6.00 | 0 | 6.00"))
    assert judged("D06", "broken", text)
    judged("D09", "undecided", text)


def test_department_unit_and_years_of_one_office_stay_apart() -> None:
    submissions = read(BUDGET, UNIT, LAST, ACCOUNTS, EVALUATION)
    assert sorted((one.part, one.year) for one in submissions) == [
        ("", 2025), ("accounts", 2025), ("budget", 2024), ("budget", 2025), ("unit-budget", 2025),
    ]  # fmt: skip
    assert {one.unit for one in submissions} == {"湖滨区园林局"}


def test_a_folder_of_papers_brings_no_serious_finding_that_no_paper_brings() -> None:
    together = audit_submissions(read(BUDGET, UNIT, ACCOUNTS), [], Profile(), "zh").submissions
    assert [one.check for report in together for one in report.findings if one.severity in SERIOUS] == []


def test_a_difference_from_the_self_evaluation_that_carried_money_explains_is_a_note() -> None:
    (told,) = judged("D16", "broken", changed(EVALUATION, ("920.00", "890.00")), ACCOUNTS)
    assert told.severity is Severity.NOTE


def test_growth_of_a_hundred_percent_from_nothing_is_no_serious_matter() -> None:
    text = changed(BUDGET, ("2024年当年预算执行数为500.00万元，2025年预算安排400.00万元，比2024年预算执行数减少20.00%。主要原因是：项目经费减少。", "2024年当年预算执行数为0.00万元，2025年预算安排400.00万元，比2024年预算执行数增加100.00%。"))  # fmt: skip
    (report,) = audit_submissions(read(text), [], Profile(), "zh").submissions
    assert [(one.check, one.severity) for one in report.findings] == [("N02", Severity.MINOR)]


@pytest.mark.parametrize(
    "rows",
    [
        ["项目 | 2024年预算数 | 2025年预算数", "合计 | 8.00 | 7.00", "公务接待费 | 3.00 | 2.00", "公务用车购置及运行费 | 5.00 | 5.00"],
        ["年度 | 合计 | 因公出国（境）费 | 公务接待费 | 公务用车运行费", "2024年 | 8.00 | 0.00 | 3.00 | 5.00", "2025年 | 7.00 | 0.00 | 2.00 | 5.00"],
        ["项目 | 合计 | 公务接待费 | 公务用车运行费 | 会议费", "预算数 | 8.00 | 3.00 | 5.00 | 1.00", "决算数 | 7.00 | 2.00 | 5.00 | 1.00"],
    ],
)  # fmt: skip
def test_a_text_is_not_accused_where_the_table_of_three_expenses_prints_its_amount_beside(rows: list[str]) -> None:
    cells = "".join("<tr>" + "".join(f"<td>{cell.strip()}</td>" for cell in row.split("|")) + "</tr>" for row in rows)
    page = (
        "<h2>湖滨区园林局2025年部门预算公开</h2><p>一般公共预算“三公”经费支出表</p><p>单位：湖滨区园林局 金额单位：万元</p>"
        f"<table>{cells}</table><h2>第三部分 情况说明</h2><p>2025年“三公”经费预算{{total}}万元。其中：公务接待费{{part}}万元。</p>"
    )
    for total, part in (("7.00", "2.00"), ("8.00", "3.00")):
        data = page.format(total=total, part=part).encode()
        (report,) = audit_submissions(
            group_documents([extract_bytes(data, "a.html")])[0], [], Profile(), "zh"
        ).submissions
        assert [finding.message for finding in report.findings if finding.check == "D09"] == []
