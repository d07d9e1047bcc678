"""On which side of their bounds grids of a page are in doubt: headings behind their figures, lines that lean.

A grid is drawn with ``|`` between its cells and ``<`` for the column that the cell before it goes on over. Figures end at
60 of the 100 that a column is wide; words begin at its left side, or behind the figures where ``>`` stands before them.
"""

import pytest

from formaudit.extract.pdf.figures import is_figure
from formaudit.extract.pdf.lines import Line
from formaudit.extract.pdf.pieces import Part
from formaudit.extract.pdf.shifted import is_shifted
from formaudit.extract.pdf.staggered import is_staggered

_HEADS = "项目 | 预算数 | 决算数 | 比例"
_BEHIND = "项目 | >预算数 | >决算数 | 比例"
_BODY = "甲 | 12 | 30 | 40\n乙 | 15 | 31 | 41"


def _line(text: str, col: int) -> Line:
    word = text.lstrip(">")
    x0 = 100.0 * col + (60 if text.startswith(">") else 60 - 5 * len(word) if is_figure(word) else 0)
    return Line(word, x0, 0, x0 + 5 * len(word), 10, 10, 1.0)


def _parts(drawing: str) -> list[Part]:
    parts: list[Part] = []
    for row, drawn in enumerate(drawing.splitlines()):
        texts = [text.strip() for text in drawn.split("|")]
        for col, text in enumerate(texts):
            if text == "<":
                continue
            span = 1
            while texts[col + span : col + span + 1] == ["<"]:
                span += 1
            lines = tuple(_line(each, col) for each in text.split("/") if each)
            box = (100.0 * col, 0.0, 100.0 * (col + span), 10.0)
            parts.append(Part(row=row, col=col, rowspan=1, colspan=span, lines=lines, page=0, box=box))
    return parts


@pytest.mark.parametrize(
    ("drawing", "levels", "shifted"),
    [
        (f"{_BEHIND}\n{_BODY}", 1, True),
        (f"{_HEADS}\n{_BODY}", 1, False),
        (f"项目 | >预算数 | 决算数 | 比例\n{_BODY}", 1, False),  # one may be chance
        (f"项目 | >预算数 | 决算数 | 比例\n名称 | 元 | >元 | 百分比\n{_BODY}", 2, False),  # and so may one a row
        (f"{_BEHIND}\n甲 | 12 | 30 | 40", 1, False),  # one figure tells nothing of a column
        (f"{_BEHIND}\n甲 | 12 | 30 | 40\n乙 | 2024.5 / >16 | 31 | 41", 1, False),
        (f"项目 | >本年的预算数 | < | >决算数\n{_BODY}", 1, False),  # one heading over two columns
        (f"2024 | 2023 | 2022 | 2021\n{_BEHIND}\n甲 | 12 | 30 | 40", 1, False),  # years above headings are no figures
        (f"{_BEHIND}\n甲 | 12 | 30 | 40\n乙 | 15 | < | 41", 1, False),  # nor is one over two columns
        ("项目 | 预算数 |\n甲 | | 12\n乙 | | 15\n丙 | | 16\n丁 | | 17", 1, True),
        ("项目 | 预算数 |\n甲 | | 12\n乙 | | 15\n丙 | | 16", 1, False),
        ("项目 | 预算数 |\n甲 | | 12\n乙 | | 15\n丙 | 无 | 无\n丁 | | 17\n戊 | | 18", 1, False),
        ("项目 | 预算数 |\n甲 | | 12\n乙 | | 15\n丙 | 有 |\n丁 | | 17\n戊 | | 18", 1, False),
        ("项目 | 预算数 | 决算数\n甲 | | 12\n乙 | | 15\n丙 | | 16\n丁 | | 17", 1, False),  # its own heading
        ("项目 | 100 |\n甲 | | 12\n乙 | | 15\n丙 | | 16\n丁 | | 17", 1, False),  # a figure heads nothing
        ("项目 | 预算数 |\n甲 | | 见表\n乙 | | 见表\n丙 | | 见表\n丁 | | 见表", 1, False),
        ("项目 | 预算数 | |\n甲 | | | 12\n乙 | | | 15\n丙 | | | 16\n丁 | | | 17", 1, False),  # not the next column
        ("一、支出 | |\n | 12 |\n | 15 |\n | 16 |\n | 17 |", 1, False),  # the first column has labels
        ("项目 | 预算数 | | <\n甲 | | 12 | <\n乙 | | 15 | <\n丙 | | 16 | <\n丁 | | 17 | <", 1, False),
    ],
)
def test_headings_that_stand_beside_their_figures(drawing: str, levels: int, *, shifted: bool) -> None:
    assert is_shifted(_parts(drawing), levels) is shifted


def _steps(rows: list[tuple[int, int, str]]) -> list[Part]:
    """Cells side by side, each with its first row, its rows and its text."""
    return [
        Part(
            row=row,
            col=col,
            rowspan=high,
            colspan=1,
            lines=(_line(text, col),) if text else (),
            page=0,
            box=(0, 0, 1, 1),
        )
        for col, (row, high, text) in enumerate(rows)
    ]


@pytest.mark.parametrize(
    ("rows", "staggered"),
    [
        ([(row, 2, "预算") for row in range(5)], True),
        ([(4 - row, 2, "预算") for row in range(5)], True),
        ([(row, 2, "预算") for row in range(4)], False),  # three steps
        ([(0, 2, "甲"), (0, 3, "乙"), (0, 2, "丙"), (0, 3, "丁"), (0, 2, "戊")], False),  # all begin in one row
        ([(0, 3, "甲"), (1, 2, "乙"), (0, 3, "丙"), (1, 2, "丁"), (0, 3, "戊")], False),  # all end in one
        ([(2 * row, 2, "预算") for row in range(5)], False),  # none shares a row with the next one
        ([(0, 2, "甲"), (1, 2, ""), (2, 2, "丙"), (3, 2, "丁"), (4, 2, "戊")], False),
        ([(0, 2, ""), (1, 2, "乙"), (2, 2, "丙"), (3, 2, "丁"), (4, 2, "戊")], False),
        ([(0, 2, "甲"), (1, 2, "乙"), (2, 2, "丙"), (3, 2, "丁"), (4, 2, "")], False),
    ],
)
def test_grids_whose_lines_lean(rows: list[tuple[int, int, str]], *, staggered: bool) -> None:
    assert is_staggered(_steps(rows)) is staggered
