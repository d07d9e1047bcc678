"""Black and grey stamps across a scanned form: what lies under one is doubted, and nothing else."""

import math

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from formaudit.extract.scan.shades import Grey
from formaudit.extract.scan.stamps import bridged, of_tables, stamp_areas
from formaudit.extract.scan.strokes import Stroke
from tests.extract.scan.paper import DPI, face, needs_face, needs_recognition, page, png, read

ROWS = [["项目", "预算数", "执行数"], *[[f"支出{n}", f"{n}2{n}.5{n}", f"{n}0{n}.{n}8"] for n in range(1, 9)]]
ACROSS, DOWN = 470 * DPI / 72 / 3, 34 * DPI / 72
LEFT, TOP = 60 * DPI / 72, 80 * DPI / 72


def ring(form: Image.Image, shade: int, row: int, *, star: bool) -> Image.Image:
    """A round seal over two columns around a row."""
    pen = ImageDraw.Draw(form)
    x, y, r = LEFT + 2 * ACROSS, TOP + (row + 0.5) * DOWN, 20 * DPI / 25.4
    pen.ellipse((x - r, y - r, x + r, y + r), outline=shade, width=max(2, round(DPI / 60)))
    if star:
        points = [
            (x + q * math.sin(k * math.pi / 5), y - q * math.cos(k * math.pi / 5))
            for k in range(10)
            for q in ((0.35 if k % 2 == 0 else 0.14) * r,)
        ]
        pen.polygon(points, fill=shade)
    return form


def frame(form: Image.Image, shade: int, row: int) -> Image.Image:
    """A turned frame with words in it."""
    stamp = Image.new("L", (round(40 * DPI / 25.4), round(16 * DPI / 25.4)), 255)
    pen = ImageDraw.Draw(stamp)
    pen.rectangle((2, 2, stamp.width - 3, stamp.height - 3), outline=shade, width=4)
    font = ImageFont.truetype(face(), round(22 * DPI / 72))
    pen.text((stamp.width / 2, stamp.height / 2), "已审核", font=font, fill=shade, anchor="mm")
    turned = stamp.rotate(18, expand=True, fillcolor=255)
    place = round(LEFT + 1.7 * ACROSS), round(TOP + row * DOWN - turned.height / 3)
    form.paste(shade, place, turned.point(lambda value: 255 - value))
    return form


def silently_wrong(form: Image.Image) -> tuple[list[str], int]:
    """Figures read as others without doubt, and how many cells are doubted."""
    (table,) = read(png(form)).tables
    wrong, doubted = [], 0
    for row, texts in enumerate(ROWS):
        for col, text in enumerate(texts):
            cell = table.at(row, col)
            assert cell is not None
            doubted += cell.confidence < 0.9
            if cell.confidence >= 0.9 and "".join(cell.text.split()) != text:
                wrong.append(f"{text} as {cell.text}")
    return wrong, doubted


@needs_recognition
@needs_face
@pytest.mark.parametrize("shade", [0, 90, 140])
@pytest.mark.parametrize("star", [True, False])
def test_a_round_seal_over_figures_is_doubted(shade: int, star: bool) -> None:
    wrong, doubted = silently_wrong(ring(page(ROWS), shade, 4, star=star))
    assert wrong == []
    assert 4 <= doubted <= 16


@needs_recognition
@needs_face
@pytest.mark.parametrize("shade", [0, 110])
def test_a_turned_frame_over_figures_is_doubted(shade: int) -> None:
    wrong, doubted = silently_wrong(frame(page(ROWS), shade, 4))
    assert wrong == []
    assert 2 <= doubted <= 14


@needs_recognition
@needs_face
def test_without_a_stamp_nothing_is_doubted() -> None:
    assert silently_wrong(page(ROWS)) == ([], 0)


RINGED = (367, 267, 533, 433)


def _ringed() -> tuple[Grey, Grey, list[Stroke], list[Stroke]]:
    """A ring over a table of low rows: all ink, ink without rules, level and upright rules."""
    ink: Grey = np.zeros((700, 900), np.uint8)
    cv2.circle(ink, (450, 350), 80, 255, 5)
    bare = ink.copy()
    across = [Stroke(at, 100, 800, 3) for at in range(90, 640, 54)]
    down = [Stroke(at, 90, 630, 3) for at in (100, 280, 535, 800)]
    for at, start, end, _ in across:
        ink[int(at) - 1 : int(at) + 2, int(start) : int(end)] = 255
        bare[int(at) - 3 : int(at) + 4] = 0
    for at, start, end, _ in down:
        ink[int(start) : int(end), int(at) - 1 : int(at) + 2] = 255
        bare[:, int(at) - 3 : int(at) + 4] = 0
    return ink, bare, across, down


def test_a_ring_that_rules_cut_into_small_arcs_is_a_stamp() -> None:
    ink, bare, *_ = _ringed()
    assert stamp_areas(bare, 30.0) == ()
    (area,) = stamp_areas(bridged(bare, ink, 3), 30.0)
    assert all(abs(one - two) < 8 for one, two in zip(area, RINGED, strict=True))


def test_a_rule_of_the_table_beside_a_ring_is_kept() -> None:
    ink, _, _, down = _ringed()
    tangent = Stroke(369, 320, 380, 5)
    within = [Stroke(at, 275, 425, 3) for at, *_ in down]  # those of a table that is no higher than the ring
    assert of_tables([*within, tangent], [RINGED], 1, ink) == within


def test_the_sides_of_a_framed_stamp_are_no_rules() -> None:
    ink: Grey = np.zeros((700, 900), np.uint8)
    cv2.rectangle(ink, (369, 269), (531, 431), 255, 5)
    assert of_tables([Stroke(369, 269, 431, 5), Stroke(700, 100, 600, 3)], [RINGED], 1, ink) == [
        Stroke(700, 100, 600, 3)
    ]
