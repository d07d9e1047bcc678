"""Findings that one event or one habit explains, without a figure to be repaired.

A form copied from another repeats its remarks; a budget filled in after the event explains why nothing says how it
came about; a report without content fails several checks; one remark made of several rows is one story.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from formaudit.checks.evidence import Evidence
from formaudit.forms.lookups import total_of
from formaudit.graph.tolerance import wan
from formaudit.messages import Phrase, phrase
from formaudit.model.verdict import Verdict

__all__ = ["Pattern", "find_patterns"]

_FORM: Final = re.compile(r"^(annex3|annex4(?:\[.*?\])?)\.")
_INDICATORS: Final = re.compile(r"^(?:S|I|X20)")
_BUDGET: Final = frozenset({"X11", "Y04"})
_REPORT: Final = frozenset({"F11", "N06"})
_MONEY_CHECKS: Final = re.compile(r"^(?:T(?!13)|C|X(?:0|1[0-2])|U)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Verdicts of one origin, the one it is named after first."""

    kind: str
    message: Phrase
    verdicts: tuple[Verdict, ...]
    confidence: float


def find_patterns(evidence: Evidence, verdicts: Sequence[Verdict]) -> Iterator[Pattern]:
    """Group verdicts that no repair explains; a verdict belongs to one pattern at most."""
    rest = list(verdicts)
    for find in _PATTERNS:
        for pattern in find(evidence, tuple(rest)):
            yield pattern
            taken = set(map(id, pattern.verdicts))
            rest = [verdict for verdict in rest if id(verdict) not in taken]


def _copied(_evidence: Evidence, verdicts: Sequence[Verdict]) -> Iterator[Pattern]:
    """A copied form: what is said of one of its indicators and of the same indicator elsewhere has one origin."""
    for lead in (verdict for verdict in verdicts if verdict.check == "C07"):
        copies = {form for figure in lead.figures if (form := _form_of(figure.key))}
        said = {(verdict.check, _rest(verdict)) for verdict in verdicts if _form_of(verdict.figures[0].key) in copies}
        twins = [
            verdict
            for verdict in verdicts
            if _INDICATORS.match(verdict.check)
            and (_repeated(verdict, verdicts, said) or (verdict.check == "X20" and _within(verdict, copies)))
        ]
        if twins:
            yield Pattern(
                kind="copied-form",
                message=phrase("cause.copied-form", what=lead.message, count=str(len(twins))),
                verdicts=(lead, *twins),
                confidence=0.8,
            )


def _form_of(key: str) -> str:
    match = _FORM.match(key)
    return match[1] if match else ""


def _rest(verdict: Verdict) -> str:
    return _FORM.sub("", verdict.figures[0].key)


def _repeated(verdict: Verdict, verdicts: Sequence[Verdict], said: set[tuple[str, str]]) -> bool:
    """Whether another form draws the very same remark, and a copied form is among them."""
    mine = (verdict.check, _rest(verdict))
    return mine in said and any(
        other is not verdict
        and (other.check, _rest(other)) == mine
        and _form_of(other.figures[0].key) != _form_of(verdict.figures[0].key)
        for other in verdicts
    )


def _within(verdict: Verdict, copies: set[str]) -> bool:
    return any(_form_of(figure.key) in copies for figure in verdict.figures)


def _backfilled(evidence: Evidence, verdicts: Sequence[Verdict]) -> Iterator[Pattern]:
    """The full-year budget equals the execution to the cent and how it came about is told nowhere."""
    told = [verdict for verdict in verdicts if verdict.check in _BUDGET]
    total = next((row for form in evidence.submission.departments if (row := total_of(form)) is not None), None)
    if len(told) < 2 or total is None or total.final_budget is None or total.actual_amount is None:
        return
    budget, actual = total.final_budget, total.actual_amount
    if budget.filled and actual.filled and wan(budget) == wan(actual) != 0:
        yield Pattern(
            kind="backfilled-budget",
            message=phrase("cause.backfilled-budget", budget=budget.raw, actual=actual.raw),
            verdicts=tuple(told),
            confidence=0.5,
        )


def _thin_report(_evidence: Evidence, verdicts: Sequence[Verdict]) -> Iterator[Pattern]:
    """A report whose sections hold nothing."""
    told = [verdict for verdict in verdicts if verdict.check in _REPORT]
    if len(told) > 1:
        yield Pattern(
            kind="repeated-remark",
            message=phrase("cause.thin-report", count=str(len(told))),
            verdicts=tuple(told),
            confidence=0.7,
        )


def _remarks(_evidence: Evidence, verdicts: Sequence[Verdict]) -> Iterator[Pattern]:
    """One remark made at several places. Contradictions of money are never put together: each is its own."""
    for check in dict.fromkeys(verdict.check for verdict in verdicts):
        same = [verdict for verdict in verdicts if verdict.check == check]
        if len(same) > 1 and not _MONEY_CHECKS.match(check):
            yield Pattern(
                kind="repeated-remark",
                message=phrase("cause.repeated-remark", title=phrase(f"{check}.title"), count=str(len(same))),
                verdicts=tuple(same),
                confidence=0.7,
            )


_PATTERNS: Final[tuple[Callable[[Evidence, Sequence[Verdict]], Iterator[Pattern]], ...]] = (
    _copied,
    _backfilled,
    _thin_report,
    _remarks,
)
