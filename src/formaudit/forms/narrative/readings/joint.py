"""Rates of several amounts at once, and of what is not what was looked for: 不合格4批次，合格率98.46%."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, percent, plain, quotient, sum_of
from formaudit.forms.narrative.readings.cues import ACHIEVED, TOTAL
from formaudit.forms.narrative.readings.ratios import COMMON, alike, found, ratio
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled, late

__all__ = [
    "OF_AVAILABLE",
    "brought",
    "brought_beside",
    "complement_candidates",
    "joint_candidates",
    "named_together",
    "sources_of",
]

_FAILED: Final = compiled(r"(?:不|未|没有)(?P<stem>[\u4e00-\u9fff]{1,4})")
_CONTRARY: Final = (
    (late(r"[开复]工|开业|营业"), late(r"停产|停工|停业|歇业")),
    (late(r"入住|使用|利用|出租"), late(r"空置|闲置|空闲|空余")),
    (late(r"出勤|到岗|到课|参会|到会|出席"), late(r"缺勤|缺席|请假|缺岗|旷课|旷工")),
    (late(r"巩固|在校"), late(r"辍学|流失")),
    (late(r"[成存]活"), late(r"死亡|枯死")),
    (late(r"完好|在线|正常"), late(r"故障|损坏|破损|离线")),
    (late(r"有效"), late(r"作废|无效|废卷")),
)
"""What a rate is called, and what those are called that fall short of it."""
_SOURCE: Final = late(r"(?:来源|安排|筹集|筹措|到位|下达|预算)[^，。；¤]{0,4}[:：]")
_EXECUTED: Final = compiled(r"(?:执行|支出|支付|使用)[^，。；¤]{0,4}率")
_BROUGHT: Final = late(
    r"(?:上年末?|上一年度?|去年|年初|期初|以前年度|往年|20\d\d年度?(?![末底]))(?!末)[^，。；¤]{0,6}结[转余](?![^，。；¤]*(?:下年|次年|以后))"
)
_OF_ALL: Final = late(r"全年预算|调整后|追加后|可用|可支配|总")
OF_AVAILABLE: Final = late(
    r"占[^，。；¤]{0,6}可(?:用|支配|使用|供使用)(?:资金|财力|经费)?(?:总[量额])?的?[^，。；¤]{0,4}$"
)
"""What is told to be of all that there was, where a budget and what was carried over stand before it."""
_SURE: Final = 0.75
_CONFIRMS: Final = 0.6
_PAIR: Final = 2


def complement_candidates(rate: Token, stem: str, here: Sequence[Token]) -> Iterator[Candidate]:
    """抽检260批次，不合格4批次，合格率98.46%: all but those that failed."""
    if len(here) == _PAIR + 1 and here[0].amount == here[1].amount and here[0].measure == here[1].measure:
        here = here[1:]  # 应检测1,500份，实际检测1,500份，不合格12份
    if len(here) != _PAIR or not alike(*here):
        return
    whole, failed = here
    match = _FAILED.search(failed.lead)
    short = (
        match is not None and len(match["stem"]) == 1 and stem[:1] == match["stem"]
    )  # 支付12万元，未支3万元，支付率80%
    if match is not None and (short or stem[:_PAIR] == match["stem"][:_PAIR]) and stem[:_PAIR] in whole.lead:
        yield _of_both(rate, whole, failed)
        return
    if match is not None and stem[:_PAIR] == match["stem"][:_PAIR] and whole.amount > failed.amount:
        yield from found(ratio(rate, failed, whole, 0.85, over=-1))
        return
    contrary = any(one.search(stem) and other.search(failed.lead) for one, other in _CONTRARY)
    if match is None and contrary and failed.rank <= _PAIR and whole.amount > failed.amount:
        yield from found(ratio(rate, failed, whole, 0.8, over=-1))  # 企业112家，停产9家，开工率92%


def _of_both(rate: Token, done: Token, failed: Token) -> Candidate:
    """已开工33个，未开工17个，开工率66%: what was done of what was and was not."""
    exact, slack = quotient(rate, done.amount, done.amount + failed.amount, (done.fine, failed.fine))
    return Candidate(
        question=("rate", rate.start),
        kind=StatementKind.SHARE,
        target=rate,
        terms=(done, done, failed),
        roles=(Role.RATE, Role.PART, Role.WHOLE, Role.WHOLE),
        expected=exact,
        slack=slack,
        line=f"{plain(done.amount)} ÷ ({plain(done.amount)} + {plain(failed.amount)}) = {percent(exact)}",
        strength=0.85,
        alone=not any(one.about for one in (rate, done, failed)),
    )


def sources_of(block: Block, top: Token) -> list[Token]:
    """The amounts of the part before that are told to be where money came from: 经费来源：县级80万元，上级120万元；."""
    before = [one for one in block.before(top) if one.part < top.part and not one.is_price]
    run = [one for one in before if before and one.part == before[-1].part]
    led = bool(run) and _SOURCE.search(run[0].clause + run[0].lead) is not None
    headed = bool(run) and (led or _SOURCE.search(block.blotted[block.sentence_of(run[0])[0] : run[0].start]))
    return run if headed and len(run) > 1 and not any(TOTAL.search(one.lead) for one in run) else []


def named_together(rate: Token, stem: str, here: Sequence[Token]) -> Iterator[Candidate]:
    """培训312人，实现就业268人、创业31人，就业创业率95.83%: a rate called after several amounts."""
    tops: list[Token] = []
    for one in reversed(here):
        if one.mention.own[-_PAIR:] not in stem or len(one.mention.own) < _PAIR or (tops and tops[-1].rank > 1):
            break
        tops.append(one)
    before = here[: len(here) - len(tops)]
    names = {one.mention.own[-_PAIR:] for one in tops}
    if len(names) < len(tops) or any(COMMON.search(name) for name in names):
        return  # 省级资金180万元、市级资金60万元，资金节约率10.5%
    if len(tops) < _PAIR or not before or rate.at != tops[0].at + 1 or not alike(before[-1], tops[0]):
        return
    whole, done = before[-1], sum_of(tops)
    if done <= whole.amount and whole.amount:
        exact, slack = quotient(rate, done, whole.amount, (whole.fine, whole.fine))
        yield Candidate(
            question=("rate", rate.start),
            kind=StatementKind.SHARE,
            target=rate,
            terms=(*tops[::-1], whole),
            roles=(Role.RATE, *(Role.PART for _ in tops), Role.WHOLE),
            expected=exact,
            slack=slack,
            line=f"({' + '.join(plain(one.amount) for one in tops[::-1])}) ÷ {plain(whole.amount)} = {percent(exact)}",
            strength=0.85,
            alone=not any(one.about for one in (rate, whole, *tops)),
        )


def joint_candidates(block: Block, rate: Token, here: Sequence[Token]) -> Iterator[Candidate]:
    """A rate of what was done of all that came (县级80万元，上级120万元；支出180万元，执行率90%)."""
    top = here[-1] if here else None
    available = OF_AVAILABLE.search(rate.lead) is not None
    told = available or _EXECUTED.search(rate.lead)
    if top is None or rate.at != top.at + 1 or not told or not ACHIEVED.search(top.lead):
        return
    run = sources_of(block, top)
    sure = bool(run) or available
    run = run or _with_brought(top, here)
    if not run:
        return
    whole = sum_of(run)
    exact, slack = quotient(rate, top.amount, whole, (top.fine, sum((one.fine for one in run), Decimal(0))))
    yield Candidate(
        question=("rate", rate.start),
        kind=StatementKind.SHARE,
        target=rate,
        terms=(top, *run),
        roles=(Role.RATE, Role.PART, *(Role.WHOLE for _ in run)),
        expected=exact,
        slack=slack,
        line=f"{plain(top.amount)} ÷ ({' + '.join(plain(one.amount) for one in run)}) = {percent(exact)}",
        strength=_SURE if sure else _CONFIRMS,
        alone=sure and not any(one.about for one in (rate, top, *run)),
    )


def brought(token: Token) -> bool:
    """Whether an amount was carried over from before (上年结转20万元): with it a year begins."""
    return token.measure == "money" and _BROUGHT.search(token.lead) is not None


def brought_beside(bottom: Token, here: Sequence[Token], wholes: Mapping[int, Token]) -> bool:
    """Whether beside a budget an amount stands that was carried over, no part of it, so that both may be the whole.

    上年结转20万元，本年预算180万元，支出190万元，执行率95%: of the 200 that there were.
    """
    beside = [one for one in here if one is not bottom and brought(one) and wholes.get(one.at) is not bottom]
    return bool(beside) and not brought(bottom) and not (TOTAL.search(bottom.lead) or _OF_ALL.search(bottom.lead))


def _with_brought(top: Token, here: Sequence[Token]) -> list[Token]:
    """A budget and what was carried over, where nothing else stands before what was done (…结转20万元，预算180万元)."""
    run = [one for one in here if one.at < top.at and one.measure == top.measure]
    return run if len(run) == _PAIR and sum(brought(one) for one in run) == 1 else []
