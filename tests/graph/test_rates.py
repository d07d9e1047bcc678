"""Which rates amounts can give that are printed rounded, on both sides of every bound.

``rates.txt`` has a block for each: what is asked, the figures (``@`` before one that stands in a table, ``□`` a blank) and
below the answer. ``part``: a share of the second amount in the third; ``change``: from the third to the second; ``rise``
and ``fall``: an amount and how far it moved; ``round``: how far a sum and its addends may be apart; ``place``: a unit of
the last place. Running this module writes the file anew.
"""

from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from formaudit.graph.disclosure.rounding import reaches, reaches_moved, rounding_of, unit_place
from formaudit.model.figure import Figure
from tests.graph.making import figure
from tests.whole import blocks, short, written

TABLE: Final = Path(__file__).with_name("rates.txt")
UNITS: Final = ("亿元", "万元", "元", "%", "人")


def _figure(text: str, key: str) -> Figure:
    printed = text.removeprefix("@")
    unit = next((unit for unit in UNITS if printed.endswith(unit)), "万元")
    raw = printed.removesuffix(unit).replace("□", "")
    return figure(raw, unit, key=key, table=0 if text.startswith("@") else None)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def told(head: str) -> list[str]:
    """The lines of a block."""
    asked, *texts = head.split(" ")
    figures = [_figure(text, f"figure{at}") for at, text in enumerate(texts)]
    if asked in ("part", "change"):
        rate, part, whole = figures
        answer = "yes" if reaches(rate, part, whole, change=asked == "change") else "no"
    elif asked in ("rise", "fall"):
        rate, now, moved = figures
        answer = "yes" if reaches_moved(rate, now, moved, rise=asked == "rise") else "no"
    else:
        answer = _plain(rounding_of(*figures)) if asked == "round" else _plain(unit_place(figures[0]))
    return [f"  {answer}"]


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_what_rounded_amounts_can_give(head: str, lines: list[str]) -> None:
    assert told(head) == lines


if __name__ == "__main__":
    written(TABLE, told)
