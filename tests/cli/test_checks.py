import json

import pytest

from formaudit.checks.catalogue import CHECKS
from formaudit.cli.main import main


def test_the_catalogue_is_listed_with_its_number_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["checks"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"共 {len(CHECKS)} 项审核规则"
    assert any(line.startswith("T09") and "parts-do-not-sum" in line for line in lines)


def test_one_family_is_listed_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["checks", "--family", "U", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith(f"{sum(check.code[0] == 'U' for check in CHECKS)} checks\n")


def test_the_catalogue_as_json_names_every_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["checks", "--json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["schema"] == "formaudit.checks/1"
    assert len({entry["check"] for entry in content["checks"]}) == len(CHECKS)


@pytest.mark.parametrize("name", ["T09", "t09", "parts-do-not-sum"])
def test_a_check_is_explained_by_code_or_name(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", name]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("T09  parts-do-not-sum\n")
    assert "4 + 18.35 = 22.35" in printed


def test_a_check_as_json_has_its_parts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "Y01", "--json", "--lang", "en"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert {"purpose", "formula", "tolerance", "guard", "breaks", "holds", "basis", "question"} <= content.keys()
    assert content["severity"] == "minor"


def test_an_unknown_check_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "T99"]) == 2
    assert "T99" in capsys.readouterr().err
