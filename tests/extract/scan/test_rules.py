"""Ruling lines told from strokes of print that lie below each other."""

import numpy as np
from numpy.typing import NDArray

from formaudit.extract.scan.rules import ruling

DPI = 200
ROW, COLUMN = 32, 240
ROWS, COLUMNS = 12, 3


def grid(*, rows: int = ROWS, high: int = ROW) -> NDArray[np.uint8]:
    """The rules of a table, three pixels thick, with paper around."""
    ink: NDArray[np.uint8] = np.zeros((rows * high + 200, COLUMNS * COLUMN + 200), np.uint8)
    for row in range(rows + 1):
        ink[100 + row * high : 103 + row * high, 100 : 103 + COLUMNS * COLUMN] = 255
    for column in range(COLUMNS + 1):
        ink[100 : 103 + rows * high, 100 + column * COLUMN : 103 + column * COLUMN] = 255
    return ink


def columns(ink: NDArray[np.uint8]) -> list[int]:
    return [round(line.at) - 100 for line in ruling(ink, DPI)[1]]


EDGES = [0, COLUMN, 2 * COLUMN, 3 * COLUMN]


def near(found: list[int]) -> bool:
    return len(found) == len(EDGES) and all(abs(one - two) < 4 for one, two in zip(found, EDGES, strict=True))


def test_the_figure_one_in_low_rows_rules_nothing() -> None:
    ink = grid()
    for row in range(3, 6):
        top = 100 + row * ROW
        ink[top + 6 : top + 24, 400:404] = 255
    ink[100 + 3 * ROW + 10 : 100 + 3 * ROW + 20, 409:411] = 255  # another figure right beside it
    assert near(columns(ink))


def test_a_dashed_line_over_low_rows_is_a_rule() -> None:
    ink = grid()
    for start in range(104, 100 + ROWS * ROW, 10):
        ink[start : start + 6, 460:463] = 255
    assert len(columns(ink)) == len(EDGES) + 1


def test_the_left_halves_of_characters_below_each_other_rule_nothing() -> None:
    ink = grid(rows=4, high=90)
    for row in range(1, 3):
        for line in range(3):
            top = 105 + row * 90 + line * 28
            ink[top : top + 24, 360:371] = 255
            for stroke in range(top, top + 24, 10):
                ink[stroke : stroke + 3, 378:386] = 255
    assert near(columns(ink))


def test_a_thick_line_is_a_rule() -> None:
    ink = grid(rows=4, high=90)
    ink[104 : 100 + 4 * 90, 360:371] = 255
    assert len(columns(ink)) == len(EDGES) + 1
