"""Valid documents with a few bytes changed: whatever a reader makes of them, it raises nothing but its own errors."""

import importlib.util
import io
import zipfile
from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formaudit.errors import FormauditError
from formaudit.extract.archives.unpack import unpack
from formaudit.extract.door import extract_bytes
from formaudit.extract.isolated import read_in
from formaudit.extract.worker.pool import Pool
from formaudit.model.document import Document
from tests.extract import hostile
from tests.extract.archives.making import tarred, zipped

FUZZ: Final = settings(
    max_examples=200, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)

WORD: Final = hostile.docx(
    hostile.paragraph("岳阳楼区某单位2023年度")
    + hostile.table(
        hostile.cell("三公经费", '<w:gridSpan w:val="2"/>') + hostile.cell("0.6", '<w:vMerge w:val="restart"/>'),
        hostile.cell("基本支出") + hostile.cell("84.13") + hostile.cell("", "<w:vMerge/>"),
        grid='<w:gridCol w:w="1000"/>' * 3,
    )
    + "<w:sdt><w:sdtContent>" + hostile.paragraph("69.54") + "</w:sdtContent></w:sdt>"
)  # fmt: skip
TEXT: Final = "附件2\n\n\t三公经费\t0.6\t0\n\n\t基本支出\t84.13\t\n\n合计 153.67 万元。\n".encode()
PDF: Final = hostile.pdf(
    "0.5 w 50 700 m 350 700 l S 50 670 m 350 670 l S 50 640 m 350 640 l S "
    "50 640 m 50 700 l S 200 640 m 200 670 l S 350 640 m 350 700 l S "
    "BT /F1 11 Tf 60 680 Td (Total 153.67) Tj ET BT /F1 11 Tf 60 650 Td (84.13) Tj 150 0 Td (69.54) Tj ET"
)
PACKED: Final = (
    zipped({"附件1.txt": TEXT, "内.zip": zipped({"a.txt": b"a" * 99})}),
    zipped({"附件1.txt": TEXT, "b.docx": WORD}, zipfile.ZIP_STORED),
    tarred({"附件1.txt": TEXT, "b.txt": b"b"}),
    tarred({"附件1.txt": TEXT}, "w:gz"),
    tarred({"附件1.txt": TEXT}, "w:xz"),
)
_WORDS: Final = (
    b"", b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"-1", b"0", b"99999999999", b"1e9", b"<", b">", b"&#0;", b"&amp;", b"\t",
    b"</w:tbl>", b"<w:tbl>", b"<w:tr>", b"<w:tc>", b"</w:tc>",
    b'<w:vMerge w:val="restart"/>', b'<w:gridSpan w:val="9"/>',
    b"<w:tbl/>", b"<w:tr/>", b"<w:del>", b"<!-- ", b"<![CDATA[", b"<?x ",
    "：".encode(), "。".encode("gbk"), b"\r", b"\x0c",
)  # fmt: skip


@st.composite
def changed(draw: st.DrawFn, data: bytes) -> bytes:
    """Some bytes with one to five changes: overwritten, cut out, doubled, or a word put in."""
    for _ in range(draw(st.integers(1, 5))):
        if not data:
            break
        at = draw(st.integers(0, len(data) - 1))
        to = min(len(data), at + draw(st.sampled_from([0, 1, 2, 4, 16, 200])))
        put = draw(st.one_of(st.sampled_from(_WORDS), st.binary(max_size=4), st.just(data[at:to] * 2)))
        data = data[:at] + put + data[to:]
    return data


@st.composite
def changed_inside(draw: st.DrawFn, package: bytes, part: str) -> bytes:
    """A package one of whose parts is changed, and packed again without damage."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, draw(changed(content)) if name == part else content)
    return buffer.getvalue()


def read(data: bytes, name: str) -> None:
    """Read; anything but a document or an error of ours fails the test."""
    try:
        document = extract_bytes(data, name)
    except FormauditError as error:
        assert error.code  # noqa: PT017 - raising is one of the two good outcomes, not the expected one
    else:
        assert isinstance(document, Document)


@FUZZ
@given(changed(WORD))
def test_changed_bytes_of_a_word_file(data: bytes) -> None:
    read(data, "a.docx")


@FUZZ
@given(st.sampled_from(["word/document.xml", "word/document.xml", "[Content_Types].xml", "_rels/.rels"]).flatmap(
    lambda part: changed_inside(WORD, part)
))  # fmt: skip
def test_changed_parts_of_a_word_file(data: bytes) -> None:
    read(data, "a.docx")


@FUZZ
@given(changed(TEXT))
def test_changed_bytes_of_a_text_file(data: bytes) -> None:
    read(data, "a.txt")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """For readers in C, which may take the tests along; a worker that dies is an ``InputError`` of its own kind."""
    with Pool(seconds=60) as one:
        yield one


@pytest.mark.skipif(importlib.util.find_spec("formaudit.extract.pdf.document") is None, reason="no reader of PDF yet")
@FUZZ
@given(data=changed(PDF))
def test_changed_bytes_of_a_pdf(pool: Pool, data: bytes) -> None:
    try:
        assert isinstance(read_in(pool, data, "a.pdf"), Document)
    except FormauditError as error:
        assert error.code not in {"crashed", "memory", "timeout"}  # noqa: PT017 - raising may be good or bad


@FUZZ
@given(st.sampled_from(PACKED).flatmap(changed))
def test_changed_bytes_of_an_archive(data: bytes) -> None:
    unpack(data, "a.zip")


@FUZZ
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    read(data, "a.bin")
    unpack(data, "a.bin")
