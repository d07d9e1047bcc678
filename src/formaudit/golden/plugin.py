"""A pytest plugin: ``pytest --formaudit-golden DIR`` runs every golden of a folder as a test.

Without the option it does nothing at all, and loads nothing: every run of pytest beside the program comes through here.
"""

import importlib
from pathlib import Path

import pytest

__all__ = ["pytest_addoption", "pytest_collection_modifyitems"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    group = parser.getgroup("formaudit")
    group.addoption("--formaudit-golden", metavar="DIR", default=None, help="run the formaudit goldens of a folder")


def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add a test for each golden."""
    folder = config.getoption("--formaudit-golden")
    if folder is None:
        return
    golden = Path(folder)
    if not golden.is_dir():
        raise pytest.UsageError(f"--formaudit-golden: {folder} is no folder")
    items += importlib.import_module("formaudit.golden.plugin_items").golden_items(session, golden)
