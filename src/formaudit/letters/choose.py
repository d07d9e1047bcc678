"""Which findings go into a letter, and how they are put together into matters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from formaudit.decisions.apply import standing_of
from formaudit.errors import UsageError
from formaudit.letters.letter import Kind
from formaudit.model.decision import Standing
from formaudit.model.report import AuditReport, Cause, Finding, SubmissionReport
from formaudit.model.verdict import Nature, Severity
from formaudit.reports.arrange import Arrangement, arrange

__all__ = ["Matter", "chosen", "matters"]

_SERIOUS: Final = frozenset({Severity.CRITICAL, Severity.MAJOR})
_GATHERED: Final = frozenset({Nature.FORM, Nature.WORDING, Nature.DESIGN, Nature.ROUNDING})
"""Remarks on how a form is filled in: one matter for all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What one item of a letter is about: the findings, the leading one first, and the cause that joins them.

    ``gathered`` says that they have nothing in common but that each is a small remark.
    """

    findings: tuple[Finding, ...]
    cause: Cause | None = None
    gathered: bool = False


def chosen(
    report: AuditReport, submission: SubmissionReport, kind: Kind, *, all_open: bool = False
) -> tuple[Finding, ...]:
    """The findings that a letter of this kind may speak of.

    Only what a person confirmed; an inquiry asks, so with ``all_open`` it may also ask about what nobody has judged.
    Dismissed and waived findings never.

    Raises:
        UsageError: ``all-open``: another kind of letter is asked for with all open findings.

    """
    if all_open and kind is not Kind.INQUIRY:
        raise UsageError("letter-all-open", "", kind.value)
    wanted = {Standing.CONFIRMED, Standing.OPEN} if all_open else {Standing.CONFIRMED}
    return tuple(finding for finding in submission.findings if standing_of(finding, report.decided_on) in wanted)


def matters(submission: SubmissionReport, findings: Sequence[Finding]) -> tuple[Matter, ...]:
    """The findings put together: one matter for each cause, each serious finding alone, each check, and the remarks."""
    kept = {finding.id for finding in findings}
    arrangement = arrange(submission)
    made = list(_of_causes(arrangement, kept))
    alone = [item.finding for item in arrangement.alone if item.finding.id in kept]
    made += [Matter(findings=(finding,)) for finding in alone if finding.severity in _SERIOUS]
    rest = [finding for finding in alone if finding.severity not in _SERIOUS]
    grouped: dict[str, list[Finding]] = {}
    for finding in rest:
        if finding.severity is Severity.MINOR and finding.nature not in _GATHERED:
            grouped.setdefault(finding.check, []).append(finding)
    made += [Matter(findings=tuple(group)) for group in grouped.values()]
    small = [f for f in rest if f.severity is Severity.NOTE or f.nature in _GATHERED]
    if small:
        made.append(Matter(findings=tuple(sorted(small, key=lambda f: f.check)), gathered=True))
    return tuple(made)


def _of_causes(arrangement: Arrangement, kept: set[str]) -> Iterator[Matter]:
    for block in arrangement.causes:
        mine = tuple(item.finding for item in block.findings if item.finding.id in kept)
        if mine:
            yield Matter(findings=mine, cause=block.cause)
