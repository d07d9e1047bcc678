"""Hidden fields of OpenDocument texts stay hidden when LibreOffice writes the text in another format."""

import io
import zipfile

import pytest

from formaudit.extract.doc import read
from formaudit.extract.doc.odf_fields import with_hidden_fields
from formaudit.model.document import Source
from tests.extract.office import needs_office

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)
FIELD = '<text:p>126<text:hidden-text text:condition="ooow:1" text:string-value="9" text:is-hidden="{}">9</text:hidden-text></text:p>'
PARAGRAPH = (
    "<text:p>126</text:p><text:p>1<text:hidden-paragraph"
    ' text:condition="ooow:TRUE" text:is-hidden="{}"/>9<text:span>8</text:span></text:p>'
)


def packed(cell: str) -> bytes:
    rows = "".join(
        f"<table:table-row><table:table-cell><text:p>{label}</text:p></table:table-cell>"
        f"<table:table-cell>{words}</table:table-cell></table:table-row>"
        for label, words in (("项目", "<text:p>金额</text:p>"), ("基本支出", cell))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} office:version="1.2">'
        f"<office:automatic-styles/><office:body><office:text><text:p>附件</text:p>"
        f'<table:table><table:table-column table:number-columns-repeated="2"/>{rows}</table:table>'
        "</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", kind)
        package.writestr("content.xml", content)
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )
    return out.getvalue()


def content_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.namelist()[0] == "mimetype"
        return package.read("content.xml").decode()


SECTION = (
    '<text:p>126</text:p><text:section text:name="a" text:display="condition" text:condition="ooow:TRUE"'
    ' text:is-hidden="{}"><text:p>9<text:span>8</text:span></text:p></text:section>'
)


@pytest.mark.parametrize("cell", [FIELD, PARAGRAPH, SECTION])
def test_words_of_hidden_fields_get_a_hidden_style(cell: str) -> None:
    changed = content_of(with_hidden_fields(packed(cell.format("true"))))
    assert 'text:style-name="hidden-by-field"' in changed
    assert 'text:display="none"' in changed
    assert "126" in changed
    assert with_hidden_fields(packed(cell.format("false"))) == packed(cell.format("false"))


@pytest.mark.parametrize("data", [b"PK\x03\x04 damaged", b'<office:document text:is-hidden="true"', b""])
def test_what_cannot_be_opened_comes_back(data: bytes) -> None:
    assert with_hidden_fields(data) == data


@needs_office
@pytest.mark.parametrize(
    "held",
    [
        FIELD.format("true"),
        '<text:p>126</text:p><text:section text:name="a" text:display="none"><text:p>9</text:p></text:section>',
    ],
)
def test_a_figure_beside_what_is_hidden_is_read_alone(held: str) -> None:
    found = read(packed(held), Source(path="a.odt", sha256="", format="odt"))
    cell = found.tables[0].at(1, 1)
    assert cell is not None
    assert cell.text == "126"
