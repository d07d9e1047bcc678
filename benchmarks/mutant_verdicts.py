"""One look at all mutants in a copy of the tree, and the runs of the tests in which they made a difference."""

import json
import os
import subprocess  # the tests
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from benchmarks.mutant_places import Changed, Places
from benchmarks.mutant_runs import written
from benchmarks.mutant_sources import Chosen, marked


class Mutant(Changed, Chosen, Protocol):
    """What has to be known of a mutant."""

    @property
    def path(self) -> Path:
        """The module, below ``src``."""


@dataclass
class Seen:
    """What a look showed: seconds of each test, who sees which mutant, and which mutants act while modules load."""

    took: dict[str, float] = field(default_factory=dict)
    tests: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    loading: set[int] = field(default_factory=set)
    early: set[int] = field(default_factory=set)

    def of(self, number: int) -> list[str]:
        """The tests that see a mutant, quickest first, the files in turn by what they have taken so far."""
        spent: defaultdict[str, float] = defaultdict(float)
        turns: dict[str, float] = {}
        names = self.took if number in self.early else self.tests[number]
        for name in sorted(names, key=lambda name: (name not in self.tests[number], self.took[name])):
            spent[name.partition("::")[0]] += self.took[name]
            turns[name] = spent[name.partition("::")[0]]
        return sorted(turns, key=lambda name: (name not in self.tests[number], turns[name]))


def environment(tree: Path) -> dict[str, str]:
    """What the tests of the copy see: the copy's sources, and no plugins of others."""
    return {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPATH": f"{tree / 'src'}{os.pathsep}{tree}",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "HYPOTHESIS_PROFILE": "ci",
    }


def look(tree: Path, tests: list[str], mutants: list[Any], places: Places, workers: int) -> Seen:
    """Run tests once on marked sources."""
    seen = Seen()
    own: defaultdict[str, list[tuple[int, Any]]] = defaultdict(list)
    reach: defaultdict[str, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, mutant in enumerate(mutants):
        loading, readers = places.of(mutant)
        if loading:
            seen.loading.add(number)
            for path, line in readers:
                reach[path][line].append(number)
        else:
            own[mutant.path.as_posix()].append((number, mutant))
    sources = {name: (tree / "src" / name).read_bytes() for name in own.keys() | reach.keys()}
    for name, source in sources.items():
        written(tree / "src" / name, marked(source, own[name], reach[name]).encode())
    runtime = tree / "src" / "formaudit_marks.py"
    runtime.write_bytes((tree / "benchmarks" / "mutant_marks.py").read_bytes())
    folder = tree.parent / "looks"
    folder.mkdir()
    call = [sys.executable, "-m", "pytest", "-q", "--tb=no", "--no-header", "-r", "", "-p", "no:cacheprovider"]
    call += ["-p", "benchmarks.mutant_looks", *(["-p", "xdist", "-n", str(workers)] if workers > 1 else [])]
    subprocess.run(  # noqa: S603 - our own tests
        [*call, *tests],
        cwd=tree,
        env={
            **environment(tree),
            "FORMAUDIT_LOOKS": str(folder),
            "FORMAUDIT_LOOKS_SIZE": str(max(1, len(mutants))),
        },
        stdout=sys.stderr,
        check=False,
    )
    for name, source in sources.items():
        written(tree / "src" / name, source)
    runtime.unlink()
    for told_in in folder.glob("*.json"):
        for record in told_in.read_text(encoding="utf-8").splitlines():
            told = json.loads(record)
            if not told["test"]:
                seen.early.update(set(told["marks"]) - seen.loading)
                continue
            seen.took[told["test"]] = told["took"]
            for number in told["marks"]:
                seen.tests[number].add(told["test"])
    if not seen.took:
        raise SystemExit("no test was run on marked sources")
    return seen


def run(
    tree: Path, mutants: list[Any], met: dict[int, list[str]], seen: Seen, longest: int
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number of each mutant, with what became of it in the tests that it meets."""
    for number, tests in met.items():
        if not tests:
            yield number, {"dead": False, "tests": 0, "took": 0.0, "by": "no test sees a difference"}
    names = {name for tests in met.values() for name in tests}
    if not names:
        return
    job = {
        "longest": longest,
        "files": sorted({name.partition("::")[0] for name in names}),
        "taken": {name: seen.took[name] for name in names},
        "mutants": [
            {
                "number": number,
                "path": mutants[number].path.as_posix(),
                "start": mutants[number].start,
                "end": mutants[number].end,
                "after": padded(mutants[number]),
                "loading": number in seen.loading,
                "early": number in seen.early,
                "tests": tests,
            }
            for number, tests in met.items()
            if tests
        ],
    }
    task = tree.parent / "job.json"
    task.write_text(json.dumps(job), encoding="utf-8")
    with subprocess.Popen(  # noqa: S603 - our own tests
        [sys.executable, "-m", "benchmarks.mutant_runs", str(task)],
        cwd=tree,
        env=environment(tree),
        stdout=subprocess.PIPE,
        text=True,
        errors="replace",
    ) as running:
        for line in running.stdout or ():
            if line.startswith('{"number"'):
                told = json.loads(line)
                yield told["number"], told
    if running.returncode:
        raise SystemExit("the runs came to no end")


def padded(mutant: Any) -> str:
    """The change with as many lines as what it replaces: what stands below keeps its place."""
    lost = mutant.before.count("\n") - mutant.after.count("\n")
    return f"({mutant.after}{chr(10) * lost})" if lost > 0 else mutant.after
