"""The notebook in docs runs from its first cell to its last, and each cell has something to show."""

import ast
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_every_cell_of_the_notebook_runs_and_ends_in_something_to_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    book = json.loads((ROOT / "docs" / "notebook.ipynb").read_text("utf-8"))
    names: dict[str, object] = {}
    shown = []
    for cell in book["cells"]:
        if cell["cell_type"] != "code":
            continue
        assert cell["outputs"] == [], "outputs are not kept"
        tree = ast.parse("".join(cell["source"]))
        *before, last = tree.body
        assert isinstance(last, ast.Expr)
        exec(compile(ast.Module(before, []), "notebook", "exec"), names)
        shown.append(eval(compile(ast.Expression(last.value), "notebook", "eval"), names))
    assert len(shown) >= 8
    assert all(len(repr(value)) > 2 for value in shown)
