"""Small inputs with all that a reader makes of them, as one file of text: ``=====`` parts blocks, ``-----`` input and outcome.

The outcome is every paragraph, every table as a drawing, the cells that are in doubt (row, column, confidence) and every
warning. ``written`` prints the file anew.
"""

from collections.abc import Callable
from pathlib import Path

from formaudit.errors import InputError
from formaudit.model.document import Document
from formaudit.model.table import Table
from tests.drawing import draw

__all__ = ["blocks", "told", "written"]

_NEXT = "\n=====\n"
_OUTCOME = "\n-----\n"


def blocks(path: Path) -> list[tuple[str, str]]:
    """The inputs of a file, each with what is told of it."""
    return [
        (given, outcome)
        for block in path.read_text("utf-8").strip("\n").split(_NEXT)
        for given, _, outcome in [block.partition(_OUTCOME)]
    ]


def told(read: Callable[[str], Document], given: str) -> str:
    """All that a reader makes of an input."""
    try:
        document = read(given)
    except InputError as error:
        return f"! {error.code} {error.detail}".rstrip()
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            lines.append(f"[{block.rows}x{block.cols}]")
            lines.extend(draw(block).split("\n"))
            doubts: dict[float, list[str]] = {}
            for cell in block.cells:
                if cell.confidence < 1:
                    doubts.setdefault(cell.confidence, []).append(f"{cell.row},{cell.col}")
            lines.extend(f"? {sure:.2f} at {' '.join(places)}" for sure, places in doubts.items())
        else:
            lines.append(f"¶ {block.text}" + (f" ? {block.confidence:.2f}" if block.confidence < 1 else ""))
    lines.extend(
        f"! {each.code} {each.detail}{' unread' if each.unread else ''}".rstrip() for each in document.warnings
    )
    return "\n".join(lines) or "nothing"


def written(path: Path, read: Callable[[str], Document], inputs: list[str]) -> None:
    """Write a file with these inputs."""
    parts = (given.strip("\n") + _OUTCOME + told(read, given.strip("\n")) for given in dict.fromkeys(inputs))
    path.write_text(_NEXT.join(parts) + "\n", encoding="utf-8")
