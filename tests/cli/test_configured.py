"""Settings of a project, found upwards from the files; what stands in the call goes before them."""

import json
from pathlib import Path

import pytest

from formaudit.cli.configured import find
from formaudit.cli.main import main

QUICKSTART = Path(__file__).parents[2] / "corpora" / "quickstart"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "project" / "2023" / "papers"
    folder.mkdir(parents=True)
    for file in QUICKSTART.glob("*.docx"):
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def _settings(papers: Path, text: str, name: str = "formaudit.toml") -> Path:
    path = papers.parents[1] / name
    path.write_text(text, encoding="utf-8")
    return path


def test_settings_stand_in_the_place_of_options_that_a_call_leaves_open(
    papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", str(papers)]) == 1
    _settings(papers, 'fail-on = "none"\nlang = "en"\n')
    capsys.readouterr()
    assert main(["audit", str(papers)]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("Verdict")
    assert told.err == "", "what lies above the files is followed without a word"
    assert main(["audit", str(papers), "--fail-on", "minor", "--lang", "zh"]) == 1
    assert capsys.readouterr().out.startswith("结论")


def test_a_single_file_and_the_working_folder_begin_the_search_too(
    papers: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _settings(papers, 'lang = "en"\n')
    file = next(papers.glob("*.docx"))
    main(["audit", str(file)])
    assert capsys.readouterr().out.startswith("Verdict")
    monkeypatch.chdir(papers)
    main(["checks"])
    assert "contradiction" in capsys.readouterr().out.lower()


def test_verbose_says_which_file_was_followed(papers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _settings(papers, 'fail-on = "none"\n')
    main(["audit", str(papers), "--verbose"])
    said = capsys.readouterr().err
    assert str(path) in said
    assert "fail-on = none" in said


def test_settings_that_lie_among_the_audited_files_are_never_followed_in_silence(
    papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (papers / "formaudit.toml").write_text('fail-on = "none"\n', encoding="utf-8")
    main(["audit", str(papers)])
    assert "formaudit.toml" in capsys.readouterr().err


def test_a_project_file_counts_only_with_a_table_of_ours_and_behind_our_own_file(papers: Path) -> None:
    project = _settings(papers, '[project]\nname = "x"\n', "pyproject.toml")
    assert find(papers) is None
    project.write_text('[project]\nname = "x"\n[tool.formaudit]\nlang = "en"\n', encoding="utf-8")
    assert find(papers) == project
    own = _settings(papers, 'lang = "zh"\n')
    assert find(papers) == own


def test_a_store_and_goldens_are_named_from_the_folder_of_the_settings(
    papers: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _settings(papers, 'store = "kept/all.db"\ngolden = "kept/golden"\n')
    (papers.parents[1] / "kept").mkdir()
    assert main(["scan", str(papers), "--workers", "1", "--fail-on", "none"]) == 0
    assert (papers.parents[1] / "kept" / "all.db").is_file()
    monkeypatch.chdir(papers)
    capsys.readouterr()
    assert main(["status", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["submissions"]
    main(["golden", "list"])
    said = capsys.readouterr()
    assert "golden" in said.out + said.err


def test_a_profile_of_ones_own_is_named_from_the_folder_of_the_settings(papers: Path) -> None:
    (papers.parents[1] / "own.toml").write_text('extends = "default"\n[checks]\noff = ["T09"]\n', encoding="utf-8")
    _settings(papers, 'profile = "own.toml"\n')
    assert main(["audit", str(papers), "--format", "json"]) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('profil = "x"\n', "profile"),
        ('fail-on = "majr"\n', "major"),
        ("lang = 3\n", "lang"),
        ("profile = \n", "1"),
        ('tolerance = "x"\n', "fail-on"),
    ],
)
def test_a_mistake_is_one_line_with_its_place_and_what_was_meant(
    text: str, said: str, papers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _settings(papers, text)
    assert main(["audit", str(papers)]) == 2
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1
    assert str(path) in told
    assert said in told
