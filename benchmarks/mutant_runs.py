"""Run mutants, each in a child of one pytest that has loaded everything: ``python -m benchmarks.mutant_runs JOB``.

The job is a JSON file: a folder of tests, the mutants with the lines through which a test may notice them, and where
what was traced is kept. It runs in a copy of the tree. Collecting a folder costs seconds and running one test
milliseconds, so the folder is collected once; for each mutant the process forks, the child puts the changed code into
the functions that are loaded, empties what was remembered before, and runs the tests that reach the place, quickest
first and the files of tests in turn, until one fails. A change that acts while a module is loaded meets the same tests
in a process of its own.

One line of JSON is printed for each mutant. Which tests reach which lines is seen by marks (``mutant_probes``), once
for each file of tests, and kept under a key of that file, its tables and what tests share. In a module that was changed
since then whoever reached any line of it is taken to reach all of it.
"""

import argparse
import ast
import functools
import gc
import gzip
import hashlib
import json
import os
import pickle
import resource
import signal
import subprocess  # a mutant that acts while a module is loaded
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import HealthCheck, Phase, settings

from benchmarks.mutant_probes import Probes, marks_for, probes_of, reached

_LOADING = 60  # seconds of processor time that a child may take beyond its tests before it counts as hanging
_WALL = 900  # seconds that a child may sleep away
_TRACED = 90  # seconds of processor time for which the tests of a file are followed; no mutant meets as many
KILLED, LIVES, ANEW = 1, 0, 3
_ANY = 0  # the line of all that was reached in a module which has been changed since
Code = tuple[str, int]
Lines = dict[tuple[str, int], set[str]]


def codes(code: CodeType) -> Iterator[tuple[Code, CodeType]]:
    """Each code object within another, by its name and line."""
    yield (code.co_qualname if sys.version_info >= (3, 11) else code.co_name, code.co_firstlineno), code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes(constant)


def written(target: Path, data: bytes) -> None:
    """Change a module of the copy; what was compiled of it goes: a change of the same second and size is not seen."""
    target.write_bytes(data)
    for compiled in (target.parent / "__pycache__").glob(f"{target.stem}.*.pyc"):
        compiled.unlink()


def key_of(tests: Path, shared: bytes) -> str:
    """A key of a file of tests, of what lies beside it and of what tests share; tables of other tests do not count."""
    beside = sorted(each for each in tests.parent.rglob("*") if each.is_file() and each.suffix not in {".py", ".pyc"})
    others = "".join(each.read_text("utf-8") for each in tests.parent.rglob("*.py") if each != tests)
    own = tests.read_text("utf-8")
    read = [each for each in beside if f'"{each.name}"' in own or f'"{each.name}"' not in others]
    return hashlib.sha256(shared + b"".join(each.read_bytes() for each in [tests, *read])).hexdigest()[:32]


class Runs:
    """The plugin whose loop runs mutants in the place of tests."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.job = job
        self.tree = Path.cwd()
        self.functions: defaultdict[str, list[FunctionType]] = defaultdict(list)
        self.remembered: list[Any] = []
        self.taken: dict[str, float] = {}
        self.lines: Lines = {}
        self.items: dict[str, pytest.Item] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Trace what has to be traced, then run each mutant."""
        self.items = {item.nodeid: item for item in session.items}
        own = str(self.tree / "src")
        gc.unfreeze()  # what the tests have frozen is not among the objects that are given out
        for one in gc.get_objects():
            if type(one) is FunctionType and one.__code__.co_filename.startswith(own):
                self.functions[one.__code__.co_filename].append(one)
            elif isinstance(one, functools._lru_cache_wrapper):  # noqa: SLF001 - the type has no other name
                self.remembered.append(one)
        gc.freeze()
        if session.testsfailed or not self.items or not self.functions:
            raise pytest.UsageError(f"{self.job['folder']}: tests cannot be collected")
        self.trace(list(session.items))
        for mutant in self.job["mutants"]:
            start = time.perf_counter()
            tests = self.tests(mutant)
            fate, by = self.fate(mutant, tests) if tests else (LIVES, "")
            seconds = time.perf_counter() - start
            told = {"number": mutant["number"], "dead": fate == KILLED, "tests": len(tests), "by": by, "took": seconds}
            print("\n" + json.dumps(told), file=sys.__stdout__, flush=True)
        return True

    def tests(self, mutant: dict[str, Any]) -> list[str]:
        """The tests that reach a mutant: quickest first, the files of tests in turn by what they have taken so far."""
        places = {(path, at) for path, line in mutant["reach"] for at in (line, _ANY)}
        found = {name for place in places for name in self.lines.get(place, ())}
        spent: defaultdict[Path, float] = defaultdict(float)
        turns: dict[str, float] = {}
        for name in sorted(found & self.taken.keys() & self.items.keys(), key=lambda name: self.taken[name]):
            spent[self.items[name].path] += self.taken[name]
            turns[name] = spent[self.items[name].path]
        return sorted(turns, key=lambda name: turns[name])

    def fate(self, mutant: dict[str, Any], tests: list[str]) -> tuple[int, str]:
        """Whether a test notices, and which."""
        target = self.tree / "src" / mutant["path"]
        before = target.read_bytes()
        after = before[: mutant["start"]] + mutant["after"].encode() + before[mutant["end"] :]
        ast.parse(after)
        written(target, after)
        try:
            fate, by = (ANEW, "") if mutant["loading"] else self.forked(target, after, tests)
            return self.anew(tests) if fate == ANEW else (fate, by)
        finally:
            written(target, before)

    def forked(self, target: Path, after: bytes, tests: list[str]) -> tuple[int, str]:
        """The fate of a mutant in a child of this process."""
        told, tell = os.pipe()
        child = os.fork()
        if not child:
            os.close(told)
            os.setpgid(0, 0)
            try:
                os._exit(self.child(target, after, tests, tell))
            except BaseException as error:  # noqa: BLE001 - a child must never come back as its parent
                os.write(tell, repr(error).encode())
                os._exit(KILLED)
        os.close(tell)
        status = waited(child)
        with os.fdopen(told, "rb") as stream:
            by = stream.read().decode(errors="replace")
        return (os.waitstatus_to_exitcode(status), by) if os.WIFEXITED(status) else (KILLED, "hangs")

    def child(self, target: Path, after: bytes, tests: list[str], tell: int) -> int:
        """Put the changed code in its place and run tests until one fails."""
        if self.functions[str(target)] and not self.patched(target, after):
            return ANEW
        for one in self.remembered:
            one.cache_clear()
        longest = self.job["longest"]
        resource.setrlimit(resource.RLIMIT_CPU, (longest + _LOADING, longest + _LOADING + 5))
        silent()
        start = spent()
        for name, following in zip(tests, [*tests[1:], None], strict=True):
            after_it = None if following is None else self.items[following]
            if any(report.failed for report in runtestprotocol(self.items[name], nextitem=after_it, log=False)):
                os.write(tell, name.encode())
                return KILLED
            if spent() - start > longest:
                os.write(tell, b"time is up")
                return LIVES
        return LIVES

    def patched(self, target: Path, after: bytes) -> bool:
        """Give the loaded functions of a module their changed code; false where that is not possible."""
        return self.recoded(str(target), compile(after, str(target), "exec", dont_inherit=True))

    def recoded(self, path: str, module: CodeType) -> bool:
        """Give the loaded functions of a module those of other code; false where that is not possible."""
        new = dict(codes(module))
        found = False
        for function in self.functions[path]:
            code = function.__code__
            other = new.get((code.co_qualname, code.co_firstlineno))
            if other is None or other == code:
                continue
            if other.co_freevars != code.co_freevars:
                return False
            function.__code__ = other
            found = True
        return found

    def anew(self, tests: list[str]) -> tuple[int, str]:
        """The fate of a mutant in a process that loads everything again."""
        quick, total = [], 0.0
        for name in tests:
            total += self.taken[name]
            if total <= self.job["longest"]:
                quick.append(name)
        listed = self.tree.parent / "tests.txt"
        listed.write_text("\n".join(quick), encoding="utf-8")
        call = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--no-header", "--tb=no"]
        try:
            done = subprocess.run(  # noqa: S603 - our own tests
                [*call, f"@{listed}"],
                env={**os.environ, "HYPOTHESIS_PROFILE": "ci"},
                capture_output=True,
                text=True,
                check=False,
                timeout=_WALL,
            )
        except subprocess.TimeoutExpired:
            return KILLED, "hangs"
        failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
        return (KILLED, failed[0] if failed else "fails to load") if done.returncode else (LIVES, "")

    def trace(self, items: list[pytest.Item]) -> None:
        """Which tests reach which lines: kept from before, or traced in a child for each file of tests."""
        kept = Path(self.job["kept"])
        kept.mkdir(parents=True, exist_ok=True)
        shared, now = self.shared(), self.sources()
        files: defaultdict[Path, list[pytest.Item]] = defaultdict(list)
        for item in items:
            files[item.path].append(item)
        for path, own in files.items():
            packed = kept / f"{path.stem}-{key_of(path, shared)}.marks"
            if not packed.exists():
                self.probes()
                self.traced(own, packed)
            taken, lines, sources = pickle.loads(gzip.decompress(packed.read_bytes()))  # noqa: S301 - written below
            self.taken |= taken
            for (module, line), names in lines.items():
                same = sources.get(module) == now.get(module)
                self.lines.setdefault((module, line if same else _ANY), set()).update(names)

    @functools.cache  # noqa: B019 - one object a process
    def probes(self) -> Probes:
        """The sources with their marks."""
        return probes_of(self.tree / "src")

    def sources(self) -> dict[str, bytes]:
        """What each module holds, as a digest."""
        root = self.tree / "src"
        return {
            path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).digest() for path in root.rglob("*.py")
        }

    def shared(self) -> bytes:
        """A key of what tests share."""
        digest = hashlib.sha256()
        for path in sorted((self.tree / "tests").rglob("*.py")):
            if not path.name.startswith("test_"):
                digest.update(str(path.relative_to(self.tree)).encode() + path.read_bytes())
        return digest.digest()

    def traced(self, items: list[pytest.Item], packed: Path) -> None:
        """Trace the tests of a file in a child."""
        child = os.fork()
        if not child:
            try:
                self.followed(items, packed)
                os._exit(0)
            except BaseException as error:  # noqa: BLE001 - a child must never come back as its parent
                print(repr(error), file=sys.__stderr__, flush=True)
                os._exit(1)
        if waited(child):
            raise pytest.UsageError(f"{items[0].path} cannot be traced")

    def followed(self, items: list[pytest.Item], packed: Path) -> None:
        """Run tests on marked sources, and see after each what it reached."""
        probes = self.probes()
        marks = marks_for(probes)
        for path, code in probes.codes.items():
            self.recoded(path, code)
        for one in self.remembered:
            one.cache_clear()
        taken: dict[str, float] = {}
        lines: Lines = {}
        begin = spent()
        for item, following in zip(items, [*items[1:], None], strict=True):
            start = spent()
            if any(report.failed for report in runtestprotocol(item, nextitem=following, log=False)):
                print(f"red before any change, left out: {item.nodeid}", file=sys.__stderr__, flush=True)
            else:
                taken[item.nodeid] = spent() - start
            for place in reached(probes, marks):
                if item.nodeid in taken:
                    lines.setdefault(place, set()).add(item.nodeid)
            if spent() - begin > _TRACED and following is not None:
                print(f"followed no further than {item.nodeid}", file=sys.__stderr__, flush=True)
                break
        packed.write_bytes(gzip.compress(pickle.dumps((taken, lines, self.sources())), 1))


def spent() -> float:
    """Seconds of processor time of this process and of those that it has started and seen end."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def waited(child: int) -> int:
    """The status of a child; one that sleeps too long is ended with all it has started."""
    until = time.monotonic() + _WALL
    pause = 0.002
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status
        time.sleep(pause)
        pause = min(pause * 1.5, 0.1)
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def silent() -> None:
    """Whatever a changed program prints goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def main() -> int:
    """Run a job."""
    parser = argparse.ArgumentParser()
    parser.add_argument("job", type=Path)
    job = json.loads(parser.parse_args().job.read_text(encoding="utf-8"))
    settings.register_profile(
        "mutants",
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[HealthCheck.too_slow],
    )
    os.environ["HYPOTHESIS_PROFILE"] = "mutants"
    tests = sorted(map(str, Path().glob(job["folder"])))
    code = pytest.main(["-q", "-s", "-p", "no:cacheprovider", "--tb=no", *tests], plugins=[Runs(job)])
    return int(code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED))


if __name__ == "__main__":
    sys.exit(main())
