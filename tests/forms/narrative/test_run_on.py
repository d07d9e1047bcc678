"""Matters that run on with a comma or a semicolon: clauses whose figures agree, two by two, contradict nothing.

``run_on.txt`` holds clauses of unlike matters, one a line, each with figures that come out. Every one is read before and
behind a dozen others.
"""

from pathlib import Path

import pytest

from formaudit.forms.narrative import statements_of_text
from formaudit.model.place import Place
from formaudit.model.statement import Standing

CLAUSES = (Path(__file__).parent / "run_on.txt").read_text("utf-8").splitlines()
CELL = Place(file=2, table=1, row=3, col=4)
FURTHER = 6


def told(text: str) -> list[str]:
    return [one.calculation for one in statements_of_text(text, CELL) if one.standing is Standing.BROKEN]


@pytest.mark.parametrize("at", range(len(CLAUSES)), ids=lambda at: CLAUSES[at][:20])
def test_matters_that_run_on_contradict_nothing(at: int) -> None:
    one = CLAUSES[at]
    for step in range(FURTHER):
        other = CLAUSES[(at + 1 + step * 17) % len(CLAUSES)]
        for mark in ("，", "；"):
            assert told(f"{one}{mark}{other}。") == []
            assert told(f"{other}{mark}{one}。") == []
