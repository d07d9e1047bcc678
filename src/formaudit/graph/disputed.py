"""Relations that hold only if a figure is read now in one way, now in another.

Each may hold by some reading, but no reading makes all of them true: then nobody knows which of them is broken.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from formaudit.graph.reading import interpretations, read_relation
from formaudit.graph.tolerance import Precision
from formaudit.model.figure import State
from formaudit.model.relation import Relation
from formaudit.model.verdict import Outcome

__all__ = ["disputed_relations"]


def disputed_relations(relations: Sequence[Relation], precision: Precision) -> frozenset[int]:
    """The numbers of the relations that a figure with several readings cannot make true together."""
    votes: dict[str, list[tuple[int, frozenset[int]]]] = {}
    for number, relation in enumerate(relations):
        for group, held in _held(relation, precision).items():
            votes.setdefault(group, []).append((number, held))
    return frozenset(number for vote in votes.values() if _torn(held for _, held in vote) for number, _ in vote)


def _held(relation: Relation, precision: Precision) -> Mapping[str, frozenset[int]]:
    """For each group of the relation's readings, under which of them it holds, however the others are read."""
    if not any(figure.readings for figure in (relation.result, *relation.parts)):
        return {}
    choices = list(interpretations(relation, {}))
    held: dict[str, set[int]] = {group: set() for choice, _ in choices for group in choice}
    for choice, other in choices:
        if _plainly_holds(other, precision):
            for group, number in choice.items():
                held[group].add(number)
    if _plainly_holds(relation, precision):
        for numbers in held.values():
            numbers.add(0)
    return {group: frozenset(numbers) for group, numbers in held.items() if numbers}


def _plainly_holds(relation: Relation, precision: Precision) -> bool:
    """Whether a relation holds as it is read, without trying anything else."""
    figures = (relation.result, *relation.parts)
    bare = all(figure.state is not State.UNREADABLE for figure in figures)
    return bare and read_relation(_closed(relation), precision).outcome is Outcome.HOLDS


def _closed(relation: Relation) -> Relation:
    return replace(
        relation,
        result=replace(relation.result, readings=()),
        parts=tuple(replace(part, readings=()) for part in relation.parts),
    )


def _torn(sets: Iterable[frozenset[int]]) -> bool:
    """Whether several sets have nothing in common."""
    found = list(sets)
    return len(found) > 1 and not frozenset.intersection(*found)
