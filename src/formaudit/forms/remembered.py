"""What readers find out about a row or a label, remembered: every block that may begin in a row asks again."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Final, TypeVar

from formaudit.indicators.lexicon import Lexicon, in_force
from formaudit.model.table import Table

__all__ = ["by_label", "by_row"]

T = TypeVar("T")
_LABELS: Final = 8192
_UNKNOWN: Final[Any] = object()


def by_row(find: Callable[[Table, int], T]) -> Callable[[Table, int], T]:
    """Ask a function of a table and a row once for each lexicon in force; the table itself keeps the answer.

    The answer is shared by all who ask and must not be changed.
    """

    @wraps(find)
    def remembered(table: Table, row: int) -> T:
        key = (find, in_force(), row)
        known = table.found_out
        answer: T = known.get(key, _UNKNOWN)
        if answer is _UNKNOWN:
            answer = known[key] = find(table, row)
        return answer

    return remembered


def by_label(tell: Callable[[str], T]) -> Callable[[str], T]:
    """Ask a function of a printed label once for each lexicon in force, for the labels met last."""

    @lru_cache(maxsize=_LABELS)
    def told(book: Lexicon | None, text: str) -> T:  # noqa: ARG001 - the function itself asks for the lexicon in force
        return tell(text)

    @wraps(tell)
    def remembered(text: str) -> T:
        return told(in_force(), text)

    return remembered
