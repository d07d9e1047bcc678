"""Which findings go into a letter, and how they are put together into matters."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from formaudit.audit.between import is_of_batch
from formaudit.decisions.apply import standing_of
from formaudit.errors import UsageError
from formaudit.letters.letter import Kind
from formaudit.model.decision import Standing
from formaudit.model.report import AuditReport, Cause, FileOwner, Finding, SubmissionReport
from formaudit.model.verdict import Nature, Severity
from formaudit.reports.arrange import arrange

__all__ = ["Matter", "chosen", "matters", "tells_own"]

_SERIOUS: Final = frozenset({Severity.CRITICAL, Severity.MAJOR})
_FEW: Final = 6
"""So many small matters stand in the body of a letter that has nothing graver to say."""
_FIRST: Final = (Nature.CORRUPTION, Nature.CONTRADICTION, Nature.SCORING)


class Matter(Struct, frozen=True, kw_only=True):
    """What one item of a letter is about: the findings, the leading one first, and the cause that joins them.

    ``remark`` says that it is small: it stands in the attached list and not in the body.
    """

    findings: tuple[Finding, ...]
    cause: Cause | None = None
    remark: bool = False

    @property
    def by_check(self) -> tuple[tuple[Finding, ...], ...]:
        """The findings of each check together, the leading one's first."""
        groups: dict[str, list[Finding]] = {}
        for finding in self.findings:
            groups.setdefault(finding.check, []).append(finding)
        return tuple(map(tuple, groups.values()))


def chosen(
    report: AuditReport, submission: SubmissionReport, kind: Kind, *, all_open: bool = False
) -> tuple[Finding, ...]:
    """The findings that a letter of this kind may speak of.

    Only what a person confirmed; an inquiry asks, so with ``all_open`` it may also ask about what nobody has judged.
    Dismissed and waived findings never.

    Raises:
        UsageError: ``letter-all-open``: another kind of letter is asked for with all open findings.

    """
    if all_open and kind is not Kind.INQUIRY:
        raise UsageError("letter-all-open", "", kind.value)
    wanted = {Standing.CONFIRMED, Standing.OPEN} if all_open else {Standing.CONFIRMED}
    return tuple(
        finding
        for finding in submission.findings
        if standing_of(finding, report.decided_on) in wanted and tells_own(finding, submission)
    )


def tells_own(finding: Finding, submission: SubmissionReport) -> bool:
    """Whether a finding is the unit's own business: it is not about a batch and quotes no other unit's papers."""
    owners = {
        submission.files[figure.place.file].owner
        for figure in finding.figures
        if 0 <= figure.place.file < len(submission.files)
    }
    return not is_of_batch(finding) and FileOwner.PEER not in owners


def matters(submission: SubmissionReport, findings: Sequence[Finding]) -> tuple[Matter, ...]:
    """The findings put together, each once: a matter for each cause, for grave findings that are akin, and each check.

    A matter without a critical or major finding is a remark, unless there are only a few and nothing graver: a letter
    of eighty items is read by nobody. Remarks are put together by check, whatever may have caused them.
    """
    kept = {finding.id for finding in findings}
    made = list(_made(submission, kept))
    grave = [matter for matter in made if any(finding.severity in _SERIOUS for finding in matter.findings)]
    small = [matter for matter in made if matter not in grave]
    if not grave and len(small) <= _FEW:
        return tuple(small)
    checks: dict[str, list[Finding]] = {}
    for matter in small:
        for finding in matter.findings:
            checks.setdefault(finding.check, []).append(finding)
    return (*grave, *(Matter(findings=tuple(findings), remark=True) for findings in checks.values()))


def _made(submission: SubmissionReport, kept: set[str]) -> Iterator[Matter]:
    arrangement = arrange(submission)
    for block in arrangement.causes:
        mine = [item.finding for item in block.findings if item.finding.id in kept]
        if mine:
            yield Matter(findings=_led(mine, block.cause), cause=block.cause)
    checks: dict[str, list[Finding]] = {}
    serious: list[list[Finding]] = []
    for item in arrangement.alone:
        if item.finding.id not in kept:
            continue
        if item.finding.severity in _SERIOUS:
            mates = next((group for group in serious if any(_akin(item.finding, each) for each in group)), None)
            if mates is None:
                serious.append([item.finding])
            else:
                mates.append(item.finding)
        else:
            checks.setdefault(item.finding.check, []).append(item.finding)
    for group in (*serious, *checks.values()):
        yield Matter(findings=tuple(group))


def _akin(one: Finding, other: Finding) -> bool:
    """Whether two findings are one matter to who reads of them: the same check about one form, or about one figure."""
    if one.check != other.check:
        return False
    first, second = one.figures[0].place, other.figures[0].place
    places = {figure.place for figure in one.figures if figure.raw.strip()}
    same = (first.file, first.form, first.form_index) == (second.file, second.form, second.form_index)
    return (same and first.form not in (None, "report")) or any(figure.place in places for figure in other.figures)


def _led(findings: Sequence[Finding], cause: Cause) -> tuple[Finding, ...]:
    """The finding that speaks of the damaged place itself first, then contradictions, then what follows from them."""
    repaired = {repair.place for repair in cause.repairs}

    def order(finding: Finding) -> tuple[int, int, int]:
        hits = sum(figure.place in repaired for figure in finding.figures[: finding.suspects])
        nature = _FIRST.index(finding.nature) if finding.nature in _FIRST else len(_FIRST)
        return finding.severity.rank, -hits, nature

    return tuple(sorted(findings, key=order))
