"""Single-cell repair: the one cell whose change makes the most broken relations true without breaking others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Final

from formaudit.checks.corruption import single_edits
from formaudit.checks.evidence import Evidence
from formaudit.graph.reading import plain, read_relation
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.model.figure import ZERO, Figure
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.verdict import Outcome, Verdict

__all__ = ["CandidateRepair", "best_repair", "kind_of"]

_FEWEST: Final = 2
_MOST_PARTS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateRepair:
    """A value (money in 万元) that would stand in a figure's place, and the relations it makes true.

    ``omitted`` are the parts that the printed total leaves out, where that is what happened.
    """

    figure: Figure
    value: Decimal
    fixed: tuple[Relation, ...]
    omitted: tuple[Figure, ...] = ()


def _solutions(relation: Relation) -> Iterator[tuple[Figure, Decimal]]:
    """The values that make a failing equation true, one for each of its figures."""
    if relation.kind not in (RelationKind.SUM, RelationKind.EQUAL, RelationKind.COVERS):
        return
    parts = {part.key: wan(part) if part.filled else ZERO for part in relation.parts}
    total = sum(parts.values(), ZERO)
    result = wan(relation.result) if relation.result.filled else None
    yield relation.result, total
    if result is None:
        return
    for part in relation.parts:
        value = result - (total - parts[part.key])
        if value >= 0 or parts[part.key] < 0:
            yield part, value


def _broken(evidence: Evidence, verdicts: Sequence[Verdict]) -> list[Relation]:
    subjects = {(verdict.check, verdict.key) for verdict in verdicts}
    return [relation for relation in evidence.graph.relations if (relation.check, relation.subject) in subjects]


def _judge(
    evidence: Evidence, figure: Figure, value: Decimal, broken: Sequence[Relation]
) -> tuple[tuple[Relation, ...], int]:
    """The broken relations that a value mends, and how many others it breaks."""
    precision = evidence.graph.precision
    fixed: list[Relation] = []
    harmed = 0
    for relation in evidence.graph.relations_of(figure.key):
        after = read_relation(relation, precision, {figure.key: value}).outcome
        if relation in broken:
            if after is Outcome.HOLDS:
                fixed.append(relation)
        elif after is Outcome.BROKEN and read_relation(relation, precision).outcome is Outcome.HOLDS:
            harmed += 1
    return tuple(fixed), harmed


def best_repair(evidence: Evidence, verdicts: Sequence[Verdict]) -> tuple[CandidateRepair, ...]:
    """The repairs that mend most (at least two relations) and break nothing; several where they are equally good.

    Of repairs that mend equally many relations, those that undo one slip of the keyboard or add an omitted part are
    likelier than those that would need any other number.
    """
    broken = _broken(evidence, verdicts)
    found: list[CandidateRepair] = []
    seen: set[tuple[str, Decimal]] = set()
    for relation in broken:
        for figure, value in _solutions(relation):
            if (figure.key, value) in seen or (figure.filled and wan(figure) == value):
                continue
            seen.add((figure.key, value))
            fixed, harmed = _judge(evidence, figure, value, broken)
            if not harmed and len(fixed) >= _FEWEST:
                found.append(CandidateRepair(figure=figure, value=value, fixed=fixed, omitted=_omitted(fixed, figure)))
    if not found:
        return ()
    lead = max(found, key=lambda repair: (len(repair.fixed), _likely(repair)))
    subjects = set(map(_subject, lead.fixed))
    equal = [
        repair
        for repair in found
        if len(repair.fixed) == len(lead.fixed)
        and _likely(repair) == _likely(lead)
        and set(map(_subject, repair.fixed)) & subjects
    ]
    return tuple({repair.figure.key: repair for repair in reversed(equal)}.values())[::-1]


def _likely(repair: CandidateRepair) -> int:
    """2 for an omitted part, 1 for one slip of the keyboard, 0 for any other change."""
    if repair.omitted:
        return 2
    figure = repair.figure
    if not figure.filled:
        return 0
    printed, restored = plain(wan(figure)), plain(repair.value)
    return int(_slipped(printed, restored) or _one_digit(printed, restored))


def _slipped(printed: str, restored: str) -> bool:
    """Whether one slip of the keyboard turns one number into the other; digits may change places across the point."""
    if restored in set(single_edits(printed)) or printed in set(single_edits(restored)):
        return True
    if len(printed) != len(restored) or printed.find(".") != restored.find("."):
        return False
    one, other = printed.replace(".", ""), restored.replace(".", "")
    apart = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(apart) == 2 and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]]


def _one_digit(printed: str, restored: str) -> bool:
    """Whether two numbers of one length differ in one digit."""
    return len(printed) == len(restored) and sum(a != b for a, b in zip(printed, restored, strict=True)) == 1


def _subject(relation: Relation) -> tuple[str, str]:
    return relation.check, relation.subject


def _omitted(fixed: Sequence[Relation], figure: Figure) -> tuple[Figure, ...]:
    """The parts that a printed total leaves out: it equals the sum of the others exactly."""
    for relation in fixed:
        if relation.kind is not RelationKind.SUM or relation.result.key != figure.key or not figure.filled:
            continue
        parts = [part for part in relation.parts if part.filled and part.amount != 0]
        if len(parts) > _MOST_PARTS:
            continue
        gap = sum((wan(part) for part in parts), ZERO) - wan(figure)
        for count in (1, 2):
            for chosen in combinations(parts, count):
                if len(chosen) < len(parts) and sum((wan(part) for part in chosen), ZERO) == gap:
                    return chosen
    return ()


def kind_of(repair: CandidateRepair, evidence: Evidence) -> str:
    """What sort of event turns the restored value into the printed one."""
    figure = repair.figure
    if repair.omitted:
        return "omitted-part"
    if not figure.filled:
        return "blank-cell"
    printed = wan(figure)
    if figure.unit in MONEY_UNITS and printed != 0 and repair.value != 0:
        ratio = printed / repair.value
        if ratio in (Decimal(10000), Decimal("0.0001")):
            return "unit-slip"
    for twin in evidence.graph.facts.twins.get(figure.key, ()):
        if twin.filled and wan(twin) == printed:
            return "misplaced-figure"
    row = [
        other
        for other in evidence.graph.figures.values()
        if other is not figure
        and other.filled
        and other.place.table is not None
        and other.place.table == figure.place.table
        and other.place.file == figure.place.file
    ]
    if _slipped(plain(printed), plain(repair.value)):
        return "transposed-digits"
    for other in row:
        if (
            (other.place.row == figure.place.row or other.place.col == figure.place.col)
            and other.unit == figure.unit
            and wan(other) == printed
            and printed != 0
        ):
            return "stale-figure" if other.key.endswith(".prior_account") else "misplaced-figure"
    return "single-cell"
