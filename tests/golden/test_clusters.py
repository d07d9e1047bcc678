"""Changes of one kind over many cases: put together, labelled in words, shown with their rows, decided on at once."""

import argparse
import json
import os
import select
import signal
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from formaudit.cli.golden import configure, run
from formaudit.cli.main import main
from formaudit.errors import ExitCode, UsageError
from formaudit.golden.case import Actual
from formaudit.golden.cells import rejected
from formaudit.golden.compare import Change, compare
from formaudit.golden.labels import address_words
from formaudit.golden.told import told
from tests.archive.made import write_case
from tests.golden.fake import accepted, actual, record, world

WHO = ["--reviewer", "张某某", "--reason", "列已恢复"]
CASES = ("甲", "乙", "丙")
Captured = pytest.CaptureFixture[str]


def rates(*rows: int, lost: bool = False) -> Actual:
    """Projects with a rate each, or without where the program has lost the column."""
    cells = tuple(
        record(file=0, table=0, row=row, col=col, text=text)
        for row in rows
        for col, text in enumerate(("资金总额", f"{row}0", f"{row}9%"))
    )
    figures = tuple(
        record(
            at=[0, 0, row, 2, None], key=f"annex4[项目{row}].total.rate", kind="figure", raw=f"{row}9%",
            value=f"{row}9", unit="%",
        )
        for row in rows
    )  # fmt: skip
    return replace(actual(), tables=cells, figures=() if lost else figures)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    world(tmp_path, *CASES)
    monkeypatch.chdir(tmp_path)
    for number, case in enumerate(CASES, 1):
        accepted(tmp_path, case, rates(*range(1, number + 2)))
    return tmp_path


def call(*words: str) -> int:
    """The command, with a program that has lost the column of rates."""
    parser = argparse.ArgumentParser()
    configure(parser)

    def produce(paths: tuple[Path, ...]) -> Actual:
        number = CASES.index(paths[0].parent.name) + 1
        return rates(*range(1, number + 2), lost=True)

    return run(parser.parse_args(words), lambda _: produce)


def test_a_column_that_is_gone_is_one_line_with_its_cases_and_places(root: Path, capsys: Captured) -> None:
    assert root
    assert call("diff") == ExitCode.FINDINGS
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "改动 1 类，涉及 3 个案例、9 处"
    assert lines[2].endswith("] 附件4 执行率消失：3案例9处")
    assert "附件4（项目1） 年度资金总额 执行率" in lines[3]
    assert lines[4].strip() == "所在行 资金总额 | 10 | 19%"
    assert lines[-1].startswith("一次认可一类：formaudit golden accept --cluster ")


def test_one_decision_settles_a_cluster_in_every_case_and_is_logged(root: Path, capsys: Captured) -> None:
    call("diff", "--format", "json")
    (cluster,) = json.loads(capsys.readouterr().out)["clusters"]
    assert (len(cluster["cases"]), cluster["places"], len(cluster["samples"])) == (3, 9, 3)
    assert call("accept", "--cluster", cluster["id"], *WHO) == 0
    assert "已认可" in capsys.readouterr().out
    assert call("diff") == ExitCode.OK
    assert "没有待定的改动" in capsys.readouterr().out
    assert call("check") == ExitCode.OK
    assert len((root / "golden" / "decisions.jsonl").read_text("utf-8").splitlines()) == 6


def test_a_cluster_that_is_rejected_stays_a_difference_and_is_not_shown_again(root: Path, capsys: Captured) -> None:
    call("diff", "--format", "json")
    (cluster,) = json.loads(capsys.readouterr().out)["clusters"]
    assert call("reject", "--cluster", cluster["id"], *WHO) == 0
    assert len(rejected(root / "golden", "丙")) == 4
    assert call("diff") == ExitCode.OK
    assert call("check") == ExitCode.FINDINGS


def test_the_id_of_a_kind_is_the_same_in_the_next_run(root: Path, capsys: Captured) -> None:
    assert root
    ids = []
    for _ in range(2):
        call("diff", "--format", "json")
        ids.append([each["id"] for each in json.loads(capsys.readouterr().out)["clusters"]])
    assert ids[0] == ids[1]
    with pytest.raises(UsageError, match="golden-no-cluster"):
        call("accept", "--cluster", "00000000", *WHO)
    with pytest.raises(UsageError, match="golden-no-case"):
        call("accept", *WHO)


def test_different_things_that_happen_are_different_kinds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from formaudit.golden.clusters import _kind  # noqa: PLC0415 - the kinds are what is tested

    del tmp_path, monkeypatch

    def cell(before: str, after: str) -> tuple[str, ...]:
        return _kind(
            Change(
                "tables",
                record(file=0, table=0, row=1, col=1, text=before, span=[1, 1]),
                record(file=0, table=0, row=1, col=1, text=after, span=[1, 1]),
            )
        )

    assert cell("23.71亩", "20亩") == cell("共23.71个", "共20个") == ("tables", "cell", "put", "3.71", "0")
    assert cell("年 度", "年度") == ("tables", "cell", "blanks")
    assert cell("", "3") == ("tables", "cell", "filled")
    assert cell("3", "") == ("tables", "cell", "emptied")
    assert cell("很长的一段文字在这里", "完全是另外一段别的话了") == ("tables", "cell", "text")


def test_a_figure_without_a_value_is_told_as_it_is_printed() -> None:
    was = replace(rates(1), figures=(record(key="report[评价等级]", kind="figure", raw="优", value=None, unit="%"),))
    now = replace(was, figures=())
    (said,) = told(compare(was, now), was, now, "zh")
    assert (said.before, said.place) == ("优", "数字 报告 评价等级")


def test_an_address_is_said_as_a_clerk_says_it() -> None:
    assert address_words("annex4[县级专项资金].total.rate", "zh") == "附件4（县级专项资金） 年度资金总额 执行率"
    assert address_words("annex2[三公经费].budget", "zh") == "附件2 三公经费 预算数"
    assert address_words("annex3.indicator[培训次数].score", "zh") == "附件3 培训次数 得分"


def test_every_submission_of_an_archive_becomes_a_case_and_a_second_time_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    write_case(tmp_path / "档案" / "甲", "river-clean")
    write_case(tmp_path / "档案" / "乙", "culture-other-funds", apart=True)
    monkeypatch.chdir(tmp_path)
    assert main(["golden", "new", "--each", "档案"]) == ExitCode.OK
    assert capsys.readouterr().out.splitlines()[-1] == "新建案例 2 个，已有 0 个，未能建立 0 个。"
    assert len([folder for folder in (tmp_path / "golden").iterdir() if folder.is_dir()]) == 2
    assert main(["golden", "new", "--each", "档案"]) == ExitCode.OK
    assert capsys.readouterr().out.splitlines()[-1] == "新建案例 0 个，已有 2 个，未能建立 0 个。"
    capsys.readouterr()
    assert main(["golden", "diff"]) == ExitCode.FINDINGS  # nobody has accepted them: no pass
    assert "另有 2 个案例未能比较" in capsys.readouterr().out
    assert main(["golden", "accept", "--all", *WHO]) == ExitCode.OK
    capsys.readouterr()
    assert main(["golden", "diff"]) == ExitCode.OK
    assert capsys.readouterr().out.strip() == "2 个案例没有待定的改动。"


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are those of POSIX systems")
def test_at_a_terminal_a_key_needs_no_enter(root: Path) -> None:
    import pty  # noqa: PLC0415 - not on every system

    child, terminal = pty.fork()
    if child == 0:
        os.chdir(root)
        code = "from formaudit.cli.keys import key_pressed; print('pressed', key_pressed())"
        os.execve(sys.executable, [sys.executable, "-c", code], dict(os.environ))
    os.write(terminal, b"a")
    said = b""
    try:
        while b"pressed a" not in said and select.select([terminal], [], [], 30)[0]:
            said += os.read(terminal, 1024)
    except OSError:
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert b"pressed a" in said
