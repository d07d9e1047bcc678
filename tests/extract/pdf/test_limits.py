"""What cannot be read says so; what is damaged takes nothing else with it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formaudit.errors import InputError
from formaudit.extract.pdf import chars, drawn, paths, pdfium, read
from formaudit.messages import has
from formaudit.model.document import Document, Source
from tests.extract.pdf.paper import document, line, pdf, table, text

SOURCE = Source(path="a.pdf", sha256="", format="pdf")


@pytest.fixture
def without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the extra for scans is not installed."""
    monkeypatch.setattr(drawn, "_SCANS", "no_such_reader")


def _codes(found: Document) -> list[tuple[str, str]]:
    return [(warning.code, warning.detail) for warning in found.warnings]


def test_the_source_learns_how_many_pages_there_are() -> None:
    assert document(text(90, 90, "甲"), text(90, 90, "乙")).source.pages == 2


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\n", b"no pdf at all", pdf(text(90, 90, "甲"))[:300]])
def test_a_damaged_file_is_an_input_error(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read(data, SOURCE)
    assert (caught.value.code, caught.value.file) == ("damaged", "a.pdf")


def test_a_file_packed_in_a_way_that_the_library_does_not_know_is_not_called_damaged() -> None:
    data = b"%PDF-2.0\n1 0 obj\n<< /Type /ObjStm /Filter /BrotliDecode /Length 4 >>\nstream\nabcd\nendstream\nendobj\n%%EOF\n"
    with pytest.raises(InputError) as caught:
        read(data, SOURCE)
    assert (caught.value.code, caught.value.detail) == ("unsupported", "PDF, BrotliDecode")


def test_a_file_without_pages_is_damaged() -> None:
    with pytest.raises(InputError, match="damaged"):
        read(pdf(), SOURCE)


@pytest.mark.usefixtures("without_recognition")
def test_a_page_that_is_a_picture_gives_no_text_but_a_warning() -> None:
    picture = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q\n"
    found = document(text(90, 90, "甲"), picture, picture + text(290, 810, "- 3 -"))
    assert _codes(found) == [("no-text-layer", "2,3")]
    assert [paragraph.text for paragraph in found.paragraphs] == ["甲"]


@pytest.mark.usefixtures("without_recognition")
def test_text_drawn_as_shapes_is_no_text_layer() -> None:
    shapes = "".join(f"{x} 400 8 8 re f\n" for x in range(90, 300, 12))
    assert _codes(document(text(90, 90, "甲"), shapes)) == [("no-text-layer", "2")]


def test_an_empty_page_among_others_is_nothing_to_warn_of() -> None:
    assert _codes(document(text(90, 90, "甲"), "")) == []


@pytest.mark.usefixtures("without_recognition")
def test_a_file_of_nothing_but_empty_pages_needs_recognition() -> None:
    with pytest.raises(InputError) as caught:
        document("", "")
    assert (caught.value.code, caught.value.file, caught.value.detail) == ("missing-extra", "a.pdf", "ocr")


@pytest.mark.usefixtures("without_recognition")
def test_characters_without_a_meaning_make_the_text_layer_useless() -> None:
    unknown = "".join(text(90, 100 + 20 * n, "\ue000\ue001\ue002\ue003\ue004\ue005\ue006\ue007") for n in range(8))
    assert _codes(document(text(90, 90, "甲"), unknown)) == [("garbled-text", "2"), ("no-text-layer", "2")]


@pytest.mark.parametrize("code", ["no-text-layer", "garbled-text", "page-damaged"])
def test_every_warning_has_words(code: str) -> None:
    assert has(f"warning.{code}")


def test_a_page_of_absurd_size_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "_MAX_SIDE", 500.0)
    with pytest.raises(InputError, match="damaged"):
        document(text(90, 90, "甲"))


def test_too_many_pages_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "_MAX_PAGES", 2)
    with pytest.raises(InputError, match="too-large"):
        document(*[text(90, 90, "甲")] * 3)


def test_too_many_characters_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chars, "_MAX_GLYPHS", 5)
    with pytest.raises(InputError, match="too-large"):
        document(text(90, 90, "一二三四五六"))


def test_too_many_lines_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "_MAX_OBJECTS", 20)
    with pytest.raises(InputError, match="too-large"):
        document("".join(line(0, n, 100, n) for n in range(30)))


def test_a_watermark_across_the_page_is_not_read() -> None:
    slanted = "BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 200 Tm <83497a3f> Tj ET\n"
    found = document(slanted + table("甲 | 1\n乙 | 2"))
    assert not found.paragraphs
    assert [cell.text for cell in found.tables[0]] == ["甲", "1", "乙", "2"]


WHOLE = pdf(text(90, 60, "附件4") + table("项目 | 预算\n甲 | 153.67"), text(90, 90, "说明。"))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=12), st.integers(0, len(WHOLE))
)
def test_broken_bytes_end_in_a_document_or_an_input_error(changes: list[tuple[int, int]], end: int) -> None:
    data = bytearray(WHOLE)
    for place, value in changes:
        data[place] = value
    cut = bytes(data[:end]) if end % 3 == 0 else bytes(data)
    assert _outcome(cut) in {"read", "damaged", "encrypted", "too-large"}


def _outcome(data: bytes) -> str:
    try:
        read(data, SOURCE)
    except InputError as error:
        return error.code
    return "read"
