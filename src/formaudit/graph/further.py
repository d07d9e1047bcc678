"""Relations of what published forms print beside the usual blocks, in one call for the graph."""

from collections.abc import Iterator

from formaudit.graph.detail_relations import detail_relations
from formaudit.graph.group_money import group_money
from formaudit.graph.money_relations import money_relations
from formaudit.graph.point_sums import point_relations
from formaudit.graph.subtotal_sums import subtotal_relations
from formaudit.graph.tolerance import Precision
from formaudit.model.relation import Relation
from formaudit.model.submission import Submission

__all__ = ["further_relations"]


def further_relations(submission: Submission, precision: Precision) -> Iterator[Relation]:
    """Points of groups and subtotals of them, further columns of money, money in rows of indicators, plain tables."""
    yield from point_relations(submission)
    yield from subtotal_relations(submission, precision)
    yield from money_relations(submission, precision)
    yield from group_money(submission, precision)
    yield from detail_relations(submission, precision)
