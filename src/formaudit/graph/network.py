"""The figure graph as a networkx graph, to be handed to users and written as GraphML. The only door to networkx.

Nothing in an audit needs a graph library, so this module is loaded when somebody asks for the graph, never at a start.
The graph is bipartite: a node is the address of a figure or ``relation 12``, an edge a figure's part in a relation.
"""

from collections.abc import Iterable
from typing import Final

import networkx as nx

from formaudit.graph.figure_graph import FigureGraph
from formaudit.graph.reading import read_relation
from formaudit.model.figure import Figure
from formaudit.model.report import SubmissionReport
from formaudit.patterns import compiled
from formaudit.version import OUTPUT_MARK

__all__ = ["figure_network", "graphml", "report_network"]

_UNWRITABLE: Final = compiled("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold."""


def figure_network(graph: FigureGraph) -> "nx.Graph[str]":
    """Every filled or damaged figure and every relation drawn between them, with what the printed values say of it.

    A figure node has ``label``, ``raw``, ``value`` (digits, empty where there is none), ``unit``, ``state`` and its
    place; a relation node ``check``, ``kind``, ``subject``, ``outcome`` and ``calculation``. An edge's ``role`` is
    ``result``, or ``part 1`` and on.
    """
    network: nx.Graph[str] = nx.Graph()
    for figure in graph.figures.values():
        _add_figure(network, figure)
    for number, relation in enumerate(graph.relations, 1):
        reading = read_relation(relation, graph.precision)
        parts = [(f"part {place}", part) for place, part in enumerate(relation.parts, 1)]
        _add_relation(
            network,
            number,
            {
                "check": relation.check,
                "kind": relation.kind.value,
                "subject": relation.subject,
                "outcome": reading.outcome.value,
                "calculation": reading.calculation,
            },
            [("result", relation.result), *parts],
        )
    return network


def report_network(submission: SubmissionReport) -> "nx.Graph[str]":
    """What was said of the figures: those of ticks, findings and open questions, each of these being a relation node.

    The nodes and edges have the attributes of ``figure_network``; a finding's node has its ``finding`` id beside them,
    and an edge's ``role`` is ``suspect`` or ``evidence``.
    """
    network: nx.Graph[str] = nx.Graph()
    told: list[tuple[dict[str, str], tuple[Figure, ...], int]] = [
        ({"check": each.check, "outcome": "broken", "calculation": each.calculation, "finding": each.id},
         each.figures, each.suspects)
        for each in submission.findings
    ]  # fmt: skip
    told += [
        ({"check": each.check, "outcome": "holds", "calculation": each.calculation}, each.figures, 0)
        for each in submission.ticks
    ]
    told += [
        ({"check": each.check, "outcome": "undecided", "calculation": each.reason}, each.figures, 0)
        for each in submission.undecided
    ]
    for number, (said, figures, suspects) in enumerate(told, 1):
        ends = [("suspect" if place < suspects else "evidence", figure) for place, figure in enumerate(figures)]
        _add_relation(network, number, said, ends)
    return network


def graphml(network: "nx.Graph[str]") -> str:
    """The graph as GraphML, for Gephi, yEd, Cytoscape and the like; signs that XML cannot hold become U+FFFD."""
    head, *body = nx.generate_graphml(network)
    return "\n".join([head, f"<!-- {OUTPUT_MARK} -->", *body]) + "\n"


def _add_figure(network: "nx.Graph[str]", figure: Figure) -> None:
    place = figure.place
    spots: dict[str, int | str | None] = {
        "file": place.file,
        "form": None if place.form is None else place.form.value,
        "form_index": place.form_index,
        "table": place.table,
        "row": place.row,
        "col": place.col,
        "paragraph": place.paragraph,
    }
    network.add_node(
        _clean(figure.key),
        node="figure",
        label=_clean(figure.label),
        raw=_clean(figure.raw),
        value="" if figure.value is None else format(figure.value, "f"),
        unit=_clean(figure.unit),
        state=figure.state.value,
        **{name: spot for name, spot in spots.items() if spot is not None},
    )


def _add_relation(
    network: "nx.Graph[str]", number: int, said: dict[str, str], ends: Iterable[tuple[str, Figure]]
) -> None:
    name = f"relation {number}"
    network.add_node(name, node="relation", **{key: _clean(text) for key, text in said.items()})
    for role, figure in ends:
        if _clean(figure.key) not in network:
            _add_figure(network, figure)
        network.add_edge(name, _clean(figure.key), role=role)


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
