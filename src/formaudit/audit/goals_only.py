"""Forms that declare goals and nothing else (绩效目标表): nothing reached, earned or spent that could be examined."""

from formaudit.messages import word
from formaudit.model.figure import Figure
from formaudit.model.forms import SelfEvaluation
from formaudit.model.report import FileError
from formaudit.model.submission import Submission
from formaudit.text import compact

__all__ = ["goals_only"]


def goals_only(submission: Submission, lang: str) -> tuple[FileError, ...]:
    """One error for each form of goals without the form that tells what became of them: it cannot be called clean."""
    evaluated = {compact(form.name) for form in submission.self_evaluations if not _declares(form)}
    return tuple(
        FileError(
            file=submission.documents[form.file].source.path,
            code="goals-only",
            message=word("error.goals-only", lang, form=form.title or word(f"form.{form.form}", lang)),
            remedy=word("remedy.goals-only", lang),
        )
        for form in submission.self_evaluations
        if _declares(form) and compact(form.name) not in evaluated
    )


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
