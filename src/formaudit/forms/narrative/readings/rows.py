"""Rates in a row, each of the amount that stands at its place in a row before them.

分别占年度目标（1700公里、11400公里）的138.6%、147.4%; 计划分别为100亩、80亩，完成98亩、60亩，完成率98%、75%;
分别为86万元、150万元，占总额330万元的26%、45.5%; 分别增加12万元、8万元，增长15%、6.5%.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.narrative.readings.candidate import Candidate, plain
from formaudit.forms.narrative.readings.change_words import DOWN, GROUP, is_change
from formaudit.forms.narrative.readings.growth import growth_candidate, moved_line
from formaudit.forms.narrative.readings.rate_pairs import PLANNED
from formaudit.forms.narrative.readings.ratios import found, ratio
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role
from formaudit.patterns import compiled, late

__all__ = ["row_candidates"]

_JOINED: Final = frozenset("、和与及,， ")
_LEAST: Final = 2
_SURE, _LIKELY = 0.9, 0.85
_OF: Final = late(r"\s*[)）]?\s*的(?:比例|比重)?(?:分别)?(?:为|达)?\s*")
_DONE: Final = compiled(r"(?:率|进度|比例)(?:分别|依次|各)?(?:为|是|达到?)?\s*$")
_BEFORE: Final = late(r"上年|去年|上一年|同期|由|从|20\d\d年")
_DOWNWARD: Final = compiled(DOWN)


def row_candidates(block: Block) -> Iterator[Candidate]:
    """For each row of rates, what every one of them may be the rate of; a row must be as long as that of its amounts.

    Nobody is accused by it but where another rate of the row comes out.
    """
    for run in block.sentences():
        at = 0
        while at < len(run):
            rates = _row_from(run, at)
            if run[at].measure == "%" and len(rates) >= _LEAST:
                yield from _told(list(_of_row(block, run, at, rates)))
            at += len(rates)


def _told(rows: Sequence[list[Candidate]]) -> Iterator[Candidate]:
    """The readings of a row, each accusing only where another one of the row holds."""
    for row in rows:
        held = sum(one.standing.agreed for one in row)
        yield from (replace(one, alone=one.alone and held >= len(row) - 1 > 0) for one in row)


def _row_from(run: Sequence[Token], at: int) -> list[Token]:
    """The figures of one measure that follow each other with nothing but marks of a list between them."""
    row = [run[at]]
    for one in run[at + 1 :]:
        if one.measure != row[0].measure or not set(one.lead) <= _JOINED or one.depth != row[0].depth:
            break
        row.append(one)
    return row


def _row_before(run: Sequence[Token], end: int, *, size: int) -> list[Token]:
    """So many amounts of one measure right before a place, told as a list, with their names or without."""
    row = list(run[max(end - size, 0) : end])
    same = len(row) == size and len({one.measure for one in row}) == 1 and not row[0].is_rate
    return row if same and all(one.rank <= 1 for one in row[1:]) else []


def _of_row(block: Block, run: Sequence[Token], at: int, rates: Sequence[Token]) -> Iterator[list[Candidate]]:
    size = len(rates)
    whole = run[at - 1 : at]
    of = bool(whole) and _OF.fullmatch(block.between(whole[0], rates[0])) is not None
    if of and (tops := _row_before(run, at - 1, size=size)) and (whole[0].rank > 1 or whole[0].depth > tops[0].depth):
        # 分别为8607万元、15004.3万元和9455.7万元，占采购总额33067万元的26%、45.4%和28.6%
        yield [one for rate, top in zip(rates, tops, strict=True) for one in found(ratio(rate, top, whole[0], _SURE))]
        return
    near = _row_before(run, at, size=size)
    far = _row_before(run, at - size, size=size) if near else []
    group = GROUP.search(rates[0].lead)
    if not far or far[0].measure != near[0].measure:
        return
    if group is not None:
        down = _DOWNWARD.fullmatch(group["word"]) is not None
        yield [_grown(rate, one, other, down=down) for rate, one, other in zip(rates, near, far, strict=True)]
    elif of or _DONE.search(rates[0].lead):
        planned_last = not of and PLANNED.search(near[0].lead) is not None and not PLANNED.search(far[0].lead)
        tops, bottoms = (near, far) if not of and not planned_last else (far, near)
        yield [
            one
            for rate, top, bottom in zip(rates, tops, bottoms, strict=True)
            for one in found(ratio(rate, top, bottom, _SURE if of else _LIKELY))
        ]


def _grown(rate: Token, near: Token, far: Token, *, down: bool) -> Candidate:
    """The reading that a rate is that of a change right before it, or of two amounts."""
    sign = Decimal(-1) if down else Decimal(1)
    question = ("growth", rate.start)
    if is_change(near):
        start = far.amount - sign * near.amount
        sides = (Role.DIFFERENCE, Role.FALLEN if down else Role.RISEN)
        line = f"{plain(near.amount)} ÷ {plain(start)}"
        bottom = start or Decimal(1)
        return growth_candidate(question, rate, (near, far), near.amount, bottom, line, _LIKELY, sides)
    now, base = (far, near) if _BEFORE.search(near.lead) and not _BEFORE.search(far.lead) else (near, far)
    moved = (now.amount - base.amount) * sign
    line = moved_line(now, base, down=down)
    bottom = base.amount or Decimal(1)
    return growth_candidate(question, rate, (now, base), moved, bottom, line, _LIKELY, (Role.CURRENT, Role.BASE))
