"""A changed cell of a PDF is shown as it stands on its page; other files have no picture."""

import argparse
import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from formaudit.cli.golden import configure, run
from formaudit.extract.door import extract_bytes
from formaudit.golden.check import check_cases
from formaudit.golden.crops import crops_of
from formaudit.golden.output import changes_of
from formaudit.golden.review import accept, propose
from tests.extract.pdf.paper import pdf, table
from tests.extract.test_pictures import decoded
from tests.golden.fake import WHO, actual, producing, record

PAPER = pdf(table("年初预算 | 全年预算\n12 | 34.5"))


def _cell(text: str, page: int = 1) -> str:
    cell = next(each for each in extract_bytes(PAPER, "a.pdf").tables[0] if each.text == "34.5")
    assert cell.bbox is not None
    box = [round(number) for number in cell.bbox]
    return record(file=0, table=0, row=cell.row, col=cell.col, text=text, page=page, bbox=box)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    source = tmp_path / "corpora" / "甲" / "a.pdf"
    source.parent.mkdir(parents=True)
    source.write_bytes(PAPER)
    propose(tmp_path / "golden", "甲", (source,), producing(replace(actual(), tables=(_cell("34.5"),))))
    accept(tmp_path / "golden", "甲", **WHO)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_picture_of_a_changed_cell_is_written_and_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    configure(parser)
    call = ["check", "甲", "--crops", str(root / "图")]
    now = replace(actual(), tables=(_cell("345"),))
    assert run(parser.parse_args(call), lambda _: producing(now)) == 1
    (picture,) = (root / "图").iterdir()
    assert f"截图 {picture.as_posix()}" in capsys.readouterr().out
    wide, high, dots = decoded(picture.read_bytes())
    assert wide > 100
    assert high > 50
    assert min(dots) < 100
    assert run(parser.parse_args([*call, "--format", "json"]), lambda _: producing(now)) == 1
    (result,) = json.loads(capsys.readouterr().out)["results"]
    assert [change["crop"] for change in result["changes"]] == [picture.as_posix()]


@pytest.mark.parametrize("cell", [_cell("345", page=7), record(file=0, table=0, row=1, col=1, text="345")])
def test_a_cell_without_a_page_has_no_picture(root: Path, cell: str) -> None:
    (state,) = check_cases(root / "golden", lambda _: producing(replace(actual(), tables=(cell,))))
    assert state.fails
    assert crops_of(state, changes_of(state, "zh"), [root / "corpora" / "甲" / "a.pdf"]) == {}
