"""Two runs compared by fingerprint: what is new, what changed, and what is proven to be put right."""

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.indicators.normalise import normalise_name
from formaudit.model.comparison import Change, Compared, Comparison
from formaudit.model.figure import Figure
from formaudit.model.report import AuditReport, Finding, SubmissionReport

__all__ = ["compare"]

_ORDER: Final = (Change.NEW, Change.CHANGED, Change.UNJUDGED, Change.UNCHANGED, Change.FIXED)

_Key = tuple[str, int | None, int]
"""Unit, year, and which of several submissions of them it is."""


def compare(old: AuditReport, new: AuditReport) -> Comparison:
    """What became of each finding. Submissions are paired by unit and year; a finding is known by its fingerprint.

    A finding that is gone is *fixed* only where the newer run shows the figures that contradicted each other and says
    nothing against them; where the form, the figures or the whole submission are gone it cannot be judged.
    """
    before, after = _by_unit(old), _by_unit(new)
    rows: list[Compared] = []
    for key in dict.fromkeys((*after, *before)):
        rows += _submission(before.get(key), after.get(key))
    rows += _between(old, new)
    rows.sort(key=_order)
    strangers = [_named(side, key) for side in (before, after) for key in side if not (key in before and key in after)]
    lost = [_named(before, key) for key in before if key not in after]
    return Comparison(rows=tuple(rows), strangers=tuple(dict.fromkeys(strangers)), not_again=tuple(dict.fromkeys(lost)))


def _named(side: Mapping[_Key, SubmissionReport], key: _Key) -> str:
    return f"{side[key].unit} {key[1] or ''}".strip()


def _between(old: AuditReport, new: AuditReport) -> Iterator[Compared]:
    """What became of the findings about units beside each other: each held against what is said of the same unit."""
    parts = [part for part in (old.batch, new.batch) if part is not None]
    here = {(normalise_name(each.unit), each.year) for each in new.submissions if each.counts}
    said = (each for part in parts for each in part.findings)
    for unit, year in dict.fromkeys((each.unit, each.year) for each in said):
        was, now = _of(old.batch, unit, year), _of(new.batch, unit, year)
        if unit and (normalise_name(unit), year) not in here:
            now = None  # the unit was not looked at
        for row in _submission(was, now, between=True):
            yield row if not unit else replace(row, unit=unit, year=year)


def _of(batch: SubmissionReport | None, unit: str, year: int | None) -> SubmissionReport | None:
    """The part of a batch that is about one unit, or about all."""
    if batch is None:
        return None
    return replace(
        batch,
        findings=tuple(each for each in batch.findings if (each.unit, each.year) == (unit, year)),
        ticks=tuple(each for each in batch.ticks if (each.unit, each.year) == (unit, year)),
        undecided=tuple(each for each in batch.undecided if (each.unit, each.year) == (unit, year)),
    )


def _by_unit(report: AuditReport) -> dict[_Key, SubmissionReport]:
    found: dict[_Key, SubmissionReport] = {}
    for submission in report.submissions:
        if not submission.counts:
            continue  # a version that the unit does not stand by has nothing to put right
        unit, number = normalise_name(submission.unit), 0
        while (unit, submission.year, number) in found:
            number += 1
        found[unit, submission.year, number] = submission
    return found


def _order(row: Compared) -> tuple[object, ...]:
    finding = row.finding
    return (_ORDER.index(row.change), row.unit, str(row.year), finding.severity.rank, finding.check, finding.id)


def _submission(
    old: SubmissionReport | None, new: SubmissionReport | None, *, between: bool = False
) -> Iterator[Compared]:
    was = {finding.id: finding for finding in old.findings} if old is not None else {}
    now = {finding.id: finding for finding in new.findings} if new is not None else {}
    seen = _Seen.of(new, between=between) if new is not None else None
    named = new or old
    unit, year = (named.unit, named.year) if named is not None else ("", None)
    for id_, finding in now.items():
        change = Change.UNCHANGED if id_ in was and _same(was[id_], finding) else Change.CHANGED
        if id_ not in was:
            change = Change.NEW
        shown = finding.figures[0]
        yield Compared(change=change, unit=unit, year=year, before=was.get(id_), after=finding, now=shown)
    for id_, finding in was.items():
        if id_ not in now:
            change, reason, proof = seen.judge(finding) if seen is not None else (Change.UNJUDGED, "absent", "")
            there = seen.figures.get(finding.figures[0].key) if seen is not None else None
            yield Compared(
                change=change, unit=unit, year=year, before=finding, after=None, reason=reason, proof=proof,
                now=there,
            )  # fmt: skip


def _same(one: Finding, other: Finding) -> bool:
    """Whether two findings say the same: grade, calculation and the printed figures, wherever they stand."""
    return (
        one.severity is other.severity
        and one.calculation == other.calculation
        and sorted((figure.key, figure.raw) for figure in one.figures)
        == sorted((figure.key, figure.raw) for figure in other.figures)
    )


class _Seen(Struct, frozen=True, kw_only=True):
    """What a run shows of a submission beside its findings."""

    forms: frozenset[tuple[str, int]] | None
    checks: frozenset[str]
    tested: frozenset[str]
    ticks: dict[str, list[tuple[frozenset[str], str]]]
    open: dict[str, list[tuple[frozenset[str], str]]]
    figures: dict[str, Figure]

    @classmethod
    def of(cls, report: SubmissionReport, *, between: bool = False) -> "_Seen":
        """Of what is said between units the forms are not known, and the counts of checks are those of all units."""
        ticks: dict[str, list[tuple[frozenset[str], str]]] = {}
        still: dict[str, list[tuple[frozenset[str], str]]] = {}
        for tick in report.ticks:
            ticks.setdefault(tick.check, []).append((_keys(tick.figures), tick.calculation))
        for item in report.undecided:
            still.setdefault(item.check, []).append((_keys(item.figures), item.reason))
        groups = [tick.figures for tick in report.ticks]
        groups += [item.figures for item in report.undecided]
        groups += [finding.figures for finding in report.findings]
        return cls(
            forms=None if between else frozenset((form.form, form.index) for form in report.forms),
            checks=frozenset(row.check for row in report.ledger),
            tested=frozenset(
                {*(each.check for each in report.ticks), *(each.check for each in report.findings)}
                if between
                else {row.check for row in report.ledger if row.holds or row.broken}
            ),
            ticks=ticks,
            open=still,
            figures={figure.key: figure for group in groups for figure in group},
        )

    def judge(self, gone: Finding) -> tuple[Change, str, str]:
        """What to say of a finding that is not found any more: the change, the reason and its proof."""
        keys = _keys(gone.figures)
        if self.checks and gone.check not in self.checks:
            return Change.UNJUDGED, "check-off", gone.check
        if self.forms is not None:
            missing = sorted({_form(figure) for figure in gone.figures} - {"", *(_name(form) for form in self.forms)})
            if missing:
                return Change.UNJUDGED, "form-gone", "、".join(missing)
        for told, reason in self.open.get(gone.check, ()):
            if told & keys:
                return Change.UNJUDGED, "undecided", reason
        suspects = [figure for figure in gone.figures[: gone.suspects] if figure.value is not None]
        doubted = _keys(tuple(suspects))
        held = sorted(
            (
                (len(told & keys), calculation)
                for told, calculation in self.ticks.get(gone.check, ())
                if told & keys and doubted <= told
            ),
            reverse=True,
        )
        if held:
            return Change.FIXED, "holds", held[0][1]
        if self.forms is None and gone.check not in self.tested:
            return Change.UNJUDGED, "not-tested", gone.check
        if not suspects:
            # Words and forms have no figure to be shown; that the check found something to test must do.
            proven = gone.check in self.tested
            return (Change.FIXED, "not-told", "") if proven else (Change.UNJUDGED, "not-tested", gone.check)
        lost = next((figure for figure in suspects if figure.key not in self.figures), None)
        if lost is not None:
            return Change.UNJUDGED, "figure-gone", lost.label
        there = [self.figures[figure.key] for figure in suspects]
        return Change.FIXED, "figure-now", "；".join(f"{figure.label} {figure.raw}" for figure in there)


def _keys(figures: tuple[Figure, ...]) -> frozenset[str]:
    return frozenset(figure.key for figure in figures)


def _name(form: tuple[str, int]) -> str:
    return f"{form[0]}[{form[1] + 1}]"


def _form(figure: Figure) -> str:
    place = figure.place
    return _name((place.form, place.form_index or 0)) if place.form not in (None, "unknown") else ""
