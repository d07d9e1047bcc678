"""Points as the rules give them: by ratio, reverse, by band, for execution. Two decimals, half up."""

from decimal import ROUND_HALF_UP, Decimal

__all__ = ["execution_score", "plain", "rate", "ratio_score", "reverse_score", "round2"]

_CENT = Decimal("0.01")
_ONE = Decimal(1)
_HUNDRED = Decimal(100)


def round2(value: Decimal) -> Decimal:
    """Two decimals, half up."""
    return value.quantize(_CENT, rounding=ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """A number without trailing zeros, never in powers of ten."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rate(part: Decimal, whole: Decimal) -> Decimal:
    """A percentage with two decimals."""
    return round2(part / whole * _HUNDRED)


def ratio_score(target: Decimal, achieved: Decimal, weight: Decimal) -> Decimal:
    """Positive and equal targets: full points once reached, else in proportion; a target of 0 allows nothing above."""
    if target == 0:
        return weight if achieved <= 0 else Decimal(0)
    return weight if achieved >= target else round2(achieved / target * weight)


def reverse_score(limit: Decimal, achieved: Decimal, weight: Decimal) -> Decimal:
    """Reverse targets: full points up to the limit, none from twice the limit, a straight line between."""
    if achieved <= limit:
        return weight
    if achieved >= 2 * limit:
        return Decimal(0)
    return round2((_ONE - (achieved - limit) / limit) * weight)


def execution_score(actual: Decimal, final: Decimal, weight: Decimal) -> Decimal:
    """Points for execution: the weight times the rate, at most the weight."""
    return round2(min(actual / final, _ONE) * weight)
