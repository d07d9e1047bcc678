"""Why figures must agree: relations are data, declared beside the form they belong to."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from msgspec import Struct

from formaudit.model.figure import ZERO, Figure

__all__ = ["Relation", "RelationKind"]


class RelationKind(StrEnum):
    """The shapes of relation that the graph knows.

    SUM: ``result`` = Σ ``parts``. EQUAL: ``result`` = ``parts[0]``. RATIO: ``result`` (a percentage) =
    ``parts[0]`` ÷ ``parts[1]`` × 100. AT_MOST: ``result`` ≤ ``parts[0]``. COVERS: Σ ``parts`` ≤ ``result`` (其中).
    GROWTH: ``result``, without its sign, is the change from ``parts[1]`` to ``parts[0]`` as percent of ``parts[1]``.
    INCREASE: the same where the text gives the change ``parts[0]`` and the amount ``parts[1]`` that it led to.
    """

    SUM = "sum"
    EQUAL = "equal"
    RATIO = "ratio"
    AT_MOST = "at-most"
    COVERS = "covers"
    GROWTH = "growth"
    INCREASE = "increase"


class Relation(Struct, frozen=True, kw_only=True, dict=True):
    """One reason why figures must agree.

    ``check`` is the code of the check that speaks when they do not. ``subject`` names the relation in addresses, free
    of row numbers; it makes the finding's fingerprint. ``why`` is a catalogue key for the reason in words.
    ``exhaustive`` is false where the parts may be incomplete (rows under 其中): then only Σ > whole is wrong.
    ``context`` are further figures to be shown with a finding, such as the column that the result was left out of.
    ``doubt`` names what is not known about the relation (a catalogue key ``undecided.<doubt>``): it may be confirmed,
    and where it does not hold nothing is decided.
    ``signs`` are +1 or -1 for each part, empty where every part counts as it is; ``added`` is a constant beside them (a
    serial is the one before and 1). In an INCREASE the sign of the second part says whether it rose or fell.
    ``blank_is_zero`` says that a blank result stands beside a filled sibling and therefore means nothing, not unknown.
    """

    check: str
    kind: RelationKind
    subject: str
    result: Figure
    parts: tuple[Figure, ...]
    why: str
    exhaustive: bool = True
    blank_is_zero: bool = False
    context: tuple[Figure, ...] = ()
    doubt: str = ""
    signs: tuple[int, ...] = ()
    added: Decimal = ZERO

    @cached_property
    def tested(self) -> list[Any]:
        """What the last test with the printed values went by and came to: checks and causes need not repeat it."""
        return []

    @property
    def terms(self) -> Iterator[tuple[Figure, int]]:
        """Each part with its sign."""
        return zip(self.parts, self.signs or (1,) * len(self.parts), strict=True)
