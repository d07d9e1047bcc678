"""What a person has narrowed the queue down to: read from an address, written back into one."""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import parse_qsl, urlencode

from msgspec import Struct, field
from msgspec.structs import replace

__all__ = ["ANY", "FACETS", "Filters", "filters_of", "filters_said"]

FACETS: Final = ("state", "severity", "year", "form", "check", "cause", "who")
"""In the order in which the page shows them; ``who`` is the reviewer that a finding is assigned to."""
ANY: Final = "any"
"""As a state: all of them. Without a state the queue shows what is open."""
_OPEN: Final = frozenset({"open"})
_LONGEST: Final = 200
_MOST: Final = 60


class Filters(Struct, frozen=True, kw_only=True):
    """Within a facet the values are alternatives, the facets all hold.

    ``unit`` is a whole name, ``text`` words that are looked for in names of units and in what was found.
    """

    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    unit: str = ""
    text: str = ""

    def values(self, facet: str) -> frozenset[str]:
        """The values chosen of a facet; none means all."""
        found = self.chosen.get(facet, frozenset())
        if facet == "state":
            return frozenset() if ANY in found else found or _OPEN
        return found

    def toggled(self, facet: str, value: str) -> "Filters":
        """With a value more, or without it."""
        now = self.values(facet) ^ {value}
        if facet == "state" and not now:
            now = frozenset({ANY})
        return replace(self, chosen={**self.chosen, facet: now})

    @property
    def query(self) -> str:
        """The filters as the query of an address, always in the same order."""
        pairs = [
            (facet, value) for facet in FACETS for value in sorted(self.chosen.get(facet, ()))
            if not (facet == "state" and self.chosen[facet] == _OPEN)
        ]  # fmt: skip
        pairs += [("unit", self.unit)] if self.unit else []
        pairs += [("text", self.text)] if self.text else []
        return urlencode(pairs)

    @property
    def narrowed(self) -> bool:
        """Whether anything but the state is chosen."""
        return bool(self.unit or self.text or any(self.chosen.get(facet) for facet in FACETS if facet != "state"))


def filters_of(pairs: Sequence[tuple[str, str]]) -> Filters:
    """The filters in the query of an address; what is not one of ours is left out."""
    chosen: dict[str, frozenset[str]] = {}
    single = {"unit": "", "text": ""}
    for name, value in pairs[:_MOST]:
        if name in FACETS and value:
            chosen[name] = chosen.get(name, frozenset()) | {value[:_LONGEST]}
        elif name in single:
            single[name] = " ".join(value.split())[:_LONGEST]
    return Filters(chosen=chosen, unit=single["unit"], text=single["text"])


def filters_said(query: str) -> Filters:
    """The filters of a query as it was kept."""
    return filters_of(
        parse_qsl(query, keep_blank_values=False, max_num_fields=_MOST) if query.count("&") < _MOST else []
    )
