"""A candidate: one possible reading of figures, what it would make of them, and how well the words carry it."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache
from typing import Final

from msgspec import Struct

from formaudit.forms.narrative.readings.nearness import Slip, gap_share, one_slip, slip_within
from formaudit.forms.narrative.readings.tokens import Token
from formaudit.model.statement import Role, Standing, StatementKind

__all__ = [
    "Candidate",
    "Question",
    "coarse",
    "finest",
    "percent",
    "plain",
    "quotient",
    "significant",
    "sum_of",
    "tails",
]

Question = tuple[str, int]
"""What is asked (a sum, a rate …) and of which figure or word, by its position."""

_CENT: Final = Decimal("0.01")
_COARSE: Final = Decimal(5)
_LITTLE: Final = Decimal("0.005")
_SIXTH: Final = Decimal("0.000001")
_HUNDRED: Final = Decimal(100)
_WIDE, _WIDEST = Decimal("0.3"), Decimal("0.5")
_ABSURD: Final = Decimal("0.9")
"""A gap by which no product misses its amount, whatever was copied from where."""
_HAIR: Final = Decimal("0.002")
"""A gap that hardly a wrong reading leaves: of all numbers of a length one in five hundred is so near."""
_PAIR: Final = 2
_TAILS: Final = 5
_TEN: Final = 10
_TWENTY: Final = 20
_MEASURED: Final = frozenset({"money", "分", "亩", "公里", "期", "批", "次", "年", "月"})
"""What is measured or told as a serial (二期) is not counted."""
_ADDED: Final = frozenset({StatementKind.SUM, StatementKind.BALANCE, StatementKind.DIFFERENCE})
_LONG: Final = 3
_SHORT: Final = 1
"""Figures of so few digits are one slip from a tenth of all others: that says nothing."""


class Candidate(Struct, frozen=True, kw_only=True, dict=True):
    """One reading of a question.

    ``target`` is the figure that is explained, ``terms`` those that explain it, ``roles`` theirs with the target's
    first. ``expected`` is what the target would have to be. ``slack`` is how far apart they may be as rounded figures,
    ``tail`` how far as a 尾差. ``line`` is the left side of the calculation. ``strength`` says how well the words carry
    the reading; ``alone`` is false for a reading that may only confirm (it explains, but nobody may be accused by it).
    ``slipping`` are further values and the figures they would have to be: a slip in one of them explains the gap too;
    ``rounded`` the same where a rate tells them within a tolerance only. ``copied`` says that one of the figures is
    printed beside as another one: it may have been copied from there, and then the gap may be of any width.
    ``at_most`` marks a reading that is only broken where expected exceeds the target. ``floor`` is the least score,
    however wide the gap: what other readings speak for, or words that admit of no other. ``apart`` marks a
    rate that tells how far one amount lies above or below another.
    """

    question: Question
    kind: StatementKind
    target: Token
    terms: tuple[Token, ...]
    roles: tuple[Role, ...]
    expected: Decimal
    slack: Decimal
    line: str
    strength: float
    tail: Decimal = Decimal(0)
    alone: bool = True
    slipping: tuple[tuple[Token, Decimal], ...] = ()
    rounded: tuple[tuple[Token, Decimal, Decimal], ...] = ()
    copied: bool = False
    at_most: bool = False
    floor: float = 0
    apart: bool = False

    @cached_property
    def standing(self) -> Standing:
        """Whether the reading holds; a contradiction is what is left, whoever may tell it."""
        gap = abs(self.target.amount - self.expected)
        if self.at_most and self.expected <= self.target.amount:
            return Standing.HOLDS
        if gap == 0:
            return Standing.HOLDS
        wide = gap * _TWENTY > self.target.amount
        if gap <= self.slack and not (wide and (self.target.measure == "money" or self.kind is StatementKind.SUM)):
            return Standing.ROUNDED  # 2万亿元 beside 21,070.5亿元 is no rounded part of it
        if self.target.is_rate and 0 < self.expected - self.target.amount < 2 * self.target.half:
            return Standing.TAIL  # cut off instead of rounded
        if self.target.is_rate and gap < 2 * self.target.half <= _CENT:
            return Standing.TAIL  # rounded up, so that all shares come to a hundred
        return Standing.TAIL if gap <= self.tail else Standing.BROKEN

    @cached_property
    def slip(self) -> Slip:
        """The slip in one of its figures that explains the gap, the surest there is."""
        found = [one_slip(self.target, self.expected)]
        found += [one_slip(token, value) for token, value in self.slipping]
        # What is added up is no rounded rate: 12 for 1,188 is no point that has moved.
        far = self.kind in _ADDED and gap_share(self.target.amount, self.expected) > _WIDEST
        if self.slack and not self.target.is_rate and not far:
            found.append(slip_within(self.target, self.expected, self.slack))
        found += [slip_within(token, value, tolerance) for token, value, tolerance in self.rounded]
        return max(found)

    @property
    def _twice(self) -> bool:
        """Whether one long number is printed for two of a sum's own figures."""
        own = [self.target, *self.terms] if len(self.terms) > 1 and self.kind is StatementKind.SUM else []
        long = [one.amount for one in own if significant(one.amount) >= _LONG]
        return len(set(long)) < len(long)

    @property
    def _few(self) -> bool:
        """Whether few things are counted: a gap between 3 and 5 is one other digit, and no wide one."""
        counted = self.target.measure not in _MEASURED and not self.target.is_rate
        return counted and 0 < self.expected < _TEN and self.target.amount < _TEN and self.expected % 1 == 0

    @cached_property
    def score(self) -> float:
        """Strength, more where one slip explains the gap, less where the gap is so wide that a wrong reading does."""
        return max(self._own_score, self.floor)

    @property
    def _own_score(self) -> float:
        share = gap_share(self.target.amount, self.expected)
        slip = self.slip
        if slip and self.kind in _ADDED and 0 < self.expected * _TWENTY < self.target.amount:
            # No slip makes so much of so little, but for a moved point.
            slip = slip if _bare(self.target.amount) == _bare(self.expected) else Slip.NONE
        if slip:
            long = significant(self.target.amount) > _SHORT
            return self.strength + (0.15 if slip is Slip.SURE or (share <= _WIDEST and long) else 0.05)
        if self.copied and not (self.kind is StatementKind.PRODUCT and share > _ABSURD):
            return self.strength + (0.1 if self._twice else 0)
        if share <= _HAIR and self.expected > self.target.amount and self.kind is StatementKind.SUM:
            # No list exceeds its whole, and parts that nearly come to it are its parts.
            return self.strength + (0.1 if len(self.terms) > _PAIR else 0)
        if self._few:
            return self.strength - (0.12 if share > _WIDEST else 0)
        return self.strength - (0.35 if share > _WIDEST else 0.12 if share > _WIDE else 0)


def _bare(value: Decimal) -> str:
    """The digits of a number without zeros at both ends."""
    return format(value, "f").replace(".", "").strip("0")


def significant(value: Decimal) -> int:
    """How many digits of a number say something: zeros at both ends do not."""
    return len(_bare(value))


@lru_cache(maxsize=2048)  # numbers of the texts in hand: each stands in the line of many a candidate
def plain(value: Decimal) -> str:
    """A number without exponent and needless zeros."""
    text = format(
        value.quantize(_SIXTH, rounding=ROUND_HALF_UP) if value.as_tuple().exponent not in range(-6, 1) else value, "f"
    )
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def percent(value: Decimal) -> str:
    """A percentage with two decimals."""
    return f"{plain(value.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP))}%"


def finest(tokens: Sequence[Token]) -> Decimal:
    """Half a unit of the last place that counts, summed over some figures."""
    return sum((token.fine for token in tokens), Decimal(0))


def sum_of(tokens: Sequence[Token]) -> Decimal:
    """The sum of some figures."""
    return sum((token.amount for token in tokens), Decimal(0))


def coarse(target: Token, terms: Sequence[Token]) -> Decimal:
    """How far a figure may be off because it is printed with fewer decimals than those it is made of."""
    places = target.mention.quantity.decimals
    return target.half if terms and places < max(term.mention.quantity.decimals for term in terms) else Decimal(0)


def tails(tokens: Sequence[Token]) -> Decimal:
    """How far a sum may be off as a 尾差: a unit of the last place for each part, five at most; none for counts."""
    if not tokens or tokens[0].measure not in ("money", "%"):
        return Decimal(0)
    return 2 * min(token.fine for token in tokens) * min(max(len(tokens) - 1, 1), _TAILS)


def quotient(rate: Token, top: Decimal, bottom: Decimal, halves: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal]:
    """A rate of two amounts in per cent, and how far the printed one may be off by rounding of all three."""
    exact = top / bottom * _HUNDRED
    moved = (halves[0] / abs(bottom) + abs(top) * halves[1] / (bottom * bottom)) * _HUNDRED
    # Amounts in 亿元 are rounded to some ten thousands, and a rate was reckoned from more than is printed.
    most = max(rate.half * 2, abs(exact) * _LITTLE) if max(halves) >= _COARSE else rate.half * 2
    return exact, rate.half + min(moved, most)
