"""Published budgets and final accounts: recognised, typed by title, read by header and code."""

import pytest

from formaudit.forms.disclosure.codes import joined_code
from formaudit.forms.disclosure.items import class_code, column_item, income_item, public_item
from formaudit.forms.disclosure.read import read_disclosure
from formaudit.forms.disclosure.recognise import find_disclosures
from formaudit.forms.disclosure.titles import typed_title
from formaudit.graph.disclosure.amounts import passages_of
from formaudit.graph.disclosure.paths import path_in
from formaudit.intake.grouping import group_documents
from formaudit.model.disclosure import Disclosure, DisclosureGrid, TableKind
from tests.checks.papers import ACCOUNTS, BUDGET, EVALUATION
from tests.drawn import drawn


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2025年部门财务收支预算总表", "overall"),
        ("附表1 部门收支总体情况表", "overall"),
        ("公开01表 收入支出决算表", "overall"),
        ("表一 收支预算总表", "overall"),
        ("部门收支总表", "overall"),
        ("单位收入总体情况表", "income"),
        ("二、收入决算表", "income"),
        ("收入决算总表（公开02表）", "income"),
        ("支出决算总表", "spending"),
        ("2025年预算单位支出预算总表", "spending"),
        ("财政拨款收支总体情况表", "appropriation"),
        ("财政拨款收入支出决算总表", "appropriation"),
        ("表五 一般公共预算支出情况表", "general"),
        ("一般公共预算财政拨款支出决算表", "general"),
        ("一般公共预算支出功能分类预算表", "general"),
        ("一般公共预算财政拨款收入支出决算表", "general"),
        ("一般公共预算基本支出情况表", "basic"),
        ("一般公共预算财政拨款基本支出决算明细表", "basic"),
        ("一般公共预算基本支出部门预算支出经济分类预算表", "basic"),
        ("政府性基金预算财政拨款收入支出决算表", "fund"),
        ("政府性基金预算支出表", "fund"),
        ("国有资本经营预算财政拨款支出决算表", "capital"),
        ("一般公共预算“三公”经费支出情况表", "public"),
        ("财政拨款“三公”经费、行政参公单位机关运行经费情况表", "public"),
        ("项目支出预算表", "other"),
        ("政府采购预算明细表", "other"),
        ("财政项目支出绩效目标申报表", "other"),
        ("国有资产使用情况表（决算）", "other"),
    ],
)
def test_a_title_says_which_standard_table_it_heads(title: str, kind: str) -> None:
    assert typed_title(title) is TableKind(kind)


@pytest.mark.parametrize(
    "line",
    [
        "1. 2025年部门收入预算总表 ……………… 7",
        "各项变动见下表。",
        "本年支出预算安排情况，详见附表。",
        "部门整体支出绩效自评表",
        "编制部门：湖滨区园林局 单位：元",
    ],
)
def test_a_line_that_heads_no_table_of_a_paper_is_none(line: str) -> None:
    assert typed_title(line) is None


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (["2010507"], "2010507"),
        (["201", "05", "07"], "2010507"),
        (["201", "5", "7"], "2010507"),
        (["201", "20105", "2010507"], "2010507"),
        (["201", "", ""], "201"),
        (["301", "2"], "30102"),
        (["301001"], ""),
        (["类"], ""),
    ],
)
def test_the_cells_of_a_code_are_put_together(parts: list[str], code: str) -> None:
    assert joined_code(parts) == code


@pytest.mark.parametrize(
    ("label", "code"),
    [("一、一般公共服务支出", "201"), ("九、医疗卫生与计划生育支出", "210"), ("其它支出", "229"), ("基本支出", "")],
)
def test_a_class_is_known_by_old_names_too(label: str, code: str) -> None:
    assert class_code(label) == code


@pytest.mark.parametrize(
    ("label", "item"),
    [
        ("一、财政拨款收入", "fiscal"),
        ("（一）一般公共预算拨款", "general"),
        ("四、上级补助收入", "higher"),
        ("三、事业单位经营收入", "operating"),
        ("使用非财政拨款结余（含专用结余）", "use-of-balances"),
        ("上年结转结余", "carried-in"),
        ("本年收入合计", "year-total"),
        ("收入总计", "grand-total"),
        ("其他", "other"),
        ("经费拨款（补助）", ""),
    ],
)
def test_a_label_of_income_means_one_thing(label: str, item: str) -> None:
    assert income_item(label) == item


@pytest.mark.parametrize(
    ("path", "item"),
    [
        (("一般公共预算支出", "合计"), "total"),
        (("基本支出", "小计"), "basic"),
        (("基本支出", "人员经费"), "personnel"),
        (("基本支出", "公用经费"), "running"),
        (("本年支出", "项目支出"), "project"),
        (("年初结转和结余",), "carried-in"),
        (("备用",), ""),
    ],
)
def test_a_column_is_known_by_its_headers_from_top_to_bottom(path: tuple[str, ...], item: str) -> None:
    assert column_item(path, income=False) == item


@pytest.mark.parametrize(
    ("label", "item"),
    [
        ("公务用车购置及运行维护费", "vehicles"),
        ("公务用车购置费", "purchase"),
        ("公务用车运行维护费", "running"),
        ("因公出国（境）费用", "abroad"),
        ("机关运行经费预算数", "office"),
    ],
)
def test_a_public_expense_is_known_by_its_name(label: str, item: str) -> None:
    assert public_item(label) == item


def read(text: str) -> Disclosure:
    (found,) = find_disclosures(drawn(text))
    return read_disclosure(found, file=0, form_index=0)


def grid(paper: Disclosure, kind: TableKind, side: str = "") -> DisclosureGrid:
    table = paper.table(kind)
    assert table is not None
    found = table.side(side)
    assert found is not None
    return found


def test_lines_and_columns_that_are_numbered_are_no_figures() -> None:
    text = ACCOUNTS.replace(
        "项目 | 决算数 | 项目 | 决算数\n", "项目 | 决算数 | 项目 | 决算数\n栏次 | 1 | 栏次 | 2\n"
    ).replace(
        "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n",
        "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n栏次 | < | 1 | 2 | 3\n",
    )
    paper = read(text)
    assert grid(paper, TableKind.OVERALL, "income").rows[0].item == "general"
    assert [row.item for row in grid(paper, TableKind.GENERAL).rows][:2] == ["208", "20805"]
    assert grid(paper, TableKind.GENERAL).whole


def test_halves_that_stand_side_by_side_are_one_list() -> None:
    basic = grid(read(ACCOUNTS), TableKind.BASIC)
    assert [row.item for row in basic.rows] == [
        "301", "30101", "30108", "personnel-total", "302", "30201", "30207", "running-total",
    ]  # fmt: skip


def test_pairs_of_budget_and_final_accounts_stand_under_one_header() -> None:
    text = (
        ACCOUNTS
        + """
财政拨款“三公”经费支出决算表
单位：万元
合计 | < | 因公出国（境）费 | < | 公务用车购置及运行维护费 | < | < | < | < | < | 公务接待费 | <
^ | ^ | ^ | ^ | 小计 | < | 公务用车购置费 | < | 公务用车运行维护费 | < | ^ | ^
预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数
9.00 | 7.00 | 0 | 0 | 6.00 | 5.00 | 0 | 0 | 6.00 | 5.00 | 3.00 | 2.00
"""
    )
    public = grid(read(text), TableKind.PUBLIC)
    assert public.columns == (
        "total", "final-total", "abroad", "final-abroad", "vehicles", "final-vehicles", "purchase", "final-purchase",
        "running", "final-running", "reception", "final-reception",
    )  # fmt: skip


def test_a_list_of_public_expenses_is_turned() -> None:
    start = BUDGET.index("合计 | 因公出国")
    text = (
        BUDGET[:start]
        + "项目 | 预算数\n合计 | 9.00\n1.因公出国（境）费 | 0\n2.公务接待费 | 3.00\n3.公务用车购置及运行费 | 6.00\n其中：公务用车运行维护费 | 6.00\n"
    )
    public = grid(read(text), TableKind.PUBLIC)
    assert public.columns == ("total", "abroad", "reception", "vehicles", "running")


def test_a_page_without_a_header_goes_on_with_the_table_before_it() -> None:
    text = BUDGET.replace(
        "221 | 住房保障支出 | 500,000 | 500,000 | 0\n22102", "\n221 | 住房保障支出 | 500,000 | 500,000 | 0\n22102"
    )
    assert text != BUDGET
    income = read(text).table(TableKind.INCOME)
    assert income is not None
    assert len(income.tables) == 2
    assert income.grids[0].rows[-1].item == "total"
    assert income.grids[0].whole


def test_a_page_that_cannot_be_put_behind_asserts_nothing() -> None:
    text = BUDGET.replace(
        "合计 | < | 12,000,000 | 11,500,000 | 500,000\n", "\n500,000 | 500,000\n12,000,000 | 11,500,000\n"
    )
    income = read(text).table(TableKind.INCOME)
    assert income is not None
    assert not income.grids[0].whole


BLANK = """
2025年收入预算XXX万元，支出预算XXX万元，比2024年增加XXX万元。

2025年部门收入预算总表
科目编码 | 科目名称 | 合计 | 财政拨款收入
… | … | … | …
合计 | < | |

2025年部门支出预算总表
科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
… | … | … | … | …
合计 | < | | |

2025年部门财政拨款收支预算总表
项目 | 预算数 | 项目 | 合计
一、一般公共预算资金 | | 一、教育支出 |
收入总计 | | 支出总计 |
"""


@pytest.mark.parametrize("line", ["湖滨区园林局XXXX年部门预算", "XX部门2025年部门预算"])
def test_an_empty_form_is_known_and_not_audited(line: str) -> None:
    (found,) = find_disclosures(drawn(line + BLANK))
    assert found.reason == "template"


def test_a_form_for_checking_papers_is_known_and_not_audited() -> None:
    text = "2025年部门预算公开情况检查表\n" + BUDGET.split("部门预算编制说明")[1]
    found = find_disclosures(drawn(text))
    assert [one.reason for one in found] in ([], ["review-form"])


@pytest.mark.parametrize(
    "text",
    [
        "湖滨区园林局2025年度部门整体支出绩效自评报告\n一、部门基本情况\n本单位负责园林绿化。\n二、预算执行情况\n2025年部门预算批复后严格执行。",
        "湖滨区园林局\n2025年度部门预算\n整体支出绩效自评报告\n一、基本情况\n全年支出920万元。",
    ],
)
def test_the_report_of_a_self_evaluation_is_no_paper(text: str) -> None:
    assert find_disclosures(drawn(text)) == ()


def test_a_budget_and_final_accounts_in_one_file_are_two_papers() -> None:
    submissions, _ = group_documents(
        [drawn(BUDGET + "\n" + ACCOUNTS.replace("2025年度部门决算\n", "2024年度部门决算\n", 1))]
    )
    assert sorted((one.part, one.year) for one in submissions) == [("accounts", 2024), ("budget", 2025)]


def test_a_self_evaluation_inside_a_paper_is_a_submission_of_its_own_of_the_same_unit() -> None:
    inside = EVALUATION.replace("预算部门名称 | 湖滨区园林局 | < | < | < | <\n", "预算部门名称 | | < | < | < | <\n")
    submissions, _ = group_documents([drawn(ACCOUNTS + "\n附件\n" + inside)])
    assert sorted(one.part for one in submissions) == ["", "accounts"]
    assert {one.unit for one in submissions} == {"湖滨区园林局"}
    assert [form.form for one in submissions if not one.part for form in one.forms] == ["annex3"]


def test_the_year_is_that_of_the_title_and_not_of_the_text() -> None:
    assert read(BUDGET).year == 2025
    assert read(ACCOUNTS).year == 2025


def test_a_unit_named_behind_the_number_of_a_part_is_cut_free() -> None:
    text = ACCOUNTS.replace("湖滨区园林局2025年度部门决算\n", "2025年度部门决算\n", 1)
    assert read(text).unit == "湖滨区园林局"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1. “农林水支出（类）水利（款）行政运行（项）”30万元", ("农林水支出", "水利", "行政运行")),
        ("2. “农林水支出-水利-行政运行”科目30万元", ("农林水支出", "水利", "行政运行")),
        ("3、农林水支出（213类）水利（03款）行政运行（01项）30万元", ("农林水支出", "水利", "行政运行")),
        ("（4）一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）。", ("一般公共服务支出", "政府办公厅(室)及相关机构事务", "行政运行")),
        ("5.农林水支出（类）行政运行（项）30万元", ("农林水支出", "", "行政运行")),
    ],
)  # fmt: skip
def test_the_path_of_an_item_is_read_in_every_style(text: str, names: tuple[str, str, str]) -> None:
    paper = read(BUDGET.replace("1.“社会保障和就业支出（类）", f"{text}\n1.“社会保障和就业支出（类）", 1))
    passages = passages_of(paper.body, [], year=2025, address="budget")
    passage = next(one for one in passages if one.text.startswith(text[:6]))
    path = path_in(passage)
    assert path is not None
    assert path.names == names


def test_amounts_of_another_year_and_changes_are_told_apart() -> None:
    paper = read(BUDGET)
    passages = tuple(passages_of(paper.body, [], year=2025, address="budget"))
    told = {amount.figure.raw + amount.words[-6:]: amount for passage in passages for amount in passage.amounts}
    assert told["50.00万元4年预算增加"].change
    assert told["500.00万元预算执行数为"].foreign
    assert not told["400.00万元5年预算安排"].foreign
