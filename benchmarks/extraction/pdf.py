"""Tables from PDF, measured: this reader and others on the same files in one run.

``python -m benchmarks.extraction.pdf forms FOLDER`` takes the folder with ``pdf/NAME.pdf``, ``truth/NAME.pages.json``
(tables cut by page) and ``truth/NAME.json`` (whole tables). ``… made FOLDER`` takes what ``submissions.py`` wrote.
With ``--peers PYTHON`` the tools of another environment read the files too. Times are processor milliseconds for a
page, the least of three runs for this reader; ``bare`` is pypdfium2 reading
characters and path points and doing nothing else.
"""

import argparse
import ctypes
import json
import resource
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

from benchmarks.extraction.icdar import peer_tables
from benchmarks.extraction.metrics import Box, Score, cells_of, score_pages, score_tables, squeeze
from formaudit.extract.pdf import read
from formaudit.extract.pdf.pdfium import pages
from formaudit.extract.pdf.pieces import Piece
from formaudit.extract.pdf.tables import page_tables
from formaudit.model.document import Source

_PEERS = ("pdfplumber", "camelot-lattice", "tablers")
_UNRULED = ("borderless", "threeline", "openside")
"""Parts of the names of files whose tables lack rules; times of ruled files are told apart from theirs."""
Pages = dict[int, list[list[Box]]]


def bare(data: bytes) -> None:
    """Read every character with its box and every path point, and throw them away."""
    document = pdfium.PdfDocument(data)
    box, x, y = c.FS_RECTF(), ctypes.c_float(), ctypes.c_float()

    def visit(item: Any) -> None:
        kind = c.FPDFPageObj_GetType(item)
        if kind == c.FPDF_PAGEOBJ_PATH:
            for index in range(c.FPDFPath_CountSegments(item)):
                segment = c.FPDFPath_GetPathSegment(item, index)
                c.FPDFPathSegment_GetPoint(segment, x, y)
                c.FPDFPathSegment_GetType(segment)
        elif kind == c.FPDF_PAGEOBJ_FORM:
            for index in range(c.FPDFFormObj_CountObjects(item)):
                visit(c.FPDFFormObj_GetObject(item, index))

    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        glyphs = []
        for index in range(text.count_chars()):
            code = c.FPDFText_GetUnicode(text, index)
            c.FPDFText_GetLooseCharBox(text, index, box)
            glyphs.append((chr(code), box.left, box.bottom, box.right, box.top))
        for index in range(c.FPDFPage_CountObjects(page)):
            visit(c.FPDFPage_GetObject(page, index))
        text.close()
        page.close()
    document.close()


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
    return Source(path=path.name, sha256="", format="pdf")


def own_pages(data: bytes, name: str) -> Pages:
    """The tables of each page before they are joined over pages."""

    def boxes(piece: Piece) -> list[Box]:
        return [Box(p.row, p.col, p.rowspan, p.colspan, squeeze(p.text)) for p in piece.parts]

    found = {ink.page: [boxes(piece) for piece in page_tables(ink)[0]] for ink in pages(data, name) if ink is not None}
    return {page: [table for table in tables if len(table) > 1] for page, tables in found.items()}


def own_whole(data: bytes, path: Path) -> list[list[Box]]:
    """The tables of a file, put together over pages."""
    document = read(data, source(path))
    return [[Box(x.row, x.col, x.rowspan, x.colspan, squeeze(x.text)) for x in table] for table in document.tables]


def _line(label: str, score: Score, rest: str = "") -> str:
    return (
        f"{label:14s} exact {score.exact.f1:.4f}  grid {score.grid.f1:.4f}  adjacent {score.adjacent.f1:.4f}"
        f"  extra {score.extra}  {rest}"
    )


def forms(folder: Path, python: str) -> None:
    """Page by page and whole, for each file."""
    paths = sorted((folder / "pdf").glob("*.pdf"))
    paged = {p: folder / "truth" / f"{p.stem}.pages.json" for p in paths}
    paged = {p: truth for p, truth in paged.items() if truth.is_file()}
    there: dict[Path, Pages] = {}
    total, whole = Score(), Score()
    clocks: dict[str, dict[str, float]] = defaultdict(dict)
    print("by page")
    for path, truth in paged.items():
        cut = json.loads(truth.read_text(encoding="utf-8"))
        there[path] = {int(page) + 1: [cells_of(t["cells"]) for t in tables] for page, tables in cut.items()}
        data = path.read_bytes()
        score = score_pages(there[path], own_pages(data, path.name))
        total.merge(score)
        count = len(pdfium.PdfDocument(data))
        mine = seconds(partial(read, data, source(path))) / count
        least = seconds(partial(bare, data)) / count
        clocks["formaudit"][path.stem] = mine
        clocks["bare"][path.stem] = least
        print(_line(path.stem, score, f"{1e3 * mine:6.1f} ms/page  bare {1e3 * least:5.1f}"))
    print(_line("all", total))
    print("whole tables")
    for path in paths:
        truth = folder / "truth" / f"{path.stem}.json"
        if truth.is_file():
            tables = [cells_of(t["cells"]) for t in json.loads(truth.read_text(encoding="utf-8"))]
            score = score_tables(tables, own_whole(path.read_bytes(), path))
            whole.merge(score)
            print(_line(path.stem, score))
    print(_line("all", whole))
    for tool in _PEERS if python else ():
        got = peer_tables(python, tool, list(paged))
        score = Score()
        for path in paged:
            tables_by_page, spent = got.get(str(path), ({}, 0.0))
            score.merge(score_pages(there[path], tables_by_page))
            clocks[tool][path.stem] = spent / max(1, len(pdfium.PdfDocument(path.read_bytes())))
        print(_line(tool, score))
    ruled = [path.stem for path in paged if not any(word in path.stem for word in _UNRULED)]
    for label, names in (("ruled files", ruled), ("all files", [path.stem for path in paged])):
        own = sum(clocks["formaudit"][name] for name in names)
        for tool, spans in clocks.items():
            spent = sum(spans[name] for name in names)
            print(f"{label:12s} {tool:18s} {1e3 * spent / len(names):8.1f} ms/page = {spent / own:5.2f} times ours")
    _memory()


def made(folder: Path) -> None:
    """Whole tables of made-up submissions."""
    total = Score()
    wrong = 0
    for truth in sorted(folder.glob("*.json")):
        path = truth.with_suffix(".pdf")
        tables = [cells_of(t["cells"]) for t in json.loads(truth.read_text(encoding="utf-8"))]
        found = own_whole(path.read_bytes(), path)
        score = score_tables(tables, found)
        total.merge(score)
        if score.exact.f1 < 1 or score.extra:
            wrong += 1
            print(_line(path.stem, score, f"tables {len(found)} of {len(tables)}"))
    print(_line("all", total, f"submissions not perfect {wrong}"))
    _memory()


def _memory() -> None:
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def main() -> None:
    """Run one of the two benchmarks."""
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=("forms", "made"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", default="", help="the python of an environment with other tools")
    options = parser.parse_args()
    if options.kind == "forms":
        forms(options.folder, options.peers)
    else:
        made(options.folder)


if __name__ == "__main__":
    main()
