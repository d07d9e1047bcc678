"""Line ends and tabs in the cells of OpenDocument sheets part figures, and are kept."""

import io
import zipfile

import pytest

from formaudit.extract.sheet import read
from formaudit.extract.sheet.odf_lines import with_line_ends
from formaudit.model.document import Source
from tests.extract.office import needs_office

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)
KIND = "application/vnd.oasis.opendocument.spreadsheet"


SOURCE = Source(path="a.ods", sha256="0" * 64, format="ods")


def content(cell: str, root: str = "document-content") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:{root} {SPACES} office:version="1.2" office:mimetype="{KIND}">'
        '<office:body><office:spreadsheet><table:table table:name="a"><table:table-row><table:table-cell'
        f' office:value-type="string"><text:p>支出</text:p></table:table-cell><table:table-cell office:value-type="string">'
        f"{cell}</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:{root}>"
    )


def packed(cell: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", KIND)
        package.writestr("content.xml", content(cell))
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry'
            f' manifest:full-path="/" manifest:media-type="{KIND}"/><manifest:file-entry manifest:full-path="content.xml"'
            ' manifest:media-type="text/xml"/></manifest:manifest>',
        )
    return out.getvalue()


def flat(cell: str) -> bytes:
    return content(cell, "document").encode()


CELLS = [
    ("<text:p>12.5<text:line-break/>13.5</text:p>", "12.5\n13.5"),
    ("<text:p>1<text:span>2.5<text:line-break/>1</text:span>3.5</text:p>", "12.5\n13.5"),
    ("<text:p>8<text:line-break/><text:span>9</text:span><text:line-break/>7</text:p><text:p>6</text:p>", "8\n9\n7\n6"),
    ("<text:p>12.5<text:tab/>13.5</text:p>", "12.5 13.5"),
    ("<text:p>12<text:span>.5</text:span></text:p>", "12.5"),
]


@needs_office
@pytest.mark.parametrize("written", [packed, flat])
@pytest.mark.parametrize(("cell", "printed"), CELLS)
def test_what_stands_on_two_lines_is_not_one_figure(cell: str, printed: str, written: object) -> None:
    assert callable(written)
    suffix = "ods" if written is packed else "fods"
    found = read(written(cell), Source(path=f"a.{suffix}", sha256="0" * 64, format=suffix))
    assert [each.text for each in found.tables[0]] == ["支出", printed]


def test_the_same_without_an_office_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formaudit.extract.soffice.available", lambda: None)
    found = read(packed(CELLS[0][0]), Source(path="a.ods", sha256="0" * 64, format="ods"))
    assert [each.text for each in found.tables[0]] == ["支出", "12.5\n13.5"]


@pytest.mark.parametrize(
    ("stored", "shown", "printed"),
    [('office:string-value=""', "#DIV/0!", "#DIV/0!"), ('office:string-value=""', "", ""), ("", "12.5", "12.5")],
)
def test_an_error_is_no_blank_without_an_office_program(
    stored: str, shown: str, printed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formaudit.extract.soffice.available", lambda: None)
    cell = f'12</table:table-cell><table:table-cell office:value-type="string" {stored}><text:p>{shown}</text:p>'
    found = read(packed(f"<text:p>3</text:p></table:table-cell><table:table-cell>{cell}"), SOURCE)
    assert "".join(each.text for each in found.tables[0] if each.col == 3) == printed


@pytest.mark.parametrize("data", [b"PK\x03\x04 :line-break", b"<a :line-break", b"PK", packed(CELLS[4][0])])
def test_what_holds_none_or_is_damaged_comes_back_as_it_is(data: bytes) -> None:
    assert with_line_ends(data) == data
