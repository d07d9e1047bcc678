"""The same indicator in several places: from annex 3 to annex 4 to the report, or from one year to the next."""

from collections.abc import Sequence

from msgspec import Struct

from formaudit.indicators.match import ACCEPT, compare
from formaudit.indicators.names import ReadyName, ready

__all__ = ["Stop", "Thread", "follow"]


class Stop(Struct, frozen=True, kw_only=True):
    """Where a thread comes by: the name at ``index`` of a place, matched by ``rule`` with ``score``."""

    place: int
    index: int
    score: float
    rule: str


class Thread(Struct, frozen=True, kw_only=True):
    """One indicator through the places, at most once in each; ``name`` is the one it was first met by."""

    name: str
    stops: tuple[Stop, ...]

    def at(self, place: int) -> int | None:
        """The index of the name in a place, or ``None`` where the indicator is not there."""
        return next((stop.index for stop in self.stops if stop.place == place), None)


def follow(places: Sequence[Sequence[str]]) -> tuple[Thread, ...]:
    """Follow each name through the places, in the order in which they are first met.

    A name goes on only where it is accepted, the best pairs first and each name once; all others begin a new thread.
    A thread keeps the names it came by, so a name may be written in one way in annex 3 and in another in annex 4.
    """
    threads: list[tuple[str, list[ReadyName], list[Stop]]] = []
    for place, names in enumerate(places):
        pairs: list[tuple[float, int, int, str]] = []
        for index, name in enumerate(names):
            wanted = ready(name)
            for number, (_, known, _) in enumerate(threads):
                score, rule = max(compare(wanted, one) for one in known)
                if score >= ACCEPT:
                    pairs.append((-score, number, index, rule))
        taken: set[int] = set()
        busy: set[int] = set()
        for score, number, index, rule in sorted(pairs):
            if number not in busy and index not in taken:
                busy.add(number)
                taken.add(index)
                threads[number][1].append(ready(names[index]))
                threads[number][2].append(Stop(place=place, index=index, score=-score, rule=rule))
        threads += [
            (name, [ready(name)], [Stop(place=place, index=index, score=1.0, rule="exact")])
            for index, name in enumerate(names)
            if index not in taken and ready(name).name
        ]
    return tuple(Thread(name=name, stops=tuple(stops)) for name, _, stops in threads)
