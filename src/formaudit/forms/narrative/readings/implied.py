"""Shares of a whole that is printed nowhere: 教育210万元，占60%；卫生105万元，占30%；文化35万元，占10%."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, percent, plain, quotient, sum_of
from formaudit.forms.narrative.readings.shares import bare_share, share_given, whole_named
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.readings.weights import paired
from formaudit.model.statement import Role, Standing, StatementKind

__all__ = ["implied_candidates"]

_HUNDRED: Final = Decimal(100)
_CENT: Final = Decimal("0.01")
_LEAST: Final = 3
_NEAR: Final = 12
"""How far shares of which one may be wrong may be from a hundred together."""
_NAMED_NEAR: Final = 45
"""The same where each names the whole: one may have its digits changed about."""
_SURE, _CONFIRMING = 0.85, 0.4


def implied_candidates(block: Block) -> Iterator[Candidate]:
    """Each share as that of its amount in the sum of all amounts that have one beside them."""
    for run in block.sentences():
        pairs = [
            (amount, rate)
            for amount, rate in pairwise(run)
            if not amount.is_rate and not amount.is_price and bare_share(rate)
        ]
        # 中央补助占总投资的60%，为1,080万元；地方自筹720万元，占40%
        pairs = pairs and [*((one, rate) for one in run if (rate := share_given(block, one)) is not None), *pairs]
        pairs = max(pairs, _of_one_whole(run), key=len)
        named = bool(pairs) and not bare_share(pairs[0][1])
        parts = [amount for amount, _ in pairs]
        others = (
            [one for one in run if one not in parts and not one.is_rate and one.measure == parts[0].measure]
            if parts
            else []
        )
        both = len(pairs) == _LEAST - 1 and paired(parts)
        if len(pairs) < (_LEAST - (named or both)) or others or len({one.measure for one in parts}) > 1:
            continue
        each = list(_each(pairs, parts))
        near = _NAMED_NEAR if named or sum(one.standing is Standing.BROKEN for one in each) == 1 else _NEAR
        if abs(sum_of([rate for _, rate in pairs]) - _HUNDRED) > near:
            continue
        if named and _known(block, parts[0]):
            continue  # the whole may be printed there
        if not _known(block, parts[0]):
            yield from each
            yield from _odd(pairs)
        elif not any(one.standing is Standing.BROKEN for one in each):
            yield from each  # they are shares of each other, whatever the sentence before speaks of


def _of_one_whole(run: Sequence[Token]) -> list[tuple[Token, Token]]:
    """Amounts with shares of a whole that all of them name alike (占基金总收入的22.08%)."""
    pairs = [
        (amount, rate)
        for amount, rate in pairwise(run)
        if not amount.is_rate and not amount.is_price and whole_named(rate)
    ]
    names = {whole_named(rate) for _, rate in pairs}
    # 流动负债3.84亿元，占负债总额的32%；非流动负债8.16亿元，占68%
    bare = [(amount, rate) for amount, rate in pairwise(run) if not amount.is_rate and bare_share(rate)]
    both = sorted([*pairs, *bare], key=lambda pair: pair[0].at)
    return both if len(names) == 1 and both[0] in pairs and len(both) * 2 == len(run) else []


def _known(block: Block, first: Token) -> bool:
    """Whether an amount stands in the sentence before, which may be the whole."""
    return any(one.measure == first.measure and first.sentence - one.sentence == 1 for one in block.recent(first))


def _odd(pairs: Sequence[tuple[Token, Token]]) -> Iterator[Candidate]:
    """The one amount that its share gives another whole than all other amounts and their shares do."""
    bounds = [
        (amount.amount / (rate.amount + rate.half), amount.amount / (rate.amount - rate.half))
        for amount, rate in pairs
        if rate.amount > rate.half
    ]
    if len(bounds) < len(pairs) or sum_of([rate for _, rate in pairs]) != _HUNDRED:
        return
    for at, (amount, rate) in enumerate(pairs):
        others = [bound for number, bound in enumerate(bounds) if number != at]
        low, high = max(one for one, _ in others), min(one for _, one in others)
        if low > high or (bounds[at][0] <= high and low <= bounds[at][1]):
            continue
        one_percent = (low + high) / 2
        whole, value = (one_percent * _HUNDRED).quantize(_CENT), one_percent * rate.amount
        rest = [one for one, _ in pairs if one is not amount]
        yield Candidate(
            question=("implied", amount.start),
            kind=StatementKind.SHARE,
            target=amount,
            terms=(rate, *rest),
            roles=(Role.AMOUNT, Role.RATE, *(Role.PART for _ in rest)),
            expected=value,
            slack=(high - low) * rate.amount + one_percent * rate.half + amount.half,
            line=f"{plain(whole)} × {plain(rate.amount)}% = {plain(value.quantize(_CENT))}",
            strength=_SURE,
            alone=not any(one.about for pair in pairs for one in pair),
        )


def _each(pairs: Sequence[tuple[Token, Token]], parts: Sequence[Token]) -> Iterator[Candidate]:
    whole = sum_of(parts)
    if not whole:
        return
    told = []
    for amount, rate in pairs:
        exact, slack = quotient(rate, amount.amount, whole, (amount.fine, sum(one.fine for one in parts) or Decimal(0)))
        told.append((amount, rate, exact, slack))
    wrong = [rate.at for _, rate, exact, slack in told if abs(rate.amount - exact) > slack + rate.half * 2]
    for amount, rate, exact, slack in told:
        rest = [one for one in parts if one is not amount]
        yield Candidate(
            question=("rate", rate.start),
            kind=StatementKind.SHARE,
            target=rate,
            terms=(amount, *rest),
            roles=(Role.RATE, Role.PART, *(Role.PART for _ in rest)),
            expected=exact,
            slack=slack,
            line=f"{plain(amount.amount)} ÷ ({' + '.join(plain(one.amount) for one in parts)}) = {percent(exact)}",
            strength=_SURE if wrong in ([], [rate.at]) else _CONFIRMING,
            alone=wrong == [rate.at] and not any(one.about for one in (rate, *parts)),
        )
