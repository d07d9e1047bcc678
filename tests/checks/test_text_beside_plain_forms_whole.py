"""All that the checks say of short texts beside the plainest forms, of which other tests ask only which checks find something.

``text_beside_plain_forms_whole.txt`` has a block for each text, its head the form and the paragraph of a line of
``text_beside_plain_forms.txt``: each verdict of text and causes that there is now and would not be without the text
(``+``), or the other way round (``-``), what holds as well (``telling``), and under which heading the paragraphs are told
to stand that are quoted. Running this module writes the file anew.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from formaudit.checks.catalogue import CHECKS
from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.kernel.passages import passages_of
from formaudit.graph.figure_graph import build_graph
from formaudit.model.verdict import Outcome, Verdict
from formaudit.settings import Profile
from tests.checks.telling import verdict_line
from tests.checks.test_text_beside_plain_forms import submission_of
from tests.whole import against, blocks, short, written

TABLE: Final = Path(__file__).with_name("text_beside_plain_forms_whole.txt")
_FAMILIES: Final = ("X", "N", "C")


def _concerns_text(verdict: Verdict) -> bool:
    return any(figure.place.paragraph is not None for figure in verdict.figures)


def _said(form: str, text: str) -> Iterator[str]:
    submission = submission_of(form, text)
    evidence = Evidence(submission=submission, graph=build_graph(submission), profile=Profile())
    found = [
        verdict
        for check in CHECKS
        if check.code.startswith(_FAMILIES)
        for verdict in check.run(evidence)
        if _concerns_text(verdict) or verdict.outcome is Outcome.BROKEN
    ]
    yield from (verdict_line(verdict) for verdict in found if verdict.outcome is not Outcome.NOT_APPLICABLE)
    quoted = [figure for verdict in found if verdict.outcome is Outcome.BROKEN for figure in verdict.figures]
    yield from (f"at {one.paragraph} “{one.heading}” “{one.opening}”" for one in passages_of(submission, quoted))


@cache
def _before(form: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_said(form, "无。")))


def told(head: str) -> list[str]:
    """The lines of a block."""
    form, _, text = head.partition(" | ")
    return against(_before(form), _said(form, text))


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_all_that_is_said_of_a_text_beside_a_plain_form(head: str, lines: list[str]) -> None:
    assert told(head) == lines


if __name__ == "__main__":
    written(TABLE, told)
