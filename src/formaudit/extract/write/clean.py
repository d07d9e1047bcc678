"""Text made safe for the formats it is written to: no control characters, nothing a spreadsheet would execute."""

from typing import Final

from formaudit.messages import has, word
from formaudit.model.document import Document, Warn
from formaudit.model.table import Table
from formaudit.patterns import compiled

__all__ = ["heading", "inert", "is_number", "printable", "said", "title"]

# Control characters other than tab and line feed, halves of surrogate pairs, and the two that XML forbids.
_UNPRINTABLE: Final = compiled("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NUMBER: Final = compiled(r"^[-+]?\d[\d,]*(?:\.\d+)?[%％]?$")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def printable(text: str) -> str:
    """The text with every character that may not be printed replaced by U+FFFD, so that nothing vanishes unseen."""
    return _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n"))


def is_number(text: str) -> bool:
    """Whether a text is a plain number with sign, grouping commas, decimals or a percent sign."""
    return _NUMBER.match(text) is not None


def inert(text: str) -> str:
    """A text that a spreadsheet opening a CSV will not take for a formula: marked by an apostrophe unless a number."""
    clean = printable(text)
    return f"'{clean}" if clean.lstrip(" \n").startswith(_FORMULA) and not is_number(clean) else clean


def said(warning: Warn, lang: str) -> str:
    """A warning in words; its code and detail where the catalogue has none."""
    key = f"warning.{warning.code}"
    return word(key, lang, detail=warning.detail) if has(key) else f"{warning.code} {warning.detail}".strip()


def heading(table: Table, lang: str) -> str:
    """What stands over a table: its number from 1, and its caption where it has one."""
    return word("extract.table", lang, number=str(table.index + 1), caption=printable(table.caption)).strip()


def title(document: Document) -> str:
    """The name of what was read."""
    return printable(document.source.member or document.source.path)
