"""Tables without rules on several sets: adjacency F1, and cells that are wrong although the reader was sure of them.

``unruled.py [--icdar FOLDER]... [--made FOLDER] [--forms FOLDER] [--files] [--alone]`` prints a line for each set. A
filled cell is *wrong* where its text is no cell of the true tables of its page, or where most of its pairs of
neighbours are none of theirs: this measure does not depend on how rows are counted.
"""

import argparse
import hashlib
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.extraction.icdar import Pages, truth
from benchmarks.extraction.metrics import Box, Score, cells_of, neighbours, score_pages, squeeze
from formaudit.extract.pdf import document, read
from formaudit.model.document import Document, Source

__all__ = ["Tally", "measured", "wrong_cells"]

_BARE = ("borderless", "threeline", "openside", "s_borderless", "s_threeline", "s_openside")
"""Forms whose tables lack rules."""
_LEADER = re.compile(r"[.…]{4,}$")


@dataclass(slots=True)
class Tally:
    """What was read of a set."""

    score: Score = field(default_factory=Score)
    sure: int = 0
    sure_wrong: int = 0
    cells: int = 0
    wrong: int = 0
    seconds: float = 0.0

    def merge(self, other: "Tally") -> None:
        """Add another tally."""
        self.score.merge(other.score)
        for name in ("sure", "sure_wrong", "cells", "wrong", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def line(self) -> str:
        """The tally in one line."""
        one = self.score.adjacent
        return (
            f"F1 {one.f1:.4f} P {one.hits / max(one.found, 1):.4f} R {one.hits / max(one.there, 1):.4f}"
            f" exact {self.score.exact.f1:.4f} cells {self.cells} wrong {self.wrong}"
            f" sure {self.sure} sure and wrong {self.sure_wrong} extra {self.score.extra} {self.seconds:.2f} s"
        )


def _pages(read_one: Document, *, leaders: bool) -> tuple[Pages, dict[int, list[list[float]]]]:
    out: Pages = {}
    sure: dict[int, list[list[float]]] = {}
    for table in read_one.tables:
        for page in table.pages:
            cells = [cell for cell in table if cell.page == page]
            first = min((cell.row for cell in cells), default=0)
            boxes = []
            for c in cells:
                text = squeeze(c.text).casefold()
                text = text if leaders else _LEADER.sub("", text)
                boxes.append(Box(c.row - first, c.col, c.rowspan, c.colspan, text))
            out.setdefault(page, []).append(boxes)
            sure.setdefault(page, []).append([cell.confidence for cell in cells])
    return out, sure


def wrong_cells(there: list[list[Box]], table: list[Box]) -> Iterator[bool]:
    """For each cell of a read table whether it is wrong; blank cells never are."""
    texts = {cell.text for one in there for cell in one if cell.text}
    pairs: Counter[tuple[str, str, str]] = Counter()
    for one in there:
        pairs += neighbours(one)
    mine = neighbours(table)
    good: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for pair, count in mine.items():
        hits = min(count, pairs[pair])
        for text in pair[:2]:
            good[text] += hits
            every[text] += count
    for cell in table:
        yield bool(cell.text) and (cell.text not in texts or 2 * good[cell.text] < every[cell.text])


def measured(path: Path, there: Pages, *, leaders: bool = True) -> Tally:
    """What this reader makes of a file."""
    data = path.read_bytes()
    start = time.process_time()
    found_in = read(data, Source(path=path.name, sha256=hashlib.sha256(data).hexdigest(), format="pdf"))
    tally = Tally(seconds=time.process_time() - start)
    found, sure = _pages(found_in, leaders=leaders)
    tally.score = score_pages(there, found)
    for page, tables in found.items():
        for table, sures in zip(tables, sure[page], strict=True):
            for cell, high, bad in zip(table, sures, wrong_cells(there.get(page, []), table), strict=True):
                if cell.text:
                    tally.cells += 1
                    tally.wrong += bad
                    tally.sure += high >= 0.9
                    tally.sure_wrong += bad and high >= 0.9
    return tally


def _made(path: Path) -> Pages:
    told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return {
        int(page): [[c._replace(text=c.text.casefold()) for c in cells_of([{**x} for x in table])] for table in tables]
        for page, tables in told.items()
    }


def _form(folder: Path, name: str) -> Pages:
    told = json.loads((folder / "truth" / f"{name}.pages.json").read_text(encoding="utf-8"))
    return {
        int(page) + 1: [[c._replace(text=c.text.casefold()) for c in cells_of(table["cells"])] for table in tables]
        for page, tables in told.items()
    }


def main() -> None:
    """Print the sets."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--icdar", type=Path, action="append", default=[])
    parser.add_argument("--made", type=Path)
    parser.add_argument("--forms", type=Path, help="folder with pdf/ and truth/")
    parser.add_argument("--files", action="store_true")
    parser.add_argument("--alone", action="store_true", help="without second opinions")
    options = parser.parse_args()
    if options.alone:
        vars(document)["reread"] = lambda _, sheets: list(sheets)
    sets: dict[str, list[tuple[str, Path, Pages, bool]]] = {}
    for folder in options.icdar:
        names = sorted(path.name.removesuffix("-str.xml") for path in folder.glob("*-str.xml"))
        sets[folder.name] = [
            (name, pdf, truth(folder / f"{name}-str.xml"), True)
            for name in names
            if (pdf := folder / f"{name}.pdf").is_file()
        ]
    if options.made:
        sets["made"] = [(p.stem, p, _made(p), False) for p in sorted(options.made.glob("*.pdf"))]
    if options.forms:
        names = [name for name in _BARE if (options.forms / "pdf" / f"{name}.pdf").is_file()]
        sets["forms"] = [(n, options.forms / "pdf" / f"{n}.pdf", _form(options.forms, n), True) for n in names]
    for label, files in sets.items():
        whole = Tally()
        for name, path, there, leaders in files:
            tally = measured(path, there, leaders=leaders)
            whole.merge(tally)
            if options.files:
                print(f"{name:12s} {tally.line()}")
        print(f"{label:12s} {whole.line()}")


if __name__ == "__main__":
    main()
