"""Tables from scans: structure, text, figures, and figures that are wrong without a doubt being told.

``python -m benchmarks.extraction.scans FOLDER`` takes the folder with ``scan/NAME@CONDITION.pdf`` and
``truth/NAME.json`` (whole tables). ``--worse`` makes further conditions of each 200 dpi scan: turned by a quarter and a
half, skewed, noisy and blurred, with a red seal over the table. A figure is a cell of digits, points, commas and signs;
it is *silent* where it is read as another number with a confidence of 0.9 or more. Full-width signs count as narrow.
"""

import argparse
import io
import json
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFilter

from benchmarks.extraction.metrics import Box, Score, cells_of, score_tables, squeeze
from formaudit.extract.door import extract_bytes
from formaudit.model.document import Document

_FIGURE: Final = re.compile(r"[-+≥≤<>≧≦]?[\d,.]*\d[\d,.]*[%％]?")
_SURE: Final = 0.9
_ALIKE: Final = {0x2010: "-", 0x2013: "-", 0xFF0D: "-", 0x2267: "≥", 0x2266: "≤"}
"""Signs that say the same and are printed in several shapes."""


@dataclass(slots=True)
class Tally:
    """What was read under one condition."""

    score: Score = field(default_factory=Score)
    figures: int = 0
    right: int = 0
    doubted: int = 0
    silent: list[str] = field(default_factory=list)
    pages: int = 0
    seconds: float = 0.0


def plain(text: str) -> str:
    """Without blanks, and with narrow signs: a recognised comma may be of full width."""
    return squeeze(unicodedata.normalize("NFKC", text)).translate(_ALIKE)


def compared(document: Document, truth: list[list[Box]], tally: Tally) -> None:
    """Add a document to a tally; tables are compared in their order."""
    read = [[Box(c.row, c.col, c.rowspan, c.colspan, plain(c.text)) for c in table.cells] for table in document.tables]
    wanted = [[box._replace(text=plain(box.text)) for box in table] for table in truth]
    tally.score.merge(score_tables(read, wanted))
    sure = {
        (number, cell.row, cell.col): (plain(cell.text), cell.confidence)
        for number, table in enumerate(document.tables)
        for cell in table.cells
    }
    for number, table in enumerate(wanted):
        for box in table:
            if not _FIGURE.fullmatch(box.text):
                continue
            tally.figures += 1
            text, confidence = sure.get((number, box.row, box.col), ("", 0.0))
            if text == box.text:
                tally.right += 1
            elif confidence < _SURE or not text:
                tally.doubted += 1
            else:
                tally.silent.append(f"{box.text} → {text}")


def picture(data: bytes, page: int, dpi: float = 200) -> Image.Image:
    """A page of a PDF as a picture."""
    book = pdfium.PdfDocument(data)
    made: Image.Image = book[page].render(scale=dpi / 72).to_pil().convert("RGB")
    book.close()
    return made


def skewed(image: Image.Image) -> Image.Image:
    """Laid on the glass two degrees askew."""
    return image.rotate(-2, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)


def noisy(image: Image.Image) -> Image.Image:
    """A little askew, out of focus, grained, and kept in a small file."""
    rough = np.asarray(skewed(image).filter(ImageFilter.GaussianBlur(0.7)), np.int16)
    grain = np.random.default_rng(1).normal(0, 9, rough.shape)
    out = io.BytesIO()
    Image.fromarray(np.clip(rough + grain, 0, 255).astype(np.uint8)).save(out, "JPEG", quality=45)
    return Image.open(out).convert("RGB")


def sealed(image: Image.Image) -> Image.Image:
    """A red seal with a star over the lower right of the sheet."""
    top = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(top)
    x, y, r = image.width * 0.6, image.height * 0.35, image.width * 0.11
    draw.ellipse((x - r, y - r, x + r, y + r), outline=(210, 30, 40, 190), width=8)
    draw.ellipse((x - r / 4, y - r / 4, x + r / 4, y + r / 4), fill=(210, 30, 40, 190))
    return Image.alpha_composite(image.convert("RGBA"), top).convert("RGB")


WORSE: Final[dict[str, Callable[[Image.Image], Image.Image]]] = {
    "quarter turn": lambda image: image.transpose(Image.Transpose.ROTATE_270),
    "half turn": lambda image: image.transpose(Image.Transpose.ROTATE_180),
    "skewed 2°": skewed,
    "noisy": noisy,
    "sealed": sealed,
}


def as_tiff(images: list[Image.Image]) -> bytes:
    """A TIFF with a page for each picture."""
    out = io.BytesIO()
    images[0].save(out, "TIFF", save_all=True, append_images=images[1:], dpi=(200, 200), compression="tiff_lzw")
    return out.getvalue()


def cases(folder: Path, *, worse: bool) -> Iterator[tuple[str, str, bytes, list[list[Box]]]]:
    """Condition, name, bytes, true tables."""
    for path in sorted((folder / "scan").glob("*.pdf")):
        name, _, condition = path.stem.partition("@")
        truth_path = folder / "truth" / f"{name}.json"
        if not truth_path.is_file():
            continue
        told: Any = json.loads(truth_path.read_text("utf-8"))
        tables = told["tables"] if isinstance(told, dict) else told
        truth = [cells_of(table["cells"] if isinstance(table, dict) else table) for table in tables]
        data = path.read_bytes()
        yield condition, name, data, truth
        if worse and condition == "d200":
            book = pdfium.PdfDocument(data)
            count = len(book)
            book.close()
            pages = [picture(data, page) for page in range(count)]
            for label, change in WORSE.items():
                yield label, name, as_tiff([change(page) for page in pages]), truth


def missing_pages(folder: Path, name: str, document: Document) -> str:
    """A remark where the scan has fewer pages than the file whose tables were typed; it is left out of the sums."""
    whole = folder / "pdf" / f"{name}.pdf"
    if not whole.is_file():
        return ""
    there = len(pdfium.PdfDocument(whole))
    have = document.source.pages or there
    return f"  not counted: {have} of {there} pages were scanned" if have < there else ""


def main() -> int:
    """Measure and print; exit code 1 where a figure was read wrong without a doubt."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--worse", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    tallies: dict[str, Tally] = {}
    for condition, name, data, truth in cases(options.folder, worse=options.worse):
        if options.only and options.only not in f"{name}@{condition}":
            continue
        tally = tallies.setdefault(condition, Tally())
        start = time.process_time()
        document = extract_bytes(data, f"{name}.pdf" if data.startswith(b"%PDF") else f"{name}.tif")
        tally.seconds += time.process_time() - start
        tally.pages += document.source.pages or 1
        before = Tally()
        compared(document, truth, before)
        short = missing_pages(options.folder, name, document)
        if not short:
            compared(document, truth, tally)
        print(
            f"{name + '@' + condition:<28} exact {before.score.exact.f1:.4f}  grid {before.score.grid.f1:.4f}  "
            f"figures {before.right}/{before.figures}  silent {before.silent}{short}", flush=True,
        )  # fmt: skip
    print()
    for condition, tally in tallies.items():
        share = tally.right / tally.figures if tally.figures else 1.0
        print(
            f"{condition:<14} exact {tally.score.exact.f1:.4f}  grid {tally.score.grid.f1:.4f}  figures {tally.right}/"
            f"{tally.figures} = {share:.4f}, doubted {tally.doubted}, silent {len(tally.silent)}  "
            f"{tally.seconds / tally.pages:.2f} s of processor time a page"
        )
    return 1 if any(tally.silent for tally in tallies.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
