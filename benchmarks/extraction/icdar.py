"""The ICDAR 2013 table competition: structure of tables that the reader has to find by itself.

``icdar.py FOLDER... [--peers PYTHON]`` prints for each folder adjacency F1 of each file, for this reader and for other
tools installed in another environment. Every region of a table counts as a table on its page; of camelot's flavours the
best one for each file counts (an advantage no user has).
"""

import argparse
import hashlib
import json
import subprocess  # peers run in their own environment
import time
from collections import defaultdict
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET  # the competition's own files

from benchmarks.extraction.metrics import Box, Score, cells_of, score_pages, squeeze
from formaudit.extract.pdf import read
from formaudit.model.document import Document, Source

__all__ = ["PEERS", "by_page", "own_tables", "peer_tables", "truth"]

PEERS = (
    "pdfplumber",
    "pdfplumber-text",
    "camelot-lattice",
    "camelot-stream",
    "camelot-network",
    "camelot-hybrid",
    "tablers",
    "img2table",
)
Pages = dict[int, list[list[Box]]]


def truth(path: Path) -> Pages:
    """The tables of a file by page."""
    out: Pages = defaultdict(list)
    for region in ET.parse(path).getroot().iter("region"):  # noqa: S314
        cells = []
        for cell in region.iter("cell"):
            row, col = int(cell.get("start-row", "0")), int(cell.get("start-col", "0"))
            rows, cols = int(cell.get("end-row", row)) - row + 1, int(cell.get("end-col", col)) - col + 1
            cells.append(Box(row, col, rows, cols, squeeze(cell.findtext("content") or "").casefold()))
        out[int(region.get("page", "1"))].append(cells)
    return dict(out)


def by_page(document: Document) -> Pages:
    """A document's tables cut at the page edges again, rows counted anew on each page."""
    out: Pages = defaultdict(list)
    for table in document.tables:
        for page in table.pages:
            cells = [cell for cell in table if cell.page == page]
            first = min((cell.row for cell in cells), default=0)
            out[page].append(
                [Box(c.row - first, c.col, c.rowspan, c.colspan, squeeze(c.text).casefold()) for c in cells]
            )
    return dict(out)


def own_tables(path: Path) -> tuple[Pages, float]:
    """The tables of this reader by page, and the seconds it took."""
    data = path.read_bytes()
    start = time.process_time()
    document = read(data, Source(path=path.name, sha256=hashlib.sha256(data).hexdigest(), format="pdf"))
    seconds = time.process_time() - start
    return by_page(document), seconds


def peer_tables(python: str, tool: str, paths: list[Path]) -> dict[str, tuple[Pages, float]]:
    """Another tool's tables by file and page, and its seconds; a file it fails on is missing."""
    call = [python, str(Path(__file__).with_name("peers.py")), tool, *map(str, paths)]
    run = subprocess.run(call, capture_output=True, text=True, check=False)  # noqa: S603  # our own script
    out = {}
    for line in run.stdout.splitlines():
        got: dict[str, Any] = json.loads(line)
        if "pages" in got:
            pages = {
                int(page): [[c._replace(text=c.text.casefold()) for c in cells_of(cells)] for cells in tables]
                for page, tables in got["pages"].items()
            }
            out[got["file"]] = (pages, float(got["seconds"]))
    return out


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--peers", default="", help="the python of an environment with other tools")
    options = parser.parse_args()
    for folder in options.folders:
        print(folder.name)
        _print_folder(folder, options.peers)


def _print_folder(folder: Path, peers: str) -> None:
    """Print the table of one set."""
    names = sorted(path.name.removesuffix("-str.xml") for path in folder.glob("*-str.xml"))
    names = [name for name in names if (folder / f"{name}.pdf").is_file()]
    paths = [folder / f"{name}.pdf" for name in names]
    there = {name: truth(folder / f"{name}-str.xml") for name in names}
    scores: dict[str, dict[str, Score]] = defaultdict(dict)
    for name, path in zip(names, paths, strict=True):
        scores["formaudit"][name] = score_pages(there[name], own_tables(path)[0])
    for tool in PEERS if peers else ():
        got = peer_tables(peers, tool, paths)
        for name, path in zip(names, paths, strict=True):
            scores[tool][name] = score_pages(there[name], got.get(str(path), ({}, 0.0))[0])
    flavours = [tool for tool in scores if tool.startswith("camelot-")]
    if flavours:
        for name in names:
            scores["camelot-best"][name] = max((scores[f][name] for f in flavours), key=lambda s: s.adjacent.f1)
    print(f"{'file':10s}" + "".join(f"{tool[:15]:>16s}" for tool in scores))
    for name in names:
        print(f"{name:10s}" + "".join(f"{scores[tool][name].adjacent.f1:16.3f}" for tool in scores))
    for label in ("mean F1", "pooled F1", "pooled P", "pooled R"):
        row = f"{label:10s}"
        for files in scores.values():
            total = Score()
            for score in files.values():
                total.merge(score)
            pooled = total.adjacent
            value = {
                "mean F1": sum(s.adjacent.f1 for s in files.values()) / len(names),
                "pooled F1": pooled.f1,
                "pooled P": pooled.hits / max(pooled.found, 1),
                "pooled R": pooled.hits / max(pooled.there, 1),
            }[label]
            row += f"{value:16.3f}"
        print(row)


if __name__ == "__main__":
    main()
