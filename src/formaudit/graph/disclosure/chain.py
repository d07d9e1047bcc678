"""The money chain of a published paper: what comes in and what goes out, each with what it is made of."""

from collections.abc import Sequence

from formaudit.graph.disclosure.book import Book
from formaudit.graph.disclosure.published import Published
from formaudit.graph.disclosure.reading import tested
from formaudit.graph.disclosure.within import sum_relation
from formaudit.messages import word
from formaudit.model.disclosure import TableKind
from formaudit.model.figure import Figure
from formaudit.model.report import ChainNode, ChainState
from formaudit.model.verdict import Outcome

__all__ = ["beside_evaluation", "published_chain"]

_STATES = {Outcome.HOLDS: ChainState.HOLDS, Outcome.BROKEN: ChainState.BROKEN}
_INCOMES = ("fiscal", "higher", "business", "operating", "subordinate", "other")


def published_chain(published: Published | None, lang: str) -> tuple[ChainNode, ...]:
    """Income by source, and spending as basic (staff and running costs) and projects; empty without tables."""
    if published is None or not published.book.filled:
        return ()
    book = published.book
    income = [_leaf(figure) for item in _INCOMES if (figure := book.figure(TableKind.INCOME, "total", item))]
    basic = _node(published, book.figure(TableKind.SPENDING, "total", "basic"), _halves(book))
    project = _leaf(book.figure(TableKind.SPENDING, "total", "project"))
    roots = [
        _node(published, book.figure(TableKind.INCOME, "total"), income, word("chain.income", lang)),
        _node(published, book.figure(TableKind.SPENDING, "total"), [basic, project], word("chain.spending", lang)),
    ]
    return tuple(root for root in roots if root.figure is not None)


def beside_evaluation(told: Figure, found: Sequence[Figure], calculation: str, lang: str) -> ChainNode:
    """Budget and final accounts as published, under what the self-evaluation says was spent."""
    return ChainNode(
        label=word("chain.published", lang),
        figure=told,
        children=tuple(_leaf(figure) for figure in found),
        calculation=calculation,
    )


def _halves(book: Book) -> list[ChainNode]:
    pairs = (("personnel-total", "personnel"), ("running-total", "running"))
    found = (
        book.figure(TableKind.BASIC, total) or book.figure(TableKind.BASIC, "total", column) for total, column in pairs
    )
    return [_leaf(figure) for figure in found if figure is not None]


def _leaf(figure: Figure | None) -> ChainNode:
    return ChainNode(label=figure.label if figure is not None else "", figure=figure)


def _node(published: Published, figure: Figure | None, children: Sequence[ChainNode], label: str = "") -> ChainNode:
    """A node whose state says whether its figure is the sum of its children's; another total is not its own."""
    own = tuple(child for child in children if child.figure is not None and child.figure.filled)
    name = label or (figure.label if figure is not None else "")
    if figure is None or not own:
        return ChainNode(label=name, figure=figure, children=own)
    (relation,) = sum_relation("", figure, [child.figure for child in own], "d-row")
    told = tested(relation, published.places)
    state = _STATES.get(told.outcome, ChainState.UNDECIDED)
    # Money of earlier years is spent beside that of the year: parts of another table need not make the whole.
    state = ChainState.UNDECIDED if state is ChainState.BROKEN else state
    return ChainNode(label=name, figure=figure, children=own, state=state, calculation=told.calculation)
