"""Labels and indicator names brought to one shape, so that equal names compare equal."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NewType

from formaudit.patterns import compiled
from formaudit.text import label

__all__ = ["NormalizedName", "head", "name_words", "normalise_name", "without_typos"]

NormalizedName = NewType("NormalizedName", str)
"""A name that has been through ``head`` or ``normalise_name``: only such names may be compared."""

_TAIL: Final = compiled(r"\([^()]*\)$")
_COUNTRY: Final = compiled(r"\((?:境|单位|部门|部|局)\)")
_MARKS: Final = compiled(r"[\s、，,。.;；:：·\-—_/\\\"“”'‘’《》〈〉<>【】\[\]()]+")
_POINT: Final = compiled(r"(?<=\d)\.(?=\d)")
_AT_LEAST: Final = compiled(r">=|不低于|不少于|不小于|大于等于|大于或等于")
_AT_MOST: Final = compiled(r"<=|不超过|不高于|不大于|不多于|小于等于|小于或等于|控制在")
_ABOVE: Final = compiled(r"[≥]?(\d+(?:\.\d+)?[%‰]?)(?:及)?以上")
_WITHIN: Final = compiled(r"[≤]?(\d+(?:\.\d+)?[%‰]?)(?:及)?(?:以内|以下|之内)")


@lru_cache(maxsize=16384)
def head(text: str) -> NormalizedName:
    """A column's or row's label without serial, colon and bracketed tail: ``全年预算数(A)`` gives ``全年预算数``.

    Brackets that belong to the name itself (``因公出国(境)费``) stand inside and stay.
    """
    name = label(text)
    before = None
    while before != name:
        before = name
        if not _COUNTRY.fullmatch(name[name.rfind("(") :] if "(" in name else ""):
            name = _TAIL.sub("", name).rstrip(":;,。.、")
    return NormalizedName(name)


def name_words(text: str) -> tuple[str, ...]:
    """The pieces of a name between its marks, in one way of writing comparisons: 不低于, >= and 以上 are ≥."""
    name = label(text)
    if ">" in name or "<" in name or "不" in name or "于" in name or "控制在" in name:
        name = _AT_MOST.sub("≤", _AT_LEAST.sub("≥", name))
    if "以" in name or "之内" in name:
        name = _WITHIN.sub(r"≤\1", _ABOVE.sub(r"≥\1", name))
    # A decimal point is no mark: 2.5 公里 is not 25 公里.
    name = _POINT.sub("\x00", name)
    return tuple(piece.replace("\x00", ".") for piece in _MARKS.split(name.casefold()) if piece)


@lru_cache(maxsize=4096)
def normalise_name(text: str) -> NormalizedName:
    """An indicator's, project's or unit's name for comparing: no marks, no serial, no blanks, lower case."""
    return NormalizedName("".join(name_words(text)))


def without_typos(name: NormalizedName, typos: Iterable[tuple[str, str]]) -> NormalizedName:
    """The name with known typing slips mended."""
    mended: str = name
    for wrong, right in typos:
        mended = mended.replace(wrong, right)
    return NormalizedName(mended)
