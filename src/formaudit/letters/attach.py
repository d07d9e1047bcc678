"""The tables attached to a letter: what the unit fills in, and the list of small matters."""

from collections.abc import Iterator, Sequence
from typing import Final

from formaudit.letters.letter import Attachment, Item, Kind, Party
from formaudit.messages import word

__all__ = ["HEADS", "TABLES", "attachments_of", "fact_lines"]

Row = tuple[str, ...]

_REPLY: Final = (13.0, 83.0, 34.0, 26.0)
_LIST: Final = (11.0, 75.0, 40.0, 30.0)
_ISSUES: Final = (11.0, 62.0, 33.0, 32.0, 18.0)
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


def _reply(items: Sequence[Item], lang: str) -> Iterator[Row]:
    """A row for each figure that is asked about, with room for what the unit found and for the right value."""
    for item in items:
        asked = list(dict.fromkeys(figure.full for figure in item.figures if figure.suspect))
        for number, said in enumerate(asked, 1):
            yield word("letter.row-number", lang, item=str(item.number), number=str(number)), said, "", ""
        if not asked:
            yield str(item.number), item.title, "", ""


def _list(remarks: Sequence[Item], lang: str) -> Iterator[Row]:
    for item in remarks:
        yield str(item.number), "\n".join(fact_lines(item, lang)), item.request, ""


def _issues(items: Sequence[Item], party: Party, lang: str) -> Iterator[Row]:
    for number, item in enumerate(items, 1):
        facts = "\n".join((item.title, *fact_lines(item, lang)))
        basis = "\n".join(item.basis) or word("letter.none", lang)
        yield str(number), facts, basis, item.request, word("letter.deadline", lang, days=str(party.days))


def _receipt(items: Sequence[Item]) -> Iterator[Row]:
    for number, item in enumerate(items, 1):
        figures = [figure for figure in item.figures if figure.suspect and figure.counted]
        before = list(dict.fromkeys(figure.printed for figure in figures))
        shown = "\n".join(before[:_BEFORE]) + ("\n…" if len(before) > _BEFORE else "")
        yield str(number), item.title, "", shown, "", "", "", ""
