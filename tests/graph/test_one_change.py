"""What one change to a submission that agrees makes of its relations.

``one_change.txt`` has a block for each change, written as in ``tests/causes/one_change.txt``: each relation that is there or
comes out otherwise now (``+``), or did before (``-``), and so with the money chain and what text and tables share: check, kind, subject, outcome, arithmetic and in brackets why it must
hold, with what leaves it open. A block without a change has all relations. Running this module writes the file anew.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from formaudit.graph.chain import money_chain
from formaudit.graph.figure_graph import FigureGraph
from formaudit.graph.reading import read_relation
from formaudit.model.report import ChainNode
from formaudit.model.submission import Submission
from tests.graph.drawings import WHOLE
from tests.graph.making import evidence_of

TABLE: Final = Path(__file__).with_name("one_change.txt")
ARROW: Final = " →"
Changes = tuple[tuple[str, str], ...]


def changed(changes: Changes) -> tuple[str, ...]:
    """The submission with pieces of text changed; each must be there once."""
    drawings: tuple[str, ...] = WHOLE
    for was, now in changes:
        assert sum(text.count(was) for text in drawings) == 1, was
        drawings = tuple(text.replace(was, now.replace("\\n", "\n")) for text in drawings)
    return drawings


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


def _lines(changes: Changes) -> Iterator[str]:
    evidence = evidence_of(*changed(changes))
    yield from beside(evidence.submission, evidence.graph)
    graph = evidence.graph
    for one in graph.relations:
        reading = read_relation(one, graph.precision)
        marks = (
            "" if one.exhaustive else " open",
            f" {one.doubt}" if one.doubt else "",
            " blank=0" * one.blank_is_zero,
        )
        context = f" beside {' '.join(figure.key for figure in one.context)}" if one.context else ""
        yield (
            f"{one.check} {one.kind} {one.subject} {reading.outcome.value}: {reading.calculation} "
            f"({one.why}{''.join(marks)}{context})"
        )


@cache
def _before() -> tuple[str, ...]:
    return tuple(dict.fromkeys(_lines(())))


def told(changes: Changes) -> list[str]:
    """The lines of a block."""
    now = list(dict.fromkeys(_lines(changes)))
    if not changes:
        return [f"  {line}" for line in now]
    new = [f"  + {line}" for line in now if line not in _before()]
    return [*new, *(f"  - {line}" for line in _before() if line not in now)] or ["  nothing"]


def blocks() -> list[tuple[Changes, list[str]]]:
    """The changes of the file and what it says of them."""
    found = []
    for block in re.split(r"\n\n+", TABLE.read_text("utf-8").strip()):
        lines = block.split("\n")
        pairs = [line.split(ARROW, 1) for line in lines if not line.startswith("  ") and line != "unchanged"]
        changes = tuple((was, now.removeprefix(" ")) for was, now in pairs)
        found.append((changes, [line for line in lines if line.startswith("  ")]))
    return found


@pytest.mark.parametrize(("changes", "lines"), blocks(), ids=lambda each: str(each[:1])[:60])
def test_one_change_shows_in_the_relations_that_it_concerns(changes: Changes, lines: list[str]) -> None:
    assert told(changes) == lines


if __name__ == "__main__":
    said = (
        "\n".join([*([f"{was}{ARROW} {now}".rstrip() for was, now in changes] or ["unchanged"]), *told(changes)])
        for changes, _ in blocks()
    )
    TABLE.write_text("\n\n".join(said) + "\n", encoding="utf-8")
