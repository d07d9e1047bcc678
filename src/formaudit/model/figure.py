"""A figure: a typed value with what is printed and where."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from formaudit.model.address import Address
from formaudit.model.place import Place

__all__ = ["ZERO", "Figure", "State"]

ZERO = Decimal(0)


class State(StrEnum):
    """What a cell holds. A blank is never 0: a check that counts it as 0 must have a filled sibling to do so."""

    FILLED = "filled"
    BLANK = "blank"
    NOT_APPLICABLE = "not-applicable"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One printed figure (数字) with its address, value and place.

    ``key`` is the canonical address, unique in a submission and free of row numbers, such as
    ``annex4[区级专项资金].total.final_budget``: fingerprints and user-written relations rest on it. ``label`` is the
    same for people, in the words of the form. ``raw`` is the printed text of the figure; ``value`` is ``None`` unless
    the state is filled. ``unit`` is 万元, 元, %, 人, 分 …, or empty. ``decimals`` is the precision of the column the
    figure stands in. ``comparison`` is ≥, ≤, > or < where a sign or word such as 不低于 was printed.
    ``confidence`` is that of the characters: 1.0 in text formats.
    """

    key: str
    label: str
    raw: str
    value: Decimal | None
    unit: str
    decimals: int
    state: State
    place: Place
    confidence: float = 1.0
    comparison: str = ""

    @property
    def address(self) -> Address:
        """The parts of the key."""
        return Address.parse(self.key)

    @property
    def filled(self) -> bool:
        """Whether there is a value to count with."""
        return self.value is not None

    @property
    def amount(self) -> Decimal:
        """The value of a filled figure.

        Raises:
            ValueError: the figure has none; ask ``filled`` first. A blank is not 0.

        """
        if self.value is None:
            message = f"{self.key} has no value"
            raise ValueError(message)
        return self.value
