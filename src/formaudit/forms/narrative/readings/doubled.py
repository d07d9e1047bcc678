"""Rates told in words: 由15.5万元增长至31万元，实现翻番; 由86起降至43起，下降一半."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, plain
from formaudit.forms.narrative.readings.change_words import TO, is_change
from formaudit.forms.narrative.readings.cues import LAST_YEAR
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import late

__all__ = ["doubled_candidates"]

_WORDS: Final = (
    (Decimal(2), late(r"翻了?(?:一)?番(?!半)|翻了?一?倍|(?:增长|增加|提高|提升)了?一倍(?!多|以)|倍增")),
    (Decimal(4), late(r"翻了?两番|翻了?二番")),
)
_HALVED: Final = late(r"减半|(?:下降|减少|降低|压减)了?(?:一半|五成)(?!以|多)")
_FROM: Final = late(r"(?:由|从)[^，。；¤]{0,16}$")
_BEHIND: Final = late(r"[^。；¤]{0,14}$")
_LOOSE: Final = Decimal("0.03")
"""翻番 is said of what nearly doubled too."""
_STRENGTH: Final = 0.67
"""Said loosely: a slip of a figure must speak for it before anybody is told."""
_TWO: Final = Decimal(2)


def doubled_candidates(block: Block) -> Iterator[Candidate]:
    """Every amount that is said to have doubled, quadrupled or halved since another one right before it."""
    for now in block.tokens:
        if not now.at or now.is_rate or now.is_price or is_change(now):
            continue
        before = block.tokens[now.at - 1]
        if before.measure != now.measure or before.part != now.part or before.is_price or before.amount == 0:
            continue
        if not (_FROM.search(before.lead) and TO.search(now.lead)) and not LAST_YEAR.search(before.lead):
            continue
        tail = block.blotted[now.end : now.end + 20]
        for times, words in _WORDS:
            if (match := words.search(tail)) is not None and _BEHIND.fullmatch(tail[: match.start()]) is not None:
                yield _candidate(now, before, before.amount * times, f"× {times}", at_most=True)
        if (match := _HALVED.search(tail)) is not None and _BEHIND.fullmatch(tail[: match.start()]) is not None:
            yield _candidate(now, before, before.amount / _TWO, "÷ 2", at_most=False)


def _candidate(now: Token, before: Token, expected: Decimal, line: str, *, at_most: bool) -> Candidate:
    return Candidate(
        question=("doubled", now.start),
        kind=StatementKind.RATIO,
        target=now,
        terms=(before,),
        roles=(Role.PART, Role.PART),
        expected=expected,
        slack=expected * _LOOSE,
        line=f"{plain(before.amount)} {line} = {plain(expected)}",
        strength=_STRENGTH,
        alone=not (now.about or before.about),
        at_most=at_most,
    )
