"""Numbers of a text that are no figures: what a rate is counted by, turns (二批), years behind a serial, 10年一遇."""

from typing import Final

from formaudit.numbers import Kind, Quantity
from formaudit.patterns import late

__all__ = ["names_no_figure"]

_SERIAL_YEAR: Final = late(r"[0-9]{1,2}\.(?:19|20)[0-9]{2} ?年")
_RETURN: Final = late(r"\s*一遇")
_TURN: Final = late(r"[二三四五六七八九十] ?批")
_SECOND: Final = late(r"(?<![一二三四五六七八九十百第分])二批")
_PER_MANY: Final = 10
_RATED: Final = frozenset("次起人例件宗户头%‰")
"""What is counted by so many of something: 0.2次/10万公顷, 3人/10万人."""


def names_no_figure(flat: str, quantity: Quantity) -> bool:
    """Whether a number of a text (in one shape) counts and measures nothing by itself."""
    start, stop = quantity.span
    if quantity.kind is not Kind.COUNT:
        return False
    if quantity.unit == "年":
        return _RETURN.match(flat, stop) is not None or (
            flat[:start].strip()[-1:] in ("", "。", "\n") and _SERIAL_YEAR.fullmatch(flat, start, stop) is not None
        )
    if quantity.unit == "批":
        return _is_turn(flat, start, stop)
    return (
        flat[start - 1 : start] == "/"
        and flat[: start - 1].rstrip()[-1:] in _RATED
        and (quantity.value or 0) >= _PER_MANY
    )


def _is_turn(flat: str, start: int, stop: int) -> bool:
    """Whether 二批 or 三批 is the second or third one: two of them would be 两批, and 三批 comes behind 二批."""
    if _TURN.fullmatch(flat, start, stop) is None:
        return False
    if flat[start] == "二":
        return flat[start - 1 : start] not in ("第", "分") or start == 0
    return _SECOND.search(flat, 0, start) is not None
