"""The figures that parts may make up, likeliest first."""

from collections.abc import Iterator
from typing import Final

from formaudit.forms.narrative.readings.cues import measured, step
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.patterns import compiled

__all__ = ["possible_wholes"]

_SHARE_OF: Final = compiled(r"(?:占|完成|为)[^，。；¤]*$")
_LIMIT: Final = compiled(r"限额|上限|控制在|不超过|低于")
_NEAR: Final = 24


def possible_wholes(
    block: Block, first: Token, previous: Token, whole_of: dict[int, Token]
) -> Iterator[tuple[Token, float]]:
    """The figures that the parts may make up, with what is taken off their strength, likeliest first."""
    same = [one for one in block.recent(first) if one.measure == first.measure and one.sentence == previous.sentence]
    same = [one for one in same if one.depth <= first.depth or first.depth == 0]
    plain_ones = [
        one
        for one in same
        if step(one) != "earlier" and not measured(one) and not (_base(block, one) and len(same) > 1)
    ]
    within = [one for one in plain_ones if not _LIMIT.search(one.lead)]
    plain_ones = within or plain_ones  # 债务余额26.8亿元，控制在限额28.5亿元以内，其中…: parts make up no limit
    again = previous.at in whole_of and (
        first.sentence != previous.sentence or block.rank_between(previous, first) >= 3
    )
    order: list[tuple[Token, float]] = []
    if again:
        order.append((whole_of[previous.at], 0.0))
    if first.sentence != previous.sentence and plain_ones:
        outer = [one for one in plain_ones if one.at not in whole_of]
        order += [(one, 0.0 if len(outer) == 1 else 0.1) for one in reversed(outer)]
    if previous in plain_ones:
        order.append((previous, 0.25 if order else 0.0))
    elif plain_ones:
        order.append((plain_ones[0], 0.05 if not order else 0.25))
    order += [(one, 0.3) for one in reversed(same)]
    seen: set[int] = set()
    for one, off in order:
        if one.at not in seen and one.at < first.at:
            seen.add(one.at)
            yield one, off


def _base(block: Block, token: Token) -> bool:
    """Whether a figure is what a rate right behind it is of (占任务2万亩的108%，其中…): the list is its subject's."""
    following = block.tokens[token.at + 1 : token.at + 2]
    of = bool(following) and following[0].is_rate and block.between(token, following[0]).strip(" )）") == "的"
    return of and _SHARE_OF.search(block.blotted[: token.start][-_NEAR:].replace("(", "").replace("（", "")) is not None
