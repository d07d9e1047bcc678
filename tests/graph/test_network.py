"""The figure graph handed out as a networkx graph, and as GraphML that any reader of it takes."""

import io

import networkx as nx
from msgspec.structs import replace

from formaudit.graph.figure_graph import build_graph
from formaudit.graph.network import figure_network, graphml, report_network
from tests.graph.drawings import WHOLE
from tests.graph.making import submission_of
from tests.reports.sample import main_submission, sample


def test_every_figure_and_relation_of_the_graph_is_a_node_with_what_is_known_of_it() -> None:
    graph = build_graph(submission_of(*WHOLE))
    network = figure_network(graph)
    figures = [name for name, data in network.nodes(data=True) if data["node"] == "figure"]
    assert set(graph.figures) <= set(figures)
    assert network.number_of_nodes() == len(figures) + len(graph.relations)
    rate = next(number for number, relation in enumerate(graph.relations, 1) if relation.check == "T10")
    told = network.nodes[f"relation {rate}"]
    assert (told["kind"], told["outcome"]) == ("ratio", "holds")
    assert "%" in told["calculation"]
    relation = graph.relations[rate - 1]
    assert network.edges[f"relation {rate}", relation.result.key]["role"] == "result"
    assert network.edges[f"relation {rate}", relation.parts[1].key]["role"] == "part 2"
    assert network.nodes[relation.result.key]["value"] == format(relation.result.amount, "f")


def test_no_edge_joins_two_figures_or_two_relations() -> None:
    network = figure_network(build_graph(submission_of(*WHOLE)))
    kinds = nx.get_node_attributes(network, "node")
    assert all({kinds[one], kinds[other]} == {"figure", "relation"} for one, other in network.edges)


def test_a_report_gives_a_node_for_each_finding_tick_and_open_question() -> None:
    submission = main_submission()
    network = report_network(submission)
    outcomes = [data["outcome"] for _, data in network.nodes(data=True) if data["node"] == "relation"]
    assert outcomes.count("broken") == len(submission.findings)
    assert outcomes.count("holds") == len(submission.ticks)
    assert outcomes.count("undecided") == len(submission.undecided)
    first = submission.findings[0]
    assert network.nodes["relation 1"]["finding"] == first.id
    assert network.edges["relation 1", first.figures[0].key]["role"] == "suspect"


def test_the_graphml_is_read_back_as_the_same_graph() -> None:
    network = figure_network(build_graph(submission_of(*WHOLE)))
    again = nx.read_graphml(io.BytesIO(graphml(network).encode()))
    assert {name: again.nodes[name] for name in again} == {name: network.nodes[name] for name in network}
    roles = [{frozenset(ends): role for *ends, role in one.edges(data="role")} for one in (again, network)]
    assert roles[0] == roles[1]


def test_signs_that_xml_cannot_hold_are_replaced() -> None:
    submission = main_submission()
    finding = replace(submission.findings[0], calculation="4\x00 ≠ 5\ud800")
    (entry,) = sample(submissions=(replace(submission, findings=(finding,)),)).submissions
    again = nx.read_graphml(io.BytesIO(graphml(report_network(entry)).encode()))
    assert again.nodes["relation 1"]["calculation"] == "4\ufffd ≠ 5\ufffd"
