"""Balances: what was there, what came, what went and what is left; budgets and what is still to be paid; deductions."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from msgspec.structs import replace

from formaudit.forms.narrative.readings.additions import balance_candidate
from formaudit.forms.narrative.readings.adjusted import taken_off
from formaudit.forms.narrative.readings.backward import backward_candidates, deducted_candidates
from formaudit.forms.narrative.readings.candidate import Candidate, plain, sum_of
from formaudit.forms.narrative.readings.cues import TOTAL, side, step
from formaudit.forms.narrative.readings.ledger_words import LEDGERS, SCORE, Ledger
from formaudit.forms.narrative.readings.movements import is_account, moved_beside, vacant
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.words import Wording
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled, late

__all__ = ["ledger_candidates"]


_TOTALS: Final = compiled(r"总计")
_ARRIVED: Final = compiled(r"(?:实际|已|累计|全部)?到位(?:资金|金额)?")
_HUNDRED: Final = Decimal(100)
_PASS: Final = 20
"""A score below is one of an indicator, not one of a hundred."""
_OVERALL: Final = compiled(r"自评|总|综合|最终|评价")
_OF_INDICATOR: Final = late(r"指标|决策|过程|产出|效益|效果|满意|执行")
"""效益指标得25.4分，扣4.6分: an indicator has other full marks than a hundred."""
_REVIEWED: Final = late(r"审核|复[核审评查]|抽查|核减|财政|第三方|[扣减除]后得?|整改")
_SENT_IN: Final = compiled(r"送审|报审|合同|概算|控制价|预算|计划|任务|申报|申请")
_DUE: Final = compiled(r"应当?(?:拨付|支付|发放|兑付|完成|收|缴|支|付)")
_FINAL: Final = compiled(r"(?:调整|追加|调[增减]|[压核]减|变更)后|(?:全年|年末|期末|最终)预算|可用|可支配")
_YEAR_END: Final = late(r"(?P<year>20\d\d)年(?:末|底)")
_BROUGHT: Final = compiled(r"(?:年初|期初|上年|以前年度)(?!末)[^，。；¤]{0,4}结[转余][^，。；¤]{0,6}$")
_OF_YEAR: Final = late(r"(20\d\d)年度?(?:末|底)?(?P<left>[^，。；¤]{0,6}结[转余])?")
_AT_END: Final = late(r"[末底]")
_RECEIVED: Final = compiled(r"收到|收取")
_LISTED, _CLAUSE = 1, 2
_MONEY: Final = LEDGERS[1]
_FROM_NOTHING: Final = 0.75
"""An account may have held something before, though nothing says so: a plain slip must speak."""
_PART_ALONE: Final = 0.55
_RETURNED: Final = late(r"上缴|收回|交回|缴回|退回|核销")
_ASKED: Final = late(r"申请|申报|送审|报审")
_GRANTED: Final = late(r"批复|批准|核定|审定|下达")
_BESIDE: Final = late(r"(?:与|比|较|对照|占)[^，。；¤]{0,10}$")
_AGAINST: Final = late(r"(?:比|较|与|同)(?:上年|去年|上一年|同期|20\d\d年)|同比")
_IN_POST: Final = late(r"编制内|编内|在编")
_REMAINS: Final = late(r"结[余转]|剩余|余[额款]|尚")
_INNER: Final = late(r"[，,；]?\s*(?:其中(?!央|心)|[(（]?含)")
_OF_WHICH: Final = late(r"其中(?!央|心|间|期|旬|小企|小微|国(?![家库有债内资道省控企税土防际]))|[(（]")


def ledger_candidates(block: Block, parts: frozenset[int], totals: frozenset[int]) -> Iterator[Candidate]:
    """Every balance that the words offer.

    ``parts`` are figures known to be parts of another figure and left out of it, ``totals`` such as only sum up others.
    """
    runs = list(block.sentences())
    for at, run in enumerate(runs):
        wider = (
            [*runs[at - 1], *run] if at and run[0].sentence - runs[at - 1][0].sentence == 1 and run[0].rank < 5 else run
        )
        for ledger in (*LEDGERS, SCORE):
            if (ledger is SCORE) != any(token.measure == "分" for token in run):
                continue
            for result in run:
                if ledger is SCORE:
                    yield from deducted_candidates(run, result)
                if _BROUGHT.search(result.lead) or _left_before(run, result):
                    continue  # 年初结转结余216万元: with that a year begins
                if ledger.result.search(_words(block, result)) and not result.is_rate and not result.is_price:
                    left = parts if ledger.plus is None or ledger is LEDGERS[0] else parts | (totals - {result.at})
                    near = _open(_balances(block, ledger, run, result, left), run, result)
                    useless = all(one.expected < 0 for one in near)
                    if useless and (moved := moved_beside(block, ledger, run, left)):
                        near = _open(_balances(block, ledger, run, result, left - moved), run, result)
                    # The sentence before is asked only where this one has nothing to start from.
                    apart = ledger is SCORE or _of_its_own(run, result)
                    yield from near or (() if apart else _balances(block, ledger, wider, result, left))
                    if ledger is not SCORE:
                        yield from _open(backward_candidates(ledger, run, result), run, result)


def _left_before(run: Sequence[Token], result: Token) -> bool:
    """Whether a figure was left of a year before those told behind it (2022年结转20万元，2023年预算180万元)."""
    if any(one.at < result.at and one.measure == result.measure for one in run):
        return False
    own = _OF_YEAR.search(result.lead)
    later = [match[1] for one in run if one.at > result.at and (match := _OF_YEAR.search(one.lead)) is not None]
    return own is not None and own["left"] is not None and bool(later) and own[1] < min(later)


def _open(balances: Iterable[Candidate], run: Sequence[Token], result: Token) -> list[Candidate]:
    """Balances that may only confirm where their result may be what a year began with (2022年结转20万元，2022年预算…).

    Less than nothing is never what was carried over.
    """
    first = not any(one.at < result.at and one.measure == result.measure for one in run)
    own = _OF_YEAR.search(result.lead)
    undated = own is not None and own["left"] is not None and not _AT_END.search(own[0])
    if not first or not undated:
        return list(balances)
    return [replace(one, alone=False) for one in balances if one.expected >= 0]


def _of_its_own(run: Sequence[Token], result: Token) -> bool:
    """Whether a sentence tells several sources of its own (县级安排80万元，上级补助120万元；…，结余20万元)."""
    came = [one for one in run if one.at < result.at and one.measure == result.measure and not one.is_price]
    return sum(side(one.lead) == "planned" or "补助" in one.lead for one in came) > 1


def _words(block: Block, token: Token) -> str:
    """What is said of a figure: before it since the last mark, and right behind it (12公里结转下年)."""
    return f"{block.words(token)}¤{token.tail[:8]}"


def _balances(
    block: Block, ledger: Ledger, run: Sequence[Token], result: Token, parts: frozenset[int]
) -> Iterator[Candidate]:
    same = [one for one in run if one.measure == result.measure and one.at != result.at and not one.is_price]
    before = [one for one in same if one.at < result.at and one.at not in parts and one.depth <= result.depth]
    before = [one for one in before if "分配" not in one.lead and not _against(one)]
    if "分配" in result.lead:
        return
    plus: list[Token] = []
    minus: list[Token] = []
    starts: list[Token] = []
    others: list[Token] = []
    for token in before:
        words = block.words(token)
        if ledger.plus is None and ledger is not SCORE and TOTAL.search(words) and not starts:
            starts.append(token)
        elif (ledger.plus is None and starts and _ASKED.search(starts[0].lead) and _GRANTED.search(words)) or (
            ledger.minus is not None and _went(ledger, ledger.minus, words, result)
        ):
            minus.append(token)
        elif ledger.start.search(words) and not (ledger.plus is not None and ledger.plus.search(words) and starts):
            starts.append(token)
        elif ledger.plus is not None and ledger.plus.search(words):
            plus.append(token)
        elif not (ledger.plus is not None and _some_of_it(block, token)):
            others.append(token)
    question = ("balance", result.start)
    if ledger is SCORE and not starts and not minus and _OVERALL.search(result.lead):
        minus = [
            one
            for one in same
            if one.at > result.at and one.at not in parts and ledger.minus is not None and ledger.minus.search(one.lead)
        ]
    if ledger is SCORE and not starts:
        yield from _from_hundred(question, taken_off(minus), others, result)
        return
    if _TOTALS.search(result.lead) is None and sum(_TOTALS.search(one.lead) is not None for one in before) > 1:
        return  # 收入总计 and 支出总计 hold what is carried over: between them nothing is left
    if ledger.plus is None:
        yield from _of_some(block, question, ledger, starts, [one for one in same if one.at in parts], result)
        for candidate in _left(block, question, ledger, starts, minus, others, result):
            yield from _split(candidate, _shared(block, result, parts))
        return
    if ledger is _MONEY and not starts and not others and minus and is_account(plus):
        moved = [*((one, 1) for one in plus[1:]), *((one, -1) for one in minus)]
        yield balance_candidate(question, plus[0], moved, result, _FROM_NOTHING, alone=True)
    if not starts or not (plus or minus):
        return
    start = starts[-1] if ledger is not LEDGERS[1] else starts[0]
    if _years_apart(start, result):
        return
    if start.part == result.part and start.at > before[0].at:
        # 甲预算85万元，压减8.5万元；乙预算60万元，追加12万元，调整后72万元: what another part tells is of another one.
        here = [one for one in before if one.part == start.part]
        plus, minus, others, starts = ([one for one in each if one in here] for each in (plus, minus, others, starts))
    extra = [one for one in starts if one is not start]
    movements = [*((one, 1) for one in plus), *((one, -1) for one in minus)]
    for size in range(1, min(len(movements), 5) + 1):
        for chosen in combinations(movements, size):
            whole = size == len(movements)
            clean = whole and not extra and not others
            strength = ledger.strength if clean else ledger.strength - 0.25 if whole else 0.3
            yield from _split(
                balance_candidate(question, start, chosen, result, strength, alone=whole), _shared(block, result, parts)
            )


def _some_of_it(block: Block, token: Token) -> bool:
    """Whether a figure is only some of the one right before it (新划240个，其中路内泊位86个)."""
    before = block.tokens[token.at - 1] if token.at else None
    inner = before is not None and before.measure == token.measure and before.sentence == token.sentence
    return inner and before is not None and before.amount > token.amount and _INNER.match(token.lead) is not None


def _years_apart(start: Token, result: Token) -> bool:
    """Whether more than a year lies between two year's ends (2022年末8.6亿元，2023年新增…，2024年末9.8亿元)."""
    ends = [match for one in (start, result) if (match := _YEAR_END.search(one.lead)) is not None]
    return len(ends) == len((start, result)) and int(ends[1]["year"]) - int(ends[0]["year"]) != 1


def _of_some(
    block: Block,
    question: tuple[str, int],
    ledger: Ledger,
    starts: Sequence[Token],
    inner: Sequence[Token],
    result: Token,
) -> Iterator[Candidate]:
    """编制21名，实有23人，其中在编19人，空编2名: what is left when a part alone is taken off, if it comes out."""
    minus = ledger.minus
    if minus is None:
        return
    for start in starts:
        for one in inner:
            outer = block.tokens[start.at + 1 : one.at]
            told = minus.search(block.words(one)) and any(minus.search(block.words(other)) for other in outer)
            if told and one.at < result.at and start.amount - one.amount == result.amount:
                yield balance_candidate(question, start, [(one, -1)], result, _PART_ALONE, alone=False)


def _against(token: Token) -> bool:
    """Whether a figure is a change against another year (比上年增加165万元), and no movement of this one."""
    return token.role in (Wording.DIFFERENCE, Wording.GROWTH) and _AGAINST.search(token.lead) is not None


def _went(ledger: Ledger, minus: re.Pattern[str], words: str, result: Token) -> bool:
    """Whether words speak of what went; where they speak of what there was too the last ones tell (结算送审金额)."""
    gone = [match.end() for match in minus.finditer(_DUE.sub("", _without_arrival(words, result)))]
    there = [match.end() for match in _SENT_IN.finditer(words)] if ledger.plus is None else []
    return bool(gone) and max(gone) > max(there, default=0)


def _shared(block: Block, result: Token, parts: frozenset[int]) -> tuple[Token, ...]:
    """Figures behind a result among which what is left is split (年末结转6万元、上缴财政2万元)."""
    found: list[Token] = []
    last = result
    for token in block.after(result):
        if token.at in parts or token.is_price or token.depth != result.depth or "累计" in token.lead:
            break
        rank = block.rank_between(last, token)
        if rank > _LISTED and step(token) not in ("left", "carried") and not _RETURNED.search(token.lead):
            break
        if rank > _CLAUSE or _OF_WHICH.search(block.between(last, token)):
            break
        found.append(token)
        last = token
    return tuple(found)


def _without_arrival(words: str, result: Token) -> str:
    """Money that arrived is what there was, save where the question is what has not arrived."""
    words = words if "收" in result.lead else _RECEIVED.sub("", words)
    return words if "到位" in result.lead or "缺口" in result.lead else _ARRIVED.sub("", words)


def _split(candidate: Candidate, shared: tuple[Token, ...]) -> Iterator[Candidate]:
    """A balance, and where its result is one of several figures also that of all of them."""
    yield replace(candidate, alone=candidate.alone and not shared)
    if shared:
        rest = sum_of(shared)
        yield replace(
            candidate,
            terms=(*candidate.terms, *shared),
            roles=(*candidate.roles, *(Role.MINUS for _ in shared)),
            expected=candidate.expected - rest,
            line=f"{candidate.line.rpartition(' = ')[0]} − {' − '.join(plain(one.amount) for one in shared)}"
            f" = {plain(candidate.expected - rest)}",
            strength=candidate.strength - 0.03,
        )


def _left(
    block: Block,
    question: tuple[str, int],
    ledger: Ledger,
    starts: Sequence[Token],
    minus: Sequence[Token],
    others: Sequence[Token],
    result: Token,
) -> Iterator[Candidate]:
    """What is left of a figure when others are taken off."""
    everything = [*starts, *others, *minus]
    for start in [*starts, *others, *minus]:
        # 在职45人，与编制数48人相比缺编3人: what a comparison names may stand behind what is taken off it.
        beside = start in starts and (_BESIDE.search(start.lead) is not None or vacant(start, result))
        taken = [one for one in minus if one.at > start.at or beside]
        for size in range(1, min(len(taken), 4) + 1):
            for chosen in combinations(taken, size):
                whole = size == len(taken)
                sure = (
                    start in starts
                    and (len({one.amount for one in starts}) == 1 or _last_final(starts, start))
                    and whole
                    and not [one for one in others if one.at > start.at]
                )
                strength = ledger.strength - (0 if sure else 0.25) - (0 if start in starts else 0.1)
                between = block.blotted[start.end : result.start]
                strength -= 0.15 if _OF_WHICH.search(between) and not _made_up(block, chosen[-1], result) else 0
                strength -= 0.1 if size > 1 else 0
                run = [one for one in everything if one.at > start.at]
                alone = whole and (
                    len(everything) - len(taken) <= 2
                    or (start in starts and sorted(run, key=_at) == sorted(chosen, key=_at))
                    or (size == 1 and vacant(start, result) and _IN_POST.search(chosen[0].lead) is not None)
                )
                # 应发2,892人，实发2,892人，未停发3人: where nothing is left the figure is of something else.
                alone = alone and (start.amount != sum_of(chosen) or _REMAINS.search(result.lead) is not None)
                yield balance_candidate(question, start, [(one, -1) for one in chosen], result, strength, alone=alone)


def _made_up(block: Block, spent: Token, result: Token) -> bool:
    """Whether all between an amount and what is left makes up that amount (支出58.6万元，其中…，结余4.2万元)."""
    inner = [one for one in block.tokens[spent.at + 1 : result.at] if one.measure == spent.measure]
    return len(inner) > 1 and sum_of(inner) == spent.amount


def _last_final(starts: Sequence[Token], start: Token) -> bool:
    """Whether of several amounts the last is what the others came to, or what of them is due (应付270.2万元)."""
    return start is starts[-1] and (_FINAL.search(start.lead) is not None or _DUE.search(start.clause) is not None)


def _at(token: Token) -> int:
    return token.at


def _from_hundred(
    question: tuple[str, int], minus: Sequence[Token], others: Sequence[Token], result: Token
) -> Iterator[Candidate]:
    """Points deducted from a hundred."""
    if not minus or not _PASS < result.amount < _HUNDRED:
        return
    expected = _HUNDRED - sum_of(minus)
    yield Candidate(
        question=question,
        kind=StatementKind.BALANCE,
        target=result,
        terms=tuple(minus),
        roles=(Role.RESULT, *(Role.MINUS for _ in minus)),
        expected=expected,
        slack=Decimal(0),
        line=f"100 − {' − '.join(plain(one.amount) for one in minus)} = {plain(expected)}",
        strength=0.8 if not others else 0.55,
        # 审核扣减0.6分后得99分: of the score that was handed in, which need not be printed there.
        alone=not (_OF_INDICATOR.search(result.lead) or any(_REVIEWED.search(one.lead) for one in (result, *minus))),
        slipping=tuple((one, one.amount - (result.amount - expected)) for one in minus),
    )
