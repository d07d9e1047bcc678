"""One language at a time: what every command says in Chinese has no English word in it, and the other way round."""

import csv
import io
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from formaudit.cli.main import COMMANDS, main
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.messages.foreign import told
from tests.corpus import CORPORA

FORM = "附件3 整体支出绩效自评表.docx"
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"(?<![\w./\\-])[A-Za-z][a-z']+(?![\w./\\-])")
# What a user types or reads in a file stands as it is in both languages.
_NAMES = {
    "formaudit", "Word", "Excel", "SQLite", "PostgreSQL", "Schema", "form", "fsspec", "docxtpl", "pyarrow", "all",
    "auto", "default", "central", "platform", "sichuan", "zh", "en", "none", "local", "dask", "major", "corpora", "golden", "text", "loopback",
    "confirmed", "open", "dismissed", "rectified", "inquiry", "receipt", "rectification", "bbox", "confidence",
    "findings", "document", "own", "pdfplumber", "camelot", "ask", "new", "check", "review", "score", "accept", "reject", "list", "nope", "br",
    "diff", "figures", "relations", "submissions", "files", "year", "github", "gitlab",  # words to type
    "help", "aduit", "several", "written", "min",  # the verb, its slip, folders, and the smaller of two in a calculation
    *(name for name, _, _ in COMMANDS),
    *("json", "html", "xlsx", "letter", "docx", "pdf", "csv", "sarif", "svg", "graphml", "md", "txt", "junit", "parquet"),
}  # fmt: skip

CALLS = [
    [], ["--help"], ["nope"], *([name, "--help"] for name, _, _ in COMMANDS),
    *(["golden", name, "--help"] for name in ("new", "check", "review", "score", "accept", "reject", "list")),
    ["names", "review", "--help"], ["audit"], ["audit", "x", "--nope"], ["audit", "x", "--format", "nope"],
    ["audit", "x", "--out"], ["golden", "nope"], ["scan", "x", "--workers", "nope"], ["schema", "nope"],
    ["audit", "nope"], ["audit", "leer.docx"], ["audit", "broken.docx"], ["audit", "quick", "--out", "bad.json/x"],
    ["audit", "quick"], ["audit", "quick", "--profile", "nope"], ["audit", "quick", "--profile", "bad.toml"],
    ["audit", "quick", "--profile", "open.toml"], ["audit", "quick", "--profile", "twice.toml"],
    ["audit", "quick", "--baseline", "bad.json"], ["audit", "quick", "--decisions", "open.toml"],
    ["report", "bad.json", "--format", "xlsx"], ["report", "wrong.json", "--format", "csv"], ["checks"],
    ["explain", "T09"], ["explain", "nope"], ["profiles"], ["waivers"], ["extract", "broken.docx"], ["extract", "."],
    ["status", "--store", "store.db"], ["status", "--store", "nope.db"], ["status", "--store", "bad.json"],
    ["sample", "store.db", "--size", "1", "--seed", "1"], ["serve"], ["golden", "list", "--golden", "g"],
    ["golden", "new", "quick/" + FORM, "--case", "甲", "--golden", "golden"], ["golden", "check", "--golden", "golden"],
    ["help"], ["help", "audit"], ["aduit"], ["audit", "x", "--pofile", "y"], ["explain", "合计"], ["explain", "锂电池"],
    ["audit", "several"], ["audit", "several", "--out", "written"], ["audit", "several", "--full"], ["find", "经费", "--store", "store.db"],
    ["find", "三公经费", "--series", "--store", "store.db"], ["find", "费"], ["find", "经费", "--form", "附件9", "--store", "store.db"],
    ["audit", "quick", "--date", "2026-01-01"],
    ["golden", "check", "nope", "--golden", "golden"], ["golden", "accept", "nope", "--reviewer", "甲", "--reason", "乙"],
]  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with something of everything, good and bad."""
    folder = tmp_path_factory.mktemp("place")
    before = Path.cwd()
    os.chdir(folder)
    shutil.copytree(CORPORA / "quickstart", "quick")
    shutil.copytree("quick", "archive/甲")
    for name in ("culture-report", "river-project", "school-scores"):
        shutil.copytree(CORPORA / name, f"several/{name}")
    for path in ("broken.docx", "archive/甲/坏.docx"):
        Path(path).write_bytes(b"PK\x03\x04 broken")
    Path("leer.docx").write_bytes(b"")
    for name, text in {"bad": "a = \n", "open": "[x\n", "twice": "a = 1\na = 2\n"}.items():
        Path(f"{name}.toml").write_text(text)
    Path("bad.json").write_text('{"a": 1,}')
    Path("wrong.json").write_text('{"schema": "formaudit.findings/1", "tool": {"version": 1}}')
    main(["scan", "archive", "--store", "store.db", "--workers", "1"])
    yield folder
    os.chdir(before)


def _said(capsys: pytest.CaptureFixture[str], call: list[str]) -> str:
    capsys.readouterr()
    assert main(call) != 70
    out = capsys.readouterr()
    return f"{out.out}\n{out.err}"


def _english(text: str) -> list[str]:
    plain = re.sub(r"--[a-z-]+|\[[a-z0-9-]+\]|\{[a-z,-]+\}|\b[0-9a-f]{12,16}\b|[a-z]+(?:-[a-z]+)+", " ", text)
    return sorted({found for found in _LATIN.findall(plain) if found not in _NAMES})


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_chinese_output_has_no_english_word(place: Path, call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert place
    said = _said(capsys, call)
    assert _HAN.search(said)
    assert _english(said) == []


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_english_output_has_no_chinese_sentence(
    place: Path, call: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert place
    said = _said(capsys, ["--lang", "en", *call])
    about_the_call = not any(part in call for part in ("quick", "several", "store.db", "profiles", "explain"))
    foreign = [line for line in said.splitlines() if _HAN.search(line) and "甲" not in line]
    assert not foreign or not about_the_call or call[:1] == ["report"], foreign


def _cells(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Each column of a table for people: its head and what stands below."""
    if path.suffix == ".csv":
        rows = [list(row) for row in csv.reader(io.StringIO(path.read_text("utf-8-sig")))]
        yield from ((head, [row[at] for row in rows[1:]]) for at, head in enumerate(rows[0]))
        return
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        yield name, []
        rows = [[str(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()]
        yield from ((cell, []) for row in rows for cell in row if len(cell) < 12)


@pytest.mark.parametrize(
    "call",
    [
        ["export", "--store", "store.db", "--out", "f.csv"],
        ["export", "--store", "store.db", "--manifest", "--out", "m.csv"],
        ["export", "--store", "store.db", "--out", "f.xlsx"],
        ["audit", "quick", "--out", "out", "--reports", "xlsx,csv"],
    ],
    ids=" ".join,
)
def test_no_column_of_a_table_for_people_holds_codes_in_english(
    place: Path, call: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(call)
    capsys.readouterr()
    for path in sorted((place / "out").glob("*.[cx][sl]*")) if call[0] == "audit" else [place / call[-1]]:
        for head, below in _cells(path):
            assert _english(head) == []
            if head not in ("名称", "路径", "档案", "文件", "SHA-256", "批次", "时间"):
                assert _english("\n".join(below)) == [], head


@pytest.mark.parametrize(
    "call", [["--lang", "en", "--help"], ["--help", "--lang=en"], ["--lang", "zh", "--help", "--lang", "en"]]
)
def test_the_language_stands_before_or_behind(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert word("cli.about", "en") in _said(capsys, call)


@pytest.mark.parametrize(
    ("variable", "lang"), [("en", "en"), ("en_GB.UTF-8", "en"), ("zh_CN", "zh"), ("fr", "zh"), ("", "zh")]
)
def test_the_environment_chooses_where_the_call_does_not(
    variable: str, lang: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORMAUDIT_LANG", variable)
    assert word("cli.about", lang) in _said(capsys, ["--help"])
    assert word("cli.about", "zh") in _said(capsys, ["--help", "--lang", "zh"])
    assert spoken() == "zh"


def test_a_report_is_in_the_language_of_the_environment(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert place
    monkeypatch.setenv("FORMAUDIT_LANG", "en")
    main(["audit", "quick", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["lang"] == "en"


@pytest.mark.parametrize(
    "call", [["--lang"], ["--lang", "fr", "audit"], ["audit", "x", "--lang=fr"], ["audit", "x", "--lang"]]
)
def test_an_unknown_language_is_a_wrong_call_that_names_the_known_ones(
    call: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(call) == 2
    said = capsys.readouterr().err
    assert "--lang" in said
    assert "fr" not in " ".join(call) or all(lang in said for lang in LANGUAGES)


@pytest.mark.parametrize(
    ("remark", "zh"),
    [
        ("Permission denied", "没有权限"),
        ("Expected '=' after a key in a key/value pair (at line 3, column 7)", "第 3 行第 7 列：键之后应为等号"),
        ("Cannot overwrite a value (at line 2, column 6)", "第 2 行第 6 列：重复定义"),
        ("a library said something nobody knows", ""),
        ("第 2 行 has English in it", "第 2 行 has English in it"),
        ("tables.row", "tables.row"),
        ("7z", "7z"),
        ("formats 1", "formats 1"),
    ],
)
def test_a_foreign_remark_is_translated_or_left_out(remark: str, zh: str) -> None:
    assert told(remark, "zh") == zh
    assert told(remark, "en") == remark
