"""Bent pages made flat, sheets told from desks, light made even. Nothing is recognised here."""

import cv2
import numpy as np
import pytest

from formaudit.extract.scan.flatten import flattened
from formaudit.extract.scan.paper import found_paper
from formaudit.extract.scan.rules import ruling
from formaudit.extract.scan.shades import Grey, dark
from tests.extract.scan.camera import bent, on_a_desk, shaded

DPI = 150.0


def grid(rows: int = 12, columns: int = 5) -> Grey:
    """A page with a ruled table of blank cells."""
    page: Grey = np.full((1754, 1240), 255, np.uint8)
    for row in range(rows + 1):
        y = 200 + row * 100
        cv2.line(page, (120, y), (1120, y), (0,), 2)
    for column in range(columns + 1):
        x = 120 + column * 1000 // columns
        cv2.line(page, (x, 200), (x, 200 + rows * 100), (0,), 2)
    return page


def found_lines(page: Grey) -> tuple[int, int]:
    across, down, _ = ruling(dark(page, DPI), DPI)
    return sum(line.end - line.start > 900 for line in across), sum(line.end - line.start > 1100 for line in down)


@pytest.mark.parametrize(("curl", "askew"), [(0.012, 0.0), (-0.012, 0.01), (0.0, 0.03), (0.008, 0.025)])
def test_a_bent_page_has_its_rules_straight_again(curl: float, askew: float) -> None:
    page = bent(grid(), curl=curl, askew=askew)
    assert found_lines(page) != (13, 6)
    assert found_lines(flattened(page, DPI).grey) == (13, 6)


@pytest.mark.parametrize(("curl", "askew"), [(-0.012, 0.01), (0.01, 0.02)])
def test_a_bent_page_of_dashed_rules_is_made_flat(curl: float, askew: float) -> None:
    page: Grey = np.full((1754, 1240), 255, np.uint8)
    for y in range(200, 1401, 100):
        for x in range(120, 1120, 16):
            cv2.line(page, (x, y), (x + 8, y), (0,), 2)
    for x in range(120, 1121, 200):
        for y in range(200, 1400, 16):
            cv2.line(page, (x, y), (x, y + 8), (0,), 2)
    for x in range(140, 1100, 200):  # print beside them, which tells nothing of how the columns lean
        for y in range(260, 1400, 100):
            cv2.putText(page, "8605.21", (x, y), cv2.FONT_HERSHEY_SIMPLEX, 1.1, (0,), 3)
    assert found_lines(bent(page, curl=curl, askew=askew)) == (0, 0)
    flat = flattened(bent(page, curl=curl, askew=askew), DPI)
    assert flat.back is not None
    assert found_lines(flat.grey) == found_lines(page) == (13, 6)


def test_a_flat_page_is_left_as_it_is() -> None:
    page = grid()
    assert flattened(page, DPI).grey is page


def test_a_page_that_is_only_askew_is_not_bent() -> None:
    wide, high = 1240, 1754
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), 1.5, 1)
    page: Grey = cv2.warpAffine(grid(), matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=(255,))
    assert flattened(page, DPI).grey is page


def test_a_place_on_a_flat_page_leads_back_to_the_bent_one() -> None:
    page = bent(grid(), curl=0.01, askew=0.02)
    flat = flattened(page, DPI)
    assert flat.back is not None
    middle = flat.back @ np.array([620.0, 800.0, 1.0])
    assert np.abs(middle - (620, 800)).max() < 0.04 * 1754


@pytest.mark.parametrize("desk", [30, 70, 150])
def test_a_sheet_on_a_desk_is_cut_out(desk: int) -> None:
    paper = found_paper(on_a_desk(grid(), 90, desk), DPI)
    assert paper.is_cut
    assert abs(paper.left - 90) < 20
    assert abs(paper.top - 90) < 20
    high, wide = paper.grey.shape
    assert abs(high - 1754) < 40
    assert abs(wide - 1240) < 40
    assert paper.grey.min() < 60
    assert paper.grey[:, :4].min() > 200


def test_a_scan_without_surroundings_is_left_as_it_is() -> None:
    page = grid()
    paper = found_paper(page, DPI)
    assert paper.grey is page
    assert not paper.is_cut


def test_a_shadow_is_taken_off_the_paper() -> None:
    page = shaded(grid(), 0.55)
    lit = found_paper(page, DPI).grey
    assert np.percentile(page, 3) < 170
    assert np.percentile(lit, 10) > 225
