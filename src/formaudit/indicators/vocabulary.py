"""Labels that nobody knows, matched with the entries of a vocabulary: for people to review, not for reading forms."""

from functools import lru_cache
from typing import Final

from msgspec import Struct

from formaudit.indicators.lexicon import Entry, Lexicon, identify, lexicon
from formaudit.indicators.match import ACCEPT, DOUBT, compare
from formaudit.indicators.names import ready

__all__ = ["LabelMatch", "match_label", "same_label"]

_NEAR: Final = 0.03
_BELOW: Final = 0.89


class LabelMatch(Struct, frozen=True, kw_only=True):
    """An entry that a label may mean: ``name`` is the entry's name that is nearest, ``rule`` as in ``Match``.

    ``alternatives`` are the other entries that come into question, best first, with the nearest name and its score.
    """

    entry: Entry
    name: str
    score: float
    rule: str
    alternatives: tuple[tuple[Entry, str, float], ...] = ()


def match_label(kind: str, text: str) -> LabelMatch | None:
    """The entry of a vocabulary that a label most likely means; ``None`` below the band of doubt.

    A label that the lexicon knows is exact. Of an unknown one the nearest name counts; where two entries are about
    equally near, neither is accepted.
    """
    return _match_label(lexicon(), kind, text)


@lru_cache(maxsize=4096)
def _match_label(words: Lexicon, kind: str, text: str) -> LabelMatch | None:
    known = identify(kind, text)
    if known is not None:
        return LabelMatch(entry=known, name=text, score=1.0, rule="exact")
    wanted = ready(text)
    scored: list[tuple[float, str, Entry, str]] = []
    for entry in words.of_kind(kind):
        if any(frozenset((wanted.name, ready(name).name)) in words.distinct for name in entry.names):
            continue
        score, rule, name = max((*compare(wanted, ready(name)), name) for name in entry.names)
        if score >= DOUBT:
            scored.append((score, rule, entry, name))
    if not scored:
        return None
    scored.sort(key=lambda found: -found[0])
    score, rule, entry, name = scored[0]
    if len(scored) > 1 and score >= ACCEPT and score - scored[1][0] < _NEAR:
        score = _BELOW
    return LabelMatch(
        entry=entry,
        name=name,
        score=score,
        rule=rule,
        alternatives=tuple((other, nearest, value) for value, _, other, nearest in scored[1:]),
    )


def same_label(kind: str, left: str, right: str) -> tuple[float, str]:
    """The score that two labels of one vocabulary mean the same, and the rule that gave it."""
    one, other = match_label(kind, left), match_label(kind, right)
    if one is None or other is None:
        return compare(ready(left), ready(right))
    if one.entry is not other.entry:
        return 0.0, "distinct"
    return min((one.score, one.rule), (other.score, other.rule))
