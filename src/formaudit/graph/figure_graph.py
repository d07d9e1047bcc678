"""The figure graph: figures, the relations between them, and which relations a figure takes part in."""

from collections.abc import Mapping

from msgspec import Struct

from formaudit.graph.collect import figures_of
from formaudit.graph.disclosure.published import Published, published_of
from formaudit.graph.disputed import disputed_relations
from formaudit.graph.further import further_relations
from formaudit.graph.relations_across import across_forms
from formaudit.graph.relations_within import within_forms
from formaudit.graph.report_relations import told_figures
from formaudit.graph.text_links import Facts, find_facts
from formaudit.graph.tolerance import Precision, precision_of
from formaudit.model.figure import Figure
from formaudit.model.relation import Relation
from formaudit.model.submission import Submission

__all__ = ["FigureGraph", "build_graph"]


class FigureGraph(Struct, frozen=True, kw_only=True):
    """All filled or damaged figures by address, and the relations among them; frozen once built.

    ``numbers`` gives the numbers of the relations in which a figure takes part, by its address, in their order.
    ``disputed`` are the numbers of relations that no reading of a figure makes true together. ``published`` holds
    the tables of a published budget or final accounts with relations of their own, which read a blank as zero.
    """

    figures: Mapping[str, Figure]
    relations: tuple[Relation, ...]
    precision: Precision
    facts: Facts
    numbers: Mapping[str, tuple[int, ...]]
    disputed: frozenset[int] = frozenset()
    published: Published | None = None

    def is_disputed(self, relation: Relation) -> bool:
        """Whether a relation and another one hold only by two readings of a figure that exclude each other."""
        return bool(self.disputed) and any(self.relations[number] is relation for number in self.disputed)

    def relations_of(self, key: str) -> tuple[Relation, ...]:
        """The relations in which a figure takes part."""
        return tuple(self.relations[number] for number in self.numbers.get(key, ()))


def build_graph(submission: Submission) -> FigureGraph:
    """Place every figure and draw why figures must agree."""
    found = [figure for figure in figures_of(submission) if figure.something]
    figures = {figure.key: figure for figure in found}
    precision = precision_of(figures.values())
    facts = find_facts(submission)
    relations = (
        *within_forms(submission, precision),
        *across_forms(submission, precision),
        *further_relations(submission, precision),
        *told_figures(submission, facts, precision),
    )
    numbers: dict[str, tuple[int, ...]] = {}
    for number, relation in enumerate(relations):
        for key in dict.fromkeys(figure.key for figure in (relation.result, *relation.parts)):
            numbers[key] = (*numbers.get(key, ()), number)
    return FigureGraph(
        figures=figures,
        relations=relations,
        precision=precision,
        facts=facts,
        numbers=numbers,
        disputed=disputed_relations(relations, precision),
        published=published_of(submission),
    )
