"""Balances: what was there, what came, what went and what is left; budgets and what is still to be paid; deductions."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.narrative.readings.candidate import Candidate, coarse, finest, plain, sum_of, tails
from formaudit.forms.narrative.readings.cues import TOTAL, step
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, StatementKind

__all__ = ["ledger_candidates"]


class _Ledger(Struct, frozen=True):
    """The words for the four places of a balance; a place without words is never filled.

    ``bare`` allows the balance without anything that came or went but one of them.
    """

    start: re.Pattern[str]
    plus: re.Pattern[str] | None
    minus: re.Pattern[str] | None
    result: re.Pattern[str]
    strength: float


_LEDGERS: Final = (
    _Ledger(  # a budget and what was added and cut
        re.compile(
            r"年初(?:部门)?(?:预算|安排|批复|下达)|原预算|年初数|期初预算|原(?:计划|安排|批复|定)|预算(?:安排|批复|下达|数|总额|资金|金额)?(?:为|共计|共)?\s*$|(?:合同|中标)(?:总?价|金额|价款)"
        ),
        re.compile(r"追加|调增|增加|新增|补充|增补|追补"),
        re.compile(r"调减|追减|核减|压减|收回|减少|削减|扣减|调出"),
        re.compile(
            r"调整(?:后|为|预算)|全年预算|追加后|变更(?:后|为)|最终|调增后|调减后|增至|减至|核减后|压减后|结算|(?:总|合)计.{0,6}预算"
        ),
        0.85,
    ),
    _Ledger(  # money carried over, received, spent and left
        re.compile(
            r"(?:上年|年初|上年末|期初|以前年度)[^，。；¤]{0,6}(?:结转|结余|余额)|上年(?:滚存|留存)|期初|结转(?:至|到)[^，。；¤]{0,8}资金"
        ),
        re.compile(r"收入|到位|下达|拨入|拨款|收到|预算|安排|筹集|取得|划入|新增"),
        re.compile(r"支出|支付|使用|拨付|执行|收回|上缴|划出|报销|发放|缴回|退回"),
        re.compile(
            r"(?:年末|年底|期末)[^，。；¤]{0,6}(?:结转|结余|余额)|结余|余款|尾款|余额|剩余|结转下年|(?:结转|留)[^，。；¤]{0,6}(?:下年|次年|使用)|结转(?:至|到)"
        ),
        0.85,
    ),
    _Ledger(  # what was due, what was done, what is still to do
        re.compile(
            r"预算|下达|到位|应(?!急|对|用|届|收未)|合同|送审|报审|申报|安排|承接|计划|任务|总投资|批复|核定|需(?!求)|资金|收入|总额|目标|共(?!同)|编制|收到|收取|筹集|拨入|概算|估算|控制价|应收"
        ),
        None,
        re.compile(
            r"已|支付|支出|拨付|执行|完成|使用|实有|兑付|发放|实际|在职|在编|建成|改造|到位|实施|整改|办结|报账|在岗|动用|用于|列支|中标|成交|结算|决算|审定|退回|核减|收到|回收|收回|退还|返还"
        ),
        re.compile(
            r"尚|还需|还欠|还有|还差|未(?!来|发生|成年|有)|剩余|结余|余款|尾款|余额|节余|缺口|空编|缺编|空缺|待(?!遇|查)|其余|结转|差额|节约|节省|余编|欠|少支|少付|少收|少用|审减|核减|节支|在建|未完"
        ),
        0.85,
    ),
    _Ledger(  # a stock that grew or shrank
        re.compile(
            r"原有|原(?!因|则|件)|(?<!比)(?:年初|上年末|改造前|期初)(?!预算|安排|结|批复)|此前|现有(?=[^。]*新)"
        ),
        re.compile(
            r"新增|新建|新购|增加|招录|调入|购置|扩建|净增|新招|录用|转入|新入|补充|再建|购入|入库|领入|收入|接收|轮入|补库"
        ),
        re.compile(
            r"报废|退休|调出|减少|拆除|核减|退出|辞职|离职|转出|处置|淘汰|去世|核销|领用|出库|支出|使用|发放|消耗|移交|轮出"
        ),
        re.compile(
            r"达到?|总数|现有|年末|改造后|实施后|增至|增加到|减至|减少到|共有|期末|总量|目前(?:共)?有|现(?:共)?有|累计|年底|库存"
        ),
        0.85,
    ),
    _Ledger(  # a price and what was taken off
        re.compile(
            r"合同|价款|送审|申报|应发|总额|报审|招标控制价|控制价|概算|应付|应纳|总价|预算价|拦标|报价|收入|营收|销售额"
        ),
        None,
        re.compile(
            r"扣除|审减|核减|质保金|预留|代扣|扣(?!款项)|减免|下浮|保证金|让利|节约|退回|退还|剔除|扣回|取消|抵扣|减去|成本|税费"
        ),
        re.compile(r"实付|实际(?:支付|拨付|发放|到账)|审定|实发|净|应付|核定|支付|中标|成交|实缴|拨付"),
        0.85,
    ),
)
_SCORE: Final = _Ledger(
    re.compile(r"满分|分值|权重|总分值|标准分|配分"),
    None,
    re.compile(r"扣(?:减|除|掉|去|了)?[^，。；¤]{0,6}$|失分|减"),
    re.compile(r"得分|得|自评|评分|总分"),
    0.85,
)
_ARRIVED: Final = re.compile(r"(?:实际|已|累计|全部)?到位(?:资金|金额)?")
_HUNDRED: Final = Decimal(100)
_PASS: Final = 20
"""A score below is one of an indicator, not one of a hundred."""
_OVERALL: Final = re.compile(r"自评|总|综合|最终|评价")
_LISTED, _CLAUSE = 1, 2
_RETURNED: Final = re.compile(r"上缴|收回|交回|缴回|退回|核销")
_ASKED: Final = re.compile(r"申请|申报|送审|报审")
_GRANTED: Final = re.compile(r"批复|批准|核定|审定|下达")
_BESIDE: Final = re.compile(r"(?:与|比|较|对照|占)[^，。；¤]{0,10}$")
_WORKING: Final = re.compile(r"率|比例|占比|进度")
_OF_WHICH: Final = re.compile(r"其中(?!央|心|间|期|旬|小企|小微|国(?!家|库|有|债|内|资))|[(（]")


def ledger_candidates(block: Block, parts: frozenset[int], totals: frozenset[int]) -> Iterator[Candidate]:
    """Every balance that the words offer.

    ``parts`` are figures known to be parts of another figure and left out of it, ``totals`` such as only sum up others.
    """
    runs = list(block.sentences())
    for at, run in enumerate(runs):
        wider = (
            [*runs[at - 1], *run] if at and run[0].sentence - runs[at - 1][0].sentence == 1 and run[0].rank < 5 else run
        )
        for ledger in (*_LEDGERS, _SCORE):
            if (ledger is _SCORE) != any(token.measure == "分" for token in run):
                continue
            for result in run:
                if ledger.result.search(_words(result)) and not result.is_rate and not result.is_price:
                    left = parts if ledger.plus is None else parts | (totals - {result.at})
                    near = list(_balances(block, ledger, run, result, left))
                    # The sentence before is asked only where this one has nothing to start from.
                    yield from near or (_balances(block, ledger, wider, result, left) if ledger is not _SCORE else ())


def _words(token: Token) -> str:
    """What is said of a figure: before it since the last mark, and right behind it (12公里结转下年)."""
    return f"{token.lead}¤{token.tail[:8]}"


def _balances(
    block: Block, ledger: _Ledger, run: Sequence[Token], result: Token, parts: frozenset[int]
) -> Iterator[Candidate]:
    same = [one for one in run if one.measure == result.measure and one.at != result.at and not one.is_price]
    before = [one for one in same if one.at < result.at and one.at not in parts and one.depth <= result.depth]
    before = [one for one in before if "分配" not in one.lead]
    if "分配" in result.lead:
        return
    plus: list[Token] = []
    minus: list[Token] = []
    starts: list[Token] = []
    others: list[Token] = []
    for token in before:
        words = token.lead
        if ledger.plus is None and ledger is not _SCORE and TOTAL.search(words) and not starts:
            starts.append(token)
        elif (ledger.plus is None and starts and _ASKED.search(starts[0].lead) and _GRANTED.search(words)) or (
            ledger.minus is not None and ledger.minus.search(_without_arrival(words, result))
        ):
            minus.append(token)
        elif ledger.start.search(words) and not (ledger.plus is not None and ledger.plus.search(words) and starts):
            starts.append(token)
        elif ledger.plus is not None and ledger.plus.search(words):
            plus.append(token)
        else:
            others.append(token)
    question = ("balance", result.start)
    if ledger is _SCORE and not starts and not minus and _OVERALL.search(result.lead):
        minus = [
            one for one in same if one.at > result.at and ledger.minus is not None and ledger.minus.search(one.lead)
        ]
    if ledger is _SCORE and not starts:
        yield from _from_hundred(question, minus, others, result)
        return
    if ledger.plus is None:
        for candidate in _left(block, question, ledger, starts, minus, others, result):
            yield from _split(candidate, _shared(block, result, parts))
        return
    if not starts or not (plus or minus):
        return
    start = starts[-1] if ledger is not _LEDGERS[1] else starts[0]
    extra = [one for one in starts if one is not start]
    movements = [*((one, 1) for one in plus), *((one, -1) for one in minus)]
    for size in range(1, min(len(movements), 5) + 1):
        for chosen in combinations(movements, size):
            whole = size == len(movements)
            clean = whole and not extra and not others
            strength = ledger.strength if clean else ledger.strength - 0.25 if whole else 0.3
            yield from _split(
                _balance(question, start, chosen, result, strength, alone=whole), _shared(block, result, parts)
            )


def _shared(block: Block, result: Token, parts: frozenset[int]) -> tuple[Token, ...]:
    """Figures behind a result among which what is left is split (年末结转6万元、上缴财政2万元)."""
    found: list[Token] = []
    last = result
    for token in block.after(result):
        if token.at in parts or token.is_price or token.depth != result.depth:
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
    return words if "到位" in result.lead else _ARRIVED.sub("", words)


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
    ledger: _Ledger,
    starts: Sequence[Token],
    minus: Sequence[Token],
    others: Sequence[Token],
    result: Token,
) -> Iterator[Candidate]:
    """What is left of a figure when others are taken off."""
    everything = [*starts, *others, *minus]
    for start in [*starts, *others, *minus]:
        # 在职45人，与编制数48人相比缺编3人: what a comparison names may stand behind what is taken off it.
        taken = [one for one in minus if one.at > start.at or (start in starts and _BESIDE.search(start.lead))]
        for size in range(1, min(len(taken), 4) + 1):
            for chosen in combinations(taken, size):
                whole = size == len(taken)
                sure = (
                    start in starts
                    and len({one.amount for one in starts}) == 1
                    and whole
                    and not [one for one in others if one.at > start.at]
                )
                strength = ledger.strength - (0 if sure else 0.25) - (0 if start in starts else 0.1)
                between = block.blotted[start.end : result.start]
                strength -= 0.15 if _OF_WHICH.search(between) else 0
                strength -= 0.1 if size > 1 else 0
                run = [one for one in everything if one.at > start.at]
                alone = whole and (
                    len(everything) - len(taken) <= 2
                    or (start in starts and sorted(run, key=_at) == sorted(chosen, key=_at))
                )
                yield _balance(question, start, [(one, -1) for one in chosen], result, strength, alone=alone)


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
        slipping=tuple((one, one.amount - (result.amount - expected)) for one in minus),
    )


def _balance(
    question: tuple[str, int],
    start: Token,
    movements: Sequence[tuple[Token, int]],
    result: Token,
    strength: float,
    *,
    alone: bool,
) -> Candidate:
    expected = start.amount + sum((one.amount * sign for one, sign in movements), Decimal(0))
    strength -= 0.3 if expected < 0 else 0
    tokens = (start, *(one for one, _ in movements))
    everything = (*tokens, result)
    counted = result.measure not in ("money", "分", "%")
    gap = result.amount - expected
    line = plain(start.amount) + "".join(f" {'+' if sign > 0 else '−'} {plain(one.amount)}" for one, sign in movements)
    about = sum((one.half * 2 for one in everything if one.about), Decimal(0))
    return Candidate(
        question=question,
        kind=StatementKind.BALANCE,
        target=result,
        terms=tokens,
        roles=(Role.RESULT, Role.START, *(Role.PLUS if sign > 0 else Role.MINUS for _, sign in movements)),
        expected=expected,
        slack=about + (Decimal(0) if counted else max(finest(everything), coarse(result, tokens))),
        tail=tails(everything),
        line=f"{line} = {plain(expected)}",
        strength=strength,
        alone=alone and not about,
        slipping=((start, start.amount + gap), *((one, one.amount + gap * sign) for one, sign in movements)),
    )
