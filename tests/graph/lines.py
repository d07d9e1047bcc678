"""What a graph says, a line for each thing, for tables of whole outputs."""

from collections.abc import Iterator, Sequence
from typing import Final

from formaudit.graph.chain import money_chain
from formaudit.graph.disclosure.amounts import Amount, Passage
from formaudit.graph.disclosure.chain import published_chain
from formaudit.graph.disclosure.published import Published, published_of
from formaudit.graph.disclosure.reading import Tested
from formaudit.graph.disclosure.told import ItemText, Tie
from formaudit.graph.figure_graph import FigureGraph, build_graph
from formaudit.graph.reading import Reading, read_relation
from formaudit.model.relation import Relation
from formaudit.model.report import ChainNode
from formaudit.model.submission import Submission

__all__ = ["beside", "chain_lines", "graph_lines", "published_lines", "relation_line"]

_READ: Final = ("head", "planned", "before", "opening", "full", "spent", "rate")


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


def published_lines(submission: Submission) -> Iterator[str]:
    """All that the published paper of a submission says: relations, text, rows under two codes, units, money chain."""
    published = published_of(submission)
    if published is None:
        yield "no paper"
        return
    yield from chain_lines(published_chain(published, "zh"))
    for relation, tested in published.tests:
        yield relation_line(relation, tested)
    for passage in published.passages:
        yield from _passage(passage)
    yield from map(_tie, published.ties)
    yield from map(_item, published.items)
    yield from _of_tables(published)


def _of_tables(published: Published) -> Iterator[str]:
    for pair in published.recoded:
        yield f"recoded {' '.join(_key(figure.key) for figure in pair.figures)}"
    for wrong in published.mislabelled:
        tables = " ".join(table.kind for table in wrong.tables)
        pairs = "; ".join(f"{_key(one.key)} {_key(other.key)}" for one, other in wrong.pairs)
        yield f"unit {wrong.printed} {wrong.right}: {tables} ({pairs})"
    for table in published.book.tables:
        units = " ".join(sorted({figure.unit for figure in table.figures}))
        yield f"table {table.kind} in {units or 'nothing'}"


def _key(key: str) -> str:
    return key.partition(".")[2] or key


def _passage(passage: Passage) -> Iterator[str]:
    if passage.begins or passage.lead:
        yield f"passage at {passage.begins} {passage.text[:8]} after {passage.lead[-8:]}"
    for amount in passage.amounts:
        marks = (
            " change" if amount.change else "",
            " foreign" if amount.foreign else "",
            " money" if amount.money else "",
            " rate" if amount.rate else "",
        )
        where = f"{amount.figure.place.span} .{amount.figure.decimals}"
        yield f"amount {amount.figure.raw} {amount.words}{''.join(marks)} ({passage.section}) {where} {_key(amount.figure.key)}"


def _tie(tie: Tie) -> str:
    cells = " ".join(_key(cell.key) for cell in tie.cells)
    sure = "".join((" firm" if tie.firm else "", " every" if tie.every else ""))
    cell = "none" if tie.cell is None else _key(tie.cell.key)
    return f"tie {tie.name} {tie.amount.figure.raw}{sure}: {cell} of {cells}"


def _item(item: ItemText) -> str:
    read = (f"{name} {amount.figure.raw}" for name in _READ if isinstance(amount := getattr(item, name), Amount))
    path = "" if item.path is None else f" {'/'.join(item.path.names)} {item.path.code} {item.path.end}"
    row = "" if item.row is None else f" {item.row.code} {item.row.name}"
    cell = "" if item.cell is None else _key(item.cell.key)
    return f"item {cell} {item.passage.text[:12]}:{path}:{row}: {'; '.join(read)} told {len(item.told)}"
