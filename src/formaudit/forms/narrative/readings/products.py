"""Products: price by quantity (and by months), and averages, which are the same read backwards."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import Final

from formaudit.forms.narrative.readings.averages import average_candidates, is_monthly
from formaudit.forms.narrative.readings.candidate import Candidate, plain, sum_of
from formaudit.forms.narrative.readings.change_words import is_change
from formaudit.forms.narrative.readings.cues import step
from formaudit.forms.narrative.readings.paired_prices import SEVERAL, joined_candidates, paired_candidates
from formaudit.forms.narrative.readings.priced_units import scale_of, wanted_units
from formaudit.forms.narrative.readings.prices import (
    AVERAGE,
    extras,
    is_compared,
    is_price,
    paid_prices,
    unit_of,
)
from formaudit.forms.narrative.readings.product_slack import paid_apart, rounding, slips, slips_within
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.readings.weights import THINGS
from formaudit.forms.narrative.words import Wording
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import late

__all__ = ["product_candidates"]

_TIMES: Final = {
    "月": "月",
    "年": "年",
    "天": "天",
    "日": "天",
    "次": "次",
    "场": "场",
    "期": "期",
    "小时": "小时",
    "学时": "学时",
    "课时": "课时",
    "季度": "季",
    "学期": "学期",
}
_AMOUNT: Final = late(
    r"共|计|合计|总|支出|支付|发放|补助|补贴|资金|费|金额|款|拨付|兑付|安排|投入|需|用|累计|奖励|报酬|折合|投资|达|为"
)
_SHARED_OUT: Final = late(r"平均|均分|分配|分摊")
_WHOLLY: Final = late(r"总|共|合计")
_FIXED: Final = late(r"按|标准|定额|补助|补贴|津贴|工资|薪")
_YEARLY: Final = late(r"年")
_RAISED: Final = late(r"由|从")
_APART: Final = late(r"预算|实际(?!补|发)|到位|已|上年|去年|结余|其中|计划")
_HOLDING_MORE: Final = late(r"^[，,]?\s*(?:连同|加上|含|包括|包含)(?!税)")
"""造价1,850元，2,400平方米，含装修及设备总投资520万元: it holds more than the product."""
_FOR_EACH: Final = late(r"各(?!类|项|级|种|界|方)[^，。；]{0,8}(?:配|发|购|安|补|建|设)")
"""24个村各配置电脑2台: so many for each place."""
_PEOPLE: Final = frozenset({"人", "名", "位", "户"})


def product_candidates(block: Block, parts: frozenset[int] = frozenset()) -> Iterator[Candidate]:
    """For each price with quantities beside it, every amount that they may come to.

    ``parts`` are figures known to be parts of another one: where that stands beside a price they are no quantity of it.
    """
    for sentence in block.sentences():
        prices = paid_prices([one for one in sentence if is_price(one) and not one.is_foreign])
        wholes = {one.measure for one in sentence if one.at not in parts} if len(prices) == 1 else set()
        run = [one for one in sentence if one.at not in parts or one.measure == "money" or one.measure not in wholes]
        averages = [one for one in sentence if is_monthly(one) and _FIXED.search(one.lead + one.tail) is None]
        for price in prices:
            if price not in averages:  # 人均每月663元 of 386.4万元 is rounded, and no price
                yield from _products(block, run, price, prices, parts)
        if len(prices) > 1 or (prices and SEVERAL.search(prices[0].lead)):
            yield from paired_candidates(block, run, prices, parts)
        if len(prices) > 1:
            yield from joined_candidates(run, prices)
        for token in run:
            priced = is_price(token) and token not in averages
            if AVERAGE.search(token.lead) and not token.is_rate and not priced:
                yield from average_candidates(block, token, run, parts)


def _rivals(one: Token, price: Token) -> bool:
    """Whether another price of the sentence is for one of the same, so that quantities behind both belong to either."""
    mine, theirs = set(wanted_units(price)), set(wanted_units(one))
    return one.at != price.at and (mine == theirs or bool(mine & theirs - _TIMES.keys()))


def _in_row(price: Token, prices: Sequence[Token]) -> bool:
    """Whether prices stand in one list: 每亩2400元，其中中央1000元/亩、省级900元/亩、县级500元/亩 pays none alone."""
    row = sorted((one for one in prices if abs(one.at - price.at) <= 1), key=lambda one: one.at)
    return any(other.rank <= 1 and other.measure == price.measure for other in row[1:])


def _products(
    block: Block, run: Sequence[Token], price: Token, prices: Sequence[Token], parts: frozenset[int]
) -> Iterator[Candidate]:
    wanted = wanted_units(price)
    low = max((one.at for one in prices if one.at < price.at), default=-1)
    high = min((one.at for one in prices if one.at > price.at), default=10**9)
    near = [one for one in run if low < one.at < high and one.at != price.at and not one.is_rate]
    if len({one.part for one in prices}) == len(prices) > 1:  # each price has its own part of the sentence
        near = [one for one in near if one.part == price.part] or near
    measure = "money" if price.is_price else price.measure
    counts = [one for one in near if one.measure != measure or one.measure != "money"]
    counts = [one for one in counts if one.measure != "money" and one.role is Wording.VALUE]
    things = [unit for unit in wanted if unit not in _TIMES]
    if not wanted and len(counts) > 1:  # 设备三类：电脑40台，单价4500元: the kinds are not what is priced
        counts = [one for one in counts if one.measure not in THINGS] or counts
    sizes = [one for one in counts if not things or unit_of(one) in things or (one.measure, things) == ("人次", ["人"])]
    if not sizes and len(things) == 1:
        sizes = [one for one in counts if one.measure == "个"]
    amounts = [one for one in near if one.measure == measure and one.at not in {size.at for size in sizes}]
    amounts = [one for one in amounts if one.at > price.at or _AMOUNT.search(one.lead) or _SHARED_OUT.search(one.tail)]
    amounts = [one for one in amounts if not (_listed_price(one, run) or is_compared(one))]
    if any(one.at not in parts and one.at < price.at for one in amounts):
        amounts = [one for one in amounts if one.at not in parts]  # 补助85.2万元，每所6,000元，其中中央60万元、…
    held = [one for one in amounts if block.text[one.end : price.start].strip() in ("(", "（")]
    amounts = held or amounts
    if not sizes and things:
        sizes = [one for one in run if one.at < low and one.role is Wording.VALUE and unit_of(one) in things]
    if not sizes and things:
        return
    shared = any(_rivals(one, price) and all(size.at > max(one.at, price.at) for size in sizes) for one in prices)
    in_row = _in_row(price, prices)
    if _RAISED.search(price.lead):  # 标准由800元提高到1,000元，增支6万元: what more was paid is the price of nothing
        amounts = [one for one in amounts if not is_change(one)]
    for amount in amounts:
        behind = amount.at > price.at and (not sizes or amount.at > min(size.at for size in sizes))
        yearly = "全年" in "".join(one.lead for one in (*near, price))
        for factors, sure in _factors(sizes, counts, wanted, price, yearly=yearly):
            if amount.at in {one.at for one, _ in factors if one is not None}:
                continue
            if all(one is None for one, _ in factors) and not ("月" in wanted and _YEARLY.search(amount.lead)):
                continue  # a price for one year is no product by itself
            value = price.amount * (scale_of(price))
            for _, number in factors:
                value *= number
            if step(amount) == "apart" and len(amounts) > 1:
                continue
            beside = extras(amount, price, amounts, value)
            value += sum_of(beside)
            shown = [plain(price.mention.quantity.value or Decimal(0)), *(plain(number) for _, number in factors)]
            terms = tuple(one for one, _ in factors if one is not None)
            line = " × ".join(shown) + (
                " ÷ 10000" if measure == "money" and price.mention.quantity.unit.startswith("元") else ""
            )
            line += "".join(f" + {plain(one.amount)}" for one in beside)
            boxed = amount.at < price.at and block.text[amount.end : price.start].strip() in ("(", "（")
            first = boxed or amount.at == min((one.at for one in amounts if one.at > price.at), default=-1)
            strength = (
                0.5 + (0.35 if boxed else 0.2 if behind else 0) + (0.1 if first else -0.1) + (0.1 if sure else -0.25)
            )
            strength += 0.1 if things and sizes and all(unit_of(one) in things for one in sizes) else 0
            if not behind and not boxed and len(amounts) == 1:  # 共计64.8万元，18个村每村3.6万元
                strength += 0.2 if _WHOLLY.search(amount.lead) else 0.15
            strength -= 0.3 if in_row else 0
            strength -= 0.2 if _APART.search(amount.lead) else 0
            strength -= 0.45 if value < amount.amount and _HOLDING_MORE.search(amount.lead) else 0
            strength -= 0.15 if len(amounts) > 1 and not first else 0
            yield Candidate(
                question=("product", price.start),
                kind=StatementKind.PRODUCT,
                target=amount,
                terms=(price, *terms, *beside),
                roles=(Role.AMOUNT, Role.PRICE, *(Role.QUANTITY for _ in terms), *(Role.PLUS for _ in beside)),
                expected=value,
                slack=rounding(amount, value, (price, *terms)),
                tail=paid_apart(value, (price, *terms)),
                line=f"{line} = {plain(value)}",
                strength=strength,
                alone=not any(one.about for one in (amount, price, *terms))
                and _RAISED.search(price.lead) is None
                and not (shared or in_row or any(_FOR_EACH.search(one.clause) for one in terms)),
                slipping=() if beside else slips(value, amount, (price, *terms)),
                rounded=() if beside else slips_within(value, amount, (price, *terms)),
            )


def _listed_price(amount: Token, run: Sequence[Token]) -> bool:
    """Whether an amount only goes on with a list of prices (分别按每人每月300元、600元、900元发放)."""
    behind = [one for one in run if one.at <= amount.at and one.measure == amount.measure]
    while len(behind) > 1 and behind[-1].rank <= 1 and behind[-1].lead.strip("、和及 ") == "":
        last = behind.pop()
        if behind[-1].at != last.at - 1:
            return False  # 每人每年960元，共发放310人、29.76万元
        if is_price(behind[-1]):
            return True
    return False


def _factors(
    sizes: Sequence[Token], counts: Sequence[Token], wanted: Sequence[str], price: Token, *, yearly: bool = False
) -> Iterator[tuple[list[tuple[Token | None, Decimal]], bool]]:
    """The quantities that a price may be multiplied by, and whether nothing else was possible."""
    things = [unit for unit in wanted if unit not in _TIMES]
    times = [unit for unit in wanted if unit in _TIMES]
    choices: list[list[tuple[Token | None, Decimal]]] = []
    sure = True
    if times and sizes and all(one.measure == "人次" for one in sizes):
        times = []  # each time that somebody is paid is counted already
    if sizes and not things and times:  # 高龄老人1,650名，每月补贴50元
        people = sorted(
            (one for one in sizes if one.measure in _PEOPLE or "岗" in one.lead[-4:]),
            key=lambda one: abs(one.at - price.at),
        )
        if people:
            choices.append([*((one, one.amount) for one in people), (None, Decimal(1))])
            sure = len(people) == 1
    if sizes and (things or not times):
        near = sorted(sizes, key=lambda one: abs(one.at - price.at))
        choices.append([(one, one.amount) for one in near])
        sure = len(sizes) == 1
    for unit in times:
        stated = [one for one in counts if one.measure == "个" and one.tail.startswith(unit)]  # 分4个季度
        stated += [one for one in counts if unit_of(one) == _TIMES[unit] or (unit == "月" and unit_of(one) == "月")]
        if stated:
            choices.append([(one, one.amount) for one in stated])
            sure = sure and len(stated) == 1
        elif unit == "月" and yearly:
            choices.append([(None, Decimal(12))])
        elif unit == "月":
            choices.append([(None, Decimal(12)), (None, Decimal(1)), *((None, Decimal(n)) for n in range(2, 12))])
        elif unit == "年":
            choices.append([(None, Decimal(1))])
        else:
            return
    if not choices:
        return
    for at, chosen in enumerate(product(*choices)):
        yield list(chosen), sure and at == 0
