"""The choice: a reading that holds wins; a contradiction is told only where one reading dominates and none holds."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from formaudit.forms.narrative.readings.candidate import Candidate, Question
from formaudit.forms.narrative.readings.fuller import less_of, outdone
from formaudit.forms.narrative.readings.nearness import Slip, gap_share
from formaudit.model.statement import Standing, StatementKind
from formaudit.patterns import late

__all__ = ["Choice", "choose"]

_HOLDING: Final = 0.35
"""The least strength of a reading that may be ticked."""
_FAINT: Final = 0.25
"""The least strength of a reading that may hinder a contradiction by coming out exactly."""
_TOLD: Final = 0.795
"""The least score of a reading by which somebody may be contradicted."""
_ASKED: Final = 0.6
"""The least score of a reading that is worth a question."""
_HUNDRED: Final = Decimal(100)
_SURE: Final = 0.9
_CLEAR: Final = 0.85
_MOVES: Final = 2
_TEN: Final = 10
"""From this score on a sum is told though its whole is explained by a price and a quantity as well."""
_MARGIN: Final = 0.1
"""How far the best reading must stand above every other that makes something else of the figure."""

_ITS_OWN: Final = late(r"[\u4e00-\u9fff]{2}分别[为是]")
"""达标份数分别为: a list that names what it lists."""
_HALF: Final = Decimal("0.5")
_TWENTY: Final = 20
_MEASURED: Final = frozenset(
    {StatementKind.SHARE, StatementKind.GROWTH, StatementKind.DIFFERENCE, StatementKind.BALANCE}
)
_ADDITIVE: Final = frozenset({StatementKind.SUM, StatementKind.BALANCE, StatementKind.DIFFERENCE})


class Choice(Struct, frozen=True):
    """The candidate that was chosen for a question, and how it stands."""

    candidate: Candidate
    standing: Standing


def choose(candidates: Iterable[Candidate]) -> tuple[Choice, ...]:
    """One choice for each question that has one, contradictions last weighed against what holds elsewhere."""
    questions: dict[Question, list[Candidate]] = {}
    for candidate in candidates:
        questions.setdefault(candidate.question, []).append(candidate)
    choices = [choice for group in questions.values() if (choice := _choice(group)) is not None]
    held = [choice.candidate for choice in choices if choice.standing.agreed]
    shares = [choice.candidate for choice in choices if choice.candidate.kind is StatementKind.SHARE]
    told = [
        Choice(choice.candidate, Standing.OPEN) if _explained(choice, held, shares) else choice for choice in choices
    ]
    return tuple(
        choice
        for at, choice in enumerate(told)
        if not _told_again(choice, told[:at], told) and not _answered(choice, held) and not _others_parts(choice, told)
    )


def _answered(choice: Choice, held: Sequence[Candidate]) -> bool:
    """Whether a sum that holds takes all figures of one in question: what they are to each other is told.

    甲支付92万元，乙支付68万元，丙支付46万元，累计支付206万元: nobody need ask whether the first is made of the others.
    """
    one = choice.candidate
    if one.kind is StatementKind.PRODUCT and choice.standing is Standing.OPEN:
        return any((_makes(other, one) and not one.slip) or _makes_more(other, one) for other in held)
    if choice.standing is not Standing.OPEN or one.kind not in _ADDITIVE:
        return False
    own = _figures(one)
    return any(
        other.kind in _ADDITIVE and not other.at_most and (own < _figures(other) or _summed_otherwise(other, one))
        for other in held
    )


def _others_parts(choice: Choice, every: Sequence[Choice]) -> bool:
    """Whether parts that miss a figure are told to miss the total behind them (批复90万元，上半年38万元，全年…)."""
    one = choice.candidate
    if choice.standing is not Standing.BROKEN or one.question[0] != "bare":
        return False
    terms = {term.at for term in one.terms}
    totals = (other.candidate for other in every if other.candidate.question[0] == "total")
    return any(other.target.at != one.target.at and terms == {term.at for term in other.terms} for other in totals)


def _makes_more(held: Candidate, one: Candidate) -> bool:
    """Whether an amount is what several prices come to, so that one need not (4处每处85万元，36公里每公里7.5万元)."""
    same = held.kind is one.kind and held.target.at == one.target.at
    return same and {term.at for term in one.terms} < {term.at for term in held.terms}


def _summed_otherwise(held: Candidate, one: Candidate) -> bool:
    """Whether the figures of a sum in question are those of a total that comes out (得分18分、19分、33分，合计70分)."""
    total = held.question[0] == "total" and one.kind is StatementKind.SUM
    return total and {term.at for term in held.terms} == {term.at for term in one.terms}


def _makes(held: Candidate, one: Candidate) -> bool:
    """Whether the target of a reading is made up of several figures by another one that holds."""
    several = held.kind is StatementKind.SUM and not held.at_most and len(held.terms) > 1
    return several and held.target.at == one.target.at


def _takes_all(held: Candidate, one: Candidate) -> bool:
    """Whether a sum that comes out takes the figures of a balance and more of their sentence.

    计划56座，已完工49座，在建5座，未开工2座: what the 49 leave are the 5 and the 2 together, and not the 5.
    """
    balance = one.kind in (StatementKind.BALANCE, StatementKind.DIFFERENCE)
    whole = held.kind is StatementKind.SUM and not held.at_most and Standing.HOLDS is held.standing
    return balance and whole and _figures(one) < _figures(held)


def _rated_already(one: Candidate, held: Sequence[Candidate]) -> bool:
    """Whether an amount has a rate that comes out, and another amount stands between it and the rate in question.

    中央资金支出5,702万元，执行率88%；企业自筹到位8,130万元，到位率96%: the 96% are none of what was spent.
    """
    part = one.terms[0].at
    rates = (other for other in held if other.kind is StatementKind.SHARE and other.target.is_rate)
    apart = one.target.is_rate and part < one.target.at - 2
    return apart and any(other.terms[0].at == part < other.target.at < one.target.at - 1 for other in rates)


def _rate_of(one: Candidate, held: Sequence[Candidate]) -> bool:
    """Whether what is no part of an amount is the whole of its rate (参保3.74万人，参保率97.4%（应参保3.84万人）)."""
    shares = (other for other in held if other.kind is StatementKind.SHARE)
    return any(other.terms[0].at == one.target.at and _figures(one) < _figures(other) for other in shares)


def _figures(one: Candidate) -> set[int]:
    return {one.target.at, *(term.at for term in one.terms)}


def _told_again(choice: Choice, before: Sequence[Choice], every: Sequence[Choice]) -> bool:
    """Whether the same figure was explained by the same value already."""
    one = choice.candidate
    return any(
        other.candidate.target.at == one.target.at
        and other.candidate.expected == one.expected
        and other.standing is choice.standing
        and {term.at for term in one.terms} <= {term.at for term in other.candidate.terms}
        for other in before
    ) or (choice.standing is Standing.BROKEN and any(_more_of(other, choice) for other in every))


def _more_of(other: Choice, choice: Choice) -> bool:
    """Whether another reading of the same kind makes more of the same figure."""
    return (
        other is not choice
        and other.candidate.kind is choice.candidate.kind is StatementKind.PRODUCT
        and other.candidate.target.at == choice.candidate.target.at
        and len(other.candidate.terms) > len(choice.candidate.terms)
    )


def _choice(group: Sequence[Candidate]) -> Choice | None:
    held = [one for one in group if one.standing.agreed and one.strength >= _HOLDING and not outdone(one, group)]
    closed = [one for one in held if not one.at_most]
    if closed:
        best = max(closed, key=lambda one: (one.standing is Standing.HOLDS, one.strength, len(one.terms)))
        return Choice(best, best.standing)
    telling = [one for one in group if not one.standing.agreed]
    # A reading too weak to be ticked that comes out exactly still forbids to accuse by another.
    exact = [one for one in group if one.standing is Standing.HOLDS and not one.at_most and one.strength >= _FAINT]
    ranked = sorted(telling, key=lambda one: (one.score, len(one.terms)), reverse=True)
    if ranked:
        best = ranked[0]
        faint = any(not _by_chance(one, best) for one in exact)
        rivals = [
            one
            for one in ranked[1:]
            if one.score > best.score - _MARGIN
            and (one.target, one.expected) != (best.target, best.expected)
            and not less_of(one, best)
            and not _as_good_as(one, best)
        ]
        if best.at_most and held:
            return Choice(held[0], held[0].standing)
        if best.standing is Standing.TAIL and best.strength >= _ASKED:
            return Choice(best, Standing.TAIL)
        if best.score >= _TOLD and best.alone and not rivals and not faint:
            return Choice(best, Standing.BROKEN)
        if best.score >= _ASKED and not held and _worth_asking(best):
            return Choice(best, Standing.OPEN)
    if held:
        best = max(held, key=lambda one: one.strength)
        return Choice(best, best.standing)
    return None


def _as_good_as(one: Candidate, best: Candidate) -> bool:
    """Whether two readings of a rate miss it alike: an amount, its change and its base, any two of the three."""
    same = one.target.at == best.target.at and one.target.is_rate and one.kind is best.kind
    return same and abs(one.expected - best.expected) * _TWENTY <= abs(best.expected - best.target.amount)


def _by_chance(one: Candidate, best: Candidate) -> bool:
    """Whether a balance comes out with some of a few single digits only, as some of them nearly always do.

    调入4人，调出2人，退休5人，由58人减少到56人: that 58 less 2 is 56 says nothing where the words offer all three.
    """
    left_out = best.alone and best.strength >= _CLEAR and one.strength < _ASKED and less_of(one, best)
    moved = best.terms[1:]
    return left_out and len(moved) > _MOVES and all(term.amount < _TEN for term in moved)


def _worth_asking(one: Candidate) -> bool:
    """Whether a reading may be asked for: words carry it, and a share is not made of an amount smaller by half."""
    absurd = one.kind is StatementKind.SHARE and one.target.amount <= _HUNDRED and one.expected > _HUNDRED * 3 / 2
    return (one.alone or one.strength >= _ASKED) and not (absurd and one.slip is not Slip.SURE)


def _made_elsewhere(one: Candidate, held: Sequence[Candidate]) -> bool:
    """Whether figures that are taken together over the end of a sentence, or a result, are made up otherwise."""
    if one.kind not in _ADDITIVE:
        return False
    terms = {term.at for term in one.terms}
    apart = all(term.sentence != one.target.sentence for term in one.terms)
    made = [other for other in held if other.kind in _ADDITIVE and not other.at_most and len(other.terms) > 1]
    if one.kind is StatementKind.SUM:
        others = ({other.target.at, *(term.at for term in other.terms)} for other in made)
        behind = one.question[0] == "total"
        twice = behind and any(other.kind is one.kind and other.target.at == one.target.at for other in made)
        anew = _ITS_OWN.search(one.terms[0].clause) is not None
        split = (anew or not one.slip) and any(
            other.kind is one.kind and other.target.at == one.target.at for other in made
        )
        if split:
            return True  # 水样486份，其中…；达标份数分别为232份、123份、122份: what makes it up is told
        return apart and (twice or any(terms <= other and one.target.at not in other for other in others))
    return any(
        other.target.at == one.target.at
        or (apart and one.target.at in {term.at for term in other.terms})
        or (one.expected <= 0 and terms <= _figures(other))  # 500万元核减60万元后440万元: they leave nothing
        for other in made
    )


def _far(one: Candidate) -> bool:
    """Whether figures are taken over the end of a sentence and miss each other by far: a wrong reading.

    资金到位82万元，到位率100%: what should have come is not printed there, and no figure of another sentence is it.
    """
    away = [term for term in one.terms if term.sentence != one.target.sentence]
    if not away:
        return False
    if one.kind is StatementKind.SHARE and one.target.amount == _HUNDRED:
        return True
    if one.kind is StatementKind.SUM:
        # No total is less than what it sums up, unless one of them is plainly mistyped.
        likely = one.slip is Slip.SURE or (one.slip is not Slip.NONE and one.question[0] != "total")
        more = max(term.amount for term in one.terms) > one.target.amount
        return not likely and len(away) == len(one.terms) and more
    if one.slip:
        return False
    # 财政拨款102万元，较上年减少68万元 names no base, and a difference over the end of a sentence is a guess.
    torn = len(away) < len(one.terms) and (one.kind is StatementKind.DIFFERENCE or one.apart)
    return one.kind in _MEASURED and (torn or gap_share(one.target.amount, one.expected) > _HALF)


def _given(one: Candidate, held: Sequence[Candidate]) -> bool:
    """Whether an amount is told to be just that share: 中央占60%即1716万元，地方占40%即1144万元."""
    rate = one.target
    return rate.is_rate and any(
        other.kind is StatementKind.SHARE
        and not other.target.is_rate
        and any(term.at == rate.at for term in other.terms)
        for other in held
    )


def _of_it(share: Candidate, choice: Choice) -> bool:
    """Whether a share is of the target of another reading; one of a year's days is of nothing that is printed."""
    return len(share.terms) > 1 and share.terms[1].at == choice.candidate.target.at


def _explained(choice: Choice, held: Sequence[Candidate], stated: Sequence[Candidate]) -> bool:
    """Whether a contradicted reading takes figures together that a reading which holds takes otherwise."""
    if choice.standing is Standing.BROKEN and (_made_elsewhere(choice.candidate, held) or _far(choice.candidate)):
        return True
    if choice.standing is Standing.BROKEN and any(_takes_all(other, choice.candidate) for other in held):
        return True
    if choice.standing is Standing.BROKEN and choice.candidate.at_most and _rate_of(choice.candidate, held):
        return True
    if choice.standing is Standing.BROKEN and choice.candidate.kind is StatementKind.SHARE:
        # Another rate beside says of the same two amounts what they are: this one speaks of something else, unless
        # it says plainly how far they are apart (完成率115%，超额完成15%).
        plainly = choice.candidate.apart and choice.candidate.strength >= _SURE
        if _given(choice.candidate, held) or _rated_already(choice.candidate, held):
            return True
        return any(
            one.kind is StatementKind.SHARE and one.terms == choice.candidate.terms and not (plainly and not one.apart)
            for one in held
        )
    if choice.standing is Standing.BROKEN and choice.candidate.kind is StatementKind.PRODUCT:
        # 甲12万元、乙28万元，共计40万元，带动14户，每户分得700元: the total is told, and it is far from the product.
        one = choice.candidate
        far = not one.slip and gap_share(one.target.amount, one.expected) > _HALF
        return far and any(_makes(other, one) for other in held)
    if choice.standing is not Standing.BROKEN or choice.candidate.kind is not StatementKind.SUM:
        return False
    if choice.candidate.score < _SURE and any(
        one.kind is StatementKind.PRODUCT and one.target.at == choice.candidate.target.at for one in held
    ):
        return True
    whole = choice.candidate.target.at  # a share of a year's days has no whole that is printed
    shares = [
        one for one in held if one.kind is StatementKind.SHARE and [each.at for each in one.terms[1:2]] == [whole]
    ]
    # Shares that come to a hundred close the list.
    rates = sum((one.target.amount for one in stated if [each.at for each in one.terms[1:2]] == [whole]), Decimal(0))
    if (
        abs(rates - _HUNDRED) > 1
        and len({one.terms[0].at for one in shares} & {term.at for term in choice.candidate.terms}) > 1
    ):
        return True  # each part is confirmed by its own share of the whole: they overlap, or the list is open
    terms = {term.at for term in choice.candidate.terms}
    if any(
        one.kind is StatementKind.SUM and one.target.at in terms and not terms.isdisjoint(term.at for term in one.terms)
        for one in held
    ):
        return True  # a part would be counted beside its own parts
    if choice.candidate.question[0] == "total" and any(
        one.kind is StatementKind.SUM and not one.at_most and terms <= {term.at for term in one.terms} for one in held
    ):
        return True  # 到位196万元（其中：中央118万元，县级78万元），累计支出188万元: their whole is told
    own = {choice.candidate.target.at, *(term.at for term in choice.candidate.terms)}
    return any(
        one.kind in _ADDITIVE
        and not one.at_most
        and len(own & {one.target.at, *(term.at for term in one.terms)}) > 1
        and (one.target.at != choice.candidate.target.at or one.kind is not StatementKind.SUM)
        and choice.candidate.target.at in {one.target.at, *(term.at for term in one.terms)}
        for one in held
    )
