"""What checks say of papers as other provinces arrange and word them, and what they must leave alone."""

import re

import pytest

from formaudit.audit import audit_submissions
from formaudit.checks.kernel.unread_figures import unread_figures
from formaudit.extract.door import extract_bytes
from formaudit.intake.gather import gather
from formaudit.intake.grouping import group_documents
from formaudit.messages import say
from formaudit.model.report import Finding
from formaudit.model.verdict import Severity
from formaudit.settings import Profile
from tests.checks.papers import ACCOUNTS, BUDGET, EVALUATION, LAST, changed, judged, read
from tests.checks.test_published_papers import Paper, breaks, holds, silent
from tests.drawn import written

SERIOUS = (Severity.CRITICAL, Severity.MAJOR)

GENERAL = BUDGET.split("2025年部门一般公共预算支出功能分类预算表")[1].split("2025年部门政府性基金")[0]


def with_last_year(text: str, head: str = "2024年预算数") -> str:
    """The paper whose table of the general budget prints last year's amounts, nine tenths of this year's."""
    lines = []
    for line in GENERAL.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != 5:
            lines.append(line)
            continue
        before = head if cells[2] == "合计" else f"{int(cells[2].replace(',', '')) * 9 // 10:,}"
        lines.append(" | ".join([*cells[:2], before, *cells[2:]]))
    return text.replace(GENERAL, "\n".join(lines) + "\n")


YEARS = with_last_year(BUDGET)
THREE = "合计 | 因公出国（境）费 | 公务接待费 | 公务用车购置及运行费 | < | < | 机关运行经费预算数\n^ | ^ | ^ | 小计 | 购置费 | 运行费 | ^\n9.00 | 0 | 3.00 | 6.00 | 0 | 6.00 | 82.00"
TWO_YEARS = changed(
    BUDGET,
    (THREE, "项目 | 2024年预算数 | 2025年预算数\n合计 | 10.00 | 9.00\n因公出国（境）费 | 0 | 0\n公务接待费 | 4.00 | 3.00\n公务用车购置及运行费 | 6.00 | 6.00\n机关运行经费 | 80.00 | 82.00"),
)  # fmt: skip
TEXT = "二、政府采购预算情况"


def told(text: str, sentence: str) -> str:
    """The paper with a sentence more."""
    return changed(text, (TEXT, f"{sentence}\n{TEXT}"))


CASES = (
    breaks("D01", "a row beside a column of last year", YEARS.replace("3,600,000 | 4,000,000 | 0 | 4,000,000", "3,600,000 | 4,000,000 | 100,000 | 4,000,000")),
    holds("D01", "rows beside a column of last year", YEARS),
    breaks("D02", "codes beside a column of last year", YEARS.replace("540,000 | 600,000 | 600,000 | 0\n212", "540,000 | 500,000 | 500,000 | 0\n212")),
    silent("D02", "last year's column is a question only", YEARS.replace("450,000 | 500,000 | 500,000 | 0\n22102", "460,000 | 500,000 | 500,000 | 0\n22102")),
    breaks("D05", "last year's codes that do not add up", YEARS.replace("450,000 | 500,000 | 500,000 | 0\n22102", "460,000 | 500,000 | 500,000 | 0\n22102")),
    breaks("D06", "last year's three expenses", changed(TWO_YEARS, ("公务接待费 | 4.00", "公务接待费 | 5.00"))),
    holds("D06", "three expenses of two years", TWO_YEARS),
    breaks("D04", "one table in another unit than is printed above it", changed(BUDGET, ("2025年部门支出预算总表\n编制部门：湖滨区园林局 单位：元", "2025年部门支出预算总表\n编制部门：湖滨区园林局 单位：万元"))),
    breaks("D04", "all tables in another unit than is printed", ACCOUNTS.replace("单位：万元", "单位：元")),
    silent("D04", "a table that names no unit", changed(BUDGET, ("2025年部门支出预算总表\n编制部门：湖滨区园林局 单位：元", "2025年部门支出预算总表\n编制部门：湖滨区园林局"))),
    breaks("D09", "an expense of last year beside its column", told(TWO_YEARS, "公务接待费3.00万元，2024年公务接待费预算5.00万元。")),
    holds("D09", "an expense of last year", told(TWO_YEARS, "公务接待费3.00万元，2024年公务接待费预算4.00万元。")),
    silent("D09", "an expense of last year where no column prints it", told(BUDGET, "2024年公务接待费预算5.00万元。")),
    breaks("D09", "其中 in front of an expense", changed(BUDGET, ("其中：公务用车购置及运行费6.00万元，公务接待费3.00万元", "其中公务用车购置及运行费6.00万元，公务接待费7.00万元"))),
    breaks("D09", "the total behind the budget of the same expense", changed(ACCOUNTS, ("第三部分 湖滨区园林局2025年度部门决算情况说明\n", "财政拨款“三公”经费支出决算表\n单位：万元\n项目 | 合计 | 公务接待费 | 公务用车运行费\n预算数 | 9.00 | 3.00 | 6.00\n决算数 | 7.00 | 2.00 | 5.00\n\n第三部分 湖滨区园林局2025年度部门决算情况说明\n公务接待费支出年初预算为3.00万元，决算为1.00万元。\n"))),
    breaks("D09", "an item by its name and code", told(BUDGET, "（1）园林绿化（2120303）440.00万元，较上年增加10.00万元。")),
    breaks("D10", "a fall that is called a rise", told(BUDGET, "2025年机关运行经费预算82.00万元，2024年机关运行经费预算80.00万元，下降2.50%。")),
    holds("D10", "a rise of two amounts", told(BUDGET, "2025年机关运行经费预算82.00万元，2024年机关运行经费预算80.00万元，增长2.50%。")),
    breaks("D10", "a change and its rate in two directions", told(BUDGET, "与上年相比，支出合计增加100.00万元，下降8.00%。")),
    silent("D10", "the rate of another amount's change", told(BUDGET, "与上年相比，基本支出增加100.00万元，项目支出下降8.00%。")),
    breaks("D10", "the rate of a total that the words of the change name", told(BUDGET, "收、支总计均为1,200.00万元。与2024年相比，收、支总计各增加50.00万元，增长8.35%。")),
    holds("D10", "the rate of such a total", told(BUDGET, "收、支总计均为1,200.00万元。与2024年相比，收、支总计各增加50.00万元，增长4.35%。")),
    breaks("D10", "completion of the budget in front", changed(ACCOUNTS, ("本年支出合计920.00万元，", "公务接待费支出预算为4.00万元，支出决算为3.00万元，完成预算的57.00%，与上年相比减少1.00万元，减少25.00%。\n本年支出合计920.00万元，"))),
    silent("D09", "an item of running costs by the name of an expense", told(BUDGET, "机关运行经费包括办公费98.00万元，公务用车运行维护费4.00万元。")),
    holds("D10", "shares of all spending, without its amount", changed(ACCOUNTS, ("本年支出合计920.00万元，其中：基本支出420.00万元，占45.65%；项目支出500.00万元，占54.35%。", "本年支出的构成为：基本支出420.00万元，占45.65%；项目支出500.00万元，占54.35%；经营支出0万元，占0%。"))),
    silent("X07", "budgets and accounts of each expense", changed(ACCOUNTS, ("本年支出合计920.00万元，", "“三公”经费支出全年预算数为20.00万元，决算数为17.00万元，完成全年预算的85.00%，其中：\n（一）公务接待费支出全年预算数为4.00万元，决算数为3.00万元。\n（二）公务用车购置及运行维护费支出14.00万元，其中公务用车购置全年预算数为9.00万元，决算数为8.00万元。\n本年支出合计920.00万元，"))),
    silent("D10", "a share of a whole that no table prints", told(BUDGET, "项目支出450.00万元，占重点领域资金的62.00%。")),
    holds("D10", "a share of all spending by another name", changed(ACCOUNTS, ("基本支出420.00万元，占45.65%；", "基本支出420.00万元，占总支出的45.65%；"))),
    breaks("D11", "two kinds of procurement that do not make it", changed(BUDGET, ("政府采购服务预算50.00万元", "政府采购服务预算55.00万元"))),
    holds("D11", "two kinds of procurement", BUDGET),
    breaks("D12", "more reserved than is bought", changed(BUDGET, ("2025年本部门面向中小企业预留政府采购项目预算金额60.00万元", "2025年面向中小企业预留政府采购份额95.00万元"))),
    breaks("D12", "guests at home that cost more than all", changed(ACCOUNTS, ("本年支出合计920.00万元，", "公务接待费支出3.00万元。其中：国内公务接待支出5.00万元。\n本年支出合计920.00万元，"))),
    breaks("D17", "last year's column that is not last year's budget", YEARS, LAST),
    silent("D17", "last year's column without last year's paper", YEARS),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_check_says_of_an_arrangement_what_it_must(case: Paper) -> None:
    judged(case.check, case.outcome, case.text, *case.others, case=case)


def findings_of(text: str) -> list[Finding]:
    return [
        finding
        for report in audit_submissions(read(text), [], Profile(), "zh").submissions
        for finding in report.findings
    ]


@pytest.mark.parametrize(
    "text", [YEARS, TWO_YEARS, with_last_year(BUDGET, "2024年执行数")], ids=["years", "two", "done"]
)
def test_an_arrangement_without_fault_is_accused_of_nothing(text: str) -> None:
    assert [finding.message for finding in findings_of(text)] == []


def test_a_misprinted_unit_is_one_finding_and_what_else_is_wrong_another() -> None:
    unit = ("2025年部门支出预算总表\n编制部门：湖滨区园林局 单位：元", "2025年部门支出预算总表\n编制部门：湖滨区园林局 单位：万元")  # fmt: skip
    (alone,) = findings_of(changed(BUDGET, unit))
    assert (alone.check, alone.severity) == ("D04", Severity.MAJOR)
    assert "“万元”疑有误，应为“元”" in alone.message
    both = findings_of(changed(BUDGET, unit, ("支出预算1,200.00万元，其中", "支出预算1,020.00万元，其中")))
    assert {finding.check for finding in both} >= {"D04", "D09"}
    assert sum(finding.check == "D04" for finding in both) == 1


def test_what_was_executed_is_expected_only_when_the_budget_is_printed() -> None:
    text = with_last_year(BUDGET.replace("2024", "2025").replace("2025年", "2026年"), "2025年执行数")
    (verdict,) = judged("D17", "broken", text, ACCOUNTS)
    assert verdict.severity is Severity.NOTE


@pytest.mark.parametrize(
    "sentence",
    [
        "2025年“三公”经费预算数为9.00万元，比上年预算数减少1.00万元，下降10.00%。",
        "2025年湖滨区园林局的机关运行经费财政拨款预算82.00万元，比上年预算增加2.00万元，增长2.50%。",
        "2025年“三公”经费财政拨款预算中，公务用车购置及运行费6.00万元，占66.67%；公务接待费3.00万元，占33.33%。具体情况如下：\n1.公务用车购置及运行费6.00万元，用于车辆运行。\n2.公务接待费3.00万元，用于接待来宾。",
        "财政拨款“三公”经费支出预算安排12.00万元。",
    ],
)  # fmt: skip
def test_usual_sentences_about_the_three_expenses_are_accused_of_nothing_serious(sentence: str) -> None:
    text = told(changed(BUDGET, ("2025年“三公”经费预算数为9.00万元，比2024年预算减少1.00万元。", "")), sentence)
    assert [one.message for one in findings_of(text) if one.check != "D09"] == []


def test_items_that_the_page_ran_together_are_each_their_own() -> None:
    text = changed(BUDGET, ("项目经费减少。\n4.“住房保障支出（类）住房改革支出（款）住房公积金（项）”50.00万元，", "项目经费减少。（4）住房保障支出（221）住房改革支出（22102）住房公积金（2210201）：2025年预算数为55.00万元，比上年预算增加1.00万元，增长1.85%，"))  # fmt: skip
    (wrong,) = [one for one in findings_of(text) if one.check != "N02"]
    assert (wrong.check, wrong.figures[0].raw) == ("D09", "55.00万元")


def test_the_first_quarter_is_no_whole_of_the_others() -> None:
    front, _, tables = BUDGET.partition("2025年，湖滨区园林局收入预算")
    quarters = "，".join(f"第{quarter}季度用款计划158.05万元" for quarter in "一二三四")
    text = f"{front}{quarters}。\n\n2025年部门财务收支预算总表" + tables.partition("2025年部门财务收支预算总表")[2]
    assert [one.message for one in findings_of(text) if one.check == "X07"] == []


@pytest.mark.parametrize("cut", ["完成年初预算的113. 75%", "完成年初预算的11 3.75%"])
def test_half_a_number_is_no_amount(cut: str) -> None:
    text = changed(ACCOUNTS, ("完成年初预算的113.75%", cut))
    assert [one.message for one in findings_of(text) if one.check == "D10"] == []


def test_an_expense_that_no_table_prints_is_not_taken_for_all_appropriations() -> None:
    text = changed(
        ACCOUNTS, ("本年支出合计920.00万元，", "“三公”经费财政拨款支出决算为12.00万元。\n本年支出合计920.00万元，")
    )
    assert judged("D09", "holds", text) == []


def test_items_under_a_heading_of_the_general_budget_make_that_budget_alone() -> None:
    fund = changed(
        BUDGET,
        ("二、政府性基金 | | 二、城乡社区支出 | 10,400,000 | 10,400,000 |", "二、政府性基金 | 700,000 | 二、城乡社区支出 | 11,100,000 | 10,400,000 | 700,000"),
        ("收入总计 | 11,500,000 | 支出总计 | 11,500,000 | 11,500,000 |", "收入总计 | 12,200,000 | 支出总计 | 12,200,000 | 11,500,000 | 700,000"),
    )  # fmt: skip
    headed = fund.replace("财政拨款支出主要内容如下：", "三、一般公共预算当年拨款情况说明")
    assert judged("D11", "holds", headed) == []


def test_tables_of_another_paper_in_the_file_are_not_called_unread() -> None:
    for text in (BUDGET + "\n" + ACCOUNTS.replace("2025年度部门决算\n", "2024年度部门决算\n", 1), ACCOUNTS + "\n附件\n" + EVALUATION):  # fmt: skip
        submissions = read(text)
        assert len(submissions) == 2
        assert [cell.text for one in submissions for cells in unread_figures(one) for _, cell in cells] == []


def test_a_form_that_nobody_filled_in_is_told_as_one(tmp_path_factory: pytest.TempPathFactory) -> None:
    _, _, tables = BUDGET.partition("2025年部门财务收支预算总表")
    blank = re.sub(r"(?:(?<=\| )|(?<=\n))(?:\d[\d,]*\.\d\d|\d{1,3}(?:,\d{3})+|0)(?= \||\n)", "", tables)
    folder = tmp_path_factory.mktemp("blank")
    (folder / "表.docx").write_bytes(written("湖滨区园林局2025年部门预算\n\n2025年部门财务收支预算总表" + blank))
    gathered = gather([folder], isolated=False)
    assert [error.code for error in gathered.errors] == ["blank-paper"]


def test_titles_in_the_rows_of_one_page_part_its_tables() -> None:
    lines = [line.split("|") for line in GENERAL.splitlines() if "|" in line]
    rows = ["".join(f"<td>{cell.strip().strip('<')}</td>" for cell in line) for line in lines]
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    lone = "<tr><td>{0}</td><td></td><td></td><td></td><td></td></tr>"
    page = "<h2>湖滨区园林局2025年部门预算</h2><table>"
    page += "".join(
        lone.format(name) + lone.format("单位：元") + table for name in ("部门支出总表", "一般公共预算支出表")
    )
    document = extract_bytes((page + "</table>").replace("11,500,000", "11,500,009", 1).encode(), "表.html")
    submissions, strangers = group_documents([document])
    assert not strangers
    (report,) = audit_submissions(submissions, [], Profile(), "zh").submissions
    assert {finding.check for finding in report.findings} == {"D01"}


def test_a_message_about_a_unit_is_in_both_languages() -> None:
    (verdict,) = judged("D04", "broken", ACCOUNTS.replace("单位：万元", "单位：元"))
    assert "misprinted for 万元" in say(verdict.message, "en")
