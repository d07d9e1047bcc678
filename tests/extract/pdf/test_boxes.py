"""The box of a page, whoever names it: the page, or the list that it stands in, whose boxes it inherits."""

import pytest

from formaudit.extract.pdf import read
from formaudit.model.document import Source
from tests.extract.pdf.paper import pdf, text

LAST = text(780, 400, "控制率")
"""A word near the right edge of a page laid crosswise, 842 by 595 points."""
PAGE = "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F1 3 0 R>>>>{own}>>"
PAGES = "<</Type/Pages/Kids[4 0 R]/Count 1{inherited}>>"


@pytest.mark.parametrize(
    ("inherited", "own"),
    [
        ("", "/MediaBox[0 0 842 595]"),
        ("/MediaBox[0 0 842 595]", ""),
        ("/MediaBox[0 0 842 595]/CropBox[0 0 842 595]", ""),
        ("/MediaBox[0 0 1200 1200]/CropBox[0 0 842 595]", ""),
        ("/CropBox[0 0 842 595]", "/MediaBox[0 0 1200 1200]"),
        ("/MediaBox[0 0 300 300]", "/MediaBox[0 0 842 595]"),
    ],
)
def test_words_stand_where_the_page_shows_them(inherited: str, own: str) -> None:
    more = {2: PAGES.format(inherited=inherited), 4: PAGE.format(own=own)}
    found = read(pdf(LAST, more=more), Source(path="a.pdf", sha256="", format="pdf"))
    assert not found.warnings  # as where the page seems to have no text, and is read as a picture
    [first] = found.paragraphs
    assert first.text == "控制率"
    assert first.bbox is not None
    assert [round(edge) for edge in first.bbox[:2]] == [780, 400 - (842 - 595)]
