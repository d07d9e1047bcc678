"""Lines of text that look like rows of a table and are in none: a form that was typed may stand in them, unread."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.model.document import Paragraph, Warn
from formaudit.model.table import Table
from formaudit.patterns import compiled

__all__ = ["with_unlaid_told"]

_NUMBER: Final = compiled(r"[-+−]?\d[\d,]*(?:\.\d{1,6})?[%％]?")
_TAIL: Final = compiled(
    r"(?:[-+−]?\d[\d,]*+(?:\.\d{1,6})?+[%％]?+(?![\d.]*[年月日号时])|[\s\u3000\xa0;；|｜¦│┃&/、，·~^#→…\\\"\[\],—-])++$"
)
"""What ends a row: figures alone, whatever parts them."""
_LABEL: Final = compiled(r"[\u4e00-\u9fff]")
_NO_LABEL: Final = compiled(r"(?:电话|手机|传真|邮编|编码|账号|日期|时间|[第年月日号附表图])[:：]?\s*$|。|\d[-/.]$")
_DATE: Final = compiled(r"\d{4}[-/.]\d{1,2}[-/.]\d|\d{7}|\d:\d")
_LONGEST: Final = 120
_FEWEST: Final = 4
"""So many of such lines may be a form."""
_NAMED: Final = 10
_DOUBT: Final = 0.5


def with_unlaid_told(
    blocks: Sequence[Paragraph | Table],
) -> tuple[tuple[Paragraph | Table, ...], tuple[Warn, ...]]:
    """The blocks, and a warning for the lines that look like rows and were laid in no table.

    A table right before or behind such a line is doubted: what is lacking in it may be what the line says.
    """
    left = [at for at, block in enumerate(blocks) if isinstance(block, Paragraph) and _is_row(block.text)]
    beside = {at + step for at in left for step in (-1, 1)}
    torn = [at for at in beside if 0 <= at < len(blocks) and isinstance(blocks[at], Table)]
    if not torn and len(left) < _FEWEST:
        return tuple(blocks), ()
    lines = [str(block.line or block.index + 1) for at in left if isinstance(block := blocks[at], Paragraph)]
    named = ", ".join(lines[:_NAMED]) + (f" … ({len(lines)})" if len(lines) > _NAMED else "")
    found = tuple(_doubted(block) if at in torn else block for at, block in enumerate(blocks))
    return found, (Warn(code="unlaid-rows", detail=named, unread=len(left) >= _FEWEST),)


def _is_row(text: str) -> bool:
    """Whether a line is a label and two figures or more, or three figures alone, with nothing but signs between."""
    line = text.strip()
    if len(line) > _LONGEST or not line[-1:].isascii() or _DATE.search(line):
        return False
    tail = _TAIL.search(line)
    if tail is None:
        return False
    label = line[: tail.start()]
    figures = _NUMBER.findall(tail[0])
    exact = any("." in figure or "%" in figure for figure in figures)
    if not label.strip():
        return exact and len(figures) > 2
    telling = len(figures) > (1 if exact else 2)
    return telling and _LABEL.search(label) is not None and _NO_LABEL.search(label) is None


def _doubted(block: Paragraph | Table) -> Paragraph | Table:
    if isinstance(block, Paragraph):
        return block
    return replace(block, cells=tuple(replace(cell, confidence=min(cell.confidence, _DOUBT)) for cell in block.cells))
