"""Other readers are asked for an opinion: where they fail, in whatever way, they have none and ours stands."""

import io

import pytest

from formaudit.extract.pdf.peers import camelot_tables, plumber_glyphs, plumber_tables


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.4\n"], ids=["empty", "text", "cut"])
def test_a_file_that_pdfplumber_cannot_open_has_no_tables_and_no_characters(data: bytes) -> None:
    assert plumber_tables(data, [1]) == []
    assert plumber_glyphs(data, [1]) == {}


def test_a_page_that_camelot_stumbles_over_has_no_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    document.new_page(200, 200)
    document.save(out)
    camelot = pytest.importorskip("camelot")

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(camelot, "read_pdf", fail)
    assert camelot_tables(out.getvalue(), [1]) == []
