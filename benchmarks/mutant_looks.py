"""A plugin of pytest that writes down which marks each test sets: ``-p benchmarks.mutant_looks``.

Each process of the run has marks of its own (``mutant_marks``), which whatever it starts shares. A line of JSON is
written for each test: its name, the seconds of processor time it took and the mutants that made a difference in it.
What a fixture of a whole module showed counts for all tests that use it; what showed while modules were loaded or tests
collected is written without a name.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

_FOLDER = Path(os.environ["FORMAUDIT_LOOKS"])
_own = _FOLDER / f"{os.getpid()}.marks"
_own.write_bytes(bytes(int(os.environ["FORMAUDIT_LOOKS_SIZE"])))
os.environ["FORMAUDIT_MARKS"] = str(_own)

from benchmarks import mutant_marks  # noqa: E402 - the file of this process has to be there before

sys.modules["formaudit_marks"] = mutant_marks  # what marked sources import in processes that are started
mutant_marks.remembering()
_of_fixtures: dict[int, set[int]] = {}


def spent() -> float:
    """Seconds of processor time of this process and of those that it has started and seen end."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def told(**record: Any) -> None:
    """Write a line."""
    with (_FOLDER / f"{os.getpid()}.json").open("a", encoding="utf-8") as file:
        file.write(json.dumps(record) + "\n")


def pytest_collection_finish() -> None:
    """What made a difference before any test."""
    told(test="", took=0, marks=mutant_marks.taken())


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any) -> Generator[None, Any, Any]:
    """What a fixture shows that more than one test may use."""
    if fixturedef.scope == "function":
        return (yield)
    before = mutant_marks.taken()
    try:
        return (yield)
    finally:
        own = mutant_marks.taken()
        _of_fixtures[id(fixturedef)] = set(own)
        mutant_marks.put([*before, *own])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, Any, Any]:
    """Run a test and write down what it showed."""
    mutant_marks.taken()
    start = spent()
    result = yield
    took = spent() - start
    found = set(mutant_marks.taken())
    fixtures = getattr(getattr(item, "_fixtureinfo", None), "name2fixturedefs", {})
    for definitions in fixtures.values():
        for one in definitions:
            found |= _of_fixtures.get(id(one), set())
    told(test=item.nodeid, took=took, marks=sorted(found))
    return result
