"""Remarks of the system and of libraries, which speak English only: said in our words, or left out.

A detail of an error may be such a remark. In English it stays as it is. In Chinese the usual ones are translated; one
that nobody knows is dropped, because the fact itself has been told and half a sentence in another language helps no one.
"""

import errno
import os
import re
from typing import Final

from formaudit.messages import spoken, word

__all__ = ["told"]

_SYSTEM: Final = {
    os.strerror(number): f"foreign.{errno.errorcode[number].lower()}"
    for number in (
        errno.EACCES, errno.EBUSY, errno.EEXIST, errno.EIO, errno.EISDIR, errno.ELOOP, errno.EMFILE,
        errno.ENAMETOOLONG, errno.ENOENT, errno.ENOSPC, errno.ENOTDIR, errno.EPERM, errno.EROFS,
    )
}  # fmt: skip
_REMARKS: Final = (
    ("foreign.toml.equals", re.compile(r"Expected '=' after a key|Invalid initial character for a key part")),
    ("foreign.toml.value", re.compile(r"Invalid value|Invalid date or datetime|Invalid hex value")),
    ("foreign.toml.string", re.compile(r"Unterminated string|Expected \"|Expected '|Illegal character|Unescaped|Found invalid")),
    ("foreign.toml.array", re.compile(r"Unclosed (?:array|inline table)")),
    ("foreign.toml.twice", re.compile(r"Cannot (?:overwrite|declare|define|mutate)|Duplicate inline table key")),
    ("foreign.toml.table", re.compile(r"Expected ['\"]?\]")),
    ("foreign.toml.end", re.compile(r"Expected newline or end of document|Invalid statement")),
    ("foreign.json", re.compile(r"Expecting |Extra data|Invalid control character|Invalid \\escape|Unterminated string")),
    ("foreign.zip", re.compile(r"(?:File is )?not a zip file|Bad (?:magic number|CRC)|truncated|unexpected end", re.IGNORECASE)),
    ("foreign.password", re.compile(r"password|encrypt", re.IGNORECASE)),
)  # fmt: skip
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
_WHERE: Final = re.compile(r"line (\d+),? column (\d+)")
_PROSE: Final = re.compile(r"(?<![\w.{/\\-])[A-Za-z']{2,}(?:[ ,;:]+[A-Za-z'\"`(]+){2,}")
"""Three English words in a row: a sentence, and not the name of a field, a format or a command."""


def told(remark: str, lang: str = "") -> str:
    """The remark in one language (that of the command line where none is named), empty where there is no word for it."""
    lang = lang or spoken()
    if lang != "zh" or _CHINESE.search(remark):
        return remark
    key = _SYSTEM.get(remark) or next((key for key, pattern in _REMARKS if pattern.search(remark)), "")
    if not key and not _PROSE.search(remark):
        return remark
    place = _WHERE.search(remark)
    where = word("foreign.where", lang, line=place[1], column=place[2]) if place else ""
    return where + (word(key, lang) if key else "")
