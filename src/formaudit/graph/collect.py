"""Every figure of a submission, in one order."""

from collections.abc import Iterable, Iterator

from formaudit.model.cells import DetailTable
from formaudit.model.disclosure import Disclosure
from formaudit.model.figure import Figure
from formaudit.model.forms import BaseDataForm, Form, FundList, FundRow, SelfEvaluation, UnknownForm
from formaudit.model.report_text import Report
from formaudit.model.submission import Submission

__all__ = ["figures_in", "figures_of", "fund_figures", "table_figures"]


def fund_figures(row: FundRow) -> tuple[Figure, ...]:
    """The figures of a row of funds, from left to right."""
    return tuple(
        figure
        for figure in (row.original_budget, row.final_budget, row.actual_amount, row.weight, row.rate, row.score)
        if figure is not None
    ) + tuple(figure for _, figure in row.beside)


def _details(tables: tuple[DetailTable, ...]) -> Iterator[Figure]:
    for table in tables:
        for row in table.rows:
            yield from (figure for figure in row.figures if figure is not None)


def _list(form: FundList) -> Iterator[Figure]:
    for row in form.rows:
        yield row.seq
        yield from row.amounts
    yield from _details(form.details)


def _base(form: BaseDataForm) -> Iterator[Figure]:
    for figure in (form.authorised_posts, form.staff_in_post, form.staffing_rate):
        if figure is not None:
            yield figure
    for row in form.rows:
        yield from row.figures
    for building in form.buildings:
        for figure in (
            building.approved_size,
            building.actual_size,
            building.size_rate,
            building.budget,
            building.actual,
            building.cost_rate,
        ):
            if figure is not None:
                yield figure


def _evaluation(form: SelfEvaluation) -> Iterator[Figure]:
    for row in (*form.funds, *form.income, *form.spending):
        yield from fund_figures(row)
    for _, weight in form.level_weights:
        yield weight
    for indicator in form.indicators:
        for figure in (indicator.target, indicator.achieved, indicator.weight, indicator.score):
            if figure is not None:
                yield figure
        yield from indicator.beside
    for group in form.points:
        yield group.figure
    added = (figure for row in form.subtotals for figure in (row.weight, row.score))
    for figure in (*added, form.total_weight, form.total_score, form.head_score):
        if figure is not None:
            yield figure
    yield from _details(form.details)
    yield from form.beside


def _report(form: Report) -> Iterator[Figure]:
    for claim in form.claims:
        yield from claim.figures


def table_figures(submission: Submission) -> Iterator[Figure]:
    """The figures that stand in tables, blanks included."""
    for listing in submission.fund_lists:
        yield from _list(listing)
    for base in submission.base_data:
        yield from _base(base)
    for form in (*submission.departments, *submission.projects):
        yield from _evaluation(form)
    for strange in submission.unknown:
        yield from _details(strange.details)
    for disclosure in submission.disclosures:
        for table in disclosure.typed:
            yield from table.figures


def figures_in(forms: Iterable[Form]) -> Iterator[Figure]:
    """The figures in the tables of some forms, blanks included."""
    for form in forms:
        if isinstance(form, FundList):
            yield from _list(form)
        elif isinstance(form, BaseDataForm):
            yield from _base(form)
        elif isinstance(form, SelfEvaluation):
            yield from _evaluation(form)
        elif isinstance(form, UnknownForm):
            yield from _details(form.details)
        elif isinstance(form, Disclosure):
            for table in form.typed:
                yield from table.figures


def figures_of(submission: Submission) -> tuple[Figure, ...]:
    """All figures, blanks included; a figure of the text that several claims share comes several times."""
    known = submission.found_out
    if figures_of not in known:  # half a dozen checks and records walk over them
        known[figures_of] = tuple(_all(submission))
    found: tuple[Figure, ...] = known[figures_of]
    return found


def _all(submission: Submission) -> Iterator[Figure]:
    yield from table_figures(submission)
    for report in submission.reports:
        yield from _report(report)
