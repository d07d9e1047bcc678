"""Why figures must agree: relations are data, declared beside the form they belong to."""

from dataclasses import dataclass
from enum import StrEnum

from formaudit.model.figure import Figure

__all__ = ["Relation", "RelationKind"]


class RelationKind(StrEnum):
    """The shapes of relation that the graph knows.

    SUM: ``result`` = Σ ``parts``. EQUAL: ``result`` = ``parts[0]``. RATIO: ``result`` (a percentage) =
    ``parts[0]`` ÷ ``parts[1]`` × 100. AT_MOST: ``result`` ≤ ``parts[0]``. COVERS: Σ ``parts`` ≤ ``result`` (其中).
    """

    SUM = "sum"
    EQUAL = "equal"
    RATIO = "ratio"
    AT_MOST = "at-most"
    COVERS = "covers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One reason why figures must agree.

    ``check`` is the code of the check that speaks when they do not. ``subject`` names the relation in addresses, free
    of row numbers; it makes the finding's fingerprint. ``why`` is a catalogue key for the reason in words.
    ``exhaustive`` is false where the parts may be incomplete (rows under 其中): then only Σ > whole is wrong.
    ``context`` are further figures to be shown with a finding, such as the column that the result was left out of.
    ``doubt`` names what is not known about the relation (a catalogue key ``undecided.<doubt>``): it may be confirmed,
    and where it does not hold nothing is decided.
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
