"""Signs that stand alone, told by the shape of their ink. Nothing is recognised here: the shapes are drawn."""

from itertools import pairwise

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from formaudit.extract.scan.lone import sign_of

EM = 30
Points = tuple[tuple[int, int], ...]
WEDGE_LEFT: Points = ((24, 2), (8, 10), (24, 18))
WEDGE_RIGHT: Points = ((8, 2), (24, 10), (8, 18))


def ink(*lines: Points, thick: int = 3) -> NDArray[np.uint8]:
    mask: NDArray[np.uint8] = np.zeros((36, 36), np.uint8)
    for line in lines:
        for one, two in pairwise(line):
            cv2.line(mask, one, two, 255, thick)
    return mask


def bar(y: int, x0: int = 8, x1: int = 24) -> Points:
    return ((x0, y), (x1, y))


@pytest.mark.parametrize(
    ("lines", "sign"),
    [
        ((bar(12), bar(22)), "="),
        ((WEDGE_LEFT, bar(26)), "≤"),
        ((WEDGE_RIGHT, bar(26)), "≥"),
        ((WEDGE_LEFT, bar(21)), "≤"),
        ((WEDGE_RIGHT, bar(21)), "≥"),
        ((WEDGE_LEFT, bar(24), bar(30)), "≤"),
        ((WEDGE_RIGHT, bar(24), bar(30)), "≥"),
        ((WEDGE_LEFT,), "<"),
        ((WEDGE_RIGHT,), ">"),
    ],
    ids=[
        "equal",
        "at most",
        "at least",
        "at most, grown together",
        "at least, grown together",
        "≦",
        "≧",
        "less",
        "more",
    ],
)
@pytest.mark.parametrize("thick", [2, 3])
def test_a_sign_is_told_by_its_shape(lines: tuple[Points, ...], sign: str, thick: int) -> None:
    assert sign_of(ink(*lines, thick=thick), EM) == sign


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (bar(16),),
        (bar(10, 11, 21), bar(24, 4, 30)),
        (bar(8), bar(16), bar(24)),
        (((8, 4), (24, 4), (24, 28), (8, 28), (8, 4)),),
        (((8, 4), (24, 28)), ((24, 4), (8, 28))),
        (((16, 4), (16, 30)),),
        (((8, 16), (24, 16)), ((16, 6), (16, 28))),
        (((15, 15), (16, 16)),),
        (((6, 4), (6, 30)), ((6, 4), (16, 30)), ((16, 30), (28, 4)), ((28, 4), (28, 30))),
    ],
    ids=["nothing", "one bar: 一", "二", "三", "口", "X", "I", "十", "a dot", "M"],
)
def test_other_shapes_are_no_signs(lines: tuple[Points, ...]) -> None:
    assert sign_of(ink(*lines), EM) == ""


@pytest.mark.parametrize("em", [8, 120])
def test_a_sign_has_the_size_of_type(em: float) -> None:
    assert sign_of(ink(WEDGE_LEFT, bar(26)), em) == ""
