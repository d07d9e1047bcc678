import struct
from functools import partial

import pytest

from formaudit.errors import FormauditError, InputError
from formaudit.extract import soffice
from formaudit.extract.doc import convert_ahead, convert_batch, read, read_converted, stored
from formaudit.extract.doc.lock import is_locked
from formaudit.extract.doc.read import _at_rest
from formaudit.model.document import Document, Source
from tests.extract.drawn import draw
from tests.extract.ending import ending
from tests.extract.office import needs_office
from tests.material import MATERIAL, needs_material

RTF = rb"""{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}
\trowd\cellx3000\cellx6000\intbl \'bc\'d7\cell 4\cell\row
\trowd\cellx3000\cellx6000\intbl \'d2\'d2\cell 12.55\cell\row
\trowd\cellx3000\cellx6000\intbl \'ba\'cf\'bc\'c6\cell {\field{\*\fldinst {=SUM(ABOVE)}}{\fldrslt {16.54}}}\cell\row
\pard \'b8\'bd\'bc\'fe4\par}"""


def source(name: str = "a.doc", kind: str = "doc") -> Source:
    return Source(path=name, sha256="", format=kind)


def form(name: str = "annex1") -> bytes:
    return (MATERIAL / "forms" / "doc" / f"{name}.doc").read_bytes()


def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(soffice, "available", lambda: None)


def no_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "find_spec", lambda _name: None)


@needs_office
@needs_material
def test_both_readers_agree_on_a_form() -> None:
    document = read(form(), source())
    assert (document.tables[0].rows, document.tables[0].cols) == (22, 4)
    assert document.warnings == ()


@needs_material
def test_without_libreoffice_the_second_reader_stands_alone_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    no_office(monkeypatch)
    document = read(form(), source())
    assert (document.tables[0].rows, document.tables[0].cols) == (22, 4)
    assert [warning.code for warning in document.warnings] == ["no-libreoffice"]


@needs_office
@needs_material
def test_without_the_second_reader_the_document_says_that_nothing_was_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    no_stored(monkeypatch)
    document = read(form(), source())
    assert document.tables[0].rows == 22
    assert [warning.code for warning in document.warnings] == ["one-reader"]


@needs_material
def test_without_both_the_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    no_office(monkeypatch)
    no_stored(monkeypatch)
    with pytest.raises(InputError, match="missing-extra") as caught:
        read(form(), source())
    assert caught.value.detail == "doc"


@needs_office
@needs_material
def test_a_batch_is_converted_at_once_and_every_file_has_its_answer() -> None:
    files = [("a.doc", form()), ("b.rtf", RTF), ("c.doc", b"words"), ("d.doc", form("annex2"))]
    answers = convert_batch(files, 60)
    assert [name for name, answer in answers.items() if isinstance(answer, bytes)] == ["a.doc", "b.rtf", "d.doc"]
    assert getattr(answers["c.doc"], "code", "") == "unsupported"
    document = read_converted(form(), source("a.doc"), answers["a.doc"])
    assert document == read(form(), source("a.doc"))


@needs_office
@needs_material
def test_of_a_batch_the_second_reader_makes_all_files_by_one_process_and_each_says_what_it_says_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = {"a.doc": form(), "b.rtf": RTF, "c.doc": form()[:9000], "d.doc": form("annex2")}
    alone = {name: ending(partial(read, data, source(name))) for name, data in files.items()}
    made = convert_ahead(list(files.items()))
    assert {name: ahead.stored is not None for name, ahead in made.items()} == {
        "a.doc": True, "b.rtf": False, "c.doc": False, "d.doc": True,
    }  # fmt: skip
    asked: list[str] = []
    convert = stored.convert

    def noted(data: bytes, file: str, seconds: float) -> bytes | FormauditError:
        asked.append(file)
        return convert(data, file, seconds)

    monkeypatch.setattr(stored, "convert", noted)
    for name, data in files.items():
        ahead = made[name]
        assert ending(partial(read_converted, data, source(name), ahead.office, ahead.stored)) == alone[name]
    assert asked == ["c.doc"]  # what one run for all could not make is tried alone, which says why


def test_one_file_and_no_second_reader_start_no_process_for_many(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        pytest.fail("a process was started")

    monkeypatch.setattr(stored, "watched", fail)
    assert stored.convert_many([b"one"], 60) == (None,)
    no_stored(monkeypatch)
    assert stored.convert_many([b"one", b"two"], 60) == (None, None)


@needs_office
def test_rich_text_is_read_and_the_stored_result_of_a_field_stands() -> None:
    document = read(RTF, source("a.doc", "rtf"))
    assert [text for line in draw(document.tables[0]) for text in line] == ["甲", "4", "乙", "12.55", "合计", "16.54"]
    assert [paragraph.text for paragraph in document.paragraphs] == ["附件4"]


def test_rich_text_without_libreoffice_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    no_office(monkeypatch)
    with pytest.raises(InputError, match="no-libreoffice"):
        read(RTF, source("a.rtf", "rtf"))


def test_plain_text_under_the_name_of_a_document_is_read_as_text() -> None:
    document = read("附件3\n部门整体支出绩效自评报告\n".encode("gbk"), source("a.doc", "txt"))
    assert [paragraph.text for paragraph in document.paragraphs] == ["附件3", "部门整体支出绩效自评报告"]


def test_a_web_page_under_the_name_of_a_document_is_read_as_one() -> None:
    page = "<html><body><p>附件1<table><tr><td>甲<td>4<tr><td>乙<td>5</table></body></html>"
    assert draw(read(page.encode("gbk"), source("a.doc", "html")).tables[0]) == [["甲", "4"], ["乙", "5"]]


@pytest.mark.parametrize("data", [b"", b"   \r\n"])
def test_an_empty_file_is_an_error(data: bytes) -> None:
    with pytest.raises(InputError, match="empty"):
        read(data, source())


@needs_material
@pytest.mark.parametrize("name", ["PasswordProtected", "password_password_cryptoapi", "password_tika_binaryrc4"])
def test_a_locked_document_is_told_by_its_header(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (MATERIAL / "word" / "poi-doc" / f"{name}.doc").read_bytes()
    assert is_locked(data)
    no_office(monkeypatch)
    no_stored(monkeypatch)
    with pytest.raises(InputError, match="encrypted"):
        read(data, source())


def test_a_mangled_container_is_not_taken_for_locked() -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    entry = "WordDocument\0".encode("utf-16-le")
    for tail in (b"", bytes(90), bytes(90) + struct.pack("<II", 0xFFFFFFFE, 9999)):
        assert not is_locked(head + entry + tail)


@needs_office
@needs_material
def test_documents_made_to_break_readers_end_in_a_document_or_a_named_error() -> None:
    paths = sorted((MATERIAL / "robust").rglob("*.doc")) + sorted((MATERIAL / "robust").rglob("*.rtf"))
    converted = convert_batch([(str(path), path.read_bytes()) for path in paths], 30)
    for path in paths:
        answer = converted[str(path)]
        reading = partial(read_converted, path.read_bytes(), source(str(path)), answer)
        assert isinstance(ending(reading), Document | str), path


@pytest.mark.parametrize(
    ("field", "kept"),
    [
        (rb"{\field{\*\fldinst {=SUM(ABOVE)}}{\fldrslt {16.54}}}", False),
        (rb"{\field{\*\fldinst =A}{\fldrslt{\b\f0 \'31}}}", False),
        (rb"{\field{\*\fldinst =A}{\fldrslt \u8212?}}", False),
        (rb"{\field{\*\fldinst a \{ {\field{\*\fldinst P}{\fldrslt 3}}}{\fldrslt 1}}", False),
        (rb"{\field{\*\fldinst { EQ \\o\\al(b,15) }}{\fldrslt {}}}", True),
        (rb"{\field{\*\fldinst EQ}{\fldrslt\b\f0 {\lang5 }}}", True),
        (rb"{\field{\*\fldinst EQ}}", True),
    ],
)
def test_instructions_go_where_a_result_stands_behind_them(field: bytes, *, kept: bool) -> None:
    """A field without a result would leave its cell blank; its instruction says what is lacking."""
    assert (rb"\fldinst" in _at_rest(field)) is kept


def test_words_that_stand_twice_are_printed_once() -> None:
    twice = rb"{\upr{120}{\*\ud{120}}}{\upr{\*\bkmkstart a}{\*\ud{\*\bkmkstart a}}}"
    assert (
        _at_rest(twice)
        == rb"{\upr{\*\uprnone 120}{\*\ud{120}}}{\upr{\*\uprnone \*\bkmkstart a}{\*\ud{\*\bkmkstart a}}}"
    )


@pytest.mark.parametrize(
    ("font", "page"), [("134", "936"), ("136", "950"), ("128", "932"), ("129", "949"), ("0", "1252"), ("2", "1252")]
)
def test_rich_text_is_in_the_code_page_of_the_font_that_is_used_where_none_is_named(font: str, page: str) -> None:
    head = rb"{\rtf1\ansi\ansicpg%s\deff1{\fonttbl{\f0\fcharset0 A;}{\f1\fnil\fcharset%s B;}}}"
    assert _at_rest(head % (b"1252", font.encode())) == head % (page.encode(), font.encode())
    assert _at_rest(head % (b"936", font.encode())) == head % (b"936", font.encode())


@needs_office
def test_the_equation_of_a_rich_text_field_without_result_is_read() -> None:
    field = rb'{\field{\*\fldinst { EQ \\* jc3 \\* "Font:Calibri" \\* hps22 \\o\\al(\\s\\up 10(b),15)}}{\fldrslt {}}}'
    data = RTF.replace(rb"{\field{\*\fldinst {=SUM(ABOVE)}}{\fldrslt {16.54}}}", field)
    [table] = read(data, source("a.rtf", "rtf")).tables
    cell = table.at(2, 1)
    assert cell is not None
    assert cell.text == "15" or cell.confidence < 0.9
