"""Which figures must agree, for causes: the graph's relations and those that only a check's verdict states.

Some checks compare two figures without a relation of the graph: a sentence that says none (X12), a quoted score (X22),
a share in the text (N02), a serial after another (T16). Their verdicts are turned into relations here, the ones that
hold too: a repair must not break them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from formaudit.checks.evidence import Evidence
from formaudit.graph.reading import Reading, Values, read_relation
from formaudit.graph.tolerance import wan
from formaudit.model.figure import ZERO, Figure, State
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.verdict import Outcome, Severity, Verdict

__all__ = ["Tie", "Ties", "amount_of", "draw_ties"]

_LESS: Final = ".less"
"""Ends the address of a figure that a tie takes with the opposite sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A relation and the verdict key that speaks of it; ``broken`` as printed and worth an explanation."""

    relation: Relation
    subject: tuple[str, str]
    broken: bool
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """All ties of a submission, and those of each figure."""

    evidence: Evidence
    of: Mapping[str, tuple[Tie, ...]]
    broken: tuple[Tie, ...]
    less: Mapping[str, Figure]

    def read(self, tie: Tie, values: Values) -> Reading:
        """Test a tie with values in the place of printed ones."""
        less = {f"{key}{_LESS}": -value for key, value in values.items()} if tie.subject[0] == "X11" else {}
        return read_relation(tie.relation, self.evidence.graph.precision, {**values, **less})

    def printed(self, figure: Figure, value: Decimal) -> tuple[Figure, Decimal]:
        """The printed figure that stands in a tie with the opposite sign, and its value; others as they are."""
        if not figure.key.endswith(_LESS):
            return figure, value
        return self.less[figure.key], -value


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
    for verdict in verdicts:
        if verdict.outcome in (Outcome.BROKEN, Outcome.HOLDS) and verdict.severity is not Severity.NOTE:
            ties.extend(
                Tie(
                    relation=relation,
                    subject=(verdict.check, verdict.key),
                    broken=verdict.outcome is Outcome.BROKEN,
                    holds=verdict.outcome is Outcome.HOLDS,
                )
                for relation in _stated(verdict)
            )
    of: dict[str, list[Tie]] = {}
    for tie in ties:
        for key in dict.fromkeys((tie.relation.result.key, *(part.key for part in tie.relation.parts))):
            of.setdefault(key.removesuffix(_LESS), []).append(tie)
    return Ties(
        evidence=evidence,
        of={key: tuple(mine) for key, mine in of.items()},
        broken=tuple(tie for tie in ties if tie.broken),
        less={f"{verdict.figures[0].key}{_LESS}": verdict.figures[0] for verdict in verdicts if verdict.check == "X11"},
    )


def _stated(verdict: Verdict) -> Iterator[Relation]:
    """The relation that a verdict of a check without relations states."""
    figures = verdict.figures
    if verdict.check == "X12" and len(figures) == 2:
        table = figures[0] if figures[0].filled else replace(figures[0], value=ZERO, state=State.FILLED)
        yield _equal(verdict, figures[1], table)
    elif verdict.check == "X22" and len(figures) == 2 and figures[0].filled and figures[1].filled:
        yield _equal(verdict, figures[0], figures[1])
    elif verdict.check == "X11" and all(figure.filled for figure in figures[:3]):
        yield _opening(verdict)
    elif verdict.check == "T16" and len(figures) == 2 and figures[1].filled:
        yield _after(verdict, figures[0], figures[1])
    elif verdict.check == "N02" and len(figures) == 3 and "−" not in verdict.calculation:
        yield Relation(
            check=verdict.check,
            kind=RelationKind.RATIO,
            subject=verdict.key,
            result=figures[0],
            parts=(figures[1], figures[2]),
            why="same-item",
        )


def _equal(verdict: Verdict, result: Figure, part: Figure) -> Relation:
    return Relation(
        check=verdict.check,
        kind=RelationKind.EQUAL,
        subject=verdict.key,
        result=result,
        parts=(part,),
        why="same-item",
        blank_is_zero=True,
    )


def _opening(verdict: Verdict) -> Relation:
    """The opening figure is basic expenditure and the projects' opening figures less what was adjusted since."""
    adjusted, opening, basic, *projects = verdict.figures
    less = replace(adjusted, key=f"{adjusted.key}{_LESS}", value=-adjusted.amount)
    return Relation(
        check=verdict.check,
        kind=RelationKind.SUM,
        subject=verdict.key,
        result=opening,
        parts=(basic, *projects, less),
        why="basic-and-projects",
    )


def _after(verdict: Verdict, serial: Figure, before: Figure) -> Relation:
    """A serial is the one before it and one more."""
    step = Figure(
        key=f"{serial.key}.step",
        label="",
        raw="1",
        value=Decimal(1),
        unit="",
        decimals=0,
        state=State.FILLED,
        place=serial.place,
    )
    return Relation(
        check=verdict.check,
        kind=RelationKind.SUM,
        subject=verdict.key,
        result=serial,
        parts=(before, step),
        why="children",
    )


def amount_of(figure: Figure) -> Decimal:
    """A figure's value, money in 万元; a blank counts as nothing where something must be added to it."""
    return wan(figure) if figure.filled else ZERO
