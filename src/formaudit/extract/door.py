"""The one door from bytes to a ``Document``: names the format, loads its reader, says what cannot be read."""

import hashlib
import importlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from types import MappingProxyType, ModuleType
from typing import Final

from msgspec.structs import replace

from formaudit.characters import has_invisible, has_private, visible
from formaudit.errors import InputError
from formaudit.extract.ahead import Converted, known, none_known
from formaudit.extract.archives.entry import Member, Unpacked
from formaudit.extract.lead import bare
from formaudit.extract.marks import Remark
from formaudit.extract.marks import told as remarked
from formaudit.extract.ole import has_directory
from formaudit.extract.overstruck import has_strokes, without_struck
from formaudit.extract.plugins import own_reader
from formaudit.extract.seal import unseal
from formaudit.extract.sniff import sniff
from formaudit.model.document import Document, Paragraph, Source, Warn
from formaudit.model.source_format import SourceFormat
from formaudit.model.table import Cell, Table

__all__ = [
    "LARGEST",
    "READERS",
    "SLOW",
    "carried",
    "carried_read",
    "convert_together",
    "extract_bytes",
    "extract_file",
    "open_archive",
]

_DOUBT: Final = 0.5
_TURNING: Final = "\u202e"
"""The sign from which on characters are printed from right to left."""
_CARRYING: Final = frozenset(("attachments-unread", "ofd-attachments", "embedded-object"))
"""Warnings of a file that carries others, which its reader only named."""
LARGEST: Final = 512 * 1024 * 1024
"""The largest file that is read, in bytes."""

# Format -> the module whose ``read(data, source)`` reads it. Loaded only when such a file comes, so that a start needs
# no library of any format. One line for each format.
READERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        SourceFormat.DOCX: "formaudit.extract.docx",
        SourceFormat.TXT: "formaudit.extract.txt",
        SourceFormat.PDF: "formaudit.extract.pdf",
        SourceFormat.DOC: "formaudit.extract.doc",
        SourceFormat.WPS: "formaudit.extract.doc",
        SourceFormat.OLE: "formaudit.extract.doc",
        SourceFormat.RTF: "formaudit.extract.doc",
        SourceFormat.ODT: "formaudit.extract.doc",
        SourceFormat.FODT: "formaudit.extract.doc",
        SourceFormat.UOT: "formaudit.extract.doc",
        SourceFormat.WORDML: "formaudit.extract.doc",
        SourceFormat.XLSX: "formaudit.extract.sheet",
        SourceFormat.XLSB: "formaudit.extract.sheet",
        SourceFormat.XLS: "formaudit.extract.sheet",
        SourceFormat.ODS: "formaudit.extract.sheet",
        SourceFormat.FODS: "formaudit.extract.sheet",
        SourceFormat.SHEETML: "formaudit.extract.sheet",
        SourceFormat.CSV: "formaudit.extract.sheet",
        SourceFormat.HTML: "formaudit.extract.web",
        SourceFormat.IMAGE: "formaudit.extract.scan",
        SourceFormat.OFD: "formaudit.extract.ofd",
        SourceFormat.MHTML: "formaudit.extract.web",
    }
)
SLOW: Final = frozenset(
    {
        SourceFormat.DOC,
        SourceFormat.WPS,
        SourceFormat.OLE,
        SourceFormat.RTF,
        SourceFormat.ODT,
        SourceFormat.FODT,
        SourceFormat.UOT,
    }
)
"""Formats that a converter reads, which is quick once it has started."""
# The extra that brings the library of a reader, for the remedy when it is not installed.
_EXTRAS: Final = MappingProxyType({"image": "ocr", "xls": "xls", "doc": "doc", "wps": "doc"})
_ENCRYPTED: Final = frozenset((SourceFormat.ENCRYPTED_OFFICE,))
_SEALED: Final = frozenset((SourceFormat.ENCRYPTED_OFFICE, SourceFormat.XLS))
"""Formats that programs encrypt with a password of their own where nobody chose one."""
_ZIPPED: Final = frozenset((".docx", ".docm", ".dotx", ".xlsx", ".xlsm"))
_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {SourceFormat.XPS: "XPS", SourceFormat.IWORK: "Apple Numbers/Pages/Keynote"}
)
_EXPECTED: Final = MappingProxyType(
    {
        ".docx": {"docx"}, ".docm": {"docx"}, ".dotx": {"docx"}, ".doc": {"doc"}, ".wps": {"doc", "wps"},
        ".wpt": {"doc", "wps"}, ".xlsx": {"xlsx"}, ".xlsm": {"xlsx"}, ".xls": {"xls"}, ".et": {"xls"},
        ".pdf": {"pdf"}, ".rtf": {"rtf"}, ".txt": {"txt", "csv"}, ".text": {"txt", "csv"}, ".csv": {"csv", "txt"},
        ".htm": {"html", "mhtml"}, ".html": {"html", "mhtml"}, ".mht": {"mhtml"}, ".mhtml": {"mhtml"},
        ".xlsb": {"xlsb"}, ".odt": {"odt"}, ".ods": {"ods"}, ".png": {"image"}, ".jpg": {"image"}, ".jpeg": {"image"},
        ".tif": {"image"}, ".tiff": {"image"}, ".bmp": {"image"}, ".gif": {"image"}, ".webp": {"image"},
        ".jp2": {"image"}, ".heic": {"image"}, ".heif": {"image"}, ".avif": {"image"}, ".ofd": {"ofd"},
    }
)  # fmt: skip


def extract_file(path: Path, shown: str = "") -> Document:
    """Read a file; ``shown`` is its name in places and messages (the path itself where empty).

    Raises:
        InputError: not-found, unreadable, too-large, and all of ``extract_bytes``.

    """
    shown = shown or str(path)
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise InputError("too-large", shown)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("not-found", shown) from error
    except (OSError, ValueError) as error:  # a folder, no permission, a name with a zero byte
        raise InputError("unreadable", shown) from error
    return extract_bytes(data, shown)


def extract_bytes(data: bytes, path: str, member: str = "") -> Document:
    """Read the bytes of a file, whatever its name says. ``member`` is its name inside the archive ``path``.

    Raises:
        InputError: empty, unsupported, damaged, encrypted, encoding, too-large, missing-extra.

    """
    shown = f"{path}!/{member}" if member else path
    if len(data) > LARGEST:
        raise InputError("too-large", shown)
    extension = PurePath(member or path).suffix.lower()
    hash_of = hashlib.sha256(data).hexdigest()
    data = bare(data)
    told = sniff(data)
    unsealed = unseal(data) if told in _SEALED else None
    if unsealed is not None:
        data, told = unsealed, sniff(unsealed)
    kind = "csv" if told == "txt" and extension == ".csv" else told
    kind = "txt" if told == "csv" and (extension == ".txt" or "csv" not in READERS) else kind
    if kind == SourceFormat.EMPTY:
        raise InputError("empty", shown)
    if kind in _ENCRYPTED:
        raise InputError("encrypted", shown)
    if (kind == SourceFormat.ZIP and extension in _ZIPPED) or (kind == SourceFormat.OLE and not has_directory(data)):
        raise InputError("damaged", shown)
    own = own_reader(data, shown) if kind not in READERS or extension not in {*_EXPECTED, ""} else None
    if own is None and kind not in READERS:
        raise InputError("unsupported", shown, _called(kind, extension))
    kind, reader = own if own is not None else (kind, _reader(kind, shown))
    source = Source(path=path, sha256=hash_of, format=kind, member=member)
    try:
        document: Document = reader.read(data, source)
    except InputError as error:
        # Deep readers do not know what the file is called.
        raise InputError(error.code, error.file or shown, error.detail) from error
    warnings = list(document.warnings)
    if unsealed is not None:
        warnings.append(Warn(code="default-password"))
    expected = _EXPECTED.get(extension)
    if expected is not None and told not in expected:
        warnings.insert(0, Warn(code="extension-mismatch", detail=f"{extension} → {told}"))
    if not document.blocks and not document.warnings:
        warnings.append(Warn(code="no-content"))
    remarks: list[Remark] = []
    blocks = _printed(_unstruck(document.blocks, remarks))
    return replace(document, blocks=blocks, warnings=(*warnings, *remarked(remarks)))


def _unstruck(blocks: tuple[Paragraph | Table, ...], remarks: list[Remark]) -> tuple[Paragraph | Table, ...]:
    """The blocks without words that strokes among the characters strike out."""
    if not has_strokes("\n".join(text for block in blocks for text in _texts(block))):
        return blocks
    found: list[Paragraph | Table] = []
    tables = 0
    for block in blocks:
        tables += isinstance(block, Table)
        hit = any(map(has_strokes, _texts(block)))
        found.append(without_struck(block, f"#{tables}" if isinstance(block, Table) else "", remarks) if hit else block)
    return tuple(found)


def _texts(block: Paragraph | Table) -> Iterable[str]:
    return (cell.text for cell in block) if isinstance(block, Table) else (block.text,)


def _called(kind: str, extension: str) -> str:
    """What an unknown format is called: by what its bytes say, else by an extension that is not one of ours."""
    if kind in {SourceFormat.UNKNOWN, SourceFormat.ZIP} and extension and extension not in _EXPECTED:
        return extension.lstrip(".").upper()
    return _NAMES.get(kind, kind)


def _printed(blocks: tuple[Paragraph | Table, ...]) -> tuple[Paragraph | Table, ...]:
    """The blocks with the cells of tables as they are printed: signs that nobody sees are no part of them."""
    if not _is_odd("\n".join([cell.text for block in blocks if isinstance(block, Table) for cell in block])):
        return blocks
    return tuple(
        replace(block, cells=tuple(_seen(cell) if _is_odd(cell.text) else cell for cell in block))
        if isinstance(block, Table)
        else block
        for block in blocks
    )


def _is_odd(text: str) -> bool:
    return not text.isascii() and (has_invisible(text) or has_private(text))


def _seen(cell: Cell) -> Cell:
    """A cell without such signs; one that turns its characters round is doubted: they are stored in another order.

    So is one of private codes and figures alone: only its font knows what it shows.
    """
    turned = _TURNING in cell.text and any(char.isdigit() for char in cell.text)
    turned = turned or (has_private(cell.text) and not any(char.isalpha() for char in cell.text))
    return replace(
        cell, text=visible(cell.text).strip(), confidence=min(cell.confidence, _DOUBT) if turned else cell.confidence
    )


def _reader(kind: str, shown: str) -> ModuleType:
    """The module that reads a format of ours.

    Raises:
        InputError: ``missing-extra``: the library that it needs is not installed.

    """
    try:
        return importlib.import_module(READERS[kind])
    except ImportError as error:
        if (error.name or "").startswith("formaudit"):
            raise
        raise InputError("missing-extra", shown, _EXTRAS.get(kind, kind)) from error


def convert_together(files: Iterable[bytes]) -> Converted:
    """Those of some files that need a converter and are not known yet, converted by one call.

    Nothing is done where there are less than two of them: one file is converted when it is read.
    """
    slow = {hashlib.sha256(data).hexdigest(): data for data in files if sniff(data) in SLOW}
    pending = tuple((sha256, data) for sha256, data in slow.items() if known(sha256) is None)
    if len(pending) < 2:
        return none_known
    converted: Converted = importlib.import_module(READERS[SourceFormat.DOC]).convert_ahead(pending)
    return converted


def open_archive(data: bytes, path: str, rest: Sequence[bytes] = ()) -> Unpacked:
    """``archives.unpack.unpack``; what unpacks is loaded when an archive comes."""
    unpacked: Unpacked = importlib.import_module("formaudit.extract.archives.unpack").unpack(data, path, rest=rest)
    return unpacked


def carried(document: Document, data: bytes) -> tuple[Member, ...]:
    """The files that a file carries beside what its reader made of it; what takes them out is loaded when one does."""
    if not _CARRYING.intersection(warning.code for warning in document.warnings):
        return ()
    found: tuple[Member, ...] = importlib.import_module("formaudit.extract.carried").carried_files(
        data, sniff(data), document.warnings
    )
    return found


def carried_read(document: Document, names: Sequence[str]) -> Document:
    """The document of a file of whose carried files these were read: those warnings that name no other say so.

    Where fewer were taken out than are named, a warning about the rest stays, since a form may stand in it.
    """
    named = [warning for warning in document.warnings if warning.code in _CARRYING]
    names = list(dict.fromkeys(name.partition("!/")[0] for name in names))  # what was in one archive counts once
    whole = len(names) >= sum(warning.detail.count("、") + 1 for warning in named)
    told = [
        Warn(code="attachments-read", detail=warning.detail)
        if warning.code in _CARRYING and (whole or _all_read(warning.detail, names))
        else warning
        for warning in document.warnings
    ]
    return replace(document, warnings=tuple(told))


def _all_read(detail: str, names: Sequence[str]) -> bool:
    """Whether each file that a warning names is among those that were read."""
    return all(any(name and name in part for name in names) for part in detail.split("、"))
