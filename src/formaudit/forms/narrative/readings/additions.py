"""One reading of a sum: these figures are all the parts of that whole, or some of them."""

from collections.abc import Sequence
from decimal import Decimal

from formaudit.forms.narrative.readings.candidate import Candidate, coarse, finest, plain, sum_of, tails
from formaudit.forms.narrative.readings.tokens import Token
from formaudit.model.statement import Role, StatementKind

__all__ = ["sum_candidate"]


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
    return Candidate(
        question=question,
        kind=StatementKind.SUM if closed else StatementKind.OF_WHICH,
        target=whole,
        terms=tuple(parts),
        roles=(Role.WHOLE, *(Role.PART for _ in parts)),
        expected=expected,
        slack=about + (zero if counted else max(finest(everything), coarse(whole, parts))),
        tail=tails(everything) if closed else zero,
        line=" + ".join(plain(part.amount) for part in parts) + (f" = {plain(expected)}" if len(parts) > 1 else ""),
        strength=strength,
        alone=alone and not about,
        slipping=tuple((part, part.amount + gap) for part in parts),
        at_most=not closed,
    )
