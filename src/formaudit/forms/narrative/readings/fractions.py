"""Shares told in words: 三分之二, 七成, 一半; and the two amounts beside them.

七成 is rounded to a tenth, 三分之二 is not: an amount off by a slip of its digits is told, any other gap is not.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, plain
from formaudit.forms.narrative.readings.nearness import Slip, one_slip
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled, late

__all__ = ["fraction_candidates"]

_WORDS: Final = compiled(
    r"(?P<low>[二三四五六七八九十])分之(?P<top>[一二三四五六七八九])|(?P<tenth>[一二三四五六七八九])成(?P<half>半)?"
    r"(?![为立员果效本交功长品都熟分因绩])"
)
_SHARED: Final = late(r"占[^。；]{0,20}$|率(?:约?为|达到?|超过|是)?\s*$|占比[^，。；¤]{0,4}$")
_VAGUE: Final = late(r"超过?|近|约|逾|不足|以上|不到|多")
_NUMERALS: Final = "一二三四五六七八九十"
_TENTH: Final = Decimal("0.05")
_HAIR: Final = Decimal("0.005")
_PAIR: Final = 2


def fraction_candidates(block: Block) -> Iterator[Candidate]:
    """Every share told in words, with the amount and its whole where the sentence holds these two and no third."""
    for match in _WORDS.finditer(block.text):
        begin = block.text.rfind("。", 0, match.start()) + 1
        end = block.text.find("。", match.end())
        end = end if end >= 0 else len(block.text)
        lead = block.blotted[max(begin, match.start() - 24) : match.start()]
        if not _SHARED.search(lead) or _VAGUE.search(lead[-3:] + block.text[match.end() : match.end() + 2]):
            continue
        here = [one for one in block.tokens if begin <= one.start < end and not one.is_rate and not one.is_price]
        pairs = _pairs(here)
        if len(pairs) == 1:
            yield _candidate(match.start(), match[0], *_value(match), *pairs[0])


def _pairs(here: list[Token]) -> list[tuple[Token, Token]]:
    """The amounts of one measure, of which there are two, the lesser first."""
    measures = {one.measure for one in here}
    groups = [[one for one in here if one.measure == measure] for measure in measures]
    return [(min(two, key=_amount), max(two, key=_amount)) for two in groups if len(two) == _PAIR]


def _amount(token: Token) -> Decimal:
    return token.amount


def _value(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """The share, and how far it may be off."""
    if match["tenth"]:
        value = Decimal(_NUMERALS.index(match["tenth"]) + 1) / 10 + (_TENTH if match["half"] else 0)
        return value, _TENTH / 2 if match["half"] else _TENTH
    return Decimal(_NUMERALS.index(match["top"]) + 1) / (_NUMERALS.index(match["low"]) + 1), _HAIR


def _candidate(at: int, words: str, share: Decimal, loose: Decimal, part: Token, whole: Token) -> Candidate:
    expected = whole.amount * share
    return Candidate(
        question=("fraction", at),
        kind=StatementKind.RATIO,
        target=part,
        terms=(whole,),
        roles=(Role.PART, Role.WHOLE),
        expected=expected,
        slack=whole.amount * loose,
        line=f"{plain(whole.amount)} × {words} = {plain(expected)}",
        strength=0.85,
        alone=one_slip(part, expected) is Slip.SURE and not any(one.about for one in (part, whole)),
        slipping=((whole, part.amount / share),),
    )
