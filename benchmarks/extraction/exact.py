"""Exact cell F1: a cell counts where text, row, column and both spans are right; blanks within a text do not count."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from formaudit.model.document import Document
from formaudit.model.table import Table

__all__ = ["Score", "first_unmerged", "printed_cells", "score", "truth_of"]

Key = tuple[int, int, int, int, int, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Cells right, cells found, cells there."""

    right: int = 0
    found: int = 0
    there: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.found + other.found, self.there + other.there)

    @property
    def f1(self) -> float:
        """1 where nothing was to be found and nothing was."""
        return 2 * self.right / (self.found + self.there) if self.found + self.there else 1.0


def truth_of(path: Path) -> Counter[Key]:
    """The cells of a truth file that print something."""
    tables = json.loads(path.read_text(encoding="utf-8"))
    return Counter(
        (number, cell["r"], cell["c"], cell["rs"], cell["cs"], _bare(cell["text"]))
        for number, table in enumerate(tables)
        for cell in table["cells"]
        if _bare(cell["text"])
    )


def first_unmerged(truth: Counter[Key]) -> Counter[Key]:
    """What a CSV file can hold of a truth: the first table, each text in the upper left cell of its merge."""
    return Counter(
        {(0, row, col, 1, 1, text): count for (table, row, col, _, _, text), count in truth.items() if not table}
    )


def printed_cells(tables: tuple[Table, ...]) -> Counter[Key]:
    """The same of what was read."""
    return Counter(
        (table.index, cell.row, cell.col, cell.rowspan, cell.colspan, _bare(cell.text))
        for table in tables
        for cell in table
        if _bare(cell.text)
    )


def score(document: Document, truth: Counter[Key]) -> Score:
    """How much of the truth a document holds."""
    found = printed_cells(document.tables)
    return Score((found & truth).total(), found.total(), truth.total())


def _bare(text: str) -> str:
    return "".join(text.split())
