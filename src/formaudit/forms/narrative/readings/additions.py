"""One reading of a sum or balance: figures are all the parts of a whole or some of them, or what is left of one."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec.structs import replace

from formaudit.forms.narrative.readings.candidate import Candidate, coarse, finest, plain, sum_of, tails
from formaudit.forms.narrative.readings.tokens import Token
from formaudit.model.statement import Role, StatementKind

__all__ = ["balance_candidate", "sum_candidate"]

_REPEATED = 0.3
_DECIMALS = 2


def sum_candidate(
    question: tuple[str, int],
    whole: Token,
    parts: Sequence[Token],
    strength: float,
    *,
    alone: bool = True,
    closed: bool = True,
) -> Candidate:
    """The reading that some figures are all the parts of a whole, or with ``closed`` false some of them."""
    expected = sum_of(parts)
    everything = (whole, *parts)
    zero = Decimal(0)
    counted = whole.measure not in ("money", "分", "%") and len({one.mention.quantity.unit for one in everything}) == 1
    about = sum((one.half * 2 for one in everything if one.about), zero)
    gap = whole.amount - expected
    # What is counted in 万 drops its zeros too: 34万人次 beside 2.5万人次 is 34.0, and may yet be rounded.
    halves = [one.half for one in everything if one.fine == one.half]
    mixed = counted and len(halves) == len(everything) and min(halves) < max(halves)
    slack = min(halves) * len(halves) if mixed else finest(everything)
    cut = coarse(whole, parts) * 2 if whole.mention.quantity.decimals >= _DECIMALS else zero
    again = [one for one in parts if one.amount == whole.amount]
    if closed and len(parts) > 1 and (again == [*parts] or any(_called_so(one, whole) for one in again)):
        strength -= _REPEATED  # 使用补贴13.6万元：…补贴金额13.6万元，使用补贴13.6万元: told again, and no parts
    return Candidate(
        question=question,
        kind=StatementKind.SUM if closed else StatementKind.OF_WHICH,
        target=whole,
        terms=tuple(parts),
        roles=(Role.WHOLE, *(Role.PART for _ in parts)),
        expected=expected,
        slack=about + (slack if counted else max(slack, coarse(whole, parts))),
        # A whole with fewer decimals than its parts may have them cut off: 877.7469 printed as 877.74.
        tail=finest(everything) if mixed else max(tails(everything), cut) if closed else zero,
        line=" + ".join(plain(part.amount) for part in parts) + (f" = {plain(expected)}" if len(parts) > 1 else ""),
        strength=strength,
        alone=alone and not about,
        slipping=tuple((part, part.amount + gap) for part in parts),
        at_most=not closed,
    )


def _called_so(one: Token, whole: Token) -> bool:
    """Whether a figure goes by the name of another one: 占项目总资金3,150万元的40%, 均纳入项目总资金3,150万元."""
    return bool(whole.mention.own) and one.mention.own.endswith(whole.mention.own)


def balance_candidate(
    question: tuple[str, int],
    start: Token,
    movements: Sequence[tuple[Token, int]],
    result: Token,
    strength: float,
    *,
    alone: bool,
) -> Candidate:
    """The reading that a figure is what is left of another one after movements, each with its sign."""
    expected = start.amount + sum((one.amount * sign for one, sign in movements), Decimal(0))
    tokens = (start, *(one for one, _ in movements))
    everything = (*tokens, result)
    counted = result.measure not in ("money", "分", "%")
    gap = result.amount - expected
    line = plain(start.amount) + "".join(f" {'+' if sign > 0 else '−'} {plain(one.amount)}" for one, sign in movements)
    about = sum((one.half * 2 for one in everything if one.about), Decimal(0))
    candidate = Candidate(
        question=question,
        kind=StatementKind.BALANCE,
        target=result,
        terms=tokens,
        roles=(Role.RESULT, Role.START, *(Role.PLUS if sign > 0 else Role.MINUS for _, sign in movements)),
        expected=expected,
        slack=about + (finest(everything) if counted else max(finest(everything), coarse(result, tokens))),
        tail=tails(everything),
        line=f"{line} = {plain(expected)}",
        strength=strength,
        alone=alone and not about,
        slipping=((start, start.amount + gap), *((one, one.amount + gap * sign) for one, sign in movements)),
    )
    # Less than nothing is left only where a figure is mistyped, or where the reading is wrong.
    return replace(candidate, strength=strength - (0.1 if candidate.slip else 0.3)) if expected < 0 else candidate
