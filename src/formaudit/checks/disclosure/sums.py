"""D11: what the text adds up: items against the whole, parts against a total, changes of parts against its change."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from formaudit.checks.disclosure.bounds import procurement_by_kind
from formaudit.checks.disclosure.said import amount_of, called, said, value_of
from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.disclosure.amounts import Amount
from formaudit.graph.disclosure.book import Book
from formaudit.graph.disclosure.paths import rows_of_items
from formaudit.graph.disclosure.published import Published
from formaudit.graph.disclosure.told import ItemText, Tie, agrees
from formaudit.graph.reading import plain
from formaudit.messages import phrase
from formaudit.model.disclosure import DisclosureRow, TableKind
from formaudit.model.figure import ZERO, Figure
from formaudit.model.verdict import Outcome, Severity, Verdict
from formaudit.patterns import Late, compiled

__all__ = ["items_make_the_whole"]

_CENT: Final = Decimal("0.005")
_FEWEST: Final = 3
_FEWEST_PARTS: Final = 2
_MOST_MISSING: Final = 2


def items_make_the_whole(evidence: Evidence) -> Iterator[Verdict]:
    """D11: the items of the text are the items of the tables, and add up to 财政拨款支出.

    A tail of half a cent for each item is none. A sum that is off by what a wrong or a missing item is off is that
    item's finding. A list that leaves out more than a few items claims to be nothing whole.
    """
    published = evidence.graph.published
    if published is None:
        return
    yield from _parts(published)
    yield from _changes(published)
    yield from procurement_by_kind(published.passages)
    told = [(item, amount) for item in published.items if item.path is not None and (amount := _told(item)) is not None]
    wholes = [figure for figure in _wholes(published.book, told) if figure.filled]
    if len(told) < _FEWEST or not wholes:
        return
    figures = [amount.figure for _, amount in told]
    total = sum(map(value_of, figures), ZERO)
    bound = _CENT * (len(figures) + 1)
    whole = next((one for one in wholes if abs(total - value_of(one)) <= bound), wholes[0])
    gap = total - value_of(whole)
    line = f"{' + '.join(plain(value_of(one)) for one in figures)} = {plain(total)}"
    key = f"{whole.key}=items"
    missing = _missing(published, told, whole)
    if abs(gap) <= bound:
        sign = "=" if gap == 0 else "≈"
        message = phrase("published.items.holds", count=str(len(figures)), printed=called(whole))
        yield said("D11", Outcome.HOLDS, (whole, *figures), f"{line} {sign} {plain(value_of(whole))}", message, key=key)
        return
    wrong = _off(told)
    lacking = [figure for row in missing if (figure := row.figures[0]) is not None]
    left = sum(map(value_of, lacking), ZERO)
    if wrong and abs(gap - wrong + left) <= bound + _CENT * 2 and not lacking:
        return
    if any(item.path is not None and _told(item) is None for item in published.items):
        # The amount of an item was not read, as where a page has cut its line.
        yield said("D11", Outcome.UNDECIDED, (whole, *figures), line, phrase("published.items.part"), key=key)
        return
    if 0 < len(missing) <= _MOST_MISSING and abs(gap - wrong + left) <= bound + _CENT * 2 * (1 + len(lacking)):
        names = "、".join(f"{row.code} {row.name}" for row in missing)
        message = phrase("published.items.missing", items=names, gap=amount_of(abs(gap), "万元"))
        yield said(
            "D11",
            Outcome.BROKEN,
            (*lacking, whole, *figures),
            f"{line} ≠ {plain(value_of(whole))}",
            message,
            key=key,
            money=abs(gap),
            suspects=len(lacking),
            severity=Severity.MINOR,
        )
        return
    if not rows_of_items(published.book) or len(missing) > _MOST_MISSING or len(missing) * 4 > len(told):
        yield said("D11", Outcome.UNDECIDED, (whole, *figures), line, phrase("published.items.part"), key=key)
        return
    message = phrase(
        "published.items.broken",
        count=str(len(figures)),
        total=amount_of(total, "万元"),
        printed=called(whole),
        gap=amount_of(abs(gap), "万元"),
    )
    yield said(
        "D11", Outcome.BROKEN, (whole, *figures), f"{line} ≠ {plain(value_of(whole))}", message, key=key, money=abs(gap)
    )


def _off(told: Sequence[tuple[ItemText, Amount]]) -> Decimal:
    """By how much the amounts told of items are off from their cells, together."""
    return sum(
        (
            value_of(amount.figure) - value_of(item.cell)
            for item, amount in told
            if item.cell is not None and not agrees(amount.figure, item.cell)
        ),
        ZERO,
    )


_WHOLES: Final = (
    (("grand", "income"), ("fiscal", "business", "operating", "higher", "subordinate", "other")),
    (("fiscal-spending",), ("general-spending", "fund-spending", "capital-spending")),
    (("spending",), ("basic", "project", "up", "operating", "subsidy")),
    (("total",), ("abroad", "vehicles", "reception")),
    (("total",), ("abroad", "purchase", "running", "reception")),
    (("vehicles",), ("purchase", "running")),
)
"""Amounts by their anchors that make up another one."""
_SELDOM: Final = frozenset({"up", "operating", "subsidy"})
"""Spending that hardly a department has."""


def _parts(published: Published) -> Iterator[Verdict]:
    """The parts that one section names make the cell of their whole; what does not is told of each part by itself."""
    for wholes, names in _WHOLES:
        for section in dict.fromkeys(tie.passage.section for tie in published.ties):
            ties = [tie for tie in published.ties if tie.passage.section == section and tie.cell is not None]
            whole = next((tie for tie in ties if tie.name in wholes), None)
            parts = [
                tie for name in names if (tie := next((one for one in ties if one.name == name), None)) is not None
            ]
            if whole is None or whole.cell is None or not whole.cell.filled or len(parts) < _FEWEST_PARTS:
                continue
            figures = [part.amount.figure for part in parts]
            total = sum(map(value_of, figures), ZERO)
            if abs(total - value_of(whole.cell)) > _CENT * (len(figures) + 1):
                continue
            line = f"{' + '.join(plain(value_of(one)) for one in figures)} = {plain(value_of(whole.cell))}"
            message = phrase("published.items.holds", count=str(len(figures)), printed=called(whole.cell))
            key = f"{whole.amount.figure.key}={'+'.join(part.name for part in parts)}"
            yield said("D11", Outcome.HOLDS, (whole.cell, *figures), line, message, key=key)


_AGAINST: Final = Late(
    r"[比较与](?P<base>20\d{2}年(?:度)?(?:预算|决算)?(?:执行)?数?)(?:相比)?[，,]?(?P<way>持平|增加|减少|下降|增长)"
)


def _changes(published: Published) -> Iterator[Verdict]:
    """The changes of the parts make the change of the whole, where all are told against one base."""
    for wholes, names in _WHOLES[1:]:
        for section in dict.fromkeys(tie.passage.section for tie in published.ties):
            own = {tie.name: tie for tie in reversed(published.ties) if tie.passage.section == section}
            whole = next((own[name] for name in wholes if name in own), None)
            parts = [own[name] for name in names if name in own]
            told = [_change(tie) for tie in (whole, *parts) if tie is not None]
            if whole is None or len(parts) < _FEWEST_PARTS or None in told:
                continue
            first, *rest = [one for one in told if one is not None]
            complete = abs(sum((value_of(tie.amount.figure) for tie in parts), ZERO) - value_of(whole.amount.figure))
            figures = [figure for _, _, figure in (first, *rest) if figure is not None]
            if len({base for base, _, _ in (first, *rest)}) > 1 or len(figures) < _FEWEST_PARTS or first[2] is None:
                continue
            total = sum((value for _, value, _ in rest), ZERO)
            bound = _CENT * (len(told) + 1)
            if complete > bound:
                continue
            line = " + ".join(plain(value) for _, value, _ in rest)
            holds = abs(total - first[1]) <= bound
            key = f"{whole.amount.figure.key}=changes"
            if holds:
                message = phrase("published.items.holds", count=str(len(rest)), printed=called(first[2]))
                yield said("D11", Outcome.HOLDS, figures, f"{line} = {plain(first[1])}", message, key=key)
                continue
            line = f"{line} = {plain(total)} ≠ {plain(first[1])}"
            if any(name not in own for name in names if name not in _SELDOM):
                # A part that has nothing this year, and is not named, may have had something before.
                yield said("D11", Outcome.UNDECIDED, figures, line, phrase("published.items.part"), key=key)
                continue
            message = phrase(
                "published.items.broken", count=str(len(rest)),
                total=amount_of(total if first[1] > 0 else -total, "万元"),  # as the change of the whole is printed
                printed=called(first[2]),
                gap=amount_of(abs(total - first[1]), "万元"),
            )  # fmt: skip
            yield said("D11", Outcome.BROKEN, figures, line, message, key=key)


def _change(tie: Tie) -> tuple[str, Decimal, Figure | None] | None:
    """What an amount is compared with and how far it moved, as the words right behind it say."""
    text = tie.passage.text
    segment = compiled(r"[；;。]").split(text[tie.amount.end :])[0]
    after = next((one for one in tie.passage.amounts if one.start > tie.amount.start), None)
    flat = compiled(r"\s").sub("", segment)
    against = _AGAINST.now.match(flat.lstrip("，,"))
    if against is None and compiled(r"。\s*[比较与]").match(text[tie.amount.end :]):
        against = _AGAINST.now.match(compiled(r"\s").sub("", text[tie.amount.end + 1 :]))
    if against is None:
        return None
    if against["way"] == "持平":
        return against["base"], ZERO, None
    if after is None or not after.money or not after.change:
        return None
    sign = -1 if against["way"] in ("减少", "下降") else 1
    return against["base"], sign * value_of(after.figure), after.figure


def _told(item: ItemText) -> Amount | None:
    return item.head or item.planned or item.spent


def _wholes(book: Book, told: Sequence[tuple[ItemText, Amount]]) -> list[Figure]:
    """What the items may make up, the likeliest first: all appropriations, or the general budget alone.

    A budget tells the items of all appropriations, unless the heading over them speaks of the general budget only.
    """
    general = book.figure(TableKind.GENERAL, "total")
    fiscal = book.figure(TableKind.APPROPRIATION, "grand-total", "total", "spending")
    headed = sum("一般公共预算" in item.passage.section for item, _ in told) * 2 > len(told)
    kinds = {row.code[:3] for kind, row in rows_of_items(book) if kind is not TableKind.GENERAL}
    own = any(item.row is not None and item.row.code[:3] in kinds for item, _ in told)
    order = (general,) if book.final else (general, fiscal) if headed and not own else (fiscal, general)
    return [figure for figure in order if figure is not None]


def _missing(published: Published, told: Sequence[tuple[ItemText, Amount]], whole: Figure) -> list[DisclosureRow]:
    """The items of the tables with money that no paragraph speaks of, as far as they are part of the whole."""
    known = {item.row.code for item, _ in told if item.row is not None}
    general = published.book.figure(TableKind.GENERAL, "total")
    only = published.book.final or (general is not None and general.key == whole.key)
    kinds = {TableKind.GENERAL} if only else {TableKind.GENERAL, TableKind.FUND, TableKind.CAPITAL}
    return [
        row
        for kind, row in rows_of_items(published.book)
        if kind in kinds and row.code not in known and (cell := row.figures[0]) is not None and value_of(cell) != 0
    ]
