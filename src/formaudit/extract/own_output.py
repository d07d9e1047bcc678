"""Files that the program itself wrote: a report must never be read as a submission.

Everything that leaves the program carries ``OUTPUT_MARK`` where the format keeps such a thing and other programs leave
it alone: the category of an Office file, the generator of a page, the keywords of a PDF, the schema of JSON and TOML,
the metadata of Parquet. Tables without a place for it are known by their headings, a text report by how it begins.
"""

import io
import zipfile
import zlib
from typing import Final

from formaudit.extract.own_settings import is_own_settings
from formaudit.messages import LANGUAGES, word
from formaudit.patterns import late
from formaudit.version import OUTPUT_MARK

__all__ = ["is_own_output", "is_untouched"]

_HEAD: Final = 4096
_MARK: Final = OUTPUT_MARK.encode()
_SCHEMA: Final = b'"formaudit.'
_CORE: Final = "docProps/core.xml"
_NEVER: Final = late(rb"<dcterms:modified[^>]*>2000-01-01T00:00:00Z<")
_SQLITE: Final = b"SQLite format 3\0"
_STORE_TABLES: Final = (b"CREATE TABLE submissions", b"CREATE TABLE journal")
_STORE_HEAD: Final = 1 << 18
"""The tables of a store are declared in its first pages."""
_FINDINGS: Final = ("check", "severity", "nature", "calculation", "question", "id")
_DATA: Final = (
    _FINDINGS,
    ("submission", "key", "label", "raw", "unit_of_value", "standing"),
    ("submission", "check", "subject", "parts", "signs", "outcome"),
    ("submission", "verdict", "tied", "contradicted", "untested"),
    ("path", "container", "submission", "format", "forms", "sha256"),
)
_CSV_COLUMNS: Final = (
    ("column", _FINDINGS),
    ("desk.column", ("number", "send", "sha256", "key")),
    *(("export.column", columns) for columns in _DATA),
)
"""Headings that no other table has together, by the words for them; a CSV file has no place for a mark."""
_FOUND: Final = (
    ("unit", "year", "form", "text", "printed", "money", "place", "file", "state", "checks", "findings"),
    ("unit", "form", "label", "unit_of_value"),
)
"""Those of what ``find`` writes, which are no words."""
_LISTS: Final = (
    *_DATA,
    ("col", "file", "row", "span", "table"),
    ("at", "key", "kind", "raw", "state", "unit"),
    ("calculation", "check", "key", "outcome"),
    ("calculation", "cause", "check", "figures", "severity"),
    ("description", "check_name", "fingerprint", "severity", "location"),
)
"""The names in JSON that is a list of records: the data set, the floors of a golden, a report on code quality."""
_PARQUET: Final = b"PAR1"
_FOOT: Final = 1 << 16
_REPORT: Final = late(
    r"(?:结论：(?:未?发现|不完整——)|Verdict: )[^\n]*\n(?:(?!■)[^\n]*\n){0,12}?(?:formaudit \d[^\n]*· |■ [^\n]* · )"
)
"""How the report as text begins: the verdict, then the program or the first unit."""
_TABLES: Final = late(r'\ufeff"?# (?:表|Table )1\b[^\n]*\r\n[^\n]*,[^\n]*\r\n')
"""How tables as CSV begin: a line of their own over the first row. People write neither the sign nor both line ends."""


def is_own_output(data: bytes) -> bool:
    """Whether a file's bytes are a report, a letter, a store or another output of this program. Never raises."""
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    if data.startswith(_SQLITE):
        return all(table in data[:_STORE_HEAD] for table in _STORE_TABLES)
    if data.startswith(b"%PDF-"):
        return _MARK in data
    if data.startswith(_PARQUET):
        return _MARK in data[-_FOOT:]
    head = data[:_HEAD]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"["):
        return any(all(f'"{name}":'.encode() in head for name in names) for names in _LISTS) or is_own_settings(data)
    if start.startswith(b"{"):
        return _SCHEMA in head or (b"sarif" in head.lower() and b'"formaudit"' in head)
    if start.startswith((b"<", b"schema", b"#")) and (_MARK in head or start.startswith(b'schema = "formaudit.')):
        return True
    text = head.decode("utf-8", "replace")
    if _TABLES.match(text):
        return True
    text = text.lstrip("\ufeff")
    return _REPORT.match(text) is not None or _is_own_csv(text) or is_own_settings(data)


def is_untouched(data: bytes) -> bool:
    """Whether an Office file is as this program wrote it: no other program has saved it since. Never raises.

    Every program that saves such a file sets the day on which it did; ours is always the same.
    """
    core = _core(data)
    return b">" + _MARK + b"<" in core and _NEVER.search(core) is not None


def _office(data: bytes) -> bool:
    """Whether the core properties of a DOCX or XLSX name the program as what made it."""
    return b">" + _MARK + b"<" in _core(data)


def _core(data: bytes) -> bytes:
    """The core properties of an Office file; nothing where there are none that can be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            core = package.getinfo(_CORE)
            return package.read(core) if core.file_size <= _HEAD * 4 else b""
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return b""


def _is_own_csv(text: str) -> bool:
    fields = {*text.split("\n", 1)[0].strip().split(",")}
    return any(fields.issuperset(names) for names in _FOUND) or any(
        fields.issuperset(word(f"{family}.{column}", lang) for column in columns)
        for family, columns in _CSV_COLUMNS
        for lang in LANGUAGES
    )
