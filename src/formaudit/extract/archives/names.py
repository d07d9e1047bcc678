"""Names inside archives: told from their bytes, made harmless, kept apart."""

import unicodedata
from collections.abc import Container
from typing import Final

from formaudit.patterns import compiled

__all__ = ["distinct", "is_junk", "name_from_bytes", "safe_name"]

_DRIVE: Final = compiled(r"^[A-Za-z]:")
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JUNK_FILES: Final = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_JUNK_FOLDERS: Final = frozenset({"__macosx"})
_LONGEST: Final = 1024


def name_from_bytes(raw: bytes) -> str:
    """The name behind bytes whose encoding nobody declared.

    Chinese packers on Windows write GBK and say nothing; macOS writes UTF-8 and says nothing. Bytes that are valid
    UTF-8 are taken for UTF-8, but for one trap: a short GBK name may happen to be valid UTF-8 made of two-byte
    characters only (Cyrillic, Arabic …), which no Chinese name in UTF-8 is.
    """
    if raw.isascii():
        return raw.decode("ascii")
    as_utf8 = _decoded(raw, "utf-8")
    as_gbk = _decoded(raw, "gb18030")
    if as_utf8 is not None and (as_gbk is None or any(char > "\u07ff" for char in as_utf8)):
        return as_utf8
    return as_gbk if as_gbk is not None else raw.decode("cp437")


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def safe_name(name: str) -> str:
    r"""A relative, ``/``-separated path that stays inside its archive and shows every character it has.

    Drive letters, leading slashes, ``.`` and ``..`` are taken out; characters that print nothing or turn the reading
    direction (``Q1\\u202efdp.exe``) become ``_``. Never empty.
    """
    shown = "".join("_" if unicodedata.category(char) in _INVISIBLE else char for char in name[:_LONGEST])
    parts = (_DRIVE.sub("", part).strip(" ") for part in shown.replace("\\", "/").split("/"))
    return "/".join(part for part in parts if part not in {"", ".", ".."}) or "_"


def is_junk(name: str) -> bool:
    """Whether a file is the leaving of a program and not of a person.

    These are skipped without a word: ``__MACOSX/`` and ``._*`` (macOS), ``.DS_Store``, ``Thumbs.db``, ``desktop.ini``,
    and ``~$*``, the lock file that Word keeps beside an open document.
    """
    *folders, last = name.lower().split("/")
    return last in _JUNK_FILES or last.startswith(("~$", "._")) or not _JUNK_FOLDERS.isdisjoint(folders)


def distinct(name: str, taken: Container[str]) -> str:
    """The name itself, or with `` (2)``, `` (3)`` … before its suffix where another member has it already."""
    if name not in taken:
        return name
    folder, slash, last = name.rpartition("/")
    stem, dot, suffix = last.rpartition(".")
    if not stem:
        stem, dot, suffix = last, "", ""
    number = 2
    while (other := f"{folder}{slash}{stem} ({number}){dot}{suffix}") in taken:
        number += 1
    return other
