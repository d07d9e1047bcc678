"""Injects faults into clean submissions: every unit of the corpus under every layout that fits it, in each format.

``python -m benchmarks.faults [--seed N] [--cases N]`` prints a table for one, two and three faults at once, then a line
for each layout; the exit code is 1 where a bar is missed. A unit fits a layout where the layout has words for all that
the unit has and the audit of the clean submission says nothing serious; the pairs that do not fit are listed, so that
the choice can be seen.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Final

from corpora.generator.catalogue import CASES
from corpora.generator.columns import LAYOUTS
from corpora.generator.press import draft, press
from formaudit.bench.base import Base, read_base
from formaudit.bench.kinds import KINDS, kind_of
from formaudit.bench.run import Result, run_bench, tallies, tally
from formaudit.bench.show import to_text
from formaudit.bench.written import FORMATS
from formaudit.errors import FormauditError
from formaudit.model.verdict import Severity

_SERIOUS: Final = (Severity.CRITICAL, Severity.MAJOR)
_BARS: Final = {1: (0.97, 0.90), 2: (0.93, 0.80), 3: (0.93, 0.80)}
"""By number of faults at once: recall, and the share whose place is named (first of all, where there is one fault)."""
_KIND: Final = 0.90
_LAYOUT: Final = 0.95
_TURNS: Final = 3
"""So often each kind of fault is tried under each layout."""
_RIGHT: Final = 0.80
_MILLISECONDS: Final = 300


def submissions(folder: Path) -> Iterator[tuple[str, Path]]:
    """Write every unit under every layout; each in a folder of its own."""
    units = {case.submission.unit.name: case.submission for case in CASES}
    for number, (submission, layout) in enumerate(product(units.values(), LAYOUTS)):
        home = folder / str(number)
        home.mkdir()
        try:
            papers = draft(layout, submission, "docx", apart=number % 2 == 0).papers
        except KeyError:
            continue  # the layout has no word for something that the unit has
        for paper in papers:
            (home / f"{paper.name}.{paper.format}").write_bytes(press(paper))
        yield f"{submission.unit.name}/{layout.name}", home


def bases(folder: Path) -> tuple[list[Base], list[str]]:
    """The clean ones in each format, and the names of the others."""
    clean: list[Base] = []
    left: list[str] = []
    for name, home in submissions(folder):
        try:
            read = [read_base([home], f"{name}.{form}", form) for form in FORMATS]
        except FormauditError as error:
            left.append(f"{name}: {error.code}")
            continue
        said = sorted({f.check for base in read for f in base.report.findings if f.severity in _SERIOUS})
        if said:
            left.append(f"{name}: {' '.join(said)}")
        else:
            clean += read
    return clean, left


def met(result: Result) -> bool:
    """Whether the bars hold: over all, for each kind where faults come alone, and on the clean submissions."""
    recall, named = _BARS[result.faults]
    whole = tally("", result.told(), least=2)
    kinds = [row for row in tallies(result) if not kind_of(row.kind).blind]
    return (
        not result.alarms
        and whole.found >= recall * whole.faults
        and (whole.first if result.faults == 1 else whole.localised) >= named * whole.placed
        and whole.right >= _RIGHT * whole.asked
        and (result.faults > 1 or all(row.found >= _KIND * row.faults for row in kinds))
        and result.milliseconds(0.99) <= _MILLISECONDS
    )


def by_layout(clean: list[Base], seed: int) -> Iterator[tuple[str, bool]]:
    """For each layout every kind of fault that it can carry, a few times: a line, and whether the bar holds."""
    for layout in LAYOUTS:
        own = [base for base in clean if _layout(base.name) == layout.name]
        if not own:
            yield f"  {layout.name:16} no clean submission", False
            continue
        result = run_bench(own, seed=seed, count=_TURNS * len(KINDS), faults=1)
        mine = tally(layout.name, result.told())
        kinds = len({each.fault.kind.code for each in result.told()})
        stray = sum(len(case.stray) for case in result.cases)
        share = mine.found / mine.faults
        good = share >= _LAYOUT and not result.alarms
        said = (
            f"{len(own) // len(FORMATS):2} submissions, {kinds} kinds, found {mine.found}/{mine.faults} = {share:.1%}"
        )
        yield f"  {layout.name:16} {said}, {stray} serious findings beside{'' if good else '  BELOW THE BAR'}", good


def _layout(name: str) -> str:
    return name.partition("/")[2].partition(".")[0]


def main() -> int:
    """Measure, print, and say whether every bar holds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        clean, left = bases(Path(folder))
    print(
        f"{len(clean)} bases, {len(clean) // len(FORMATS)} submissions in {len(FORMATS)} formats; not used: {len(left)}"
    )
    for line in left:
        print(f"  {line}")
    good = True
    for faults in _BARS:
        result = run_bench(clean, seed=options.seed, count=options.cases, faults=faults)
        print(f"\n{faults} at once: {'every bar met' if met(result) else 'BELOW A BAR'}\n{to_text(result, 'en')}")
        good = good and met(result)
    print("\neach layout with every kind that it can carry")
    for line, held in by_layout(clean, options.seed):
        print(line, flush=True)
        good = good and held
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
