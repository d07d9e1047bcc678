"""What the words of a cause are worth: confidences and points, each once.

They are judged by the faults benchmark (``benchmarks.faults``): the order of causes and the share of cases in which
the first one names the injected cell decide, not the absolute numbers. ``docs/benchmarks.md`` has the figures.
"""

from decimal import Decimal
from typing import Final

__all__ = [
    "BACKFILLED",
    "COPIED",
    "ELSEWHERE",
    "FAR",
    "KIN",
    "NEGATIVE",
    "NO_KIN",
    "OMITTED",
    "ONE_OF_SEVERAL",
    "OTHER_ROW",
    "POSSIBLE",
    "POSSIBLE_OF_SEVERAL",
    "PROVEN",
    "READINGS",
    "REPEATED",
    "REPLACED",
    "SLIP",
]

REPLACED: Final = 0.97
"""Several cells restored by one replacement, each with a constraint of its own."""
PROVEN: Final = 0.9
"""One value mends two findings or more."""
OTHER_ROW: Final = 0.9
"""A rate that contradicts its row and is that of another."""
COPIED: Final = 0.8
"""A form that repeats another's indicators cell by cell."""
REPEATED: Final = 0.7
"""One remark made at several places."""
ONE_OF_SEVERAL: Final = 0.6
"""Several values mend two findings or more equally well."""
POSSIBLE: Final = 0.5
"""One value mends a single finding."""
BACKFILLED: Final = 0.5
"""A budget equal to its execution that nothing explains."""
POSSIBLE_OF_SEVERAL: Final = 0.4
"""Several values mend a single finding."""

# Points for the likelihood of a repair: what speaks for it less what speaks against it.
KIN: Final = Decimal(3)
"""The restored value stands in the same row or at the figure's twin; the printed one standing there counts against."""
ELSEWHERE: Final = Decimal(2)
"""The restored value, a sum of money with enough digits, stands anywhere else."""
SLIP: Final = Decimal(1)
"""One slip of the keyboard leads from one to the other, or a weight of a whole becomes 10 or 100."""
OMITTED: Final = Decimal(3)
"""The printed total is the sum of its parts without one."""
NO_KIN: Final = Decimal(-3)
"""The cell is blank, and so is its whole row."""
NEGATIVE: Final = Decimal(-5)
"""The restored value is below zero."""
FAR: Final = Decimal(-1)
"""The printed value stands elsewhere too."""
READINGS: Final = Decimal(2)
"""What a repair must reach where its check offers readings of its own."""
