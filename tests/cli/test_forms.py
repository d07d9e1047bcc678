"""``formaudit forms ask``: unknown labels shown, answered from a file or one by one, written as names and a golden."""

import argparse
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from formaudit.cli import forms
from formaudit.cli.main import main

_TABLE = (
    "<html><body><p>项目支出绩效自评表</p><p>（2023年度）</p><table>"
    "<tr><td>项目名称</td><td colspan=5>湿地补植</td></tr><tr><td>实施单位</td><td colspan=5>某县湿地站</td></tr>"
    "<tr><td>款项来路</td><td>下达盘子</td><td>花出去的</td><td>执行率</td><td>分值</td><td>得分</td></tr>"
    "<tr><td>年度资金总额</td><td>10</td><td>9</td><td>90%</td><td>10</td><td>9</td></tr>"
    "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td><td>分值</td></tr>"
    "<tr><td>产出指标</td><td>数量指标</td><td>补植面积</td><td>5亩</td><td>5亩</td><td>90</td></tr></table></body></html>"
)
_ANSWERS = (
    'reviewer = "甲某"\nreason = "本县叫法"\n[labels]\n"下达盘子" = "fund-column:final_budget"\n'
    '"花出去的" = "fund-column:actual_amount"\n'
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "form.html").write_text(_TABLE, encoding="utf-8")
    return tmp_path


def test_what_is_unknown_is_shown_and_the_audit_is_incomplete(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert folder.exists()
    assert main(["forms", "ask", "form.html"]) == 3
    said = capsys.readouterr().out
    assert "像附件4" in said
    assert "“下达盘子”" in said
    assert "“花出去的”" in said
    assert "湿地补植" not in said
    assert main(["audit", "form.html"]) == 3


def test_answers_from_a_file_make_the_form_readable(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "answers.toml").write_text(_ANSWERS, encoding="utf-8")
    assert main(["forms", "ask", "form.html", "--answers", "answers.toml"]) == 0
    assert (folder / "golden" / "form" / "figures.json.new").exists()
    assert "下达盘子" in (folder / "aliases.toml").read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["audit", "form.html", "--aliases", "aliases.toml"]) != 3
    assert main(["forms", "ask", "form.html"]) == 0


def test_an_answer_that_no_vocabulary_has_is_refused_with_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "answers.toml").write_text(_ANSWERS.replace("final_budget", "final_budgt"), encoding="utf-8")
    assert main(["forms", "ask", "form.html", "--answers", "answers.toml"]) == 2
    assert "answers.toml" in capsys.readouterr().err
    assert not (folder / "aliases.toml").exists()


def test_labels_are_asked_one_by_one(folder: Path, asked: Callable[[list[str]], int]) -> None:
    assert asked(["fund-column:final_budget", "fund-column:actual_amount", "甲某", "本县叫法"]) == 0
    assert "本县叫法" in (folder / "aliases.toml").read_text(encoding="utf-8")


def test_whoever_ends_the_questions_has_written_nothing(folder: Path, asked: Callable[[list[str]], int]) -> None:
    assert asked(["q"]) == 3
    assert not (folder / "aliases.toml").exists()


@pytest.fixture
def asked() -> Callable[[list[str]], int]:
    def run(answers: list[str]) -> int:
        parser = argparse.ArgumentParser()
        forms.configure(parser)
        told = iter(answers)
        return forms.run(parser.parse_args(["ask", "form.html"]), ask=lambda _: next(told))

    return run


def test_a_profiles_own_relations_are_checks_like_any_other(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "own.toml").write_text(
        '[[relation]]\nname = "支出不超过预算"\nequation = "annex3.total.actual_amount <= annex3.total.final_budget"\n',
        encoding="utf-8",
    )
    assert main(["checks", "--profile", "own.toml", "--family", "R"]) == 0
    assert "支出不超过预算" in capsys.readouterr().out
    assert main(["explain", "R01", "--profile", "own.toml"]) == 0
    assert "annex3.total.actual_amount" in capsys.readouterr().out


_ELSEWHERE = """
<html><body><p>资金效果检视单（2024年）</p><table>
<tr><td>事项叫法</td><td colspan=5>某灌区改造</td></tr>
<tr><td>款项盘子</td><td></td><td>拟投数</td><td>兑付数</td><td>兑付比</td><td>评点</td></tr>
<tr><td></td><td>总盘子</td><td>120.5</td><td>118.2</td><td>98.09</td><td>9.8</td></tr>
<tr><td>效果条目</td><td>细目</td><td>期望</td><td>实得</td><td>配点</td><td>得点</td></tr>
<tr><td>做了多少</td><td>衬砌长度</td><td>12</td><td>12.6</td><td>20</td><td>20</td></tr></table></body></html>
"""


def _asked_of(text: str, folder: Path, capsys: pytest.CaptureFixture[str], name: str = "odd.html") -> tuple[int, str]:
    (folder / name).write_text(text, encoding="utf-8")
    code = main(["forms", "ask", name])
    return code, capsys.readouterr().out


def test_a_table_of_which_no_label_is_known_is_named_and_all_its_labels_are_asked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = _asked_of(_ELSEWHERE, folder, capsys)
    assert code == 3
    assert "已识别 0 个数字" in said
    assert "第1个表不像任何一种已知的表" in said
    for label in ("拟投数", "兑付数", "兑付比", "评点", "期望", "实得", "总盘子", "事项叫法", "做了多少"):
        assert f"“{label}”" in said
    assert "某灌区改造" not in said
    assert "没有不认识的表" not in said


def test_the_figures_shown_of_a_column_end_where_the_next_heading_begins(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, said = _asked_of(_ELSEWHERE, folder, capsys)
    assert "“拟投数”（第2行第3列），栏内有 120.5\n" in said


def test_a_strange_table_without_figures_is_named_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = re.sub(r"<td>[0-9.]+</td>", "<td>达标</td>", _ELSEWHERE)
    code, said = _asked_of(words, folder, capsys)
    assert code == 3
    assert "“拟投数”" in said
    assert "“事项叫法”" in said


def test_a_plain_list_beside_a_form_is_named_with_its_unknown_column(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = _TABLE.replace("下达盘子", "全年预算数").replace("花出去的", "全年执行数").replace("款项来路", "资金情况")
    listed = "<p>开支一览</p><table><tr><td>花项</td><td>花销</td></tr><tr><td>苗子</td><td>5.5</td></tr><tr><td>人工</td><td>3.5</td></tr></table>"
    code, said = _asked_of(known.replace("</body>", f"{listed}</body>"), folder, capsys)
    assert code == 3
    assert "第2个表不是已知的表：2 个数字只按明细清单读出" in said
    assert "“花销”" in said
    assert "“苗子”" not in said


def test_a_file_without_any_table_is_not_said_to_be_known(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = _asked_of("只是几句话，没有表。\n", folder, capsys, "words.txt")
    assert code == 3
    assert "没有读出任何表格" in said
    assert "没有不认识的表" not in said


def test_a_folder_is_no_file_to_ask_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "ask", str(tmp_path)]) == 3
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)
    assert "无法打开" in said.err
