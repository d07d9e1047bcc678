"""Wordings and layouts of published papers of many places: what may be held against them, and what may not."""

import pytest

from formaudit.audit import audit_submissions
from formaudit.model.verdict import Severity
from formaudit.settings import Profile
from tests.checks.papers import ACCOUNTS, APPROPRIATIONS, BUDGET, PUBLIC, changed, judged, read

_END = "2025年度本部门政府采购支出总额90.00万元。"
_KINDS = "政府采购预算80.00万元，其中：政府采购货物预算30.00万元、政府采购服务预算50.00万元"


def _told(line: str, text: str = ACCOUNTS) -> str:
    """A paper with one more line of text."""
    return changed(text, (_END, f"{line}\n{_END}")) if text is ACCOUNTS else text.replace(_END, f"{line}\n{_END}")


def _with_expenses(line: str) -> str:
    text = changed(ACCOUNTS, ("\n第三部分", PUBLIC))
    return _told(f"“三公”经费支出情况\n{line}", text)


def _serious(text: str) -> list[tuple[str, str]]:
    (report,) = audit_submissions(read(text), [], Profile(), "zh").submissions
    return [
        (finding.check, finding.calculation)
        for finding in report.findings
        if finding.severity in (Severity.CRITICAL, Severity.MAJOR)
    ]


def _alike(text: str) -> list[tuple[str, str]]:
    (report,) = audit_submissions(read(text), [], Profile(), "zh").submissions
    return [(finding.check, finding.calculation) for finding in report.findings]


_OLD_FORM = changed(
    ACCOUNTS,
    (
        "一、一般公共预算财政拨款收入 | 900.00 | 一、社会保障和就业支出 | 55.00",
        "一、财政拨款收入 | 900.00 | 一、社会保障和就业支出 | 55.00\n其中：政府性基金 | 0.00 | |",
    ),
)
_ONE_HALL = tuple(
    (old, new)
    for old, new in (("（款）园林绿化（项）。主要用于：公园养护", "（款）“两园”建设（项）。主要用于：公园养护"),)
)
_QUIET = {
    "an old form prints one kind of appropriations under 其中": _OLD_FORM,
    "a rate of a change whose base is rounded twice": _told("差旅费支出33.10万元，比上年增加4.97万元，增长17.65%。"),
    "income and spending are told one behind the other": _told(
        "收入总计940.00万元，其中：本年收入合计910.00万元，使用非财政拨款结余0.00万元，年初结转和结余30.00万元。\n"
        "支出总计940.00万元，其中：本年支出合计920.00万元，结余分配0.00万元，年末结转和结余20.00万元。"
    ),
    "what stands in the lines below is told of the whole and not of the last part": _told(
        "外聘人员经费支出决算中，社保费7.80万元，占45.7%；工资7.50万元，占44.0%；补贴1.76万元，占10.3%。具体情况如下：\n"
        "（一）社保费支出7.80万元。\n（二）工资支出7.50万元。"
    ),
    "a part without an amount of its own line is left out of a sentence": _told(
        "本年收入合计910.00万元，其中：一般公共预算财政拨款收入900.00万元；事业收入0.00万元；经营收入0.00万元。"
    ),
    "a list of items by class and item": _told(
        "财政拨款支出预算1,000.00万元，其中：\n（一）城乡社区支出（类）\n1.公共设施支出500.00万元。\n2.环境卫生支出200.00万元。\n"
        "（二）住房保障支出（类）\n1.住房改革支出300.00万元。"
    ),
    "a difference between accounts and budget": _told(
        "差旅费全年预算数20.00万元，决算数18.00万元，预决算差异率-10.00%，其中：市内交通费全年预算数5.00万元，决算数5.00万元，预决算差异率0.00%。"
    ),
    "parts that are printed in tenths": changed(
        BUDGET,
        (_KINDS, "政府采购预算44.3万元，其中：政府采购货物预算18.5万元、政府采购工程预算0.1万元、政府采购服务预算25.6万元"),
        ("预算金额60.00万元，其中，预留给小型和微型企业的政府采购项目预算为40.00万元", "预算金额40.00万元"),
    ),
    "the budget of an expense stands in the table only": _with_expenses(
        "2025年度“三公”经费支出决算为13.00万元，完成预算的52.00%，其中：公务用车购置及运行费支出决算为9.00万元，完成预算的45.00%；公务接待费支出决算为4.00万元，完成预算的80.00%。"
    ),
    "the three expenses are paid from the general budget": _with_expenses(
        "2025年度“三公”经费一般公共预算财政拨款支出预算为25.00万元，支出决算为13.00万元，完成预算的52.00%。"
    ),
    "both totals are those of the appropriations": _told(
        "2025年度财政拨款收入总计930.00万元、支出总计930.00万元。"
    ),
    "both totals with what they are made of": _told(
        "2025年度财政拨款收入总计930.00万元，其中：年初财政拨款结转和结余30.00万元；支出总计930.00万元，其中：年末财政拨款结转和结余20.00万元。"
    ),
    "a name that leaves out whose total it is": changed(
        ACCOUNTS,
        ("\n第三部分", APPROPRIATIONS),
        (_END, f"（二）财政拨款支出决算结构情况\n2025年度财政拨款支出910.00万元，主要用于公园养护。\n{_END}"),
    ),
    "basic expenditure of all income, which no table prints": changed(
        ACCOUNTS.replace("本年支出合计 | 基本支出 | 项目支出", "本年支出合计 | 甲类 | 乙类"),
        ("其中：基本支出420.00万元，占45.65%；项目支出500.00万元，占54.35%", "其中：基本支出425.00万元；项目支出495.00万元"),
    ),
    "domestic receptions within all receptions": _with_expenses("国内接待费支出4.00万元，共接待来访团组20个。"),
    "marks inside the name of an item": changed(
        ACCOUNTS.replace("| 园林绿化 |", "| “两园”建设 |"), *_ONE_HALL
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", _QUIET)
def test_a_paper_is_accused_of_nothing_for_its_wording(why: str) -> None:
    assert _alike(_QUIET[why]) == []


def test_tables_that_name_no_unit_have_that_of_their_amounts_elsewhere() -> None:
    text = changed(BUDGET, ("单位：万元\n", "单位：元\n"), ("9.00 | 0 | 3.00 | 6.00 | 0 | 6.00 | 82.00", "90,000 | 0 | 30,000 | 60,000 | 0 | 60,000 | 820,000"))  # fmt: skip
    assert _alike(text) == []
    for title in ("部门财务收支预算总表", "部门财政拨款收支预算总表", "部门“三公”经费和机关运行经费预算表"):
        head = f"2025年{title}\n编制部门：湖滨区园林局"
        text = changed(text, (f"{head} 单位：元", head))
    assert _alike(text) == []


def test_the_years_income_is_told_without_what_was_carried_over() -> None:
    text = changed(
        BUDGET,
        ("收入预算1,200.00万元，其中", "收入预算1,200.00万元，其中本年收入1,190.00万元，包括"),
        ("科目编码 | 科目名称 | 合计 | 财政拨款收入 | 事业收入", "科目编码 | 科目名称 | 合计 | 财政拨款收入 | 事业收入 | 上年结转"),
        ("合计 | < | 12,000,000 | 11,500,000 | 500,000", "合计 | < | 12,000,000 | 11,500,000 | 400,000 | 100,000"),
    )  # fmt: skip
    assert not [told for told in _serious(text) if told[0] == "D09" and "1190" in told[1]]


_LOUD = {
    "a difference that is another one": (
        "D10",
        _told("差旅费全年预算数20.00万元，决算数18.00万元，预决算差异率-12.00%，主要原因是节约。"),
    ),
    "accounts below their budget by another amount": (
        "X07",
        _told("差旅费年初预算为20.00万元，支出决算为18.00万元，决算数比预算数减少2.20万元，主要原因是节约。"),
    ),
    "an economic class by a shorter name": (
        "D09",
        _told("一般公共预算财政拨款基本支出420.00万元，其中：\n（一）一般公共预算基本支出中的商品和服务支出85.00万元，较上年减少2.00万元。"),
    ),
    "a share of all spending": ("D10", changed(ACCOUNTS, ("500.00万元，占54.35%", "500.00万元，占94.35%"))),
    "less reserved for small firms than for the smallest among them": (
        "D12",
        changed(BUDGET, ("政府采购项目预算为40.00万元", "政府采购项目预算为90.00万元")),
    ),
    "more domestic receptions than all receptions": (
        "D12",
        _with_expenses("国内接待费支出8.00万元，共接待来访团组20个。"),
    ),
    "procurement that is planned": (
        "D11",
        changed(BUDGET, (_KINDS, "政府采购预算安排80.00万元，其中：政府采购货物预算36.00万元、政府采购工程预算0.00万元、政府采购服务预算50.00万元")),
    ),
    "a class in quotation marks": (
        "D09",
        changed(BUDGET, ("其他相关情况说明", "主要支出情况\n1.“住房保障支出”2025年预算75.00万元，占本年支出6.25%。\n其他相关情况说明")),
    ),
    "a share of the three expenses": (
        "D10",
        _with_expenses(
            "2025年度“三公”经费支出决算13.00万元，其中：公务用车购置及运行费支出决算9.00万元，占69.23%；公务接待费支出决算4.00万元，占60.77%。"
        ),
    ),
    "another amount of an item with marks inside its name": (
        "D09",
        changed(
            ACCOUNTS.replace("| 园林绿化 |", "| “两园”建设 |"), *_ONE_HALL, ("支出决算为855.00万元", "支出决算为885.00万元")
        ),
    ),
}  # fmt: skip


def test_a_rate_that_may_have_been_rounded_agrees_and_says_so() -> None:
    text = _told("差旅费支出33.10万元，比上年增加4.97万元，增长17.65%。")
    (report,) = audit_submissions(read(text), [], Profile(), "zh").submissions
    lines = [tick.calculation for tick in report.ticks if "17.65" in tick.calculation or "4.97" in tick.calculation]
    assert lines
    assert not [line for line in lines if "≠" in line]


@pytest.mark.parametrize("why", _LOUD)
def test_a_slip_is_found_in_the_same_wordings(why: str) -> None:
    check, text = _LOUD[why]
    assert check in {told for told, _ in _serious(text)}


def test_items_whose_codes_no_table_prints_are_not_summed_up() -> None:
    text = BUDGET
    for code in ("2080505", "2120301", "2120303", "2210201"):
        text = text.replace(f"{code} | ", "  | ")
    text = changed(text, ("（项）”400.00万元，主要用于公园养护。2024年当年预算执行数为500.00万元，2025年预算安排400.00万元，", "（项）”主要用于公园养护。"))  # fmt: skip
    judged("D11", "undecided", text)


def test_a_list_of_items_is_not_summed_up_where_the_amount_of_one_was_cut_off() -> None:
    cut = ("（项）”50.00万元，主要用于住房公积金", "（项）”\n50.00万元，主要用于住房公积金")
    judged("D11", "undecided", changed(BUDGET, cut))


def test_a_title_behind_a_note_heads_the_table_below() -> None:
    text = changed(
        ACCOUNTS,
        ("\n支出决算表\n单位：万元", "\n注：本表反映部门本年度的总收支和年末结转结余情况，金额单位转换时可能存在尾数误差。支出决算表\n公开03表 单位：万元"),
    )  # fmt: skip
    (submission,) = read(text)
    assert [table.kind for table in submission.disclosures[0].typed][:2] == ["overall", "spending"]


def test_a_heading_may_name_the_unit_of_money() -> None:
    row = "| 855.00 | 365.00 | 300.00 | 65.00 | 490.00\n"
    table = f"""
一般公共预算财政拨款支出决算表
科目编码 | 科目名称 | 合计（万元） | 基本支出 | < | < | 项目支出（万元）
^ | ^ | ^ | 小计（万元） | 人员经费（万元） | 公用经费（万元） | ^
212 | 城乡社区支出 {row}21203 | 城乡社区公共设施 {row}2120303 | 园林绿化 {row}合计 | < {row}"""
    head, tail = ACCOUNTS.index("一般公共预算财政拨款支出决算表"), ACCOUNTS.index("一般公共预算财政拨款基本支出决算表")
    text = f"{ACCOUNTS[:head]}{table.strip()}\n\n{ACCOUNTS[tail:]}"
    judged("D01", "holds", text)
    judged("D01", "broken", text.replace(row, row.replace("| 365.00", "| 395.00")))


_OWN_FUNDS = changed(
    BUDGET,
    ("二、事业收入 | 500,000 | 三、住房保障支出 | 500,000", "二、单位资金 | 500,000 | 三、住房保障支出 | 500,000\n事业收入 | 400,000 | |\n其他收入 | 100,000 | |"),
    ("事业收入50.00万元", "单位资金50.00万元"),
)  # fmt: skip


def test_funds_of_the_unit_are_their_sources_and_a_part_of_all_income() -> None:
    assert _alike(_OWN_FUNDS) == []
    judged("D03", "broken", changed(_OWN_FUNDS, ("二、单位资金 | 500,000", "二、单位资金 | 700,000")))


def test_a_column_with_the_names_of_units_holds_no_names_of_accounts() -> None:
    head = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出"
    start = BUDGET.index("2025年部门一般公共预算支出功能分类预算表")
    end = BUDGET.index("2025年部门政府性基金预算支出功能分类预算表")
    rows = []
    for line in BUDGET[start:end].splitlines():
        if line == head:
            rows.append(f"单位代码 | 单位名称 | {head}")
        elif line.startswith("合计"):
            rows.append(line.replace("合计 | <", " | 合计 | | "))
        elif "|" in line:
            rows.append(f"{'301001 | 湖滨区园林局' if line.split(' | ')[0].isdigit() and len(line.split(' | ')[0]) == 7 else ' | '} | {line}")  # fmt: skip
        else:
            rows.append(line)
    text = BUDGET[:start] + "\n".join(rows) + BUDGET[end - 2 :]
    assert _alike(text) == []
    assert ("D09", "420 ≠ 400") in _serious(changed(text, ("2025年预算安排400.00万元", "2025年预算安排420.00万元")))


def test_an_item_may_be_named_by_its_code_and_name_without_brackets() -> None:
    old = "4.“住房保障支出（类）住房改革支出（款）住房公积金（项）”50.00万元"
    assert _alike(changed(BUDGET, (old, "4.2210201-住房公积金50.00万元"))) == []
    judged("D09", "broken", changed(BUDGET, (old, "4.2210201-住房公积金58.00万元")))


def test_a_table_of_which_the_last_line_alone_was_understood_says_nothing() -> None:
    start = ACCOUNTS.index("科目编码 | 科目名称 | 本年支出合计")
    end = ACCOUNTS.index("一般公共预算财政拨款支出决算表")
    shifted = """项目 | < | 本年支出合计 | 基本支出 | 项目支出
 | 社会保障和就业支出 | 55.00 | 55.00 | 0.00
 | 城乡社区支出 | 865.00 | 365.00 | 500.00
合计 | 920.00 | 420.00 | 500.00 | 0.00

"""
    assert not {"D01", "D04"} & {check for check, _ in _serious(ACCOUNTS[:start] + shifted + ACCOUNTS[end:])}
