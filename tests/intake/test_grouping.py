"""Files of one unit and year become one submission; units that only look alike stay apart."""

import pytest

from formaudit.intake.grouping import group_documents
from formaudit.model.submission import Submission
from tests.drawn import drawn

Files = dict[str, str]
BLOCKS = (
    " | 年初预算数 | 全年预算数\n年度资金总额 | {money} | {money}\n一级指标 | 三级指标 | 完成值\n产出指标 | 场次 | 12场"
)


def unit(name: str, year: int = 2023, money: str = "50") -> str:
    return f"{year}年度部门整体支出绩效自评表\n单位名称 | {name} | <\n" + BLOCKS.format(money=money)


def project(name: str, of: str = "", year: int = 2023, money: str = "5") -> str:
    head = f"{year}年度项目支出绩效自评表\n项目名称 | {name} | <\n" + (f"实施单位 | {of} | <\n" if of else "")
    return head + BLOCKS.format(money=money)


def report(name: str, year: int = 2023) -> str:
    return (
        f"{year}年度{name}整体支出绩效自评报告\n一、单位基本情况\n预算收入支出情况如下。\n二、绩效情况\n资金使用良好。"
    )


LIST = "2023年度专项资金绩效自评清单\n序号 | 专项名称 | 单位名称 | 备注\n1 | 防汛 | 水利局 |"


def grouped(files: Files) -> list[Submission]:
    submissions, strangers = group_documents([drawn(text, path=path) for path, text in files.items()])
    assert strangers == ()
    return list(submissions)


def paths(submission: Submission) -> list[str]:
    return [document.source.path for document in submission.documents]


def test_the_files_of_one_unit_are_one_submission() -> None:
    (one,) = grouped(
        {
            "附件3.docx": unit("清河县图书馆"),
            "附件4.docx": project("阅读推广", "清河县图书馆"),
            "报告.docx": report("清河县图书馆"),
        }
    )
    assert (one.unit, one.year) == ("清河县图书馆", 2023)
    assert (len(one.departments), len(one.projects), len(one.reports)) == (1, 1, 1)
    assert (one.departments[0].file, one.projects[0].file, one.reports[0].file) == (0, 1, 2)


def test_the_longest_name_is_the_units_and_shorter_ones_join() -> None:
    (one,) = grouped(
        {
            "a.docx": project("阅读推广", "楼区图书馆"),
            "b.docx": unit("岳阳市岳阳楼区图书馆"),
            "c.docx": report("岳阳楼区图书馆"),
        }
    )
    assert one.unit == "岳阳市岳阳楼区图书馆"
    assert paths(one) == ["a.docx", "b.docx", "c.docx"]


def test_two_units_in_one_folder_are_two_submissions() -> None:
    found = grouped(
        {
            "自评/甲-附件3.docx": unit("甲县第一中学"),
            "自评/乙-附件3.docx": unit("乙县第一中学"),
            "自评/甲-报告.docx": report("甲县第一中学"),
            "自评/乙-报告.docx": report("乙县第一中学"),
        }
    )
    assert [(one.unit, paths(one)) for one in found] == [
        ("甲县第一中学", ["自评/甲-附件3.docx", "自评/甲-报告.docx"]),
        ("乙县第一中学", ["自评/乙-附件3.docx", "自评/乙-报告.docx"]),
    ]


def test_two_years_of_one_unit_are_two_submissions() -> None:
    found = grouped({"2022.docx": unit("清河县图书馆", 2022), "2023.docx": unit("清河县图书馆", 2023)})
    assert [one.year for one in found] == [2022, 2023]


def test_a_file_without_a_year_joins_its_unit() -> None:
    text = unit("清河县图书馆").replace("2023年度", "")
    (one,) = grouped({"a.docx": text.replace("50", "51"), "b.docx": project("阅读推广", "清河县图书馆")})
    assert one.year == 2023


def test_a_file_without_a_unit_joins_its_folder() -> None:
    found = grouped(
        {
            "甲/附件3.docx": unit("清河县图书馆"),
            "甲/附件4.docx": project("阅读推广"),
            "甲/附件1.docx": LIST,
            "乙/附件3.docx": unit("清河县档案馆"),
            "乙/附件4.docx": project("档案整理"),
        }
    )
    assert [(one.unit, [form.name for form in one.projects], len(one.fund_lists)) for one in found] == [
        ("清河县图书馆", ["阅读推广"], 1),
        ("清河县档案馆", ["档案整理"], 0),
    ]


def test_a_file_without_a_unit_joins_the_only_submission_there_is() -> None:
    (one,) = grouped({"甲/附件3.docx": unit("清河县图书馆"), "另附/附件4.docx": project("阅读推广")})
    assert len(one.projects) == 1


def test_where_nobody_can_say_whose_a_file_is_it_stays_alone() -> None:
    found = grouped(
        {"a/x.docx": unit("清河县图书馆"), "b/y.docx": unit("清河县档案馆"), "c/z.docx": project("阅读推广")}
    )
    assert [one.unit for one in found] == ["清河县图书馆", "清河县档案馆", ""]


def test_files_without_a_unit_stay_together_by_folder() -> None:
    found = grouped(
        {"甲/1.docx": project("阅读推广"), "甲/2.docx": project("古籍修复"), "乙/1.docx": project("档案整理")}
    )
    assert [[form.name for form in one.projects] for one in found] == [["阅读推广", "古籍修复"], ["档案整理"]]


def test_a_name_without_its_place_is_understood_within_its_folder() -> None:
    (one,) = grouped({"a.docx": unit("清河县第三小学"), "b.docx": project("食堂改造", "第三小学")})
    assert one.unit == "清河县第三小学"
    found = grouped(
        {"a.docx": unit("清河县第三小学"), "b.docx": unit("平坝县第三小学"), "c.docx": project("食堂改造", "第三小学")}
    )
    assert [one.unit for one in found] == ["清河县第三小学", "平坝县第三小学", "第三小学"]


def test_a_name_that_fits_several_units_goes_to_the_one_in_its_folder() -> None:
    found = grouped(
        {
            "清河/a.docx": unit("清河县农业农村局"),
            "平坝/a.docx": unit("平坝县农业农村局"),
            "平坝/b.docx": report("农业农村局"),
        }
    )
    assert [(one.unit, len(one.reports)) for one in found] == [("清河县农业农村局", 0), ("平坝县农业农村局", 1)]


def test_the_order_of_the_files_does_not_matter() -> None:
    files = {
        "a.docx": project("阅读推广", "楼区图书馆"),
        "b.docx": unit("岳阳市岳阳楼区图书馆"),
        "c.docx": unit("临江区档案馆"),
        "d.docx": report("岳阳楼区图书馆"),
    }
    forward = {frozenset(paths(one)) for one in grouped(files)}
    backward = {frozenset(paths(one)) for one in grouped(dict(reversed(files.items())))}
    assert forward == backward == {frozenset({"a.docx", "b.docx", "d.docx"}), frozenset({"c.docx"})}


def test_the_same_form_in_two_files_counts_once() -> None:
    (one,) = grouped(
        {
            "材料.docx": unit("清河县图书馆") + "\n" + project("阅读推广", "清河县图书馆"),
            "材料.txt": unit("清河县图书馆") + "\n" + project("阅读推广", "清河县图书馆"),
        }
    )
    assert (len(one.departments), len(one.projects)) == (1, 1)
    assert [(form.reason, form.file) for form in one.unknown] == [("copy", 1), ("copy", 1)]


def test_forms_of_one_name_with_other_figures_in_one_file_both_count_under_addresses_of_their_own() -> None:
    one_form, other = (project("阅读推广", "清河县图书馆", money=money) for money in ("5", "7"))
    (one,) = grouped({"材料.docx": f"{one_form}\n附件4\n{other}"})
    keys = [row.final_budget.key for form in one.projects for row in form.funds if row.final_budget is not None]
    assert keys == ["annex4[阅读推广].total.final_budget", "annex4[阅读推广#2].total.final_budget"]


def test_forms_of_one_name_with_other_figures_in_two_files_are_two_versions() -> None:
    found = grouped(
        {
            "1.docx": project("阅读推广", "清河县图书馆", money="5"),
            "2.docx": project("阅读推广", "清河县图书馆", money="7"),
        }
    )
    assert [(paths(one), one.adopted) for one in found] == [(["2.docx"], True), (["1.docx"], False)]


def test_equal_forms_within_one_file_are_kept_because_that_is_a_fault_to_be_shown() -> None:
    (one,) = grouped(
        {"材料.docx": project("阅读推广", "清河县图书馆") + "\n附件4\n" + project("阅读推广", "清河县图书馆")}
    )
    assert len(one.projects) == 2


def test_documents_without_any_form_are_handed_back() -> None:
    submissions, strangers = group_documents(
        [
            drawn(unit("清河县图书馆"), path="a.docx"),
            drawn("菜单 | 白菜\n汤 | 萝卜", path="菜单.docx"),
            drawn("", path="空.docx"),
        ]
    )
    assert [one.unit for one in submissions] == ["清河县图书馆"]
    assert [document.source.path for document in strangers] == ["菜单.docx", "空.docx"]


def test_forms_of_a_kind_are_counted_through_the_submission() -> None:
    (one,) = grouped(
        {"1.docx": project("阅读推广", "清河县图书馆"), "2.docx": project("古籍修复", "清河县图书馆") + "\n菜单 | 白菜"}
    )
    assert [(form.index, form.file) for form in one.projects] == [(0, 0), (1, 1)]


@pytest.mark.parametrize(
    "copy", ["副本 材料.docx", "复件 材料.docx", "Copy of 材料.docx", "备份/材料.docx", "材料(1).docx"]
)
def test_of_two_equal_files_the_original_counts_whichever_comes_first(copy: str) -> None:
    text = unit("清河县图书馆") + "\n" + project("阅读推广", "清河县图书馆")
    (one,) = grouped({copy: text, "材料.docx": text})
    counted = {one.documents[form.file].source.path for form in (*one.departments, *one.projects)}
    left = {one.documents[form.file].source.path for form in one.unknown if form.reason == "copy"}
    assert (counted, left) == ({"材料.docx"}, {copy})


def test_forms_of_several_units_in_one_file_are_a_submission_each() -> None:
    book = "\n".join(
        [
            unit("清河县水务局"),
            project("渠道维修", "清河县水务局"),
            unit("清河县林业局"),
            project("苗圃建设", "清河县国有林场"),
            unit("清河县财政局"),
        ]
    )
    made = grouped({"汇总.xlsx": book, "林业局报告.docx": report("清河县林业局")})
    assert [(one.unit, len(one.departments), [form.name for form in one.projects]) for one in made] == [
        ("清河县水务局", 1, ["渠道维修"]),
        ("清河县林业局", 1, ["苗圃建设"]),
        ("清河县财政局", 1, []),
    ]
    assert [len(one.reports) for one in made] == [0, 1, 0]
    assert made[0].departments[0].table not in {number for _, number in made[0].elsewhere}
    assert made[1].departments[0].table in {number for _, number in made[0].elsewhere}


@pytest.mark.parametrize("other", ["水务局", "清河县水务局机关", "清河县水物局", "清河县水务局"])
def test_forms_that_name_one_unit_in_two_ways_stay_one_submission(other: str) -> None:
    (one,) = grouped({"汇总.xlsx": "\n".join([unit("清河县水务局"), unit(other, money="60")])})
    assert len(one.departments) == 2


def transfer(name: str, department: str, of: str) -> str:
    return project(name, of).replace("\n实施单位", f"\n主管部门 | {department} | <\n实施单位")


def test_forms_of_projects_of_several_departments_in_one_file_are_a_submission_for_each() -> None:
    book = [
        transfer("渠道维修", "清河县水务局", "清河县水务局"),
        transfer("苗圃建设", "清河县林业局", "清河县国有林场"),
        transfer("防火巡护", "清河县林业局", "清河县国有林场"),
    ]
    made = grouped({"汇总.xlsx": "\n".join(book)})
    assert {one.unit: [form.name for form in one.projects] for one in made} == {
        "清河县水务局": ["渠道维修"],
        "清河县国有林场": ["苗圃建设", "防火巡护"],
    }


@pytest.mark.parametrize(
    "others",
    [
        [transfer("防火", "清河县林业局", "柳林镇人民政府")],  # a town that several departments give money to
        [unit("柳林镇人民政府"), transfer("防火", "清河县林业局", "清河县国有林场")],
        [project("防火", "清河县国有林场")],  # a form that names no department
    ],
)
def test_forms_of_projects_stay_together_where_their_departments_do_not_part_them(others: list[str]) -> None:
    (one,) = grouped({"汇总.xlsx": "\n".join([transfer("渠道维修", "清河县水务局", "柳林镇人民政府"), *others])})
    assert len(one.projects) == 2
