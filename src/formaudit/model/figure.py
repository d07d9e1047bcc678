"""A figure: a typed value with what is printed and where."""

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from formaudit.model.address import Address
from formaudit.model.place import Place

__all__ = ["DOUBTFUL", "ZERO", "Alternative", "Figure", "State"]

ZERO = Decimal(0)

DOUBTFUL = 0.9
"""Below this confidence of its characters a figure accuses nobody: no serious finding and no cause rests on it."""


class State(StrEnum):
    """What a cell holds. A blank is never 0: a check that counts it as 0 must have a filled sibling to do so.

    UNREADABLE holds something in the place of a number that cannot be read as one (见附注, 44.32①): never blank, never
    0. DAMAGED was meant as one number and is surely none (two decimal points, letters among digits).
    """

    FILLED = "filled"
    BLANK = "blank"
    NOT_APPLICABLE = "not-applicable"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"


class Alternative(Struct, frozen=True, kw_only=True):
    """Another way to read a figure. Figures of one ``group`` are read in the same way (a table without a unit)."""

    value: Decimal
    unit: str
    decimals: int
    group: str = ""


class Figure(Struct, frozen=True, kw_only=True):
    """One printed figure (数字) with its address, value and place.

    ``key`` is the canonical address, unique in a submission and free of row numbers, such as
    ``annex4[区级专项资金].total.final_budget``: fingerprints and user-written relations rest on it. ``label`` is the
    same for people, in the words of the form. ``raw`` is the printed text of the figure; ``value`` is ``None`` unless
    the state is filled. ``unit`` is 万元, 元, %, 人, 分 …, or empty. ``decimals`` is the precision of the column the
    figure stands in. ``comparison`` is ≥, ≤, > or < where a sign or word such as 不低于 was printed.
    ``confidence`` is that of the characters: 1.0 in text formats. ``readings`` are what else the cell may mean: beside
    ``value`` where it is filled, instead of it where it is unreadable. A relation is broken only if no reading holds.
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
    readings: tuple[Alternative, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether its characters are too unsure to accuse anybody."""
        return self.confidence < DOUBTFUL

    @property
    def something(self) -> bool:
        """Whether there is something in the cell that may be a number: neither blank nor words for nothing."""
        return self.state in (State.FILLED, State.DAMAGED, State.UNREADABLE)

    def read_as(self, reading: Alternative) -> "Figure":
        """The figure as one of its readings has it."""
        return replace(
            self,
            value=reading.value,
            unit=reading.unit,
            decimals=reading.decimals,
            state=State.FILLED,
            readings=(),
        )

    @property
    def address(self) -> Address:
        """The parts of the key."""
        return Address.parse(self.key)

    @property
    def may_be_ratio(self) -> bool:
        """Whether a number in a column of rates may be a ratio: 0.958 is not to be quoted as 0.958%."""
        return self.unit == "%" and bool(self.readings)

    @property
    def unit_behind(self) -> str:
        """The unit to be told behind the print: none where the print holds it, or where it may not be this one."""
        return "" if self.unit in self.raw or self.may_be_ratio else self.unit

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
