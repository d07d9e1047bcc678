import json
from pathlib import Path

import pytest

from formaudit.cli.main import main
from formaudit.profiles.read import built_in
from tests.corpus import CORPORA

QUICKSTART = str(CORPORA / "quickstart")


def said(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(argv)
    caught = capsys.readouterr()
    return code, caught.out, caught.err


def test_every_shipped_profile_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    for lang in ("zh", "en"):
        code, out, err = said(capsys, "profiles", "--lang", lang)
        assert (code, err) == (0, "")
        assert all(any(line.split()[0] == name for line in out.splitlines()[1:]) for name in built_in())


@pytest.mark.parametrize("name", built_in())
def test_a_profile_is_shown_in_full_in_both_languages(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for lang in ("zh", "en"):
        code, out, err = said(capsys, "profiles", name, "--lang", lang)
        assert (code, err) == (0, "")
        assert name in out.splitlines()[0]
        assert "130" in out or "120" in out


def test_json_holds_the_same_with_decimals_as_texts(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "profiles", "--json")
    data = json.loads(out)
    assert (code, data["schema"]) == (0, "formaudit.profiles/1")
    found = {entry["name"]: entry for entry in data["profiles"]}
    assert set(found) == set(built_in())
    assert found["cost20"]["weights"] == {"BUD": "10", "COST": "20", "OUT": "40", "BEN": "20", "SAT": "10"}
    assert found["sichuan"]["grades"]["中"] == "70"
    assert found["auto"]["choose"][-1] == {"profile": "default", "regions": [], "from": None, "until": None}


def test_a_user_s_profile_is_shown_with_its_relations(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "county.toml"
    path.write_text('[[relation]]\nname = "总分"\nequation = "annex3.grand.weight = 100"\n', encoding="utf-8")
    assert "R01 [major] 总分: annex3.grand.weight = 100" in said(capsys, "profiles", str(path))[1]


@pytest.mark.parametrize("command", ["profiles", "audit"])
def test_a_bad_profile_ends_with_2_and_one_line(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "county.toml"
    path.write_text("[weights]\nOUT = 'x'\n", encoding="utf-8")
    argv = ("profiles", str(path)) if command == "profiles" else ("audit", QUICKSTART, "--profile", str(path))
    code, out, err = said(capsys, *argv)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert f"{path}：" in err
    assert "第 2 行 weights.OUT" in err


def test_the_report_names_the_profile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "county.toml"
    path.write_text('extends = "older50"\nname = "本县规则"\n', encoding="utf-8")
    assert "规则 default" in said(capsys, "audit", QUICKSTART)[1]
    assert "规则 本县规则" in said(capsys, "audit", QUICKSTART, "--profile", str(path))[1]
    data = json.loads(said(capsys, "audit", QUICKSTART, "--profile", str(path), "--format", "json")[1])
    assert data["tool"]["profile"] == "本县规则"
    assert [submission["profile"] for submission in data["submissions"]] == ["本县规则"]


def test_a_relation_of_a_profile_is_explained_with_the_names_that_its_figures_have_on_the_forms(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        'name = "own"\n[[relation]]\nname = "一致"\n'
        'equation = "annex2[项目支出].final_account = annex3.project_expenditure"\n',
        encoding="utf-8",
    )
    text = said(capsys, "explain", "R01", "--profile", str(path), "--lang", "zh")[1]
    assert "附件2 项目支出 决算数 = 附件3 项目支出" in text
    assert "annex2[项目支出].final_account = annex3.project_expenditure" in text
