"""Strokes through figures, told by the shape of the ink. Nothing is recognised here."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from formaudit.extract.scan.shades import Grey
from formaudit.extract.scan.struck import is_struck
from tests.extract.scan.paper import face, needs_face

pytestmark = needs_face


def line(text: str, *, slope: float | None, dpi: int, blur: float = 0.5) -> tuple[Grey, float]:
    """A line of print cut to its ink, with a stroke through its middle where a slope is given; and its em."""
    em = 10.5 * dpi / 72
    picture = Image.new("L", (round(em * (len(text) + 4)), round(3 * em)), 255)
    pen = ImageDraw.Draw(picture)
    font = ImageFont.truetype(face(), round(em))
    pen.text((em, em), text, font=font, fill=0)
    left, top, right, bottom = pen.textbbox((em, em), text, font=font)
    if slope is not None:
        middle, half, over = (top + bottom) / 2, (right - left) / 2, em / 12
        pen.line(
            (left - over, middle + slope * half, right + over, middle - slope * half), fill=0, width=round(em / 14)
        )
    grey = np.asarray(picture.filter(ImageFilter.GaussianBlur(blur)))
    rows, columns = np.flatnonzero((grey < 140).any(axis=1)), np.flatnonzero((grey < 140).any(axis=0))
    return grey[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], em


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("slope", [0.0, 0.2, -0.2])
@pytest.mark.parametrize("text", ["38", "120.5", "2023.07", "66.80%"])
def test_a_stroke_through_figures_is_seen(text: str, slope: float, dpi: int) -> None:
    grey, em = line(text, slope=slope, dpi=dpi)
    assert is_struck(grey, text, em)


@pytest.mark.parametrize("dpi", [200, 300])
@pytest.mark.parametrize(
    "text", ["44", "444.44", "1,117.44", "77.74", "-14.40", "100%", "(14.40)", "≥95%", "669", "8.5"]
)
def test_plain_figures_are_not_struck(text: str, dpi: int) -> None:
    grey, em = line(text, slope=None, dpi=dpi)
    assert not is_struck(grey, text, em)


def test_words_with_long_strokes_are_not_struck() -> None:
    grey, em = line("第二十一期三个2023项目", slope=None, dpi=200)
    assert not is_struck(grey, "第二十一期三个2023项目", em)
