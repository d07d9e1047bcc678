"""What is no file of the kind that a command takes is told as what it is, and never written over."""

import shutil
from pathlib import Path

import pytest

from formaudit.cli.main import main
from tests.corpus import CORPORA

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("文件")
    shutil.copytree(CORPORA / "quickstart", folder / "材料")
    main(["audit", str(folder / "材料"), "--out", str(folder / "结果")])
    (folder / "空夹").mkdir()
    (folder / "乱.bin").write_bytes(bytes(range(256)) * 4)
    (folder / "别的.json").write_text('{"单位": "某局"}', "utf-8")
    (folder / "纪要.txt").write_text("会议纪要：今天开会。\n", "utf-8")
    return folder


CALLS = {
    "a binary file for findings": (["report", "乱.bin", "--format", "html"], 2, "不是 UTF-8 编码的文字"),
    "a text for findings": (["compare", "纪要.txt", "结果"], 2, "第 1 行第 1 列：不符合 JSON 语法"),
    "another JSON for decisions": (["audit", "材料", "--decisions", "别的.json"], 2, "不是处理意见文件"),
    "a binary file for decisions": (["waivers", "--decisions", "乱.bin"], 2, "不是 UTF-8 编码的文字"),
    "a folder for a workbook": (["decide", "--from", "空夹"], 2, "文件无法打开"),
    "a folder for names": (["audit", "材料", "--aliases", "空夹"], 2, "文件无法打开"),
    "a folder for answers": (["forms", "ask", "纪要.txt", "--answers", "空夹"], 2, "文件无法打开"),
    "a folder for a table": (["forms", "ask", "空夹"], 3, "文件无法打开"),
    "a file for the folder of results": (["audit", "材料", "--out", "乱.bin"], 2, "不是文件夹"),
    "a text for a reader of PDF": (["extract", "纪要.txt", "--reader", "pdfplumber"], 3, "pdfplumber 只能读取 PDF"),
    "our own report for a golden": (["golden", "new", "结果/findings.json"], 3, "没有可审核的材料"),
}


@pytest.mark.parametrize(("call", "code", "said"), CALLS.values(), ids=CALLS.keys())
def test_it_is_told_as_what_it_is(
    call: list[str], code: int, said: str, audited: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(audited)
    assert main(call) == code
    told = capsys.readouterr()
    assert (told.out, len(told.err.splitlines())) == ("", 1)
    assert said in told.err
    assert not (audited / "golden").exists()


def test_another_json_is_not_written_over(audited: Path, capsys: Captured) -> None:
    other = audited / "别的.json"
    call = [
        "decide",
        str(audited / "结果"),
        "T09",
        "--state",
        "confirmed",
        "--reason",
        "已核",
        "--decisions",
        str(other),
    ]
    assert main(call) == 2
    assert "schema = formaudit.decisions/1" in capsys.readouterr().err
    assert other.read_text("utf-8") == '{"单位": "某局"}'


def test_an_archive_of_nothing_is_not_clean(audited: Path, tmp_path: Path, capsys: Captured) -> None:
    store = str(tmp_path / "库.db")
    for call in (["scan", str(audited / "空夹"), "--store", store], ["status", "--store", store]):
        assert main(call) == 3
        assert capsys.readouterr().out.startswith("结论：不完整——没有可检验的材料")


def test_the_code_of_a_scan_is_that_of_its_verdict_which_is_about_the_whole_store(
    audited: Path, tmp_path: Path, capsys: Captured
) -> None:
    store = str(tmp_path / "库.db")
    assert main(["scan", str(audited / "纪要.txt"), "--store", store]) == 3
    capsys.readouterr()
    assert main(["scan", str(audited / "材料"), "--store", store]) == 3
    assert capsys.readouterr().out.startswith("结论：不完整——1 个文件未能识读；1 份材料")


GOALS = """<h1>2024年度项目支出绩效目标表</h1><table>
<tr><td>项目名称</td><td colspan=3>卫生室补助</td></tr>
<tr><td>主管部门</td><td>云溪县卫生局</td><td>实施单位</td><td>云溪县卫生局</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>补助卫生室</td><td>42个</td></tr></table>"""


def test_what_an_audit_calls_incomplete_a_store_calls_incomplete_too(tmp_path: Path, capsys: Captured) -> None:
    paper, store = tmp_path / "目标表.html", str(tmp_path / "库.db")
    paper.write_text(GOALS, "utf-8")
    assert main(["audit", str(paper)]) == 3
    capsys.readouterr()
    for call in (["scan", str(paper), "--store", store], ["status", "--store", store]):
        assert main(call) == 3
        assert capsys.readouterr().out.startswith("结论：不完整——1 份材料的部分内容未能读取或检验；1 份材料")
    main(["report", store, "--format", "json", "--out", str(tmp_path)])
    assert '"verdict": "incomplete"' in (tmp_path / "findings.json").read_text("utf-8")
