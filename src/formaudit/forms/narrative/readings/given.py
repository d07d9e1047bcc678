"""Amounts that a rate gives: 由市级承担80%，计260万元; the whole stands before or behind."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.narrative.readings.candidate import Candidate, plain
from formaudit.forms.narrative.readings.cues import ACHIEVED, FULL_MARKS, PER, TARGETED, TOTAL
from formaudit.forms.narrative.readings.nearness import Slip
from formaudit.forms.narrative.readings.ratios import (
    CONFIRMING,
    FAR,
    TOTAL_WORD,
    amount_of,
    same_name,
    values_before,
)
from formaudit.forms.narrative.readings.shares import SHARE
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role
from formaudit.patterns import compiled, late

__all__ = ["given_candidates", "was_given"]

_HUNDRED: Final = Decimal(100)
_NEAR: Final = 5
_COMMA: Final = 2
_LIKELY: Final = 0.7
_OF_NAME: Final = late(r"按照?(?P<whole>[^，。；¤]{2,12}?)的\s*$")
_EARNED: Final = late(r"得分?(?:为)?\s*$")
_DONE_RATE: Final = late(r"(?:执行|支出|支付|完成|使用)(?:进度|率)(?:为|达到?)?\s*$")
_SAME: Final = 0.8
_UP_TO: Final = late(r"[付拨支款](?:至|到)(?:合同)?(?:总?价款?的?)?\s*$|累计(?:支付|拨付|付款)[^，。；¤]{0,8}$")
"""进度款支付至80%: of the whole, what was paid before with it."""
_WORDS: Final = 12
_OF_IT: Final = late(r"其中|其余|剩余的?资金|余款的")
_BY_SHARE: Final = late(
    r"[，,]\s*(?:按(?:照|其|该|此)?(?:比例|比率|权重)|折算)[^，。；¤]{0,6}(?:得|计)(?:分)?(?:为)?\s*"
)
_YIELDS: Final = late(r"(?:利率|费率|税率)(?:为|是|按)?\s*$")
_YIELDED: Final = late(r"利息|税|费")
_GIVES: Final = compiled(
    r"^[^，。；¤]{0,6}[，,]?\s*(?:计|即|合|共|为|计为|共计|合计|折合|约|应|金额为?|[(（])[^，。；¤]{0,8}$"
)
_BEARS: Final = late(r"承担|负担|补助|补贴|配套|分担|提取|计提|按|支付|预留|奖励|拨付|自筹|匹配|给予|预付|扣留|扣除")
_BY: Final = compiled(r"(?:按照?|以|扣除|扣留|提取|计提|预留)[^，。；¤]{0,12}$")
_RESERVES: Final = late(
    r"^(?:的(?:比例|标准|费率))?[，,]?(?:应|共|可)?(?:预留|扣留|扣除|提取|计提|计取|收取|缴纳|预付|支付|拨付|奖励|给予|补助|补贴|留存)"
    r"[^，,。；¤]{0,12}$"
)
_RATE_OF: Final = late(r"率[^，。；¤]{0,3}$")
_PLAN: Final = late(r"[，,]?\s*(?:年初|年度|全年|原)?(?:计划|任务|目标|应(?!急)|预算|总)")
_OF_WHICH: Final = late(r"[，,；]?\s*(?:其中|再将|将其中?)的?\s*")
_IN_WORDS: Final = late(
    r"(?:[一二三四五六七八九]成(?:[一二三四五六七八九]|半)?|一半|半数|分之[一二三四五六七八九])[，,]?\s*(?:即|计|约|为|共)+\s*$"
)
_NAMELY: Final = late(r"^[，,]?\s*(?:即|计|折合|合)(?!格|同)")


def _named_behind(block: Block, rate: Token) -> Iterator[Candidate]:
    """按合同约定预付30%，合同总价150万元，预付款为45万元: whole and amount both stand behind the rate."""
    following = block.after(rate, same=False)[:2]
    if len(following) < 2 or following[0].measure != following[1].measure:
        return
    told = _OF_NAME.search(rate.lead)
    if told is not None and same_name(told["whole"], following[0]) and max(one.rank for one in following) <= _COMMA:
        yield amount_of(rate, following[0], following[1], 0.85)  # 按工程费用的5%计列，工程费用1,860万元，预备费93万元
        return
    share = SHARE.search(rate.lead)
    if share is not None and share["whole"] and following[0].rank <= 2 and same_name(share["whole"], following[0]):
        yield amount_of(rate, following[0], following[1], 0.75)
    if not _BEARS.search(rate.lead):
        return
    whole, amount = following
    if not whole.is_rate and not values_before(block, rate) and compiled(r"总|合同|价|额|投资").search(whole.lead):
        yield amount_of(rate, whole, amount, 0.8)


def _by_marks(block: Block, rate: Token) -> Iterator[Candidate]:
    """执行率87.4%，该指标权重10分，得分8.74分: points need not go by the rate, so that a plain slip must speak."""
    following = block.after(rate, same=False)[:2]
    if len(following) < 2 or any(one.measure != "分" for one in following) or not _DONE_RATE.search(rate.lead):
        return
    marks, score = following
    if FULL_MARKS.search(marks.lead) and _EARNED.search(score.lead) and not FULL_MARKS.search(score.lead):
        found = amount_of(rate, marks, score, 0.75)
        if found.standing.agreed or found.slip is Slip.SURE:
            yield found


def _alone(block: Block, rate: Token, amount: Token) -> bool:
    """Whether a rate is told with its own amount (占54%，计1800万元), not with the total of several shares."""
    told = amount.lead.strip("，, ")
    shares = [one for one in (*block.before(rate), rate, *block.after(rate)) if SHARE.search(one.lead)]
    return told == "计" or (told == "共计" and len(shares) == 1)


def _totalled(block: Block, amount: Token) -> bool:
    """Whether a total stands behind an amount in its sentence."""
    return any(TOTAL_WORD.search(one.lead) for one in block.after(amount))


def _whole_behind(block: Block, rate: Token) -> list[Token]:
    """The amount behind all shares of a sentence that come to a hundred (占85%，计17元；占15%，计3元；支出20元)."""
    run = [*block.before(rate, same=False), rate, *block.after(rate, same=False)]
    shares = [one for one in run if one.measure == "%" and SHARE.search(one.lead)]
    last = run[-1]
    closed = len(shares) > 1 and abs(sum(one.amount for one in shares) - _HUNDRED) <= _NEAR
    apart = last.at > shares[-1].at + 1 and not last.is_rate and not last.is_price if closed else False
    return [last] if apart and not any(one.measure == last.measure for one in block.before(shares[0])) else []


def was_given(block: Block, token: Token) -> bool:
    """Whether an amount is itself what a rate before it gives."""
    if _IN_WORDS.search(block.blotted[max(0, token.start - _WORDS) : token.start]):
        return True  # 占八成，即564.8万元
    if token.at == 0 or not block.tokens[token.at - 1].is_rate:
        return False
    return _GIVES.match(block.between(block.tokens[token.at - 1], token)) is not None


def _yielded(block: Block, rate: Token, amount: Token) -> Iterator[Candidate]:
    """本金8600万元，年利率3.2%，应付利息275.2万元: of part of a year it may be less, so that a slip must speak."""
    before = [one for one in values_before(block, rate) if one.measure == amount.measure]
    if before and before[-1].at == rate.at - 1 and before[-1].amount > amount.amount:
        yield amount_of(rate, before[-1], amount, _LIKELY)


def _same_whole(block: Block, rate: Token, amount: Token, given: list[Token]) -> Candidate | None:
    """Two payments that a rate gives each, of one whole: 第一年拨付60%即180万元，验收后拨付40%即120万元.

    The whole may be printed nowhere, or only as a price and a quantity.
    """
    earlier = [(one, own) for one in given if one.at and (own := block.tokens[one.at - 1]).is_rate]
    up_to = _UP_TO.search(rate.lead) is not None
    shares = 0 if up_to else sum(each.amount for _, each in earlier)
    if not earlier or _OF_IT.search(rate.lead) or shares + rate.amount > _HUNDRED:
        return None
    first, own = earlier[-1]
    if not own.amount:
        return None
    base = amount_of(rate, first, amount, _LIKELY)
    value = first.amount * rate.amount / own.amount
    line = f"{plain(first.amount)} ÷ {plain(own.amount)}% × {plain(rate.amount)}% = {plain(value)}"
    closed = up_to or shares + rate.amount == _HUNDRED
    return replace(
        base,
        terms=(first, own, rate),
        roles=(Role.AMOUNT, Role.WHOLE, Role.RATE, Role.RATE),
        expected=value,
        slack=amount.fine + first.fine * rate.amount / own.amount,
        line=line,
        strength=_SAME if closed else _LIKELY,
        slipping=((first, amount.amount * own.amount / rate.amount),) if rate.amount else (),
    )


def _rated_of(block: Block, rate: Token, amount: Token) -> bool:
    """Whether an amount in brackets behind a rate by name is what it is of: 支付390万元，支付率97.5%（合同400万元）.

    What was done stands right before the rate, and what is in the brackets is no less.
    """
    boxed = amount.depth > rate.depth and block.between(rate, amount).lstrip()[:1] in ("(", "（")
    done = block.tokens[rate.at - 1] if rate.at else None
    if not boxed or done is None or done.sentence != rate.sentence or done.measure != amount.measure:
        return False
    told = ACHIEVED.search(done.lead) is not None and TARGETED.search(done.lead) is None
    return told and done.amount <= amount.amount


def given_candidates(block: Block, rate: Token) -> Iterator[Candidate]:
    """由市级承担80%，计260万元: the rate gives the amount behind it."""
    if rate.at + 1 >= len(block.tokens):
        return
    amount = block.tokens[rate.at + 1]
    yield from _named_behind(block, rate)
    yield from _by_marks(block, rate)
    if amount.measure == "分" and _BY_SHARE.fullmatch(block.between(rate, amount)) and amount.sentence == rate.sentence:
        marks = [one for one in values_before(block, rate) if one.measure == "分"][-1:]
        yield from (amount_of(rate, one, amount, 0.85) for one in marks if FULL_MARKS.search(one.lead))
        return
    reserved = _BY.search(rate.lead) is not None and _RESERVES.match(block.between(rate, amount)) is not None
    if amount.is_rate or amount.sentence != rate.sentence:
        return
    charged = _YIELDS.search(rate.lead) is not None and _YIELDED.search(amount.lead) is not None
    if not reserved and not charged and not _GIVES.match(block.between(rate, amount)):
        return
    if charged and amount.rank <= _COMMA:
        yield from _yielded(block, rate, amount)
        return
    namely = _NAMELY.match(block.between(rate, amount)) is not None
    if not namely and not reserved and not _BEARS.search(rate.lead) and not SHARE.search(rate.lead):
        return
    if SHARE.search(rate.lead) and TOTAL.search(amount.lead) and not _alone(block, rate, amount):
        return  # 占71.43%；…占4.76%，合计21个: the total of what the shares are of
    if _RATE_OF.search(rate.lead) and _PLAN.match(amount.lead) and not reserved:
        return  # 开工项目38个，开工率95%，计划实施项目40个: what the rate is of, and not what it gives
    if _RATE_OF.search(rate.lead) and _rated_of(block, rate, amount):
        return
    bases = [one for one in values_before(block, rate) if one.measure == amount.measure and not PER.search(one.lead)]
    given = [one for one in bases if was_given(block, one)]
    of_given = "其中" in rate.lead or not (SHARE.search(rate.lead) or _UP_TO.search(rate.lead))
    bases = [one for one in bases if one not in given] or (bases if of_given and not _totalled(block, amount) else [])
    if not bases:  # the whole stands sentences before: it may confirm, no more
        yield from (
            replace(amount_of(rate, one, amount, CONFIRMING), alone=False)
            for one in reversed(block.recent(rate)[-FAR // 2 :])
            if one.measure == amount.measure and not one.is_price
        )
    behind = [
        one
        for one in block.after(amount)
        if TOTAL_WORD.search(one.lead) and not one.is_price and not was_given(block, one)
    ]
    # 占25.73%，共接待25批次200人次，人均232元: what is counted is no share of money.
    behind = [one for one in behind or _whole_behind(block, rate) if one.measure == amount.measure]
    # 合同69万元，预付30%，计20.4万元，验收后付60%，计40.8万元: where the whole is printed it is asked.
    if not behind and all(one in given for one in bases):
        same = _same_whole(block, rate, amount, given)
        yield from () if same is None else (same,)
        bases = [] if same is not None else bases
    if behind and not bases:  # 中央占45%，计1800万元；地方占55%，计2200万元；总投资4000万元
        yield amount_of(rate, behind[-1], amount, 0.8)
    for order, base in enumerate(reversed(bases)):
        first = order == len(bases) - 1
        strength = 0.9 if len(bases) == 1 else 0.7 if first else 0.5
        if TOTAL_WORD.search(base.lead) and not any(TOTAL_WORD.search(one.lead) for one in bases if one is not base):
            strength = 0.9  # 总保费100.21万元，中央财政补贴50%为50.1万元
        if order == 0 and base.at == rate.at - 1 and _OF_WHICH.fullmatch(rate.lead):
            strength = 0.9  # 收益60.3万元，其中70%即42.21万元分配给农户
        if namely and base.at == rate.at - 1 and "的" in block.between(base, rate):
            strength = 0.9  # 占计划投资（3,600万元）的85%，即3,060万元
        yield amount_of(rate, base, amount, strength)
