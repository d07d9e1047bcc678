"""What a printed cell looks like, as far as it helps to find its column: blank, a number, how long."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["NUMBERS", "demand", "is_total", "kind"]

NUMBERS: Final = frozenset(("plain", "percent", "unit"))
"""The kinds of a cell that holds a number."""
_NUMBER: Final = compiled(r"^[≥≤><=~～约]?[-+−]?[\d.,，]*\d(?:\.\d*)?(?P<unit>[%％‰]|(?!年.)[\u4e00-\u9fff]{1,4})?$")
"""A year with a word behind it (2023年决算数) is a heading and no number."""
_MEANT: Final = compiled(
    r"(?:[¥￥$(≈±\[]|大?约|近|暂[列定估]|[预估]计)*(?P<number>[-+−]?\d[\d.,]*[%％]?)"
    r"(?:[)①-⑳*※†#±]|\([^()]{1,8}\)|\[[^\[\]]{1,4}\]|【[^【】]{1,4}】|〔[^〔〕]{1,4}〕|注\d*|余|左右)*"
)
"""A number with what people put before and behind it."""
_ABOUT: Final = frozenset(("余", "多", "左右", "上下"))
_LONGEST: Final = 20
"""Characters of a number with all that people put around it."""
_TOTAL: Final = compiled(r"^(?:合计|总计|小计|共计|总分|总得分)")


@lru_cache(maxsize=8192)
def kind(text: str) -> str:
    """``blank``, ``plain`` (4, ≥208.40), ``percent``, ``unit`` (9次, 53万元) or ``text``."""
    squeezed = compact(text)
    if not squeezed:
        return "blank"
    match = _NUMBER.match(squeezed)
    if match is None and len(squeezed) <= _LONGEST and (meant := _MEANT.fullmatch(squeezed)):
        match = _NUMBER.match(meant["number"])
    if match is None:
        return "text"
    unit = match["unit"]
    return "plain" if unit is None or unit in _ABOUT else "percent" if unit in "%％‰" else "unit"


def demand(texts: Sequence[str]) -> int:
    """How much room a column of cells asks for: the characters of its longest text; numbers ask for little."""
    return max((len(compact(text)) for text in texts if kind(text) == "text"), default=0)


def is_total(text: str) -> bool:
    """Whether a label begins a row of totals."""
    return _TOTAL.match(compact(text)) is not None
