"""Tables copied out of a browser: a merged cell is printed once, and the rows below it are short on the left."""

from formaudit.extract.txt import read
from formaudit.model.document import Document, Source
from tests.extract.drawn import draw

HEAD = "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分"
FULL = "产出指标\t数量指标\t培训场次\t≥10场\t12场\t10\t10"


def opened(*lines: str) -> Document:
    return read("\n".join(lines).encode(), Source(path="a.txt", sha256="", format="txt"))


def test_values_stand_under_what_they_can_mean() -> None:
    found = opened(
        HEAD, FULL, "培训人数\t≥500人\t520人\t10\t9.5", "质量指标\t合格率\t≥95%\t96%\t15\t15", "总分\t35\t34.5"
    )
    assert draw(found.tables[0])[3][1:3] == ["质量指标", "合格率"]
    assert draw(found.tables[0])[2] == ["^", "^", "培训人数", "≥500人", "520人", "10", "9.5"]
    assert draw(found.tables[0])[4] == ["总分", "<", "<", "<", "<", "35", "34.5"]
    assert found.warnings == ()


def test_a_row_that_fits_on_the_right_only_is_certain() -> None:
    full = "效益指标\t社会效益\t知晓率\t≥90%\t92%\t30\t30"
    found = opened(HEAD, FULL, full, "满意度\t群众满意度\t≥95%\t96%\t15\t15")
    assert draw(found.tables[0])[3] == ["^", "满意度", "群众满意度", "≥95%", "96%", "15", "15"]
    assert found.warnings == ()


def test_blanks_trimmed_at_the_end_are_put_back_where_that_fits() -> None:
    found = opened("项目\t年初预算数\t全年预算数", "基本支出\t120.5\t126", "项目支出\t40", "合计\t160.5\t126")
    assert draw(found.tables[0])[2] == ["项目支出", "40", ""]
    assert found.warnings == ()


def test_a_row_before_a_whole_one_may_continue_the_group_above() -> None:
    found = opened(
        HEAD,
        "部门管理（60分）\t资金投入\t预算执行率\t100%\t100%\t30\t30",
        "财务管理\t制度健全性\t健全\t健全\t30\t30",
        "能力建设（20分）\t长效管理\t规划完备程度\t完备\t完备\t8\t8",
        "人力资源建设\t培训机制完备性\t完备\t完备\t12\t10",
        "服务对象满意度（20分）\t服务对象满意度\t群众满意度\t≥90%\t91.6%\t20\t20",
        "总分\t100\t98",
    )
    assert draw(found.tables[0])[4] == ["^", "人力资源建设", "培训机制完备性", "完备", "完备", "12", "10"]


def test_the_lower_row_of_a_heading_parts_its_first_cells() -> None:
    found = opened(
        "绩效指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因",
        "一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位",
        "产出指标\t数量指标\t受资助人数\t≥\t735\t人次\t735\t10\t10\t",
        "质量指标\t覆盖率\t≥\t100\t%\t100%\t20\t20\t",
        "效益指标\t社会效益指标\t知晓率\t≥\t95\t%\t98%\t20\t20\t",
    )
    assert draw(found.tables[0])[:2] == [
        ["绩效指标", "<", "<", "年度指标值", "<", "<", "实际完成值", "分值", "得分", "偏差原因"],
        ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "^", "^", "^", "^"],
    ]


def test_a_row_that_lacks_a_value_in_the_middle_is_doubted() -> None:
    head = "项目\t年初预算数\t全年预算数\t全年执行数\t执行率"
    found = opened(
        head, "公用经费\t120.5\t126\t121.5\t96.43%", "专项资金\t40\t44.32\t99.6%", "合计\t160.5\t170\t165\t97%"
    )
    assert [cell.confidence for cell in found.tables[0].starting(2) if cell.text] == [0.5] * 4


def test_values_that_came_under_headings_of_other_kinds_are_doubted() -> None:
    found = opened(
        "预算执行情况\t\t年度预算（万元）\t实际执行\t执行率\t权重（%）\t得分",
        "年初预算\t调整后预算",
        "年度资金总额\t26.00\t35.40\t35.00\t98.87%\t10\t9.89",
        "其他资金\t0.00\t9.40\t9.40\t\t\t",
        "绩效指标\t一级指标\t二级指标\t三级指标\t计算符号\t指标值\t计量单位\t实际完成指标值\t权重（%）\t自评得分\t偏差原因",
        "成本指标\t经济成本指标\t专项总成本\t≤\t35.4\t万元\t35\t10\t10\t",
        "产出指标\t数量指标\t培训人数\t≥\t420\t人\t436\t8\t8\t",
    )
    row = next(cell.row for cell in found.tables[0] if cell.text == "年度资金总额")
    assert all(cell.confidence < 0.9 for cell in found.tables[0].starting(row) if cell.text[:1].isdigit())
    assert "ragged-lines" in [warning.code for warning in found.warnings]


def test_headings_that_begin_with_a_year_are_headings_and_no_figures() -> None:
    found = opened(
        "财政供养人员情况(人)\t编制数\t\t2023年实际在职人数\t\t控制率\t",
        "\t12\t\t10\t\t83.33%\t",
        "经费控制情况(万元)\t2022年决算数\t\t2023年预算数\t\t2023年决算数\t",
        "三公经费\t2.9\t\t2.8\t\t2.5\t",
    )
    assert [cell.confidence for cell in found.tables[0] if cell.text[:1].isdigit()] == [1.0] * 10
    assert found.warnings == ()


def _one_cell_a_line(total: list[str]) -> Document:
    rows = [
        ["绩效指标", "一级指标", "二级指标", "三级指标", "符号", "指标值", "完成值", "完成率", "权重", "得分", "原因"],
        ["", "产出指标", "数量指标", "培训人数", "≥", "420", "436", "103.81%", "30", "30", ""],
        ["", "", "质量指标", "合格率", "≥", "95", "96", "101.05%", "30", "30", ""],
        ["", "效益指标", "社会效益指标", "查处率", "≥", "90", "92", "102.22%", "40", "38", ""],
        total,
    ]
    return opened("自评表", "\n\n".join("\n".join("\t" + cell for cell in row) for row in rows), "\n")


def test_words_that_may_stand_for_the_first_figure_of_a_total_leave_the_rows_in_doubt() -> None:
    head = ["绩效指标", "一级指标", "二级指标", "三级指标", "分值", "得分", "指标值", "完成值", "完成率", "原因"]
    rows = [
        head,
        ["", "产出指标", "数量指标", "培训人数", "30", "29.9", "不低于420人", "436人", "103.81%", ""],
        ["", "", "质量指标", "合格率", "30", "30", "不低于95%", "96%", "101.05%", ""],
        ["", "效益指标", "社会效益指标", "查处率", "40", "40", "不低于90%", "92%", "102.22%", ""],
        ["总分", "未统计", "99.9", "", "", "", ""],
    ]
    found = opened("自评表", "\n\n".join("\n".join("\t" + cell for cell in row) for row in rows), "\n")
    assert all(cell.confidence < 0.9 for cell in found.tables[0] if cell.text == "99.9")


def test_words_over_several_columns_of_figures_in_a_row_of_totals_leave_the_rows_in_doubt() -> None:
    found = _one_cell_a_line(["总 分", "100", "以决算为准", ""])
    assert all(cell.confidence < 0.9 for cell in found.tables[0] if cell.text == "100")
    found = _one_cell_a_line(["总 分", "100", "98", ""])
    assert {cell.confidence for cell in found.tables[0]} == {1.0}
    assert [cell.col for cell in found.tables[0] if cell.text in ("100", "98")] == [8, 9]
