"""Averages: 人均2.5万元, 平均每期40人次: a total divided by a count."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.narrative.readings.candidate import Candidate, plain
from formaudit.forms.narrative.readings.cues import ACHIEVED, TARGETED
from formaudit.forms.narrative.readings.means import mean_candidates
from formaudit.forms.narrative.readings.nearness import Slip, one_slip
from formaudit.forms.narrative.readings.prices import AVERAGE, is_price, unit_of
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled, late

__all__ = ["average_candidates", "is_monthly"]

_PLACES: Final = frozenset("村镇乡县校社")
_WHOLLY: Final = compiled(r"总|共|合计")
_WORDS: Final = 2
_LEAVING: Final = frozenset({"人", "人次"})
_CLAUSE: Final = 2
_ROW: Final = 3
_OF_BOTH: Final = 0.6
"""How sure an average is of one of two kinds of things that are counted beside each other."""
_ONE_OF: Final = late(r"最[高低大小多少]")
_EARNED: Final = compiled(r"增收|收入|收益|创收|产值|纯收|分红|利润")
"""What people earn is no part of what was spent on them."""
_LEAP: Final = Decimal(366)
_FROM: Final = compiled(r"由|从")
_TO: Final = compiled(r"(?:到|至)(?:了|日均|人均|年均)?\s*$")
"""日均由1.8万吨提高到2.16万吨: what an average rose to is an average."""
_COMPARED: Final = late(r"(?:比(?!例|重|率|赛)|较|低于|高于)[^，。；¤]*$")
"""车均比上年的2.25万元下降: what an average is held to is another year's, a plan's, a market's."""
_THAN_BEFORE: Final = late(r"^[，,\s]*(?:比|较|同比)")
"""平均用时18分钟，较上年缩短6分钟: by how much the average itself differs."""
_NAMED: Final = late(r"(?P<one>[人生户亩])均")
_ALIKE: Final = {"生": frozenset("人名"), "人": frozenset("人名位"), "户": frozenset("户家"), "亩": frozenset("亩顷")}
_EARNED_MORE: Final = late(r"增收|(?:增加|新增)[^，。；¤]{0,6}收入")
_MONTHLY: Final = late(r"月[人户生]均|[人户生]均(?:每)?月(?!度)|[人户生]月均")
_IN_YEAR: Final = late(r"全年|本年|年度|20\d\d年(?!\d{0,2}月)")
_BY_YEAR: Final = 0.65
_FAIR: Final = 20
"""An average may be off by a twentieth at most: 1 for 2 is no rounding."""
_NEAR: Final = Decimal("0.01")
_WHOLE_YUAN: Final = Decimal("0.00005")
_TEN_THOUSAND: Final = Decimal(10000)


def _in_yuan(token: Token) -> bool:
    """Whether an average is printed in whole 元: it is rounded to them, as no price is."""
    return token.mention.quantity.unit == "元" and not token.mention.quantity.decimals


def _in_a_row(count: Token | None, total: Token, average: Token) -> bool:
    """Whether a count, its total and the average follow each other (发放186笔3,720万元，笔均20万元)."""
    return count is not None and count.at + 1 == total.at == average.at - 1 and total.rank == 0


def _kin(average: Token, total: Token) -> bool:
    """Whether an average and a total go by the same words (人均财政补助…, 财政补助资金…)."""
    words = AVERAGE.sub("", average.lead) + average.lead
    return any(words[at : at + 2] in total.lead for at in range(len(words) - 1) if words[at : at + 2].isalpha())


def _taken(block: Block, total: Token, token: Token) -> bool:
    """Whether an average of the same words stands between a total and another one (村均30万元，重点村村均40万元)."""
    words = token.lead.rstrip()[-_WORDS:]
    return any(
        one.measure == token.measure and AVERAGE.search(one.lead) and one.lead.rstrip().endswith(words)
        for one in block.tokens[total.at + 1 : token.at]
    )


def _far(token: Token, value: Decimal) -> bool:
    """Whether an average and what it should be are worlds apart and no point has moved: a wrong reading."""
    if not value or not token.amount:
        return False
    times = max(value / token.amount, token.amount / value)
    return times > _FAIR and abs(times.scaleb(-times.adjusted()) - 1) > _NEAR


def _only_planned(average: Token, total: Token) -> bool:
    """Whether an average of what was spent stands beside what was to be spent (预算指标520万元，…，月均支出38万元)."""
    spent = ACHIEVED.search(average.lead) is not None
    return spent and TARGETED.search(total.lead) is not None and ACHIEVED.search(total.lead) is None


def _monthly(
    token: Token, totals: Sequence[Token], people: Sequence[Token], counts: Sequence[Token]
) -> Iterator[Candidate]:
    """保障860人，月人均补差320元，发放12个月，共发放330.24万元: by people and by months, twelve if none stand."""
    stated = [one for one in counts if one.measure in ("个月", "月") or one.tail.startswith("月")]
    clear = len(totals) == len(people) == 1 and len(stated) <= 1
    yearly = clear and not stated and _IN_YEAR.search(totals[0].lead) is not None
    for total in totals:
        for count in people:
            for month in stated or (None,):
                times = month.amount if month is not None else Decimal(12)
                if not times or not count.amount or count is month:
                    continue
                number = count.amount * times
                value = total.amount / number
                average = Candidate(
                    question=("average", token.start),
                    kind=StatementKind.AVERAGE,
                    target=token,
                    terms=(total, count, *((month,) if month is not None else ())),
                    roles=(Role.AVERAGE, Role.TOTAL, Role.COUNT, *((Role.COUNT,) if month is not None else ())),
                    expected=value,
                    slack=_WHOLE_YUAN if _in_yuan(token) else token.half,
                    tail=token.half * 2,
                    line=f"{plain(total.amount)} ÷ ({plain(count.amount)} × {plain(times)}) = {plain(value)}"
                    + (f" = {plain(value * _TEN_THOUSAND)}元" if token.mention.quantity.unit == "元" else ""),
                    strength=0.85 if clear and month is not None else 0.5,
                    alone=clear and month is not None and not any(one.about for one in (token, total, count)),
                    slipping=((total, token.amount * number),),
                    rounded=((count, total.amount / times / token.amount, count.amount / _TEN_THOUSAND),)
                    if token.amount
                    else (),
                )
                # Who came during the year was paid for some months only: without a plain slip nobody is asked.
                told = yearly and average.slip is Slip.SURE and not any(one.about for one in (token, total, count))
                yield replace(average, strength=_BY_YEAR, alone=True) if told else average


class _Around(Struct, frozen=True):
    """The totals and counts near an average; ``fitting`` are the counts that its words name, ``loose`` the others."""

    totals: list[Token]
    before: list[Token]
    counts: list[Token]
    fitting: list[Token]
    loose: list[Token]


def average_candidates(block: Block, token: Token, run: Sequence[Token], parts: frozenset[int]) -> Iterator[Candidate]:
    """人均2.5万元, 平均每期40人次: a total before it divided by a count before it."""
    if _held_to(token):
        return
    words = _words(token)
    near = _around(block, token, run, parts, words, back=0)
    if len(near.totals) != 1 or len(near.fitting) != 1:  # a sentence that has both asks no other one
        near = _around(block, token, run, parts, words, back=1)
    yield from mean_candidates(block, token)
    if _MONTHLY.search(token.lead):
        yield from _monthly(token, near.totals, near.fitting, near.counts)
        return
    months = [Decimal(12)] if "月" in words else []
    days = [Decimal(365), _LEAP] if "日" in words and not near.fitting and token.measure != "天" else []
    for total in near.totals:
        divisors = [
            *((one, one.amount, True) for one in near.fitting),
            *((one, one.amount, False) for one in near.loose),
            *((None, number, True) for number in (*months, *days)),
        ]
        for count, number, fits in divisors:
            if number == 0 or total.amount == 0:
                continue
            if number == _LEAP and abs(total.amount / number - token.amount) > token.half:
                continue
            only = len(near.fitting) + len(months) == 1 or _in_a_row(count, total, token)
            sure = fits and only and _sure(block, token, total, count, near)
            likely = (0.85 if sure else 0.65 if days and count is None else 0.6) if fits else 0.4
            beside = _beside(block, count, total) if count is not None else None
            if count is None or beside is None:
                yield _average(token, total, (count, number), likely, fits=fits)
                continue
            # Of which of the two kinds an average is, its name does not say.
            yield replace(_average(token, total, (count, number), min(likely, _OF_BOTH), fits=fits), alone=False)


def _held_to(token: Token) -> bool:
    """Whether a figure is what an average is held to, and not what it came to (亩均较上年增加到640元)."""
    match = AVERAGE.search(token.lead)
    return match is not None and _COMPARED.search(match[0]) is not None and _TO.search(token.lead) is None


def _beside(block: Block, count: Token, total: Token) -> Token | None:
    """The other count of a list of two kinds that a total is of (12个行政村和3个社区共支出180万元), if there is one."""
    for one in (*block.tokens[max(0, count.at - 1) : count.at], *block.tokens[count.at + 1 : count.at + 2]):
        later = max(one, count, key=lambda each: each.at)
        listed = one.measure == count.measure and one.sentence == count.sentence and later.rank <= 1
        if listed and one.at != total.at and "其中" not in later.lead:
            return one
    return None


def is_monthly(token: Token) -> bool:
    """Whether an average is one of a person and month (人均每月663元)."""
    return _MONTHLY.search(token.lead) is not None and token.measure == "money"


def _words(token: Token) -> str:
    """What an average is of, in the words before it."""
    match = AVERAGE.search(token.lead)
    words = "".join(match[group] or "" for group in ("of", "one", "single")) if match else ""
    return words + ("辆" if "车" in words else "")


def _around(
    block: Block, token: Token, run: Sequence[Token], parts: frozenset[int], words: str, *, back: int
) -> _Around:
    """The figures of which an average may be made, those before it first, as far as so many sentences back."""
    earlier = [one for one in block.recent(token) if not one.is_rate and token.sentence - one.sentence <= back]
    own = _right_before(block, token, words, earlier)
    here = {one.measure for one in earlier if one.at not in parts}
    earlier = [one for one in earlier if one.at == own or one.at not in parts or one.measure not in here]
    earlier = [one for one in earlier if own < 0 or one.at == own or one.measure != token.measure]
    level = [one for one in earlier if one.depth <= token.depth]  # 车辆费156.8万元（购置费36万元、运行费120.8万元）
    earlier = [one for one in earlier if one in level or one.measure not in {each.measure for each in level}]
    later = [one for one in run if one.at > token.at and not one.is_rate]
    later = [one for one in later if one.at not in parts or one.measure not in {each.measure for each in later[:1]}]
    totals = [
        one
        for one in (*earlier, *later)
        if one.measure in (token.measure, f"{token.measure}次")
        and not is_price(one)
        and not AVERAGE.search(one.lead)
        and not _ONE_OF.search(one.clause)
        and not (one.at > token.at and _THAN_BEFORE.search(one.lead))
        and not (_FROM.search(token.lead) and one.at > token.at and _TO.search(one.lead))
    ]
    others = [one for one in (*earlier, *later) if one.measure not in ("money", token.measure)]
    counts = [one for one in others if not one.is_price and not _ONE_OF.search(one.clause)]  # 最高的一座
    fitting = [one for one in counts if set(one.measure) & set(words) or unit_of(one) in words]
    fitting += [
        one for one in counts if one not in fitting and one.measure == "个" and set(words) & set(one.tail[:4]) & _PLACES
    ]
    if "生均" in token.lead:  # 在校学生1,792人，生均公用经费850元
        fitting += [one for one in counts if one not in fitting and one.measure == "人" and "生" in one.lead]
    if "住院" in token.lead:  # 出院9,860人次，占用床日78,880天，平均住院日8天
        fitting += [one for one in counts if one not in fitting and "出院" in one.lead and one.measure in _LEAVING]
    loose = [one for one in counts if one not in fitting]
    if not fitting and len(loose) == 1 and "日" not in words and not _of_others(token, loose[0]):
        fitting, loose = loose, []
    return _Around(totals, [one for one in totals if one.at < token.at], counts, fitting, loose)


def _right_before(block: Block, token: Token, words: str, earlier: Sequence[Token]) -> int:
    """The place of the amount right before a count and its average that goes by their words, or −1.

    公务用车运行费142.4万元，36辆，车均3.96万元 is of that; 2022年投入448万元，改厕2,820户，户均3,000元 need not be.
    """
    counts: list[Token] = []
    for one in block.tokens[max(0, token.at - _ROW) : token.at][::-1]:
        if one.sentence != token.sentence or (counts or [token])[-1].rank > _CLAUSE or one.is_rate:
            return -1
        if one.measure != token.measure:
            counts.append(one)
            continue
        shared = [word[at : at + 2] for word in (each.lead for each in counts) for at in range(len(word) - 1)]
        kin = any(word.isalpha() and word in one.lead for word in shared) or (words[:1] and words[0] in one.lead)
        return one.at if counts and kin and one in earlier else -1
    return -1


def _of_others(token: Token, count: Token) -> bool:
    """Whether an average is one of people, households or land, and what is counted is none (5个专项：…生均拨款…)."""
    named = _NAMED.search(token.lead)
    return named is not None and not set(count.measure) & _ALIKE[named["one"]]


def _sure(block: Block, token: Token, total: Token, count: Token | None, near: _Around) -> bool:
    """Whether the words leave no other total for an average than this one."""
    return (
        (len({(one.amount, one.sentence) for one in near.totals}) == 1 or _in_a_row(count, total, token))
        and (total.sentence == token.sentence or _kin(token, total))
        and not _taken(block, total, token)
        and not (_EARNED.search(token.lead) and not _EARNED.search(total.lead))
        and not ("可支配" in token.lead and "可支配" not in total.lead)
        and not ("增收" in token.lead and _EARNED_MORE.search(total.lead) is None)
        and not _only_planned(token, total)
        and not _of_some(block, token, total)
        and (
            total in near.before
            or _WHOLLY.search(total.lead) is not None
            or _kin(token, total)
            or "标准" in token.lead
            or (total.at == token.at + 1 and total.rank <= _CLAUSE)
        )
    )


def _of_some(block: Block, token: Token, total: Token) -> bool:
    """Whether an average is that of some of those a total is for (其中小学生年人均800元，初中生年人均1250元)."""
    between = block.tokens[total.at + 1 : token.at] if total.at < token.at else ()
    return "其中" in token.clause or any("其中" in one.clause and AVERAGE.search(one.lead) for one in between)


def _average(
    token: Token, total: Token, divisor: tuple[Token | None, Decimal], likely: float, *, fits: bool
) -> Candidate:
    """A total divided by a count that is printed, or by the months or days of a year."""
    count, number = divisor
    value = total.amount / number
    # An average may be cut off; where its total is that of the average itself but for a plain slip, it is not.
    cut = one_slip(total, token.amount * number) is not Slip.SURE and value % (token.half * 2) != 0
    rounded = total.mention.quantity.decimals and total.mention.quantity.unit != "元"
    unit = token.mention.quantity.unit
    return Candidate(
        question=("average", token.start),
        kind=StatementKind.AVERAGE,
        target=token,
        terms=(total, *((count,) if count is not None else ())),
        roles=(Role.AVERAGE, Role.TOTAL, *((Role.COUNT,) if count is not None else ())),
        expected=value,
        slack=(_WHOLE_YUAN if _in_yuan(token) else token.half) + (total.half / number if rounded else Decimal(0)),
        tail=min(token.half * 2, token.amount / _FAIR) if cut else Decimal(0),
        line=f"{plain(total.amount)} ÷ {plain(number)} = {plain(value)}"
        + (f" = {plain(value * _TEN_THOUSAND)}元" if unit == "元" and token.measure == "money" else ""),
        strength=likely - (0.3 if _far(token, value) else 0),
        alone=fits and not any(one.about for one in (token, total)) and not _far(token, value),
        slipping=(
            (total, token.amount * number),
            *(((count, total.amount / token.amount),) if count is not None and token.amount else ()),
        ),
    )
