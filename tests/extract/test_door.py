"""One door: bytes decide, names only cause a warning, and what cannot be read is said in one line."""

import builtins
import hashlib
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from formaudit.errors import InputError
from formaudit.extract import door
from formaudit.extract.archives.unpack import unpack
from formaudit.extract.door import READERS, extract_bytes, extract_file
from formaudit.extract.ole import MAGIC
from formaudit.messages import LANGUAGES, has
from formaudit.messages.failure import fact, line, remedy
from tests.drawing import docx_of
from tests.extract.archives.making import zipped
from tests.extract.sheet.biff import workbook
from tests.material import MATERIAL, needs_material

CODES = (
    "empty",
    "not-found",
    "unreadable",
    "unsupported",
    "damaged",
    "encrypted",
    "encoding",
    "too-large",
    "missing-extra",
)
PNG = b"\x89PNG\r\n\x1a\n"


def _code(data: bytes, name: str = "a.bin") -> str:
    with pytest.raises(InputError) as caught:
        extract_bytes(data, name)
    return caught.value.code


def test_the_source_carries_path_hash_format_and_member() -> None:
    data = docx_of("文")
    source = extract_bytes(data, "打包.zip", "附件1.docx").source
    assert (source.path, source.member, source.format) == ("打包.zip", "附件1.docx", "docx")
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.docx", "empty"),
        (b"\r\n ", "a.txt", "empty"),
        (docx_of("文" * 500)[:700], "a.docx", "damaged"),
        (b"PK\x03\x04\x14", "a.docx", "damaged"),
        (MAGIC + b"\x13\x37" * 3000, "a.xlsx", "damaged"),
        (MAGIC + b"\x13\x37" * 3000, "a.doc", "damaged"),
        (MAGIC, "a.wps", "damaged"),
        (bytes(range(256)), "a.bin", "unsupported"),
        ("日本語の文章です。予算執行率を確認する。".encode("shift-jis"), "a.txt", "encoding"),
    ],
)
def test_what_cannot_be_read_has_a_code(data: bytes, name: str, code: str) -> None:
    assert _code(data, name) == code


@pytest.mark.parametrize(
    ("name", "called"), [("a.ps", "PS"), ("公文.ceb", "CEB"), ("a", "unknown"), ("a.docx", "unknown")]
)
def test_an_unsupported_format_is_named_by_its_extension_unless_that_is_one_of_ours(name: str, called: str) -> None:
    with pytest.raises(InputError) as caught:
        extract_bytes(b"%!PS-Adobe\x00\x01\x02\x03" * 50, name)
    assert (caught.value.code, caught.value.detail) == ("unsupported", called)


def test_an_error_in_a_member_names_archive_and_member() -> None:
    with pytest.raises(InputError) as caught:
        extract_bytes(b"", "a.zip", "b.docx")
    assert caught.value.file == "a.zip!/b.docx"


def test_a_lying_extension_is_a_warning_and_the_bytes_are_read() -> None:
    document = extract_bytes(docx_of("文字"), "a.doc")
    assert document.source.format == "docx"
    assert [(w.code, w.detail) for w in document.warnings] == [("extension-mismatch", ".doc → docx")]
    assert [p.text for p in document.paragraphs] == ["文字"]


def test_text_named_docx_is_read_as_text() -> None:
    document = extract_bytes("附件1\n清单\n".encode(), "a.docx")
    assert (document.source.format, document.warnings[0].code) == ("txt", "extension-mismatch")


@pytest.mark.parametrize("name", ["a.docx", "A.DOCX", "a", "a.unknown"])
def test_a_right_or_unknown_extension_causes_no_warning(name: str) -> None:
    assert extract_bytes(docx_of("文字"), name).warnings == ()


def test_a_document_without_content_says_so() -> None:
    assert [w.code for w in extract_bytes(docx_of(""), "a.docx").warnings] == ["no-content"]


def test_a_file_that_is_not_there_or_is_a_folder_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InputError) as missing:
        extract_file(tmp_path / "x.docx", "x.docx")
    with pytest.raises(InputError) as folder:
        extract_file(tmp_path, "夹")
    assert (missing.value.code, missing.value.file) == ("not-found", "x.docx")
    assert (folder.value.code, folder.value.file) == ("unreadable", "夹")


def test_a_file_without_permission_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")

    def refuse(_: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError) as caught:
        extract_file(path)
    assert caught.value.code == "unreadable"


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("附件" * 10)
    monkeypatch.setattr(door, "LARGEST", 5)
    with pytest.raises(InputError) as caught:
        extract_file(path)
    assert caught.value.code == "too-large"
    assert _code("附件".encode()) == "too-large"


def test_a_missing_library_is_an_error_that_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = builtins.__import__

    def without(
        name: str,
        globals_: Mapping[str, object] | None = None,
        locals_: Mapping[str, object] | None = None,
        fromlist: Sequence[str] = (),
        level: int = 0,
    ) -> object:
        if name == "lxml" or name.startswith("lxml."):
            raise ModuleNotFoundError(name=name)
        return whole(name, globals_, locals_, fromlist, level)

    for name in [
        name for name in sys.modules if name.startswith(("formaudit.extract.docx", "formaudit.extract.package"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError) as caught:
        extract_bytes(docx_of("文"), "a.docx")
    assert (caught.value.code, caught.value.detail) == ("missing-extra", "docx")


def test_every_reader_can_be_loaded_and_reads() -> None:
    for module in READERS.values():
        assert callable(__import__(module, fromlist=["read"]).read)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_fact_and_a_remedy_on_one_line(code: str, lang: str) -> None:
    error = InputError(code, "附件1.docx", "ofd")
    assert has(f"error.{code}")
    assert has(f"remedy.{code}")
    assert fact(error, lang)
    assert remedy(error, lang)
    assert line(error, lang).startswith("附件1.docx")
    assert "\n" not in line(error, lang)


@pytest.mark.parametrize(
    ("made", "unwanted"),
    [
        ("docx_of('文')", ("pypdfium2", "xlsxwriter", "docx")),
        ("'附件1清单'.encode()", ("lxml", "pypdfium2", "xlsxwriter")),
    ],
)
def test_a_format_loads_only_its_own_libraries(made: str, unwanted: tuple[str, ...]) -> None:
    script = (
        "import sys\nfrom formaudit.extract.door import extract_bytes\n"
        f"from tests.drawing import docx_of\nextract_bytes({made}, 'a')\n"
        f"print([name for name in {unwanted!r} if name in sys.modules])"
    )
    if "lxml" in unwanted:
        script = script.replace("from tests.drawing import docx_of\n", "")
    root = Path(__file__).resolve().parents[2]
    found = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env={"PYTHONPATH": "src:."},
    )
    assert found.stdout.strip() == "[]"


@needs_material
@pytest.mark.parametrize("path", sorted((MATERIAL / "robust").rglob("*.docx")), ids=lambda path: path.name)
def test_hostile_files_are_read_or_refused_by_name(path: Path) -> None:
    outcome = ""
    try:
        outcome = extract_file(path).source.format
    except InputError as error:
        outcome = error.code
    assert outcome in {"docx", *CODES}


@pytest.mark.parametrize("first", ["web", "sheet", "docx", "doc", "txt"])
def test_readers_that_read_for_each_other_can_be_loaded_in_any_order(first: str) -> None:
    ask = (
        f"import importlib, sys; importlib.import_module('formaudit.extract.{first}');"
        "importlib.import_module('formaudit.extract.docx'); importlib.import_module('formaudit.extract.sheet');"
        "assert callable(sys.modules['formaudit.extract.sheet.read'].read_web);"
        "assert callable(sys.modules['formaudit.extract.docx.around'].read_workbook)"
    )
    subprocess.run([sys.executable, "-c", ask], check=True)


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\ufeff", "\u2060", "\u202d"])
def test_signs_that_nobody_sees_are_no_part_of_a_cell(sign: str) -> None:
    page = f"<table><tr><td>项目<td>金额<tr><td>基本支出<td>12{sign}0.5</table>".encode()
    assert [cell.text for cell in extract_bytes(page, "a.html").tables[0]] == ["项目", "金额", "基本支出", "120.5"]


def test_a_sign_that_turns_its_figure_round_leaves_it_in_doubt() -> None:
    page = "<table><tr><td>项目<td>金额<tr><td>基本支出<td>\u202e5.021\u202c</table>".encode()
    cell = extract_bytes(page, "a.html").tables[0].at(1, 1)
    assert cell is not None
    assert cell.confidence < 0.9


@pytest.mark.parametrize("lead", [b"\r\n\r\n", b"\xef\xbb\xbf", b"\n\t "])
def test_what_a_server_wrote_before_a_file_is_no_part_of_it(lead: bytes) -> None:
    assert [p.text for p in extract_bytes(lead + docx_of("正文"), "a.docx").paragraphs] == ["正文"]
    book = lead + workbook([("项目", "金额"), ("哨兵专项", 7391.25)])
    assert "7391.25" in [cell.text for table in extract_bytes(book, "a.xls").tables for cell in table]
    assert [member.name for member in unpack(lead + zipped({"a.txt": b"1"}), "a.zip").members] == ["a.txt"]
