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

__all__ = ["sniff"]

_MAGIC: Final = (
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"BZh", "bz2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"GIF8", "image"),
)
_JPEG_2000: Final = (b"\x00\x00\x00\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51")
_STILL: Final = (b"avif", b"avis", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
"""Brands of picture files that are built like films."""
_OLE_STREAMS: Final = (
    ("encryptedpackage", "encrypted-office"),
    ("worddocument", "doc"),
    ("workbook", "xls"),
    ("book", "xls"),
    ("matost", "wps"),
    ("contents", "wps"),
    ("wpsdocument", "wps"),
    ("powerpoint document", "ppt"),
    ("__properties_version1.0", "msg"),
    ("visiodocument", "vsd"),
)
# Marks in [Content_Types].xml, the same words in the transitional and the strict dialect.
_PACKAGES: Final = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"wordprocessingml.template.main+xml", "docx"),
    (b"ms-word.document.macroEnabled.main+xml", "docx"),
    (b"ms-word.template.macroEnabledTemplate.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"spreadsheetml.template.main+xml", "xlsx"),
    (b"ms-excel.sheet.macroEnabled.main+xml", "xlsx"),
    (b"ms-excel.sheet.binary.macroEnabled.main", "xlsb"),
    (b"presentationml", "pptx"),
    (b"vnd.ms-package.xps-", "xps"),
)
_PARTS: Final = ((b"word/document", "docx"), (b"xl/workbook", "xlsx"), (b"ppt/presentation", "pptx"))
_MIMETYPES: Final = (
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/epub+zip", "epub"),
)
_MANIFEST: Final = "META-INF/manifest.xml"
_SEALED: Final = b"manifest:encryption-data"
"""What the manifest of an OpenDocument file says of parts that a password opens."""
_APPLE: Final = frozenset(("Index/Document.iwa", "Index.zip", "buildVersionHistory.plist"))
"""Parts of what Numbers, Pages and Keynote write."""
_HEAD: Final = 4096
_NOTHING: Final = b"\0 \t\r\n\v\f"
"""What a file holds that was made and never filled, as failed copies are."""
_SMALL: Final = 1 << 17
_FILES: Final = 32
"""So many small files at most are remembered, 4 MB: who finds a file, who opens it and who lists it ask in turn."""
_CONTENT_TYPES: Final = "[Content_Types].xml"
_HTML: Final = re.compile(r"<(?:!doctype\s+html|html|head|body|table|meta|style|div|p)\b", re.IGNORECASE)
_MHTML: Final = re.compile(r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE)


def sniff(data: bytes) -> str:
    """The format's name.

    One of docx, xlsx, xlsb, pptx, xps, odt, fodt, uot, ods, fods, epub, iwork, ofd, doc, xls, wps, ppt, msg, vsd,
    ole, encrypted-office, pdf, rtf, html, mhtml, wordml, sheetml, xml, zip, 7z, rar, tar, gz, bz2, xz, image, csv, txt,
    empty, unknown. A damaged file is named after what it was meant to be as far as its beginning says. Never raises.
    """
    return _remembered(data) if len(data) <= _SMALL else _sniffed(data)


def _sniffed(data: bytes) -> str:
    if not data.strip(_NOTHING):
        return "empty"
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data.startswith(ole.MAGIC):
        inside = ole.top_names(data)
        return next((name for stream, name in _OLE_STREAMS if stream in inside), "ole")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"BM") and data[6:10] == b"\0\0\0\0":
        return "image"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image"
    if data.startswith(_JPEG_2000) or (data[4:8] == b"ftyp" and data[8:12] in _STILL):
        return "image"
    if _tarred(data):
        return "tar"
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


def _zipped(data: bytes) -> str:
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
        return next((kind for part, kind in _PARTS if any(name.startswith(part) for name in folded)), "zip")
    if _SEALED in manifest:
        return "encrypted-office"
    # Who packs an OpenDocument file anew may lose its first entry; the manifest says the same.
    root = re.search(rb'full-path="/"[^>]*?media-type="([^"]+)|media-type="([^"]+)"[^>]*?full-path="/"', manifest)
    said = mimetype or (b"" if root is None else root[1] or root[2])
    known = next((name for mark, name in _MIMETYPES if said.startswith(mark)), None)
    if known is not None:
        return known
    if not _APPLE.isdisjoint(names):
        return "iwork"
    return "ofd" if "OFD.xml" in names else "zip"


def _entry(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as entry:
        return entry.read(1 << 20)


def _broken_zip(data: bytes) -> str:
    """A zip whose directory cannot be read: the names in its local headers still tell what it was."""
    local = set(re.findall(rb"PK\x03\x04.{26}([A-Za-z_\[][ -~]{2,80})", data[: 1 << 22], re.DOTALL))
    if any(name.startswith((_CONTENT_TYPES.encode(), b"_rels/")) for name in local):
        return next((kind for part, kind in _PARTS if any(name.startswith(part) for name in local)), "zip")
    return "zip"


def _written(data: bytes) -> str:
    """Formats that are text: HTML and XML by their beginning, then tables with commas, then any text."""
    found = decode(data)
    if found is None:
        controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1b" for byte in data[: 1 << 16])
        return "txt" if controls * 100 < len(data[: 1 << 16]) else "unknown"
    text = found[0]
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if head.startswith(("<?xml", "<?mso-application")):
        return _xml(head)
    if head.startswith("<") and ("schemas.microsoft.com/office" in head or "pkg:package" in head):
        kind = _xml(head)
        return kind if kind != "xml" else "html"
    if head.startswith("<") and _HTML.search(head):
        return "html"
    if _MHTML.match(head.replace("\r\n", "\n")):
        return "mhtml"
    return "csv" if _commas(text) else "txt"


def _xml(head: str) -> str:
    if "office/word/2003/wordml" in head or "2006/xmlPackage" in head:
        return "wordml"
    if "urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "sheetml"
    flat = re.search(r'office:mimetype="application/vnd\.oasis\.opendocument\.(text|spreadsheet)', head)
    if flat:
        return "fodt" if flat[1] == "text" else "fods"
    if "http://schemas.uof.org" in head or re.search(r"<uof:UOF\b", head):
        return (
            "uot" if "uof:文字处理" in head or "vnd.uof.text" in head or 'uof:mimetype="vnd.uof.text' in head else "uof"
        )
    return "html" if re.search(r"<html\b", head, re.IGNORECASE) else "xml"


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
