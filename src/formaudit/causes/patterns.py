"""Findings that one event or one habit explains, without a figure to be repaired.

A form copied from another repeats its remarks; a budget filled in after the event explains why nothing says how it
came about; a report without content fails several checks; one remark made of several rows is one story.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from msgspec import Struct

from formaudit.causes.weights import BACKFILLED, COPIED, REPEATED
from formaudit.checks.kernel.evidence import Check, Evidence, Trait
from formaudit.checks.of_profile import checks_by_code
from formaudit.forms.lookups import total_of
from formaudit.graph.tolerance import wan
from formaudit.messages import Phrase, phrase
from formaudit.model.cause_kind import CauseKind
from formaudit.model.figure import Figure
from formaudit.model.verdict import Verdict, VerdictKind

__all__ = ["Pattern", "find_patterns"]

_EVALUATIONS: Final = frozenset({"annex3", "annex4"})

Checks = Mapping[str, Check]
"""The checks of the run by code."""


class Pattern(Struct, frozen=True, kw_only=True):
    """Verdicts of one origin, the one it is named after first."""

    kind: CauseKind
    message: Phrase
    verdicts: tuple[Verdict, ...]
    confidence: float


def find_patterns(evidence: Evidence, verdicts: Sequence[Verdict]) -> Iterator[Pattern]:
    """Group verdicts that no repair explains; a verdict belongs to one pattern at most."""
    rest, checks = list(verdicts), checks_by_code(evidence.profile)
    for find in _PATTERNS:
        for pattern in find(evidence, tuple(rest), checks):
            yield pattern
            taken = set(map(id, pattern.verdicts))
            rest = [verdict for verdict in rest if id(verdict) not in taken]


def _copied(_evidence: Evidence, verdicts: Sequence[Verdict], checks: Checks) -> Iterator[Pattern]:
    """A copied form: what is said of one of its indicators and of the same indicator elsewhere has one origin."""
    for lead in (verdict for verdict in verdicts if verdict.kind is VerdictKind.COPIED_FORM):
        copies = set(map(_form_of, lead.figures))
        said = {
            (verdict.check, verdict.figures[0].address.inside)
            for verdict in verdicts
            if _form_of(verdict.figures[0]) in copies
        }
        twins = [
            verdict
            for verdict in verdicts
            if (Trait.INDICATOR in checks[verdict.check].traits and _repeated(verdict, verdicts, said))
            or (verdict.kind is VerdictKind.CLAIMED_TWICE and _within(verdict, copies))
        ]
        if twins:
            yield Pattern(
                kind=CauseKind.COPIED_FORM,
                message=phrase("cause.copied-form", what=lead.message, count=str(len(twins))),
                verdicts=(lead, *twins),
                confidence=COPIED,
            )


def _form_of(figure: Figure) -> str:
    """The self-evaluation in which a figure stands, by its address; empty where it stands in none."""
    address = figure.address
    return str(address.form) if address.head.word in _EVALUATIONS and address.steps else ""


def _repeated(verdict: Verdict, verdicts: Sequence[Verdict], said: AbstractSet[tuple[str, object]]) -> bool:
    """Whether another form draws the very same remark, and a copied form is among them."""
    mine = (verdict.check, verdict.figures[0].address.inside)
    return mine in said and any(
        other is not verdict
        and (other.check, other.figures[0].address.inside) == mine
        and _form_of(other.figures[0]) != _form_of(verdict.figures[0])
        for other in verdicts
    )


def _within(verdict: Verdict, copies: set[str]) -> bool:
    return any(_form_of(figure) in copies for figure in verdict.figures)


def _backfilled(evidence: Evidence, verdicts: Sequence[Verdict], checks: Checks) -> Iterator[Pattern]:
    """The full-year budget equals the execution to the cent and how it came about is told nowhere."""
    told = [verdict for verdict in verdicts if Trait.ADJUSTMENT in checks[verdict.check].traits]
    total = next((row for form in evidence.submission.departments if (row := total_of(form)) is not None), None)
    if len(told) < 2 or total is None or total.final_budget is None or total.actual_amount is None:
        return
    budget, actual = total.final_budget, total.actual_amount
    if budget.filled and actual.filled and wan(budget) == wan(actual) != 0:
        yield Pattern(
            kind=CauseKind.BACKFILLED_BUDGET,
            message=phrase("cause.backfilled-budget", budget=budget.raw, actual=actual.raw),
            verdicts=tuple(told),
            confidence=BACKFILLED,
        )


def _thin_report(_evidence: Evidence, verdicts: Sequence[Verdict], checks: Checks) -> Iterator[Pattern]:
    """A report whose sections hold nothing."""
    told = [verdict for verdict in verdicts if Trait.REPORT in checks[verdict.check].traits]
    if len(told) > 1:
        yield Pattern(
            kind=CauseKind.REPEATED_REMARK,
            message=phrase("cause.thin-report", count=str(len(told))),
            verdicts=tuple(told),
            confidence=REPEATED,
        )


def _remarks(_evidence: Evidence, verdicts: Sequence[Verdict], checks: Checks) -> Iterator[Pattern]:
    """One remark made at several places. Contradictions of money are never put together: each is its own."""
    for check in dict.fromkeys(verdict.check for verdict in verdicts):
        same = [verdict for verdict in verdicts if verdict.check == check]
        if len(same) > 1 and Trait.SEPARATE not in checks[check].traits:
            yield Pattern(
                kind=CauseKind.REPEATED_REMARK,
                message=phrase("cause.repeated-remark", title=phrase(f"{check}.title"), count=str(len(same))),
                verdicts=tuple(same),
                confidence=REPEATED,
            )


_PATTERNS: Final[tuple[Callable[[Evidence, Sequence[Verdict], Checks], Iterator[Pattern]], ...]] = (
    _copied,
    _backfilled,
    _thin_report,
    _remarks,
)
