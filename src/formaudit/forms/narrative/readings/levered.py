"""Money that a yuan brings with it, and things that each of several gets.

财政投入320万元，撬动社会资本960万元，财政资金每投入1元带动3元; 为32个村各配备2套，共64套.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, plain
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.words import Wording
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import late

__all__ = ["levered_candidates"]

_BRINGS: Final = late(r"[^，。；¤]{0,10}[，,]?[^，。；¤]{0,4}(?:撬动|带动|拉动|引导|吸引)[^，。；¤]{0,10}")
_FISCAL: Final = late(r"财政|中央|省级|补助|奖补")
_EACH: Final = late(r"各(?:自)?(?:配备|配置|安装|建设|新建|购置|发放|设置|选派|聘用|培训|落实)?(?:了|不少于)?\s*$")
_TOTAL: Final = late(r"(?:共|合计|总计|累计)[^，。；¤]{0,6}$")
_ONE: Final = 1
_PAIR: Final = 2
_SURE: Final = 0.85
_SMALL: Final = 100


def levered_candidates(block: Block) -> Iterator[Candidate]:
    """Every pair of yuan with the amounts they stand for, and every number for each with how many there are."""
    for token in block.tokens:
        yield from _levered(block, token)
        if _EACH.search(token.lead) and token.role is Wording.VALUE and not token.is_rate:
            yield from _for_each(block, token)


def _levered(block: Block, one: Token) -> Iterator[Candidate]:
    following = block.tokens[one.at + 1 : one.at + 2]
    in_yuan = one.mention.quantity.unit == "元" and one.mention.quantity.value == _ONE
    if not in_yuan or not following or following[0].mention.quantity.unit != "元":
        return
    other = following[0]
    value = other.mention.quantity.value
    if value is None or value > _SMALL or not _BRINGS.fullmatch(block.between(one, other)):
        return
    amounts = [each for each in block.before(one) if each.measure == "money" and not each.is_price]
    if len(amounts) != _PAIR or not _FISCAL.search(amounts[0].lead) or not amounts[0].amount:
        return
    given, brought = amounts
    expected = brought.amount / given.amount * one.amount
    yield Candidate(
        question=("levered", other.start),
        kind=StatementKind.RATIO,
        target=other,
        terms=(brought, given),
        roles=(Role.MULTIPLE, Role.PART, Role.WHOLE),
        expected=expected,
        slack=one.amount * Decimal(1).scaleb(-other.mention.quantity.decimals) / 2,
        line=f"{plain(brought.amount)} ÷ {plain(given.amount)} × 1元 = {plain(expected)}"
        f" = {plain(brought.amount / given.amount)}元",
        strength=_SURE,
        alone=not any(each.about for each in (other, given, brought)),
    )


def _for_each(block: Block, each: Token) -> Iterator[Candidate]:
    run = [*block.before(each, same=False), *block.after(each, same=False)]
    counts = [one for one in run if one.at == each.at - 1 and one.measure not in (each.measure, "money")]
    totals = [one for one in run if one.at > each.at and one.measure == each.measure and _TOTAL.search(one.lead)]
    if len(counts) != 1 or len(totals) != 1 or counts[0].is_rate or totals[0].at != each.at + 1:
        return
    count, total = counts[0], totals[0]
    expected = count.amount * each.amount
    yield Candidate(
        question=("each", total.start),
        kind=StatementKind.PRODUCT,
        target=total,
        terms=(each, count),
        roles=(Role.AMOUNT, Role.PRICE, Role.QUANTITY),
        expected=expected,
        slack=total.half if total.mention.quantity.decimals else Decimal(0),
        line=f"{plain(each.amount)} × {plain(count.amount)} = {plain(expected)}",
        strength=_SURE,
        alone=not any(one.about for one in (each, count, total)),
        slipping=((count, total.amount / each.amount),) if each.amount else (),
    )
