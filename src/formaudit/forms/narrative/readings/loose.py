"""Readings that hardly any word carries: three figures of a sentence of which one is the sum or difference of two.

They are tried only on figures that nothing else explains. That three figures come out exactly by chance is unlikely
enough to tick them; a contradiction needs a word that makes one of them a result, and a slip of its digits.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, coarse, finest, plain, significant
from formaudit.forms.narrative.readings.cues import OPEN_END, OVERLAPPING
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, StatementKind

__all__ = ["loose_candidates"]

_RESULT: Final = re.compile(
    r"余|剩|尚|还需|差额|缺|欠|节约|节省|净|核减|审减|减少额|增加额|少|多|合计|共计|总计|期末|年末|现(?:有|存|储备)|最终|调整后|未"
)
_LESS: Final = re.compile(r"减|降|退|扣|收回|支出|支付|拨付|使用")
_MORE: Final = re.compile(r"增加|追加|调增|新增|补充")
_MOST: Final = 4
_DIGITS: Final = 3
_WORDED, _BARE = 0.65, 0.4


def loose_candidates(block: Block, explained: frozenset[int]) -> Iterator[Candidate]:
    """Sums and differences among the figures of a sentence of which nothing is known yet."""
    for run in block.sentences():
        by_measure: dict[str, list[Token]] = {}
        for token in run:
            if not token.is_rate and not token.is_price and token.amount > 0:
                by_measure.setdefault(token.measure, []).append(token)
        for tokens in by_measure.values():
            if 2 < len(tokens) <= _MOST + 1:
                yield from _readings(block, tokens, explained)


def _readings(block: Block, tokens: Sequence[Token], explained: frozenset[int]) -> Iterator[Candidate]:
    last = tokens[-1]
    words = block.blotted[tokens[0].start - len(tokens[0].lead) : last.end + 12]
    if last.at in explained or OVERLAPPING.search(words) or OPEN_END.match(block.blotted[last.end : last.end + 12]):
        return
    worded = _RESULT.search(last.lead) is not None and len(tokens) == 3
    if len(tokens) == 3:
        for start, moved in ((tokens[0], tokens[1]), (tokens[1], tokens[0])):
            for sign in (1, -1) if start is tokens[0] else (-1,):
                strength = _WORDED if worded and start is tokens[0] and _fits(moved, sign) else _BARE
                yield from _signed(last, start, [(moved, sign)], strength)
        return
    for signs in product((1, -1), repeat=len(tokens) - 2):
        yield from _signed(last, tokens[0], list(zip(tokens[1:-1], signs, strict=True)), _BARE)
    for pair in combinations(tokens[:-1], 2):
        yield from _signed(last, pair[0], [(pair[1], -1)], _BARE)


def _fits(moved: Token, sign: int) -> bool:
    """Whether the words before a figure do not say that it went the other way."""
    return not (_LESS if sign > 0 else _MORE).search(moved.lead)


def _signed(result: Token, start: Token, moved: Sequence[tuple[Token, int]], strength: float) -> Iterator[Candidate]:
    expected = start.amount + sum(one.amount * sign for one, sign in moved)
    everything = (result, start, *(one for one, _ in moved))
    telling = min(significant(one.amount) for one in everything) >= _DIGITS - 1 and significant(result.amount) > 1
    if expected <= 0:
        return
    gap = result.amount - expected
    line = plain(start.amount) + "".join(f" {'+' if sign > 0 else '−'} {plain(one.amount)}" for one, sign in moved)
    candidate = Candidate(
        question=("loose", result.start),
        kind=StatementKind.BALANCE,
        target=result,
        terms=everything[1:],
        roles=(Role.RESULT, Role.START, *(Role.PLUS if sign > 0 else Role.MINUS for _, sign in moved)),
        expected=expected,
        slack=max(finest(everything), coarse(result, everything[1:])) if result.measure == "money" else result.half * 0,
        line=f"{line} = {plain(expected)}",
        strength=strength,
        alone=strength > _BARE and telling and not any(one.about for one in everything),
        slipping=((start, start.amount + gap),),
    )
    if candidate.standing.agreed or candidate.slip:
        yield candidate
