"""D10: rates of the text: growth of an item, completion of a budget, shares of a whole, and the words beside them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.checks.disclosure.growth import changes_in_text
from formaudit.checks.disclosure.said import called, percent, right_rate, value_of, wrong_rate
from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.disclosure.amounts import Amount, Passage
from formaudit.graph.disclosure.anchors import anchor_of
from formaudit.graph.disclosure.book import Book
from formaudit.graph.disclosure.published import Published
from formaudit.graph.disclosure.rounding import reaches
from formaudit.graph.disclosure.told import ItemText, Tie, agrees
from formaudit.graph.reading import plain
from formaudit.model.disclosure import TableKind
from formaudit.model.figure import Figure
from formaudit.model.verdict import Severity, Verdict
from formaudit.patterns import Late, compiled

__all__ = ["rates_in_text"]

_HUNDRED: Final = Decimal(100)
_BASE: Final = Late(r"完成(?P<base>年初|全年|调整)?预算")
_LESS: Final = compiled(r"决算数?(?:小于|低于|少于)")
_MORE: Final = compiled(r"决算数?(?:大于|高于|多于|超过)")
_SAME: Final = compiled(r"决算数?[与和](?:年初|全年)?预算数?(?:基本)?(?:持平|一致|相同)")


def rates_in_text(evidence: Evidence) -> Iterator[Verdict]:
    """D10: a rate follows from the amounts that its words name; a rate that rounded amounts can give holds."""
    published = evidence.graph.published
    if published is None:
        return
    for item in published.items:
        yield from _growth(item)
        yield from _completion(item)
    yield from _shares(published)
    yield from changes_in_text(published)


def _growth(item: ItemText) -> Iterator[Verdict]:
    """P% against last year's execution and this year's budget: 比2023年预算执行数增加P%."""
    if item.rate is None or item.before is None or item.planned is None:
        return
    rate, before, planned = item.rate.figure, item.before.figure, item.planned.figure
    if value_of(before) == 0:
        return
    figures = (rate, planned, before)
    exact = (value_of(planned) - value_of(before)) / value_of(before) * _HUNDRED
    line = f"({plain(value_of(planned))} − {plain(value_of(before))}) ÷ {plain(value_of(before))} = {percent(exact)}"
    rises = compiled(r"增加|增长|上升|提高").search(item.rate.words) is not None
    if rises != (exact > 0) and exact != 0 and rate.amount != 0:
        yield wrong_rate(figures, f"{line} ≠ {called(rate)}", "published.direction")
    elif reaches(rate, planned, before, change=True):
        yield right_rate(figures, line)
    else:
        yield wrong_rate(figures, f"{line} ≠ {called(rate)}", "published.rate")


def _completion(item: ItemText) -> Iterator[Verdict]:
    """Completion of the budget that the words name, and whether the accounts are said to be above or below it."""
    if item.spent is None:
        return
    spent = item.spent.figure
    cell = item.cell if item.cell is not None and agrees(spent, item.cell) else spent
    bases = {"年初": item.opening, "全年": item.full, "调整": item.full}
    named = _BASE.now.search(item.rate.words) if item.rate is not None else None
    base = bases.get((named["base"] if named is not None else "") or "") or (
        item.opening if item.full is None else item.full if item.opening is None else None
    )
    if item.rate is not None and base is not None:
        yield from _completed(item, item.rate.figure, spent, base.figure, cell)
        return
    told = item.full or item.opening
    if told is None:
        return
    yield from _compared(item, spent, told.figure, cell)


def _completed(item: ItemText, rate: Figure, spent: Figure, base: Figure, cell: Figure) -> Iterator[Verdict]:
    other = next((one.figure for one in (item.full, item.opening) if one is not None and one.figure is not base), None)
    figures = (rate, base, spent) if cell is spent else (rate, base, spent, cell)
    if value_of(base) == 0:
        if rate.amount == 0:
            return
        line = f"{plain(value_of(spent))} ÷ 0"
        if other is not None and reaches(rate, spent, other):
            line += f"；{plain(value_of(spent))} ÷ {plain(value_of(other))} = {called(rate)}"
            figures = (*figures, other)
        yield wrong_rate(figures, line, "published.base")
        return
    exact = value_of(spent) / value_of(base) * _HUNDRED
    line = f"{plain(value_of(spent))} ÷ {plain(value_of(base))} = {percent(exact)}"
    if reaches(rate, spent, base):
        yield right_rate(figures, line)
    elif other is not None and value_of(other) and reaches(rate, spent, other):
        line += f"；{plain(value_of(spent))} ÷ {plain(value_of(other))} = {called(rate)}"
        yield wrong_rate((*figures, other), line, "published.base")
    else:
        yield wrong_rate(figures, f"{line} ≠ {called(rate)}", "published.rate")


def _compared(item: ItemText, spent: Figure, base: Figure, cell: Figure) -> Iterator[Verdict]:
    """Without a rate: 决算数小于预算数."""
    text = item.passage.text
    less, more, same = (pattern.search(text) is not None for pattern in (_LESS, _MORE, _SAME))
    if less + more + same != 1:
        return
    one, other = value_of(spent), value_of(base)
    right = (less and one < other) or (more and one > other) or (same and abs(one - other) * 100 <= max(one, other))
    sign = "<" if one < other else ">" if one > other else "="
    line = f"{plain(one)} {sign} {plain(other)}"
    figures = (base, spent) if cell is spent else (base, spent, cell)
    yield right_rate(figures, line) if right else wrong_rate(figures, line, "published.direction")


def _shares(published: Published) -> Iterator[Verdict]:
    """占P%: of the whole that the words name, else of the first amount of the sentence.

    A share that misses is told where its words name the whole, or where other shares of the passage are of it.
    """
    tied = {tie.amount.figure.key: tie for tie in published.ties if tie.cell is not None}
    for passage in published.passages:
        found = [
            one
            for at, amount in enumerate(passage.amounts)
            if amount.rate and "占" in amount.words and not amount.change and at
            if (one := _share(passage, at, tied, published.book)) is not None
        ]
        held = [share for share in found if share.holds and value_of(share.part)]
        for share in found:
            if share.holds:
                yield right_rate((share.rate, share.part, share.cell, share.whole), share.line)
            elif share.whole.key in {other.whole.key for other in held} and not share.named and len(held) == 1:
                line = f"{share.line} ≠ {called(share.rate)}"
                wrong = wrong_rate((share.rate, share.part, share.cell, share.whole), line, "published.rate")
                yield replace(wrong, severity=Severity.MINOR)
            elif share.named or sum(other.whole.key == share.whole.key for other in held) >= _SEVERAL:
                line = f"{share.line} ≠ {called(share.rate)}"
                yield wrong_rate((share.rate, share.part, share.cell, share.whole), line, "published.rate")


_SEVERAL: Final = 2
_EXPENSES: Final = frozenset({"abroad", "vehicles", "reception", "purchase", "running"})


_INCOMES: Final = frozenset({"fiscal", "business", "operating", "higher", "subordinate", "other", "general-income"})
_SPENDINGS: Final = frozenset({"basic", "project", "up", "operating", "subsidy"})


def _shared(passage: Passage, amount: Amount) -> bool:
    """Whether an amount is told as a share itself: a part among parts, and not the whole of those behind it."""
    at = passage.amounts.index(amount) + 1
    after = passage.amounts[at] if at < len(passage.amounts) else None
    return after is not None and after.rate and "占" in after.words


def _of_all(named: str, tie: Tie | None, book: Book) -> list[Figure]:
    """All income or all spending, for a part of it whose share names no whole."""
    kind = None
    if not named and tie is not None:
        kind = TableKind.INCOME if tie.name in _INCOMES else TableKind.SPENDING if tie.name in _SPENDINGS else None
    whole = None if kind is None else book.figure(kind, "total")
    return [whole] if whole is not None and whole.filled else []


def _public(tie: Tie) -> bool:
    """Whether an amount is one of the three expenses: 公用经费 of basic expenditure is called running too."""
    return tie.cell is not None and tie.cell.address.section == TableKind.PUBLIC


class _Share(Struct, frozen=True, kw_only=True):
    """A share with the amount and the cell that it is of its whole."""

    rate: Figure
    part: Figure
    cell: Figure
    whole: Figure
    named: bool
    holds: bool

    @property
    def line(self) -> str:
        """What was reckoned."""
        exact = value_of(self.cell) / value_of(self.whole) * _HUNDRED
        return f"{plain(value_of(self.cell))} ÷ {plain(value_of(self.whole))} = {percent(exact)}"


def _share(passage: Passage, at: int, tied: dict[str, Tie], book: Book) -> _Share | None:
    rate = passage.amounts[at]
    part = next((one for one in reversed(passage.amounts[:at]) if one.money), None)
    cell = tied[part.figure.key].cell if part is not None and part.figure.key in tied else None
    if part is None or cell is None:
        return None
    named = compiled(r"^.*占|的(?:比重|比例)?(?:为)?$").sub("", rate.words)
    first: _Share | None = None
    for whole in _wholes(passage, rate, at, tied, book):
        if value_of(whole) <= 0 or whole.key == cell.key:
            continue
        holds = reaches(rate.figure, part.figure, whole) or reaches(rate.figure, cell, whole)
        known = bool(named) or _of_expenses(passage, tied[part.figure.key], whole) or _begun(passage, at, tied, whole)
        share = _Share(rate=rate.figure, part=part.figure, cell=cell, whole=whole, named=known, holds=holds)
        if holds:
            return share
        first = first or share
    # A whole that the words name, and no cell that they lead to: nothing that the sentence began with stands for it.
    return None if named and first is not None and not _known(named, passage, at, book) else first


def _of_expenses(passage: Passage, tie: Tie, whole: Figure) -> bool:
    """Whether an expense is told as a share of the three in a passage about these: no other whole can be meant."""
    return (
        tie.name in _EXPENSES
        and _public(tie)
        and whole.address.section == TableKind.PUBLIC
        and "三公" in passage.section + passage.text
    )


def _begun(passage: Passage, at: int, tied: dict[str, Tie], whole: Figure) -> bool:
    """Whether the passage begins with all income or all spending, and the part is one of that table's own."""
    part = next((one for one in reversed(passage.amounts[:at]) if one.money), None)
    first = next((one for one in passage.amounts[:at] if one.money), None)
    if part is None or first is None or first is part or first.figure.key not in tied or part.figure.key not in tied:
        return False
    names = {"income": _INCOMES, "spending": _SPENDINGS}.get(tied[first.figure.key].name, frozenset())
    return tied[part.figure.key].name in names and any(cell.key == whole.key for cell in tied[first.figure.key].cells)


_TOTALS: Final = (
    (compiled(r"^(?:本年)?总支出(?:预算|决算)?$"), "支出合计"),
    (compiled(r"^(?:本年)?总收入(?:预算|决算)?$"), "收入合计"),
    (compiled(r"^一般公共预算(?:财政拨款)?总支出$"), "一般公共预算财政拨款支出"),
    (compiled(r"^财政拨款三公经费总支出(?:决算)?$"), "三公经费支出决算"),
)
"""How the words of a share name a total, and what the tables call it."""


def _probe(named: str, passage: Passage, at: int) -> Amount | None:
    """The amount in front of a share, called as the share calls its whole."""
    part = next((one for one in reversed(passage.amounts[:at]) if one.money), None)
    flat = compiled(r"[“”\"]").sub("", named)
    words = next((name for pattern, name in _TOTALS if pattern.search(flat)), flat)
    rate = passage.amounts[at]
    if part is None:
        return None
    return replace(part, words=words, start=rate.start, end=rate.end, change=False, foreign=False)


def _known(named: str, passage: Passage, at: int, book: Book) -> bool:
    probe = _probe(named, passage, at)
    anchor = None if probe is None else anchor_of(probe, passage, book)
    return anchor is not None and bool(anchor.cells)


def _wholes(passage: Passage, rate: Amount, at: int, tied: dict[str, Tie], book: Book) -> Sequence[Figure]:
    """The cells that may be the whole of a share."""
    named = compiled(r"^.*占|的(?:比重|比例)?(?:为)?$").sub("", rate.words)
    wholes: list[Figure] = []
    if named:
        probe = _probe(named, passage, at)
        anchor = None if probe is None else anchor_of(probe, passage, book)
        wholes += list(anchor.cells) if anchor is not None else []
    part = next((one for one in reversed(passage.amounts[:at]) if one.money), None)
    expense = tied.get(part.figure.key) if part is not None and not named else None
    if expense is not None and expense.name in _EXPENSES and _public(expense):
        column = "final-total" if book.final else "total"
        whole = book.figure(TableKind.PUBLIC, "total", column) or book.figure(TableKind.PUBLIC, "total", "total")
        wholes += [whole] if whole is not None and whole.filled else []
    wholes += _of_all(named, expense, book)
    first = next((one for one in passage.amounts[:at] if one.figure.key in tied and not _shared(passage, one)), None)
    if first is not None and (cell := tied[first.figure.key].cell) is not None:
        wholes.append(cell)
    return wholes
