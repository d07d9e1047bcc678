"""Rates of several amounts at once, and of what is not what was looked for: 不合格4批次，合格率98.46%."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, percent, plain, quotient, sum_of
from formaudit.forms.narrative.readings.cues import ACHIEVED, TOTAL
from formaudit.forms.narrative.readings.ratios import alike, found, ratio
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled, late

__all__ = ["complement_candidates", "joint_candidates", "sources_of"]

_FAILED: Final = compiled(r"(?:不|未|没有)(?P<stem>[\u4e00-\u9fff]{1,4})")
_SOURCE: Final = late(r"(?:来源|安排|筹集|筹措|到位|下达|预算)[^，。；¤]{0,4}[:：]")
_EXECUTED: Final = compiled(r"(?:执行|支出|支付|使用)[^，。；¤]{0,4}率")
_SURE: Final = 0.75
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


def joint_candidates(block: Block, rate: Token, here: Sequence[Token]) -> Iterator[Candidate]:
    """A rate of what was done of all that came (县级80万元，上级120万元；支出180万元，执行率90%)."""
    top = here[-1] if here else None
    if top is None or rate.at != top.at + 1 or not _EXECUTED.search(rate.lead) or not ACHIEVED.search(top.lead):
        return
    run = sources_of(block, top)
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
        strength=_SURE,
        alone=not any(one.about for one in (rate, top, *run)),
    )
