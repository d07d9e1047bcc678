"""What was accepted of the corpus, floor by floor, for the tests of the floor that says it.

``tests/golden`` holds the whole; here each floor is held where its code is tested, so that a change of meaning is seen by
the tests beside it and not by those of a floor above.
"""

import json
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
    if floor != "verdicts":
        return [f"- {each}" for each in (before - after).elements()] + [
            f"+ {each}" for each in (after - before).elements()
        ]
    known = {_check(line) for line in before}
    # A check that came since and finds nothing changes no golden.
    more = [line for line in (after - before).elements() if _check(line) in known or not _silent(line)]
    return [f"- {line}" for line in (before - after).elements()] + [f"+ {line}" for line in more]


def _check(line: str) -> str:
    return str(json.loads(line).get("check", ""))


def _silent(line: str) -> bool:
    return json.loads(line).get("outcome") in ("holds", "not-applicable")
