"""The paragraphs of a report, or the text of a cell, as one run of text whose figures are read against each other."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from formaudit.forms.narrative.claims import Read
from formaudit.forms.narrative.flow import Flow
from formaudit.forms.narrative.mentions import Mention
from formaudit.forms.narrative.readings.statements import read_statements
from formaudit.forms.narrative.readings.tokens import Token, block_of
from formaudit.model.figure import Figure
from formaudit.model.place import Place
from formaudit.model.statement import Statement

__all__ = ["cell_statements", "text_statements"]


def text_statements(flows: Sequence[Flow], reads: Sequence[Read]) -> tuple[Statement, ...]:
    """What the figures of a report say of each other, over its paragraphs."""
    starts: list[int] = []
    position = 0
    for flow in flows:
        starts.append(position)
        position += len(flow.text) + 1

    def locate(span: tuple[int, int]) -> Place:
        index = max((at for at, start in enumerate(starts) if start <= span[0]), default=0)
        start = starts[index]
        return flows[index].locate((span[0] - start, span[1] - start))

    return _statements(starts, reads, locate)


def cell_statements(place: Place, read: Read) -> tuple[Statement, ...]:
    """What the figures of one text say of each other."""
    if not read.passage.mentions:
        return ()
    return _statements([0], [read], lambda span: replace(place, span=span))


def _statements(
    starts: Sequence[int], reads: Sequence[Read], locate: Callable[[tuple[int, int]], Place]
) -> tuple[Statement, ...]:
    mentions: list[tuple[int, Mention]] = []
    figures: dict[int, Figure] = {}
    for start, read in zip(starts, reads, strict=True):
        for mention in read.passage.mentions:
            mentions.append((start, mention))
            figures[start + mention.quantity.span[0]] = read.figures[mention.place]
    text = "\n".join(read.passage.text for read in reads)
    blotted = "\n".join(read.passage.blotted for read in reads)
    block = block_of(text, blotted, mentions)
    at = {token.start: token.at for token in block.tokens}
    known = {
        at[start + part.quantity.span[0]]: at[start + one.whole.quantity.span[0]]
        for start, read in zip(starts, reads, strict=True)
        for one in read.breakdowns
        for part in one.parts
        if start + part.quantity.span[0] in at and start + one.whole.quantity.span[0] in at
    }

    def bound(token: Token) -> Figure:
        return figures[token.start]

    return read_statements(block, bound, locate, known)
