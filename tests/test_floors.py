"""The floors of docs/design.md, held by import-linter."""

import re
from pathlib import Path

import pytest
from importlinter import cli


def test_every_module_imports_only_from_floors_below(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).resolve().parents[1])
    assert cli.lint_imports(no_cache=True) == 0


def test_no_module_hides_an_import_from_the_floors() -> None:
    source = Path(__file__).resolve().parents[1] / "src"
    hidden = [path.name for path in source.rglob("*.py") if "TYPE_CHECKING" in path.read_text(encoding="utf-8")]
    assert hidden == []


def test_everything_is_caught_only_where_the_design_says_so() -> None:
    root = Path(__file__).resolve().parents[1]
    told = (root / "docs" / "design.md").read_text(encoding="utf-8").split("## Three channels")[1].split("\n## ")[0]
    source = root / "src" / "formaudit"
    catching = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if re.search(r"except Exception|except:|PanicException", path.read_text(encoding="utf-8"))
    }
    assert catching == set(re.findall(r"`([a-z_/]+\.py)`", told))


def test_the_checks_are_a_kernel_and_a_room_for_each_family() -> None:
    checks = Path(__file__).resolve().parents[1] / "src" / "formaudit" / "checks"
    rooms = {path.parent.name for path in checks.glob("*/__init__.py")}
    rooms |= {path.stem for path in checks.glob("*.py")} - {"__init__"}
    assert "kernel" in rooms
    assert len(rooms) <= 14
