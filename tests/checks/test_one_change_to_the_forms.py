"""What one change to the drawn submission makes every check say, last year's being there too: what holds as well.

``one_change_to_the_forms.txt`` has a block for each change: the form, the line as it was and as it is (nothing behind the
arrow where it is taken out), then each verdict and each score beside its rules that is there now and was not before
(``+``) and the other way round (``-``), with all that it carries (``telling``). A block without a change has everything.
Running this module writes the file anew.
"""

import re
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

TABLE: Final = Path(__file__).with_name("one_change_to_the_forms.txt")
ARROW: Final = " →"


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


def told(form: str, change: str) -> list[str]:
    """The lines of a block."""
    now = list(dict.fromkeys(_said(form, change)))
    if not change:
        return [f"  {line}" for line in now]
    new = [f"  + {line}" for line in now if line not in _before()]
    return [*new, *(f"  - {line}" for line in _before() if line not in now)] or ["  nothing"]


def blocks() -> list[tuple[str, str, list[str]]]:
    """The changes of the file and what it says of them."""
    found = []
    for block in re.split(r"\n\n+", TABLE.read_text("utf-8").strip()):
        head, *lines = block.split("\n")
        form, _, change = head.partition(": ")
        found.append((form.rstrip(":"), change, lines))
    return found


@pytest.mark.parametrize(("form", "change", "lines"), blocks(), ids=lambda each: str(each)[:60])
def test_one_change_to_the_forms_is_told_by_the_checks_that_it_concerns(
    form: str, change: str, lines: list[str]
) -> None:
    assert told(form, change) == lines


def test_every_form_is_changed() -> None:
    assert {form for form, _, _ in blocks()} == {"", *FORMS}


if __name__ == "__main__":
    said = ("\n".join([f"{form}: {change}".rstrip(), *told(form, change)]) for form, change, _ in blocks())
    TABLE.write_text("\n\n".join(said) + "\n", encoding="utf-8")
