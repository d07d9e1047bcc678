"""Remarks of the system and of libraries, which speak English only: said in our words, or left out.

A detail of an error may be such a remark. In English it stays as it is. In Chinese the usual ones are translated; one
that nobody knows is dropped, because the fact itself has been told and half a sentence in another language helps no one.
"""

import errno
import os
import re
from typing import Final

from formaudit.messages import spoken, word
from formaudit.patterns import Late

__all__ = ["told"]

_SYSTEM: Final = {
    os.strerror(number): f"foreign.{errno.errorcode[number].lower()}"
    for number in (
        errno.EACCES, errno.EBUSY, errno.EEXIST, errno.EIO, errno.EISDIR, errno.ELOOP, errno.EMFILE,
        errno.ENAMETOOLONG, errno.ENOENT, errno.ENOSPC, errno.ENOTDIR, errno.EPERM, errno.EROFS,
    )
}  # fmt: skip
_REMARKS: Final = (
    ("foreign.toml.equals", Late(r"Expected '=' after a key|Invalid initial character for a key part")),
    ("foreign.toml.value", Late(r"Invalid value|Invalid date or datetime|Invalid hex value")),
    ("foreign.toml.string", Late(r"Unterminated string|Expected \"|Expected '|Illegal character|Unescaped|Found invalid")),
    ("foreign.toml.array", Late(r"Unclosed (?:array|inline table)")),
    ("foreign.toml.twice", Late(r"Cannot (?:overwrite|declare|define|mutate)|Duplicate inline table key")),
    ("foreign.toml.table", Late(r"Expected ['\"]?\]")),
    ("foreign.toml.end", Late(r"Expected newline or end of document|Invalid statement")),
    ("foreign.json", Late(r"Expecting |Extra data|Invalid control character|Invalid \\escape|Unterminated string")),
    ("foreign.zip", Late(r"(?:File is )?not a zip file|Bad (?:magic number|CRC)|truncated|unexpected end", re.IGNORECASE)),
    ("foreign.db.open", Late(r"unable to open database file")),
    ("foreign.db.none", Late(r"file is not a database")),
    ("foreign.db.broken", Late(r"disk image is malformed|malformed database schema")),
    ("foreign.db.readonly", Late(r"readonly database")),
    ("foreign.db.refused", Late(r"onnection refused|could not connect|connection failed|onnection timed out|timeout expired")),
    ("foreign.db.host", Late(r"could not translate host|Name or service not known|failed to resolve host")),
    ("foreign.db.user", Late(r"authentication failed|role \".*\" does not exist|no password supplied")),
    ("foreign.db.name", Late(r"database \".*\" does not exist")),
    ("foreign.db.other", Late(r"no such table|no such column|UNIQUE constraint|disk I/O error")),
    ("foreign.password", Late(r"password|encrypt", re.IGNORECASE)),
)  # fmt: skip
_TERSE: Final = (
    ("foreign.utf-8", Late(r"UTF-8")),
    ("foreign.json", Late(r"JSON, (?P<line>\d+):(?P<column>\d+)")),
)
"""Details of our own that are only hinted at, in any language."""
_CHINESE: Final = Late(r"[\u4e00-\u9fff]")
_WHERE: Final = Late(r"line (\d+),? column (\d+)")
_PROSE: Final = Late(r"(?<![\w.{/\\-])[A-Za-z']{2,}(?:[ ,;:]+[A-Za-z'\"`(]+){2,}")
"""Three English words in a row: a sentence, and not the name of a field, a format or a command."""


def told(remark: str, lang: str = "") -> str:
    """The remark in one language (that of the command line where none is named), empty where there is no word for it."""
    lang = lang or spoken()
    for key, pattern in _TERSE:
        hint = pattern.now.fullmatch(remark)
        if hint is not None:
            return (word("foreign.where", lang, **hint.groupdict()) if hint.groupdict() else "") + word(key, lang)
    if lang != "zh" or _CHINESE.now.search(remark):
        return remark
    key = _SYSTEM.get(remark) or next((key for key, pattern in _REMARKS if pattern.now.search(remark)), "")
    if not key and not _PROSE.now.search(remark):
        return remark
    place = _WHERE.now.search(remark)
    where = word("foreign.where", lang, line=place[1], column=place[2]) if place else ""
    return where + (word(key, lang) if key else "")
