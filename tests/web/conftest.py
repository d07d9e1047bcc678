"""One store for all tests of the page; who writes takes a copy of it."""

from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra web is not installed")
pytest.importorskip("uvicorn", reason="the extra web is not installed")

from tests.web.made import copied, goldens, reviewed


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> str:
    return reviewed(tmp_path_factory.mktemp("reviewed"))


@pytest.fixture
def url(kept: str, tmp_path: Path) -> str:
    return copied(kept, tmp_path)


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    return goldens(tmp_path)
