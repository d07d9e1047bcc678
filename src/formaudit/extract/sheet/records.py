"""What lies over and around the cells of an XLS sheet, from its records (BIFF), which xlrd passes over."""

import struct
from collections.abc import Iterator, Sequence
from typing import Final

from formaudit.extract.pictured import Pictured
from formaudit.extract.sheet.drawings import Over, margin_lines
from formaudit.extract.sheet.formulas import FORMULAS, UNCALCULATED, is_nought, is_unanswered, place_of
from formaudit.extract.sheet.raw import Position, Region
from formaudit.extract.sheet.xls_conditions import CONDITION, FORMAT, colour_in, regions_in
from formaudit.extract.sheet.xls_pictures import pictures_named
from formaudit.extract.unit_line import holds_figures, unit_of_account
from formaudit.model.document import Warn

__all__ = ["over_records"]

_EOF, _HEADER, _FOOTER, _NOTE, _OBJECT, _CONTINUE, _TEXT = 0x0A, 0x14, 0x15, 0x1C, 0x5D, 0x3C, 0x1B6
_BEGINS: Final = frozenset((0x0009, 0x0209, 0x0409, 0x0809))
_DRAWING: Final = 0xEC
_CHART, _PICTURE, _COMMENT = 5, 8, 0x19
_UNICODE: Final = 80
_LONGEST: Final = 60
_MOST: Final = 2_000_000


def over_records(
    stream: bytes, start: int, version: int, encoding: str, name: str, shown: Sequence[Pictured | None] = ()
) -> Over:
    """What lies over the sheet whose records begin at ``start``; ``version`` is 80 for Excel 97 and later.

    ``shown`` are the pictures of the workbook, which a sheet's drawing names by number.

    A broken record ends the search: what was found until then is told.
    """
    over = Over()
    counts = {"chart": 0, "sheet-picture": 0}
    notes = 0
    margins: list[str] = []
    drawings: list[bytes] = []
    noughts: list[Position] = []
    regions: list[Region] = []
    asks = False
    last = waiting = drawn = 0
    for kind, data in _records(stream, start):
        if kind in (_HEADER, _FOOTER) and data:
            margins.extend(margin_lines(_string(data, version, encoding)))
        elif kind in FORMULAS:
            spot = place_of(data)
            if spot is not None and is_unanswered(data):
                over.unanswered.append(spot)
            elif spot is not None and is_nought(data):
                noughts.append(spot)
        elif kind == UNCALCULATED:
            asks = True
        elif kind == CONDITION:
            regions = regions_in(data)
        elif kind == FORMAT and (colour := colour_in(data)) is not None:
            over.coloured.append((regions, colour))
        elif kind == _NOTE:
            notes += 1
        elif kind == _OBJECT and len(data) >= 6:
            drawn = struct.unpack_from("<H", data, 4)[0]
            counts["chart"] += drawn == _CHART
            counts["sheet-picture"] += drawn == _PICTURE
        elif kind == _TEXT and version >= _UNICODE and len(data) >= 12:
            waiting = struct.unpack_from("<H", data, 10)[0]
        elif kind == _DRAWING or (kind == _CONTINUE and last == _DRAWING):
            drawings.append(data)
        elif kind == _CONTINUE and waiting:
            words = "" if drawn == _COMMENT else _characters(data, waiting)  # a comment is drawn as a box too
            over.lines.extend(line.strip() for line in words.splitlines() if line.strip())
            waiting = 0
        last = _DRAWING if kind == _DRAWING or (kind == _CONTINUE and last == _DRAWING) else kind
    over.stale += noughts if asks else []
    over.pictures += pictures_named(b"".join(drawings), tuple(shown))[: counts["sheet-picture"]]
    if notes:
        over.warnings.append(Warn(code="sheet-comments", detail=f"{name}: {notes}"))
    over.warnings.extend(
        Warn(code=code, detail=f"{name}: {count}", unread=code == "sheet-picture")
        for code, count in counts.items()
        if count
    )
    over.unit = next(filter(None, map(unit_of_account, (*over.lines, *margins))), "")
    told = list(dict.fromkeys(line for line in margins if holds_figures(line) and line != name))
    if told:
        text = " ".join(told)
        over.warnings.append(
            Warn(code="margin-text", detail=f"{name}: {text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}")
        )
    return over


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one sheet without those of the charts inside it."""
    at, depth = start, 0
    for _ in range(_MOST):
        if at + 4 > len(stream):
            return
        kind, size = struct.unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + size]
        at += 4 + size
        if kind in _BEGINS:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        elif depth == 1:
            yield kind, data


def _string(data: bytes, version: int, encoding: str) -> str:
    if version < _UNICODE:
        return data[1 : 1 + data[0]].decode(encoding or "gb18030", "replace")
    if len(data) < 3:
        return ""
    return _characters(data[2:], struct.unpack_from("<H", data, 0)[0])


def _characters(data: bytes, count: int) -> str:
    """Characters behind their flag: two bytes each, or one."""
    if not data:
        return ""
    wide = data[0] & 1
    return data[1 : 1 + count * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1", "replace")
