"""One fact in several documents: a row for each fact, a column for each form that states it.

A cell holds only figures that state the fact itself. Where a form states it in parts, the sum stands beside the row
with its operators, as it was reckoned; comparisons that are no equality (at most, a share, a word) make no row.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct

from formaudit.checks.kernel.evidence import Family
from formaudit.model.figure import Figure
from formaudit.model.form_kind import FormKind
from formaudit.model.report import SubmissionReport
from formaudit.patterns import compiled
from formaudit.reports.arrange import Arrangement, tick_order

__all__ = ["Matrix", "MatrixRow", "matrix_of"]

_FAMILIES: Final = (Family.ACROSS, Family.TEXT)
"""Checks across documents, and of the report's amounts against the tables."""

_FORMS: Final = tuple(FormKind)
_OTHERS: Final = compiled(r"\s[≤≥<>→/]\s")
"""Signs of a comparison that does not say that two figures are one fact."""
_LAST: Final = compiled(r"[=≠≈]\s*(-?[\d,]*\.?\d+)\D*$")
_STEP: Final = compiled(r"[+−×÷]")


class MatrixRow(Struct, frozen=True):
    """A fact: its label, the figures that state it in each column, and the numbers of the findings on it.

    Without findings all figures of the row agree. ``sums`` are the calculations by which parts make up the fact.
    """

    label: str
    cells: tuple[tuple[Figure, ...], ...]
    findings: tuple[int, ...]
    sums: tuple[str, ...]


class Matrix(Struct, frozen=True):
    """``columns`` are the forms by kind and index."""

    columns: tuple[tuple[FormKind, int], ...]
    rows: tuple[MatrixRow, ...]


class _Comparison(Struct, frozen=True):
    """One comparison between documents: the figures that state the fact, and the sum where it was stated in parts.

    ``number`` is its finding's, 0 where it holds.
    """

    stated: tuple[Figure, ...]
    sum: str
    number: int


def _column(figure: Figure) -> tuple[FormKind, int]:
    return (figure.place.form or FormKind.UNKNOWN, figure.place.form_index or 0)


def _column_order(column: tuple[FormKind, int]) -> tuple[int, int]:
    form, index = column
    return (_FORMS.index(form), index)


def _comparisons(submission: SubmissionReport, arrangement: Arrangement) -> list[_Comparison]:
    found = [
        (item.finding.check, item.finding.figures, item.finding.calculation, item.number) for item in arrangement.all
    ]
    found += [(tick.check, tick.figures, tick.calculation, 0) for tick in sorted(submission.ticks, key=tick_order)]
    kept = []
    for check, figures, calculation, number in found:
        filled = tuple(figure for figure in figures if figure.filled and figure.value is not None)
        if check.startswith(_FAMILIES) and len({_column(figure) for figure in filled}) > 1:
            comparison = _read(filled, calculation, number)
            if comparison is not None:
                kept.append(comparison)
    return kept


def _read(figures: tuple[Figure, ...], calculation: str, number: int) -> _Comparison | None:
    """The comparison as an equality of facts; ``None`` where it is of another kind."""
    if _OTHERS.search(calculation):
        return None
    if not _STEP.search(calculation):
        # Said to be the same: where it holds, figures that look different (a share and a rate) are no row.
        same = number or len({figure.value for figure in figures}) == 1
        return _Comparison(figures, "", number) if same and len(figures) == 2 else None
    whole = _whole(figures, calculation)
    return None if whole is None else _Comparison((whole,), calculation, number)


def _whole(figures: Sequence[Figure], calculation: str) -> Figure | None:
    """The figure that a sum is held against: the one that prints what stands last in the calculation."""
    last = _LAST.search(calculation)
    if last is None:
        return None
    value = Decimal(last[1].replace(",", ""))
    return next((figure for figure in figures if figure.value == value), None)


def _facts(comparisons: list[_Comparison]) -> list[list[_Comparison]]:
    """Comparisons put together where they share a figure that states the fact, in the order of the first of them."""
    root = list(range(len(comparisons)))

    def find(index: int) -> int:
        while root[index] != index:
            root[index] = root[root[index]]
            index = root[index]
        return index

    owner: dict[str, int] = {}
    for index, comparison in enumerate(comparisons):
        for figure in comparison.stated:
            if figure.key in owner:
                first, second = sorted((find(owner[figure.key]), find(index)))
                root[second] = first
            else:
                owner[figure.key] = index
    groups: dict[int, list[_Comparison]] = {}
    for index, comparison in enumerate(comparisons):
        groups.setdefault(find(index), []).append(comparison)
    return list(groups.values())


def matrix_of(submission: SubmissionReport, arrangement: Arrangement) -> Matrix:
    """The facts that at least two forms state, derived from what the checks across documents compared."""
    facts = _facts(_comparisons(submission, arrangement))
    columns = tuple(
        sorted({_column(figure) for fact in facts for item in fact for figure in item.stated}, key=_column_order)
    )
    rows = []
    for fact in facts:
        figures = {(figure.key, figure.place.order): figure for item in fact for figure in item.stated}
        ordered = sorted(figures.values(), key=lambda figure: (figure.place.order, figure.key))
        # The tables come before the report: their labels name the fact more shortly than a sentence does.
        named = min(ordered, key=lambda figure: _column_order(_column(figure)))
        rows.append(
            MatrixRow(
                label=named.label,
                cells=tuple(tuple(figure for figure in ordered if _column(figure) == column) for column in columns),
                findings=tuple(sorted({item.number for item in fact if item.number})),
                sums=tuple(dict.fromkeys(item.sum for item in fact if item.sum)),
            )
        )
    return Matrix(columns, tuple(sorted(rows, key=lambda row: not row.findings)))
