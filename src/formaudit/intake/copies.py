"""What a form says, without where it says it: two files often hold one form (DOCX and PDF, a draft kept beside)."""

from formaudit.model.disclosure import Disclosure
from formaudit.model.figure import Figure
from formaudit.model.forms import BaseDataForm, Form, FundList, FundRow, SelfEvaluation
from formaudit.model.report_text import Report

__all__ = ["Content", "content_of"]

Content = tuple[object, ...]


def content_of(form: Form) -> Content:
    """The texts and figures of a form, comparable; empty for a form in which nothing is filled."""
    if isinstance(form, SelfEvaluation):
        return _evaluation(form)
    if isinstance(form, BaseDataForm):
        cells = tuple((row.name, *map(_raw, row.figures)) for row in form.rows)
        head = tuple(map(_raw, (form.authorised_posts, form.staff_in_post, form.staffing_rate)))
        return ("annex2", form.year, head, cells) if any(any(row[1:]) for row in cells) else ()
    if isinstance(form, FundList):
        rows = tuple((_raw(row.seq), row.fund.text, row.unit.text, row.note.text) for row in form.rows)
        return ("annex1", form.year, rows) if rows else ()
    if isinstance(form, Disclosure):
        return _published(form)
    if isinstance(form, Report):
        texts = tuple("".join(part.text.split()) for section in form.sections for part in section.body)
        return ("report", form.title, texts) if texts else ()
    return ()


def _published(form: Disclosure) -> Content:
    cells = tuple(
        (table.kind.value, grid.side, row.item, *map(_raw, row.figures))
        for table in form.typed
        for grid in table.grids
        for row in grid.rows
    )
    lines = () if cells else tuple("".join(line.text.split()) for line in form.body)
    return (form.kind.value, form.year, cells, lines) if cells or lines else ()


def _raw(figure: Figure | None) -> str:
    return "" if figure is None else "".join(figure.raw.split())


def _funds(rows: tuple[FundRow, ...]) -> Content:
    return tuple(
        (row.name, *map(_raw, (row.original_budget, row.final_budget, row.actual_amount, row.rate, row.score)))
        for row in rows
    )


def _evaluation(form: SelfEvaluation) -> Content:
    funds = (*_funds(form.funds), *_funds(form.income), *_funds(form.spending))
    indicators = tuple(
        (row.name.text, row.target_text.text, row.achieved_text.text, _raw(row.weight), _raw(row.score))
        for row in form.indicators
    )
    # Points to be had are printed by whoever asks for the form: a template is filled with them.
    entries = ((row.target_text.text, row.achieved_text.text, _raw(row.score)) for row in form.indicators)
    filled = any(any(row[1:]) for row in funds if isinstance(row, tuple)) or any(map(any, entries))
    return (form.form, form.name, form.year, funds, indicators) if filled else ()
