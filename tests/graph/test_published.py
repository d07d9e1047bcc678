"""What one change to a published paper that agrees makes of its relations and of the amounts of its text.

``published.txt`` has a block for each change: the paper, the line as it was (``#2`` the second of its kind) and as it is;
then what is there now and was not before (``+``) and the other way round (``-``): relations with their outcome and
arithmetic, amounts of the text with the cells that they mean, paragraphs of items with what was read in them, rows under
two codes, tables under another unit. Two blocks without a change have everything. Running this module writes the file anew.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from formaudit.graph.disclosure.amounts import Amount
from formaudit.graph.disclosure.chain import published_chain
from formaudit.graph.disclosure.published import published_of
from formaudit.graph.disclosure.told import ItemText, Tie
from formaudit.graph.figure_graph import build_graph
from formaudit.intake.grouping import group_documents
from tests.checks.papers import ACCOUNTS, BUDGET
from tests.drawn import drawn
from tests.graph.lines import beside, chain_lines, relation_line
from tests.whole import against, blocks, named, one_line, short, written

TABLE: Final = Path(__file__).with_name("published.txt")
PAPERS: Final = {"budget": BUDGET, "accounts": ACCOUNTS}
_READ: Final = ("head", "planned", "before", "opening", "full", "spent", "rate")


def _key(key: str) -> str:
    return key.partition(".")[2] or key


def _tie(tie: Tie) -> str:
    cells = " ".join(_key(cell.key) for cell in tie.cells)
    sure = "".join((" firm" if tie.firm else "", " every" if tie.every else ""))
    cell = "none" if tie.cell is None else _key(tie.cell.key)
    return f"tie {tie.name} {tie.amount.figure.raw}{sure}: {cell} of {cells}"


def _item(item: ItemText) -> str:
    read = (f"{name} {amount.figure.raw}" for name in _READ if isinstance(amount := getattr(item, name), Amount))
    return f"item {'' if item.cell is None else _key(item.cell.key)} {item.passage.text[:16]}: {'; '.join(read)}"


def _said(text: str) -> Iterator[str]:
    submissions, _ = group_documents([drawn(text, path="paper.docx")])
    for submission in submissions:
        published = published_of(submission)
        if published is None:
            yield "no paper"
            continue
        yield from beside(submission, build_graph(submission))
        yield from chain_lines(published_chain(published, "zh"))
        for relation, tested in published.tests:
            yield relation_line(relation, tested)
        for passage in published.passages:
            for amount in passage.amounts:
                marks = "".join((" change" if amount.change else "", " foreign" if amount.foreign else ""))
                yield f"amount {amount.figure.raw} {amount.words[-12:]}{marks}"
        yield from map(_tie, published.ties)
        yield from map(_item, published.items)
        for pair in published.recoded:
            yield f"recoded {' '.join(_key(figure.key) for figure in pair.figures)}"
        for wrong in published.mislabelled:
            yield f"unit {wrong.printed} {wrong.right} {len(wrong.tables)} tables {len(wrong.pairs)} pairs"


@cache
def _before(paper: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_said(PAPERS[paper])))


def told(head: str) -> list[str]:
    """The lines of a block."""
    paper, change = named(head)
    if not change:
        return [f"  {line}" for line in _before(paper)]
    return against(_before(paper), _said(one_line(PAPERS[paper], change)))


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_one_change_to_a_paper_shows_where_it_should(head: str, lines: list[str]) -> None:
    assert told(head) == lines


if __name__ == "__main__":
    written(TABLE, told)
