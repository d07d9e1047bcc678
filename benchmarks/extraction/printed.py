"""Printed submissions, measured: made-up forms set in DOCX, printed by LibreOffice, read back from PDF.

``python -m benchmarks.extraction.printed FOLDER [--count 200] [--seed 0]`` writes what is missing in the folder, prints
it and counts. Margins, type, row heights and what stands above a table are drawn from the seed, so that page breaks
fall on every kind of row. ``exact`` is the F1 of cells with text, place and spans; ``rows`` counts rows that are
lost, joined or doubled.
"""

import argparse
import json
import random
import subprocess
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

import pypdfium2 as pdfium

from benchmarks.extraction.metrics import Box, Score, cells_of, score_tables, squeeze
from benchmarks.extraction.printed_forms import Cell, Form, make_forms, said
from formaudit.extract.pdf import read
from formaudit.model.document import Document, Source

__all__ = ["is_printed", "judged", "print_files", "write"]

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BATCH: Final = 40
"""Files that one call of LibreOffice prints."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """How a submission is set; lengths in twentieths of a point, type in half points."""

    paper: tuple[int, int]
    left: int
    right: int
    top: int
    bottom: int
    size: int
    font: str
    line: int
    pad: int
    low: int
    middle: bool
    whole_rows: bool
    repeat: bool
    lines: int
    spread: bool
    numbered: bool


def _layout(rng: random.Random) -> _Layout:
    paper = rng.choice(((11906, 16838), (11906, 16838), (16838, 11906), (10319, 14571)))
    return _Layout(
        paper=paper,
        left=rng.randrange(560, 1800),
        right=rng.randrange(560, 1500),
        top=rng.randrange(600, 2200),
        bottom=rng.randrange(600, 2200),
        size=rng.choice((14, 15, 16, 18, 18, 20, 21, 22, 24)),
        font=rng.choice(("Noto Serif CJK SC", "Noto Sans CJK SC")),
        line=rng.choice((240, 240, 280, 320, 360)),
        pad=rng.choice((60, 108, 108, 150)),
        low=rng.choice((0, 0, 300, 420, 560, 700)),
        middle=rng.random() < 0.7,
        whole_rows=rng.random() < 0.35,
        repeat=rng.random() < 0.5,
        lines=rng.choice((4, 4, 6, 8)),
        spread=rng.random() < 0.15,
        numbered=rng.random() < 0.6,
    )


def write(folder: Path, name: str, seed: int) -> None:
    """Write ``name.docx`` and ``name.json``, the cells of its tables, into a folder."""
    rng = random.Random(seed)  # noqa: S311  # made-up forms, not secrets
    layout, forms = _layout(rng), make_forms(rng)
    body = ""
    for form in forms:
        body += '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' if body and rng.random() < 0.8 else ""
        body += _paragraph(form.title, layout.font, 32, "center")
        # what stands above moves the page's end to another row
        body += "".join(_paragraph(said(rng, 2), layout.font, 24) for _ in range(rng.randrange(0, 14)))
        body += _table(form, layout)
        body += _paragraph(rng.choice(("填表人：        审核人：", "注：金额单位为万元。", "")), layout.font, 21)
    body += "".join(_paragraph(said(rng, 6), layout.font, 24) for _ in range(rng.randrange(2, 6)))
    _package(folder / f"{name}.docx", body, layout)
    tables = [
        {"cells": [{"r": c.row, "c": c.col, "rs": c.rows, "cs": c.cols, "text": c.text} for c in form.cells]}
        for form in forms
    ]
    (folder / f"{name}.json").write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")


def _run(text: str, font: str, size: int) -> str:
    fonts = f'<w:rFonts w:eastAsia="{font}" w:ascii="{font}" w:hAnsi="{font}"/>'
    return f'<w:r><w:rPr>{fonts}<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph(text: str, font: str, size: int, align: str = "left", line: int = 240) -> str:
    how = f'<w:pPr><w:spacing w:line="{line}" w:lineRule="auto"/><w:jc w:val="{align}"/></w:pPr>'
    return f"<w:p>{how}{_run(text, font, size) if text else ''}</w:p>"


def _table(form: Form, layout: _Layout) -> str:
    wide = layout.paper[0] - layout.left - layout.right
    widths = [int(wide * share / sum(form.shares)) for share in form.shares]
    cover = {
        (row, col): cell
        for cell in form.cells
        for row in range(cell.row, cell.row + cell.rows)
        for col in range(cell.col, cell.col + cell.cols)
    }
    rows = ""
    for row in range(form.height):
        cells, col = "", 0
        while col < len(widths):
            cell = cover[row, col]
            cells += _cell(cell, row, sum(widths[col : col + cell.cols]), layout)
            col += cell.cols
        how = "<w:cantSplit/>" if layout.whole_rows else ""
        how += f'<w:trHeight w:val="{layout.low}" w:hRule="atLeast"/>' if layout.low else ""
        how += "<w:tblHeader/>" if layout.repeat and row < form.header else ""
        rows += f"<w:tr><w:trPr>{how}</w:trPr>{cells}</w:tr>"
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{layout.lines}" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(f'<w:{side} w:w="{layout.pad}" w:type="dxa"/>' for side in ("left", "right"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _cell(cell: Cell, row: int, width: int, layout: _Layout) -> str:
    how = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    how += f'<w:gridSpan w:val="{cell.cols}"/>' if cell.cols > 1 else ""
    if cell.rows > 1:
        how += '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
    how += '<w:vAlign w:val="center"/>' if layout.middle else ""
    texts = cell.text.split("\n") if row == cell.row else [""]
    short = layout.spread and cell.align == "center" and cell.text.isalpha() and len(cell.text) < 5
    align = "distribute" if short else cell.align
    inside = "".join(_paragraph(text, layout.font, layout.size, align, layout.line) for text in texts)
    return f"<w:tc><w:tcPr>{how}</w:tcPr>{inside}</w:tc>"


def _package(path: Path, body: str, layout: _Layout) -> None:
    across, down = layout.paper
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    footer = '<w:footerReference w:type="default" r:id="foot"/>' if layout.numbered else ""
    section = (
        f'<w:sectPr>{footer}<w:pgSz w:w="{across}" w:h="{down}"/><w:pgMar w:top="{layout.top}" '
        f'w:bottom="{layout.bottom}" w:left="{layout.left}" w:right="{layout.right}" w:header="400" w:footer="300" '
        'w:gutter="0"/></w:sectPr>'
    )
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="'
        'application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{kinds}.document.main+xml"/><Override PartName="/word/footer1.xml" '
        f'ContentType="{kinds}.footer+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="main" '
        f'Type="{rel}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="foot" '
        f'Type="{rel}/footer" Target="footer1.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}" xmlns:r="{rel}"><w:body>{body}{section}</w:body>'
        "</w:document>",
        "word/footer1.xml": f'<w:ftr xmlns:w="{_WORD}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>第</w:t>'
        f"</w:r>{number}<w:r><w:t>页</w:t></w:r></w:p></w:ftr>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for inside, text in parts.items():
            archive.writestr(inside, text)


def print_files(folder: Path, files: Sequence[Path]) -> None:
    """Print DOCX files to PDF beside them, many with one call of LibreOffice."""
    profile = f"-env:UserInstallation=file://{folder.resolve()}/profile"
    for start in range(0, len(files), _BATCH):
        batch = files[start : start + _BATCH]
        call = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, batch)]
        subprocess.run(call, check=True, capture_output=True, timeout=1200)  # noqa: S603  # our own files


def judged(truth: Path) -> tuple[Score, int]:
    """How the PDF beside a truth is read: the score, and how many rows are missing, joined or too many."""
    there = [cells_of(table["cells"]) for table in json.loads(truth.read_text(encoding="utf-8"))]
    path = truth.with_suffix(".pdf")
    document: Document = read(path.read_bytes(), Source(path=path.name, sha256="", format="pdf"))
    found = [
        [Box(x.row, x.col, x.rowspan, x.colspan, squeeze(x.text)) for x in table.cells] for table in document.tables
    ]
    mine, theirs = ([max(cell.row + cell.rows for cell in table) for table in side] for side in (found, there))
    off = sum(abs(one - two) for one, two in zip(mine, theirs, strict=False))
    off += sum(mine[len(theirs) :]) + sum(theirs[len(mine) :])
    return score_tables(there, found), off


def is_printed(truth: Path) -> bool:
    """Whether LibreOffice printed the cells at all: on some pages it rules a table and leaves its cells empty."""
    tables = json.loads(truth.read_text(encoding="utf-8"))
    wanted = Counter(char for table in tables for cell in table["cells"] for char in squeeze(cell["text"]))
    pdf = pdfium.PdfDocument(truth.with_suffix(".pdf"))
    held = Counter(char for page in pdf for char in squeeze(page.get_textpage().get_text_range()))
    pdf.close()
    return (wanted - held).total() < 0.02 * wanted.total()


def main() -> None:
    """Write, print, read and count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    names = [f"p{seed:04d}" for seed in range(options.seed, options.seed + options.count)]
    fresh = [name for name in names if not (options.folder / f"{name}.pdf").is_file()]
    for name in fresh:
        write(options.folder, name, int(name[1:]))
    print_files(options.folder, [options.folder / f"{name}.docx" for name in fresh])
    total, wrong, off, blank = Score(), 0, 0, 0
    for name in names:
        if not is_printed(options.folder / f"{name}.json"):
            blank += 1
            continue
        score, rows = judged(options.folder / f"{name}.json")
        total.merge(score)
        off += rows
        if score.exact.f1 < 1 or rows:
            wrong += 1
            print(f"{name}  exact {score.exact.f1:.4f}  grid {score.grid.f1:.4f}  rows off {rows}")
    print(f"{len(names) - blank} submissions ({blank} printed without their text)", end=": ")
    print(f"exact {total.exact.f1:.4f}, grid {total.grid.f1:.4f}", end=", ")
    print(f"rows lost, joined or doubled {off}, not perfect {wrong}")


if __name__ == "__main__":
    main()
