"""What became of one injected case: found, how grave, where, with which value, and what else was said."""

import time
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from msgspec import Struct

from formaudit.audit import audit_submission, judge
from formaudit.bench.base import Base, signature
from formaudit.bench.edits import Edit, apply_edits, spot_of
from formaudit.bench.kinds import Kind
from formaudit.bench.written import written
from formaudit.causes.fold import fold_causes
from formaudit.intake.grouping import group_documents
from formaudit.model.figure import Figure
from formaudit.model.place import Place
from formaudit.model.report import Cause, Finding, SubmissionReport
from formaudit.model.submission import Submission
from formaudit.model.verdict import Severity
from formaudit.settings import Profile

__all__ = ["Fault", "Measured", "Told", "measure"]

_SERIOUS: Final = frozenset({Severity.CRITICAL, Severity.MAJOR})
_UNITS: Final = "%％万亿元 "
"""What may stand behind an offered figure; the true one is given bare."""


class Fault(Struct, frozen=True, kw_only=True):
    """A fault with its truth: the first edit is the place to be named."""

    kind: Kind
    edits: tuple[Edit, ...]


class Told(Struct, frozen=True, kw_only=True):
    """What the audit said of one fault.

    ``localised``: the place is a suspect or a repair of what is new. ``first``: it is what the first new story names
    first (with several faults: what some new story names first). ``right`` is ``None`` where no right value can be
    asked for.
    """

    fault: Fault
    found: bool
    severity: Severity | None
    localised: bool
    first: bool
    right: bool | None
    relations: int
    checks: tuple[str, ...]


class Measured(Struct, frozen=True, kw_only=True):
    """One case: its faults, the serious findings that nothing injected explains, and the time of the causes in ms."""

    base: str
    told: tuple[Told, ...]
    stray: tuple[str, ...]
    milliseconds: float


def measure(base: Base, faults: Sequence[Fault]) -> Measured:
    """Inject the faults into the base, audit again, and compare."""
    edits = [edit for fault in faults for edit in fault.edits]
    submissions, _ = group_documents(written(apply_edits(base.documents, edits), base.through))
    submission = _main(base, submissions)
    report = audit_submission(submission, Profile(), "zh")
    evidence, verdicts = judge(submission, Profile())
    before = time.process_time()
    fold_causes(evidence, verdicts)
    spent = (time.process_time() - before) * 1000
    fresh = tuple(finding for finding in report.findings if signature(finding) not in base.known)
    moved = _moved(base, submission)
    stories = _stories(report, fresh)
    return Measured(
        base=base.name,
        told=tuple(_told(base, fault, fresh, stories, moved, alone=len(faults) == 1) for fault in faults),
        stray=tuple(
            finding.check
            for finding in fresh
            if finding.severity in _SERIOUS and not _explained(base, finding, faults, moved)
        ),
        milliseconds=spent,
    )


def _main(base: Base, submissions: Sequence[Submission]) -> Submission:
    """The submission that holds most files; a changed name may have split one off."""
    return max(submissions, key=lambda one: (len(one.documents), one.unit == base.submission.unit))


def _moved(base: Base, submission: Submission) -> dict[int, int]:
    """The files of the new submission by their number in the base."""
    numbers = {document.source.path: number for number, document in enumerate(base.documents)}
    return {number: numbers[document.source.path] for number, document in enumerate(submission.documents)}


def _at(edit: Edit, place: Place, moved: dict[int, int]) -> bool:
    """Whether a place is that of an edit; in a paragraph the very number is meant."""
    spot = spot_of(place)
    file = moved.get(place.file, -1)
    if (file, *spot[1:]) != edit.spot:
        return edit.near is not None and (file, place.table) == edit.near
    if edit.spot[4] is None or place.span is None or not edit.wrong:
        return True
    low, high = place.span
    start = next((i for i, (a, b) in enumerate(zip(edit.before, edit.after or "", strict=False)) if a != b), 0)
    return low - 1 <= start <= high


def _touched(edits: Sequence[Edit], figures: Sequence[Figure], moved: dict[int, int]) -> bool:
    return any(_at(edit, figure.place, moved) for edit in edits for figure in figures)


class _Story(Struct, frozen=True, kw_only=True):
    """A new story: the places it names, the best first, with the values it offers."""

    named: tuple[tuple[Place, str], ...]
    rank: int


def _stories(report: SubmissionReport, fresh: Sequence[Finding]) -> tuple[_Story, ...]:
    """The new causes and the new findings that have none, the gravest first."""
    by_id = {finding.id: finding for finding in fresh}
    stories: list[_Story] = []
    for cause in report.causes:
        mine = [by_id[each] for each in cause.findings if each in by_id]
        if mine:
            stories.append(_Story(named=_named(cause, mine), rank=min(finding.severity.rank for finding in mine)))
    stories += [
        _Story(
            named=tuple((figure.place, "") for figure in finding.figures[: finding.suspects]),
            rank=finding.severity.rank,
        )
        for finding in fresh
        if finding.cause is None
    ]
    return tuple(sorted(stories, key=lambda story: story.rank))


def _named(cause: Cause, findings: Sequence[Finding]) -> tuple[tuple[Place, str], ...]:
    if cause.repairs:
        return tuple((repair.place, repair.restored) for repair in cause.repairs)
    return tuple((figure.place, "") for finding in findings for figure in finding.figures[: finding.suspects])


def _told(
    base: Base,
    fault: Fault,
    fresh: Sequence[Finding],
    stories: Sequence[_Story],
    moved: dict[int, int],
    *,
    alone: bool,
) -> Told:
    lead = fault.edits[:1]
    floor = Severity.NOTE if fault.kind.note else Severity.MINOR
    if fault.kind.placed:
        touching = [finding for finding in fresh if _touched(fault.edits, finding.figures, moved)]
    else:
        touching = list(fresh)
    heard = [finding for finding in touching if finding.severity.rank <= floor.rank]
    suspects = [figure for finding in touching for figure in finding.figures[: finding.suspects]]
    named = [place for story in stories for place, _ in story.named]
    firsts = [story.named[0][0] for story in (stories[:1] if alone else stories) if story.named]
    offered = [value for story in stories for place, value in story.named if _at(fault.edits[0], place, moved)]
    offered += [
        finding.message for finding in touching if finding.check == "C04" and _touched(lead, finding.figures[:1], moved)
    ]
    return Told(
        fault=fault,
        found=bool(heard),
        severity=min((finding.severity for finding in heard), key=lambda severity: severity.rank, default=None),
        localised=_touched(lead, suspects, moved) or any(_at(lead[0], place, moved) for place in named),
        first=any(_at(edit, place, moved) for edit in lead for place in firsts),
        right=any(_same(value, lead[0].right) for value in offered) if fault.kind.numeric else None,
        relations=len(base.relations.get(lead[0].key, ())),
        checks=tuple(sorted({finding.check for finding in touching})),
    )


def _same(offered: str, right: str) -> bool:
    try:
        return Decimal(offered.rstrip(_UNITS).replace(",", "")) == Decimal(right.replace(",", ""))
    except InvalidOperation:
        return False


def _explained(base: Base, finding: Finding, faults: Sequence[Fault], moved: dict[int, int]) -> bool:
    """Whether a finding speaks of an injected place, or of a figure that has a relation with one."""
    edits = [edit for fault in faults for edit in fault.edits]
    if any(not fault.kind.placed for fault in faults) or _touched(edits, finding.figures, moved):
        return True
    keys = {edit.key for edit in edits if edit.key}
    near = {
        figure.key
        for key in keys
        for relation in base.evidence.graph.relations_of(key)
        for figure in (relation.result, *relation.parts)
    }
    return any(figure.key in near for figure in finding.figures)
