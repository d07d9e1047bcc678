"""What is on the paper and no print: folds, streaks, markers, shaded rows; and bars that a model misreads."""

import cv2
import numpy as np
import pytest
from PIL import ImageDraw

from formaudit.extract.pdf.lines import Line
from formaudit.extract.pdf.pieces import Part
from formaudit.extract.scan.dashes import has_raised_end, has_sign, with_dashes
from formaudit.extract.scan.markers import without_markers
from formaudit.extract.scan.rules import edges, is_edge
from formaudit.extract.scan.shades import Grey
from formaudit.extract.scan.streaks import parted, smoothed, under_streak
from formaudit.extract.scan.strokes import Stroke
from tests.extract.scan.paper import DPI, needs_face, needs_recognition, page, png, read, texts

ROWS = [
    ["项目名称", "年初预算数", "全年预算数", "得分"],
    ["业务工作经费", "102.53", "153.67", "—"],
    ["上级转移支付", "33.00", "14.40", "—"],
    ["其他资金", "0.80", "12.00", "—"],
]


def _part(row: int, col: int, text: str) -> Part:
    line = Line(text, 5.0, 5.0, 30.0, 15.0, 10.0)
    return Part(
        row=row, col=col, rowspan=1, colspan=1, lines=(line,) if text else (), page=1, box=(0.0, 0.0, 60.0, 20.0)
    )


def test_a_lone_bar_is_a_dash_among_figures_and_a_numeral_among_numerals() -> None:
    column = ["得分", "9.5", "一", ""]
    assert [part.text for part in with_dashes([_part(n, 2, text) for n, text in enumerate(column)])][2] == "—"
    numbered = with_dashes([_part(n, 0, text) for n, text in enumerate(["序号", "一", "二", "三"])])
    assert [(part.text, part.confidence) for part in numbered][1] == ("一", 1.0)
    words = with_dashes([_part(n, 0, text) for n, text in enumerate(["原因", "一", "设备未到"])])
    assert (words[1].text, words[1].confidence) == ("一", 0.85)


def _ink(*boxes: tuple[int, int, int, int]) -> Grey:
    out: Grey = np.zeros((40, 160), np.uint8)
    for x, y, wide, high in boxes:
        out[y : y + high, x : x + wide] = 255
    return out


DIGITS = tuple((30 + 16 * n, 8, 11, 24) for n in range(5))


@pytest.mark.parametrize(
    ("first", "seen"),
    [((8, 18, 14, 3), True), ((8, 8, 11, 24), False), ((8, 30, 14, 3), False), ((8, 18, 3, 3), False)],
)
def test_a_bar_before_a_figure_may_be_a_minus(first: tuple[int, int, int, int], *, seen: bool) -> None:
    assert has_sign(_ink(first, *DIGITS), 32.0) is seen


@pytest.mark.parametrize(
    ("last", "seen"), [((112, 4, 7, 12), True), ((112, 8, 11, 24), False), ((112, 20, 7, 12), False)]
)
def test_a_small_mark_high_behind_a_figure_is_no_digit(last: tuple[int, int, int, int], *, seen: bool) -> None:
    assert has_raised_end(_ink(*DIGITS, last), 32.0) is seen


ACROSS = [Stroke(100.0 + 60 * n, 100, 900, 3) for n in range(4)]
DOWN = [Stroke(at, 100, 280, 3) for at in (100.0, 300.0, 500.0, 700.0, 900.0)]


def test_a_line_over_the_whole_page_is_no_rule_of_the_table_that_it_crosses() -> None:
    streak = Stroke(420.0, 0, 1600, 3)
    assert parted([*DOWN, streak], ACROSS, 200) == (DOWN, [streak])
    pieces = [streak._replace(end=150), streak._replace(start=180)]  # print has parted it
    assert parted([*DOWN, *pieces], ACROSS, 200) == (DOWN, [streak])
    open_sides = [stroke._replace(start=0, end=1600) for stroke in DOWN]
    assert parted(open_sides, ACROSS, 200) == (open_sides, [])


def test_print_under_a_streak_is_doubted_and_the_streak_is_drawn_over() -> None:
    grey: Grey = np.full((200, 200), 250, np.uint8)
    grey[:, 100:103] = 60
    assert smoothed(grey, (), (Stroke(101.0, 0, 200, 3),), 200).min() > 200
    assert under_streak(_part(0, 0, "12.5"), ((20.0, 0.0, 21.0, 800.0),))
    assert not under_streak(_part(0, 0, "12.5"), ((50.0, 0.0, 51.0, 800.0),))


def test_the_edge_of_a_shaded_row_is_no_rule() -> None:
    grey: Grey = np.full((200, 400), 255, np.uint8)
    grey[60:100] = 215
    grey[150:153] = 40
    assert is_edge(grey, Stroke(60.0, 10, 390, 3), 200)
    assert not is_edge(grey, Stroke(151.0, 10, 390, 3), 200)
    gone, _ = edges([Stroke(60.0, 10, 390, 3), Stroke(151.0, 10, 390, 3)], [], grey, 200)
    assert gone == [Stroke(60.0, 10, 390, 3)]
    columns = [Stroke(at, 60, 100, 3) for at in (10.0, 130.0, 260.0, 390.0)]
    assert edges([Stroke(60.0, 10, 390, 3)], columns, grey, 200) == ([], [])


def test_a_field_of_a_marker_is_paper_and_what_stands_on_it_is_print() -> None:
    colour: Grey = np.full((300, 600, 3), 255, np.uint8)
    colour[100:150, 200:400] = (255, 90, 200)
    colour[115:135, 250:262] = 10
    colour[200:206, 50:300] = (255, 90, 200)  # a line drawn with a pen
    grey = cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY)
    out = without_markers(grey, colour, 200)
    assert out[105:110, 205:395].min() > 240
    assert out[120:130, 252:260].max() < 60
    assert (out[200:206, 60:290] == grey[200:206, 60:290]).all()


@needs_recognition
@needs_face
def test_a_fold_moves_no_column_and_what_it_crosses_is_doubted() -> None:
    folded = page(ROWS)
    wide, high = folded.size
    at = round(wide * 0.44)
    ImageDraw.Draw(folded).line((at, 0, at, high), fill=110, width=3)
    found = read(png(folded))
    assert found.tables[0].cols == 4
    sure = [cell.text for cell in found.tables[0] if cell.confidence >= 0.9 and cell.col == 3]
    assert sure == ["得分", "—", "—", "—"]
    for cell in found.tables[0]:
        if cell.confidence >= 0.9:
            assert cell.text == ROWS[cell.row][cell.col]


@needs_recognition
@needs_face
def test_dashes_of_a_scan_are_dashes() -> None:
    assert texts(read(png(page(ROWS), DPI))) == ROWS
