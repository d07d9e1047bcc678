"""Forms in which nothing stands that could be examined: goals alone (绩效目标表), or a form that nobody filled in."""

from collections.abc import Iterator

from formaudit.graph.collect import figures_in
from formaudit.messages import word
from formaudit.model.figure import Figure, State
from formaudit.model.forms import BaseDataForm, SelfEvaluation
from formaudit.model.report import FileError
from formaudit.model.submission import Submission
from formaudit.text import compact

__all__ = ["blank_forms", "goals_only"]


def goals_only(submission: Submission, lang: str) -> tuple[FileError, ...]:
    """One error for each form of goals without the form that tells what became of them: it cannot be called clean."""
    evaluated = {compact(form.name) for form in submission.self_evaluations if not _declares(form)}
    return tuple(
        _error(submission, form, "goals-only", lang)
        for form in submission.self_evaluations
        if _declares(form) and compact(form.name) not in evaluated
    )


def blank_forms(submission: Submission, lang: str) -> tuple[FileError, ...]:
    """One error for each form 2, 3 or 4 without any entry: a template among the papers, or not filled in."""
    forms: tuple[SelfEvaluation | BaseDataForm, ...] = (*submission.base_data, *submission.self_evaluations)
    return tuple(_error(submission, form, "blank-form", lang) for form in forms if not any(_entries(form)))


def _error(submission: Submission, form: SelfEvaluation | BaseDataForm, code: str, lang: str) -> FileError:
    return FileError(
        file=submission.documents[form.file].source.path,
        code=code,
        message=word(f"error.{code}", lang, form=form.title or word(f"form.{form.form}", lang)),
        remedy=word(f"remedy.{code}", lang),
    )


def _entries(form: SelfEvaluation | BaseDataForm) -> Iterator[bool]:
    """Whether each place that the unit fills in holds something; points to be had are printed by whoever asks."""
    printed = set[int]()
    if isinstance(form, SelfEvaluation):
        yield from (bool(compact(goal.expected.text) or compact(goal.actual.text)) for goal in form.goals)
        yield from (bool(compact(row.target_text.text) or compact(row.achieved_text.text)) for row in form.indicators)
        points = (
            *(row.weight for row in form.funds),
            *(row.weight for row in form.indicators),
            *(row.weight for row in form.subtotals),
            *(group.figure for group in form.points),
            *(figure for _, figure in form.level_weights),
            form.total_weight,
        )
        printed.update(map(id, points))
    yield from (figure.state is not State.BLANK for figure in figures_in([form]) if id(figure) not in printed)


def _declares(form: SelfEvaluation) -> bool:
    """Whether a form has goals, and no column at all for what was reached, earned or spent."""
    rows = form.indicators
    results = any(figure is not None for row in rows for figure in (row.achieved, row.weight, row.score))
    spent = any(_filled(figure) for row in form.funds for figure in (row.actual_amount, row.rate, row.score))
    closed = _filled(form.total_score) or _filled(form.total_weight) or bool(form.spending)
    reached = any(compact(goal.actual.text) for goal in form.goals)
    return any(_filled(row.target) for row in rows) and not (results or spent or closed or reached)


def _filled(figure: Figure | None) -> bool:
    return figure is not None and figure.something
