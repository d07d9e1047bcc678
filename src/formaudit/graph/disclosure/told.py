"""The text of a disclosure against its tables: each amount with the cells that its words mean."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from msgspec import Struct

from formaudit.graph.disclosure.amounts import Amount, Passage
from formaudit.graph.disclosure.anchored import Anchor
from formaudit.graph.disclosure.anchors import anchor_of
from formaudit.graph.disclosure.book import Book
from formaudit.graph.disclosure.paths import ItemPath, find_row, path_in
from formaudit.graph.disclosure.rounding import unit_place
from formaudit.graph.tolerance import wan
from formaudit.model.disclosure import DisclosureRow, TableKind
from formaudit.model.figure import Figure
from formaudit.patterns import Late, compiled

__all__ = ["ItemText", "Tie", "agrees", "items_of", "ties_of"]

_PLANNED: Final = Late(r"预算安排(?:为)?$|安排预算(?:为)?$|本年预算(?:数)?(?:为)?$")
_SPENT: Final = Late(r"(?:支出)?决算(?:数)?(?:为)?$|实际支出(?:为)?$|支出(?:为)?$")
_WHOLE: Final = Late(
    r"^(?:20\d{2}年度?)?[^，,。；;：:]{0,20}一般公共预算(?:财政拨款)?支出(?:20\d{2}年度?)?(?:年初|全年)预算(?:数)?(?:为)?\d"
)
_HEAD: Final = Late(r"\d{7}[-－—_]?[^\d]+$|科目$|预算(?:数)?(?:为)?$|支出(?:为)?$|^$|\(项\)$|\(项\)科目$")


class Tie(Struct, frozen=True, kw_only=True):
    """An amount of the text with the cells that it may repeat. ``cell`` is the one that it agrees with, if any does.

    ``every`` says that the words can mean no other cell.
    """

    amount: Amount
    passage: Passage
    name: str
    cells: tuple[Figure, ...]
    cell: Figure | None
    firm: bool
    every: bool = False


class ItemText(Struct, frozen=True, kw_only=True):
    """A paragraph of an item: its path, the row that it means, and its amounts by what they are.

    Without a path it is the paragraph of the whole: 一般公共预算财政拨款支出年初预算为…，支出决算为….

    ``head`` stands behind the path, ``planned`` is this year's budget, ``before`` last year's execution, ``opening``
    and ``full`` are the budgets of final accounts, ``spent`` the final accounts; ``rate`` is the change or completion.
    """

    passage: Passage
    path: ItemPath | None
    row: DisclosureRow | None
    cell: Figure | None
    head: Amount | None = None
    planned: Amount | None = None
    before: Amount | None = None
    opening: Amount | None = None
    full: Amount | None = None
    spent: Amount | None = None
    rate: Amount | None = None

    @property
    def told(self) -> tuple[Amount, ...]:
        """The amounts that are this year's figure of the row."""
        return tuple(one for one in (self.head, self.planned, self.spent) if one is not None)


def agrees(told: Figure, cell: Figure) -> bool:
    """Whether a cell, rounded or cut as the text rounds, is the text's amount; a blank cell is zero."""
    value = wan(cell) if cell.filled else Decimal(0)
    return abs(wan(told) - value) < unit_place(told)


def ties_of(passages: tuple[Passage, ...], book: Book) -> Iterator[Tie]:
    """Every amount whose words name a cell; paragraphs of items are told apart."""
    for passage in passages:
        if path_in(passage) is not None or _of_whole(passage, book):
            continue
        for amount in passage.amounts:
            anchor = anchor_of(amount, passage, book)
            if anchor is not None:
                yield _tie(amount, passage, anchor)


def _tie(amount: Amount, passage: Passage, anchor: Anchor) -> Tie:
    agreed = [one for one in anchor.cells if agrees(amount.figure, one)]
    cell = next((one for one in agreed if one.filled), agreed[0] if agreed else None)
    return Tie(
        amount=amount,
        passage=passage,
        name=anchor.name,
        cells=anchor.cells,
        cell=cell,
        firm=anchor.firm,
        every=anchor.every,
    )


def items_of(passages: tuple[Passage, ...], book: Book) -> Iterator[ItemText]:
    """The paragraphs that speak of one item each."""
    for passage in passages:
        path = path_in(passage)
        if path is None:
            if _of_whole(passage, book):
                yield _item(passage, None, None, book.figure(TableKind.GENERAL, "total"), final=True)
            continue
        found = find_row(path, book)
        row = None if found is None else found[1]
        cell = None
        if found is not None:
            grid = book.grid(found[0])
            cell = None if grid is None else grid.figure(found[1].code, "total")
        yield _item(passage, path, row, cell, final=book.final)


def _of_whole(passage: Passage, book: Book) -> bool:
    """Whether a paragraph of final accounts compares all spending of the general budget with its budgets."""
    return book.final and _WHOLE.now.search(compiled(r"\s").sub("", passage.text)) is not None


def _item(
    passage: Passage, path: ItemPath | None, row: DisclosureRow | None, cell: Figure | None, *, final: bool
) -> ItemText:
    named: dict[str, Amount] = {}
    for at, amount in enumerate(passage.amounts):
        role = _role(amount, first=at == 0, final=final)
        if role and role not in named:
            named[role] = amount
    return ItemText(passage=passage, path=path, row=row, cell=cell, **named)


def _role(amount: Amount, *, first: bool, final: bool) -> str:
    words = compiled(r"[“”\"]").sub("", amount.words)
    if amount.rate:
        return (
            "rate"
            if compiled(
                r"(?:增加|减少|增长|下降|上升|降低)(?:了)?$|完成.*预算.*的?$|为.*预算.*的$|预算执行率(?:为)?$"
            ).search(words)
            else ""
        )
    if not amount.money:
        return ""
    if final:
        if compiled(r"年初预算(?:数)?(?:为)?$").search(words):
            return "opening"
        if compiled(r"(?:全年|调整)预算(?:数)?(?:为)?$").search(words):
            return "full"
        return "spent" if _SPENT.now.search(words) and not amount.change and not amount.foreign else ""
    if compiled(r"执行数(?:为)?$").search(words):
        return "before"
    if amount.change:
        return ""
    if amount.foreign:
        return ""
    if _PLANNED.now.search(words):
        return "planned"
    return "head" if first and (_HEAD.now.search(words) or words.endswith((")", "”"))) else ""
