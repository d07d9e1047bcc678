import io
import struct
import zlib

import pypdfium2 as pdfium
import pytest

from formaudit.extract.door import extract_bytes
from formaudit.extract.pictures import part_of, view_page, views
from formaudit.extract.write import as_html
from tests.extract.ofd.making import Maker, zipped
from tests.extract.ofd.making import table as ofd_table
from tests.extract.pdf.paper import pdf, table


def page_with_table() -> bytes:
    return pdf(table("年初预算 | 全年预算\n12 | 34.5"))


def decoded(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and dots of a grey PNG without filters."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) == (8, 0)
    start = png.index(b"IDAT") + 4
    length = struct.unpack(">I", png[start - 8 : start - 4])[0]
    raw = zlib.decompress(png[start : start + length])
    rows = [raw[row * (wide + 1) + 1 : (row + 1) * (wide + 1)] for row in range(high)]
    return wide, high, b"".join(rows)


def test_a_page_is_shown_in_its_size_and_a_part_of_it_holds_the_same_dots() -> None:
    data = page_with_table()
    view = view_page(data, 1, 72)
    assert view is not None
    wide, high, dots = decoded(view.png)
    assert (wide, high) == (round(view.width), round(view.height))
    assert min(dots) < 100
    part = decoded(part_of(view, (10, 20, 60.5, 50)))
    assert part[:2] == (51, 31)
    assert part[2][:51] == dots[20 * wide + 10 : 20 * wide + 61]


def test_a_part_beyond_the_page_is_cut_at_its_edge() -> None:
    view = view_page(page_with_table(), 1, 72)
    assert view is not None
    wide, high, _ = decoded(part_of(view, (-50, -50, 10_000, 10_000)))
    assert (wide, high) == decoded(view.png)[:2]


@pytest.mark.parametrize("data", [b"", b"nothing", b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\nbroken"])
def test_what_cannot_be_shown_has_no_pictures(data: bytes) -> None:
    assert views(data, [1, 2], 72) == {}


def test_a_page_that_is_not_there_is_left_out() -> None:
    assert list(views(page_with_table(), [0, 1, 7], 72)) == [1]


def test_a_huge_page_is_shown_coarser() -> None:
    book = pdfium.PdfDocument.new()
    book.new_page(14_000, 14_000)
    out = io.BytesIO()
    book.save(out)
    view = view_page(out.getvalue(), 1, 300)
    assert view is not None
    assert len(view.grey) <= 41_000_000


def test_the_html_shows_each_cell_on_its_page() -> None:
    data = page_with_table()
    document = extract_bytes(data, "a.pdf")
    page = as_html.write(document, "zh", views(data, [1], 72)).decode()
    cells = [cell for table in document.tables for cell in table.cells]
    assert cells
    assert page.count("<rect id=") == len(cells)
    assert page.count("data:image/png;base64,") == 1
    for cell in cells:
        assert f'href="#t0r{cell.row}c{cell.col}"' in page
        assert f'<td id="t0r{cell.row}c{cell.col}"' in page


def test_the_html_without_pictures_has_no_links() -> None:
    page = as_html.write(extract_bytes(page_with_table(), "a.pdf"), "zh").decode()
    assert "<rect" not in page
    assert "href" not in page


def test_a_page_of_an_ofd_package_is_shown_with_its_words_where_they_were_read() -> None:
    data = Maker(pages=[ofd_table((("项目", "预算数"), ("合计", "168.30")))]).data()
    view = view_page(data, 1, 72)
    assert view is not None
    assert (round(view.width), round(view.height)) == (595, 842)
    cell = extract_bytes(data, "a.ofd").tables[0].at(1, 1)
    assert cell is not None
    assert cell.bbox is not None
    x0, top, x1, bottom = map(int, cell.bbox)
    inside = [
        view.grey[row * view.columns + col] for row in range(top + 2, bottom - 2) for col in range(x0 + 2, x1 - 2)
    ]
    edge = [view.grey[row * view.columns + x0 + step] for row in range(top + 2, bottom - 2) for step in (-1, 0, 1)]
    assert min(edge) < 128
    assert max(inside) == 255


def test_pages_that_are_not_there_and_packages_that_are_broken_are_not_shown() -> None:
    data = Maker(pages=[ofd_table((("项目", "预算数"),))]).data()
    assert view_page(data, 2, 72) is None
    assert view_page(zipped({"OFD.xml": b"<a/>"}), 1, 72) is None
