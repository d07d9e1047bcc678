"""``formaudit forms ask``: unknown labels shown, answered from a file or one by one, written as names and a golden."""

import argparse
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
