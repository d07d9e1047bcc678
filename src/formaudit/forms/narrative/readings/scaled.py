"""Sums over two units of one kind: 改造管网3.2公里，其中主管1850米、支管640米、入户管710米."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, plain, sum_of
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.readings.twins import units_in
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import late

__all__ = ["scaled_candidates"]

_OPENED: Final = late(r"其中|包括|包含|分别|[:：(（]")
_ENDS: Final = late(r"[^，。；¤]{0,6}[)）]?\s*(?:[。；，\n]|$)")
_LEAST: Final = 2
_LISTED: Final = 2
_SURE, _CONFIRMING = 0.75, 0.45


def scaled_candidates(block: Block) -> Iterator[Candidate]:
    """Each figure that is announced to be made of figures of a smaller or larger unit right behind it.

    The parts are all of one unit; where the list ends with its clause a slip speaks for a contradiction, else the
    reading only confirms.
    """
    for whole in block.tokens:
        following = block.tokens[whole.at + 1 : whole.at + 2]
        size = units_in(whole, following[0]) if following else None
        if size is None or following[0].measure == whole.measure or following[0].sentence != whole.sentence:
            continue
        if _OPENED.search(block.between(whole, following[0])) is None:
            continue
        parts = _parts(block, following[0])
        if len(parts) >= _LEAST:
            yield _candidate(block, whole, parts, size)


def _parts(block: Block, first: Token) -> list[Token]:
    """The figures of one unit that follow each other in a list."""
    parts = [first]
    for one in block.tokens[first.at + 1 :]:
        if one.measure != first.measure or one.rank > _LISTED or one.depth < first.depth or one.is_price:
            break
        parts.append(one)
    return parts


def _candidate(block: Block, whole: Token, parts: Sequence[Token], size: Decimal) -> Candidate:
    expected = sum_of(parts) / size
    closed = _ENDS.match(block.blotted, parts[-1].end) is not None
    gap = (whole.amount - expected) * size
    return Candidate(
        question=("scaled", whole.start),
        kind=StatementKind.RATIO,
        target=whole,
        terms=tuple(parts),
        roles=(Role.WHOLE, *(Role.PART for _ in parts)),
        expected=expected,
        slack=whole.half if whole.mention.quantity.decimals else Decimal(0),
        line=f"({' + '.join(plain(one.amount) for one in parts)}) ÷ {plain(size)} = {plain(expected)}",
        strength=_SURE if closed else _CONFIRMING,
        alone=closed and not any(one.about for one in (whole, *parts)),
        slipping=tuple((one, one.amount + gap) for one in parts),
    )
