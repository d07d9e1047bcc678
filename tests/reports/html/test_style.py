import re
from importlib import resources

import pytest

STYLE = resources.files("formaudit.reports.html").joinpath("report.css").read_text("utf-8")
SCRIPT = resources.files("formaudit.reports.html").joinpath("report.js").read_text("utf-8")
COLOURS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", STYLE))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *[(ink, ground) for ink in ("ink", "quiet", "link") for ground in ("paper", "soft")],
        *[(ink, ground) for ink in ("critical", "major", "minor", "good") for ground in ("paper", "soft")],
        *[(f"{name}", f"{name}-soft") for name in ("critical", "major", "minor", "note", "good")],
        *[(ink, f"{name}-soft") for name in ("critical", "major", "minor", "note") for ink in ("ink", "link")],
        *[(ink, "good-soft") for ink in ("critical", "quiet", "link", "ink")],
        ("link", "critical-soft"),
        ("critical", "critical-soft"),
    ],
)
def test_text_stands_out_from_its_ground_as_accessibility_demands(ink: str, ground: str) -> None:
    assert contrast(COLOURS[ink], COLOURS[ground]) >= 4.5


@pytest.mark.parametrize(
    ("ink", "ground"),
    [("#ffffff", "bar"), ("#d6dfe8", "bar"), ("#ffffff", "critical"), ("#66727e", "soft"), ("#6c7783", "soft")],
)
def test_the_few_other_colours_stand_out_too(ink: str, ground: str) -> None:
    assert ink in STYLE
    wanted = 3 if ink == "#6c7783" else 4.5
    # Counts of nothing are set in large type, for which 3 is enough.
    assert contrast(ink, COLOURS[ground]) >= wanted


def test_the_style_and_the_script_cannot_end_their_element() -> None:
    assert "</" not in STYLE
    assert "</" not in SCRIPT


def test_the_page_can_be_printed_and_read_on_a_phone() -> None:
    assert "@media print" in STYLE
    assert "@media (max-width" in STYLE


def test_the_script_never_makes_markup_from_text() -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", SCRIPT)
