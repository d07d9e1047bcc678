"""Which figures must agree, for causes: the graph's relations and those that only a check's verdict tested.

Some checks compare figures without a relation of the graph (a sentence that says none, a quoted score, a share in the
text, a serial after another). Their verdicts carry the relation, those that hold too: a repair must not break them.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.reading import Reading, Values, read_relation
from formaudit.graph.tolerance import wan
from formaudit.model.figure import ZERO, Figure
from formaudit.model.relation import Relation
from formaudit.model.verdict import Outcome, Severity, Verdict

__all__ = ["Tie", "Ties", "amount_of", "draw_ties"]


class Tie(Struct, frozen=True, kw_only=True):
    """A relation and the verdict key that speaks of it; ``broken`` as printed and worth an explanation."""

    relation: Relation
    subject: tuple[str, str]
    broken: bool
    holds: bool


class Ties(Struct, frozen=True, kw_only=True):
    """All ties of a submission, and those of each figure."""

    evidence: Evidence
    of: Mapping[str, tuple[Tie, ...]]
    broken: tuple[Tie, ...]

    def read(self, tie: Tie, values: Values) -> Reading:
        """Test a tie with values in the place of printed ones."""
        return read_relation(tie.relation, self.evidence.graph.precision, values)


def draw_ties(evidence: Evidence, verdicts: Sequence[Verdict]) -> Ties:
    """The ties of a submission. ``verdicts`` are all that were judged; notes are not worth an explanation."""
    states = {(verdict.check, verdict.key): verdict for verdict in verdicts}
    ties: list[Tie] = []
    for relation in evidence.graph.relations:
        subject = (relation.check, relation.subject)
        verdict = states.get(subject)
        # A small gap that is another figure and not rounding is broken although it reads as rounding.
        broken = verdict is not None and verdict.outcome is Outcome.BROKEN and verdict.severity is not Severity.NOTE
        holds = read_relation(relation, evidence.graph.precision).outcome is Outcome.HOLDS
        ties.append(Tie(relation=relation, subject=subject, broken=broken, holds=holds))
    drawn = {id(relation) for relation in evidence.graph.relations}
    ties += [
        Tie(
            relation=verdict.relation,
            subject=(verdict.check, verdict.key),
            broken=verdict.outcome is Outcome.BROKEN,
            holds=verdict.outcome is Outcome.HOLDS,
        )
        for verdict in verdicts
        if verdict.relation is not None
        and id(verdict.relation) not in drawn
        and verdict.outcome in (Outcome.BROKEN, Outcome.HOLDS)
        and verdict.severity is not Severity.NOTE
    ]
    of: dict[str, list[Tie]] = {}
    for tie in ties:
        for key in dict.fromkeys((tie.relation.result.key, *(part.key for part in tie.relation.parts))):
            of.setdefault(key, []).append(tie)
    return Ties(
        evidence=evidence,
        of={key: tuple(mine) for key, mine in of.items()},
        broken=tuple(tie for tie in ties if tie.broken),
    )


def amount_of(figure: Figure) -> Decimal:
    """A figure's value, money in 万元; a blank counts as nothing where something must be added to it."""
    return wan(figure) if figure.filled else ZERO
