"""Which format a file has, told by its bytes: names and extensions lie, bytes do not."""

import csv
import io
import re
import zipfile
import zlib
from functools import lru_cache
from typing import Final

from formaudit.extract import ole
from formaudit.extract.encoding import decode
from formaudit.extract.lead import bare
from formaudit.model.source_format import SourceFormat
from formaudit.patterns import compiled

__all__ = ["sniff"]

_MAGIC: Final = (
    (b"Rar!\x1a\x07", SourceFormat.RAR),
    (b"7z\xbc\xaf\x27\x1c", SourceFormat.SEVEN_ZIP),
    (b"\x1f\x8b", SourceFormat.GZ),
    (b"BZh", SourceFormat.BZ2),
    (b"\xfd7zXZ\x00", SourceFormat.XZ),
    (b"\x89PNG\r\n\x1a\n", SourceFormat.IMAGE),
    (b"\xff\xd8\xff", SourceFormat.IMAGE),
    (b"II*\x00", SourceFormat.IMAGE),
    (b"MM\x00*", SourceFormat.IMAGE),
    (b"GIF8", SourceFormat.IMAGE),
)
_JPEG_2000: Final = (b"\x00\x00\x00\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51")
_STILL: Final = (b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
"""Brands of picture files that are built like films."""
_OLE_STREAMS: Final = (
    ("encryptedpackage", SourceFormat.ENCRYPTED_OFFICE),
    ("worddocument", SourceFormat.DOC),
    ("workbook", SourceFormat.XLS),
    ("book", SourceFormat.XLS),
    ("matost", SourceFormat.WPS),
    ("contents", SourceFormat.WPS),
    ("wpsdocument", SourceFormat.WPS),
    ("powerpoint document", SourceFormat.PPT),
    ("__properties_version1.0", SourceFormat.MSG),
    ("visiodocument", SourceFormat.VSD),
)
# Marks in [Content_Types].xml, the same words in the transitional and the strict dialect.
_PACKAGES: Final = (
    (b"wordprocessingml.document.main+xml", SourceFormat.DOCX),
    (b"wordprocessingml.template.main+xml", SourceFormat.DOCX),
    (b"ms-word.document.macroEnabled.main+xml", SourceFormat.DOCX),
    (b"ms-word.template.macroEnabledTemplate.main+xml", SourceFormat.DOCX),
    (b"spreadsheetml.sheet.main+xml", SourceFormat.XLSX),
    (b"spreadsheetml.template.main+xml", SourceFormat.XLSX),
    (b"ms-excel.sheet.macroEnabled.main+xml", SourceFormat.XLSX),
    (b"ms-excel.sheet.binary.macroEnabled.main", SourceFormat.XLSB),
    (b"presentationml", SourceFormat.PPTX),
    (b"vnd.ms-package.xps-", SourceFormat.XPS),
)
_PARTS: Final = (
    (b"word/document", SourceFormat.DOCX),
    (b"xl/workbook", SourceFormat.XLSX),
    (b"ppt/presentation", SourceFormat.PPTX),
)
_BODIES: Final = {"word/document.xml": SourceFormat.DOCX, "xl/workbook.xml": SourceFormat.XLSX}
"""The whole names by which a package is known that has lost the list of its parts."""
_MIMETYPES: Final = (
    (b"application/vnd.oasis.opendocument.spreadsheet", SourceFormat.ODS),
    (b"application/vnd.oasis.opendocument.text", SourceFormat.ODT),
    (b"application/epub+zip", SourceFormat.EPUB),
)
_MANIFEST: Final = "META-INF/manifest.xml"
_SEALED: Final = b"manifest:encryption-data"
"""What the manifest of an OpenDocument file says of parts that a password opens."""
_APPLE: Final = frozenset(("Index/Document.iwa", "Index.zip", "buildVersionHistory.plist"))
"""Parts of what Numbers, Pages and Keynote write."""
_HEAD: Final = 4096
_GUARDED: Final = b"%TSD-Header-###%"
_GUARDED_INSIDE: Final = b"E-SafeNet\0"
_GUARD_HEAD: Final = 64
"""How files begin that a guard of an office's computers has encrypted, which opens them on those computers only."""
_NOTHING: Final = b"\0 \t\r\n\v\f"
"""What a file holds that was made and never filled, as failed copies are."""
_SMALL: Final = 1 << 17
_FILES: Final = 32
"""So many small files at most are remembered, 4 MB: who finds a file, who opens it and who lists it ask in turn."""
_CONTENT_TYPES: Final = "[Content_Types].xml"
_HTML: Final = compiled(r"<(?:!doctype\s+html|html|head|body|table|meta|style|div|p)\b", re.IGNORECASE)
_MHTML: Final = compiled(r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE)


def sniff(data: bytes) -> SourceFormat:
    """The format of the bytes.

    A damaged file is named after what it was meant to be as far as its beginning says. Never raises.
    """
    return _remembered(data) if len(data) <= _SMALL else _sniffed(data)


def _sniffed(data: bytes) -> SourceFormat:
    if not data.strip(_NOTHING):
        return SourceFormat.EMPTY
    data = bare(data)
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data.startswith(_GUARDED) or _GUARDED_INSIDE in data[:_GUARD_HEAD]:
        return SourceFormat.ENCRYPTED_OFFICE
    if data.startswith(ole.MAGIC):
        inside = ole.top_names(data)
        return next((name for stream, name in _OLE_STREAMS if stream in inside), SourceFormat.OLE)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(data)
    if b"%PDF-" in data[:1024]:
        return SourceFormat.PDF
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return SourceFormat.RTF
    if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0":
        return SourceFormat.IMAGE
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return SourceFormat.IMAGE
    if data.startswith(_JPEG_2000) or (data[4:8] == b"ftyp" and data[8:12] in _STILL):
        return SourceFormat.IMAGE
    if _tarred(data):
        return SourceFormat.TAR
    return _written(data)


_remembered = lru_cache(maxsize=_FILES)(_sniffed)


def _tarred(data: bytes) -> bool:
    """A tar header's checksum is the sum of its bytes with the checksum field taken as blanks."""
    header = data[:512]
    if len(header) < 512:
        return False
    field = header[148:156].strip(b" \0")
    if not field or not all(digit in b"01234567" for digit in field):
        return False
    return int(field, 8) == sum(header[:148]) + 8 * 32 + sum(header[156:])


def _zipped(data: bytes) -> SourceFormat:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            types = _entry(archive, _CONTENT_TYPES) if _CONTENT_TYPES in names else b""
            mimetype = _entry(archive, "mimetype") if "mimetype" in names else b""
            manifest = _entry(archive, _MANIFEST) if _MANIFEST in names and not types else b""
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError):
        return _broken_zip(data)
    if types:
        known = next((name for mark, name in _PACKAGES if mark in types), None)
        if known is not None:
            return known
        folded = [name.lower().encode("utf-8", "replace") for name in names]
        return next((kind for part, kind in _PARTS if any(name.startswith(part) for name in folded)), SourceFormat.ZIP)
    if _SEALED in manifest:
        return SourceFormat.ENCRYPTED_OFFICE
    # Who packs an OpenDocument file anew may lose its first entry; the manifest says the same.
    root = re.search(rb'full-path="/"[^>]*?media-type="([^"]+)|media-type="([^"]+)"[^>]*?full-path="/"', manifest)
    said = mimetype or (b"" if root is None else root[1] or root[2])
    known = next((name for mark, name in _MIMETYPES if said.startswith(mark)), None)
    if known is not None:
        return known
    if not _APPLE.isdisjoint(names):
        return SourceFormat.IWORK
    office = next((_BODIES[name.lower()] for name in names if name.lower() in _BODIES), None)
    if office is not None:
        return office
    return SourceFormat.OFD if "OFD.xml" in names else SourceFormat.ZIP


def _entry(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as entry:
        return entry.read(1 << 20)


def _broken_zip(data: bytes) -> SourceFormat:
    """A zip whose directory cannot be read: the names in its local headers still tell what it was."""
    local = set(re.findall(rb"PK\x03\x04.{26}([A-Za-z_\[][ -~]{2,80})", data[: 1 << 22], re.DOTALL))
    if any(name.startswith((_CONTENT_TYPES.encode(), b"_rels/")) for name in local):
        return next((kind for part, kind in _PARTS if any(name.startswith(part) for name in local)), SourceFormat.ZIP)
    return SourceFormat.ZIP


def _written(data: bytes) -> SourceFormat:
    """Formats that are text: HTML and XML by their beginning, then tables with commas, then any text."""
    found = decode(data)
    if found is None:
        controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1b" for byte in data[: 1 << 16])
        return SourceFormat.TXT if controls * 100 < len(data[: 1 << 16]) else SourceFormat.UNKNOWN
    text = found[0]
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if head.startswith(("<?xml", "<?mso-application")):
        return _xml(head)
    if head.startswith("<") and ("schemas.microsoft.com/office" in head or "pkg:package" in head):
        kind = _xml(head)
        return kind if kind != SourceFormat.XML else SourceFormat.HTML
    if head.startswith("<") and _HTML.search(head):
        return SourceFormat.HTML
    if _MHTML.match(head.replace("\r\n", "\n")):
        return SourceFormat.MHTML
    return SourceFormat.CSV if _commas(text) else SourceFormat.TXT


def _xml(head: str) -> SourceFormat:
    if "office/word/2003/wordml" in head or "2006/xmlPackage" in head:
        return SourceFormat.WORDML
    if "urn:schemas-microsoft-com:office:spreadsheet" in head:
        return SourceFormat.SHEETML
    flat = compiled(r'office:mimetype="application/vnd\.oasis\.opendocument\.(text|spreadsheet)').search(head)
    if flat:
        return SourceFormat.FODT if flat[1] == "text" else SourceFormat.FODS
    if "http://schemas.uof.org" in head or compiled(r"<uof:UOF\b").search(head):
        return (
            SourceFormat.UOT
            if "uof:文字处理" in head or "vnd.uof.text" in head or 'uof:mimetype="vnd.uof.text' in head
            else SourceFormat.UOF
        )
    return SourceFormat.HTML if re.search(r"<html\b", head, re.IGNORECASE) else SourceFormat.XML


def _commas(text: str) -> bool:
    """Three or more values on every line, the same number each time, is a table with commas and not prose."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    if len(lines) < 2 or any("\t" in line for line in lines):
        return False
    try:
        counts = {len(row) for row in csv.reader(lines) if row}
    except csv.Error:
        return False
    return len(counts) == 1 and counts.pop() >= 3
