"""What a check found, held against the other ways to read its figures: the one place through which verdicts leave.

A check that reckons by itself takes each figure as it is usually read. Where another reading would make its relation
true, or its money is far apart and stands in a table whose unit nobody knows, it cannot say that anything is wrong.
"""

import os
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from msgspec.structs import replace

from formaudit.checks.kernel.evidence import Check, Evidence
from formaudit.graph.reading import read_relation
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.messages import Phrase, phrase
from formaudit.model.figure import Figure, State
from formaudit.model.relation import Relation
from formaudit.model.verdict import Outcome, Verdict

__all__ = ["run_check"]

_FAR_APART: Final = 1000
"""Sums so far apart may be 元 beside 万元, a factor of 10,000; nearer ones cannot."""


def run_check(check: Check, evidence: Evidence) -> Iterator[Verdict]:
    """The verdicts of a check; a broken one that another reading would mend is undecided.

    A defect of ours in a check loses what that check has yet to say, and not the submission: it is told as undecided.
    """
    for verdict in _verdicts(check, evidence):
        reason = _reason(verdict, evidence) if verdict.outcome is Outcome.BROKEN else None
        yield verdict if reason is None else _undecided(verdict, reason)


def _verdicts(check: Check, evidence: Evidence) -> Iterator[Verdict]:
    try:
        yield from check.run(evidence)
    except Exception as defect:
        if os.environ.get("FORMAUDIT_DEBUG") == "1":
            raise
        told = phrase("undecided.defect", detail=f"{type(defect).__name__}: {defect}"[:200])
        yield Verdict(
            check=check.code, outcome=Outcome.UNDECIDED, key="defect", figures=(), calculation="", message=told
        )


def _undecided(verdict: Verdict, reason: Phrase) -> Verdict:
    return replace(
        verdict,
        outcome=Outcome.UNDECIDED,
        message=reason,
        fact=None,
        severity=None,
        nature=None,
        effect=None,
    )


def _reason(verdict: Verdict, evidence: Evidence) -> Phrase | None:
    if verdict.relation is not None:
        return _of_relation(verdict.relation, evidence)
    money = [figure for figure in verdict.figures if figure.unit in MONEY_UNITS and figure.filled and figure.amount]
    for one, other in combinations(money, 2):
        groups = _unit_groups(one), _unit_groups(other)
        ratio = abs(wan(one) / wan(other))
        if groups[0] != groups[1] and max(ratio, 1 / ratio) >= _FAR_APART:
            return phrase("undecided.readings-differ", label=one.label)
    return None


def _of_relation(relation: Relation, evidence: Evidence) -> Phrase | None:
    figures = (relation.result, *relation.parts)
    unread = next((figure for figure in figures if figure.state is State.UNREADABLE), None)
    if unread is not None:
        return phrase("undecided.unreadable-part", label=unread.label, printed=unread.raw)
    mended = read_relation(relation, evidence.graph.precision).outcome is not Outcome.BROKEN
    if mended and any(figure.readings for figure in figures):
        return phrase("undecided.readings-differ", label=relation.result.label)
    return None


def _unit_groups(figure: Figure) -> frozenset[str]:
    return frozenset(reading.group for reading in figure.readings if reading.group)
