"""The walk of one figure in the design: what it names is there, and it never goes back down the house."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "formaudit"
WALK = (ROOT / "docs" / "design.md").read_text("utf-8").split("## The walk of one figure")[1].split("\n## ")[0]
STEPS = [
    tuple(cell.strip() for cell in line.strip("| ").split(" | "))
    for line in WALK.splitlines()
    if re.match(r"\| \d", line)
]


def floors() -> dict[str, int]:
    """The height of each room of the house, the lowest first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    return {room: height for height, layer in enumerate(reversed(layers)) for room in layer.split(" | ")}


def test_the_walk_has_a_step_a_line() -> None:
    assert [step[0] for step in STEPS] == [str(number) for number in range(1, len(STEPS) + 1)]
    assert len(STEPS) > 12


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step[0])
def test_each_step_names_a_function_of_its_module(step: tuple[str, str, str, str]) -> None:
    _, where, who, _ = step
    tree = ast.parse((SOURCES / where.strip("`")).read_text("utf-8"))
    assert who.strip("`") in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_what_else_a_step_names_is_somewhere_in_the_sources() -> None:
    text = "\n".join(path.read_text("utf-8") for path in SOURCES.rglob("*.py"))
    named = {name for step in STEPS for name in re.findall(r"`([A-Za-z_]+)`", step[3])}
    assert {name for name in named if not re.search(rf"(?:def|class) {name}\b", text)} == set()


def test_no_step_goes_back_down() -> None:
    height = floors()
    heights = [height[step[1].strip("`").split("/")[0]] for step in STEPS]
    assert heights == sorted(heights)
