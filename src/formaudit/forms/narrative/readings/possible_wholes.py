"""The figures that parts may make up, likeliest first."""

from collections.abc import Iterator
from typing import Final

from formaudit.forms.narrative.readings.cues import measured, step
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.patterns import compiled, late

__all__ = ["possible_wholes"]

_SHARE_OF: Final = compiled(r"(?:占|完成|为)[^，。；¤]*$")
_LIMIT: Final = compiled(r"限额|上限|控制在|不超过|低于")
_NEAR: Final = 24
_ANEW: Final = 0.25
_GOES_ON: Final = late(
    r"(?:其中|包括|具体|分别|主要|用于|按|分为|上述|以上|资金|支出|收入|其|[(（]?[0-9一二三四五六七八九十]{1,2}[)）、.．是]|第|[①-⑳])"
)


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
        averaged = "平均" in one.lead and "平均" not in first.lead  # 平均93.2分，其中最高98分、最低86.5分
        if one.at not in seen and one.at < first.at and not averaged:
            seen.add(one.at)
            yield one, off + (_ANEW if _of_another_paragraph(block, one, first) else 0)


def _of_another_paragraph(block: Block, whole: Token, first: Token) -> bool:
    """Whether a paragraph has begun since a figure that speaks of a thing of its own.

    设立服务站点86个。
    项目分两批实施，一批涉及6个乡镇，…: what makes up the 86 would begin with 其中, a serial or a word of theirs.
    """
    between = block.blotted[whole.end : first.start]
    if "\n" not in between or compiled(r"[:：]\s*\n|如下").search(between):
        return False
    own = between.rpartition("\n")[2].strip()
    if _GOES_ON.match(own):
        return False
    words = whole.lead + whole.tail
    return not any(own[at : at + 2] in words for at in range(len(own) - 1) if own[at : at + 2].isalpha())


def _base(block: Block, token: Token) -> bool:
    """Whether a figure is what a rate right behind it is of (占任务2万亩的108%，其中…): the list is its subject's."""
    following = block.tokens[token.at + 1 : token.at + 2]
    of = bool(following) and following[0].is_rate and block.between(token, following[0]).strip(" )）") == "的"
    return of and _SHARE_OF.search(block.blotted[: token.start][-_NEAR:].replace("(", "").replace("（", "")) is not None
