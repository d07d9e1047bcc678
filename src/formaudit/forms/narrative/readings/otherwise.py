"""Figures that others beside them explain to the last digit: nobody is contradicted by what they are not of.

A rate with two places after the point is hardly hit by chance. Where two amounts near it, or a few in a row and one,
make just that rate, a reading of other amounts that does not come out is doubted: 总体执行率62.00% is of the totals at
the head of its passage, however near the parts stand. Amounts that explain a rate of their own are left out, as a rate
may have been copied from there. The same goes for what a sentence makes up: where that stands nearby as a figure of its
own, it is no contradiction of another figure in another sentence.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from itertools import accumulate
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, significant
from formaudit.forms.narrative.readings.choose import Choice
from formaudit.forms.narrative.readings.cues import side
from formaudit.forms.narrative.readings.far_off import beyond, of_other_factors
from formaudit.forms.narrative.readings.given import was_given
from formaudit.forms.narrative.readings.nearness import Slip, one_slip
from formaudit.forms.narrative.readings.other_bases import of_done_itself, of_other_base, of_smaller_behind
from formaudit.forms.narrative.readings.other_parts import grouped_otherwise
from formaudit.forms.narrative.readings.own_names import averaged_otherwise, headed_by_another, names_another
from formaudit.forms.narrative.readings.points_left_out import points_left_out
from formaudit.forms.narrative.readings.roundings import within_rounding
from formaudit.forms.narrative.readings.shares_otherwise import explained, of_row
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.readings.totalled import totalled
from formaudit.forms.narrative.readings.unnamed_wholes import of_unnamed_whole
from formaudit.forms.narrative.words import OPENER
from formaudit.forms.scoring_rules import lays_down
from formaudit.model.statement import Standing, StatementKind
from formaudit.patterns import late

__all__ = ["doubted"]

_KINDS: Final = frozenset({StatementKind.SHARE, StatementKind.GROWTH})
_ALL: Final = Decimal(100)
_AROUND: Final = 3
"""Sentences around figures in which their sum may be printed."""
_MOST: Final = 24
_MADE: Final = frozenset({StatementKind.SUM, StatementKind.BALANCE, StatementKind.DIFFERENCE})
_DIGITS: Final = 4
"""So many digits that say something must three figures have together before one is called the sum of the others."""
_FEWEST: Final = 3
"""So many are enough against a reading by which there would be nothing (计划47户，开工47户，竣工40户，在建7户)."""
_SHARED: Final = 2
_TAKEN_OFF: Final = frozenset({StatementKind.BALANCE, StatementKind.DIFFERENCE})
_WORDS: Final = 12
_BRACKETS: Final = late(r"[(（][^()（）]*[)）]")
_SIGNED: Final = late(r"[×÷*]")
_GOAL: Final = late(r"目标|计划|任务|应(?!急|对)")
_DONE: Final = late(r"完成|实际|已")
_LEFT: Final = late(r"未|尚|剩余|在建|待")
_INDICATORS: Final = late(r"产出|效益|满意")
_MIDDLING: Final = 50
_TEN: Final = 10
_LONG: Final = 3
"""So many digits keep a part from being the sum of two others by chance."""


def doubted(block: Block, choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """The same choices, those contradicted left open whose figures others explain, and none of what is no share."""
    own = {
        (one.candidate.terms[0].at, one.candidate.terms[-1].at): one.candidate.target.at
        for one in choices
        if one.standing.agreed and one.candidate.kind in _KINDS and one.candidate.terms
    }
    rated = {one.candidate.target.at for one in choices if one.standing.agreed and one.candidate.kind in _KINDS}
    agreed = [one for one in choices if one.standing.agreed]
    ruled, worked = _ruled(block), _workings(block)
    return tuple(
        Choice(one.candidate, Standing.OPEN)
        if one.standing is Standing.BROKEN and _left_open(block, one, own, rated, agreed)
        else one
        for one in choices
        if not (of_smaller_behind(one) or of_done_itself(one))
        and (one.standing.agreed or not (_in_rule(one, ruled) or _in_working(one, worked)))
    )


def _left_open(
    block: Block, one: Choice, own: Mapping[tuple[int, int], int], rated: AbstractSet[int], agreed: Sequence[Choice]
) -> bool:
    """Whether a contradicted reading is of figures that something else in the text explains."""
    candidate, kind = one.candidate, one.candidate.kind
    if kind is StatementKind.SUM:
        tests = (_printed, _begun_anew, _whole_itself, _made_behind)
        if any(test(block, one) for test in tests) or _both_told(candidate, agreed):
            return True
        if headed_by_another(block, candidate) or points_left_out(candidate):
            return True
    if kind in _KINDS and (explained(block, one, own) or of_row(block, one)):
        return True
    if kind in _KINDS and names_another(block, candidate):
        return True
    if kind is StatementKind.SHARE and of_unnamed_whole(block, candidate, rated):
        return True
    if kind in _MADE and _made_up(block, one):
        return True
    # 每公里30万元补助20公里，开工拨付30%即180万元: a rate gives it, and no price
    if kind is StatementKind.PRODUCT and (_rest_told(block, one) or was_given(block, candidate.target)):
        return True
    if kind in (*_TAKEN_OFF, StatementKind.PRODUCT) and _stands_there(block, one):
        return True
    if kind in _TAKEN_OFF and totalled(block, candidate):
        return True
    if kind is StatementKind.AVERAGE and any(_of_other_money(held.candidate, candidate) for held in agreed):
        return True
    if of_other_factors(candidate, agreed) or beyond(candidate) or averaged_otherwise(candidate):
        return True
    if _one_kind_left_out(candidate) or _surpassed(block, one) or _above_total(one) or within_rounding(candidate):
        return True
    return of_other_base(block, one, agreed) or grouped_otherwise(block, one, agreed)


def _both_told(one: Candidate, agreed: Sequence[Choice]) -> bool:
    """Whether the whole comes out of other parts and the parts make another whole.

    项目资金150万元：设备96万元、培训54万元；分别支出94万元、53万元，合计147万元: the plan and what was done of it.
    """
    sums = [held.candidate for held in agreed if held.candidate.kind is StatementKind.SUM]
    parts = {term.at for term in one.terms}
    return any(held.target.at == one.target.at for held in sums) and any(
        held.target.at != one.target.at and {term.at for term in held.terms} == parts for held in sums
    )


def _of_other_money(held: Candidate, one: Candidate) -> bool:
    """Whether a total and a count make another average, of another name.

    生均公用经费1500元，全年480万元；生均支出1.47万元: the 480 are no part of what all was spent.
    """
    both = {term.at for term in one.terms}
    averaged = held.kind in (StatementKind.AVERAGE, StatementKind.PRODUCT) and both < {
        held.target.at,
        *(term.at for term in held.terms),
    }
    other = [term for term in (held.target, *held.terms) if term.at not in both]
    return averaged and all(term.at != one.target.at and term.mention.own != one.target.mention.own for term in other)


def _one_kind_left_out(one: Candidate) -> bool:
    """Whether points of the indicators miss their total by what carrying out the budget may earn, and do not name it.

    自评得分99.6分，其中产出指标50分、效益指标30分、满意度指标10分: ten points go by the rate of execution.
    """
    points = one.target.measure == "分" and one.question[0] == "sum" and one.target.amount > _MIDDLING
    left = one.target.amount - one.expected
    return points and 0 < left <= _TEN and all(_INDICATORS.search(term.lead) for term in one.terms)


def _ruled(block: Block) -> frozenset[int]:
    """The sentences that lay down what earns how many points: 95%以上计10分，85%至95%计7分."""
    points = (token for token in block.tokens if token.measure == "分")
    return frozenset(one.sentence for one in points if lays_down(block.text[slice(*block.sentence_of(one))]))


def _workings(block: Block) -> frozenset[int]:
    """The figures of brackets that show how one was reckoned: 本省就业占75%（按3620人×75%计算为2715人）."""
    found: set[int] = set()
    for box in _BRACKETS.finditer(block.text):
        if _SIGNED.search(box[0]):
            found |= {token.at for token in block.tokens if box.start() < token.start and token.end <= box.end()}
    return frozenset(found)


def _in_working(choice: Choice, worked: frozenset[int]) -> bool:
    """Whether a reading takes what a bracket reckons with for parts of what stands outside of it."""
    at = {token.at for token in (choice.candidate.target, *choice.candidate.terms)}
    return bool(at & worked) and not at <= worked


def _in_rule(choice: Choice, ruled: frozenset[int]) -> bool:
    """Whether a reading takes bounds of a rule for results."""
    return not ruled.isdisjoint(token.sentence for token in (choice.candidate.target, *choice.candidate.terms))


def _printed(block: Block, choice: Choice) -> bool:
    """Whether what figures of one sentence make up is printed nearby, though not where they are said to miss it."""
    one = choice.candidate
    apart = all(term.sentence != one.target.sentence for term in one.terms)
    return apart and any(
        other.amount == one.expected and other.measure == one.target.measure
        for other in block.tokens
        if abs(other.sentence - one.terms[0].sentence) <= _AROUND and not other.is_price
    )


def _made_behind(block: Block, choice: Choice) -> bool:
    """Whether figures make up the one behind them, and no goal (指标值120场，上半年50场，下半年76场，全年126场)."""
    one = choice.candidate
    last = max(term.at for term in one.terms)
    if one.target.at > last or not (side(one.target.lead) == "planned" or "指标值" in one.target.lead):
        return False
    following = block.tokens[last + 1 : last + 1 + _SHARED]
    return any(
        token.amount == one.expected and token.measure == one.target.measure and significant(token.amount) >= _LONG
        for token in following
        if token.sentence == one.terms[0].sentence and not token.is_price
    )


def _rest_told(block: Block, choice: Choice) -> bool:
    """Whether what an amount lacks is told beside it: 每户2.6万元，完成86户，拨付215万元，余8.6万元待拨付."""
    one = choice.candidate
    lacking = one.expected - one.target.amount
    return lacking > 0 and any(
        token.amount == lacking and token.measure == one.target.measure and not token.is_price
        for token in block.tokens
        if token.sentence == one.target.sentence and token.at not in (one.target.at, *(term.at for term in one.terms))
    )


def _stands_there(block: Block, choice: Choice) -> bool:
    """Whether what one figure less another would be stands in the same sentence as a figure of its own."""
    one = choice.candidate
    own = {one.target.at, *(term.at for term in one.terms)}
    return any(
        token.amount == one.expected and token.at not in own and significant(token.amount) >= _LONG
        for token in block.tokens
        if token.sentence == one.target.sentence and token.measure == one.target.measure and not token.is_price
    )


def _surpassed(block: Block, choice: Choice) -> bool:
    """Whether what was done is more than the goal (目标值：培训490人，完成值：培训495人): no part of it."""
    one = choice.candidate
    if not one.at_most:
        return False
    goal, done = (block.text[max(0, token.start - _WORDS) : token.start] for token in (one.target, one.terms[-1]))
    return _GOAL.search(goal) is not None and _DONE.search(done) is not None


def _above_total(choice: Choice) -> bool:
    """Whether a figure of a list is more than what is said to be the total of all, and no slip shows."""
    one = choice.candidate
    if one.kind is not StatementKind.SUM or one.question[0] != "total":
        return False
    slipped = [one_slip(token, value) for token, value in one.slipping if token.amount > one.target.amount]
    slip = one.slip is Slip.SURE or one_slip(one.target, one.expected) or any(slipped)
    return not slip and any(term.amount > one.target.amount for term in one.terms)


def _begun_anew(block: Block, choice: Choice) -> bool:
    """Whether figures are held to one of another sentence though their own began with one, and no slip shows.

    管理孕产妇1170人。发放低保金400万元，其中城市250户450人，农村550户880人: what is opened there is 400万元.
    """
    one = choice.candidate
    first = min(one.terms, key=lambda term: term.at)
    apart = all(term.sentence == first.sentence != one.target.sentence for term in one.terms)
    if not apart or one.slip:
        return False
    ahead = [token for token in block.before(first, same=False) if not token.is_rate]
    opened = OPENER.match(block.text[block.sentence_of(first)[0] :].lstrip())
    return any(token.measure != first.measure or not opened for token in ahead)


def _made_up(block: Block, choice: Choice) -> bool:
    """Whether figures of one sentence that make each other up to the last digit are taken otherwise without a slip.

    基金收入587万元，支出352万元，当期结余235万元，累计结余1051万元: the third is the first less the second, so that the
    three are no parts of the fourth.
    """
    one = choice.candidate
    terms = {term.at for term in one.terms}
    own = {one.target.at, *terms}
    if one.at_most:
        return False
    slip = bool(one.slip) and one.expected != 0
    taken_off = one.kind is not StatementKind.SUM
    run = [token for token in block.tokens if token.sentence == one.target.sentence and _same(token, one.target)]
    long = {token.at for token in run if significant(token.amount) >= _LONG}
    for made in _makings(run[:_MOST], _DIGITS if one.expected else _FEWEST):
        if made == own or len(own & made) < _SHARED:
            continue
        if made <= terms and _done_and_left(one.terms):
            return True
        if not slip or (made <= long and (made <= terms or own < made or (taken_off and one.target.at in made))):
            return True
    return False


def _done_and_left(parts: Sequence[Token]) -> bool:
    """Whether the last two figures are what of one before them is done, and what is not (已消除59户，未消除1户)."""
    return _DONE.search(parts[-2].lead) is not None and _LEFT.search(parts[-1].lead) is not None


def _same(token: Token, other: Token) -> bool:
    return token.measure == other.measure and not token.is_price and token.amount > 0


def _makings(run: Sequence[Token], digits: int) -> Iterator[set[int]]:
    """The figures of a run of which one is the sum of two others, or of several in a row right before or behind it."""
    for at, whole in enumerate(run):
        rest = [*run[:at], *run[at + 1 :]]
        for first, one in enumerate(rest):
            for other in rest[first + 1 :]:
                if one.amount + other.amount == whole.amount and _telling(digits, whole, one, other):
                    yield {whole.at, one.at, other.at}
        for row in (run[:at][::-1], run[at + 1 :]):
            for count, total in enumerate(accumulate(token.amount for token in row), start=1):
                if count > _SHARED and total == whole.amount:
                    yield {whole.at, *(token.at for token in row[:count])}


def _telling(digits: int, *tokens: Token) -> bool:
    return sum(significant(token.amount) for token in tokens) >= digits


def _whole_itself(block: Block, choice: Choice) -> bool:
    """Whether parts have shares of what they make up together: the figure of another sentence is not their whole.

    The shares stand behind the amounts (甲204万元，占45%) or before them (甲占45%，分配204万元).
    """
    one = choice.candidate
    if one.expected <= 0 or any(term.sentence == one.target.sentence for term in one.terms):
        return False
    return any(
        all(
            _is_share(block.tokens[term.at + step : term.at + step + 1], term.amount / one.expected)
            for term in one.terms
        )
        for step in (1, -1)
    )


def _is_share(tokens: Sequence[Token], share: Decimal) -> bool:
    return len(tokens) == 1 and tokens[0].measure == "%" and abs(share * _ALL - tokens[0].amount) <= tokens[0].half
