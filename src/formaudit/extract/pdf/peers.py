"""Other readers of tables in PDF: pdfplumber and camelot. The one door to both, opened only when a page needs them.

Both are imported inside the functions: camelot brings pandas and OpenCV and takes a second or two to load.
"""

import io
import logging
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from msgspec import Struct

from formaudit.extract.pdf.ink import Box

__all__ = ["READERS", "PeerCell", "PeerTable", "camelot_tables", "plumber_glyphs", "plumber_tables"]

READERS: Final = ("own", "pdfplumber", "camelot")
"""The readers that a user can choose between."""
_FLAVOURS: Final = ("network", "stream")
"""camelot's ways of reading without rules, the one that measured best first; the next where one finds nothing."""
_TALKERS: Final = ("camelot", "pdfminer")
"""Loggers whose warnings nobody has set a way for."""
_TEXT: Final = {"vertical_strategy": "text", "horizontal_strategy": "text"}


class PeerCell(Struct, frozen=True, kw_only=True):
    """A cell as another reader sees it; ``box`` in points from the page's upper left corner."""

    row: int
    col: int
    text: str
    box: Box


class PeerTable(Struct, frozen=True, kw_only=True):
    """A table as another reader sees it, page numbers from 1; blank cells are among its cells."""

    page: int
    cells: tuple[PeerCell, ...]

    @property
    def box(self) -> Box:
        """The box around all cells."""
        boxes = [cell.box for cell in self.cells]
        return (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )


def camelot_tables(data: bytes, pages: Sequence[int], *, ruled: bool = False) -> list[PeerTable]:
    """The tables that camelot finds on some pages; with ``ruled`` it looks for lines first.

    Nothing at all where camelot gives up on the file: it may fail in any way, and is only asked for an opinion.
    """
    import camelot  # noqa: PLC0415  # heavy, and only for pages with tables that have no rules
    import pypdfium2  # noqa: PLC0415  # the height of the page, which camelot counts from below

    out: list[PeerTable] = []
    pdf = pypdfium2.PdfDocument(data)
    try:
        with _silence():
            for page in pages:
                height = pdf[page - 1].get_height()
                for flavour in ("lattice", *_FLAVOURS) if ruled else _FLAVOURS:
                    found = list(_by_camelot(camelot, data, page, flavour, height))
                    out += found
                    if found:
                        break
    finally:
        pdf.close()
    return out


@contextmanager
def _silence() -> Iterator[None]:
    """Keep what other readers and the library below them say of a file off the terminal of whoever reads it with us."""
    levels = {name: logging.getLogger(name).level for name in _TALKERS}
    for name in levels:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)


def _by_camelot(camelot: Any, data: bytes, page: int, flavour: str, height: float) -> Iterator[PeerTable]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns where it finds nothing
            tables = camelot.read_pdf(io.BytesIO(data), pages=str(page), flavor=flavour, suppress_stdout=True)
    except Exception:  # noqa: BLE001  # whatever it raises, it has no opinion on this page
        return
    for table in tables:
        cells = tuple(
            PeerCell(
                row=row,
                col=col,
                text=cell.text.strip(),
                box=(cell.x1, height - cell.y2, cell.x2, height - cell.y1),
            )
            for row, line in enumerate(table.cells)
            for col, cell in enumerate(line)
        )
        if len({cell.col for cell in cells}) > 1:
            yield PeerTable(page=page, cells=cells)


def plumber_tables(data: bytes, pages: Sequence[int], *, ruled: bool = True) -> list[PeerTable]:
    """The tables that pdfplumber finds on some pages: by lines, or by its text strategy where ``ruled`` is false."""
    import pdfplumber  # noqa: PLC0415

    out: list[PeerTable] = []
    try:
        with _silence(), pdfplumber.open(io.BytesIO(data)) as pdf:
            for number in pages:
                page = pdf.pages[number - 1].dedupe_chars()
                for table in page.find_tables({} if ruled else _TEXT):
                    columns = sorted({box[0] for row in table.rows for box in row.cells if box})
                    cells = tuple(
                        PeerCell(row=at, col=columns.index(box[0]), text=(text or "").strip(), box=box)
                        for at, (row, line) in enumerate(zip(table.rows, table.extract(), strict=True))
                        for box, text in zip(row.cells, line, strict=True)
                        if box
                    )
                    if len(columns) > 1:
                        out.append(PeerTable(page=number, cells=cells))
                pdf.pages[number - 1].close()
    except Exception:  # noqa: BLE001  # an opinion that cannot be had is none
        return out
    return out


def plumber_glyphs(data: bytes, pages: Sequence[int]) -> dict[int, list[tuple[float, float, str]] | None]:
    """The characters that pdfplumber sees on some pages with their middles; ``None`` where its space is not ours."""
    out: dict[int, list[tuple[float, float, str]] | None] = {}
    try:
        import pdfplumber  # noqa: PLC0415

        with _silence(), pdfplumber.open(io.BytesIO(data)) as pdf:
            for number in pages:
                page = pdf.pages[number - 1]
                out[number] = _glyphs(page)
                page.close()
    except Exception:  # noqa: BLE001  # a second opinion may fail in any way; the first one stands
        return out
    return out


def _glyphs(page: Any) -> list[tuple[float, float, str]] | None:
    if page.rotation or tuple(page.mediabox) != tuple(page.cropbox) or page.mediabox[:2] != (0, 0):
        return None
    high = page.height
    return [
        ((char.x0 + char.x1) / 2, (high - char.y1 + (high - char.y0)) / 2, char.get_text())
        for char in _characters(page.layout)
    ]


def _characters(drawn: Iterable[Any]) -> Iterator[Any]:
    """The characters among what pdfplumber has laid out, without the records that it makes of everything there."""
    from pdfminer.layout import LTChar, LTContainer  # noqa: PLC0415  # what pdfplumber itself reads with

    for one in drawn:
        if isinstance(one, LTChar):
            yield one
        elif isinstance(one, LTContainer):
            yield from _characters(one)
