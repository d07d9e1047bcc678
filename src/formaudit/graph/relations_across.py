"""Why figures of different tables must agree: annex 2, annex 3, the sum of annex 4."""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from formaudit.forms.lookups import (
    box_figure,
    box_holds_budget,
    complete_projects,
    cost_figure,
    has_money,
    same_stage,
    total_of,
)
from formaudit.graph.reading import first_that_holds, read_relation
from formaudit.graph.tolerance import Precision, wan
from formaudit.indicators.match import ACCEPT, best_match
from formaudit.model.figure import Figure, State
from formaudit.model.forms import SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome
from formaudit.text import without_remark

__all__ = [
    "across_forms",
]

_BUDGETS: Final = ("budget", "original_budget")


def _totals(submission: Submission, column: str) -> tuple[Figure, ...]:
    found: list[Figure] = []
    for form in submission.projects:
        total = total_of(form)
        figure = getattr(total, column) if total is not None else None
        if figure is not None:
            found.append(figure)
    return tuple(found)


def _unfilled(submission: Submission, column: str) -> str:
    """Why totals of projects cannot make a whole: one is blank with all its parts, and blank is not nothing."""
    for form in submission.projects:
        total = total_of(form)
        figure = getattr(total, column) if total is not None else None
        parts = [one for row in form.funds if (one := getattr(row, column)) is not None and one.filled]
        if figure is not None and figure.state is State.BLANK and not parts:
            return "projects-incomplete"
    return ""


def _project_chain(submission: Submission, precision: Precision) -> Iterator[Relation]:
    base_actual = cost_figure(submission, "项目支出", "final_account")
    actuals = _totals(submission, "actual_amount")
    complete = complete_projects(submission) and len(actuals) == len(submission.projects)
    if base_actual is not None and complete:
        yield Relation(
            check="X02",
            kind=RelationKind.SUM,
            subject="annex2.project=sum(annex4)",
            result=base_actual,
            parts=actuals,
            why="projects-add-up",
            doubt=_unfilled(submission, "actual_amount"),
        )
    base_budgets = [figure for code in _BUDGETS if (figure := cost_figure(submission, "项目支出", code)) is not None]
    if base_budgets and complete:
        candidates = tuple(
            Relation(
                check="X03",
                kind=RelationKind.SUM,
                subject="annex2.project.budget=sum(annex4)",
                result=base_budgets[0],
                parts=parts,
                why="project-budgets-add-up",
                doubt=_unfilled(submission, column),
            )
            for column in ("original_budget", "final_budget")
            if len(parts := _totals(submission, column)) == len(submission.projects)
        )
        if candidates:
            yield first_that_holds(candidates, precision)
    for form in submission.departments:
        yield from _department_chain(submission, form, base_actual, actuals, complete, precision)


def _department_chain(
    submission: Submission,
    form: SelfEvaluation,
    base_actual: Figure | None,
    actuals: tuple[Figure, ...],
    complete: bool,
    precision: Precision,
) -> Iterator[Relation]:
    project = box_figure(form, "project_expenditure")
    finals = _totals(submission, "final_budget")
    finals = finals if complete and len(finals) == len(submission.projects) else ()
    budget_box = box_holds_budget(form)
    if budget_box is None and project is not None and finals:
        # A box that equals neither total is judged by what its own rows say: a wrong total must not accuse them.
        by_budget = _projects(project, finals)
        if read_relation(by_budget, precision).outcome is Outcome.HOLDS:
            budget_box = True
        else:
            yield replace(by_budget, doubt="box-unknown")
    if project is not None:
        yield from _box_of_projects(submission, form, project, base_actual, budget_box, finals)
        if complete and project.filled and (budget_box is False or same_stage(form)):
            yield _projects(project, actuals, doubt=_unfilled(submission, "actual_amount"))
    yield from _executed_projects(submission, form, base_actual, actuals if complete else ())
    if total_of(form) is None:
        return
    if budget_box is True:
        yield from _whole_by_projects(submission, form, finals)
    yield from _sources(submission, form)


def _projects(project: Figure, parts: tuple[Figure, ...], *, of: str = "annex4", doubt: str = "") -> Relation:
    """Project expenditure in the box of annex 3 as the sum of the forms of projects."""
    return Relation(
        check="X02",
        kind=RelationKind.SUM,
        subject=f"annex3.project=sum({of})",
        result=project,
        parts=parts,
        why="projects-add-up",
        doubt=doubt,
    )


def _box_of_projects(
    submission: Submission,
    form: SelfEvaluation,
    project: Figure,
    base_actual: Figure | None,
    budget_box: bool | None,
    finals: tuple[Figure, ...],
) -> Iterator[Relation]:
    """Project expenditure in the box of annex 3 against annex 2, and against the budgets of the forms of projects."""
    both = same_stage(form)
    if (
        base_actual is not None
        and project.filled
        and base_actual.filled
        and (budget_box is False or both or (budget_box is None and wan(project) == wan(base_actual)))
    ):
        yield Relation(
            check="X02",
            kind=RelationKind.EQUAL,
            subject="annex3.project=annex2.project",
            result=project,
            parts=(base_actual,),
            why="same-project-expenditure",
        )
    if budget_box is True and finals:
        of = "annex4.budget" if both else "annex4"
        yield _projects(project, finals, of=of, doubt=_unfilled(submission, "final_budget"))


def _whole_by_projects(submission: Submission, form: SelfEvaluation, finals: tuple[Figure, ...]) -> Iterator[Relation]:
    """The unit's budget as basic expenditure and the budgets of all projects."""
    basic, total = box_figure(form, "basic_expenditure"), total_of(form)
    if basic is None or not basic.filled or total is None or total.final_budget is None or not finals:
        return
    yield Relation(
        check="X04",
        kind=RelationKind.SUM,
        subject="annex3.total.final=basic+sum(annex4)",
        result=total.final_budget,
        parts=(basic, *finals),
        why="basic-and-projects",
        doubt=_unfilled(submission, "final_budget"),
    )


def _executed_projects(
    submission: Submission, form: SelfEvaluation, base_actual: Figure | None, actuals: tuple[Figure, ...]
) -> Iterator[Relation]:
    """Project expenditure where annex 3 prints its execution in a column of its own."""
    row = next((row for row in form.spending if row.source == "project_expenditure"), None)
    if row is None or row.actual_amount is None or not row.actual_amount.filled:
        return
    if base_actual is not None and base_actual.filled:
        yield Relation(
            check="X02",
            kind=RelationKind.EQUAL,
            subject="annex3.project.executed=annex2.project",
            result=row.actual_amount,
            parts=(base_actual,),
            why="same-project-expenditure",
        )
    if actuals:
        yield Relation(
            check="X02",
            kind=RelationKind.SUM,
            subject="annex3.project.executed=sum(annex4)",
            result=row.actual_amount,
            parts=actuals,
            why="projects-add-up",
            doubt=_unfilled(submission, "actual_amount"),
        )


def _sources(submission: Submission, form: SelfEvaluation) -> Iterator[Relation]:
    """Other funds and carried-over money of the projects must stand in annex 3 too."""
    for source, box in (("other", "income_other"),):
        targets = [row.final_budget for row in form.income if row.source == box]
        target = targets[0] if len(targets) == 1 else None
        parts = tuple(
            figure
            for project in submission.projects
            for row in project.funds
            if row.source == source
            and not row.nested
            and (figure := row.final_budget if box_holds_budget(form) is not False else row.actual_amount) is not None
        )
        if target is None or not any(part.filled and part.amount != 0 for part in parts):
            continue
        yield Relation(
            check="X10",
            kind=RelationKind.SUM,
            subject=f"annex3.{box}=sum(annex4.{source})",
            result=target,
            parts=parts,
            why="same-sources",
            blank_is_zero=any(row.final_budget is not None and row.final_budget.filled for row in form.income),
            context=tuple(
                row.final_budget for row in form.income if row.final_budget is not None and row.source != box
            ),
        )


def _named_amounts(submission: Submission) -> Iterator[Relation]:
    """A project's row in annex 2 and its own form print the same money."""
    for base in submission.base_data:
        if "final_account" not in base.columns:
            continue
        column = base.columns.index("final_account")
        rows = [row for row in base.rows if has_money(base, row) and (row.parent is not None)]
        for form in submission.projects:
            total = total_of(form)
            names = [without_remark(row.name) for row in rows]
            match = best_match(form.name, names) if form.name and names else None
            if match is None or match.score < ACCEPT or total is None or total.actual_amount is None:
                continue
            figure = rows[match.index].figures[column]
            if figure.filled and total.actual_amount.filled:
                yield Relation(
                    check="X05",
                    kind=RelationKind.EQUAL,
                    subject=f"annex2[{rows[match.index].item or rows[match.index].name}]={total.actual_amount.key}",
                    result=total.actual_amount,
                    parts=(figure,),
                    why="same-project-expenditure",
                )


def across_forms(submission: Submission, precision: Precision) -> Iterator[Relation]:
    """All relations between the tables of different forms."""
    yield from _project_chain(submission, precision)
    yield from _named_amounts(submission)
