import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from formaudit.checks.catalogue import CHECKS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_checks", ROOT / "docs" / "generate_checks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_on_checks_are_current(generator: ModuleType) -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "checks").glob("*.md")}
    assert written == generator.pages(), "run python docs/generate_checks.py"


def test_every_check_has_its_own_heading(generator: ModuleType) -> None:
    text = "\n".join(generator.pages().values())
    assert text.count("\n## ") == len(CHECKS) + len(generator.pages()) - 1
