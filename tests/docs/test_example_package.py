"""The example package in docs: its check and its format work once it is installed and, for the check, asked for."""

import json
import sys
from pathlib import Path

import pytest

from formaudit.checks.by_users import plugins as check_plugins
from formaudit.cli.main import main
from formaudit.errors import InputError, UsageError
from formaudit.extract import plugins as format_plugins
from formaudit.extract.door import extract_bytes
from formaudit.profiles.read import read_profile

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "county"
QUICKSTART = ROOT / "corpora" / "quickstart"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package as pip would install it, without pip."""
    home = tmp_path / "site"
    info = home / "formaudit_county-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: formaudit-county\nVersion: 1.0\n")
    project = (EXAMPLE / "pyproject.toml").read_text("utf-8")
    groups = project.split("[project.entry-points.")[1:]
    lines = []
    for group in groups:
        head, _, body = group.partition("]\n")
        lines += [f"[{head.strip(chr(34))}]", *(line.replace('"', "") for line in body.split("\n\n")[0].splitlines())]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n")
    monkeypatch.syspath_prepend(str(home))
    monkeypatch.syspath_prepend(str(EXAMPLE / "src"))
    check_plugins.plugin_checks.cache_clear()
    format_plugins._modules.cache_clear()


@pytest.fixture(autouse=True)
def forgotten() -> object:
    yield
    check_plugins.plugin_checks.cache_clear()
    format_plugins._modules.cache_clear()
    for name in [name for name in sys.modules if name == "county" or name.startswith("county.")]:
        del sys.modules[name]


def _profile(tmp_path: Path, text: str = 'extends = "default"\nplugins = ["formaudit-county"]\n') -> Path:
    path = tmp_path / "county.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.usefixtures("installed")
def test_a_check_of_ones_own_runs_where_the_profile_names_its_package(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["audit", str(QUICKSTART), "--profile", str(_profile(tmp_path)), "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    (row,) = [row for row in told["submissions"][0]["ledger"] if row["check"] == "R100"]
    assert row["holds"] + row["broken"] == 2
    main(["audit", str(QUICKSTART), "--format", "json"])
    assert "R100" not in capsys.readouterr().out


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(("lang", "title"), [("zh", "产出指标过少"), ("en", "too few indicators of output")])
def test_a_check_of_ones_own_is_explained_and_listed_in_both_languages(
    lang: str, title: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = str(_profile(tmp_path))
    assert main(["explain", "R100", "--profile", profile, "--lang", lang]) == 0
    assert title in capsys.readouterr().out
    assert main(["checks", "--profile", profile, "--lang", lang]) == 0
    assert "R100" in capsys.readouterr().out


@pytest.mark.usefixtures("installed")
def test_the_check_can_be_switched_off_and_made_graver_like_any_other(tmp_path: Path) -> None:
    text = 'plugins = ["formaudit-county"]\n[checks]\noff = ["R100"]\n[severity]\nR100 = "major"\n'
    profile = read_profile(str(_profile(tmp_path, text)))
    assert "R100" in profile.disabled
    assert dict(profile.severities)["R100"] == "major"


def test_a_package_that_is_not_installed_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(QUICKSTART), "--profile", str(_profile(tmp_path))]) == 2
    told = capsys.readouterr().err
    assert "formaudit-county" in told
    assert len(told.splitlines()) == 1
    with pytest.raises(UsageError, match="plugin-missing"):
        check_plugins.plugin_checks(("formaudit-county",))


@pytest.mark.usefixtures("installed")
def test_a_format_of_ones_own_is_read_by_its_bytes() -> None:
    data = "TALLY 1\n项目;预算;执行\n路灯;12;11.5\n".encode()
    document = extract_bytes(data, "自评.tly")
    assert document.source.format == "tally"
    assert [cell.text for cell in document.tables[0]] == ["项目", "预算", "执行", "路灯", "12", "11.5"]
    with pytest.raises(InputError, match="encoding"):
        extract_bytes(b"TALLY 1\n\xff\xfe\n", "自评.tly")
    assert extract_bytes(data, "自评.txt").source.format in ("txt", "csv"), "what is read here is read as ever"


def test_without_the_package_such_a_file_is_read_as_before() -> None:
    assert extract_bytes(b"TALLY 1\na;b\n", "x.tly").source.format in ("txt", "csv")
    with pytest.raises(InputError, match="unsupported"):
        extract_bytes(b"\x7fELF\x02\x01\x01" + bytes(64), "x.bin")
