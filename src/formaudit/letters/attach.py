"""The tables attached to a letter: what the unit fills in, and the list of small matters."""

from collections.abc import Iterator, Sequence
from typing import Final

from formaudit.letters.letter import Attachment, Item, Kind, Party
from formaudit.messages import word

__all__ = ["HEADS", "TABLES", "asked_places", "attachments_of", "fact_lines"]

Row = tuple[str, ...]

_REPLY: Final = (11.0, 54.0, 43.0, 25.0, 23.0)
_LIST: Final = (11.0, 86.0, 35.0, 24.0)
_ISSUES: Final = (11.0, 63.0, 31.0, 30.0, 21.0)
_RECEIPT: Final = (10.0, 36.0, 22.0, 20.0, 20.0, 18.0, 14.0, 16.0)
"""Widths in millimetres; each adds up to the type area's 156."""
_BEFORE: Final = 6
HEADS: Final = {
    "reply": ("letter.table.reply.heads", _REPLY),
    "list": ("letter.table.list.heads", _LIST),
    "issues": ("letter.table.issues.heads", _ISSUES),
    "receipt": ("letter.table.receipt.heads", _RECEIPT),
}
"""The catalogue key of each table's heads, and its widths."""
TABLES: Final = {
    Kind.INQUIRY: ("reply", "list"),
    Kind.RECTIFICATION: ("issues", "receipt"),
    Kind.RECEIPT: ("receipt",),
    Kind.EVIDENCE_SHEET: (),
    Kind.WORKING_PAPER: (),
}
"""The tables that a letter of a kind may have attached, in their order."""


def attachments_of(
    kind: Kind, items: Sequence[Item], remarks: Sequence[Item], party: Party, lang: str
) -> tuple[Attachment, ...]:
    """The attachments of a letter in their order; forms have none."""
    every = (*items, *remarks)
    made: list[Attachment] = []
    for name in TABLES[kind]:
        if name == "reply":
            rows = list(_reply(items, lang))
        elif name == "list":
            rows = list(_list(remarks, lang))
        else:
            rows = list(_issues(every, party, lang) if name == "issues" else _receipt(every))
        if rows:
            made.append(_table(name, rows, lang))
    return tuple(made)


def fact_lines(item: Item, lang: str) -> tuple[str, ...]:
    """The facts of an item, numbered where there are several."""
    if len(item.facts) == 1:
        return (item.facts[0].text,)
    return tuple(word("letter.number", lang, number=str(n)) + fact.text for n, fact in enumerate(item.facts, 1))


def _table(name: str, rows: Sequence[Row], lang: str) -> Attachment:
    key, widths = HEADS[name]
    heads = tuple(word(key, lang).split("|"))
    return Attachment(title=word(f"letter.table.{name}.title", lang), heads=heads, rows=tuple(rows), widths=widths)


def asked_places(item: Item) -> dict[str, list[str]]:
    """The places that a matter asks about, each with what it was held against: its rows in the reply form."""
    beside: dict[str, list[str]] = {figure.full: [] for figure in item.figures if figure.suspect}
    for row in item.rows:
        beside.setdefault(row.figure.full, []).append(row.said)
    return beside


def _reply(items: Sequence[Item], lang: str) -> Iterator[Row]:
    """A row for each figure that is asked about: what it was held against, and room for what the unit found."""
    for item in items:
        beside = asked_places(item)
        for number, (place, told) in enumerate(beside.items(), 1):
            mark = word("letter.row-number", lang, item=str(item.number), number=str(number))
            yield mark, place, "\n".join(dict.fromkeys(told)), "", ""
        if not beside:
            yield str(item.number), item.title, "", "", ""


def _list(remarks: Sequence[Item], lang: str) -> Iterator[Row]:
    for item in remarks:
        yield str(item.number), "\n".join(fact_lines(item, lang)), item.request, ""


def _issues(items: Sequence[Item], party: Party, lang: str) -> Iterator[Row]:
    """A row for each fact, so that none runs over a page; rule and requirement stand with the first of a matter."""
    deadline, ditto = word("letter.deadline", lang, days=str(party.days)), word("letter.ditto", lang)
    for number, item in enumerate(items, 1):
        basis = "\n".join(item.basis) or word("letter.none", lang)
        for position, fact in enumerate(item.facts, 1):
            mark = word("letter.row-number", lang, item=str(number), number=str(position))
            first = position == 1
            said = f"{item.title}\n{fact.text}" if first else fact.text
            yield (
                mark if len(item.facts) > 1 else str(number),
                said,
                basis if first else ditto,
                item.request if first else ditto,
                deadline,
            )


def _receipt(items: Sequence[Item]) -> Iterator[Row]:
    for number, item in enumerate(items, 1):
        figures = [figure for figure in item.figures if figure.suspect and figure.counted]
        before = list(dict.fromkeys(figure.printed for figure in figures))
        shown = "\n".join(before[:_BEFORE]) + ("\n…" if len(before) > _BEFORE else "")
        yield str(number), item.title, "", shown, "", "", "", ""
