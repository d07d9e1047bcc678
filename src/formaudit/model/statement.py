"""What a passage of prose says about its own figures, after its possible readings have competed."""

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from formaudit.model.figure import Figure
from formaudit.model.place import Place

__all__ = ["Role", "Standing", "Statement", "StatementKind"]


class Role(StrEnum):
    """What a figure is to the claim or the statement that it stands in.

    An amount as it is: value, amount. A sum: whole, part. A rate (rate, average, multiple) of what: part of whole,
    numerator of denominator, price by quantity, total by count. A change: difference or rate, risen or fallen, current
    beside base. A ledger: start, plus, minus, result. A step of the year that a sentence names: original_budget,
    final_budget, budget, actual. What was wanted and what was reached; a duration; points (score); words (grade).
    """

    VALUE = "value"
    AMOUNT = "amount"
    WHOLE = "whole"
    PART = "part"
    RATE = "rate"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    DIFFERENCE = "difference"
    CURRENT = "current"
    BASE = "base"
    RISEN = "risen"
    FALLEN = "fallen"
    START = "start"
    PLUS = "plus"
    MINUS = "minus"
    RESULT = "result"
    PRICE = "price"
    QUANTITY = "quantity"
    AVERAGE = "average"
    TOTAL = "total"
    COUNT = "count"
    MULTIPLE = "multiple"
    DURATION = "duration"
    WANTED = "wanted"
    REACHED = "reached"
    SCORE = "score"
    GRADE = "grade"
    ORIGINAL_BUDGET = "original_budget"
    FINAL_BUDGET = "final_budget"
    BUDGET = "budget"
    ACTUAL = "actual"


class StatementKind(StrEnum):
    """The shapes of arithmetic that prose states.

    SUM: the first figure is made up of the others. OF_WHICH: the others are some of the first. BALANCE: opening and
    added less spent is what is left (also budget less paid, quota less staff, full marks less deductions).
    DIFFERENCE: one amount exceeds another by the first figure. GROWTH: a change as a rate of its base. SHARE: one
    amount as a rate of another (占比, 执行率, 完成率). PRODUCT: price by quantity. SAME: one amount printed twice.
    AVERAGE: a total divided. COUNT: things announced and things named. DURATION: two dates and the time between.
    RATIO: two amounts as ``8:2`` or as so many times each other. TARGET: what was to be reached (≥, ≤, 编制) and what
    was; it may hold and is never contradicted.
    """

    SUM = "sum"
    OF_WHICH = "of-which"
    BALANCE = "balance"
    DIFFERENCE = "difference"
    GROWTH = "growth"
    SHARE = "share"
    PRODUCT = "product"
    SAME = "same"
    AVERAGE = "average"
    COUNT = "count"
    DURATION = "duration"
    RATIO = "ratio"
    TARGET = "target"


class Standing(StrEnum):
    """Holds exactly; holds as rounded; a last place off (尾差); contradicted; open (no reading dominates)."""

    HOLDS = "holds"
    ROUNDED = "rounded"
    TAIL = "tail"
    BROKEN = "broken"
    OPEN = "open"

    @property
    def agreed(self) -> bool:
        """Whether the figures agree."""
        return self in (Standing.HOLDS, Standing.ROUNDED)


class Statement(Struct, frozen=True, kw_only=True):
    """The reading that was chosen for one question a passage raises (what is this sum made of, what is this a rate of).

    ``figures`` begins with the figure that the reading explains, then those that it is explained by; ``roles`` is
    parallel to it. ``calculation`` is the line with the printed values, money in 万元. ``expected`` is what the first
    figure would have to be, in its own unit but money in 万元; ``None`` where that is no number. ``strength`` (0 to 1)
    says how well the words carry the reading; only a strong one may contradict. ``printed`` says the first figure as
    printed, ``text`` is the sentence.
    """

    kind: StatementKind
    standing: Standing
    figures: tuple[Figure, ...]
    roles: tuple[Role, ...]
    calculation: str
    expected: Decimal | None
    strength: float
    place: Place
    text: str
