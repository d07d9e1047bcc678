"""Tables from OFD, measured: exact cells by page and whole, and the time beside our own PDF reader on the same pages.

``python -m benchmarks.extraction.ofd FORMS TRUTH [--pdf FOLDER]``: a folder with ``NAME.ofd``, one with
``NAME.pages.json`` and ``NAME.json``, and one with ``NAME.pdf`` of the same pages. Times are processor milliseconds for
a page, the least of three runs.
"""

import argparse
import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.extraction.metrics import Box, Score, cells_of, score_pages, score_tables, squeeze
from formaudit.extract.ofd.document import read
from formaudit.extract.ofd.pages import read_pages
from formaudit.extract.ofd.parts import open_parts
from formaudit.extract.pdf import read as read_pdf
from formaudit.extract.pdf.pieces import Piece
from formaudit.extract.pdf.tables import page_tables
from formaudit.extract.pdf.turned import upright
from formaudit.model.document import Source

Pages = dict[int, list[list[Box]]]


def seconds(do: Callable[[], object], runs: int = 3) -> float:
    """The least time of some runs."""
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        do()
        best = min(best, time.process_time() - start)
    return best


def source(path: Path) -> Source:
    """A source for a file whose hash nobody asks for."""
    return Source(path=path.name, sha256="", format=path.suffix.lstrip("."))


def own_pages(data: bytes, name: str) -> Pages:
    """The tables of each page before they are joined over pages."""

    def boxes(piece: Piece) -> list[Box]:
        return [Box(p.row, p.col, p.rowspan, p.colspan, squeeze(p.text)) for p in piece.parts]

    found: Pages = {}
    for page in read_pages(open_parts(data, name), name):
        if page is not None:
            tables = [boxes(piece) for piece in page_tables(upright(page.ink))[0]]
            found[page.ink.page] = [table for table in tables if len(table) > 1]
    return found


def line(label: str, score: Score, rest: str = "") -> str:
    """A row of the printout."""
    return f"{label:14s} exact {score.exact.f1:.4f}  grid {score.grid.f1:.4f}  extra {score.extra}  {rest}"


def main() -> None:
    """Print each file, then all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("forms", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--pdf", type=Path)
    options = parser.parse_args()
    paged, whole = Score(), Score()
    own = other = 0.0
    for path in sorted(options.forms.glob("*.ofd")):
        data = path.read_bytes()
        document = read(data, source(path))
        cut, full = options.truth / f"{path.stem}.pages.json", options.truth / f"{path.stem}.json"
        said = []
        if cut.is_file():
            pages = json.loads(cut.read_text(encoding="utf-8"))
            there = {int(page) + 1: [cells_of(t["cells"]) for t in tables] for page, tables in pages.items()}
            score = score_pages(there, own_pages(data, path.name))
            paged.merge(score)
            said.append(line("by page", score))
        if full.is_file():
            tables = [cells_of(t["cells"]) for t in json.loads(full.read_text(encoding="utf-8"))]
            found = [
                [Box(x.row, x.col, x.rowspan, x.colspan, squeeze(x.text)) for x in table] for table in document.tables
            ]
            score = score_tables(tables, found)
            whole.merge(score)
            said.append(line("whole", score))
        count = max(document.source.pages or 1, 1)
        mine = seconds(partial(read, data, source(path))) / count
        rest = f"{1e3 * mine:6.1f} ms/page"
        pdf = options.pdf / f"{path.stem}.pdf" if options.pdf else None
        if pdf is not None and pdf.is_file():
            theirs = seconds(partial(read_pdf, pdf.read_bytes(), source(pdf))) / count
            own, other = own + mine, other + theirs
            rest += f" = {mine / theirs:.2f} times our PDF time"
        print(f"{path.stem:16s} {'  '.join(said)} {rest}")
    print(line("all by page", paged))
    print(line("all whole", whole))
    if other:
        print(f"time {own / other:.2f} times our PDF time")


if __name__ == "__main__":
    main()
