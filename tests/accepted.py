"""What was accepted of the corpus, floor by floor, for the tests of the floor that says it.

``tests/golden`` holds the whole; here each floor is held where its code is tested, so that a change of meaning is seen by
the tests beside it and not by those of a floor above.
"""

from collections import Counter
from functools import cache
from pathlib import Path

from formaudit.golden.case import Actual, read_actual, read_case
from formaudit.golden.fields import thinned
from formaudit.golden.produce import producer

__all__ = ["CASES", "differing"]

ROOT = Path(__file__).resolve().parents[1]
CASES = sorted(path.parent.name for path in (ROOT / "golden").glob("*/case.json"))


@cache
def _said(case: str) -> Actual:
    head = read_case(ROOT / "golden" / case)
    return thinned(producer(head.profile)(head.paths(ROOT)), head.keep)


def differing(case: str, floor: str) -> list[str]:
    """The records of a floor that only the golden (``-``) or only the program (``+``) has."""
    before = Counter(read_actual(ROOT / "golden" / case).floor(floor))
    after = Counter(_said(case).floor(floor))
    return [f"- {line}" for line in (before - after).elements()] + [f"+ {line}" for line in (after - before).elements()]
