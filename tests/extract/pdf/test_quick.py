"""Calls of pdfium without conversions give what its own functions give, character by character."""

import ctypes

import pypdfium2 as pdfium
import pypdfium2.raw as c
import pytest

from formaudit.extract.pdf.quick import codes_of, loose_boxes, origins
from tests.extract.pdf.paper import pdf, rows, text


@pytest.mark.parametrize(
    "page",
    [
        text(100, 100, "年初预算 145.80 万元"),
        text(100, 100, "soft\u00adhyphen co-"),
        text(100, 100, "turned", turn=1),
        rows([[(60, "基本支出"), (200, "12.5")], [(60, "项目支出"), (200, "7")]]),
        "".join(text(40 + at % 30 * 17, 60 + at // 30 * 14, "表1-2") for at in range(1200)),
        "",
    ],
)
def test_codes_boxes_and_origins_are_those_of_single_calls(page: str) -> None:
    document = pdfium.PdfDocument(pdf(page))
    words = document[0].get_textpage()
    count = words.count_chars()
    rect, x, y = c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    boxes, points = list(loose_boxes(words.raw, count)), list(origins(words.raw, count))
    assert list(codes_of(words.raw, count)) == [c.FPDFText_GetUnicode(words.raw, at) for at in range(count)]
    assert len(boxes) == len(points) == count
    for at in range(count):
        c.FPDFText_GetLooseCharBox(words.raw, at, rect)
        c.FPDFText_GetCharOrigin(words.raw, at, x, y)
        assert boxes[at] == (rect.left, rect.top, rect.right, rect.bottom)
        assert points[at] == (x.value, y.value)
