"""Sums beside sums: where parts make up their whole, so does what stands beside each of them.

3265户5412人，其中甲482户716人、乙2783户4696人; 甲改造45户，投资90万元；乙改造55户，投资60万元；共100户，投资150万元.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from formaudit.forms.narrative.readings.additions import sum_candidate
from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.cues import ending
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.patterns import late

__all__ = ["parallel_candidates"]

_BESIDE: Final = (-2, -1, 1, 2)
_ITEM: Final = late(r"(?:项目|工程|标段|合同|课题|批次)\s*$")
_NOUN: Final = 3
_LEAST: Final = 2
_STRENGTH: Final = 0.85


def parallel_candidates(block: Block, held: Sequence[Candidate]) -> Iterator[Candidate]:
    """For sums that come out the sums of the figures beside their whole and each of their parts."""
    for one in held:
        if len(one.terms) < _LEAST:
            continue
        own = {one.target.at, *(term.at for term in one.terms)}
        for offset in _BESIDE:
            beside = [_beside(block, token, offset) for token in (one.target, *one.terms)]
            if any(token is None or token.at in own for token in beside):
                continue
            whole, *parts = [token for token in beside if token is not None]
            if _alike(block, (one.target, *one.terms), (whole, *parts)):
                yield sum_candidate(("parallel", whole.start), whole, parts, _STRENGTH)


def _beside(block: Block, token: Token, offset: int) -> Token | None:
    at = token.at + offset
    found = block.tokens[at] if 0 <= at < len(block.tokens) else None
    return found if found is not None and found.sentence == token.sentence else None


def _alike(block: Block, own: Sequence[Token], beside: Sequence[Token]) -> bool:
    """Whether figures are of one measure and go by the same words, set off from the sum's figures alike."""
    whole = beside[0]
    same = all(
        one.measure == whole.measure and not one.is_rate and not one.is_price and not one.about for one in beside
    )
    depths = {one.depth - token.depth for one, token in zip(beside, own, strict=True)}
    marks = {block.rank_between(*sorted((one, token), key=_at)) for one, token in zip(beside[1:], own[1:], strict=True)}
    if beside[0].at < own[0].at:  # 3265户5412人: nothing stands between the two, and the names before the first
        # 项目12个，投入359.4万元。其中，管网项目3个，投入158.6万元；…: what each amount is spent on is one item
        bare = not any(one.lead.strip() for one in own)
        items = all(_ITEM.search(one.lead) for one in beside)
        words = {ending(one) for one in beside[0 if items and not bare else 1 :]} if bare or items else set()
    elif not any(one.lead.strip() for one in beside[1:]) and len(whole.lead.strip()) <= _NOUN:
        words = {""}  # 项目12个2685万元，…，共计36个项目7900万元
    else:
        words = {ending(one) for one in beside}
    return same and len({one.at for one in beside}) == len(beside) and len(depths) == len(marks) == len(words) == 1


def _at(token: Token) -> int:
    return token.at
