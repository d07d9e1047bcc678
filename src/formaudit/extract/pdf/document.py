"""The pages of a PDF put together: tables over pages, paragraphs between them, in reading order."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from formaudit.errors import InputError
from formaudit.extract.pdf.aside import Aside, has_xfa, margins_told, told_aside
from formaudit.extract.pdf.drawn import doubted, drawn_cells, is_drawn, is_garbled, recognised_cells, recogniser
from formaudit.extract.pdf.fields import attached
from formaudit.extract.pdf.ink import Box, Ink
from formaudit.extract.pdf.loose import beside_loose, loose_rows
from formaudit.extract.pdf.paragraphs import Block, Margins, continues_over, joined_text, margins, paragraphs
from formaudit.extract.pdf.pdfium import pages
from formaudit.extract.pdf.pictured import pictures_of, with_pictures
from formaudit.extract.pdf.pieces import Part, Piece
from formaudit.extract.pdf.second import reread
from formaudit.extract.pdf.sheet import Sheet, running_lines, without_furniture
from formaudit.extract.pdf.sideways import beside
from formaudit.extract.pdf.stitch import Joint, continues, join, start, take_in, whole_labels
from formaudit.extract.pdf.tables import page_tables
from formaudit.model.document import Document, Paragraph, Source, Warn
from formaudit.model.table import Cell, Table
from formaudit.patterns import compiled

__all__ = ["WHOLE", "assembled", "read"]

_FEW: Final = 20
"""Characters on a page that a picture covers which are a stamp or a page number, not the page's text."""
WHOLE: Final = frozenset({"no-text-layer", "page-damaged", "loose-rows"})
"""Warnings of pages of which something was not read in which a whole form may stand."""
_CONTINUED: Final = compiled(
    r"^[（(]?续[表前上页]?.{0,12}$|[（(]续.{0,3}[)）]$|^.{0,12}续表$|^.{0,20}continued\W*$", re.IGNORECASE
)
_CAPTION_PARTS: Final = 4
_TORN: Final = 0.7
"""How sure a cell may be whose table goes on over the page with texts between that belong to nobody."""
_UNIT: Final = compiled(r"单位[:：]\s*(?:人民币)?[百千万亿]*元|^[（(]?(?:金额)?单位[:：]")


class _Unread(Struct):
    """Pages that could not be taken over, by the code of their warning; drawn cells without text, by page.

    ``aside`` are words that the file holds beside the text of a page, with its number; ``pictures`` boxes by page.
    """

    pages: dict[str, list[int]] = field(default_factory=dict)
    drawn: dict[int, tuple[Box, ...]] = field(default_factory=dict)
    aside: list[tuple[int, Aside]] = field(default_factory=list)
    pictures: dict[int, tuple[Box, ...]] = field(default_factory=dict)

    def note(self, code: str, page: int) -> None:
        self.pages.setdefault(code, []).append(page)

    @property
    def warnings(self) -> tuple[Warn, ...]:
        return tuple(
            Warn(code=code, detail=",".join(map(str, found)), unread=code in WHOLE)
            for code, found in self.pages.items()
        )


def read(data: bytes, source: Source) -> Document:
    """Read a PDF: its text layer, and by recognition the pages that have none.

    Where the extra for recognition is not installed, a page whose text is a picture, or whose characters are unknown,
    gives no paragraphs and no cells but the warning ``no-text-layer`` with its number in ``detail`` (``1,2,7``).

    Raises:
        InputError: ``encrypted``, ``damaged``, ``too-large``; ``missing-extra`` where no page can be read without it.

    """
    unread = _Unread()
    sheets = reread(data, list(_sheets(data, source.path, unread)))
    if not sheets:
        raise InputError("damaged", source.path, "no page can be read")
    if not unread.pages and not any(sheet.lines or sheet.pieces for sheet in sheets):
        for sheet in sheets:
            unread.note("no-text-layer", sheet.ink.page)
    source = replace(source, pages=sheets[-1].ink.page)
    sheets, heard = _recognised(data, sheets, unread, source.path)
    sheets = recognised_cells(data, sheets, unread.drawn, source.path)
    _tell_drawn(sheets, unread)
    sheets, shown = with_pictures(
        sheets, unread.pictures, lambda scan, wanted: scan.read_pdf(data, wanted, source.path)
    )
    files = attached(data)
    carried = (Warn(code="attachments-unread", detail="、".join(files), unread=True),) if files else ()
    carried = (*carried, Warn(code="xfa-form", unread=True)) if has_xfa(data) else carried
    return assembled(sheets, source, (*unread.warnings, *told_aside(unread.aside), *heard, *shown, *carried))


def assembled(sheets: Sequence[Sheet], source: Source, warnings: tuple[Warn, ...]) -> Document:
    """The document on some pages: headers and footers left out, tables and paragraphs put together over pages."""
    bare = without_furniture(sheets)
    warnings = (*warnings, *margins_told(sheets, bare))
    kept = beside(bare)
    flow = list(_flow(kept))
    return Document(
        source=source, blocks=_blocks(flow, {sheet.ink.page: sheet.ink for sheet in kept}), warnings=warnings
    )


def _recognised(data: bytes, sheets: list[Sheet], unread: "_Unread", name: str) -> tuple[list[Sheet], tuple[Warn, ...]]:
    """The pages with those that have no text layer read by recognition, and what that reader says of them."""
    missing = unread.pages.get("no-text-layer", [])
    if not missing:
        return sheets, ()
    scan = recogniser()
    if scan is None:
        if any(sheet.lines or sheet.pieces for sheet in sheets):
            return sheets, ()
        raise InputError("missing-extra", name, "ocr")
    scans = scan.read_pages(data, missing, name)
    del unread.pages["no-text-layer"]
    return [scans.sheets.get(sheet.ink.page, sheet) for sheet in sheets], scans.warnings


def _tell_drawn(sheets: Sequence[Sheet], unread: "_Unread") -> None:
    """Note the pages with drawn cells: those that were recognised, and those of which something is left."""
    for sheet in sheets:
        boxes = set(unread.drawn.get(sheet.ink.page, ()))
        if boxes:
            blank = any(part.box in boxes and not part.lines for piece in sheet.pieces for part in piece.parts)
            unread.note("drawn-cells-unread" if blank else "drawn-cells", sheet.ink.page)


def _sheets(data: bytes, name: str, unread: _Unread) -> Iterator[Sheet]:
    """The readable pages; only what is needed later of each is kept."""
    for number, ink in enumerate(pages(data, name), start=1):
        if ink is None:
            unread.note("page-damaged", number)
            continue
        bare = replace(ink, glyphs=(), across=(), down=(), shades=(), marks=(), pictures=(), doubts=(), reds=())
        unread.aside.extend((number, each) for each in ink.aside)
        count = len(ink.glyphs)
        if is_garbled(ink):
            unread.note("garbled-text", number)
            unread.note("no-text-layer", number)
            yield Sheet(ink=bare)
        elif ink.veiled:
            unread.note("veiled-text", number)
            unread.note("no-text-layer", number)
            yield Sheet(ink=bare)
        elif (count <= _FEW and ink.picture > 0.5) or (count == 0 and is_drawn(ink)):
            unread.note("no-text-layer", number)
            yield Sheet(ink=bare)
        else:
            if ink.typed_in:
                unread.note("form-fields", number)
            if boxes := pictures_of(ink):
                unread.pictures[number] = boxes
            pieces, rest = page_tables(ink)
            pieces = doubted(pieces, ink)
            if loose := loose_rows(rest):
                unread.note("loose-rows", number)
                pieces = beside_loose(pieces, loose)
            if boxes := drawn_cells(pieces, ink):
                unread.drawn[number] = boxes
            yield Sheet(ink=bare, pieces=tuple(pieces), lines=running_lines(rest))


class _Text(Struct):
    """A paragraph in the making: one block for each page it stands on."""

    page: int
    blocks: list[Block]


_Item = Joint | _Text


class _Labels:
    """The labels that stand whole somewhere in the document, looked for when a table first runs over a page."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._sheets = sheets

    @cached_property
    def texts(self) -> frozenset[str]:
        return whole_labels(piece for sheet in self._sheets for piece in sheet.pieces)


def _flow(sheets: Sequence[Sheet]) -> Iterator[_Item]:
    """Tables and paragraphs in reading order; each table once, where it begins."""
    widths = {round(sheet.ink.width) for sheet in sheets}
    lines = {w: [line for s in sheets if round(s.ink.width) == w for line in s.lines] for w in widths}
    within = {width: margins(found, width) for width, found in lines.items()}
    flow: list[_Item] = []
    captions: dict[int, set[str]] = {}
    known = _Labels(sheets)
    for sheet in sheets:
        _add_sheet(flow, sheet, within[round(sheet.ink.width)], captions, known)
    yield from flow


def _add_sheet(
    flow: list[_Item], sheet: Sheet, within: Margins, captions: dict[int, set[str]], known: "_Labels"
) -> None:
    page = sheet.ink.page
    rest = list(sheet.lines)
    for place, own in enumerate(sorted(sheet.pieces, key=lambda piece: piece.box[1])):
        above = [line for line in rest if (line.top + line.bottom) / 2 < own.box[1]]
        rest = [line for line in rest if (line.top + line.bottom) / 2 >= own.box[1]]
        blocks = paragraphs(above, within)
        piece = _take_in(flow, own) if place == 0 and own.open_top and not blocks else own
        before = flow[-1] if flow else None
        if (
            place == 0
            and isinstance(before, Joint)
            and all(_repeats(block.text, captions.get(id(before), set())) for block in blocks)
            and continues(before, piece)
        ):
            join(before, piece, known.texts)
            continue
        _add_text(flow, page, blocks, within)
        joint = start(piece)
        captions[id(joint)] = {block.text for block in blocks}
        flow.append(joint)
    _add_text(flow, page, paragraphs(rest, within), within)


def _take_in(flow: list[_Item], piece: Piece) -> Piece:
    """The piece, once texts at the foot of the page before, below the table that goes on here, are in its cells.

    Where nobody can say whose they are the table stays torn, and both parts of it are in doubt.
    """
    at = len(flow)
    while at and isinstance(item := flow[at - 1], _Text) and item.page + len(item.blocks) == piece.page:
        at -= 1
    joint = flow[at - 1] if at else None
    loose = [line for item in flow[at:] if isinstance(item, _Text) for block in item.blocks for line in block.lines]
    if isinstance(joint, Joint) and loose and joint.last.page == piece.page - 1 and continues(joint, piece):
        taken = take_in(joint, piece, loose)
        if taken is not None:
            del flow[at:]
            return taken
        joint.cells = [_torn(part) for part in joint.cells]
        return replace(piece, parts=tuple(map(_torn, piece.parts)))
    return piece


def _torn(part: Part) -> Part:
    return replace(part, confidence=min(part.confidence, _TORN))


def _repeats(text: str, captions: set[str]) -> bool:
    """Whether a text above the next piece of a table is its caption again, or says that the table goes on."""
    return bool(_CONTINUED.search(text)) or text in captions


def _add_text(flow: list[_Item], page: int, blocks: Sequence[Block], within: Margins) -> None:
    for place, block in enumerate(blocks):
        before = flow[-1] if flow else None
        if (
            place == 0
            and isinstance(before, _Text)
            and before.page + len(before.blocks) == page
            and continues_over(before.blocks[-1], block, within)
        ):
            before.blocks.append(block)
        else:
            flow.append(_Text(page, [block]))


def _blocks(flow: list[_Item], inks: dict[int, Ink]) -> tuple[Paragraph | Table, ...]:
    """The finished blocks; what has been finished leaves ``flow``."""
    out: list[Paragraph | Table] = []
    texts = tables = 0
    flow.reverse()
    while flow:
        item = flow.pop()
        if isinstance(item, _Text):
            text = item.blocks[0].text
            for block in item.blocks[1:]:
                text = joined_text(text, block.text)
            box = inks[item.page].shown(item.blocks[0].box)
            sure = min(block.sure for block in item.blocks)
            out.append(Paragraph(index=texts, text=text, page=item.page, bbox=box, confidence=sure))
            texts += 1
        elif len(item.xs) == 2:
            for part in item.cells:
                for block in paragraphs(part.lines, margins(part.lines, part.box[2] - part.box[0])):
                    box = inks[part.page].shown(block.box)
                    sure = min(block.sure, part.confidence)
                    out.append(Paragraph(index=texts, text=block.text, page=part.page, bbox=box, confidence=sure))
                    texts += 1
        elif any(part.lines for part in item.cells):
            out.append(_table(item, tables, _caption(out, item.pages[0]), inks))
            tables += 1
    return tuple(out)


def _caption(before: Sequence[Paragraph | Table], page: int) -> str:
    """The heading right above a table: a short paragraph on its page, the line with the unit of money left out."""
    for block in reversed(before[-_CAPTION_PARTS:]):
        if isinstance(block, Table) or block.page != page:
            break
        if _UNIT.search(block.text):
            continue
        return block.text if len(block.text) <= 60 and block.text[-1] not in "。；;，," else ""
    return ""


def _table(joint: Joint, index: int, caption: str, inks: dict[int, Ink]) -> Table:
    parts = sorted(joint.cells, key=lambda part: (part.row, part.col))
    return Table(
        index=index,
        cells=tuple(_cell(part, inks[part.page]) for part in parts),
        rows=joint.rows,
        cols=len(joint.xs) - 1,
        caption=caption,
        pages=tuple(joint.pages),
    )


def _cell(part: Part, ink: Ink) -> Cell:
    box: Box = ink.shown(part.box)
    return Cell(
        row=part.row,
        col=part.col,
        rowspan=part.rowspan,
        colspan=part.colspan,
        text=part.text,
        page=part.page,
        bbox=box,
        confidence=part.confidence,
    )
