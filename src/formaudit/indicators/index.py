"""Many names against many: exact and known ways of writing by look-up, the slow comparison for a short list only.

The short list of a name are the entries that share most of its bigrams of sound; in a bigram of sound each character
stands for all that are spoken alike, so that most typing slips leave no trace in it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

from formaudit.indicators.lexicon import lexicon
from formaudit.indicators.match import DOUBT, Match, compare
from formaudit.indicators.names import ReadyName, ready
from formaudit.indicators.slips import sound

__all__ = ["NameIndex"]

_SHORT_LIST: Final = 4
_FEWEST_SHARED: Final = 0.4
_ENOUGH: Final = 300
_FEWEST_LISTS: Final = 3


class NameIndex:
    """Names that others are matched with, made ready once by the lexicon that is then in force."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = [ready(name) for name in names]
        self._exact: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self._reviewed: dict[str, int] = {}
        same = lexicon().same
        self._holders: dict[str, list[int]] = {}
        self._bigrams: list[frozenset[str]] = []
        for number, name in enumerate(self._names):
            self._exact.setdefault(name.name, number)
            self._stems.setdefault(name.stem, number)
            if name.name in same:
                self._reviewed.setdefault(same[name.name], number)
            bigrams = _bigrams(name)
            self._bigrams.append(bigrams)
            for bigram in bigrams:
                self._holders.setdefault(bigram, []).append(number)

    def match(self, name: str) -> Match | None:
        """The entry that a name most likely means, or ``None`` below the band of doubt."""
        wanted = ready(name)
        if not wanted.name:
            return None
        number = self._exact.get(wanted.name)
        if number is not None:
            return Match(index=number, score=1.0, rule="exact")
        scored = [
            (score, number, rule)
            for number in dict.fromkeys((*self._looked_up(wanted), *self._short_list(wanted)))
            for score, rule in (compare(wanted, self._names[number]),)
            if score >= DOUBT
        ]
        if not scored:
            return None
        scored.sort(key=lambda entry: (-entry[0], entry[1]))
        score, number, rule = scored[0]
        return Match(
            index=number, score=score, rule=rule, alternatives=tuple((other, value) for value, other, _ in scored[1:])
        )

    def match_all(self, names: Iterable[str]) -> list[Match | None]:
        """``match`` for each name; a name that comes again is matched once."""
        known: dict[str, Match | None] = {}
        found: list[Match | None] = []
        for name in names:
            if name not in known:
                known[name] = self.match(name)
            found.append(known[name])
        return found

    def _looked_up(self, wanted: ReadyName) -> list[int]:
        """The entries with the same stem, or of which people said that they are the same."""
        told = lexicon().same.get(wanted.name)
        numbers = (self._stems.get(wanted.stem), None if told is None else self._reviewed.get(told))
        return [number for number in numbers if number is not None]

    def _short_list(self, wanted: ReadyName) -> list[int]:
        """The entries with most bigrams in common, judged first by the rarest bigrams of the name."""
        bigrams = _bigrams(wanted)
        holders = sorted((self._holders[bigram] for bigram in bigrams if bigram in self._holders), key=len)
        if not holders:
            return []
        some, total = 0, 0
        while some < len(holders) and (total < _ENOUGH or some < _FEWEST_LISTS):
            total += len(holders[some])
            some += 1
        shared = Counter(chain.from_iterable(holders[:some]))
        most = max(shared.values())
        near = [number for number, count in shared.items() if count >= most - 1]
        own, entries = len(bigrams), self._bigrams
        ranked = sorted((-2 * len(bigrams & entries[number]) / (own + len(entries[number])), number) for number in near)
        return [number for value, number in ranked[:_SHORT_LIST] if -value >= _FEWEST_SHARED]


def _bigrams(name: ReadyName) -> frozenset[str]:
    heard = sound(name.name)
    return frozenset([heard[i : i + 2] for i in range(len(heard) - 1)]) or frozenset((heard,))
