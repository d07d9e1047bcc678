"""D16: the self-evaluation of a unit beside its published budget and final accounts of the same year.

Both may count other money: appropriations only or all spending, the budget or its execution. Each reading is tried and
the one that fits is named. What fits none is searched among what is known to lie between them; the rest is a question.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from formaudit.checks.disclosure.papers import Paper, papers_of
from formaudit.checks.disclosure.said import amount_of, called, said, value_of
from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.lookups import box_figure, cost_figure, total_of
from formaudit.graph.reading import plain
from formaudit.messages import phrase
from formaudit.model.disclosure import TableKind
from formaudit.model.figure import Figure
from formaudit.model.verdict import Outcome, Severity, Verdict

__all__ = ["CHAIN", "against_evaluation"]

CHAIN: Final = "published.chain"
"""The key of the verdict that puts budget, final accounts and self-evaluation side by side."""
_TAIL: Final = Decimal("0.02")

Cell = tuple[TableKind, str, str, str]
_SPENT: Final[tuple[Cell, ...]] = (
    (TableKind.SPENDING, "", "total", "total"),
    (TableKind.APPROPRIATION, "spending", "year-total", "total"),
    (TableKind.GENERAL, "", "total", "total"),
)
_PLANNED: Final[tuple[Cell, ...]] = (
    (TableKind.SPENDING, "", "total", "total"),
    (TableKind.APPROPRIATION, "spending", "grand-total", "total"),
    (TableKind.GENERAL, "", "total", "total"),
)
_BASIC: Final[tuple[Cell, ...]] = (
    (TableKind.GENERAL, "", "total", "basic"),
    (TableKind.SPENDING, "", "total", "basic"),
)
_PROJECT: Final[tuple[Cell, ...]] = (
    (TableKind.GENERAL, "", "total", "project"),
    (TableKind.SPENDING, "", "total", "project"),
)
_PUBLIC: Final[tuple[Cell, ...]] = (
    (TableKind.PUBLIC, "", "total", "final-total"),
    (TableKind.PUBLIC, "", "total", "total"),
)
_RUNNING: Final[tuple[Cell, ...]] = (
    (TableKind.BASIC, "", "running-total", "total"),
    (TableKind.BASIC, "", "302", "total"),
    (TableKind.BASIC, "", "total", "running"),
)
_BETWEEN: Final[tuple[Cell, ...]] = (
    (TableKind.OVERALL, "income", "use-of-balances", "amount"),
    (TableKind.OVERALL, "income", "carried-in", "amount"),
    (TableKind.OVERALL, "spending", "carried-out", "amount"),
    (TableKind.OVERALL, "income", "business", "amount"),
    (TableKind.OVERALL, "income", "operating", "amount"),
    (TableKind.OVERALL, "income", "other", "amount"),
    (TableKind.APPROPRIATION, "spending", "year-total", "fund"),
    (TableKind.APPROPRIATION, "spending", "year-total", "capital"),
)


class _Question(Struct, frozen=True, kw_only=True):
    """A figure of the self-evaluation, and the cells that may be the same money."""

    told: Figure
    cells: tuple[Cell, ...]
    final: bool


def against_evaluation(evidence: Evidence) -> Iterator[Verdict]:
    """D16: what the self-evaluation says of the year against what was published of it."""
    own = evidence.submission
    papers = [paper for paper in papers_of(evidence) if paper.book.year == own.year]
    for question in _questions(evidence):
        fitting = [paper for paper in papers if paper.book.final is question.final]
        if question.told.filled and question.told.unit and fitting:
            yield _answer(question, fitting)
    yield from _chain(evidence, papers)


def _questions(evidence: Evidence) -> Iterator[_Question]:
    own = evidence.submission
    if own.departments:
        form = own.departments[0]
        total = total_of(form)
        if total is not None and total.actual_amount is not None:
            yield _Question(told=total.actual_amount, cells=_SPENT, final=True)
        if total is not None and total.original_budget is not None:
            yield _Question(told=total.original_budget, cells=_PLANNED, final=False)
        for source, cells in (("basic_expenditure", _BASIC), ("project_expenditure", _PROJECT)):
            figure = box_figure(form, source)
            if figure is not None:
                yield _Question(told=figure, cells=cells, final=True)
    for item, cells in (("三公经费", _PUBLIC), ("公用经费", _RUNNING)):
        figure = cost_figure(own, item, "final_account")
        if figure is not None:
            yield _Question(told=figure, cells=cells, final=True)


def _figures(paper: Paper, cells: Sequence[Cell]) -> list[Figure]:
    found = []
    for kind, side, item, column in cells:
        grid = paper.book.grid(kind, side)
        figure = None if grid is None else grid.figure(item, column)
        if figure is not None and figure.filled:
            found.append(figure)
    return found


def _answer(question: _Question, papers: Sequence[Paper]) -> Verdict:
    told = question.told
    cells = [(paper, cell) for paper in papers for cell in _figures(paper, question.cells)]
    key = f"{told.key}=published"
    if not cells:
        return said(
            "D16",
            Outcome.NOT_APPLICABLE,
            (told,),
            "",
            phrase("published.open", label=told.label, printed=called(told)),
            key=key,
        )
    for paper, cell in cells:
        if abs(value_of(told) - value_of(cell)) <= _TAIL:
            message = phrase(
                "published.evaluation.holds",
                label=told.label,
                printed=called(told),
                other=cell.label,
                reading=cell.label,
            )
            return said(
                "D16",
                Outcome.HOLDS,
                (told, paper.shown(cell)),
                f"{plain(value_of(cell))} = {plain(value_of(told))}",
                message,
                key=key,
            )
    for paper, cell in cells:
        gap = abs(value_of(told) - value_of(cell))
        between = next(
            (one for one in _figures(paper, _BETWEEN) if value_of(one) and abs(value_of(one) - gap) <= _TAIL), None
        )
        if between is not None:
            line = f"|{plain(value_of(told))} − {plain(value_of(cell))}| = {plain(value_of(between))}"
            message = phrase(
                "published.evaluation.explained",
                label=told.label,
                printed=called(told),
                other=cell.label,
                gap=amount_of(gap, "万元"),
                reading=between.label,
            )
            figures = (told, paper.shown(cell), paper.shown(between))
            return said("D16", Outcome.BROKEN, figures, line, message, key=key, severity=Severity.NOTE)
    paper, cell = cells[0]
    gap = abs(value_of(told) - value_of(cell))
    message = phrase(
        "published.evaluation.broken",
        label=told.label, printed=called(told), other=cell.label, cell=called(cell), gap=amount_of(gap, "万元"),
        reading=phrase("published.readings"),
    )  # fmt: skip
    line = f"{plain(value_of(told))} ≠ {plain(value_of(cell))}"
    return said("D16", Outcome.BROKEN, (told, paper.shown(cell)), line, message, key=key, money=gap)


def _chain(evidence: Evidence, papers: Sequence[Paper]) -> Iterator[Verdict]:
    """Budget, final accounts and self-evaluation side by side, where at least two of the three are there."""
    own = evidence.submission
    total = total_of(own.departments[0]) if own.departments else None
    told = total.actual_amount if total is not None else None
    if told is None or not told.filled:
        return
    found: list[Figure] = []
    for final in (False, True):
        paper = next((one for one in papers if one.book.final is final), None)
        cell = next(iter(_figures(paper, _SPENT)), None) if paper is not None else None
        if paper is not None and cell is not None:
            found.append(paper.shown(cell))
    if found:
        line = " → ".join(plain(value_of(one)) for one in (*found, told))
        message = phrase("published.chain", count=str(len(found) + 1))
        yield said("D16", Outcome.HOLDS, (told, *found), line, message, key=CHAIN)
