"""Broken verdicts folded under the one event that explains them.

A cause never edits a figure: it says which values would make which equations true, and lists what they explain.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Final

from msgspec import Struct

from formaudit.causes.empty_total import EmptyTotal, empty_totals
from formaudit.causes.patterns import find_patterns
from formaudit.causes.repair import CandidateRepair, cause_kind, find_repairs
from formaudit.causes.weights import ONE_OF_SEVERAL, OTHER_ROW, POSSIBLE, POSSIBLE_OF_SEVERAL, PROVEN, REPLACED
from formaudit.checks.damage.corruption import find_replacement
from formaudit.checks.kernel.evidence import Check, Evidence, Family, Trait
from formaudit.checks.of_profile import checks_by_code
from formaudit.graph.reading import plain, read_relation
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.messages import Phrase, phrase
from formaudit.model.cause_kind import CauseKind
from formaudit.model.figure import DOUBTFUL, Figure
from formaudit.model.verdict import Outcome, Severity, Verdict, VerdictKind
from formaudit.numbers import in_wan
from formaudit.patterns import Late

__all__ = ["FoldedCause", "RestoredCell", "fold_causes"]

_FAMILIES: Final = (
    Family.TABLES,
    Family.ACROSS,
    Family.TEXT,
    Family.DAMAGE,
    Family.SCORES,
    Family.YEARS,
    Family.INDICATORS,
    Family.FILLING_IN,
    Family.UNITS,
    Family.DISCLOSURE,
    Family.USER,
)
"""Which finding a repair is named after: sums before texts, texts before scores, remarks last."""
_UNIT_BEHIND: Final = Late(r"[-−+＋－]?\d[\d.,，]*\s*([%％]|[万亿]元?|元)")
"""A printed figure with its unit behind it."""
_FOLDED: Final = frozenset({Severity.CRITICAL, Severity.MAJOR, Severity.MINOR})


class RestoredCell(Struct, frozen=True, kw_only=True):
    """A figure, the text it would have, and the constraints (catalogue phrases or calculations) that then hold."""

    figure: Figure
    restored: str
    constraints: tuple[Phrase | str, ...]


class FoldedCause(Struct, frozen=True, kw_only=True):
    """A cause before fingerprints are given: the verdicts it explains, the one it is named after first."""

    kind: CauseKind
    message: Phrase
    verdicts: tuple[Verdict, ...]
    cells: tuple[RestoredCell, ...]
    confidence: float


def fold_causes(evidence: Evidence, verdicts: Sequence[Verdict]) -> tuple[FoldedCause, ...]:
    """Find the causes of a submission's broken verdicts; a verdict belongs to one cause at most."""
    checks = checks_by_code(evidence.profile)
    open_verdicts = [
        verdict
        for verdict in verdicts
        if verdict.outcome is Outcome.BROKEN
        and verdict.confidence >= DOUBTFUL
        and (verdict.severity or checks[verdict.check].severity) in _FOLDED
    ]
    causes: list[FoldedCause] = []
    replaced = _replacement(evidence, open_verdicts)
    if replaced is not None:
        causes.append(replaced)
        open_verdicts = _without(open_verdicts, replaced.verdicts)
    for row in empty_totals(open_verdicts, verdicts, evidence.graph.precision):
        causes.append(_empty_total(evidence, row, open_verdicts))
        open_verdicts = _without(open_verdicts, causes[-1].verdicts)
    for cause in _repairs(evidence, open_verdicts, verdicts, checks):
        causes.append(cause)
        open_verdicts = _without(open_verdicts, cause.verdicts)
    for cause in _rates(open_verdicts):
        causes.append(cause)
        open_verdicts = _without(open_verdicts, cause.verdicts)
    causes.extend(
        FoldedCause(
            kind=pattern.kind,
            message=pattern.message,
            verdicts=pattern.verdicts,
            cells=(),
            confidence=pattern.confidence,
        )
        for pattern in find_patterns(evidence, open_verdicts)
    )
    return tuple(causes)


def _without(verdicts: Sequence[Verdict], taken: Sequence[Verdict]) -> list[Verdict]:
    return [verdict for verdict in verdicts if verdict not in taken]


def _touches(verdict: Verdict, keys: set[str]) -> bool:
    return any(figure.key in keys for figure in verdict.figures)


def _replacement(evidence: Evidence, verdicts: Sequence[Verdict]) -> FoldedCause | None:
    """Damage by search and replace: every sum and sequence that its cells take part in belongs to it."""
    found = find_replacement(evidence) if verdicts else None
    if found is None:
        return None
    keys = {figure.key for figure, _, _ in found.cells}
    explained = [verdict for verdict in verdicts if _touches(verdict, keys)]
    explained.sort(key=lambda verdict: verdict.kind is not VerdictKind.REPLACEMENT)
    if not explained:
        return None
    checks = "、".join(sorted({constraint for _, _, constraints in found.cells for constraint in constraints}))
    return FoldedCause(
        kind=CauseKind.SEARCH_AND_REPLACE,
        message=phrase(
            "cause.search-and-replace",
            old=found.old,
            new=found.new,
            count=str(len(found.cells)),
            checks=_joined(checks.split("、")),
        ),
        verdicts=tuple(explained),
        cells=tuple(
            RestoredCell(figure=figure, restored=restored, constraints=tuple(phrase(key) for key in constraints))
            for figure, restored, constraints in found.cells
        ),
        confidence=REPLACED,
    )


def _empty_total(evidence: Evidence, row: EmptyTotal, verdicts: Sequence[Verdict]) -> FoldedCause:
    """A row of totals left empty: its sums, then whatever else its cells take part in."""
    symptoms = _without([each for each in verdicts if _touches(each, set(row.keys))], row.verdicts)
    return FoldedCause(
        kind=CauseKind.EMPTY_TOTAL,
        message=phrase("cause.empty-total", label=row.sums[0][0].result.label, count=str(len(row.sums))),
        verdicts=(*row.verdicts, *symptoms),
        cells=tuple(
            RestoredCell(
                figure=relation.result,
                restored=_as_printed(relation.result, expected),
                constraints=(
                    read_relation(relation, evidence.graph.precision, {relation.result.key: expected}).calculation,
                ),
            )
            for relation, expected in row.sums
        ),
        confidence=PROVEN,
    )


def _joined(keys: Sequence[str]) -> Phrase:
    parts = [phrase(key) for key in keys if key]
    if len(parts) == 1:
        return parts[0]
    return phrase(f"list.{min(len(parts), 4)}", **{f"p{i}": part for i, part in enumerate(parts[:4])})


def _repairs(
    evidence: Evidence, verdicts: Sequence[Verdict], judged: Sequence[Verdict], checks: Mapping[str, Check]
) -> Iterator[FoldedCause]:
    """Single cells whose change makes broken relations true, the best first; symptoms go to the first that has them."""
    if not verdicts:
        return  # nothing to be mended: no repair is looked for
    subjects = frozenset((verdict.check, verdict.key) for verdict in verdicts)
    found = list(find_repairs(evidence, judged, subjects))
    direct = [
        [verdict for verdict in verdicts if any(_mends(repair, verdict) for repair in repairs)] for repairs in found
    ]
    taken = {id(verdict) for group in direct for verdict in group}
    for repairs, group in zip(found, direct, strict=True):
        explained = group
        if len(repairs) == 1 or repairs[0].count > 1:
            symptoms = [
                verdict
                for verdict in verdicts
                if id(verdict) not in taken and any(_touched_by(repair, verdict, checks) for repair in repairs)
            ]
            taken |= set(map(id, symptoms))
            explained = [*group, *symptoms]
        if explained:
            explained.sort(key=partial(_order, repairs[0], checks))
            yield _cause(evidence, repairs, explained)


def _order(repair: CandidateRepair, checks: Mapping[str, Check], verdict: Verdict) -> tuple[bool, bool, int, str]:
    """The findings of a repair: those it mends first, of them those that doubt the very figure, sums before scores."""
    doubted = bool(verdict.figures) and verdict.figures[0].key == repair.figure.key
    return (not _mends(repair, verdict), not doubted, _FAMILIES.index(checks[verdict.check].family), verdict.check)


def _mends(repair: CandidateRepair, verdict: Verdict) -> bool:
    return (verdict.check, verdict.key) in repair.subjects | repair.mended


def _touched_by(repair: CandidateRepair, verdict: Verdict, checks: Mapping[str, Check]) -> bool:
    return _touches(verdict, {repair.figure.key, *(figure.key for figure in repair.omitted)}) or (
        Trait.COST in checks[verdict.check].traits and _repeats(repair, verdict)
    )


def _repeats(repair: CandidateRepair, verdict: Verdict) -> bool:
    """Whether a cost row of the same form judges by the very figure that is doubted (目标值 ≤36万元)."""
    figure = repair.figure
    return any(
        other.filled
        and figure.filled
        and other.unit in MONEY_UNITS
        and wan(other) == wan(figure)
        and (other.place.form, other.place.form_index) == (figure.place.form, figure.place.form_index)
        for other in verdict.figures
    )


def _cause(evidence: Evidence, repairs: Sequence[CandidateRepair], explained: Sequence[Verdict]) -> FoldedCause:
    lead = repairs[0]
    restored = _as_printed(lead.figure, lead.value)
    return FoldedCause(
        kind=cause_kind(lead, evidence),
        message=phrase(
            "cause.repair" if lead.count > 1 else "cause.possible",
            label=lead.figure.label,
            printed=lead.figure.raw or "—",
            restored=restored,
            count=str(lead.count),
        ),
        verdicts=tuple(explained),
        cells=tuple(
            RestoredCell(
                figure=repair.figure,
                restored=_as_printed(repair.figure, repair.value),
                constraints=tuple(
                    read_relation(relation, evidence.graph.precision, {repair.figure.key: repair.value}).calculation
                    for relation in repair.fixed
                ),
            )
            for repair in repairs
        ),
        confidence=_confidence(repairs),
    )


def _confidence(repairs: Sequence[CandidateRepair]) -> float:
    """Two findings that vanish together prove a repair; one that vanishes alone is a possibility among others."""
    if len(repairs) > 1:
        return POSSIBLE_OF_SEVERAL if repairs[0].count == 1 else ONE_OF_SEVERAL
    return PROVEN if repairs[0].count > 1 else POSSIBLE


def _as_printed(figure: Figure, value: Decimal) -> str:
    """A value (money in 万元) as the figure is printed: in its unit, which follows where one follows the print."""
    unit = _UNIT_BEHIND.fullmatch(figure.raw)
    here = value / in_wan(Decimal(1), figure.unit) if figure.unit in MONEY_UNITS else value
    return plain(here) + (unit[1] if unit is not None else "")


def _rates(verdicts: Sequence[Verdict]) -> Iterator[FoldedCause]:
    """A rate that contradicts its row and is that of another row: one event, two verdicts."""
    for verdict in verdicts:
        if verdict.kind is not VerdictKind.OTHER_ROW:
            continue
        rate = verdict.figures[0]
        together = [
            verdict,
            *(other for other in verdicts if other is not verdict and other.figures[0].key == rate.key),
        ]
        yield FoldedCause(
            kind=CauseKind.MISPLACED_FIGURE,
            message=verdict.message,
            verdicts=tuple(together),
            cells=(),
            confidence=OTHER_ROW,
        )
