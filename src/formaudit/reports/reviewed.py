"""findings.xlsx as it comes back: what a person wrote, whatever rows and columns were sorted, added or taken away."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from formaudit.messages import LANGUAGES, word
from formaudit.model.decision import Standing
from formaudit.model.document import Document
from formaudit.model.table import Table
from formaudit.patterns import compiled
from formaudit.reports.sheets import REVIEWS

__all__ = ["Review", "day_in", "reviews"]

_COLUMNS: Final = {
    "number": "column.number", "unit": "column.unit", "raw": "column.raw", "reply": "column.answer",
    "review": "column.review", "owner": "column.handler", "date": "column.date", "reason": "column.reason-given",
    "expires": "column.expires", "id": "column.id",
}  # fmt: skip
_NEEDED: Final = frozenset({"id", "review"})
_SEARCHED: Final = 40
"""The heads stand within so many rows; a person may have put lines above them."""
_DAY: Final = compiled(
    r"(?P<year>(?:19|20)\d\d)\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?(?:\s.*)?"
)
_SOLID: Final = compiled(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_SERIAL: Final = compiled(r"[34567]\d{4}(?:\.0+)?")
_EPOCH: Final = dt.date(1899, 12, 30)
"""Days of a spreadsheet count from here where the cell has lost its format."""
_BLANKS: Final = compiled(r"\s+")


class Review(Struct, frozen=True, kw_only=True):
    """What a person wrote in one row.

    ``number`` is the finding's as printed, ``finding`` its fingerprint. ``standing`` is ``None`` where nothing was
    chosen; ``raw`` is what the figures were when the sheet was written, without blanks; ``faults`` name the
    columns whose text means nothing.
    """

    number: str
    finding: str
    unit: str
    raw: str
    standing: Standing | None
    reply: str
    reason: str
    owner: str
    date: dt.date | None
    expires: dt.date | None
    faults: tuple[str, ...]


def reviews(document: Document) -> tuple[Review, ...] | None:
    """What stands in a findings.xlsx; nothing where the file has no such sheet."""
    found = False
    made: list[Review] = []
    for table in document.tables:
        head = _head(table)
        if head is not None:
            found = True
            made += _rows(table, *head)
    return tuple(made) if found else None


def day_in(text: str) -> dt.date | None:
    """The day that a cell says, however it was typed; nothing where that is not certain.

    Raises:
        ValueError: there is something, and it is no day with a year of four digits.

    """
    said = text.strip()
    if not said:
        return None
    match = _DAY.fullmatch(said) or _SOLID.fullmatch(said)
    if match is not None:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    if _SERIAL.fullmatch(said):
        return _EPOCH + dt.timedelta(days=int(said.split(".")[0]))
    raise ValueError(said)


def _head(table: Table) -> tuple[int, dict[str, int]] | None:
    """The row of the heads and the column of each that is known; of a head that is there twice the first is meant."""
    known = {_bare(word(key, lang)): name for lang in LANGUAGES for name, key in _COLUMNS.items()}
    for row in range(min(table.rows, _SEARCHED)):
        columns: dict[str, int] = {}
        for cell in table.row(row):
            name = known.get(_bare(cell.text))
            if name is not None and cell.row == row:
                columns.setdefault(name, cell.col)
        if columns.keys() >= _NEEDED:
            return row, columns
    return None


def _rows(table: Table, head: int, columns: dict[str, int]) -> Iterator[Review]:
    for row in range(head + 1, table.rows):
        texts = {name: _text(table, row, column) for name, column in columns.items()}
        if not texts["id"] and not any(texts.get(name, "") for name in ("review", "reply", "reason")):
            continue
        yield _review(texts)


def _review(texts: dict[str, str]) -> Review:
    faults: list[str] = []
    words = {_bare(word(key, lang)): standing for lang in LANGUAGES for standing, key in REVIEWS.items()}
    words |= {_bare(word(f"standing.{each}", lang)): each for lang in LANGUAGES for each in Standing}
    words |= {said.removeprefix("已"): standing for said, standing in words.items()}  # 排除 for 已排除
    said = _bare(texts["review"])
    standing = words.get(said)
    if said and standing is None:
        faults.append("column.review")
    days: dict[str, dt.date | None] = {"date": None, "expires": None}
    for name in days:
        try:
            days[name] = day_in(texts.get(name, ""))
        except ValueError:
            faults.append(_COLUMNS[name])
    return Review(
        number=texts.get("number", ""),
        finding=texts["id"],
        unit=texts.get("unit", ""),
        raw=_bare(texts.get("raw", "")),
        standing=standing,
        reply=texts.get("reply", ""),
        reason=texts.get("reason", ""),
        owner=texts.get("owner", ""),
        date=days["date"],
        expires=days["expires"],
        faults=tuple(faults),
    )


def _text(table: Table, row: int, column: int) -> str:
    cell = table.at(row, column)
    return cell.text.strip() if cell is not None else ""


def _bare(text: str) -> str:
    return _BLANKS.sub("", text).casefold()
