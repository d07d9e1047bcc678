"""The way in to older Word files: two readers for DOC and WPS, one for RTF, a recast for the XML of 2003."""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from types import MappingProxyType
from typing import Final

from msgspec.structs import replace

from formaudit.errors import FormauditError, InputError
from formaudit.extract import docx, soffice, txt, web
from formaudit.extract.ahead import Ahead, known
from formaudit.extract.doc import stored
from formaudit.extract.doc.compare import settle
from formaudit.extract.doc.lock import is_fast_saved, is_locked
from formaudit.extract.doc.objects import with_objects
from formaudit.extract.doc.odf_fields import with_hidden_fields
from formaudit.extract.doc.recast import recast
from formaudit.extract.sniff import sniff
from formaudit.model.document import Document, Source, Warn
from formaudit.model.source_format import SourceFormat
from formaudit.patterns import compiled

__all__ = ["convert_ahead", "convert_batch", "read", "read_converted"]

_TARGET: Final = "docx:MS Word 2007 XML"
_SECONDS: Final = 60.0
_TORN: Final = compiled(r"[=＝]\s*[×÷*/／]|[×÷]\s*[=＝]")
_LONGEST: Final = 40
_LARGEST: Final = 200_000_000
_INSTRUCTION: Final = re.compile(rb"\{\s*(?:\\\*\s*)?\\fldinst(?![a-z])")
_TWICE: Final = re.compile(rb"(\\upr\s*\{)(?=[^{}]*\}\s*\{\s*\\\*\s*\\ud(?![a-z]))")
_USUAL_FONT: Final = re.compile(rb"\\deff(\d+)")
_PAGE: Final = re.compile(rb"\\ansicpg(1252)(?!\d)")
_EASTERN: Final = MappingProxyType({b"134": b"936", b"136": b"950", b"128": b"932", b"129": b"949"})
"""Code pages by the number of a font's characters."""
_HEAD: Final = 500
_FONTS: Final = 20_000
"""Bytes in which the head, and the list of fonts, of rich text stand."""
_BRACE: Final = re.compile(rb"\\.|[{}]", re.DOTALL)
_RESULT: Final = re.compile(rb"\s*\{\s*(?:\\\*\s*)?\\fldrslt(?![a-z])(?!(?:[\s{}]|\\(?!u-?\d)[a-z]+-?\d* ?)*\}\s*\})")
"""A result that holds something; its group and that of the field end behind one that does not."""
_FARTHEST: Final = 20_000
"""Bytes that an instruction or what is before the words of a result may take."""
_SUFFIXES: Final = MappingProxyType(
    {"doc": "doc", "wps": "wps", "ole": "doc", "rtf": "rtf", "odt": "odt", "fodt": "fodt", "uot": "uot"}
)
_BY_OFFICE: Final = frozenset((SourceFormat.RTF, SourceFormat.ODT, SourceFormat.FODT, SourceFormat.UOT))
"""Formats that only LibreOffice reads; their fields hold results as stored."""


def convert_batch(files: Sequence[tuple[str, bytes]], seconds: float = _SECONDS) -> dict[str, bytes | FormauditError]:
    """Convert many DOC, WPS and RTF files, given as (name, bytes), into DOCX by one call of LibreOffice.

    ``seconds`` is what one file may take. Every name is in the answer, with its DOCX or with the error that
    ``read_converted`` may be given in its place: ``no-libreoffice``, ``encrypted``, ``unsupported``, ``timeout``,
    ``damaged``, ``too-large``.
    """
    answers: dict[str, bytes | FormauditError] = {}
    batch: list[tuple[str, bytes, str]] = []
    for name, data in files:
        kind = sniff(data)
        if kind not in _SUFFIXES:
            answers[name] = InputError(
                "encrypted" if kind == SourceFormat.ENCRYPTED_OFFICE else "unsupported", name, kind
            )
        elif is_locked(data):
            answers[name] = InputError("encrypted", name)
        elif len(data) > _LARGEST:
            answers[name] = InputError("too-large", name)
        else:
            batch.append((name, _prepared(data, kind), _SUFFIXES[kind]))
    if batch:
        answers.update(soffice.convert(batch, _TARGET, seconds))
    return answers


def convert_ahead(files: Sequence[tuple[str, bytes]], seconds: float = _SECONDS) -> dict[str, Ahead]:
    """What both readers make of many files, given as (name, bytes), by one call of each, both at a time."""
    twice = [data for _, data in files if _is_for_two(data)]
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(stored.convert_many, twice, seconds)
        answers = convert_batch(files, seconds)
        kept = dict(zip(twice, waiting.result(), strict=True))
    return {name: Ahead(office=answers[name], stored=kept.get(data)) for name, data in files}


def _is_for_two(data: bytes) -> bool:
    kind = sniff(data)
    return kind in _SUFFIXES and kind not in _BY_OFFICE and len(data) <= _LARGEST and not is_locked(data)


def _prepared(data: bytes, kind: str) -> bytes:
    """The file with nothing in it that LibreOffice would print otherwise than it is seen."""
    if kind == SourceFormat.RTF:
        return _at_rest(data)
    return with_hidden_fields(data) if kind in (SourceFormat.ODT, SourceFormat.FODT) else data


def _at_rest(data: bytes) -> bytes:
    """Rich text whose field instructions are put where readers skip them: the stored results stay, uncomputed.

    A field without a result keeps its own, which says what is lacking. Of words that stand there twice, in a code page
    and in Unicode, the second are printed.
    """
    data = _TWICE.sub(rb"\1\\*\\uprnone ", _in_its_page(data))
    return _INSTRUCTION.sub(lambda found: found[0] if _is_bare(data, found.end()) else rb"{\*\fldnone", data)


def _in_its_page(data: bytes) -> bytes:
    """Rich text whose code page is that of its first font, where that is one of East Asia.

    Words are in the font that is used where none is named; LibreOffice reads them in the code page of the whole file.
    """
    usual, page = _USUAL_FONT.search(data, 0, _HEAD), _PAGE.search(data, 0, _HEAD)
    if usual is None or page is None:
        return data
    font = re.search(rb"\{\s*\\f%s(?!\d)[^{}]*?\\fcharset(\d+)" % usual[1], data[:_FONTS])
    own = _EASTERN.get(font[1]) if font else None
    return data if own is None else data[: page.start(1)] + own + data[page.end(1) :]


def _is_bare(data: bytes, start: int) -> bool:
    """Whether no result stands behind the instruction that begins at ``start``, a group of its own."""
    depth, at = 1, start
    limit = min(len(data), start + _FARTHEST)
    while depth and (brace := _BRACE.search(data, at, limit)):
        depth += {b"{": 1, b"}": -1}.get(brace[0], 0)
        at = brace.end()
    return not depth and _RESULT.match(data, at, at + _FARTHEST) is None


def read(data: bytes, source: Source) -> Document:
    """The paragraphs and tables of an older Word file, or of what stands under its name.

    Raises:
        InputError: ``empty``, ``encrypted``, ``damaged``, ``too-large``, ``encoding``, ``unsupported``, ``timeout``;
            ``missing-extra`` and ``no-libreoffice`` where no reader for the format is installed.

    """
    kind = sniff(data)
    if kind not in _SUFFIXES:
        return _plain(kind, data, source)
    ahead = known(source.sha256)
    if ahead is not None:
        return read_converted(data, source, ahead.office, ahead.stored)
    convert = partial(convert_batch, [(source.path, data)])
    document = _by_two(data, source, convert) if kind not in _BY_OFFICE else _only(convert()[source.path], source)
    return with_objects(document, data, kind)


def read_converted(
    data: bytes, source: Source, converted: bytes | FormauditError, kept: bytes | None = None
) -> Document:
    """``read`` for a file that ``convert_batch`` has already converted, or failed to.

    ``kept`` is what the second reader made of it, if it was asked too.

    Raises:
        InputError: as ``read``.

    """
    if sniff(data) not in _SUFFIXES:
        return read(data, source)
    kind = sniff(data)
    if kind in _BY_OFFICE:
        return with_objects(_only(converted, source), data, kind)
    if kept is not None:
        return with_objects(_of_two(data, source, converted, kept), data, kind)
    return with_objects(_by_two(data, source, lambda: {source.path: converted}), data, kind)


def _plain(kind: str, data: bytes, source: Source) -> Document:
    """What needs no converter."""
    if kind == SourceFormat.DOCX:
        return docx.read(data, source)
    if kind == SourceFormat.WORDML:
        return docx.read(recast(data, source.path), source)
    if kind in (SourceFormat.HTML, SourceFormat.MHTML):
        return web.read(data, source)
    if kind in (SourceFormat.TXT, SourceFormat.CSV):
        return txt.read(data, source)
    if kind == SourceFormat.EMPTY:
        raise InputError("empty", source.path)
    raise InputError("encrypted" if kind == SourceFormat.ENCRYPTED_OFFICE else "unsupported", source.path, kind)


def _by_two(data: bytes, source: Source, convert: Callable[[], dict[str, bytes | FormauditError]]) -> Document:
    """Both readers at a time."""
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(stored.convert, data, source.path, _SECONDS)
        office = convert()[source.path]
        kept = waiting.result()
    return _of_two(data, source, office, kept)


def _of_two(data: bytes, source: Source, office: bytes | FormauditError, kept: bytes | FormauditError) -> Document:
    """What both readers say; where one has failed the other stands alone, and the document says so."""
    first, second = _opened(office, source), _opened(kept, source)
    if isinstance(first, Document) and isinstance(second, Document):
        both = settle(first, second)
        told = (Warn(code="fast-saved"),) if is_fast_saved(data) else ()
        return _filled(replace(both, warnings=(*both.warnings, *told)), source)
    if isinstance(first, Document):
        assert isinstance(second, FormauditError)
        return _filled(_alone(first, "one-reader", second), source)
    if isinstance(second, Document):
        return _filled(
            _alone(second, "no-libreoffice" if first.code == "no-libreoffice" else "one-reader", first), source
        )
    if first.code == "no-libreoffice":
        raise second
    if sniff(data) == SourceFormat.OLE and first.code == "damaged":
        # The file of some other program, which may well be sound.
        raise InputError("unsupported", source.path, "OLE")
    raise first


def _only(converted: bytes | FormauditError, source: Source) -> Document:
    document = _opened(converted, source)
    if isinstance(document, FormauditError):
        raise document
    return _filled(document, source)


def _opened(converted: bytes | FormauditError, source: Source) -> Document | FormauditError:
    if isinstance(converted, FormauditError):
        return InputError(converted.code, source.path, converted.detail)
    try:
        return docx.read(converted, source)
    except InputError as error:
        return error


def _alone(document: Document, code: str, error: FormauditError) -> Document:
    """One reader's document, with the reason why the other gave none."""
    detail = error.detail or error.code
    return replace(document, warnings=(*document.warnings, Warn(code=code, detail=detail)))


def _filled(document: Document, source: Source) -> Document:
    """The document, unless it holds nothing at all. One of pictures is told as such by its warning.

    A sum without one of its parts (``执行率=×100%``) shows that an equation stood there which nothing is left of.
    """
    if not document.blocks and not any(warning.unread for warning in document.warnings):
        raise InputError("empty", source.path)
    texts = [cell.text for table in document.tables for cell in table] + [block.text for block in document.paragraphs]
    torn = [text for text in texts if _TORN.search(text)]
    if not torn:
        return document
    said = "".join(torn[0].split())
    detail = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
    return replace(document, warnings=(*document.warnings, Warn(code="equation-lost", detail=detail)))
