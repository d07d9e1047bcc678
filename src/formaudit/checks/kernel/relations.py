"""One check for all identities that differ only in labels: it tests the relations of the graph that carry its code."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.checks.kernel.evidence import Evidence, Run
from formaudit.graph.reading import Reading, plain, read_relation
from formaudit.graph.tolerance import MONEY_UNITS, Fit, half_unit, wan
from formaudit.messages import Phrase, phrase
from formaudit.model.figure import Figure, State
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.verdict import Effect, Nature, Outcome, Severity, Verdict, VerdictKind

__all__ = ["printed", "related", "stays_broken", "verdict_of"]

_TOTAL_BLANK: Final = "total-blank"
"""The reason of a sum whose parts are filled and whose total is not: it is told as a slip of form."""


def related(code: str) -> Run:
    """A check that consists of nothing but the relations declared under its code."""

    def run(evidence: Evidence) -> Iterable[Verdict]:
        """One verdict for each relation of the graph that carries the code."""
        for relation in evidence.graph.relations:
            if relation.check == code:
                yield verdict_of(relation, evidence)

    return run


def verdict_of(relation: Relation, evidence: Evidence) -> Verdict:
    """Test a relation and say what came of it."""
    reading = read_relation(relation, evidence.graph.precision)
    if evidence.graph.is_disputed(relation):
        reading = replace(reading, outcome=Outcome.UNDECIDED, reason="readings-differ", fit=Fit.OFF)
    severity, nature, outcome = None, None, reading.outcome
    substituted = (
        not relation.doubt and reading.fit in (Fit.ROUNDING, Fit.TAIL) and _substituted(relation, reading, evidence)
    )
    if substituted:
        outcome = Outcome.BROKEN
    elif outcome is Outcome.BROKEN and reading.fit is Fit.TAIL:
        severity, nature = Severity.NOTE, Nature.ROUNDING
    if (
        reading.reason == _TOTAL_BLANK
        and not relation.doubt
        and relation.exhaustive
        and relation.kind is RelationKind.SUM
        and not relation.result.doubtful  # a blank in a row whose columns are doubted was left by nobody
    ):
        outcome, severity, nature = Outcome.BROKEN, Severity.MINOR, Nature.FORM
    return Verdict(
        check=relation.check,
        outcome=outcome,
        key=relation.subject,
        figures=_ordered(relation, (relation.result, *relation.parts)),
        calculation=reading.calculation.replace("≈", "≠") if substituted else reading.calculation,
        message=_message(relation, reading, evidence, substituted=substituted),
        severity=severity,
        nature=nature,
        effect=_effect(relation.result, reading) if outcome is Outcome.BROKEN else None,
        kind=VerdictKind.RELATION,
        relation=relation,
        noted=outcome is Outcome.HOLDS and reading.fit is Fit.ROUNDING,
    )


def stays_broken(relation: Relation, evidence: Evidence) -> bool:
    """Whether ``verdict_of`` finds a relation broken; of most it is known without their words that it does not."""
    reading = read_relation(relation, evidence.graph.precision)
    if reading.outcome is not Outcome.BROKEN and reading.fit is Fit.EXACT and reading.reason != _TOTAL_BLANK:
        return False
    return verdict_of(relation, evidence).outcome is Outcome.BROKEN


def _ordered(relation: Relation, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The result first, then the parts; blank parts of long sums are left out, they are in the calculation."""
    shown = tuple(figure for figure in figures[1:] if figure.filled or figure.raw or len(figures) <= 5)
    return (relation.result, *shown, *(figure for figure in relation.context if figure.filled))


def _substituted(relation: Relation, reading: Reading, evidence: Evidence) -> bool:
    """Whether a small gap is another figure and not rounding.

    So it is where a known twin of a part makes the sum exact, or where the figure is exactly what another column of the
    same row prints; no figure can be told from another by less than half a unit of its own last place (0.01亿元).
    """
    if reading.difference is None or reading.difference == 0:
        return False
    if relation.kind is RelationKind.EQUAL:
        told_apart = abs(reading.difference) > half_unit(relation.result, evidence.graph.precision)
        return told_apart and _of_other_column(relation, evidence)
    return relation.kind is RelationKind.SUM and any(
        read_relation(relation, evidence.graph.precision, {part.key: value}).fit is Fit.EXACT
        for part in relation.parts
        for value in evidence.graph.facts.twin_values(part)
    )


def _of_other_column(relation: Relation, evidence: Evidence) -> bool:
    twins = evidence.graph.facts.twins.get(relation.result.key, ())
    return relation.result.filled and any(
        twin.filled and twin.key != relation.parts[0].key and wan(twin) == wan(relation.result) for twin in twins
    )


def _effect(result: Figure, reading: Reading) -> Effect | None:
    if reading.difference is None:
        return None
    gap = abs(reading.difference)
    if result.unit in MONEY_UNITS:
        return Effect(money=gap)
    if result.unit == "分":
        return Effect(score=gap)
    return None


def _message(relation: Relation, reading: Reading, evidence: Evidence, *, substituted: bool) -> Phrase:
    if reading.outcome in (Outcome.UNDECIDED, Outcome.NOT_APPLICABLE):
        return _undecided(relation, reading)
    kind = relation.kind.value if relation.exhaustive else "covers"
    state = "holds" if reading.outcome is Outcome.HOLDS else "broken"
    if state == "holds" and reading.fit is Fit.ROUNDING:
        state = "rounding"
    if state == "broken" and reading.fit is Fit.TAIL:
        state = "tail"
    if substituted and kind == "sum":
        state = "substituted"
    elif kind == "equal" and state in ("broken", "tail") and _of_other_column(relation, evidence):
        state = "other-column"
    return phrase(
        f"relation.{kind}.{state}",
        label=relation.result.label,
        printed=printed(relation.result),
        expected=_amount(reading.expected, relation.result),
        gap=_amount(None if reading.difference is None else abs(reading.difference), relation.result),
        why=phrase(f"why.{relation.why}"),
        other=relation.parts[0].label,
        other_printed=printed(relation.parts[0]),
    )


def _undecided(relation: Relation, reading: Reading) -> Phrase:
    """Why nothing was decided; a cell that cannot be read is named with what it holds."""
    unread = next((each for each in (relation.result, *relation.parts) if each.state is State.UNREADABLE), None)
    if reading.reason == "unreadable-part" and unread is not None:
        return phrase("undecided.unreadable-part", label=unread.label, printed=unread.raw)
    return phrase(f"undecided.{reading.reason}", label=relation.result.label)


def printed(figure: Figure) -> str:
    """A figure as printed, with the unit of its column where none stands beside it."""
    if not figure.raw:
        return "—"
    return f"{figure.raw}{figure.unit_behind}" if figure.filled else figure.raw


def _amount(value: Decimal | None, figure: Figure) -> str:
    if value is None:
        return "—"
    if figure.unit == "%":
        return f"{plain(value.quantize(Decimal('0.01')))}%"
    unit = "万元" if figure.unit in MONEY_UNITS else figure.unit
    return f"{plain(value)}{unit}"
