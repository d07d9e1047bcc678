"""What the documents say is so: their links and paths lead somewhere, their commands run, their counts are right."""

import importlib
import importlib.util
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from formaudit.checks.catalogue import CHECKS
from formaudit.cli.arguments import Parser
from formaudit.cli.main import COMMANDS, main
from formaudit.cli.written import FORMATS
from formaudit.extract.write import WRITERS
from tests.corpus import CORPORA

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "formaudit"
PAGES = [
    ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs" / "zh").glob("*.md")), CORPORA / "README.md",
]  # fmt: skip
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in PAGES}
# Files that a command or a user writes, and names with a placeholder.
_WRITTEN = {
    "findings.json", "findings.xlsx", "report.html", "report.md", "letter.docx", "audit.db", "decisions.toml",
    "case.json", "tables.json", "figures.json", "verdicts.json", "county.toml", "names.toml", "own.toml",
    "formaudit.toml",
}  # fmt: skip
_COMMANDS = {name: importlib.import_module(module) for name, module, _ in COMMANDS}


def _paths() -> Iterator[tuple[str, str]]:
    for name, text in TEXTS.items():
        for said in sorted(set(re.findall(r"`([\w./-]+)`", text))):
            if ("/" in said and "//" not in said) or re.search(r"\.(?:py|toml|md|json|html|docx|xlsx|db)$", said):
                yield name, said


def _modules() -> Iterator[tuple[str, str]]:
    for name, text in TEXTS.items():
        for said in sorted(set(re.findall(r"\b(?:benchmarks|corpora)(?:\.[a-z_]+)+\b(?<!\.md)", text))):
            yield name, said


@pytest.mark.parametrize("name", TEXTS)
def test_every_link_leads_to_a_file(name: str) -> None:
    targets = [link for link in re.findall(r"\]\(([^)#]+)", TEXTS[name]) if "://" not in link]
    assert [link for link in targets if not ((ROOT / name).parent / link).exists()] == []


@pytest.mark.parametrize(("name", "said"), list(_paths()))
def test_every_path_is_there(name: str, said: str) -> None:
    bases = [ROOT, (ROOT / name).parent, SOURCE]
    if said not in _WRITTEN and not any((base / said).exists() for base in bases):
        assert "/" not in said, said
        assert list(SOURCE.rglob(said)), said


@pytest.mark.parametrize(("name", "said"), list(_modules()))
def test_every_module_is_there(name: str, said: str) -> None:
    assert name
    assert importlib.util.find_spec(said) is not None


def _options(parser: Parser) -> set[str]:
    """All options of a command and its subcommands."""
    found = set(parser._option_string_actions)
    for action in parser._actions:
        if isinstance(action.choices, dict):
            for part in action.choices.values():
                found |= _options(part)
    return found


def _calls(text: str) -> Iterator[list[str]]:
    """Every call of the program in a document, in code or in a line of a block, without the remark behind it."""
    joined = re.sub(r"\\\n\s*", "", text)
    fenced = "\n".join(re.findall(r"```\w*\n(.*?)```", joined, re.DOTALL))
    lines = re.findall(r"^(formaudit [^\n]+)", fenced, re.MULTILINE) + re.findall(
        r"^    (formaudit [^\n]+)", joined, re.MULTILINE
    )
    for said in [*lines, *re.findall(r"`(formaudit [^`]+)`", joined)]:
        yield re.split(r"[\s\[\]|…]+", said.split("  #")[0].replace("\\|", "|"))


@pytest.mark.parametrize("name", TEXTS)
def test_every_call_names_a_command_and_options_that_exist(name: str) -> None:
    for call in _calls(TEXTS[name]):
        verb = call[1] if len(call) > 1 else ""
        if verb.startswith("--") or verb == "help" or not re.fullmatch("[a-z]+", verb):
            continue
        assert verb in _COMMANDS, call
        parser = Parser(prog=verb)
        _COMMANDS[verb].configure(parser)
        parser.complete()
        assert [word for word in call[2:] if word.startswith("--") and word.split("=")[0] not in _options(parser)] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_table_of_commands_has_every_command(name: str) -> None:
    table = "\n".join(line for line in TEXTS[name].splitlines() if line.startswith("| `"))
    missing = [verb for verb in _COMMANDS if not re.search(rf"`(?:formaudit )?{verb}\b", table)]
    assert missing == []


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_format_that_is_written_is_named(name: str) -> None:
    text = TEXTS[name].lower()
    assert [form for form in (*FORMATS, *WRITERS) if form not in text] == []


def test_the_picture_of_the_output_is_what_the_quick_start_prints(capsys: pytest.CaptureFixture[str]) -> None:
    main(["audit", str(CORPORA / "quickstart")])
    lines = iter(capsys.readouterr().out.splitlines())
    block = TEXTS["README.md"].split("## What it says")[1].split("```")[1].strip().splitlines()
    for shown in (line.strip() for line in block if line.strip() not in ("", "…")):
        start = shown.removesuffix(" …")
        assert any(line.strip().startswith(start) for line in lines), shown


def test_the_count_of_checks_is_right() -> None:
    assert f"{len(CHECKS)} checks." in (ROOT / "docs" / "checks" / "README.md").read_text(encoding="utf-8")


def test_every_unit_of_the_corpus_stands_in_its_table() -> None:
    table = TEXTS["corpora/README.md"].split("| unit |")[1].split("\n\n")[0]
    units = {
        path.name.split("-")[0] for path in CORPORA.iterdir() if (CORPORA / "truth" / f"{path.name}.json").exists()
    }
    assert [
        unit for unit in sorted(units - {"quickstart"}) if not re.search(rf"^\| {unit} \|", table, re.MULTILINE)
    ] == []


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folders that the documents speak of."""
    for name in ("材料", "重报材料", "材料/某站"):
        shutil.copytree(CORPORA / "quickstart", tmp_path / name, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "材料" / "某站")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def _block(name: str, number: int) -> list[list[str]]:
    """The calls of the program in one block of a document, in order."""
    blocks = re.findall(
        r"```sh\n(.*?)```|((?:^    \S[^\n]*\n(?:^     +[^\n]+\n)*)+)", TEXTS[name], re.DOTALL | re.MULTILINE
    )
    text = re.sub(r"\\\n\s*", " ", "".join(blocks[number]))
    return [shlex.split(line, comments=True)[1:] for line in text.splitlines() if line.strip().startswith("formaudit ")]


@pytest.mark.usefixtures("desk")
def test_the_life_of_a_finding_runs_as_it_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    calls = _block("docs/findings-life.md", 0)
    assert [call[0] for call in calls] == ["audit", "decide", "waive", "waivers", "audit", "audit", "compare"]
    assert main(calls[0]) == 1
    some = re.search(r"T10 .*\[([0-9a-f]{16})\]", capsys.readouterr().out)
    assert some is not None
    codes = [main([some[1][:8] if word == "9bd9ffd2" else word for word in call]) for call in calls[1:]]
    assert codes == [0, 0, 0, 1, 1, 0], capsys.readouterr().err
    calls = _block("docs/findings-life.md", 1)
    assert [call[0] for call in calls] == ["decide", "compare"]
    assert [main(call) for call in calls] == [0, 0], capsys.readouterr().err
    assert {path.suffix for path in Path("核查").iterdir()} == {".docx", ".xlsx"}


@pytest.mark.usefixtures("desk")
def test_the_letters_are_written_as_it_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    codes = [main(call) for call in _block("docs/letters.md", 0)]
    assert codes == [1, 0, 0], capsys.readouterr().err
    if importlib.util.find_spec("docxtpl") is None:
        pytest.skip("docxtpl is not installed")
    assert [main(call) for call in _block("docs/letters.md", 1)] == [0, 0], capsys.readouterr().err


def test_the_goldens_are_kept_as_it_is_written(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(CORPORA / "quickstart", desk / "材料" / "某站")
    calls = [call for call in _block("docs/golden.md", 0) if "--apply" not in call]
    ran = {}
    for call in calls:
        if call[1] == "score":
            (desk / "truth").mkdir()
        if call[:2] != ["golden", "review"] or "--html" in call:
            ran[" ".join(call)] = main([*call, "--corpora", "none"])
    assert set(ran.values()) == {0}, (ran, capsys.readouterr().err)
    assert len(ran) >= 5
    assert (desk / "review.html").is_file()


MANUALS = ["docs/zh/auditor.md", "docs/zh/operations.md", "docs/zh/forms-and-checks.md"]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folders of an office: three units, one of which hands in again, and an archive."""
    for folder, case in (("甲站", "quickstart"), ("乙站", "river-clean"), ("丙馆", "culture-report")):
        shutil.copytree(CORPORA / case, tmp_path / "材料" / folder)
    shutil.copytree(CORPORA / "machinery-clean", tmp_path / "重报材料" / "甲站")
    shutil.copytree(CORPORA / "river-clean", tmp_path / "档案" / "乙站")
    shutil.copytree(CORPORA / "culture-report", tmp_path / "档案" / "丙馆")
    shutil.copy(next((tmp_path / "材料" / "甲站").glob("附件3*")), tmp_path / "材料" / "甲站" / "附件3.docx")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def _saved(text: str) -> dict[str, str]:
    """The files that a manual tells the reader to write: a block, and behind it what it is saved as."""
    return {name: block for block, name in re.findall(r"```toml\n(.*?)```\s*保存为 `([\w.]+)`", text, re.DOTALL)}


@pytest.mark.parametrize("name", MANUALS)
def test_every_call_of_a_manual_runs_in_its_order(name: str, office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file, text in _saved(TEXTS[name]).items():
        (office / file).write_text(text, "utf-8")
    joined = re.sub(r"\\\n\s*", " ", "\n".join(re.findall(r"```sh\n(.*?)```", TEXTS[name], re.DOTALL)))
    calls = [shlex.split(line.split(" > ")[0], comments=True)[1:] for line in joined.splitlines() if line.strip()]
    assert len(calls) >= 8
    for call in calls:
        code = main(call)
        said = capsys.readouterr()
        assert code in (0, 1), (call, said.err)


def test_the_manuals_are_linked_from_the_chinese_readme() -> None:
    assert [name for name in MANUALS if f"({name})" not in TEXTS["README.zh-CN.md"]] == []
