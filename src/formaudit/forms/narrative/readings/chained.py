"""Prices of what is told for each of something: 培训8期，每期45人，每人每期补助600元，共21.6万元.

The quantity is itself told for each (每期45人, 每天1,240份), so that three figures make the amount.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, plain
from formaudit.forms.narrative.readings.prices import SAME, is_price, unit_of
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled, late

__all__ = ["chained_candidates"]

_EACH: Final = compiled(r"每(?P<of>人次|学期|[\u4e00-\u9fff])")
_AMOUNT: Final = late(r"共|计|合计|总|支出|支付|发放|补助|补贴|资金|费|金额|拨付|兑付|安排|投入|需")
_PLACES: Final = frozenset({"个", "家", "所", "户", "处", "座"})
_OF_ALL: Final = late(r"各(?!类|项|级|种|界|方)[^，。；¤]{0,8}$")
_SURE: Final = 0.85
_BY_YEAR: Final = 0.7
_MONTHS: Final = 12
_MONTHLY: Final = late(r"每(?:个)?月[^，。；¤]{0,8}$")
_YEARLY: Final = late(r"全年|年度|一年")
_BARE: Final = late(r"单价[^，。；¤]{0,4}$")
_CLAUSE: Final = 2


def chained_candidates(block: Block) -> Iterator[Candidate]:
    """Each amount behind a price, a quantity for each of something, and the number of these."""
    for run in block.sentences():
        prices = [one for one in run if is_price(one) and one.measure == "money"]
        counted = [one for one in run if one.measure != "money" and not one.is_rate]
        each = [one for one in counted if _EACH.search(one.lead) or _places(run, one)]
        if len(prices) != 1 or len(each) != 1:
            continue
        price, quantity = prices[0], each[0]
        amounts = [one for one in run if one.measure == "money" and one.at > max(price.at, quantity.at)]
        if not _for_one(price, quantity) or not amounts or amounts[0].rank > _CLAUSE:
            continue
        counts = _places(run, quantity) or _counts(run, quantity)
        if len(counts) == 1 and _AMOUNT.search(amounts[0].lead):
            yield _candidate(amounts[0], (price, quantity, counts[0]))
        elif not counts and _MONTHLY.search(quantity.lead) and _YEARLY.search(amounts[0].lead):
            yield _candidate(amounts[0], (price, quantity, None))


def _for_one(price: Token, quantity: Token) -> bool:
    """Whether a price is for one of what a quantity counts, or right behind it for one of nothing named."""
    if price.at == quantity.at + 1 and _BARE.search(price.lead):
        return True  # 每月1,200公斤，单价5.6元
    units = {SAME.get(match["of"], match["of"]) for match in _EACH.finditer(price.lead)}
    slash = price.mention.quantity.unit.partition("/")[2]
    return unit_of(quantity) in units | {SAME.get(slash, slash)}


def _places(run: Sequence[Token], quantity: Token) -> list[Token]:
    """The places of which each has a quantity (24个村各配置电脑2台)."""
    before = [one for one in run if one.at == quantity.at - 1 and one.measure in _PLACES]
    return before if _OF_ALL.search(quantity.lead) else []


def _counts(run: Sequence[Token], quantity: Token) -> list[Token]:
    """How many there are of what a quantity is told for (196天, 每天1,240份)."""
    wanted = {SAME.get(match["of"], match["of"]) for match in _EACH.finditer(quantity.lead)}
    return [
        one
        for one in run
        if one.at != quantity.at and unit_of(one) in wanted and not is_price(one) and not _EACH.search(one.lead)
    ]


def _candidate(amount: Token, factors: tuple[Token, Token, Token | None]) -> Candidate:
    """A price by a quantity by how many there are of what it is told for, or by the twelve months of a year."""
    price, quantity, count = factors
    told = tuple(one for one in factors if one is not None)
    times = count.amount if count is not None else Decimal(_MONTHS)
    value = price.amount * quantity.amount * times
    yuan = price.mention.quantity.unit.startswith("元")
    shown = price.mention.quantity.value or price.amount
    return Candidate(
        question=("product", price.start),
        kind=StatementKind.PRODUCT,
        target=amount,
        terms=told,
        roles=(Role.AMOUNT, Role.PRICE, *(Role.QUANTITY for _ in told[1:])),
        expected=value,
        slack=2 * amount.half if amount.mention.quantity.decimals else amount.half,
        line=f"{plain(shown)} × {plain(quantity.amount)} × {plain(times)}"
        + (" ÷ 10000" if yuan else "")
        + f" = {plain(value)}",
        strength=_SURE if count is not None else _BY_YEAR,
        alone="实际" not in amount.lead and not any(one.about for one in (amount, *told)),
        slipping=((quantity, amount.amount / (price.amount * times)),) if price.amount and times else (),
    )
