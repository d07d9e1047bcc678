"""What was recognised in a picture is a table only where it reads as one."""

import pytest

from formaudit.extract.pdf.ink import Ink
from formaudit.extract.pdf.lines import Line
from formaudit.extract.pdf.pdfium import pages
from formaudit.extract.pdf.pictured import with_pictures
from formaudit.extract.pdf.pieces import Part, Piece
from formaudit.extract.pdf.sheet import Sheet
from tests.extract.pdf.paper import line, pdf, text

BOX = (100.0, 100.0, 400.0, 300.0)
FORM = [["资金", "年初预算", "执行"], ["合计", "12.5", "12"], ["财政拨款", "12.5", ""]]
CHART = [["", "20", ""], ["15", "", "10"], ["丁", "", ""]]
AXES = [["20", "1", "4"], ["15", "2", "5"], ["10", "合计", "6"]]


def sheet() -> Sheet:
    ink = next(iter(pages(pdf(text(72, 100, "说明") + line(72, 90, 200, 90)), "a.pdf")))
    assert isinstance(ink, Ink)
    return Sheet(ink=ink)


def piece(texts: list[list[str]], sure: float) -> Piece:
    def part(row: int, col: int, words: str) -> Part:
        box = (BOX[0] + 90 * col, BOX[1] + 40 * row, BOX[0] + 90 * col + 90, BOX[1] + 40 * row + 40)
        line = Line(text=words, x0=box[0] + 5, x1=box[0] + 60, top=box[1] + 5, bottom=box[1] + 15, size=10, sure=sure)
        return Part(row=row, col=col, rowspan=1, colspan=1, lines=(line,) if words else (), page=1, box=box)

    parts = tuple(part(row, col, words) for row, cells in enumerate(texts) for col, words in enumerate(cells))
    edges = (100.0, 190.0, 280.0, 370.0), (100.0, 140.0, 180.0, 220.0)
    return Piece(page=1, xs=edges[0], ys=edges[1], parts=parts)


@pytest.mark.parametrize(
    ("texts", "sure", "table"), [(FORM, 0.95, True), (FORM, 0.3, False), (CHART, 0.95, False), (AXES, 0.95, False)]
)
def test_the_lines_of_a_chart_are_no_table(
    texts: list[list[str]], sure: float, *, table: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formaudit.extract.pdf.pictured._scan", object)
    own = sheet()
    seen = Sheet(ink=own.ink, pieces=(piece(texts, sure),))
    [joined], told = with_pictures([own], {1: [BOX]}, lambda _scan, _wanted: ({1: seen}, []))
    assert bool(joined.pieces) == table
    assert {warning.code for warning in told} == ({"pictures-read"} if table else {"pictures-read", "page-pictures"})
    if not table:  # its words are kept, doubted
        assert all(each.sure <= 0.5 for each in joined.lines)
        assert len(joined.lines) == sum(bool(words) for row in texts for words in row)
