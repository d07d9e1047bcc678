"""Files inside files: taken out of old Office files, read with the file that holds them, written out with it."""

import json
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook  # type: ignore[import-untyped]  # the library ships no type information

from benchmarks.hidden.content import native
from formaudit.extract.carried import carried_files
from formaudit.extract.compound import compound
from formaudit.extract.door import extract_bytes
from formaudit.extract.embedded import container_of
from formaudit.extract.members import whole, with_carried
from formaudit.extract.ole_objects import files_in
from formaudit.extract.sniff import sniff
from formaudit.extract.write import write
from formaudit.model.document import Document, Paragraph, Source, Warn
from tests.drawing import document_of, docx_of
from tests.intake.test_carried import with_attachments

WORD = docx_of("附件2", "说明")


def workbook_of(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(("a", "Pool", "ObjectPool")), st.sampled_from(("b", "Data", "WordDocument"))),
        st.binary(min_size=1, max_size=9000),
        min_size=1,
    )
)
def test_what_is_written_into_a_compound_file_is_read_from_it(streams: dict[tuple[str, str], bytes]) -> None:
    with container_of(compound(streams)) as container:
        assert {tuple(path): container.openstream(path).read() for path in container.listdir()} == streams


@pytest.mark.parametrize("size", [1, 63, 64, 65, 511, 512, 513, 4095, 4096, 4097])
def test_a_stream_stands_in_the_sectors_of_its_size(size: int) -> None:
    content = bytes(at % 251 for at in range(size))
    with container_of(compound({("a",): content, ("b",): b"x"})) as container:
        assert container.openstream("a").read() == content
        assert container.openstream("b").read() == b"x"


@pytest.mark.parametrize(("files", "carried"), [(49, 49), (50, 50), (51, 50)])
def test_a_file_carries_fifty_files_at_most(files: int, carried: int) -> None:
    page = b"<html><p>%d</p></html>"
    data = with_attachments({f"{number}.html": page % number for number in range(files)})
    assert len(carried_files(data, "pdf")) == carried


def test_a_compound_file_larger_than_its_head_can_name_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\d+"):
        compound({("a",): bytes(8_000_000)})


def test_the_files_in_the_pool_of_an_old_word_file_and_in_the_storages_of_a_workbook() -> None:
    old = compound(
        {
            ("WordDocument",): b"x" * 5000,
            ("ObjectPool", "_1", "\x01Ole10Native"): native("附表.docx", WORD),
            ("ObjectPool", "_2", "Package"): WORD,
            ("ObjectPool", "_3", "Equation Native"): b"x",
            ("ObjectPool", "_4", "WordDocument"): b"y" * 5000,
            ("ObjectPool", "_5", "\x03ObjInfo"): b"z",
            ("ObjectPool", "_6", "Contents of a stranger"): b"z",
        }
    )
    found = {inside.name: inside.kind for inside in files_in(old)}
    assert found == {"附表.docx": "docx", "2.docx": "docx", "4.doc": "doc", "6": ""}
    assert [sniff(inside.data) for inside in files_in(old) if inside.data] == ["docx", "docx", "doc"]
    book = compound({("Workbook",): b"x" * 5000, ("MBD0001", "Package"): WORD})
    assert [inside.name for inside in files_in(book)] == ["MBD0001.docx"]


def test_workbooks_that_were_read_where_they_stand_are_not_carried_as_well() -> None:
    book = workbook_of([["合计", 5]])
    old = compound(
        {
            ("WordDocument",): b"x" * 5000,
            ("ObjectPool", "_1", "Package"): WORD,
            ("ObjectPool", "_2", "Package"): book,
        }
    )
    read = Warn(code="embedded-read", detail="2.xlsx 1")
    assert [member.data for member in carried_files(old, "doc")] == [WORD, book]
    assert [member.data for member in carried_files(old, "doc", [read])] == [WORD]
    assert [member.data for member in carried_files(old, "doc", [Warn(code="hidden-text", detail="2.xlsx 1")])] == [
        WORD,
        book,
    ]


def test_a_broken_file_holds_nothing() -> None:
    assert files_in(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)) == []


def test_objects_of_rich_text_are_taken_out() -> None:
    head = b"\x01\x05\0\0\x02\0\0\0"
    inner = compound({("Package",): WORD})
    text = rb"{\rtf1{\object\objemb{\*\objdata " + (head + inner).hex().encode() + b"}}}"
    assert [member.data for member in carried_files(text, "rtf")] == [WORD]


def test_a_document_comes_with_the_files_that_it_carries() -> None:
    data = with_attachments({"附表.docx": WORD, "坏.docx": b"PK\x03\x04" + bytes(40)})
    found = with_carried(extract_bytes(data, "a.pdf"), data)
    assert [inner.source.member for inner in found.carried] == ["附表.docx"]
    written = json.loads(write(found, "json"))
    assert [(each["name"], each["paragraphs"][0]["text"]) for each in written["carried"]] == [("附表.docx", "附件2")]
    assert "carried" not in json.loads(write(extract_bytes(WORD, "a.docx"), "json"))
    assert "说明" in write(found, "md").decode()


def test_as_one_document_carried_tables_are_numbered_on_and_lie_on_no_page() -> None:
    inner = document_of("标题", "a | b\nc | d")
    outer = Document(source=Source(path="o", sha256="", format="pdf"), blocks=(Paragraph(index=0, text="正文"),))
    inner = Document(source=Source(path="o", sha256="", format="docx", member="附表.docx"), blocks=inner.blocks)
    found = whole(Document(source=outer.source, blocks=outer.blocks, carried=(inner,)))
    assert [paragraph.text for paragraph in found.paragraphs] == ["正文", "附表.docx", "标题"]
    assert [paragraph.index for paragraph in found.paragraphs] == [0, 1, 2]
    assert [table.index for table in found.tables] == [0]
    assert found.carried == ()


def test_a_warning_about_what_was_not_read_stays() -> None:
    data = with_attachments({"附表.docx": WORD, "程序.exe": b"MZ" + bytes(60)})
    found = with_carried(extract_bytes(data, "a.pdf"), data)
    assert Warn(code="attachments-unread", detail="附表.docx、程序.exe", unread=True) in found.warnings
