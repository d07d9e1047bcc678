"""The way in to spreadsheets: bytes to pages by what the bytes are, pages to the blocks of a document."""

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Final

from msgspec.structs import replace

from formaudit.errors import InputError
from formaudit.extract import soffice
from formaudit.extract.blocks import Grid, Text, assemble
from formaudit.extract.ole_objects import files_in
from formaudit.extract.pictured import Album, Pictured
from formaudit.extract.sheet.binary import with_plain_formats, with_whole_cells
from formaudit.extract.sheet.delimited import read_delimited
from formaudit.extract.sheet.error_cells import errors_of_xls, with_shown_errors
from formaudit.extract.sheet.forms import lay_out
from formaudit.extract.sheet.odf_lines import with_line_ends
from formaudit.extract.sheet.raw import Page
from formaudit.extract.sheet.spreadsheetml import read_spreadsheetml
from formaudit.extract.sheet.values import read_values
from formaudit.extract.sheet.xlsx import read_xlsx
from formaudit.extract.sniff import sniff
from formaudit.extract.web import read as read_web
from formaudit.model.document import Document, Paragraph, Source, Warn
from formaudit.model.source_format import SourceFormat
from formaudit.model.table import Table

__all__ = ["read"]

_SECONDS: Final = 60.0
_SOMETHING: Final = frozenset(("chart", "diagram", "sheet-picture", "sheet-unread", "sheet-comments", "margin-text"))
"""Warnings that say what stands on a sheet without cells, which is therefore not empty."""


def read(data: bytes, source: Source) -> Document:
    """The forms and lines of a spreadsheet, sheet by sheet, each cell with the text that is printed.

    What the file is, its bytes say: an HTML page or XML under the name .xls is read as such.

    Raises:
        InputError: ``empty``, ``encrypted``, ``damaged``, ``too-large``, ``missing-extra``, ``encoding``.

    """
    kind = sniff(data)
    if kind in (SourceFormat.HTML, SourceFormat.MHTML):
        return read_web(data, source)
    blocks: list[Paragraph | Table] = []
    warnings: list[Warn] = []
    pages, remarks = _pages(kind, data, source.path)
    paragraphs = tables = 0
    album = Album()
    for page in pages:
        laid = lay_out(page, source.path, paragraphs=paragraphs, tables=tables)
        blocks.extend(laid.blocks)
        paragraphs += sum(isinstance(block, Paragraph) for block in laid.blocks)
        tables += sum(isinstance(block, Table) for block in laid.blocks)
        shown, left = _pictures(page, album)
        for block in assemble(shown):
            if isinstance(block, Table):
                blocks.append(replace(block, index=tables))
                tables += 1
            else:
                blocks.append(replace(block, index=paragraphs))
                paragraphs += 1
        warnings.extend(_left_over(laid.warnings, page, left))
    warnings.extend(album.warnings)
    if not blocks and not any(warning.unread or warning.code in _SOMETHING for warning in (*remarks, *warnings)):
        raise InputError("empty", source.path)
    return Document(source=source, blocks=tuple(blocks), warnings=(*remarks, *warnings))


def _pictures(page: Page, album: Album) -> tuple[list[Text | Grid], list[Pictured]]:
    """What the pictures over a sheet say, and those that were not read."""
    found: list[Text | Grid] = []
    left: list[Pictured] = []
    for picture in page.pictures:
        said = album.pieces(picture.data, picture.name, picture.wide)
        if said is None:
            left.append(picture)
        else:
            found += said
    return found, left


def _left_over(warnings: Sequence[Warn], page: Page, left: Sequence[Pictured]) -> Iterator[Warn]:
    """The warnings without those of the pictures, where all that may show a table were read."""
    read = sum(not picture.cell for picture in page.pictures) - sum(not picture.cell for picture in left)
    inside = any(picture.cell for picture in page.pictures) and not any(picture.cell for picture in left)
    left = [picture for picture in left if not picture.cell]
    for warning in warnings:
        if warning.code == "cell-picture" and inside:
            continue
        if warning.code != "sheet-picture" or not read or not warning.detail.startswith(f"{page.name}: "):
            yield warning
            continue
        count = int(warning.detail.removeprefix(f"{page.name}: ")) - read
        if count > 0:
            yield replace(warning, detail=f"{page.name}: {count}", unread=any(picture.large for picture in left))


def _pages(kind: str, data: bytes, file: str) -> tuple[tuple[Page, ...], tuple[Warn, ...]]:
    if kind == SourceFormat.EMPTY:
        raise InputError("empty", file)
    if kind == SourceFormat.ENCRYPTED_OFFICE:
        raise InputError("encrypted", file)
    if kind == SourceFormat.XLSX:
        return read_xlsx(data, file), ()
    if kind == SourceFormat.SHEETML:
        return read_spreadsheetml(data, file), ()
    if kind in (SourceFormat.CSV, SourceFormat.TXT):
        return (read_delimited(data, file),), ()
    if kind in (SourceFormat.XLS, SourceFormat.OLE):
        return _xls(data, file)
    if kind in (SourceFormat.XLSB, SourceFormat.ODS, SourceFormat.FODS):
        return _converted(data, file, kind)
    raise InputError("damaged", file, kind)


def _xls(data: bytes, file: str) -> tuple[tuple[Page, ...], tuple[Warn, ...]]:
    """By xlrd; a file it stumbles over is given to LibreOffice or calamine, which forgive more."""
    if find_spec("xlrd") is None:
        return _converted(data, file, "xls")
    from formaudit.extract.sheet.xls import read_xls  # noqa: PLC0415 the one door of an optional extra

    try:
        objects = files_in(data)
        names = "、".join(each.name for each in objects)
        told = (Warn(code="embedded-object", detail=names, unread=True),) if objects else ()
        return read_xls(data, file), told
    except InputError as error:
        if error.code != "damaged":
            raise
        pages, remarks = _converted(data, file, "xls")
        return pages, (*remarks, Warn(code="repaired", detail=error.detail))


def _converted(data: bytes, file: str, suffix: str) -> tuple[tuple[Page, ...], tuple[Warn, ...]]:
    """Through LibreOffice into XLSX where it is installed, else the bare values by calamine."""
    data = with_line_ends(data) if suffix in (SourceFormat.ODS, SourceFormat.FODS) else data
    data = with_plain_formats(data) if suffix == SourceFormat.XLSB else data
    if soffice.available() is not None:
        answer = soffice.convert([(file, data, suffix)], "xlsx:Calc MS Excel 2007 XML", _SECONDS)[file]
        if isinstance(answer, bytes):
            return read_xlsx(answer, file), (Warn(code="converted", detail="LibreOffice"),)
    if suffix == SourceFormat.XLSB:
        return read_values(with_whole_cells(data), file), ()
    if suffix == SourceFormat.ODS:
        return read_values(with_shown_errors(data), file), ()
    return read_values(data, file, errors_of_xls(data)), ()
