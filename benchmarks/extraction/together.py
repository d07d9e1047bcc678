"""Our reader and others on the project's forms as PDF, DOCX and OFD, in one run: exactness and time.

``python -m benchmarks.extraction.together FORMS OFD --peers PYTHON [--only pdf,docx,ofd]``: the folder with ``pdf``,
``docx`` and ``truth``, the folder with the same forms as OFD, and the interpreter of an environment with the other
tools. Every file is read twice by each; the lesser processor time counts, imports do not. PDF and OFD are scored page
by page, DOCX by whole tables. A file that a tool refuses counts as read empty.
"""

import argparse
import json
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.extraction.metrics import Box, Score, cells_of, score_pages, score_tables, squeeze
from benchmarks.extraction.ofd import own_pages, source
from benchmarks.extraction.pdf import own_pages as own_pdf_pages
from formaudit.extract.door import extract_bytes
from formaudit.extract.ofd.document import read as read_ofd
from formaudit.extract.pdf import read as read_pdf

_TOOLS = {
    "pdf": ("tablers", "docvortex", "pdf-oxide", "xberg", "camelot-lattice", "camelot-vector"),
    "docx": ("docvortex", "office-oxide", "docspine", "xberg"),
    "ofd": ("docvortex", "ofdkit", "easyofd"),
}
Pages = dict[int, list[list[Box]]]
Read = dict[str, tuple[Pages | None, float, int]]
"""By the name of the file: the tables by page (``None`` where it was refused), processor seconds, pages."""


def by_peer(python: str, tool: str, files: Sequence[Path]) -> Read:
    """What another tool reads."""
    script = Path(__file__).with_name("peers.py")
    command = [python, "-P", str(script), tool, *map(str, files), *map(str, files)]
    told = subprocess.run(  # noqa: S603  # an interpreter that whoever calls has named
        command, capture_output=True, text=True, check=False
    )
    found: Read = {}
    for line in told.stdout.splitlines():
        if not line.startswith("{"):
            continue
        said = json.loads(line)
        name = Path(said["file"]).stem
        if "error" in said:
            found.setdefault(name, (None, 0.0, 1))
            continue
        pages = {int(page): [cells_of(table) for table in tables] for page, tables in said["pages"].items()}
        before = found.get(name)
        least = min(said["seconds"], before[1]) if before is not None and before[0] is not None else said["seconds"]
        found[name] = (pages, least, max(len(pages), 1))
    return found


def by_us(form: str, files: Sequence[Path]) -> Read:
    """What this reader reads."""
    found: Read = {}
    for _ in range(2):
        for path in files:
            data = path.read_bytes()
            start = time.process_time()
            document = {"pdf": read_pdf, "ofd": read_ofd}[form](data, source(path)) if form != "docx" else None
            whole = document if document is not None else extract_bytes(data, path.name)
            seconds = time.process_time() - start
            if form == "docx":
                tables = [
                    [Box(x.row, x.col, x.rowspan, x.colspan, squeeze(x.text)) for x in table] for table in whole.tables
                ]
                pages: Pages = {1: tables}
            else:
                pages = own_pages(data, path.name) if form == "ofd" else own_pdf_pages(data, path.name)
            before = found.get(path.stem)
            found[path.stem] = (
                pages, min(seconds, before[1]) if before is not None else seconds, whole.source.pages or 1,
            )  # fmt: skip
    return found


def scored(form: str, truth: Path, files: Sequence[Path], read: Read) -> tuple[Score, float, int]:
    """The score over all files with a truth, milliseconds for a page, and how many were refused."""
    score, seconds, pages, refused = Score(), 0.0, 0, 0
    for path, count in _truths(form, truth, files):
        found, own, _ = read.get(path.stem, (None, 0.0, 1))
        refused += found is None
        if form == "docx":
            there = [cells_of(t["cells"]) for t in json.loads((truth / f"{path.stem}.json").read_text("utf-8"))]
            score.merge(score_tables(there, [table for tables in (found or {}).values() for table in tables]))
        else:
            told = json.loads((truth / f"{path.stem}.pages.json").read_text("utf-8"))
            by_page = {int(page) + 1: [cells_of(t["cells"]) for t in tables] for page, tables in told.items()}
            score.merge(score_pages(by_page, found or {}))
        if found is not None:
            seconds, pages = seconds + own, pages + count
    return score, 1e3 * seconds / max(pages, 1), refused


_COUNTS: dict[str, int] = defaultdict(lambda: 1)
"""Pages of the files by their names, as this reader counts them."""


def _truths(form: str, truth: Path, files: Sequence[Path]) -> Iterator[tuple[Path, int]]:
    for path in files:
        name = f"{path.stem}.json" if form == "docx" else f"{path.stem}.pages.json"
        if (truth / name).is_file():
            yield path, _COUNTS[f"{form} {path.stem}"]


def main() -> None:
    """Print a line for each format and tool."""
    parser = argparse.ArgumentParser()
    parser.add_argument("forms", type=Path)
    parser.add_argument("ofd", type=Path)
    parser.add_argument("--peers", default="")
    parser.add_argument("--only", default="pdf,docx,ofd")
    parser.add_argument("--tools", default="", help="names parted by commas; all where none is named")
    options = parser.parse_args()
    folders = {"pdf": options.forms / "pdf", "docx": options.forms / "docx", "ofd": options.ofd}
    for form in options.only.split(","):
        files = sorted(folders[form].glob(f"*.{form}"))
        own = by_us(form, files)
        _COUNTS.update({f"{form} {name}": count for name, (_, _, count) in own.items()})
        named = options.tools.split(",") if options.tools else _TOOLS[form]
        for tool in ("formaudit", *(each for each in _TOOLS[form] if options.peers and each in named)):
            read = own if tool == "formaudit" else by_peer(options.peers, tool, files)
            score, each, refused = scored(form, options.forms / "truth", files, read)
            print(
                f"{form:5s} {tool:16s} exact {score.exact.f1:.4f}  grid {score.grid.f1:.4f}  adjacency "
                f"{score.adjacent.f1:.4f}  refused {refused}  {each:7.2f} ms/page",
                flush=True,
            )


if __name__ == "__main__":
    main()
