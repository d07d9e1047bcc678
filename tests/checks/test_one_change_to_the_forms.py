"""What one change to the drawn submission makes every check say, last year's being there too: what holds as well.

``one_change_to_the_forms.txt`` has a block for each change: the form, the line as it was and as it is (nothing behind the
arrow where it is taken out), then each verdict and each score beside its rules that is there now and was not before
(``+``) and the other way round (``-``), with all that it carries (``telling``), of many the first. A block without a change
has everything.
Running this module writes the file anew.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from formaudit.checks.catalogue import CHECKS
from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.scores.recomputed import score_rows
from formaudit.graph.figure_graph import build_graph
from formaudit.settings import Profile
from tests.checks.cases import drawn, prior_of
from tests.checks.forms import FORMS
from tests.checks.telling import row_line, verdict_line
from tests.whole import ARROW, against, blocks, named, short, written

TABLE: Final = Path(__file__).with_name("one_change_to_the_forms.txt")
MOST: Final = 20


def _said(form: str, change: str) -> Iterator[str]:
    was, _, now = change.partition(ARROW)
    changes = ((form, f"{was}\n", f"{now.strip()}\n" if now.strip() else ""),) if change else ()
    submission = drawn(changes)
    evidence = Evidence(submission=submission, graph=build_graph(submission), profile=Profile(), prior=prior_of(()))
    yield from (verdict_line(verdict) for check in CHECKS for verdict in check.run(evidence))
    yield from map(row_line, score_rows(evidence))


@cache
def _before() -> tuple[str, ...]:
    return tuple(dict.fromkeys(_said("", "")))


def told(head: str) -> list[str]:
    """The lines of a block."""
    form, change = named(head)
    if not change:
        return [f"  {line}" for line in _before()]
    return against(_before(), _said(form, change), most=MOST)


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_one_change_to_the_forms_is_told_by_the_checks_that_it_concerns(head: str, lines: list[str]) -> None:
    assert told(head) == lines


def test_every_form_is_changed() -> None:
    assert {named(head)[0] for head, _ in blocks(TABLE)} == {"", *FORMS}


if __name__ == "__main__":
    written(TABLE, told)
