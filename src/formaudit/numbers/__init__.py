"""Numbers as printed in forms and reports, read into ``Decimal`` with unit, sign of comparison and state.

``find_quantities`` reads running text, ``read_cell`` a cell that is nothing but one number, ``read_value`` a cell in
which one number stands among words. None of them ever guesses: a number whose digits cannot be trusted is
``Kind.DAMAGED`` without a value, and what only looks like a number (a telephone number, a document number, a serial)
is left out.
"""

from formaudit.numbers.cell import read_cell, read_value
from formaudit.numbers.doubtful import is_unsure, possible_numbers
from formaudit.numbers.edits import changed_about, one_slip, single_edits
from formaudit.numbers.quantity import FOREIGN_MONEY, MONEY_UNITS, Kind, Quantity, in_wan
from formaudit.numbers.scan import find_quantities

__all__ = [
    "FOREIGN_MONEY",
    "MONEY_UNITS",
    "Kind",
    "Quantity",
    "changed_about",
    "find_quantities",
    "in_wan",
    "is_unsure",
    "one_slip",
    "possible_numbers",
    "read_cell",
    "read_value",
    "single_edits",
]
