"""Shares of the days of a year: 空气质量优良天数345天，优良率94.3%, of 366 days in a leap year."""

from calendar import isleap
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, percent, plain, quotient
from formaudit.forms.narrative.readings.nearness import Slip, one_slip
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled, late

__all__ = ["fair_day_candidates"]

_RATE: Final = late(
    r"(?:优良|达标|好于|二级|空气)[^，。；¤]{0,10}(?:率|比例|占比|比重)(?:约?为|达到?|是)?\s*$|^[，,]?\s*(?:占比|优良率)[^，。；¤]{0,3}$"
)
_FAIR: Final = late(r"优良|达标|好于|二级")
_PART_OF_YEAR: Final = late(
    r"[上下]半年|季度|(?<![0-9])[1-9]\s*[-—至~]\s*[0-9]+月|前[一二三四五六七八九十0-9]+个?月|截至"
)
_OTHER_TIME: Final = late(r"上年|去年|同期|同比")
_YEAR: Final = compiled(r"20\d\d(?=年)")
_COMMON, _LEAP = Decimal(365), Decimal(366)
_LEAST: Final = 180
_SURE: Final = 0.85
_CLAUSE: Final = 2


def fair_day_candidates(block: Block) -> Iterator[Candidate]:
    """Each share of fair days as that of the days right before it in a whole year.

    Of how many days there are measurements may not be told, so that a share that is too high is only asked for.
    """
    for rate in block.tokens[1:]:
        days = block.tokens[rate.at - 1]
        if rate.measure != "%" or days.measure != "天" or rate.rank > _CLAUSE or rate.sentence != days.sentence:
            continue
        begin, end = block.sentence_of(rate)
        words = block.text[begin : rate.start]
        named = _RATE.search(rate.lead) is not None and _FAIR.search(days.lead + days.tail) is not None
        alone = [one for one in block.tokens if one.sentence == rate.sentence and one.measure == "天"] == [days]
        if not named or not alone or days.amount < _LEAST or _PART_OF_YEAR.search(words):
            continue
        if _OTHER_TIME.search(rate.lead) or _OTHER_TIME.search(days.lead):
            continue
        years = {int(year[0]) for year in _YEAR.finditer(block.text, begin, end)}
        leap = {isleap(year) for year in years}
        yield from _of_year(rate, days, [_LEAP if one else _COMMON for one in leap] or [_COMMON, _LEAP])


def _of_year(rate: Token, days: Token, lengths: list[Decimal]) -> Iterator[Candidate]:
    for length in lengths:
        exact, slack = quotient(rate, days.amount, length, (Decimal(0), Decimal(0)))
        below = rate.amount + slack < days.amount * 100 / _LEAP
        yield Candidate(
            question=("rate", rate.start),
            kind=StatementKind.SHARE,
            target=rate,
            terms=(days,),
            roles=(Role.RATE, Role.PART),
            expected=exact,
            slack=slack,
            line=f"{plain(days.amount)} ÷ {plain(length)} = {percent(exact)}",
            strength=_SURE,
            alone=not (rate.about or days.about) and (below or one_slip(rate, exact) is Slip.SURE),
        )
