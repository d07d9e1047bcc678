"""The way in to spreadsheets: bytes to pages by what the bytes are, pages to the blocks of a document."""

from importlib.util import find_spec
from typing import Final

from formaudit.errors import InputError
from formaudit.extract import soffice
from formaudit.extract.ole_objects import files_in
from formaudit.extract.sheet.delimited import read_delimited
from formaudit.extract.sheet.forms import lay_out
from formaudit.extract.sheet.raw import Page
from formaudit.extract.sheet.spreadsheetml import read_spreadsheetml
from formaudit.extract.sheet.values import read_values
from formaudit.extract.sheet.xlsx import read_xlsx
from formaudit.extract.sniff import sniff
from formaudit.extract.web import read as read_web
from formaudit.model.document import Document, Paragraph, Source, Warn
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
    if kind in ("html", "mhtml"):
        return read_web(data, source)
    blocks: list[Paragraph | Table] = []
    warnings: list[Warn] = []
    pages, remarks = _pages(kind, data, source.path)
    paragraphs = tables = 0
    for page in pages:
        laid = lay_out(page, source.path, paragraphs=paragraphs, tables=tables)
        blocks.extend(laid.blocks)
        warnings.extend(laid.warnings)
        paragraphs += sum(isinstance(block, Paragraph) for block in laid.blocks)
        tables += sum(isinstance(block, Table) for block in laid.blocks)
    if not blocks and not any(warning.unread or warning.code in _SOMETHING for warning in (*remarks, *warnings)):
        raise InputError("empty", source.path)
    return Document(source=source, blocks=tuple(blocks), warnings=(*remarks, *warnings))


def _pages(kind: str, data: bytes, file: str) -> tuple[tuple[Page, ...], tuple[Warn, ...]]:
    if kind == "empty":
        raise InputError("empty", file)
    if kind == "encrypted-office":
        raise InputError("encrypted", file)
    if kind == "xlsx":
        return read_xlsx(data, file), ()
    if kind == "sheetml":
        return read_spreadsheetml(data, file), ()
    if kind in ("csv", "txt"):
        return (read_delimited(data, file),), ()
    if kind in ("xls", "ole"):
        return _xls(data, file)
    if kind in ("xlsb", "ods", "fods"):
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
    if soffice.available() is not None:
        answer = soffice.convert([(file, data, suffix)], "xlsx:Calc MS Excel 2007 XML", _SECONDS)[file]
        if isinstance(answer, bytes):
            return read_xlsx(answer, file), (Warn(code="converted", detail="LibreOffice"),)
    return read_values(data, file), ()
