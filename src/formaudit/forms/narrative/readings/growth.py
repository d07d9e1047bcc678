"""A change as a rate of what it started from: one candidate, and what each amount would have to be for the rate."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, percent, plain, quotient
from formaudit.forms.narrative.readings.tokens import Token
from formaudit.model.statement import Role, StatementKind

__all__ = ["growth_candidate", "moved_line", "yearly_candidates"]

_HUNDRED: Final = Decimal(100)
_SEVERAL: Final = 2


def moved_line(now: Token, base: Token, *, down: bool) -> str:
    """How far an amount has moved from its base, as a share of that; what has sunk is taken off the base."""
    over, under = (base, now) if down else (now, base)
    return f"({plain(over.amount)} − {plain(under.amount)}) ÷ {plain(base.amount)}"


def growth_candidate(
    question: tuple[str, int],
    rate: Token,
    terms: tuple[Token, Token],
    top: Decimal,
    bottom: Decimal,
    line: str,
    strength: float,
    roles: tuple[Role, Role],
) -> Candidate:
    """The reading that a rate is ``top`` of ``bottom``; ``line`` shows how the two are made of the terms."""
    exact, slack = quotient(rate, top, bottom, (terms[0].fine, terms[1].fine))
    return Candidate(
        question=question,
        kind=StatementKind.GROWTH,
        target=rate,
        terms=terms,
        roles=(Role.RATE, *roles),
        expected=exact,
        slack=slack + (rate.half * 4 if any(one.about for one in (rate, *terms)) else 0),
        line=f"{line} = {percent(exact)}",
        strength=strength,
        alone=not any(one.about for one in (rate, *terms)),
        rounded=tuple(_wanted(rate, terms, roles)),
    )


def yearly_candidates(
    question: tuple[str, int], rate: Token, current: Token, base: Token, strength: float
) -> Iterator[Candidate]:
    """由2021年的30万元增长到2023年的36.3万元，年均增长10%: by so much each year, or by an equal share of all of it.

    Which of the two is meant is not said, so that one that comes out confirms and nobody is accused. Between two years
    that follow each other it is plain growth, and without both years nothing is known.
    """
    then, now = base.mention.year, current.mention.year
    if (
        then is None
        or now is None
        or now - then < _SEVERAL
        or not base.amount
        or current.amount <= 0
        or base.amount < 0
    ):
        return
    years = now - then
    times = current.amount / base.amount
    each = (times ** (1 / Decimal(years)) - 1) * _HUNDRED
    equal = (times - 1) * _HUNDRED / years
    lines = (
        (each, f"({plain(current.amount)} ÷ {plain(base.amount)}) ^ (1 ÷ {years}) − 1"),
        (equal, f"({plain(current.amount)} − {plain(base.amount)}) ÷ {plain(base.amount)} ÷ {years}"),
    )
    for value, line in lines:
        yield Candidate(
            question=question,
            kind=StatementKind.GROWTH,
            target=rate,
            terms=(current, base),
            roles=(Role.RATE, Role.CURRENT, Role.BASE),
            expected=value,
            slack=rate.half,
            line=f"{line} = {percent(value)}",
            strength=strength,
            alone=False,
        )


def _wanted(
    rate: Token, terms: tuple[Token, Token], roles: tuple[Role, Role]
) -> Iterator[tuple[Token, Decimal, Decimal]]:
    """What each amount would have to be for the printed rate, and within what."""
    share = rate.amount / _HUNDRED
    if share == 0 or any(one.amount == 0 for one in terms):
        return
    moved, base = terms
    loose = rate.half / rate.amount
    if roles == (Role.DIFFERENCE, Role.BASE):
        pairs = [(moved, base.amount * share), (base, moved.amount / share)]
    elif roles[1] is Role.BASE:
        sign = 1 if moved.amount >= base.amount else -1
        pairs = [(moved, base.amount * (1 + sign * share))]
        pairs += [(base, moved.amount / (1 + sign * share))] if 1 + sign * share else []
    else:
        sign = 1 if roles[1] == Role.RISEN else -1
        start = moved.amount / share
        yield base, start + sign * moved.amount, start * loose
        pairs = [(moved, base.amount * share / (1 + sign * share))] if 1 + sign * share else []
    yield from ((one, value, abs(value) * loose) for one, value in pairs)
