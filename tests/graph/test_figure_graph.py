"""The graph: every figure once, every relation with its figures."""

from collections import Counter

from formaudit.forms.lookups import total_of
from formaudit.graph.collect import figures_of, fund_figures, table_figures
from formaudit.graph.figure_graph import build_graph
from formaudit.model.figure import State
from tests.graph.drawings import BASE, CAR, WHOLE
from tests.graph.making import evidence_of, submission_of


def test_addresses_are_unique_among_the_figures_of_tables() -> None:
    keys = Counter(figure.key for figure in table_figures(submission_of(*WHOLE)))
    assert [key for key, count in keys.items() if count > 1] == []


def test_the_graph_holds_filled_and_damaged_figures_and_no_blanks() -> None:
    submission = submission_of(BASE.replace("政府采购金额 | 12", "政府采购金额 | 12.5.1"))
    graph = build_graph(submission)
    assert {figure.state for figure in graph.figures.values()} == {State.FILLED, State.DAMAGED}
    assert len(graph.figures) == sum(figure.state in (State.FILLED, State.DAMAGED) for figure in figures_of(submission))


def test_a_figure_knows_the_relations_it_takes_part_in() -> None:
    evidence = evidence_of(*WHOLE)
    total = total_of(evidence.submission.projects[0])
    assert total is not None
    assert total.actual_amount is not None
    found = {one.check for one in evidence.graph.relations_of(total.actual_amount.key)}
    assert found == {"T09", "T10", "T12", "X02", "X05"}
    assert evidence.graph.relations_of("annex9.nothing") == ()


def test_a_row_of_funds_gives_its_figures_from_left_to_right() -> None:
    total = total_of(submission_of(CAR).projects[0])
    assert total is not None
    assert [figure.raw for figure in fund_figures(total)] == ["38", "40", "38.6", "10", "96.5%", "9.65"]


def test_building_twice_gives_the_same_relations() -> None:
    first, second = build_graph(submission_of(*WHOLE)), build_graph(submission_of(*WHOLE))
    assert first.relations == second.relations
    assert list(first.figures) == list(second.figures)
