"""Labels and indicator names brought to one shape, so that equal names compare equal."""

import re
from collections.abc import Iterable
from typing import Final, NewType

from formaudit.text import label

__all__ = ["NormalizedName", "head", "normalise_name", "without_typos"]

NormalizedName = NewType("NormalizedName", str)
"""A name that has been through ``head`` or ``normalise_name``: only such names may be compared."""

_TAIL: Final = re.compile(r"\([^()]*\)$")
_COUNTRY: Final = re.compile(r"\((?:境|单位|部门|部|局)\)")
_MARKS: Final = re.compile(r"[\s、，,。.;；:：·\-—_/\\\"“”'‘’《》〈〉<>【】\[\]]+")


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


def normalise_name(text: str) -> NormalizedName:
    """An indicator's, project's or unit's name for comparing: no marks, no serial, no blanks, lower case."""
    return NormalizedName(_MARKS.sub("", label(text)).casefold())


def without_typos(name: NormalizedName, typos: Iterable[tuple[str, str]]) -> NormalizedName:
    """The name with known typing slips mended."""
    mended: str = name
    for wrong, right in typos:
        mended = mended.replace(wrong, right)
    return NormalizedName(mended)
