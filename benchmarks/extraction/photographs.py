"""Photographs of paper: pages warped, curled, shaded and compressed as a telephone's camera leaves them.

``python -m benchmarks.extraction.photographs FOLDER [--corpora FOLDER] [--count N] [--flat]`` takes the folder with
``pdf/NAME.pdf`` and ``truth/NAME.pages.json`` (tables page by page) and, with LibreOffice at hand, submissions in DOCX
whose printed pages are read exactly from their PDF. Each photograph is made with a fixed seed: perspective up to 3 % of
the sheet, a curl, a shadow, 150 to 300 dpi, JPEG; each seventh upside down. ``--flat`` reads each page as a flat
picture of the same resolution too and prints the processor time of both. A figure is *silent* as in
``benchmarks.extraction.scans``.
"""

import argparse
import io
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import cv2
import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray
from PIL import Image

from benchmarks.extraction.metrics import Box, cells_of, squeeze
from benchmarks.extraction.scans import Tally, compared
from formaudit.errors import InputError
from formaudit.extract import soffice
from formaudit.extract.door import extract_bytes

Colour: TypeAlias = NDArray[np.uint8]

FORMS: Final = (
    "annex1", "annex2", "annex2m", "annex3", "annex4", "full", "openside", "landscape", "h_dashed", "h_double",
    "h_shade", "h_song", "h_thick", "s_annex2m", "s_annex3", "s_annex4", "s_landscape",
)  # fmt: skip
"""Forms with ruling lines; what has none is measured by ``benchmarks.extraction.pdf`` and is doubted in a scan."""
_PAGES_OF_ONE: Final = 3
_RESOLUTIONS: Final = (150, 200, 250, 300)
_PERSPECTIVE: Final = 0.03
_CURL: Final = 0.012
_UPSIDE_DOWN: Final = 7
"""Each of so many photographs is one of a page that lies upside down."""
_DESKS: Final = ((96, 74, 56), (58, 60, 66), (150, 146, 140), (34, 32, 30))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page as printed: its name, itself as a PDF of one page, its true tables."""

    name: str
    pdf: bytes
    truth: tuple[tuple[Box, ...], ...]


def single(data: bytes) -> Iterator[bytes]:
    """The pages of a PDF, each as a PDF."""
    book = pdfium.PdfDocument(data)
    for number in range(len(book)):
        one = pdfium.PdfDocument.new()
        one.import_pages(book, [number])
        out = io.BytesIO()
        one.save(out)
        yield out.getvalue()


def sheets_of_forms(folder: Path) -> Iterator[Sheet]:
    """The forms' pages with their typed truth."""
    for name in FORMS:
        told: dict[str, Any] = json.loads((folder / "truth" / f"{name}.pages.json").read_text("utf-8"))
        pages = list(single((folder / "pdf" / f"{name}.pdf").read_bytes()))
        for number, pdf in list(enumerate(pages))[:_PAGES_OF_ONE]:
            tables = [cells_of(table["cells"]) for table in told.get(str(number), ())]
            if tables:
                yield Sheet(name=f"{name}:{number + 1}", pdf=pdf, truth=tuple(_from_first(cells) for cells in tables))


def _from_first(cells: list[Box]) -> tuple[Box, ...]:
    """The part of a table that stands on a page, with rows counted from its first."""
    first = min(cell.row for cell in cells)
    return tuple(cell._replace(row=cell.row - first) for cell in cells)


def sheets_of_corpora(folder: Path) -> Iterator[Sheet]:
    """Submissions printed to PDF; their tables as the PDF says them, which other benchmarks show to be exact."""
    if soffice.available() is None:
        return
    for path in sorted(folder.glob("*-clean/*.docx")):
        data = path.read_bytes()
        with tempfile.TemporaryDirectory() as place:
            printed = _printed(data, Path(place))
        if printed is None:
            continue
        for number, pdf in enumerate(single(printed), start=1):
            tables = extract_bytes(pdf, "page.pdf").tables
            truth = tuple(
                tuple(Box(c.row, c.col, c.rowspan, c.colspan, squeeze(c.text)) for c in table.cells) for table in tables
            )
            if truth:
                yield Sheet(name=f"{path.parent.name}/{path.stem[:3]}:{number}", pdf=pdf, truth=truth)


def _printed(data: bytes, folder: Path) -> bytes | None:
    """A DOCX as PDF."""
    source = folder / "a.docx"
    source.write_bytes(data)
    program = soffice.available()
    subprocess.run(  # noqa: S603  LibreOffice itself, on a file that we wrote
        [str(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(source)],
        check=False, capture_output=True, timeout=180,
    )  # fmt: skip
    made = folder / "a.pdf"
    return made.read_bytes() if made.is_file() else None


def flat(pdf: bytes, dpi: int) -> Colour:
    """The page as a scanner would see it."""
    book = pdfium.PdfDocument(pdf)
    bitmap = book[0].render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=False)
    made: Colour = np.ascontiguousarray(np.array(bitmap.to_numpy())[:, :, :3])
    book.close()
    return made


def photographed(page: Colour, seed: int) -> Colour:
    """The page as a camera above a desk sees it."""
    dice = np.random.default_rng(seed)
    high, wide = page.shape[:2]
    framed = dice.random() < 0.6
    edge = round((0.05 if framed else 0.0) * wide)
    curled = _curled(page, dice)
    desk = _DESKS[int(dice.integers(len(_DESKS)))] if framed else (245, 245, 243)
    size = (wide + 2 * edge, high + 2 * edge)
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    moved = corners + edge + dice.uniform(-_PERSPECTIVE, _PERSPECTIVE, (4, 2)) * (wide, wide)
    matrix = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    way = cv2.INTER_CUBIC
    sheet = cv2.warpPerspective(curled, matrix, size, flags=way, borderValue=desk).astype(np.float32)
    sheet *= _light(size, dice)[:, :, None]
    sheet = cv2.GaussianBlur(sheet, (0, 0), float(dice.uniform(0.3, 0.7)))
    sheet += dice.normal(0, float(dice.uniform(1, 5)), sheet.shape)
    out: Colour = np.clip(sheet, 0, 255).astype(np.uint8)
    return out


def _curled(page: Colour, dice: np.random.Generator) -> Colour:
    """The page with its middle raised: lines of print bend, and the far side is seen a little shorter."""
    high, wide = page.shape[:2]
    bend, phase = dice.uniform(-_CURL, _CURL) * high, dice.uniform(0, 0.6)
    across = np.arange(wide, dtype=np.float32) / wide
    down = np.arange(high, dtype=np.float32) / high
    rise = bend * np.sin(np.pi * (across + phase))[None, :] * (0.6 + 0.4 * down)[:, None]
    squeeze_ = dice.uniform(0, 0.006) * wide * np.sin(2 * np.pi * across)[None, :]
    x = np.broadcast_to(np.arange(wide, dtype=np.float32)[None, :] + squeeze_, (high, wide)).astype(np.float32)
    y = (np.arange(high, dtype=np.float32)[:, None] + rise).astype(np.float32)
    out: Colour = cv2.remap(page, x, y, cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    return out


def _light(size: tuple[int, int], dice: np.random.Generator) -> NDArray[np.float32]:
    """Light that falls from one side, and the soft shadow of a hand."""
    wide, high = size
    x = np.linspace(-1, 1, wide, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, high, dtype=np.float32)[:, None]
    turn = dice.uniform(0, 2 * np.pi)
    light = 0.85 + float(dice.uniform(0.05, 0.15)) * (np.cos(turn) * x + np.sin(turn) * y)
    shade: NDArray[np.float32] = np.ones((high, wide), np.float32)
    start = np.array([dice.uniform(-0.2, 1.2) * wide, high * 1.05])
    tip = np.array([dice.uniform(0.2, 0.8) * wide, dice.uniform(0.3, 0.8) * high])
    breadth = dice.uniform(0.08, 0.2) * wide
    side = np.array([breadth, 0.0])
    outline = np.array([start - side, tip - side / 2, tip + side / 2, start + side])
    cv2.fillPoly(shade, [outline.astype(np.int32)], float(dice.uniform(0.55, 0.8)))
    out: NDArray[np.float32] = light * cv2.GaussianBlur(shade, (0, 0), wide / float(dice.uniform(30, 90)))
    return out


def as_jpeg(page: Colour, quality: int) -> bytes:
    """A picture file that names no resolution, as most cameras' do not."""
    out = io.BytesIO()
    Image.fromarray(page).save(out, "JPEG", quality=quality)
    return out.getvalue()


def main() -> int:
    """Measure and print; exit code 1 where a figure was read wrong without a doubt."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--flat", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    sheets = list(sheets_of_forms(options.folder))
    sheets += list(sheets_of_corpora(options.corpora)) if options.corpora else []
    tally, lying = Tally(), Tally()
    for number, sheet in list(enumerate(sheets))[:: options.every][: options.count]:
        if options.only and options.only not in sheet.name:
            continue
        dpi = _RESOLUTIONS[(number * 3 + number // 4) % len(_RESOLUTIONS)]
        page = flat(sheet.pdf, dpi)
        seen = photographed(page, number)
        if number % _UPSIDE_DOWN == 3:
            seen = np.ascontiguousarray(seen[::-1, ::-1])
        data = as_jpeg(seen, 60 + number % 4 * 10)
        if options.keep:
            (options.keep / f"{number:02d}_{sheet.name.replace('/', '_').replace(':', '_')}.jpg").write_bytes(data)
        one = _read(data, sheet, tally)
        if options.flat:
            _read(as_jpeg(page, 90), sheet, lying)
        print(f"{number:>3} {sheet.name:<24} {dpi} dpi  {one}", flush=True)
    for label, total in (("photographs", tally), ("flat", lying)):
        if total.pages:
            print(
                f"{label:<12} {total.pages} pages  exact {total.score.exact.f1:.4f}  figures {total.right}/"
                f"{total.figures} = {total.right / max(1, total.figures):.4f}, doubted {total.doubted}, silent "
                f"{len(total.silent)}  {total.seconds / total.pages:.2f} s of processor time a page"
            )
    return 1 if tally.silent else 0


def _read(data: bytes, sheet: Sheet, tally: Tally) -> str:
    before = len(tally.silent), tally.right, tally.figures
    start = time.process_time()
    try:
        document = extract_bytes(data, "photo.jpg")
    except InputError as error:
        return f"not read: {error}"
    spent = time.process_time() - start
    tally.seconds += spent
    tally.pages += 1
    compared(document, [list(table) for table in sheet.truth], tally)
    right, figures = tally.right - before[1], tally.figures - before[2]
    return f"figures {right}/{figures}  silent {tally.silent[before[0] :]}  {spent:.2f} s"


if __name__ == "__main__":
    sys.exit(main())
