"""Single-cell repair: the cell whose change makes the most broken ties true without breaking others.

Several faults at once are told apart by turns: the best repair is taken as if made, and the rest is judged anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from typing import Final

from msgspec import Struct, field

from formaudit.causes.likelihood import Standing, standing_of
from formaudit.causes.rejudge import Rejudge
from formaudit.causes.ties import Tie, Ties, amount_of, draw_ties
from formaudit.causes.weights import READINGS
from formaudit.checks.kernel.evidence import Check, Evidence, Family, Trait
from formaudit.checks.of_profile import checks_by_code
from formaudit.checks.scores.score_rules import expected_score
from formaudit.forms.lookups import base_of_rate, scored, total_of
from formaudit.graph.reading import plain
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.model.cause_kind import CauseKind
from formaudit.model.figure import ZERO, Figure, State
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.verdict import Outcome, Verdict, VerdictKind
from formaudit.numbers import changed_about, one_slip

__all__ = ["CandidateRepair", "Subject", "cause_kind", "find_repairs"]

_MOST_PARTS: Final = 12
_MOST_READINGS: Final = 4
_MOST_TURNS: Final = 12
_SUMS: Final = frozenset({RelationKind.SUM, RelationKind.EQUAL, RelationKind.COVERS})

Subject = tuple[str, str]
"""Check and key of a verdict."""


class CandidateRepair(Struct, frozen=True, kw_only=True):
    """A value (money in 万元) that would stand in a figure's place, and what it makes true.

    ``fixed`` are the broken relations, ``mended`` the verdicts of scoring beside them. ``omitted`` are the parts that
    the printed total leaves out, where that is what happened; ``other_row`` says that a rate was that of another row.
    ``likely`` orders repairs that mend equally much.
    """

    figure: Figure
    value: Decimal
    fixed: tuple[Relation, ...]
    subjects: frozenset[Subject]
    mended: frozenset[Subject] = field(default=frozenset())
    omitted: tuple[Figure, ...] = ()
    other_row: bool = False
    likely: Decimal = ZERO

    @property
    def count(self) -> int:
        """How many findings the repair would take away."""
        return len(self.subjects | self.mended)


def find_repairs(
    evidence: Evidence, verdicts: Sequence[Verdict], open_subjects: frozenset[Subject]
) -> Iterator[tuple[CandidateRepair, ...]]:
    """The repairs of a submission, the best first; several at once where they are equally good.

    ``open_subjects`` are the broken verdicts that nothing else explains yet.
    """
    checks = checks_by_code(evidence.profile)
    search = _Search(
        ties=draw_ties(evidence, verdicts),
        standing=standing_of(evidence),
        rejudge=Rejudge(evidence=evidence, known={}),
        open=set(open_subjects),
        accepted={},
        scoring={
            (verdict.check, verdict.key): verdict
            for verdict in verdicts
            if verdict.outcome is Outcome.BROKEN and checks[verdict.check].family is Family.SCORES
        },
        unreadable={
            verdict.key: (verdict.check, verdict.key) for verdict in verdicts if verdict.kind is VerdictKind.UNREADABLE
        },
        other_rows=frozenset(
            (verdict.check, verdict.key) for verdict in verdicts if verdict.kind is VerdictKind.OTHER_ROW
        ),
        checks=checks,
    )
    for _ in range(_MOST_TURNS):
        equal = search.best()
        if not equal:
            return
        yield equal
        search.accept(equal)


class _Search(Struct):
    """The state of the search: what is still open, and which values have been accepted so far."""

    ties: Ties
    standing: Standing
    rejudge: Rejudge
    open: set[Subject]
    accepted: dict[str, Decimal]
    scoring: Mapping[Subject, Verdict]
    unreadable: Mapping[str, Subject]
    other_rows: frozenset[Subject]
    checks: Mapping[str, Check]

    def accept(self, equal: Sequence[CandidateRepair]) -> None:
        """Take the lead as made; what readings have in common is explained, whichever is right."""
        for repair in equal:
            self.open -= repair.subjects | repair.mended
        self.accepted[equal[0].figure.key] = equal[0].value

    def best(self) -> tuple[CandidateRepair, ...]:
        """The repairs that mend most and break nothing; of these the likeliest."""
        while True:
            left = len(self.open)
            found = self._leading()
            if found is not None:
                return found
            if len(self.open) == left:
                return ()  # what was set aside had been closed before: another look would find it again

    def _leading(self) -> tuple[CandidateRepair, ...] | None:
        """The leading repairs, nothing where there are none; ``None`` where what leads was set aside unsaid."""
        found: list[CandidateRepair] = []
        seen: set[tuple[str, Decimal]] = set()
        for figure, value in self._candidates():
            if (figure.key, value) in seen or figure.key in self.accepted or (figure.filled and wan(figure) == value):
                continue
            if figure.doubtful:
                continue
            seen.add((figure.key, value))
            repair = self._judge(figure, value)
            if repair is not None:
                found.append(repair)
        if not found:
            return ()
        lead = max(found, key=lambda repair: (repair.count, repair.likely))
        if lead.count == 1 and lead.likely < READINGS and self._offers_readings(lead):
            self.open -= lead.subjects | lead.mended
            return None
        mine = lead.subjects | lead.mended
        equal = [
            repair
            for repair in found
            if (repair.count, repair.likely) == (lead.count, lead.likely) and (repair.subjects | repair.mended) & mine
        ]
        readings = tuple({repair.figure.key: repair for repair in reversed(equal)}.values())[::-1]
        if len(readings) > _MOST_READINGS:
            for repair in readings:
                self.open -= repair.subjects | repair.mended
            return None
        return readings

    def _offers_readings(self, repair: CandidateRepair) -> bool:
        return any(Trait.READINGS in self.checks[check].traits for check, _ in repair.subjects | repair.mended)

    def _candidates(self) -> Iterator[tuple[Figure, Decimal]]:
        for tie in self.ties.broken:
            if tie.subject in self.open:
                yield from _solutions(tie.relation, self.accepted)
                yield from self._borrowed(tie)
        for subject, verdict in self.scoring.items():
            if subject in self.open:
                yield from self._scores(verdict)
        yield from self._damaged()

    def _borrowed(self, tie: Tie) -> Iterator[tuple[Figure, Decimal]]:
        """The values of a figure's row and twins, where the tie itself cannot be solved for it."""
        if tie.relation.kind in (RelationKind.RATIO, RelationKind.AT_MOST):
            for part in (tie.relation.result, *tie.relation.parts):
                if part.unit == tie.relation.parts[0].unit:
                    for value in {wan(other) for other in self.standing.kin(part)}:
                        yield part, value

    def _scores(self, verdict: Verdict) -> Iterator[tuple[Figure, Decimal]]:
        """A score as the weight or the rule has it; a result that meets its target."""
        submission = self.ties.evidence.submission
        for form in (*submission.departments, *submission.projects):
            total = total_of(form)
            if total is not None and total.score is not None and total.score.key == verdict.key:
                base = base_of_rate(form, total)
                yield from _execution(total.score, total.weight, total.actual_amount, base)
            for row in scored(form):
                if row.score is None or row.score.key != verdict.key or row.weight is None or not row.weight.filled:
                    continue
                result = expected_score(row, row.weight.amount, self.ties.evidence.profile)
                yield row.score, row.weight.amount
                if row.score.filled:
                    yield row.weight, row.score.amount
                if result is not None:
                    yield row.score, result[0]
                if row.achieved is not None and row.target is not None and row.target.filled:
                    yield row.achieved, wan(row.target)

    def _damaged(self) -> Iterator[tuple[Figure, Decimal]]:
        for figure in self.ties.evidence.graph.figures.values():
            if figure.state is State.DAMAGED and self.unreadable.get(figure.key) in self.open:
                for tie in self.ties.of.get(figure.key, ()):
                    yield from (pair for pair in _solutions(tie.relation, self.accepted) if pair[0].key == figure.key)

    def _judge(self, figure: Figure, value: Decimal) -> CandidateRepair | None:
        """The broken ties that a value mends; ``None`` where it mends nothing or breaks another."""
        tried = {**self.accepted, figure.key: value}
        fixed: list[Tie] = []
        damaged = figure.state is State.DAMAGED
        for tie in self.ties.of.get(figure.key, ()):
            after = self.ties.read(tie, tried).outcome
            if tie.broken and tie.subject in self.open:
                if after is Outcome.HOLDS:
                    fixed.append(tie)
            elif damaged:
                if after is Outcome.BROKEN:
                    return None
                if after is Outcome.HOLDS:
                    fixed.append(tie)
            elif after is Outcome.BROKEN and tie.holds and self.ties.read(tie, self.accepted).outcome is Outcome.HOLDS:
                return None
        if not fixed and not self.rejudge.may_mend(self.open):
            return None
        mended, harmed = self.rejudge.changes(figure, value, self.accepted)
        mended &= self.open
        if harmed or not (fixed or mended):
            return None
        subjects = frozenset(tie.subject for tie in fixed if tie.broken) | (
            {self.unreadable[figure.key]} if figure.key in self.unreadable else frozenset()
        )
        if self._stale(subjects | mended):
            return None
        omitted = _omitted([tie.relation for tie in fixed], figure, value)
        return CandidateRepair(
            figure=figure,
            value=value,
            fixed=tuple(tie.relation for tie in fixed),
            subjects=subjects,
            mended=mended,
            omitted=omitted,
            other_row=not mended.isdisjoint(self.other_rows),
            likely=self.standing.score(figure, value, omitted=bool(omitted)) + (len(fixed) if damaged else 0),
        )

    def _stale(self, subjects: frozenset[Subject]) -> bool:
        """Whether all it would mend is one thing that an accepted repair touches already: a symptom, no fault."""
        keys = {key for _, key in subjects}
        if len(keys) > 1:
            return False
        return any(tie.subject[1] in keys for key in self.accepted for tie in self.ties.of.get(key, ()))


def _execution(
    score: Figure, weight: Figure | None, actual: Figure | None, budget: Figure | None
) -> Iterator[tuple[Figure, Decimal]]:
    if weight is None or not weight.filled:
        return
    yield score, weight.amount
    if actual is not None and budget is not None and actual.filled and budget.filled and budget.amount > 0:
        share = min(actual.amount / budget.amount, Decimal(1))
        exact = weight.amount * share
        yield score, exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
        yield score, exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def _solutions(relation: Relation, accepted: Mapping[str, Decimal]) -> Iterator[tuple[Figure, Decimal]]:
    """The values that make a failing relation true, one for each of its figures."""

    def value_of(figure: Figure) -> Decimal:
        return accepted.get(figure.key, amount_of(figure))

    if relation.kind is RelationKind.RATIO:
        top, bottom = (value_of(part) for part in relation.parts)
        if bottom != 0 and all(part.filled for part in relation.parts):
            exact = top / bottom * 100
            for decimals in {relation.result.decimals, 2, 1, 0}:
                yield relation.result, exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        return
    if relation.kind not in _SUMS:
        return
    parts = {part.key: sign * value_of(part) for part, sign in relation.terms}
    total = sum(parts.values(), relation.added)
    yield relation.result, total
    if not relation.result.filled and relation.result.key not in accepted and not relation.blank_is_zero:
        return
    result = value_of(relation.result)
    for part, sign in relation.terms:
        value = sign * (result - (total - parts[part.key]))
        if sign * value >= 0 or parts[part.key] < 0:
            yield part, value


def _omitted(fixed: Sequence[Relation], figure: Figure, value: Decimal) -> tuple[Figure, ...]:
    """The parts that a printed total leaves out: it equals the sum of the others exactly."""
    for relation in fixed:
        if relation.kind is not RelationKind.SUM or relation.result.key != figure.key or not figure.filled:
            continue
        parts = [part for part in relation.parts if part.filled and part.amount != 0]
        if len(parts) > _MOST_PARTS or figure.unit not in MONEY_UNITS:
            continue
        gap = value - wan(figure)
        if sum((wan(part) for part in parts), ZERO) != value:
            continue
        for count in (1, 2):
            for chosen in combinations(parts, count):
                if len(chosen) < len(parts) and sum((wan(part) for part in chosen), ZERO) == gap:
                    return chosen
    return ()


def cause_kind(repair: CandidateRepair, evidence: Evidence) -> CauseKind:
    """What sort of event turns the restored value into the printed one."""
    figure = repair.figure
    if repair.omitted:
        return CauseKind.OMITTED_PART
    if figure.state is State.DAMAGED:
        return CauseKind.SINGLE_CELL
    if not figure.filled:
        return CauseKind.BLANK_CELL
    if repair.other_row:
        return CauseKind.MISPLACED_FIGURE
    printed = wan(figure)
    if figure.unit in MONEY_UNITS and printed != 0 and repair.value != 0:
        ratio = printed / repair.value
        if ratio in (Decimal(10000), Decimal("0.0001")):
            return CauseKind.UNIT_SLIP
    for twin in evidence.graph.facts.twins.get(figure.key, ()):
        if twin.filled and wan(twin) == printed:
            return CauseKind.MISPLACED_FIGURE
    if changed_about(plain(printed), plain(repair.value)):
        return CauseKind.TRANSPOSED_DIGITS
    for other in evidence.graph.figures.values():
        if (
            other is not figure
            and other.filled
            and other.place.table is not None
            and (other.place.file, other.place.table) == (figure.place.file, figure.place.table)
            and (other.place.row == figure.place.row or other.place.col == figure.place.col)
            and other.unit == figure.unit
            and wan(other) == printed
            and printed != 0
        ):
            return CauseKind.STALE_FIGURE if other.address.column == "prior_account" else CauseKind.MISPLACED_FIGURE
    return CauseKind.DIGIT_SLIP if one_slip(plain(printed), plain(repair.value)) else CauseKind.SINGLE_CELL
