"""Two models read a line: what counts as certain, and what is doubted. The models are played here."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from formaudit.extract.scan.engine import Reading, Sign
from formaudit.extract.scan.opinions import Look, Looks, Said, Strip, confidence, opinions

PAGE: NDArray[np.uint8] = np.full((60, 300), 255, np.uint8)
STRIP = Strip((20, 15, 200, 45), (0, 0, 300, 60), 30.0)


def reading(text: str, sure: float) -> Reading:
    return Reading(tuple(Sign(char, sure, (index + 0.5) / len(text)) for index, char in enumerate(text)))


def model(*says: Reading) -> tuple[Look, list[int]]:
    """A model that gives one reading after another, and how many pictures it has been shown."""
    shown = [0]

    def look(pictures: Sequence[NDArray[np.uint8]]) -> list[Reading]:
        out = [says[min(shown[0] + index, len(says) - 1)] for index in range(len(pictures))]
        shown[0] += len(pictures)
        return out

    return look, shown


def said(quick: Reading, *careful: Reading) -> tuple[Said, int]:
    better, shown = model(*careful)
    (out,) = opinions(PAGE, [STRIP], Looks(model(quick)[0], better))
    return out, shown[0]


def test_a_figure_that_is_plain_at_first_sight_is_not_read_again() -> None:
    out, shown = said(reading("153.67", 0.9995), reading("999", 1.0))
    assert (out.text, shown) == ("153.67", 0)
    assert confidence(out.figures) >= 0.9


def test_a_doubtful_figure_is_read_once_more_and_certain_where_both_agree() -> None:
    out, shown = said(reading("153.67", 0.97), reading("153.67", 0.99))
    assert (out.text, shown) == ("153.67", 1)
    assert confidence(out.figures) >= 0.9


def test_figures_on_which_the_models_differ_are_doubted() -> None:
    out, shown = said(reading("163.67", 0.97), reading("153.67", 0.9999))
    assert (out.text, shown) == ("153.67", 3)
    assert confidence(out.figures) < 0.9


def test_what_the_quick_model_can_hardly_read_does_not_weigh_against_the_better_one() -> None:
    out, _ = said(reading("1S3.G7", 0.4), reading("153.67", 0.9999))
    assert out.text == "153.67"
    assert confidence(out.figures) >= 0.9


def test_a_number_that_is_none_is_doubted_however_sure_both_are() -> None:
    out, _ = said(reading("153.673.", 0.9999), reading("153.673.", 0.9999))
    assert confidence(out.figures) < 0.9


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("项日名称", "项目名称"),
        ("年度总体日标", "年度总体目标"),
        ("科日", "科目"),
        ("各项日常工作", "各项日常工作"),
        ("当日标准", "当日标准"),
        ("节日标语12条", "节日标语12条"),
    ],
)
def test_where_no_word_has_a_day_the_sign_like_it_is_meant(seen: str, meant: str) -> None:
    assert said(reading(seen, 0.9999), reading(seen, 0.9999))[0].text == meant
