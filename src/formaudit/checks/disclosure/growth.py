"""D10: changes that the text tells: how far and at what rate something rose or fell, and against which amount.

A change, its rate and the amount that changed are three figures of one sentence; the words of the change say of which
amount it is one. Where they name another one than stands beside them, only the directions are compared.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.checks.disclosure.said import called, open_reason, percent, right_rate, said, value_of, wrong_rate
from formaudit.graph.disclosure.amounts import Amount, Passage
from formaudit.graph.disclosure.anchors import anchor_of
from formaudit.graph.disclosure.book import Book
from formaudit.graph.disclosure.published import Published
from formaudit.graph.disclosure.rounding import reaches, rounded_up, unit_place
from formaudit.graph.reading import plain
from formaudit.model.disclosure import TableKind
from formaudit.model.verdict import Outcome, Severity, Verdict
from formaudit.patterns import Late, compiled

__all__ = ["changes_in_text"]

_HUNDRED: Final = Decimal(100)
_WAY: Final = Late(r"(?P<up>增加|增长|上升|提高|调增|增)|(?P<down>减少|下降|降低|压减|调减|减)")
_VERB: Final = Late(r"(?:增加|减少|下降|增长|上升|提高|降低|压减|调增|调减|增|减)(?:了|额|数|为|约|幅度|率)*$")
_AGAINST: Final = Late(
    r"^(?:[与比较同](?:上年|去年|上一年|20\d{2}年)?(?:度)?(?:年初|全年)?(?:预算|决算|执行|完成)*(?:总?数)?(?:相比)?)"
)
_FILLERS: Final = Late(r"^(?:各|均|也|则|共)+|(?:各|均|也|则|共|总体)+$")
_COMPLETED: Final = Late(r"完成(?P<which>年初|全年|调整)?预算(?:数)?的?$")
_PLANNED: Final = Late(r"(?P<which>年初|全年|调整)?预算(?:数)?(?:为)?$")
_SPENT: Final = Late(r"决算(?:数)?(?:为)?$|支出(?:数)?(?:为)?$")
_DEVIATION: Final = Late(r"(?:预决算)?差异率(?:为)?-?$")
_BASE: Final = Late(r"预算(?:数)?(?:为)?$|决算(?:数)?(?:为)?$|执行数(?:为)?$|上年(?:数)?(?:为)?$|支出(?:数)?(?:为)?$")


def changes_in_text(published: Published) -> Iterator[Verdict]:
    """A verdict on each rate of change whose amounts stand beside it."""
    tied = {tie.amount.figure.key: tie.name for tie in published.ties if tie.cell is not None}
    items = {item.passage.note.place.paragraph: item for item in published.items if item.path is not None}
    for passage in published.passages:
        item = items.get(passage.note.place.paragraph)
        told = item.told[0] if item is not None and item.passage is passage and item.told else None
        for at, rate in enumerate(passage.amounts):
            if item is None and at > 1 and rate.rate and _COMPLETED.now.search(rate.words):
                yield from _of_budget(passage, at)
            if item is None and at and rate.rate and _COMPLETED.now.search(rate.words):
                yield from _of_expense(passage, at, tied, published.book)
            if at > 1 and rate.rate and _DEVIATION.now.search(rate.words):
                yield from _deviation(passage, at)
            if at == 0 or not rate.rate or not rate.change:
                continue
            before = passage.amounts[at - 1]
            if not before.money or not _beside(passage, before, rate) or _subject(rate):
                continue
            if before.change:
                yield from _of_change(passage, at, tied, told, published)
            elif item is None:
                yield from _of_two(passage, at)


def _of_budget(passage: Passage, at: int) -> Iterator[Verdict]:
    """预算为…，支出决算为…，完成预算的…: the three one behind the other."""
    rate, spent, planned = (passage.amounts[at - back] for back in range(3))
    completed = _COMPLETED.now.search(rate.words)
    base = _PLANNED.now.search(planned.words)
    if (
        completed is None
        or base is None
        or not (planned.money and spent.money)
        or not _SPENT.now.search(spent.words)
        or any(one.change or one.foreign for one in (planned, spent))
        or _parted(passage, planned, spent)
        or not _beside(passage, spent, rate)
        or (completed["which"] and base["which"] and completed["which"] != base["which"])
        or value_of(planned.figure) == 0
    ):
        return
    figures = (rate.figure, planned.figure, spent.figure)
    exact = value_of(spent.figure) / value_of(planned.figure) * _HUNDRED
    line = f"{plain(value_of(spent.figure))} ÷ {plain(value_of(planned.figure))} = {percent(exact)}"
    if reaches(rate.figure, spent.figure, planned.figure):
        yield right_rate(figures, line)
    else:
        yield wrong_rate(figures, f"{line} ≠ {called(rate.figure)}", "published.rate")


def _of_expense(passage: Passage, at: int, tied: Mapping[str, str], book: Book) -> Iterator[Verdict]:
    """接待费支出决算为…，完成预算的…, without the budget itself: the table of the three expenses prints it.

    Its budget may be the full-year one where the text means the opening one, or the reverse: a miss is not decided.
    """
    rate, spent = passage.amounts[at], passage.amounts[at - 1]
    name = tied.get(spent.figure.key, "")
    before = passage.amounts[at - 2] if at > 1 else None
    if not spent.money or not book.final or not _beside(passage, spent, rate):
        return
    if (
        before is not None
        and before.money
        and _PLANNED.now.search(before.words)
        and not _parted(passage, before, spent)
    ):
        return
    base = book.figure(TableKind.PUBLIC, "total", name) if name else None
    if (
        base is None
        or base.address.section != TableKind.PUBLIC
        or not book.figure(TableKind.PUBLIC, "total", f"final-{name}")
    ):
        return
    figures = (rate.figure, spent.figure, base)
    line = f"{plain(value_of(spent.figure))} ÷ {plain(value_of(base))}"
    if value_of(base) and reaches(rate.figure, spent.figure, base):
        yield right_rate(figures, line)
    else:
        yield said("D10", Outcome.UNDECIDED, figures, line, open_reason(rate.figure), key=f"{rate.figure.key}=rate")


def _deviation(passage: Passage, at: int) -> Iterator[Verdict]:
    """预算数为…，决算数为…，预决算差异率…: how far the accounts are above or below the budget in front of them."""
    rate, spent, planned = (passage.amounts[at - back] for back in range(3))
    if (
        not (planned.money and spent.money)
        or _PLANNED.now.search(planned.words) is None
        or _SPENT.now.search(spent.words) is None
        or any(one.change or one.foreign for one in (planned, spent))
        or _parted(passage, planned, spent)
        or not _beside(passage, spent, rate)
        or value_of(planned.figure) == 0
    ):
        return
    figures = (rate.figure, planned.figure, spent.figure)
    one, other = value_of(spent.figure), value_of(planned.figure)
    exact = (one - other) / other * _HUNDRED
    line = f"({plain(one)} − {plain(other)}) ÷ {plain(other)} = {percent(exact)}"
    negative = rate.words.endswith("-")
    if not reaches(rate.figure, spent.figure, planned.figure, change=True):
        yield wrong_rate(figures, f"{line} ≠ {'-' if negative else ''}{called(rate.figure)}", "published.rate")
    elif negative and exact > 0 and rate.figure.amount:
        yield wrong_rate(figures, f"{line} ≠ -{called(rate.figure)}", "published.direction")
    else:
        yield right_rate(figures, line)


def _beside(passage: Passage, one: Amount, other: Amount) -> bool:
    """Whether no other number and no end of a sentence stands between two amounts."""
    return compiled(r"[\d。；;]").search(passage.text[one.end : other.start]) is None


def _parted(passage: Passage, one: Amount, other: Amount) -> bool:
    """Whether another amount or the end of a sentence stands between two; the year that a base is named by is none."""
    between = compiled(r"20\d{2}年").sub("", passage.text[one.end : other.start])
    return compiled(r"[\d。；;]").search(between) is not None


def _way(words: str) -> int:
    """1 for a rise, -1 for a fall, 0 where the words say neither: the last word of the kind counts."""
    found = list(_WAY.now.finditer(words[-8:]))
    return 0 if not found else 1 if found[-1]["up"] else -1


def _of_change(
    passage: Passage, at: int, tied: Mapping[str, str], told: Amount | None, published: Published
) -> Iterator[Verdict]:
    """增加 or 减少 by so much, at such a rate."""
    change, rate = passage.amounts[at - 1], passage.amounts[at]
    up, rose = _way(change.words), _way(rate.words)
    total = _total(passage, at - 1, tied, told, published)
    figures = (rate.figure, change.figure, *((total.figure,) if total is not None else ()))
    if up and rose and up != rose and value_of(change.figure) and rate.figure.amount:
        line = f"{change.words[-4:]}{called(change.figure)} ↔ {rate.words[-4:]}{called(rate.figure)}"
        yield wrong_rate(figures, line, "published.direction")
        return
    if total is None or not up:
        return
    base = value_of(total.figure) - up * value_of(change.figure)
    if base <= 0:
        return
    exact = value_of(change.figure) / base * _HUNDRED
    line = f"{plain(value_of(change.figure))} ÷ {plain(base)} = {percent(exact)}"
    if _fits(rate, change, total, up):
        yield right_rate(figures, line)
        return
    others = (one for one in passage.amounts[: at - 1] if one.money and not one.change and not one.foreign)
    if any(_fits(rate, change, one, up) for one in others):
        # 三公经费…，其中公务接待费…，比上年减少…: the change is one of the whole and not of the nearest amount.
        return
    wrong = wrong_rate(figures, f"{line} ≠ {called(rate.figure)}", "published.rate")
    # Where no cell tells what the amount is, the change may be one of another amount.
    known = total.figure.key in tied or total is told
    yield wrong if known else replace(wrong, severity=Severity.MINOR)


def _fits(rate: Amount, change: Amount, total: Amount, up: int) -> bool:
    """Whether a rate is that of a change of an amount, each as exact as it is printed."""
    base = value_of(total.figure) - up * value_of(change.figure)
    if base <= 0:
        return False
    exact = value_of(change.figure) / base * _HUNDRED
    step = Decimal(1).scaleb(-rate.figure.decimals)
    slack = _HUNDRED * (unit_place(change.figure) + exact / _HUNDRED * unit_place(total.figure)) / base
    return exact - step - slack <= rate.figure.amount <= exact + rounded_up(rate.figure) + slack


def _subject(amount: Amount) -> str:
    """What the words of a change say to have changed, empty where they leave it to what stands in front."""
    words = compiled(r"[“”\"]|同比|同口径|幅度?|比例|[（(]").sub("", amount.words)
    subject = compiled(r"^支(?=总)").sub("收支", _AGAINST.now.sub("", _VERB.now.sub("", words)))
    return _FILLERS.now.sub("", _FILLERS.now.sub("", subject))


def _total(
    passage: Passage, at: int, tied: Mapping[str, str], told: Amount | None, published: Published
) -> Amount | None:
    """The amount that a change is one of: the one that its words name, else the one right in front of it."""
    change = passage.amounts[at]
    subject = _subject(change)
    earlier = [one for one in passage.amounts[:at] if one.money]
    if not subject:
        near = earlier[-1] if earlier else None
        if near is None or near.change or near.foreign:
            return None
        if len(earlier) > 1 and compiled(r"[。；;]").search(passage.text[near.end : change.start]):
            return None  # several amounts stand in the sentence before: the change may be one of any of them
        if near.figure.key in tied or near is told:
            return near
        return near if not _parted(passage, near, change) else None
    probe = replace(change, words=subject, change=False, foreign=False)
    anchor = anchor_of(probe, passage, published.book)
    if anchor is None:
        return None
    return next((one for one in reversed(earlier) if tied.get(one.figure.key) == anchor.name), None)


def _of_two(passage: Passage, at: int) -> Iterator[Verdict]:
    """An amount of this year, last year's, and the rate between them, one behind the other."""
    rate, base = passage.amounts[at], passage.amounts[at - 1]
    now = passage.amounts[at - 2] if at > 1 else None
    if (
        now is None
        or not base.foreign
        or not _BASE.now.search(base.words)
        or not now.money
        or now.change
        or now.foreign
        or not _beside(passage, now, replace(base, start=max(_words_start(passage, base), now.end)))
        or value_of(base.figure) == 0
    ):
        return
    figures = (rate.figure, now.figure, base.figure)
    one, other = value_of(now.figure), value_of(base.figure)
    exact = (one - other) / other * _HUNDRED
    line = f"({plain(one)} − {plain(other)}) ÷ {plain(other)} = {percent(exact)}"
    if not reaches(rate.figure, now.figure, base.figure, change=True):
        return
    if _way(rate.words) * exact < 0 and rate.figure.amount:
        yield wrong_rate(figures, f"{line} ≠ {rate.words[-2:]}{called(rate.figure)}", "published.direction")
    else:
        yield right_rate(figures, line)


def _words_start(passage: Passage, amount: Amount) -> int:
    """Where the words of an amount begin; a year in them is no number of its own."""
    return max(passage.text.rfind(mark, 0, amount.start) for mark in "，,。；;：:") + 1
