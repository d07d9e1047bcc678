from decimal import Decimal

from msgspec.structs import replace

from formaudit.model.verdict import Severity
from formaudit.reports.sheets import Sheet, sheets_of
from tests.reports.sample import main_submission, sample


def sheet(title: str, lang: str = "zh") -> Sheet:
    return next(item for item in sheets_of(sample(lang)) if item.title == title)


def test_the_sheets_are_those_of_a_working_paper() -> None:
    titles = ["问题清单", "可能的共同原因", "核对一致", "未能检验", "覆盖率", "所涉数字"]
    assert [item.title for item in sheets_of(sample())] == titles


def test_the_list_of_findings_has_the_columns_of_a_working_paper() -> None:
    heads = " ".join(column.head for column in sheet("问题清单").grid.columns)
    assert heads == (
        "编号 共同原因 检查 等级 性质 把握度 单位 年度 位置 原文 计算 依据 影响金额 影响得分 请核实事项 "
        "单位反馈 复核结论 经办 日期 理由 期限 标识"
    )


def test_a_row_holds_every_figure_with_its_place_and_room_for_the_answer() -> None:
    row = sheet("问题清单").grid.rows[0]
    assert row[:8] == (1, "C1", "T09 资金来源之和不等于年度资金总额", "严重", "矛盾", "98%", "示例区甲服务中心", 2023)
    assert str(row[8]).splitlines()[0] == "附件4（宣传专项） 第2行第3列（自评表.docx）"
    assert str(row[9]).splitlines()[0] == "宣传专项 年度资金总额 全年预算数：10 万元"
    assert len(str(row[8]).splitlines()) == len(str(row[9]).splitlines()) == 3
    assert row[12:14] == (Decimal("28.80"), Decimal(10))
    assert row[15:] == ("", "", "", "", "", "", "T09-a1")


def test_a_finding_without_effect_leaves_the_amounts_open() -> None:
    assert sheet("问题清单").grid.rows[2][12:14] == (None, None)


def test_each_repair_has_a_row_and_a_cause_without_repairs_keeps_one() -> None:
    submission = main_submission()
    bare = replace(submission.causes[0], repairs=(), id="C2", findings=("X06-d4", "T09-a1"))
    report = sample(submissions=(replace(submission, causes=(*submission.causes, bare)),))
    rows = sheets_of(report)[1].grid.rows
    assert [row[2] for row in rows] == ["C1", "C2"]
    assert (rows[0][6], rows[0][9:11]) == ("1、2、3", ("10", "38.8"))
    assert (rows[1][6], rows[1][9:11]) == ("1、4", ("", ""))


def test_everything_that_was_not_tested_is_listed_once() -> None:
    kinds = [row[0] for row in sheet("未能检验").grid.rows]
    assert kinds == ["无法判定", "未识别的内容", "读取时的提示", "未能读取或检验的文件"]


def test_coverage_has_a_row_for_each_submission_and_the_ledger_below() -> None:
    coverage = sheet("覆盖率")
    assert [row[2:] for row in coverage.grid.rows] == [(24, 16, 5, 3), (2, 2, 0, 0)]
    assert coverage.below is not None
    assert [row[2] for row in coverage.below.rows] == ["T01", "T09", "Y01", "T03"]


def test_every_row_is_as_wide_as_its_heads() -> None:
    for lang in ("zh", "en"):
        for item in sheets_of(sample(lang)):
            for grid in filter(None, (item.grid, item.below)):
                assert {len(row) for row in grid.rows} <= {len(grid.columns)}


def test_the_number_of_rows_is_the_number_of_findings() -> None:
    rows = sheet("问题清单").grid.rows
    assert [row[3] for row in rows].count("严重") == sum(
        item.severity is Severity.CRITICAL for item in main_submission().findings
    )
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5, 6]
