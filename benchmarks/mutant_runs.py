"""Run mutants, each in a child of one pytest that has loaded everything: ``python -m benchmarks.mutant_runs JOB``.

The job is a JSON file: files of tests, the seconds that tests take, and mutants with the tests in which each made a
difference (``mutant_looks``). It runs in a copy of the tree. Collecting a folder costs seconds and running one test
milliseconds, so all is collected once; for each mutant the process forks, the child puts the changed code into the
functions that are loaded, empties what was remembered before, and runs the mutant's tests in their order until one
fails. A change that acts while a module is loaded meets the same tests in a process of its own, as does one that lives
and made a difference before any test. A test that fails without the change too notices nothing.

One line of JSON is printed for each mutant.
"""

import argparse
import ast
import functools
import gc
import json
import os
import re
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

_LOADING = 60  # seconds of processor time that a child may take beyond its tests before it counts as hanging
_WALL = 900  # seconds that a child may sleep away
KILLED, LIVES, ANEW = 1, 0, 3
Code = tuple[str, int]


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


class Runs:
    """The plugin whose loop runs mutants in the place of tests."""

    def __init__(self, job: dict[str, Any]) -> None:
        self.job = job
        self.tree = Path.cwd()
        self.functions: defaultdict[str, list[FunctionType]] = defaultdict(list)
        self.remembered: list[Any] = []
        self.green: dict[str, bool] = {}
        self.items: dict[str, pytest.Item] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run each mutant."""
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
            raise pytest.UsageError("tests cannot be collected")
        for mutant in self.job["mutants"]:
            start = time.perf_counter()
            tests = [name for name in mutant["tests"] if name in self.items]
            fate, by = self.fate(mutant, tests) if tests else (LIVES, "")
            seconds = time.perf_counter() - start
            told = {"number": mutant["number"], "dead": fate == KILLED, "tests": len(tests), "by": by, "took": seconds}
            print("\n" + json.dumps(told), file=sys.__stdout__, flush=True)
        return True

    def fate(self, mutant: dict[str, Any], tests: list[str]) -> tuple[int, str]:
        """Whether a test notices, and which; one that fails without the change as well notices nothing."""
        target = self.tree / "src" / mutant["path"]
        before = target.read_bytes()
        after = before[: mutant["start"]] + mutant["after"].encode() + before[mutant["end"] :]
        ast.parse(after)
        while tests:
            written(target, after)
            try:
                fate, by = (ANEW, "") if mutant["loading"] else self.forked(target, after, tests)
                if fate == ANEW or (fate == LIVES and mutant["early"]):
                    fate, by = self.anew(tests)
            finally:
                written(target, before)
            if fate != KILLED or by not in self.items or self.holds(target, by):
                return fate, by
            tests = [each for each in tests if each != by]
        return LIVES, "its tests fail without it"

    def holds(self, target: Path, name: str) -> bool:
        """Whether a test passes when nothing is changed."""
        if name not in self.green:
            self.green[name] = self.forked(target, None, [name])[0] != KILLED
        return self.green[name]

    def forked(self, target: Path, after: bytes | None, tests: list[str]) -> tuple[int, str]:
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

    def child(self, target: Path, after: bytes | None, tests: list[str], tell: int) -> int:
        """Put the changed code in its place and run tests until one fails."""
        if after is not None and self.functions[str(target)] and not self.patched(target, after):
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
            total += self.job["taken"][name]
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
        failed = re.findall(r"^(?:FAILED|ERROR) (\S.*?)(?: - .*)?$", done.stdout, re.MULTILINE)
        return (KILLED, failed[0] if failed else "fails to load") if done.returncode else (LIVES, "")


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
    code = pytest.main(["-q", "-s", "-p", "no:cacheprovider", "--tb=no", *job["files"]], plugins=[Runs(job)])
    return int(code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED))


if __name__ == "__main__":
    sys.exit(main())
