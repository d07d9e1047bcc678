"""Other readers on the same files, each in a process of its own: ``peers.py TOOL FILE...`` prints JSON lines.

Each line holds file, processor seconds (reading alone, without the import), pages, and for each page its
tables as cells with r, c, rs, cs, text. Tools for PDF: pdfplumber, pdfplumber-text, camelot-lattice, camelot-vector,
camelot-stream, camelot-network, camelot-hybrid, tablers, img2table, pdf-oxide; for DOCX: office-oxide, docspine; for
several formats: docvortex (OFD too), xberg. ofdkit and easyofd give the text of an OFD package and no tables. They need
not be installed in the project's own environment. What knows no pages gives all its tables under page 1.
"""

import contextlib
import io
import json
import logging
import sys
import time
import warnings
from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Any

Cells = list[dict[str, Any]]
Pages = dict[int, list[Cells]]


def from_boxes(boxes: Iterable[tuple[float, float, float, float, str]], reach: float = 2.0) -> Cells:
    """Cells with spans from the boxes that a tool gives."""
    boxes = list(boxes)

    def edges(values: Iterable[float]) -> list[float]:
        out: list[float] = []
        for value in sorted(values):
            if not out or value - out[-1] > reach:
                out.append(value)
        return out

    def nearest(at: list[float], value: float) -> int:
        index = bisect_left(at, value)
        return min((i for i in (index - 1, index) if 0 <= i < len(at)), key=lambda i: abs(at[i] - value))

    xs = edges(x for box in boxes for x in (box[0], box[2]))
    ys = edges(y for box in boxes for y in (box[1], box[3]))
    cells = []
    for x0, top, x1, bottom, text in boxes:
        c, r = nearest(xs, x0), nearest(ys, top)
        spans = {"rs": max(1, nearest(ys, bottom) - r), "cs": max(1, nearest(xs, x1) - c)}
        cells.append({"r": r, "c": c, **spans, "text": text or ""})
    return cells


def from_rows(rows: Iterable[Iterable[str]]) -> Cells:
    """Cells without spans."""
    return [
        {"r": r, "c": c, "rs": 1, "cs": 1, "text": text or ""}
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]


def by_pdfplumber(settings: dict[str, str]) -> Callable[[str], Pages]:
    """The tables of pdfplumber, spans from the cell boxes (its own row lists have none)."""
    import pdfplumber  # noqa: PLC0415  # one tool for each process

    def read(path: str) -> Pages:
        out: Pages = {}
        with pdfplumber.open(path) as pdf:
            for number, page in enumerate(pdf.pages, 1):
                clean = page.dedupe_chars()
                tables = []
                for table in clean.find_tables(settings):
                    texts = zip(table.rows, table.extract(), strict=True)
                    boxes = {box: text for row, line in texts for box, text in zip(row.cells, line, strict=True) if box}
                    tables.append(from_boxes((*box, text or "") for box, text in boxes.items()))
                out[number] = tables
                page.close()
        return out

    return read


def by_camelot(flavor: str, **more: str) -> Callable[[str], Pages]:
    """The tables of camelot."""
    import camelot  # noqa: PLC0415

    def read(path: str) -> Pages:
        out: Pages = {}
        for table in camelot.read_pdf(path, pages="all", flavor=flavor, **more):  # type: ignore[attr-defined]  # its own way
            out.setdefault(int(table.page), []).append(from_rows(table.df.values.tolist()))
        return out

    return read


def by_tablers() -> Callable[[str], Pages]:
    """The tables of tablers."""
    import tablers  # noqa: PLC0415

    def read(path: str) -> Pages:
        out: Pages = {}
        document = tablers.Document(path)
        for number, page in enumerate(document.pages(), 1):
            tables = tablers.find_tables(page, extract_text=True)
            out[number] = [from_boxes((*cell.bbox, cell.text) for cell in table.cells) for table in tables]
        document.close()
        return out

    return read


def by_img2table() -> Callable[[str], Pages]:
    """The tables of img2table, the borderless ones too."""
    from img2table.document import PDF  # noqa: PLC0415

    def read(path: str) -> Pages:
        out: Pages = {}
        for page, tables in PDF(path).extract_tables(borderless_tables=True).items():
            out[page + 1] = [
                from_boxes(
                    {
                        (c.bbox.x1, c.bbox.y1, c.bbox.x2, c.bbox.y2, c.value or "")
                        for row in t.content.values()
                        for c in row
                    }
                )
                for t in tables
            ]
        return out

    return read


def from_html(page: str) -> list[Cells]:
    """The tables of a page with their spans, those inside others left to them."""
    from lxml import html  # noqa: PLC0415

    if not page.strip():
        return []
    found: list[Cells] = []
    for table in html.fromstring(f"<div>{page}</div>").iter("table"):
        if next(table.iterancestors("table"), None) is not None:
            continue
        taken: set[tuple[int, int]] = set()
        cells: Cells = []
        for r, row in enumerate(row for row in table.iter("tr") if next(row.iterancestors("table")) is table):
            c = 0
            for cell in row.iterchildren("td", "th"):
                while (r, c) in taken:
                    c += 1
                rs, cs = int(cell.get("rowspan") or 1), int(cell.get("colspan") or 1)
                taken.update((r + a, c + b) for a in range(rs) for b in range(cs))
                cells.append({"r": r, "c": c, "rs": rs, "cs": cs, "text": "".join(map(str, cell.itertext()))})
                c += cs
        found.append(cells)
    return found


def by_docvortex() -> Callable[[str], Pages]:
    """The tables of docvortex, by the page where the format has pages."""
    import docvortex  # noqa: PLC0415

    def read(path: str) -> Pages:
        out: Pages = {}
        mode = {"parse_mode": "txt"} if path.endswith(".pdf") else {}
        for number, page in enumerate(docvortex.parse(path, **mode).to_dict()["pages"], 1):
            tables = [block for block in page["blocks"] if block["type"] == "table"]
            bodies = [each["content"] for block in tables for each in block["content"] if each["type"] == "table_body"]
            out[number] = [table for body in bodies for table in from_html(body)]
        return out

    return read


def by_pdf_oxide() -> Callable[[str], Pages]:
    """The tables of pdf-oxide, as the rows that it gives."""
    import pdf_oxide  # noqa: PLC0415

    def read(path: str) -> Pages:
        document = pdf_oxide.PdfDocument(path)
        return {
            number + 1: [
                from_rows([cell["text"] for cell in row["cells"]] for row in table["rows"])
                for table in document.extract_tables(number)
            ]
            for number in range(document.page_count())
        }

    return read


def by_office_oxide() -> Callable[[str], Pages]:
    """The tables of office-oxide, from its HTML."""
    import office_oxide  # noqa: PLC0415

    return lambda path: {1: from_html(office_oxide.Document.open(path).to_html())}


def by_docspine() -> Callable[[str], Pages]:
    """The tables of docspine, from its HTML."""
    import docspine  # noqa: PLC0415

    return lambda path: {1: from_html(docspine.open(path).to_html())}


def by_xberg() -> Callable[[str], Pages]:
    """The tables of xberg, which have no spans."""
    import asyncio  # noqa: PLC0415

    import xberg  # noqa: PLC0415

    def read(path: str) -> Pages:
        found = asyncio.run(xberg.extract(xberg.ExtractInput(uri=path)))
        out: Pages = {}
        for document in found.results:
            for table in document.tables:
                out.setdefault(table.page_number or 1, []).append(from_rows(table.cells))
        return out

    return read


def by_ofdkit() -> Callable[[str], Pages]:
    """The time of ofdkit, which reads text and no tables."""
    import ofdkit  # noqa: PLC0415

    def read(path: str) -> Pages:
        document = ofdkit.open(path)
        return {number: [] for number, page in enumerate(document.pages, 1) if page.text is not None}

    return read


def by_easyofd() -> Callable[[str], Pages]:
    """The time of easyofd, which reads places of text and no tables."""
    import base64  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    from easyofd import OFD  # noqa: PLC0415

    def read(path: str) -> Pages:
        document = OFD()
        document.read(base64.b64encode(Path(path).read_bytes()).decode(), save_xml=False)
        pages = sum(len(each.get("page_info") or ()) for each in document.data)
        document.del_data()
        return {number: [] for number in range(1, pages + 1)}

    return read


def reader(tool: str) -> Callable[[str], Pages]:
    """The reading function of a tool."""
    if tool == "camelot-vector":
        return by_camelot("lattice", engine="vector")
    if tool.startswith("camelot-"):
        return by_camelot(tool.removeprefix("camelot-"))
    text = {"vertical_strategy": "text", "horizontal_strategy": "text"}
    return {
        "pdfplumber": lambda: by_pdfplumber({}),
        "pdfplumber-text": lambda: by_pdfplumber(text),
        "tablers": by_tablers,
        "img2table": by_img2table,
        "docvortex": by_docvortex,
        "pdf-oxide": by_pdf_oxide,
        "office-oxide": by_office_oxide,
        "docspine": by_docspine,
        "xberg": by_xberg,
        "ofdkit": by_ofdkit,
        "easyofd": by_easyofd,
    }[tool]()


def main() -> None:
    """Read the files and print one JSON line for each."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    read = reader(sys.argv[1])
    for path in sys.argv[2:]:
        start = time.process_time()
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                pages = read(path)
        except Exception as error:  # noqa: BLE001  # whatever a peer raises is its result on this file
            print(json.dumps({"file": path, "error": f"{type(error).__name__}: {error}"[:200]}), flush=True)
            continue
        seconds = time.process_time() - start
        print(json.dumps({"file": path, "seconds": seconds, "pages": pages}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
