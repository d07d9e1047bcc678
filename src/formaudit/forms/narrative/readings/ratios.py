"""What every rate is reckoned with: one amount of another, amounts before a rate, names that are one."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.narrative.readings.candidate import Candidate, percent, plain, quotient
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled, late

__all__ = [
    "COMMON",
    "CONFIRMING",
    "FAR",
    "FILLER",
    "SENTENCES",
    "TOTAL_WORD",
    "abbreviates",
    "alike",
    "amount_of",
    "found",
    "of_one_part",
    "other_kind",
    "other_named",
    "ratio",
    "same_name",
    "shared",
    "values_before",
]

FILLER: Final = compiled(r"本年度?|当年|全年|合计|总计|总额|总|的|财政拨款|数$|本|该|项目|全部")
COMMON: Final = compiled(r"支出|收入|资金|经费|项目|预算|金额|费用")
TOTAL_WORD: Final = compiled(r"总|合计|共")
_BASIS: Final = late(r"基数[^，。；¤]{0,4}$")
_SET: Final = late(r"计划|任务|目标")
_SPARED: Final = late(r"(?:结余|结转|剩余|节约|节省|审减|核减|压减)[^，。；¤]{0,4}$")
_CONVERTED: Final = late(r"折[合算]|按汇率")
"""20万美元折合人民币137.2万元: the same money told again, and no budget."""
_HUNDRED: Final = Decimal(100)
_PEOPLE: Final = {"人", "人次"}
_PLACES: Final = ({"人", "张"}, {"人次", "张"}, {"人", "个"})
"""Beds and seats, and those who take them (床位2650张，入住1378人，入住率52%)."""
_BOUND: Final = late(r"(?P<least>≥|不[少低小]于|至少)|≤|不[高大多]于|不超过|控制在")
_TAKEN: Final = compiled(r"入住率|使用率|床位率|利用率|入学率|就座率|上座率")
CONFIRMING: Final = 0.36
FAR: Final = 40
SENTENCES: Final = 3
_SHORT_NAME: Final = 2
_LONG_NAME: Final = 4


def ratio(
    rate: Token, top: Token, bottom: Token, strength: float, *, over: int = 0, alone: bool = True
) -> Candidate | None:
    """The reading that a rate is one amount of another; ``over`` 1: how far above it, −1: how far below it."""
    if any(_BASIS.search(one.lead) for one in (top, bottom)):
        return None  # 缴存基数120000元，缴存比例12%: what a rate is applied to is no part of anything
    if over and _SPARED.search(top.lead):
        return None  # 结余55万元，结余率8%: what is left is not what was spent
    if bottom.amount == 0 or top.at == bottom.at or not (alike(top, bottom) or _taken(rate, top, bottom)):
        return None
    moved = {0: top.amount, 1: top.amount - bottom.amount, -1: bottom.amount - top.amount}[over]
    # 计划3.6万亩，完成3.42万亩: what was planned is no rounded figure.
    exactly = min(top.fine, bottom.fine) if top.measure == bottom.measure and _SET.search(bottom.lead) else bottom.fine
    exact, slack = quotient(rate, moved, bottom.amount, (top.fine, exactly))
    shown = (
        plain(top.amount)
        if not over
        else f"({plain(top.amount)} − {plain(bottom.amount)})"
        if over > 0
        else f"({plain(bottom.amount)} − {plain(top.amount)})"
    )
    about = any(one.about and not (one is bottom and _is_goal(bottom, rate, over)) for one in (rate, top, bottom))
    told_again = _CONVERTED.search(bottom.lead) is not None
    return Candidate(
        question=("rate", rate.start),
        kind=StatementKind.SHARE,
        target=rate,
        terms=(top, bottom),
        roles=(Role.RATE, Role.PART, Role.WHOLE),
        expected=exact,
        slack=slack + (rate.half * 4 if about else 0),
        line=f"{shown} ÷ {plain(bottom.amount)} = {percent(exact)}",
        strength=strength,
        alone=alone and not about and not told_again,
        rounded=_rounded(rate, top, bottom) if not over else (),
        apart=over != 0,
    )


def _is_goal(bottom: Token, rate: Token, over: int) -> bool:
    """Whether a figure is a goal that is printed as a bound, and a rate reckoned of just that.

    不少于600人次，实际648人次，完成率108%; ≤85万元，实际81.6万元，节约率4%. What reaches a goal is often called 100%.
    """
    match = _BOUND.match(bottom.raw.strip())
    return match is not None and (over != 0 or (match["least"] is not None and rate.amount != _HUNDRED))


def alike(one: Token, other: Token) -> bool:
    """Whether two amounts may be a rate of each other: people may be counted as 人 here and 人次 there."""
    return one.measure == other.measure or {one.measure, other.measure} == _PEOPLE


def _taken(rate: Token, top: Token, bottom: Token) -> bool:
    """Whether a rate is one of places taken: people and places stand right before it, in either order."""
    near = max(bottom.at, top.at) == rate.at - 1 and abs(bottom.at - top.at) == 1 and top.measure in _PEOPLE
    return near and {top.measure, bottom.measure} in _PLACES and _TAKEN.search(rate.lead) is not None


def _rounded(rate: Token, top: Token, bottom: Token) -> tuple[tuple[Token, Decimal, Decimal], ...]:
    """What each amount would have to be for the printed rate, and within what."""
    if rate.amount == 0 or top.amount == 0:
        return ()
    loose = rate.half / rate.amount
    wanted = ((top, bottom.amount * rate.amount / _HUNDRED), (bottom, top.amount * _HUNDRED / rate.amount))
    return tuple((one, value, value * loose) for one, value in wanted)


def found(*candidates: Candidate | None) -> Iterator[Candidate]:
    """Those of some candidates that there are."""
    yield from (one for one in candidates if one is not None)


def values_before(block: Block, token: Token) -> list[Token]:
    """The amounts before a rate in its sentence, nearest last."""
    return [one for one in block.before(token, same=False) if not one.is_rate and not one.is_price]


def same_name(name: str, token: Token) -> bool:
    """Whether a name and that of an amount are one, or one holds the other."""
    if len(token.mention.own) > _SHORT_NAME and name.endswith(token.mention.own):
        return True
    core, own = FILLER.sub("", name), FILLER.sub("", token.mention.own)
    if len(core) > 1 and len(own) > 1 and (core in own or own in core):
        return True
    # 占高校资助总额: what is called 资助总金额 before
    core, own = COMMON.sub("", core), COMMON.sub("", own)
    return TOTAL_WORD.search(token.lead) is not None and len(core) > 1 and len(own) > 1 and own in core


def other_named(name: str, one: Token, among: Sequence[Token]) -> bool:
    """Whether the whole of a share goes by a long name that others bear and one amount does not.

    占授予中小企业合同金额的58%: of that, and not of the 政府采购支出总额 before it.
    """
    if len(COMMON.sub("", FILLER.sub("", name))) < _LONG_NAME:
        return False
    named = [each for each in among if same_name(name, each)]
    return bool(named) and one not in named


def shared(core: str, words: str) -> bool:
    """Whether two characters in a row of a name stand in other words; what all amounts are called says nothing."""
    core = COMMON.sub("", core)
    return bool(core) and any(core[at : at + 2] in words for at in range(max(len(core) - 1, 1)))


def other_kind(core: str, own: str) -> bool:
    """Whether two names end alike and begin with nothing in common (有息负债 and 流动负债): two kinds of a thing."""
    alike = core[-_SHORT_NAME:] == own[-_SHORT_NAME:]
    first, other = core[:-_SHORT_NAME], own[:-_SHORT_NAME]
    return alike and len(first) >= _SHORT_NAME and len(other) >= _SHORT_NAME and not set(first) & set(other)


def abbreviates(stem: str, words: str) -> bool:
    """Whether a name is short for other words (取证 for 取得证书): its two characters stand there in their order."""
    return len(stem) == _SHORT_NAME and 0 <= words.find(stem[0]) < words.rfind(stem[1])


def amount_of(rate: Token, base: Token, amount: Token, strength: float) -> Candidate:
    """The reading that a rate of one amount is another."""
    value = base.amount * rate.amount / _HUNDRED
    return Candidate(
        question=("given", amount.start),
        kind=StatementKind.SHARE,
        target=amount,
        terms=(base, rate),
        roles=(Role.AMOUNT, Role.WHOLE, Role.RATE),
        expected=value,
        slack=amount.half + base.amount * rate.half / _HUNDRED if rate.mention.quantity.decimals else amount.fine,
        line=f"{plain(base.amount)} × {plain(rate.amount)}% = {plain(value)}",
        strength=strength,
        alone=not any(one.about for one in (amount, base, rate)),
        slipping=((base, amount.amount * _HUNDRED / rate.amount),) if rate.amount else (),
    )


def of_one_part(one: Candidate, top: Token, own: Token) -> Candidate:
    """A share of an amount that is not printed, but as so many percent of the whole named before."""
    share = own.amount / _HUNDRED
    expected = one.expected * share
    return replace(
        one,
        expected=expected,
        slack=one.slack * share + one.expected * own.half / _HUNDRED,
        line=f"{plain(top.amount)} × {plain(own.amount)}% ÷ {plain(one.terms[1].amount)} = {percent(expected)}",
        terms=(top, one.terms[1], own),
        roles=(Role.RATE, Role.WHOLE, Role.WHOLE, Role.RATE),
        rounded=(),
    )
