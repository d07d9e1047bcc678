"""Rates of several classes together: 非常满意135份、满意49份、不满意8份，满意度95.83%."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, percent, plain, quotient, sum_of
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.words import Wording
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled

__all__ = ["class_candidates"]

_RATE: Final = compiled(
    r"(?P<stem>满意|合格|优良|达标|知晓|及格|优秀)(?:度|率|比例|占比)(?:约?为|是|约|达到?了?|[:：])*\s*$"
)
_AGAINST: Final = compiled(r"不|未|欠|非(?!常)")
_HALF: Final = compiled(r"基本|一般|较")
_ASKED: Final = compiled(r"问卷|回收|收回|发放|样本")
_LEAST: Final = 2
_SURE: Final = 0.85
_ONE_OF_TWO: Final = 0.6


def class_candidates(block: Block) -> Iterator[Candidate]:
    """Each rate of a quality with the counts of the classes that have it, of all classes told before it."""
    for rate in block.tokens:
        match = _RATE.search(rate.lead) if rate.measure == "%" and rate.role is not Wording.GROWTH else None
        if match is None:
            continue
        classes = _classes(block, rate, match["stem"])
        having = [one for one in classes if not _AGAINST.search(one.lead)]
        if len(having) < _LEAST or len(having) == len(classes):
            continue
        strict = [one for one in having if not _HALF.search(one.lead)]
        yield _rate(rate, having, classes, _SURE if len(strict) == len(having) else _ONE_OF_TWO)
        if _LEAST <= len(strict) < len(having):
            yield _rate(rate, strict, classes, _ONE_OF_TWO)


def _classes(block: Block, rate: Token, stem: str) -> list[Token]:
    """The run of counts of one measure before a rate that are all told by the quality or its lack."""
    found: list[Token] = []
    for one in reversed(block.before(rate, same=False)):
        if one.is_rate or (found and one.measure != found[-1].measure):
            break
        if (stem not in one.lead and not (found and _HALF.search(one.lead))) or _ASKED.search(one.lead):
            break
        found.append(one)
    return found[::-1]


def _rate(rate: Token, having: Sequence[Token], classes: Sequence[Token], strength: float) -> Candidate:
    top, whole = sum_of(having), sum_of(classes)
    exact, slack = quotient(rate, top, whole, (Decimal(0), Decimal(0)))
    rest = [one for one in classes if one not in having]
    return Candidate(
        question=("rate", rate.start),
        kind=StatementKind.SHARE,
        target=rate,
        terms=(*having, *rest),
        roles=(Role.RATE, *(Role.PART for _ in classes)),
        expected=exact,
        slack=slack,
        line=f"({' + '.join(plain(one.amount) for one in having)}) ÷ {plain(whole)} = {percent(exact)}",
        strength=strength,
        alone=not any(one.about for one in (rate, *classes)),
    )
