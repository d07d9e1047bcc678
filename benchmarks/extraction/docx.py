"""How exactly and how fast DOCX and text tables are read, against the logical tables typed for each file.

    python benchmarks/extraction/docx.py [MATERIAL] [--text]

``exact``: F1 of the filled cells with text, place and spans all right. ``grid``: F1 of all cells without the text.
``adj``: F1 of the relations between each filled cell and its nearest filled neighbour to the right and below. White
space is ignored; a gap counts as a blank cell. ``z_nested``'s inner table is expected as lines of its outer cell, as
the model holds it. ``ms`` is the median of 21 runs, ``bare`` that of unzipping and parsing alone. ``--text`` prints
each DOCX as text with a cell on each line first and reads that, which shows how much can be inferred.
"""

import argparse
import io
import json
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from formaudit.extract.door import extract_bytes
from formaudit.model.table import Table

RUNS = 21


class Box(NamedTuple):
    """A cell reduced to what is compared."""

    row: int
    col: int
    tall: int
    wide: int
    text: str


def squeezed(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s+", "", text)


def boxes(table: Table) -> list[Box]:
    """The cells of a table, its gaps as blank cells."""
    found = [Box(c.row, c.col, c.rowspan, c.colspan, squeezed(c.text)) for c in table]
    gaps = ((r, c) for r in range(table.rows) for c in range(table.cols) if table.at(r, c) is None)
    return [*found, *(Box(row, col, 1, 1, "") for row, col in gaps)]


def truth(path: Path) -> list[list[Box]]:
    """The logical tables of a truth file; a nested one is folded into the cell it stands in."""
    tables = json.loads(path.read_text("utf-8"))
    read = [[Box(c["r"], c["c"], c["rs"], c["cs"], squeezed(c["text"])) for c in table["cells"]] for table in tables]
    if path.stem == "z_nested":
        outer, inner = read
        lines = "".join(box.text for box in inner)
        read = [[box._replace(text=box.text + lines) if box.text == "外2" else box for box in outer]]
    return read


def adjacency(cells: Sequence[Box]) -> Counter[tuple[str, str, str]]:
    """The relations of each filled cell to its nearest filled neighbours to the right and below."""
    cover = {
        (row, col): box
        for box in cells
        if box.text
        for row in range(box.row, box.row + box.tall)
        for col in range(box.col, box.col + box.wide)
    }
    rows = max((row for row, _ in cover), default=-1) + 1
    cols = max((col for _, col in cover), default=-1) + 1
    pairs: set[tuple[Box, Box, str]] = set()
    for (row, col), box in cover.items():
        right = next((cover[row, c] for c in range(col + 1, cols) if cover.get((row, c), box) != box), None)
        below = next((cover[r, col] for r in range(row + 1, rows) if cover.get((r, col), box) != box), None)
        pairs.update((box, other, side) for other, side in ((right, "right"), (below, "below")) if other is not None)
    return Counter((one.text, other.text, side) for one, other, side in pairs)


def f1(found: Counter[object], expected: Counter[object]) -> float:
    """The harmonic mean of precision and recall; 1 where both are empty."""
    hits, total = (found & expected).total(), found.total() + expected.total()
    return 2 * hits / total if total else 1.0


def scores(found: Sequence[Sequence[Box]], expected: Sequence[Sequence[Box]]) -> tuple[float, float, float]:
    """exact, grid and adj of a whole file; tables are compared by their order."""

    def counted(tables: Sequence[Sequence[Box]], key: Callable[[Box], object], *, filled: bool) -> Counter[object]:
        return Counter((n, key(box)) for n, table in enumerate(tables) for box in table if box.text or not filled)

    def related(tables: Sequence[Sequence[Box]]) -> Counter[object]:
        return Counter(
            {(n, *pair): count for n, table in enumerate(tables) for pair, count in adjacency(table).items()}
        )

    exact = f1(counted(found, lambda box: box, filled=True), counted(expected, lambda box: box, filled=True))
    grid = f1(counted(found, lambda box: box[:4], filled=False), counted(expected, lambda box: box[:4], filled=False))
    return exact, grid, f1(related(found), related(expected))


def median_ms(job: Callable[[], object]) -> float:
    """The median time of a job in milliseconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return sorted(times)[RUNS // 2] * 1000


def bare(data: bytes) -> object:
    """Unzip and parse the main part, nothing more."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(
            archive.read("word/document.xml"), etree.XMLParser(huge_tree=True, resolve_entities=False)
        )


def as_cell_lines(data: bytes) -> bytes:
    """A DOCX printed as text: a tab before each cell, a blank line after each row, merged cells once."""
    lines: list[str] = []
    for block in extract_bytes(data, "a.docx").blocks:
        if not isinstance(block, Table):
            lines.append(block.text)
            continue
        for row in range(block.rows):
            lines.extend(f"\t{cell.text if cell.row == row else ''}" for cell in block.row(row))
            lines.append("")
    return "\n".join(lines).encode()


def main() -> int:
    """Print one line for each file and the means."""
    parser = argparse.ArgumentParser(description=__doc__)
    beside = Path(__file__).resolve().parents[3] / "shared" / "material"
    parser.add_argument("material", nargs="?", type=Path, default=beside)
    parser.add_argument("--text", action="store_true")
    options = parser.parse_args()
    files = [
        (path, expected)
        for path in sorted((options.material / "forms" / "docx").glob("*.docx"))
        if (expected := options.material / "forms" / "truth" / f"{path.stem}.json").exists()
    ]
    print(f"{'file':14} {'exact':>6} {'grid':>6} {'adj':>6} {'ms':>8} {'bare':>8} {'times':>6}")
    means = []
    for path, expected in files:
        data = path.read_bytes()
        content = as_cell_lines(data) if options.text else data
        document = extract_bytes(content, path.name)
        result = scores([boxes(table) for table in document.tables], truth(expected))
        means.append(result)
        took, floor = median_ms(partial(extract_bytes, content, path.name)), median_ms(partial(bare, data))
        exact, grid, adj = result
        print(f"{path.stem:14} {exact:6.3f} {grid:6.3f} {adj:6.3f} {took:8.1f} {floor:8.1f} {took / floor:6.2f}")
    if not means:
        print("no files", file=sys.stderr)
        return 1
    print(f"{'mean':14} " + " ".join(f"{sum(column) / len(means):6.3f}" for column in zip(*means, strict=True)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
