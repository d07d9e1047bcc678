"""How likely each of several values is in the place of a figure, and which figures may well print the same.

``likely.txt`` has a block for each figure and value (``□`` a blank in the figure's place, ``omitted`` a part left out) in the
submission that agrees and has one form twice under two names, with the points and the figures that are its kin. Running this module writes the file anew.
"""

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from msgspec.structs import replace

from formaudit.causes.likelihood import Standing, standing_of
from formaudit.model.figure import Figure, State
from tests.graph.drawings import TRAINING, WHOLE
from tests.graph.making import evidence_of
from tests.whole import blocks, short, written

TABLE: Final = Path(__file__).with_name("likely.txt")


@cache
def _standing() -> Standing:
    return standing_of(evidence_of(*WHOLE, TRAINING.replace("阅读培训", "夜间培训")))


def _figure(key: str, printed: str) -> Figure:
    found = _standing().evidence.graph.figures[key]
    if printed == "□":
        return replace(found, raw="", value=None, state=State.BLANK)
    return replace(found, value=Decimal(printed), state=State.FILLED) if printed else found


def told(head: str) -> list[str]:
    """The lines of a block: ``key [printed] ⇒ value [omitted]``."""
    left, _, right = head.partition(" ⇒ ")
    key, _, printed = left.partition(" ")
    value, _, omitted = right.partition(" ")
    figure = _figure(key, printed)
    kin = " ".join(sorted(other.key for other in _standing().kin(figure)))
    return [f"  {_standing().score(figure, Decimal(value), omitted=bool(omitted))}", f"  {kin}".rstrip() or "  alone"]


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_how_likely_a_value_is_in_the_place_of_a_figure(head: str, lines: list[str]) -> None:
    assert told(head) == lines


if __name__ == "__main__":
    written(TABLE, told)
