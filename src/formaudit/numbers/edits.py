"""Numbers that one slip of the keyboard makes of each other; all are written plainly, without thousands."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

__all__ = ["changed_about", "one_slip", "single_edits"]

_WAN: Final = frozenset({Decimal(10000), Decimal("0.0001")})
"""元 typed for 万元, or the reverse."""


def single_edits(text: str) -> Iterator[str]:
    """Numbers one typing slip away: two neighbours swapped, a digit doubled or dropped, the point lost or moved."""
    digits = text.replace(",", "")
    for i in range(len(digits) - 1):
        if digits[i] != digits[i + 1] and "." not in digits[i : i + 2]:
            yield digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]
        if digits[i] == digits[i + 1]:
            yield digits[:i] + digits[i + 1 :]
    bare = digits.replace(".", "")
    for i in range(1, len(bare) + 1):
        moved = bare[:i] + ("." + bare[i:] if i < len(bare) else "")
        if moved != digits:
            yield moved
    if "." not in digits:
        yield digits + "0"


def one_slip(printed: str, restored: str) -> bool:
    """Whether one slip turns one number into the other, either way: an edit, a wrong or lost digit, 元 for 万元."""
    return (
        restored in set(single_edits(printed))
        or printed in set(single_edits(restored))
        or (len(printed) == len(restored) and sum(a != b for a, b in zip(printed, restored, strict=True)) == 1)
        or _dropped(printed, restored)
        or _dropped(restored, printed)
        or (Decimal(printed) != 0 and Decimal(restored) / Decimal(printed) in _WAN)
    )


def changed_about(printed: str, restored: str) -> bool:
    """Whether digits were doubled, lost or changed about between the two; they may change places across the point."""
    if restored in set(single_edits(printed)) or printed in set(single_edits(restored)):
        return True
    if len(printed) != len(restored) or printed.find(".") != restored.find("."):
        return False
    one, other = printed.replace(".", ""), restored.replace(".", "")
    apart = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(apart) == 2 and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]]


def _dropped(long: str, short: str) -> bool:
    """Whether leaving one digit out of the longer number gives the shorter."""
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
