"""Several prices in one sentence: each with its own quantity, or all of one (25台、6台，单价分别为…; 夏装…、冬装…)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, plain
from formaudit.forms.narrative.readings.priced_units import scale_of, wanted_units
from formaudit.forms.narrative.readings.prices import unit_of
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.words import Wording
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled, late

__all__ = ["SEVERAL", "joined_candidates", "paired_candidates"]

SEVERAL: Final = compiled(r"分别[为是]?\s*$")
_NAME: Final = 2
_YEARLY: Final = late(r"年")


def paired_candidates(
    block: Block, run: Sequence[Token], prices: Sequence[Token], parts: frozenset[int]
) -> Iterator[Candidate]:
    """As many quantities as prices, and the sum of their products (25台、6台，单价分别为…，共…)."""
    counts = [
        one
        for one in run
        if one.measure != "money" and not one.is_rate and not one.is_price and one.role is Wording.VALUE
    ]
    priced = list(prices)
    classes = [one for one in counts if one.at in parts]
    counts = classes if len(classes) == len(prices) else counts  # C级126户，D级190户, and not 316户 of both
    wanted = {unit for price in prices for unit in wanted_units(price)}
    fitting = [one for one in counts if unit_of(one) in wanted]
    counts = fitting if len(fitting) == len(prices) else counts  # 2,400亩, 1,100亩 and not the 两项 of both
    last = prices[-1]
    if SEVERAL.search(prices[0].lead):
        following = [one for one in run if one.at > prices[0].at and one.measure == "money" and one.rank <= 1]
        priced = [prices[0], *following]
        last = priced[-1]
    amounts = [one for one in run if one.measure == "money" and one.at > last.at and one not in priced]
    between = [one for one in run if one.measure == "money" and priced[0].at < one.at < last.at and one not in priced]
    ahead = [
        one
        for one in run
        if one.measure == "money" and one.at < min(prices[0].at, counts[0].at if counts else prices[0].at)
    ]
    if not amounts and len(ahead) == 1 and len(counts) == len(prices) and not between:
        amounts = ahead  # 奖金共156万元，其中一等奖3名，每名20万元；二等奖6名，每名10万元
    if len(counts) < len(priced) or not amounts or between:
        return
    pairs = list(zip(priced, counts, strict=False))
    told = block.text[last.end : amounts[-1].start]
    yearly = _YEARLY.search(amounts[-1].lead) is not None or "全年" in told
    months = 12 if yearly and all("月" in wanted_units(price) for price in priced) else 1
    value = months * sum((price.amount * scale_of(price) * count.amount for price, count in pairs), Decimal(0))
    amount = amounts[-1]
    line = " + ".join(
        f"{plain(price.mention.quantity.value or Decimal(0))} × {plain(count.amount)}" for price, count in pairs
    )
    line = f"({line}) × {months}" if months > 1 else line
    yield Candidate(
        question=("product", amount.start),
        kind=StatementKind.PRODUCT,
        target=amount,
        terms=tuple(one for pair in pairs for one in pair),
        roles=(Role.AMOUNT, *(Role.PRICE if at % 2 == 0 else Role.QUANTITY for at in range(2 * len(pairs)))),
        expected=value,
        slack=amount.half if amount.mention.quantity.decimals else Decimal(0),
        line=f"{line} = {plain(value)}",
        strength=(0.85 if _by_name(pairs) else 0.75) if len(counts) == len(priced) and len(amounts) == 1 else 0.5,
        slipping=tuple(
            (
                one,
                one.amount
                + (amount.amount - value) * one.amount / (months * price.amount * scale_of(price) * count.amount),
            )
            for price, count in pairs
            for one in (price, count)
            if price.amount and count.amount
        ),
        alone=not any(one.about for pair in pairs for one in pair) and not amount.about,
    )


def _by_name(pairs: Sequence[tuple[Token, Token]]) -> bool:
    """Whether each price and its quantity begin with the same name, and no two pairs with one (小学…, 初中…)."""
    names = [count.mention.own[:_NAME] for _, count in pairs]
    told = all(len(name) == _NAME and name in price.lead for name, (price, _) in zip(names, pairs, strict=True))
    return told and len(set(names)) == len(names)


def joined_candidates(run: Sequence[Token], prices: Sequence[Token]) -> Iterator[Candidate]:
    """校服1,860套，夏装每套120元、冬装每套180元，共支出55.8万元: one quantity of which each has all the prices."""
    counts = [one for one in run if one.measure != "money" and not one.is_rate and not one.is_price]
    wanted = [wanted_units(price) for price in prices]
    amounts = [one for one in run if one.measure == "money" and one.at == prices[-1].at + 1]
    row = all(one.at == other.at + 1 and one.rank <= 1 for other, one in pairwise(prices))
    if len(counts) != 1 or not amounts or not row or any(units != [unit_of(counts[0])] for units in wanted):
        return
    number, amount = counts[0], amounts[0]
    each = sum((price.amount * scale_of(price) for price in prices), Decimal(0))
    shown = " + ".join(plain(price.mention.quantity.value or Decimal(0)) for price in prices)
    yield Candidate(
        question=("product", prices[0].start),
        kind=StatementKind.PRODUCT,
        target=amount,
        terms=(*prices, number),
        roles=(Role.AMOUNT, *(Role.PRICE for _ in prices), Role.QUANTITY),
        expected=each * number.amount,
        slack=amount.half if amount.mention.quantity.decimals else Decimal(0),
        line=f"({shown}) × {plain(number.amount)} = {plain(each * number.amount)}",
        strength=0.65,
        alone=not any(one.about for one in (amount, number, *prices)),
        slipping=((number, amount.amount / each),) if each else (),
    )
