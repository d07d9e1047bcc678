"""What a graph says, a line for each thing, for tables of whole outputs."""

from collections.abc import Iterator, Sequence

from formaudit.graph.chain import money_chain
from formaudit.graph.disclosure.reading import Tested
from formaudit.graph.figure_graph import FigureGraph, build_graph
from formaudit.graph.reading import Reading, read_relation
from formaudit.model.relation import Relation
from formaudit.model.report import ChainNode
from formaudit.model.submission import Submission

__all__ = ["beside", "chain_lines", "graph_lines", "relation_line"]


def relation_line(one: Relation, tested: Reading | Tested) -> str:
    """A relation with its outcome, its arithmetic and in brackets why it must hold and what leaves it open."""
    marks = (
        "" if one.exhaustive else " open",
        f" {one.doubt}" if one.doubt else "",
        " blank=0" * one.blank_is_zero,
        f" beside {' '.join(figure.key for figure in one.context)}" if one.context else "",
    )
    return (
        f"{one.check} {one.kind} {one.subject} {tested.outcome.value}: {tested.calculation} ({one.why}{''.join(marks)})"
    )


def chain_lines(chain: Sequence[ChainNode], above: str = "") -> Iterator[str]:
    """The nodes of a money chain, each below what it is a part of."""
    for node in chain:
        path = f"{above} > {node.label}" if above else node.label
        printed = "—" if node.figure is None else node.figure.raw or "□"
        yield f"chain {path}: {printed} {node.state.value} {node.calculation}".rstrip()
        yield from chain_lines(node.children, path)


def beside(submission: Submission, graph: FigureGraph) -> Iterator[str]:
    """What a graph has beside its relations: the money chain, figures of the text with their rows, twins, disputes."""
    yield from chain_lines(money_chain(submission, graph, "zh"))
    for link in graph.facts.links:
        yield f"link {link.figure.label} {link.figure.raw} {link.item or link.row_name} {link.score:.2f}"
    for key, twins in graph.facts.twins.items():
        yield f"twins {key}: {' '.join(sorted(twin.key for twin in twins))}"
    yield from (f"change {key}" for key in sorted(graph.facts.changes))
    yield from (f"disputed {graph.relations[number].subject}" for number in sorted(graph.disputed))


def graph_lines(submission: Submission) -> Iterator[str]:
    """All that the graph of a submission says."""
    graph = build_graph(submission)
    yield from beside(submission, graph)
    for one in graph.relations:
        yield relation_line(one, read_relation(one, graph.precision))
