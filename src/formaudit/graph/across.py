"""Why figures of different forms must agree: annex 2, annex 3, the sum of annex 4, the report."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from formaudit.graph.facts import Facts, Link
from formaudit.graph.reading import read_relation
from formaudit.graph.tolerance import MONEY_UNITS, Fit, Precision, fit, half_unit, wan
from formaudit.graph.within import first_that_holds, total_of
from formaudit.indicators.match import best_match
from formaudit.model.figure import Figure
from formaudit.model.forms import BaseDataForm, Claim, CostRow, FundRow, Report, SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome

__all__ = [
    "across_forms",
    "box_figure",
    "box_holds_budget",
    "complete_projects",
    "cost_figure",
    "first_level_projects",
    "form_for_row",
    "project_names",
]

_BUDGETS: Final = ("budget", "original_budget")
_GENERAL: Final = re.compile(r"一般公共预算|整体支出|支出总额|总支出|年度支出|预算总额|部门预算|收支总")


def cost_figure(submission: Submission, item: str, *columns: str) -> Figure | None:
    """A figure of annex 2 by item and the first of several columns that the form has."""
    for base in submission.base_data:
        for column in columns:
            if column in base.columns:
                for row in base.rows:
                    if row.item == item:
                        return row.figures[base.columns.index(column)]
    return None


def box_figure(form: SelfEvaluation, source: str) -> Figure | None:
    """A figure of annex 3's box by its code."""
    return next((row.final_budget for row in (*form.income, *form.spending) if row.source == source), None)


def box_holds_budget(form: SelfEvaluation) -> bool | None:
    """Whether the box of annex 3 holds the full-year budget (true), only the execution (false), or neither (``None``).

    Where budget and execution are equal it holds both, and the answer is true.
    """
    total = total_of(form)
    box = box_figure(form, "spending_total") or box_figure(form, "income_total")
    if total is None or box is None or not box.filled:
        return None
    for stage, answer in ((total.final_budget, True), (total.actual_amount, False)):
        if stage is not None and stage.filled and stage.amount == box.amount:
            return answer
    return None


def project_names(submission: Submission) -> list[str]:
    """The names of the project forms."""
    return [form.name for form in submission.projects]


def first_level_projects(base: BaseDataForm) -> tuple[CostRow, ...]:
    """The rows directly under 项目支出."""
    parent = next((i for i, row in enumerate(base.rows) if row.item == "项目支出"), None)
    return tuple(row for row in base.rows if row.parent == parent and parent is not None)


def has_money(base: BaseDataForm, row: CostRow) -> bool:
    """Whether a row prints money for the year of the form (not only for the year before)."""
    return any(
        figure.filled and figure.amount != 0
        for code, figure in zip(base.columns, row.figures, strict=True)
        if code != "prior_account"
    )


def form_for_row(row: CostRow, forms: Sequence[SelfEvaluation]) -> SelfEvaluation | None:
    """The project form that belongs to a row of annex 2, by name."""
    name = re.sub(r"\([^()]*\)$", "", row.name)
    match = best_match(name, [form.name for form in forms]) if forms else None
    return forms[match.index] if match is not None and match.score >= 0.8 else None


def complete_projects(submission: Submission) -> bool:
    """Whether every first-level project with money has a form of its own, so that the forms' sum may be compared.

    Forms may also be handed in one level lower (one for each 其中 row): then every such row needs its form.
    """
    if not submission.projects or not submission.base_data:
        return False
    base = submission.base_data[0]
    rows = [row for row in first_level_projects(base) if has_money(base, row)]
    if not rows:
        return False
    for row in rows:
        if form_for_row(row, submission.projects) is not None:
            continue
        below = [child for child in base.rows if child.parent == base.rows.index(row) and has_money(base, child)]
        if not below or any(form_for_row(child, submission.projects) is None for child in below):
            return False
    return True


def _totals(submission: Submission, column: str) -> tuple[Figure, ...]:
    found: list[Figure] = []
    for form in submission.projects:
        total = total_of(form)
        figure = getattr(total, column) if total is not None else None
        if figure is not None:
            found.append(figure)
    return tuple(found)


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
    project, basic, total = (
        box_figure(form, "project_expenditure"),
        box_figure(form, "basic_expenditure"),
        total_of(form),
    )
    budget_box = box_holds_budget(form)
    finals = _totals(submission, "final_budget")
    same_stage = _same_stage(form)
    if budget_box is None and project is not None and complete and len(finals) == len(submission.projects):
        # A box that equals neither total is judged by what its own rows say: a wrong total must not accuse them.
        by_budget = Relation(
            check="X02",
            kind=RelationKind.SUM,
            subject="annex3.project=sum(annex4)",
            result=project,
            parts=finals,
            why="projects-add-up",
        )
        budget_box = True if read_relation(by_budget, precision).outcome is Outcome.HOLDS else None
    if (
        project is not None
        and base_actual is not None
        and project.filled
        and base_actual.filled
        and (budget_box is not True or same_stage)
    ):
        yield Relation(
            check="X02",
            kind=RelationKind.EQUAL,
            subject="annex3.project=annex2.project",
            result=project,
            parts=(base_actual,),
            why="same-project-expenditure",
        )
    if (
        project is not None
        and complete
        and budget_box is True
        and not same_stage
        and len(finals) == len(submission.projects)
    ):
        yield Relation(
            check="X02",
            kind=RelationKind.SUM,
            subject="annex3.project=sum(annex4)",
            result=project,
            parts=finals,
            why="projects-add-up",
        )
    elif project is not None and complete and project.filled and (budget_box is not True or same_stage):
        yield Relation(
            check="X02",
            kind=RelationKind.SUM,
            subject="annex3.project=sum(annex4)",
            result=project,
            parts=actuals,
            why="projects-add-up",
        )
    yield from _executed_projects(form, base_actual, actuals if complete else ())
    if total is None:
        return
    if (
        basic is not None
        and basic.filled
        and complete
        and budget_box is True
        and total.final_budget is not None
        and len(finals) == len(submission.projects)
    ):
        yield Relation(
            check="X04",
            kind=RelationKind.SUM,
            subject="annex3.total.final=basic+sum(annex4)",
            result=total.final_budget,
            parts=(basic, *finals),
            why="basic-and-projects",
        )
    yield from _sources(submission, form)


def _executed_projects(
    form: SelfEvaluation, base_actual: Figure | None, actuals: tuple[Figure, ...]
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
            names = [re.sub(r"\([^()]*\)$", "", row.name) for row in rows]
            match = best_match(form.name, names) if form.name and names else None
            if match is None or match.score < 0.9 or total is None or total.actual_amount is None:
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


def _agrees(left: Figure, right: Figure, precision: Precision) -> bool:
    return right.filled and fit(wan(left) - wan(right), [half_unit(left, precision), half_unit(right, precision)]) in (
        Fit.EXACT,
        Fit.ROUNDING,
    )


def column_of_paragraph(links: Sequence[Link], precision: Precision) -> dict[int | None, str]:
    """Which column of annex 2 each paragraph of the text speaks of: the one that most of its figures equal."""
    votes: dict[int | None, Counter[str]] = {}
    for link in links:
        counter = votes.setdefault(link.figure.place.paragraph, Counter())
        for code, figure in link.columns.items():
            if _agrees(link.figure, figure, precision):
                counter[code] += 1
    found: dict[int | None, str] = {}
    for paragraph, counter in votes.items():
        best = max(counter.values(), default=0)
        leading = [
            code
            for code in ("final_account", "budget", "original_budget", "prior_account")
            if best and counter[code] == best
        ]
        found[paragraph] = leading[0] if leading else "final_account"
    return found


def _text_and_tables(submission: Submission, facts: Facts, precision: Precision) -> Iterator[Relation]:
    columns = column_of_paragraph(facts.links, precision)
    departments = submission.departments
    for link in facts.links:
        code = columns[link.figure.place.paragraph]
        target = link.columns.get(code) or link.columns.get("final_account")
        if link.item == "基本支出" and departments and box_figure(departments[0], "basic_expenditure") is not None:
            yield from _half(link.figure, submission, precision)
            continue
        if target is None or not target.filled:
            continue
        check = {"项目支出": "X02", "基本支出": "X08", "公用经费": "X08", "人员经费": "X08"}.get(link.item, "X06")
        yield Relation(
            check=check,
            kind=RelationKind.EQUAL,
            subject=f"{link.figure.key}={link.item or link.row_name}",
            result=link.figure,
            parts=(target,),
            why="same-item",
        )
    known = {link.figure.key for link in facts.links} | facts.changes
    for report in submission.reports:
        for claim in report.claims:
            yield from _claim(claim, report, submission, known, precision)


def _sentence_sum(claim: Claim, report: Report, precision: Precision) -> Relation:
    """A sentence's sum. Its parts may make up another amount of the sentence than the one nearest to them.

    ``年初预算为0万元，全年预算为321万元，支出决算为308万元，其中：…`` may go on with budgets or with accounts: a
    contradiction is one only where the parts make up none of the amounts named before them.
    """
    whole, parts = claim.figures[0], claim.figures[1:]
    closed = claim.exhaustive and len(parts) > 1
    others = {
        figure.key: figure
        for other in report.claims
        for figure in other.figures
        if figure.place.paragraph == whole.place.paragraph
        and figure.unit == whole.unit
        and figure.filled
        and figure.key not in {part.key for part in parts}
        and figure.place.order < parts[0].place.order
    }
    candidates = [whole, *(figure for key, figure in others.items() if key != whole.key)] if closed else [whole]
    relations = tuple(
        Relation(
            check="X07",
            kind=RelationKind.SUM if closed else RelationKind.COVERS,
            subject=f"{whole.key}=sum",
            result=figure,
            parts=parts,
            why="sentence-parts" if closed else "of-which",
            exhaustive=closed,
        )
        for figure in candidates
    )
    return first_that_holds(relations, precision)


def _claim(
    claim: Claim, report: Report, submission: Submission, known: set[str], precision: Precision
) -> Iterator[Relation]:
    """The relations of a sentence: its own sum, and its headline figure against the unit's form."""
    if claim.kind == "sum" and len(claim.figures) >= 2:
        yield _sentence_sum(claim, report, precision)
    if not claim.figures or not submission.departments or claim.kind not in ("sum", "amount"):
        return
    figure = claim.figures[0]
    if figure.key in known or not figure.filled or figure.unit not in MONEY_UNITS or figure.amount == 0:
        return
    if figure.label.startswith(("基本支出", "项目支出")):
        known.add(figure.key)
        yield from _half(figure, submission, precision)
    elif _GENERAL.search(figure.label):
        known.add(figure.key)
        yield from _headline(figure, submission, precision)


def _stages(row: FundRow | None) -> tuple[Figure, ...]:
    """The filled figures of a row, execution first: the text speaks of it most."""
    if row is None:
        return ()
    return tuple(
        figure
        for figure in (row.actual_amount, row.final_budget, row.original_budget)
        if figure is not None and figure.filled
    )


def _half(figure: Figure, submission: Submission, precision: Precision) -> Iterator[Relation]:
    """基本支出 or 项目支出 of the text against annex 3, whose box may hold the budget and not execution."""
    form = submission.departments[0]
    basic = figure.label.startswith("基本支出")
    check = "X08" if basic else "X02"
    source = "basic_expenditure" if basic else "project_expenditure"
    row = next((entry for entry in form.spending if entry.source == source), None)
    total = total_of(form)
    subject = f"{figure.key}=annex3.{source}"
    candidates = [
        Relation(check=check, kind=RelationKind.EQUAL, subject=subject, result=figure, parts=(stage,), why="same-item")
        for stage in _stages(row)
    ]
    executed = cost_figure(submission, "项目支出", "final_account")
    budget_only = row is None or row.actual_amount is None
    if basic and budget_only and executed is not None and executed.filled and total is not None:
        derived = [
            Relation(
                check=check,
                kind=RelationKind.SUM,
                subject=subject,
                result=stage,
                parts=(figure, executed),
                why="basic-and-project",
            )
            for stage in _stages(total)[:1]
        ]
        candidates = (
            [*derived, *candidates]
            if box_holds_budget(form) is True and not _same_stage(form)
            else [*candidates, *derived]
        )
    if candidates:
        yield first_that_holds(tuple(candidates), precision)


def _same_stage(form: SelfEvaluation) -> bool:
    """Whether budget and execution of the unit are one figure, so that a box holds both."""
    total = total_of(form)
    return (
        total is not None
        and total.final_budget is not None
        and total.actual_amount is not None
        and total.final_budget.value == total.actual_amount.value
    )


def _other_money(
    submission: Submission, form: SelfEvaluation, column: str
) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """What a unit spends beside its general public budget: other funds of its projects; the other rows of the box."""
    projects = tuple(
        figure
        for project in submission.projects
        for row in project.funds
        if row.source == "other" and (figure := getattr(row, column)) is not None and figure.filled
    )
    box = tuple(
        figure
        for row in form.income
        if row.source not in ("income_total", "income_general")
        and (figure := getattr(row, column) or row.final_budget) is not None
        and figure.filled
        and figure.amount != 0
    )
    return projects, box


def _headline(figure: Figure, submission: Submission, precision: Precision) -> Iterator[Relation]:
    """A unit's budget or expenditure in the text against the steps of annex 3, with or without other funds."""
    form = submission.departments[0]
    total = total_of(form)
    stages = [*_stages(total)]
    general = next((row for row in form.income if row.source == "income_general"), None)
    stages += _stages(general)
    subject = f"{figure.key}=annex3.total"
    candidates = [
        Relation(check="X09", kind=RelationKind.EQUAL, subject=subject, result=figure, parts=(stage,), why="some-stage")
        for stage in stages
    ]
    for column in ("actual_amount", "final_budget", "original_budget"):
        stage = getattr(total, column) if total is not None else None
        if stage is None or not stage.filled:
            continue
        candidates += [
            Relation(
                check="X09",
                kind=RelationKind.SUM,
                subject=subject,
                result=stage,
                parts=(figure, *others),
                why="general-and-other",
            )
            for others in _other_money(submission, form, column)
            if others
        ]
    if candidates:
        yield first_that_holds(tuple(candidates), precision)


def _staff(submission: Submission) -> Iterator[Relation]:
    if not submission.base_data:
        return
    base = submission.base_data[0]
    seen: set[str] = set()
    for report in submission.reports:
        for claim in report.claims:
            for figure in claim.figures:
                if figure.unit not in ("名", "人", "个") or figure.key in seen or not figure.filled:
                    continue
                target = _staff_target(base, figure.label)
                if target is not None and target.filled:
                    seen.add(figure.key)
                    yield Relation(
                        check="X01",
                        kind=RelationKind.EQUAL,
                        subject=f"{figure.key}={target.key}",
                        result=figure,
                        parts=(target,),
                        why="same-staff",
                    )


_NOT_STAFF: Final = re.compile(
    r"退休|离休|临聘|聘用|遗属|编外|合同|劳务|政府购买|抚恤|临时|行政编|参公|工勤|副|正|领导|其他"
)


def _staff_target(base: BaseDataForm, label: str) -> Figure | None:
    """Which count of annex 2 a count of the text speaks of; retired and hired people are neither."""
    if _NOT_STAFF.search(label):
        return None
    if re.search(r"(?:在职|在编|实有|现有).{0,8}$", label):
        return base.staff_in_post
    if re.search(r"编制数?$|编制人数$|核定.*编制", label):
        return base.authorised_posts
    return None


def across_forms(submission: Submission, facts: Facts, precision: Precision) -> Iterator[Relation]:
    """All relations between forms, and those of the report's own sentences."""
    yield from _project_chain(submission, precision)
    yield from _named_amounts(submission)
    yield from _text_and_tables(submission, facts, precision)
    yield from _staff(submission)
