"""Print that cannot be told from its ground."""

import pytest

from formaudit.extract.contrast import is_lost, is_pale


@pytest.mark.parametrize(
    ("ink", "ground", "lost"),
    [
        ("FFFFFF", "FFFFFF", True),
        ("F0F0F0", "FFFFFF", True),
        ("D9D9D9", "FFFFFF", False),
        ("d9d9d9", "#D8DAD9", True),
        ("FF0000", "FFFFFF", False),
        ("theme 4", "theme 4", True),
        ("theme 4", "FFFFFF", False),
        ("", "", False),
    ],
)
def test_print_close_to_its_ground_is_lost(ink: str, ground: str, *, lost: bool) -> None:
    assert is_lost(ink, ground) is lost


def test_pale_is_lost_on_white_paper() -> None:
    assert (is_pale("FEFEFE"), is_pale("auto"), is_pale("000000")) == (True, False, False)
