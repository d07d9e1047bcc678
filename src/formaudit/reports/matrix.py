"""One fact in several documents: a row for each fact, a column for each form that states it."""

from msgspec import Struct

from formaudit.model.figure import Figure
from formaudit.model.report import SubmissionReport
from formaudit.reports.arrange import Arrangement, tick_order

__all__ = ["Matrix", "MatrixRow", "matrix_of"]

_FAMILIES = "XN"
"""Checks across documents, and of the report's amounts against the tables."""

_FORMS = ("annex1", "annex2", "annex3", "annex4", "report", "unknown")


class MatrixRow(Struct, frozen=True):
    """A fact: its label, the figures that state it in each column, and the numbers of the findings on it.

    Without findings all figures of the row agree. ``calculations`` says how they were compared.
    """

    label: str
    cells: tuple[tuple[Figure, ...], ...]
    findings: tuple[int, ...]
    calculations: tuple[str, ...]


class Matrix(Struct, frozen=True):
    """``columns`` are the forms by kind and index."""

    columns: tuple[tuple[str, int], ...]
    rows: tuple[MatrixRow, ...]


class _Comparison(Struct, frozen=True):
    """One comparison between documents; ``number`` is its finding's, 0 where it holds."""

    figures: tuple[Figure, ...]
    calculation: str
    number: int

    @property
    def heads(self) -> frozenset[str]:
        """The figures that state the fact itself: both sides of a pair, or the whole without its parts."""
        if len(self.figures) == 2:
            return frozenset(figure.key for figure in self.figures)
        first = self.figures[0]
        return frozenset(figure.key for figure in self.figures if figure.value == first.value)


def _column(figure: Figure) -> tuple[str, int]:
    return (figure.place.form or "unknown", figure.place.form_index or 0)


def _column_order(column: tuple[str, int]) -> tuple[int, str, int]:
    form, index = column
    return (_FORMS.index(form) if form in _FORMS else len(_FORMS), form, index)


def _comparisons(submission: SubmissionReport, arrangement: Arrangement) -> list[_Comparison]:
    found = [
        _Comparison(item.finding.figures, item.finding.calculation, item.number)
        for item in arrangement.all
        if item.finding.check[:1] in _FAMILIES
    ]
    found += [
        _Comparison(tick.figures, tick.calculation, 0)
        for tick in sorted(submission.ticks, key=tick_order)
        if tick.check[:1] in _FAMILIES
    ]
    kept = []
    for comparison in found:
        filled = tuple(figure for figure in comparison.figures if figure.filled)
        if len({_column(figure) for figure in filled}) > 1:
            kept.append(_Comparison(filled, comparison.calculation, comparison.number))
    return kept


def _facts(comparisons: list[_Comparison]) -> list[list[_Comparison]]:
    """Comparisons put together where they share a head, in the order of the first of them."""
    root = list(range(len(comparisons)))

    def find(index: int) -> int:
        while root[index] != index:
            root[index] = root[root[index]]
            index = root[index]
        return index

    owner: dict[str, int] = {}
    for index, comparison in enumerate(comparisons):
        for key in comparison.heads:
            if key in owner:
                first, second = sorted((find(owner[key]), find(index)))
                root[second] = first
            else:
                owner[key] = index
    groups: dict[int, list[_Comparison]] = {}
    for index, comparison in enumerate(comparisons):
        groups.setdefault(find(index), []).append(comparison)
    return list(groups.values())


def matrix_of(submission: SubmissionReport, arrangement: Arrangement) -> Matrix:
    """The facts that at least two forms state, derived from what the checks across documents compared."""
    facts = _facts(_comparisons(submission, arrangement))
    columns = tuple(
        sorted({_column(figure) for fact in facts for item in fact for figure in item.figures}, key=_column_order)
    )
    rows = []
    for fact in facts:
        figures = {(figure.key, figure.place.order): figure for item in fact for figure in item.figures}
        ordered = sorted(figures.values(), key=lambda figure: (figure.place.order, figure.key))
        heads = frozenset(key for item in fact for key in item.heads)
        # The tables come before the report: their labels name the fact more shortly than a sentence does.
        named = min(
            (figure for figure in ordered if figure.key in heads), key=lambda figure: _column_order(_column(figure))
        )
        rows.append(
            MatrixRow(
                label=named.label,
                cells=tuple(tuple(figure for figure in ordered if _column(figure) == column) for column in columns),
                findings=tuple(sorted({item.number for item in fact if item.number})),
                calculations=tuple(dict.fromkeys(item.calculation for item in fact if item.calculation)),
            )
        )
    return Matrix(columns, tuple(sorted(rows, key=lambda row: not row.findings)))
