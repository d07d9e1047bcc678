"""Which rows and paragraphs are which form."""

import pytest

from formaudit.forms.named_year import year_in
from formaudit.forms.read import read_region
from formaudit.forms.region import Region
from formaudit.forms.regions import find_regions
from formaudit.model.forms import BaseDataForm
from tests.drawn import drawn

PROJECT = """项目名称 | 阅读推广 | <
 | 年初预算数 | 全年预算数
年度资金总额 | 5 | 5
一级指标 | 三级指标 | 完成值
产出指标 | 场次 | 12场"""
UNIT = """单位名称 | 清河县图书馆 | <
 | 年初预算数 | 全年预算数
年度资金总额 | 50 | 55
一级指标 | 三级指标 | 完成值
产出指标 | 场次 | 12场"""
TOTAL = "\n总分 | < | 90"
FURTHER = "效益指标 | 到馆人次 | 9000人次"


def kinds(text: str) -> list[str]:
    return [region.kind for region in find_regions(drawn(text))]


def only(text: str) -> Region:
    (region,) = find_regions(drawn(text))
    return region


def test_the_name_field_tells_a_project_from_a_unit() -> None:
    assert kinds(PROJECT) == ["annex4"]
    assert kinds(UNIT) == ["annex3"]


def test_the_title_tells_where_no_name_field_stands() -> None:
    body = "\n".join(PROJECT.splitlines()[1:])
    assert kinds("2023年度项目支出绩效自评表\n" + body) == ["annex4"]
    assert kinds("2023年度部门整体支出绩效自评表\n" + body) == ["annex3"]


def test_rows_that_go_on_in_a_new_table_belong_to_the_form() -> None:
    region = only(f"{PROJECT}\n\n{FURTHER}{TOTAL}")
    assert [(part.table.index, part.first, part.last) for part in region.parts] == [(0, 0, 4), (1, 0, 1)]


def test_a_header_repeated_on_the_next_page_goes_on_with_the_form() -> None:
    assert kinds(f"{PROJECT}\n\n一级指标 | 三级指标 | 完成值\n{FURTHER}") == ["annex4"]


def test_a_caption_that_says_so_goes_on_with_the_form() -> None:
    assert kinds(f"{PROJECT}\n续表\n{FURTHER}") == ["annex4"]


@pytest.mark.parametrize(
    "between",
    [
        TOTAL + "\n\n",  # the form is closed by its total
        "\n填表人：甲某  联系电话：07300000000\n",  # or by its signatures
        "\n附：书目\n",  # or the next table has a heading of its own
    ],
)
def test_a_table_behind_a_finished_form_is_kept_apart(between: str) -> None:
    assert kinds(f"{PROJECT}{between}{FURTHER}") == ["annex4", "unknown"]


def test_a_table_of_another_width_is_kept_apart() -> None:
    assert kinds(f"{PROJECT}\n\n甲 | 乙\n丙 | 丁") == ["annex4", "unknown"]


def test_two_forms_one_after_the_other_stay_two() -> None:
    assert kinds(f"附件4\n{PROJECT}{TOTAL}\n\n{PROJECT.replace('阅读推广', '古籍修复')}") == ["annex4", "annex4"]
    assert kinds(f"{UNIT}\n\n{PROJECT}") == ["annex3", "annex4"]


def test_forms_in_one_table_are_cut_at_name_or_title() -> None:
    regions = find_regions(drawn(f"{UNIT}{TOTAL}\n项目支出绩效自评表 | < | <\n{PROJECT}"))
    assert [(region.kind, region.parts[0].first, region.parts[0].last) for region in regions] == [
        ("annex3", 0, 5),
        ("annex4", 6, 11),
    ]
    assert regions[1].title == "项目支出绩效自评表"


def test_captions_and_signatures_go_with_their_table() -> None:
    text = f"附件3\n2023年度整体支出绩效自评表\n单位：万元\n{UNIT}\n填表人：甲某 联系电话：1\n附件4\n{PROJECT}"
    first, second = find_regions(drawn(text))
    assert [paragraph.text for paragraph in first.captions] == ["附件3", "2023年度整体支出绩效自评表", "单位：万元"]
    assert [paragraph.text for paragraph in first.notes] == ["填表人：甲某 联系电话：1"]
    assert [paragraph.text for paragraph in second.captions] == ["附件4"]
    assert (first.title, first.year) == ("2023年度整体支出绩效自评表", 2023)


def test_a_list_of_projects_with_money_is_no_form_of_one_project() -> None:
    assert kinds("项目支出明细\n序号 | 项目名称 | 年初预算数 | 全年预算数\n1 | 阅读推广 | 5 | 5") == ["unknown"]


def test_what_nobody_knows_is_kept_as_such() -> None:
    region = only("职工食堂菜单\n星期一 | 白菜\n星期二 | 萝卜")
    assert (region.kind, region.reason, region.confidence) == ("unknown", "no-known-labels", 0.0)


def test_running_text_is_a_report_where_it_reads_like_one() -> None:
    text = """2023年度清河县图书馆整体支出绩效自评报告
一、单位基本情况
本单位预算收入支出情况如下。
二、绩效情况
资金使用良好。"""
    region = only(text)
    assert (region.kind, region.year) == ("report", 2023)
    assert len(region.body) == 5
    assert kinds("值班安排如下，请各科室遵照执行。") == ["unknown"]
    assert kinds("年度工作报告\n本年收入稳定，经费充足，项目顺利。") == ["report"]
    assert kinds("年度工作报告\n本年收入稳定，经费充足，人员齐整。") == ["unknown"]


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (("2023年度部门整体支出绩效自评表",), 2023),
        (("部门整体支出绩效自评表", "（2022 年度）"), 2022),
        (("二〇二四年度项目支出绩效自评表",), 2024),
        (("2021年部门预算绩效自评表",), 2021),
        (("绩效自评表", "填报日期：2024年3月2日"), None),
        (("绩效自评表", "2024.3.2"), None),
        (("2024年3月填报，2023年度预算",), 2023),
        (("绩效自评表",), None),
    ],
)
def test_the_budget_year_is_no_date_of_filling_in(texts: tuple[str, ...], year: int | None) -> None:
    assert year_in(*texts) == year


_EXPENSES = """项目 | 2022年决算数 | 2023年预算数 | 2023年决算数
三公经费 | 16 | 17 | 15
公务用车运行维护费 | 12 | 12 | 11
因公出国（境）费 | 0 | 0 | 0
公务接待费 | 4 | 5 | 4"""
_REPORT = (
    "2023年度清河县图书馆整体支出绩效自评报告\n一、基本情况\n有关支出见下表：\n{table}\n二、绩效情况\n资金使用良好。"
)


def test_a_table_of_three_expenses_in_a_report_is_no_base_data() -> None:
    found = kinds(_REPORT.format(table=_EXPENSES))
    assert "annex2" not in found
    assert "report" in found
    assert kinds("2023年度“三公”经费情况表\n" + _EXPENSES) == ["unknown"]


def test_the_form_of_base_data_stays_one_beside_a_report_and_with_few_rows() -> None:
    assert kinds("2023年度整体支出绩效评价基础数据表\n" + _EXPENSES) == ["annex2"]
    assert "annex2" in kinds(_REPORT.format(table=_EXPENSES + "\n公用经费 | 40 | 42 | 41"))
    assert "annex2" in kinds(_REPORT.format(table="2023年度整体支出绩效评价基础数据表\n" + _EXPENSES))


_MONEY = """2023年度部门整体支出绩效{kind}
单位名称 | 清河县图书馆 | < | < | < | <
项目 | 年初预算数 | 全年预算数 | 全年执行数 | 执行率 | 得分
部门支出合计 | 200 | 200 | 190 | 95% | 9.5
基本支出 | 130 | 130 | 128 | 98.46% |
其中：人员经费 | 118 | 118 | 117 | 99.15% |
公用经费 | 12 | 12 | 11 | 91.67% |
项目支出 | 70 | 70 | 62 | 88.57% |
三公经费 | 1.7 | 1.7 | 1.5 | 88.24% |
编制人数 | 55 | 实有人数 | 52 | < | <"""


def test_staff_below_the_money_makes_no_base_data_of_a_self_evaluation() -> None:
    assert kinds(_MONEY.format(kind="自评表")) == ["annex3"]
    assert kinds(_MONEY.format(kind="评价基础数据表")) == ["annex2"]


def test_staff_below_the_expenses_is_no_part_of_them() -> None:
    form = read_region(only(_MONEY.format(kind="评价基础数据表")), file=0, form_index=0)
    assert isinstance(form, BaseDataForm)
    assert [row.name for row in form.rows][-1] == "三公经费"
    assert [one and one.value for one in (form.authorised_posts, form.staff_in_post)] == [55, 52]
