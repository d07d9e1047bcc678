import unicodedata

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from formaudit.model.report import AuditReport, Tick, Undecided
from formaudit.model.verdict import Severity
from formaudit.reports.tally import verdict_line
from formaudit.reports.text import to_text
from formaudit.reports.wrap import width_of
from tests.reports.sample import A2_THREE, TOTAL_BUDGET, finding, main_submission, quiet_submission, sample
from tests.reports.strategies import report as reports

FORBIDDEN = ("造假", "虚报", "骗取", "隐瞒", "挪用", "严重违规", "责任人", "处罚")


def lines(report: AuditReport) -> list[str]:
    return to_text(report).splitlines()


def many(severity: Severity, count: int) -> AuditReport:
    findings = tuple(finding(f"f{i}", "T01", severity, TOTAL_BUDGET) for i in range(count))
    submission = replace(main_submission(), findings=findings, causes=(), undecided=())
    return sample(submissions=(submission,), verdict="findings", errors=())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_line_is_the_verdict(lang: str) -> None:
    assert lines(sample(lang))[0] == verdict_line(sample(lang))


def test_the_parts_come_in_the_order_in_which_an_auditor_reads() -> None:
    text = to_text(sample(submissions=(main_submission(),)))
    heads = [
        "■ 示例区甲服务中心 · 2023年度",
        "文件",
        "识别出的表和报告",
        "资金链",
        "可能的共同原因及其引起的问题",
        "单独的问题",
    ]
    heads += ["未识别的内容", "无法判定", "核对一致", "未能读取或检验的文件"]
    found = [line for line in text.splitlines() if line in heads]
    assert found == heads


def test_the_chain_is_indented_and_its_broken_tie_shows_the_calculation() -> None:
    text = lines(sample())
    start = text.index("资金链")
    assert text[start + 1 : start + 7] == [
        "  ✓ 项目支出 38.6 万元",
        "     ✗ 宣传专项 全年预算数 10 万元",
        "       10 + 28.8 = 38.8 ≠ 10（问题 1）",
        "        · 当年财政拨款 10 万元",
        "        · 其他资金 28.8 万元",
        "     ? 上年项目支出 （空白）",
    ]


def test_each_symptom_is_one_line_under_its_cause() -> None:
    text = lines(sample())
    start = text.index("    由此引起的问题 3 处：")
    assert text[start + 1 : start + 4] == [
        "      ✗ 1. 严重·矛盾 T09 资金来源之和不等于年度资金总额：10 + 28.8 = 38.8 ≠ 10 [T09-a1]",
        "      ✗ 2. 严重·矛盾 T10 执行率与金额不符：38.6 ÷ 10 = 386.00% ≠ 98.00% [T10-b2]",
        "      ✗ 3. 较重·疑点 T11 执行率取自另一行：9.8 ÷ 10 = 98.00% [T11-c3]",
    ]


def test_a_repair_says_what_is_printed_what_would_fit_and_why() -> None:
    text = to_text(sample())
    assert "印为“10”，可还原为“38.8”" in text
    assert "依据的关系：10 + 28.8 = 38.8；执行数不超过预算数" in text


def test_a_finding_alone_shows_figures_places_calculation_and_question() -> None:
    text = lines(sample())
    start = next(number for number, line in enumerate(text) if line.startswith("  4. "))
    assert text[start : start + 7] == [
        "  4. 较重·矛盾 X06 报告与基础数据表的宣传活动支出不同 [X06-d4]",
        "     按表内三项来源相加与所列合计不一致。",
        "     待核  报告 宣传活动  10 万元  报告 第2段“10”（自评报告.pdf，第5页）",
        "     对照  宣传活动 2023年决算数  9.8 万元  附件2 第4行第4列（自评表.docx，第2页）",
        "     计算：10 ≠ 9.8，相差 0.2",
        "     依据：表内恒等关系",
        "     核实事项：请核实28.8万元的资金来源和预算数。",
    ]


def test_an_unreadable_file_is_named_with_reason_and_remedy() -> None:
    text = to_text(sample())
    assert "✗ 材料/锁定.pdf: 文件有密码 [encrypted] → 请提供无密码的文件\n" in text


@pytest.mark.parametrize("severity", [Severity.CRITICAL, Severity.MAJOR, Severity.MINOR])
def test_a_serious_finding_is_never_cut(severity: Severity) -> None:
    text = to_text(many(severity, 60))
    assert all(f"[f{number}]" in text for number in range(60))


def test_many_notes_are_cut_and_their_number_is_told() -> None:
    text = to_text(many(Severity.NOTE, 60))
    assert text.count("提示·矛盾 T01") == 10
    assert "… 另有 50 项" in text
    assert "加 --out 文件夹 可写出全部内容" in text
    assert "全部内容见 结果/report.html" in to_text(many(Severity.NOTE, 60), out="结果/report.html")


def test_many_undecided_relations_are_cut_and_their_number_is_told() -> None:
    undecided = tuple(Undecided(check=f"T{number:02}", reason="空白", figures=(A2_THREE,)) for number in range(30))
    text = to_text(sample(submissions=(replace(main_submission(), undecided=undecided),)))
    assert "… 另有 20 项" in text


def test_a_quiet_submission_says_what_holds() -> None:
    text = to_text(sample(submissions=(quiet_submission(),), verdict="clean", errors=()))
    assert text.startswith("结论：未发现矛盾（1 项关系相符，0 项无法判定）。\n")
    assert "✓ T03 Σ其中 ≤ 公用经费：1 项，如 公用经费 决算数：5 = 5" in text
    assert "单独的问题" not in text


def test_several_submissions_have_their_own_counts_and_a_total() -> None:
    text = lines(sample())
    assert "  发现 2 处严重、2 处较重、1 处一般、1 处提示" in text
    assert "  未发现矛盾" in text
    assert "数字 26 个：相符 18，矛盾 5，未检验 3" in text
    alone = to_text(sample(submissions=(main_submission(),)))
    assert alone.count("数字 24 个") == 1


def test_what_text_cannot_show_is_admitted_at_the_end() -> None:
    assert lines(sample())[-1] == "签名、印章、图片和佐证材料无法凭文字判断，不在本次核对范围之内。"


def test_the_report_never_accuses() -> None:
    assert not any(term in to_text(sample()) for term in FORBIDDEN)


def test_colour_is_only_there_when_asked_for() -> None:
    assert "\x1b" not in to_text(sample())
    assert "\x1b[1;31m  4" not in to_text(sample(), colour=True)
    assert "\x1b[33m  4. 较重" in to_text(sample(), colour=True)


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(width_of(line) for line in to_text(sample(), width=width).splitlines()) <= width


@settings(max_examples=60)
@given(reports)
def test_any_report_can_be_printed_without_control_signs(report: AuditReport) -> None:
    text = to_text(report, width=60)
    assert {char for char in text if unicodedata.category(char) in ("Cc", "Cs")} == {"\n"}
    assert to_text(report).splitlines()[0] == verdict_line(report)


def test_a_tick_says_what_must_hold_where_its_result_says_nothing_by_itself() -> None:
    signed = Tick(check="F06", figures=(A2_THREE,), calculation="")
    counted = Tick(check="F01", figures=(A2_THREE,), calculation="0 / 23")
    summed = Tick(check="T01", figures=(A2_THREE,), calculation="2.6 + 0.7 = 3.3")
    submission = replace(main_submission(), ticks=(signed, signed, counted, summed))
    found = [line.strip() for line in to_text(sample(submissions=(submission,))).splitlines() if "✓ " in line][-3:]
    assert found[0].endswith(f"：1 项，如 {A2_THREE.label}：2.6 + 0.7 = 3.3")
    assert found[1:] == [
        "✓ F01 已填的行中没有空白单元格（本年各栏）：1 项",
        "✓ F06 填表人、联系电话、填报日期可见：2 项",
    ]


def test_an_open_question_names_its_label_once() -> None:
    asked = Undecided(check="S01", reason=f"{A2_THREE.label}与所列执行率一致", figures=(A2_THREE,))
    text = to_text(sample(submissions=(replace(main_submission(), undecided=(asked,)),)))
    assert f"? S01 {A2_THREE.label}与所列执行率一致" in text


def test_a_report_from_a_store_says_that_what_holds_is_only_counted() -> None:
    text = to_text(sample(submissions=(replace(main_submission(), ticks=()),)))
    assert "本报告未附核对一致的明细" in text
    assert "没有核对一致的关系" not in text
