"""Settings of all tests: bounded property tests, and no silent skips where everything must be there."""

import gc
import os
import tempfile
from collections.abc import Generator
from typing import Final

import pytest
from hypothesis import HealthCheck, settings

_OBJECTS: Final = 20_000

# What is loaded stays until the end: looking through it for garbage again and again took a tenth of the time.
gc.disable()

settings.register_profile("default", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
# Commands that tests start find the patterns that those before them compiled, and nothing lands in the user's folder.
os.environ.setdefault("FORMAUDIT_CACHE", tempfile.mkdtemp(prefix="formaudit-cache-"))

# A defect that a run survives, told beside the rest, must still end a test.
os.environ.setdefault("FORMAUDIT_DEBUG", "1")


def pytest_configure(config: pytest.Config) -> None:
    """The program is loaded as it is: pytest would rewrite all modules of a package that brings a plugin."""
    getattr(config.pluginmanager.rewrite_hook, "_must_rewrite", set()).discard("formaudit")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest ones are begun first: a worker that met them last would work alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Seek garbage from here on, as seldom as the program does, and not in the twenty thousand tests, which stay."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS)
    gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,  # noqa: ARG001 - the hook is called with both
    call: pytest.CallInfo[None],  # noqa: ARG001
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure where ``FORMAUDIT_NO_SKIP`` is set, as it is in continuous integration."""
    report = yield
    if report.skipped and os.environ.get("FORMAUDIT_NO_SKIP") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be skipped: {report.longrepr}"
    return report
