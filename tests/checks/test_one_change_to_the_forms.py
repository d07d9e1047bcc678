"""What one change to the drawn submission makes every check say, last year's being there too: what holds as well.

``one_change_to_the_forms.txt`` has a block for each change: the form, the line as it was and as it is (nothing behind the
arrow where it is taken out), then each verdict that is there now and was not before (``+``) and the other way round
(``-``): check, outcome, severity where it is not the check's, subject, the printed figures that it shows and its
arithmetic. A block without a change has all verdicts. Running this module writes the file anew.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from formaudit.checks.catalogue import CHECKS
from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.figure_graph import build_graph
from formaudit.settings import Profile
from tests.checks.cases import drawn, prior_of
from tests.checks.forms import FORMS
from tests.whole import ARROW, against, blocks, named, short, written

TABLE: Final = Path(__file__).with_name("one_change_to_the_forms.txt")
SHOWN: Final = 4


def _said(form: str, change: str) -> Iterator[str]:
    was, _, now = change.partition(ARROW)
    changes = ((form, f"{was}\n", f"{now.strip()}\n" if now.strip() else ""),) if change else ()
    submission = drawn(changes)
    evidence = Evidence(submission=submission, graph=build_graph(submission), profile=Profile(), prior=prior_of(()))
    for check in CHECKS:
        for verdict in check.run(evidence):
            severity = "" if verdict.severity is None else f" {verdict.severity.value}"
            shown = " ".join(dict.fromkeys(figure.raw[:24] or "□" for figure in verdict.figures[:SHOWN]))
            more = f" +{len(verdict.figures) - SHOWN}" if len(verdict.figures) > SHOWN else ""
            suspects = f" of {verdict.suspects}" if verdict.suspects > 1 else ""
            yield (
                (
                    f"{verdict.check} {verdict.outcome.value}{severity}{suspects} {verdict.key} [{shown}{more}] "
                    f"{verdict.calculation[:80]}"
                )
                .replace("\n", "/")
                .rstrip()
            )


@cache
def _before() -> tuple[str, ...]:
    return tuple(dict.fromkeys(_said("", "")))


def told(head: str) -> list[str]:
    """The lines of a block."""
    form, change = named(head)
    if not change:
        return [f"  {line}" for line in _before()]
    return against(_before(), _said(form, change))


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_one_change_to_the_forms_is_told_by_the_checks_that_it_concerns(head: str, lines: list[str]) -> None:
    assert told(head) == lines


def test_every_form_is_changed() -> None:
    assert {named(head)[0] for head, _ in blocks(TABLE)} == {"", *FORMS}


if __name__ == "__main__":
    written(TABLE, told)
