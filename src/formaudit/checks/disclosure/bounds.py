"""D11, D12 of procurement and targets: parts of the text that make their whole, or are at most their whole."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from formaudit.checks.disclosure.said import amount_of, called, said, value_of
from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.disclosure.amounts import Amount, Passage
from formaudit.graph.disclosure.book import Book
from formaudit.graph.disclosure.rounding import rounding_of
from formaudit.graph.reading import plain
from formaudit.messages import phrase
from formaudit.model.disclosure import TableKind
from formaudit.model.figure import ZERO, Figure
from formaudit.model.verdict import Outcome, Severity, Verdict
from formaudit.patterns import Late, compiled

__all__ = ["bounds_in_text", "procurement_by_kind"]

_TAIL: Final = Decimal("0.02")
_RESERVED: Final = Late(
    r"中小企业(?:预留)?.*(?:预算)?(?:金额|预算)(?:为)?$|中小企业.{0,6}预留.{0,10}(?:份额|金额|项目)?(?:为)?$|预留.{0,6}中小企业.{0,8}$"
)
_KINDS: Final = ("货物", "工程", "服务")
_SEVERAL: Final = 2
_QUESTION: Final = Severity.MINOR


def bounds_in_text(evidence: Evidence) -> Iterator[Verdict]:
    """D12: a part is at most its whole: reserved procurement, contracts awarded, projects with targets."""
    published = evidence.graph.published
    if published is None:
        return
    bought: Amount | None = None
    for passage in published.passages:
        bought = _procured(passage) or bought
        yield from _procurement(passage, bought, published.book)
        yield from _targets(passage, published.book)
        yield from _office(passage, published.book)
        yield from _guests(passage, published.book)


def _procured(passage: Passage) -> Amount | None:
    """The amount of all procurement in a paragraph."""
    return next(
        (
            one
            for one in passage.amounts
            if one.money
            and not one.change
            and not one.foreign
            and compiled(
                r"政府采购(?:支出)?(?:预算)?(?:总?金?额|总计|合计)?(?:\([^()]*\))?(?:安排)?(?:为|共计|共|数为)?$"
            ).search(
                one.words,
            )
            and "预留" not in one.words
        ),
        None,
    )


def _procurement(passage: Passage, bought: Amount | None, book: Book) -> Iterator[Verdict]:
    if bought is None:
        return
    total = bought.figure
    spent = None if book.final else book.figure(TableKind.SPENDING, "total")
    if bought in passage.amounts and spent is not None and value_of(total) <= value_of(spent):
        yield _within((total, *_kinds_of(passage, total)), spent)
    small = next(
        (
            one
            for one in passage.amounts
            if one.money and _RESERVED.now.search(one.words) and not compiled(r"小[型微].{0,6}企业").search(one.words)
        ),
        None,
    )
    micro = next(
        (
            one
            for one in passage.amounts
            if one.money
            and compiled(r"小[型微].{0,8}企业.*(?:预算)?(?:金额|预算|份额|预留)?(?:为)?$").search(one.words)
            and one is not small
        ),
        None,
    )
    if small is not None and not small.change:
        yield _within((small.figure,), total, above=spent)
        if micro is not None and not micro.change and "预" in micro.words:
            # 其中，预留给小型和微型企业: what is told as a part cannot be more.
            nested = "其中" in passage.text[small.end : micro.start]
            yield _within((micro.figure,), small.figure, above=spent, severity=Severity.MAJOR if nested else _QUESTION)
    yield from _awarded(passage, total)


def procurement_by_kind(passages: Sequence[Passage]) -> Iterator[Verdict]:
    """Goods, works and services make all procurement, where all three are named."""
    for passage in passages:
        bought = _procured(passage)
        if bought is None:
            continue
        after = [one for one in passage.amounts if one.start > bought.start and one.money]
        parts = [next((one for one in after if kind in one.words[-14:]), None) for kind in _KINDS]
        figures = [one.figure for one in parts if one is not None]
        if len(figures) < _SEVERAL or len({figure.key for figure in figures}) != len(figures):
            continue
        if len(figures) < len(_KINDS) and not compiled(r"其中[:：]?[^。；;]*$").search(passage.text[: after[0].start]):
            continue
        total = sum(map(value_of, figures), ZERO)
        gap = abs(total - value_of(bought.figure))
        tail = max(_TAIL, rounding_of(bought.figure, *figures))
        line = " + ".join(plain(value_of(one)) for one in figures)
        key = f"{bought.figure.key}=kinds"
        if gap <= tail:
            message = phrase("published.items.holds", count=str(len(figures)), printed=called(bought.figure))
            yield said(
                "D11",
                Outcome.HOLDS,
                (bought.figure, *figures),
                f"{line} {'=' if gap == 0 else '≈'} {plain(value_of(bought.figure))}",
                message,
                key=key,
            )
            continue
        message = phrase(
            "published.items.broken", count=str(len(figures)), total=amount_of(total, "万元"),
            printed=called(bought.figure),
            gap=amount_of(gap, "万元"),
        )  # fmt: skip
        calculation = f"{line} = {plain(total)} ≠ {plain(value_of(bought.figure))}"
        # A kind that is not named may be nothing, or may have been left out.
        severity = None if len(figures) == len(_KINDS) else Severity.MINOR
        yield said(
            "D11",
            Outcome.BROKEN,
            (bought.figure, *figures),
            calculation,
            message,
            key=key,
            money=gap,
            severity=severity,
        )


def _kinds_of(passage: Passage, total: Figure) -> list[Figure]:
    """Goods, works and services, where they make up the procurement."""
    kinds = [
        one.figure
        for one in passage.amounts
        if one.money
        and compiled(r"(?:货物|工程|服务)(?:类)?(?:采购)?(?:预算|支出|金额|项目)*(?:为)?$").search(one.words)
    ]
    return kinds if kinds and sum(map(value_of, kinds), ZERO) == value_of(total) else []


def _awarded(passage: Passage, total: Figure) -> Iterator[Verdict]:
    """Contracts that small firms won where they were reserved, and elsewhere: together at most all procurement."""
    text = compiled(r"\s").sub("", passage.text)
    reserved = elsewhere = None
    at = 0
    for amount in passage.amounts:
        lead = passage.text[at : amount.start]
        at = amount.end
        if not amount.money:
            continue
        if compiled(r"其他政府采购项目").search(lead):
            elsewhere = elsewhere or amount
        elif compiled(r"面向中小企业预留的?政府采购项目中").search(lead):
            reserved = reserved or amount
    if reserved is None or elsewhere is None or "中标" not in text:
        return
    won = value_of(reserved.figure) + value_of(elsewhere.figure)
    line = f"{plain(value_of(reserved.figure))} + {plain(value_of(elsewhere.figure))} = {plain(won)}"
    figures = (elsewhere.figure, reserved.figure, total)
    key = f"{elsewhere.figure.key}<=procurement"
    if won <= value_of(total) + Decimal("0.02"):
        message = phrase(
            "published.within.holds",
            label=elsewhere.figure.label,
            printed=called(elsewhere.figure),
            whole=called(total),
        )
        yield said("D12", Outcome.HOLDS, figures, f"{line} ≤ {plain(value_of(total))}", message, key=key)
        return
    yield said(
        "D12",
        Outcome.BROKEN,
        figures,
        f"{line} > {plain(value_of(total))}",
        phrase(
            "published.awarded",
            reserved=called(reserved.figure),
            elsewhere=called(elsewhere.figure),
            total=called(total),
        ),
        key=key,
        severity=Severity.MAJOR,
    )


def _within(
    parts: Sequence[Figure], whole: Figure, *, above: Figure | None = None, severity: Severity = _QUESTION
) -> Verdict:
    """A part at most its whole; a larger one is a question, because contracts may run over years.

    Behind the part stand what it is made up of; ``above`` is a cell that the whole is known to be within.
    """
    part, *made = parts
    holds = value_of(part) <= value_of(whole) + Decimal("0.01")
    line = f"{plain(value_of(part))} {'≤' if holds else '>'} {plain(value_of(whole))}"
    if made:
        line = f"{' + '.join(plain(value_of(one)) for one in made)} = {line}"
    if holds and above is not None and value_of(whole) <= value_of(above):
        line += f" ≤ {plain(value_of(above))}"
    return said(
        "D12",
        Outcome.HOLDS if holds else Outcome.BROKEN,
        (part, whole, *made, *((above,) if above is not None and holds else ())),
        line,
        phrase(
            "published.within.holds" if holds else "published.within.broken",
            label=part.label,
            printed=called(part),
            whole=called(whole),
        ),
        key=f"{part.key}<={whole.key}",
        severity=severity,
    )


def _targets(passage: Passage, book: Book) -> Iterator[Verdict]:
    """Projects with targets in a budget: their money is part of all project expenditure, never more."""
    if book.final or not compiled(r"绩效目标").search(passage.text + passage.section):
        return
    projects = book.figure(TableKind.SPENDING, "total", "project")
    amount = next(
        (
            one
            for one in passage.amounts
            if one.money and compiled(r"涉及.*(?:资金|金额|预算)(?:为|共计|共)?$").search(one.words)
        ),
        None,
    )
    if projects is None or amount is None or amount.change or amount.foreign:
        return
    # 2024年纳入绩效目标管理的项目3个，涉及资金…: the year stands before the projects and not before their money.
    sentence = compiled(r"[。；;]").split(passage.text[: amount.start])[-1]
    years = compiled(r"20\d{2}(?=年)").findall(sentence)
    if book.year is None or not years or str(book.year) in years:
        yield _within((amount.figure,), projects)


def _guests(passage: Passage, book: Book) -> Iterator[Verdict]:
    """国内公务接待 is part of 公务接待费, which the same paragraph or the table of the expenses tells."""
    whole = part = None
    for one in passage.amounts:
        if not one.money or one.change or one.foreign:
            continue
        if compiled(r"^(?:其中[:：]?)?(?:国内|外事|国\(境\)外)(?:公务)?接待费?(?:支出)?(?:决算)?(?:为)?$").search(
            one.words
        ):
            part = part or one
        elif part is None and compiled(r"公务接待费(?:用)?(?:支出)?(?:预算|决算)?(?:数)?(?:为)?$").search(one.words):
            whole = one
    if whole is not None and part is not None:
        yield _within((part.figure,), whole.figure)
        return
    columns = ("final-reception", "reception") if book.final else ()
    cells = (book.figure(TableKind.PUBLIC, "total", column) for column in columns)
    cell = next((one for one in cells if one is not None), None)
    if part is not None and cell is not None and cell.filled:
        yield _within((part.figure,), cell, severity=Severity.MAJOR)


def _office(passage: Passage, book: Book) -> Iterator[Verdict]:
    """机关运行经费 of final accounts is at most 公用经费: it counts administrative units only."""
    if not book.final:
        return
    running = book.figure(TableKind.BASIC, "running-total") or book.figure(TableKind.BASIC, "total", "running")
    amount = next(
        (
            one
            for one in passage.amounts
            if one.money
            and not one.change
            and not one.foreign
            and compiled(r"机[关构]运行经费(?:支出)?(?:决算)?(?:为|共|共计)?$").search(one.words)
        ),
        None,
    )
    if running is not None and amount is not None:
        yield _within((amount.figure,), running)
