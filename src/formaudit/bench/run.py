"""The benchmark: cases drawn by a seed, each measured, summed up by kind."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Final

from msgspec import Struct

from formaudit.bench.base import Base
from formaudit.bench.kinds import KINDS, Kind
from formaudit.bench.measure import Fault, Measured, Told, measure
from formaudit.model.verdict import Severity

__all__ = ["Result", "Tally", "draw_cases", "run_bench", "tallies", "tally"]

_TRIES: Final = 40


class Tally(Struct, frozen=True, kw_only=True):
    """What became of the faults of one kind.

    Every count is of faults; ``placed`` have one place to be named, ``asked`` a right value to be offered.
    """

    kind: str
    faults: int
    found: int
    serious: int
    placed: int
    localised: int
    first: int
    asked: int
    right: int


class Result(Struct, frozen=True, kw_only=True):
    """A whole run. ``alarms`` counts the serious findings of the clean bases themselves."""

    seed: int
    faults: int
    bases: tuple[str, ...]
    alarms: int
    cases: tuple[Measured, ...]

    def told(self, *, blind: bool = False) -> list[Told]:
        """What was said of each fault that can be found, or of those that cannot."""
        return [each for case in self.cases for each in case.told if bool(each.fault.kind.blind) is blind]

    def milliseconds(self, share: float) -> float:
        """The time that the causes of a case took at the most, in a share of the cases."""
        times = sorted(case.milliseconds for case in self.cases)
        return times[min(int(len(times) * share), len(times) - 1)] if times else 0.0


def draw_cases(
    bases: Sequence[Base], seed: int, count: int, faults: int, kinds: Sequence[Kind] = KINDS
) -> Iterator[tuple[Base, tuple[Fault, ...]]]:
    """Draw cases: the kinds in turn, the base and the place by chance; several faults never share a place."""
    rng = Random(seed)  # noqa: S311 - a seed must give the same cases again; nothing is secret
    pool = [kind for kind in kinds if faults == 1 or (kind.numeric and not kind.blind)]
    for number in range(count):
        base, chosen = _draw(bases, rng, pool, number, faults)
        if chosen:
            yield base, chosen


def _draw(
    bases: Sequence[Base], rng: Random, pool: Sequence[Kind], number: int, faults: int
) -> tuple[Base, tuple[Fault, ...]]:
    base = bases[0]
    for _ in range(_TRIES):
        base = rng.choice(bases)
        chosen: list[Fault] = []
        for position in range(faults):
            kind = pool[number % len(pool)] if position == 0 else rng.choice(pool)
            edits = kind.make(base, rng)
            taken = {edit.spot for fault in chosen for edit in fault.edits}
            if edits and not taken & {edit.spot for edit in edits}:
                chosen.append(Fault(kind=kind, edits=edits))
        if len(chosen) == faults:
            return base, tuple(chosen)
    return base, ()


def run_bench(bases: Sequence[Base], *, seed: int, count: int, faults: int, kinds: Sequence[Kind] = KINDS) -> Result:
    """Draw and measure; the same bases, seed and numbers give the same result but for the times."""
    alarms = sum(
        finding.severity in (Severity.CRITICAL, Severity.MAJOR) for base in bases for finding in base.report.findings
    )
    return Result(
        seed=seed,
        faults=faults,
        bases=tuple(base.name for base in bases),
        alarms=alarms,
        cases=tuple(measure(base, chosen) for base, chosen in draw_cases(bases, seed, count, faults, kinds)),
    )


def tally(kind: str, told: Sequence[Told], *, least: int = 0) -> Tally:
    """Sum up; ``least`` is the number of relations that must cover a figure for its right value to be asked."""
    placed = [each for each in told if each.fault.kind.placed]
    asked = [each for each in told if each.right is not None and each.relations >= least]
    return Tally(
        kind=kind,
        faults=len(told),
        found=sum(each.found for each in told),
        serious=sum(each.severity in (Severity.CRITICAL, Severity.MAJOR) for each in told),
        placed=len(placed),
        localised=sum(each.localised for each in placed),
        first=sum(each.first for each in placed),
        asked=len(asked),
        right=sum(bool(each.right) for each in asked),
    )


def tallies(result: Result) -> tuple[Tally, ...]:
    """One for each kind that occurred, in the order of the catalogue of kinds."""
    told = [each for case in result.cases for each in case.told]
    return tuple(
        tally(kind.code, mine, least=2)
        for kind in KINDS
        if (mine := [each for each in told if each.fault.kind.code == kind.code])
    )
