"""Why figures of the report must agree: with each other in a sentence, with the tables, with the counts of staff."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from formaudit.forms.lookups import box_figure, box_holds_budget, cost_figure, same_stage, total_of
from formaudit.graph.reading import first_that_holds, read_relation
from formaudit.graph.text_links import Facts, Link
from formaudit.graph.told_tables import told_tables
from formaudit.graph.tolerance import MONEY_UNITS, Fit, Precision, fit, half_unit, wan
from formaudit.model.figure import Figure
from formaudit.model.forms import BaseDataForm, Claim, FundRow, Report, SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.statement import Standing, Statement, StatementKind
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome
from formaudit.text import compact

__all__ = ["column_of_paragraph", "relation_of", "told_figures"]

_HALF_CENT: Final = Decimal("0.005")
_GENERAL: Final = re.compile(r"一般公共预算|整体支出|支出总额|总支出|年度支出|预算总额|部门预算|收支总")
_WIDER: Final = re.compile(r"福利费|工会经费|工会会费")
"""Goods and services of the text that many forms leave out of 公用经费: a text that names them may well print more."""
_NOT_STAFF: Final = re.compile(
    r"退休|离休|临聘|聘用|遗属|编外|合同|劳务|政府购买|抚恤|临时|行政编|参公|工勤|副|正|领导|其他"
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
        stage = None if _agrees(link.figure, target, precision) else _other_stage(link, target, submission, precision)
        target = stage or target
        doubt = ""
        if "final_account" not in link.columns:
            doubt = "column-unknown"  # the text may speak of just that
        elif link.item == "公用经费" and _WIDER.search(link.claim.text) and wan(link.figure) > wan(target):
            doubt = "text-wider"
        check = {"项目支出": "X02", "基本支出": "X08", "公用经费": "X08", "人员经费": "X08"}.get(link.item, "X06")
        yield Relation(
            check=check,
            kind=RelationKind.EQUAL,
            subject=f"{link.figure.key}={link.item or link.row_name}",
            result=link.figure,
            parts=(target,),
            why="same-item",
            doubt=doubt,
        )
    known = {link.figure.key for link in facts.links} | facts.changes
    for report in submission.reports:
        for claim in report.claims:
            yield from _claim(claim, submission, known, precision)
        yield from _sums(report, precision)
        yield from _headings_of_items(report, precision)


def _other_stage(link: Link, target: Figure, submission: Submission, precision: Precision) -> Figure | None:
    """The step of a project's own form that a sentence prints beside annex 2's: 专项资金44万元，实际支出43万元."""
    beside = [
        figure
        for report in submission.reports
        for claim in report.claims
        if claim.text == link.claim.text
        for figure in claim.figures
        if figure.unit in MONEY_UNITS and figure.filled and figure.key != link.figure.key
    ]
    if not any(_agrees(figure, target, precision) for figure in beside):
        return None
    label = compact(link.figure.label)
    for project in submission.projects:
        name = compact(project.name)
        total = total_of(project)
        if not name or total is None or not (name in label or label in name):
            continue
        for stage in _stages(total):
            if _agrees(link.figure, stage, precision):
                return stage
    return None


def _headings_of_items(report: Report, precision: Precision) -> Iterator[Relation]:
    """The amount that heads the paragraph of an item against the one from which its change is told further on.

    ``31.住房公积金350.35万元，…。2024年预算安排352.67万元，比上年增加0.53%`` gives the item two amounts. The
    heading may name the base of the change as well; only one that is neither contradicts the sentence.
    """
    heads: dict[int | None, Figure] = {}
    for claim in report.claims:
        where = claim.place.paragraph
        figure = claim.figures[0] if claim.figures else None
        if claim.kind == "amount" and figure is not None and figure.filled and figure.unit in MONEY_UNITS:
            heads.setdefault(where, figure)
        if claim.kind != "growth" or len(claim.figures) < 3 or where not in heads:
            continue
        head, (now, base) = heads[where], claim.figures[1:3]
        if head.key in (now.key, base.key) or not head.label or not now.label.startswith(head.label):
            continue
        if head.place.order < now.place.order and now.filled and base.filled:
            yield first_that_holds(
                tuple(
                    Relation(
                        check="X06",
                        kind=RelationKind.EQUAL,
                        subject=f"{head.key}=heading",
                        result=head,
                        parts=(other,),
                        why="same-item",
                    )
                    for other in (now, base)
                ),
                precision,
            )


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


def relation_of(statement: Statement) -> Relation | None:
    """The relation that a statement about parts and whole makes; ``None`` for other arithmetic.

    ``None`` as well where the whole is printed more coarsely than its parts: the tolerance of a relation is narrower.
    """
    if statement.kind not in (StatementKind.SUM, StatementKind.OF_WHICH):
        return None
    whole, parts = statement.figures[0], statement.figures[1:]
    if not parts or len({figure.unit for figure in statement.figures}) > 1:
        return None
    if statement.standing is Standing.ROUNDED and (
        statement.expected is None
        or abs(wan(whole) - statement.expected) > _HALF_CENT * len(statement.figures)
        or any(figure.comparison for figure in statement.figures)
    ):
        return None
    closed = statement.kind is StatementKind.SUM
    return Relation(
        check="X07",
        kind=RelationKind.SUM if closed else RelationKind.COVERS,
        subject=f"{whole.key}=sum",
        result=whole,
        parts=parts,
        why="sentence-parts" if closed else "of-which",
        exhaustive=closed,
        doubt="reading-open" if statement.standing is Standing.OPEN else "",
    )


def _sums(report: Report, precision: Precision) -> Iterator[Relation]:
    """The sums of a report: as its passages were read, and over paragraphs that only its outline joins.

    Where a passage has no reading that holds and the outline has one, the outline's is right.
    """
    outlined = [
        _sentence_sum(claim, report, precision)
        for claim in report.claims
        if claim.kind == "sum" and len(claim.figures) >= 2
    ]
    held = {
        relation.result.key: relation
        for relation in outlined
        if relation.exhaustive and read_relation(relation, precision).outcome is Outcome.HOLDS
    }
    told: set[str] = set()
    said: set[str] = set()
    for statement in report.statements:
        relation = relation_of(statement)
        if relation is None:
            continue
        told.add(relation.result.key)
        if relation.subject in said:  # one whole broken down twice: by source and by use
            relation = replace(relation, subject=f"{relation.subject}:{relation.parts[0].key}")
        said.add(relation.subject)
        outline = held.get(relation.result.key)
        same = outline is not None and not {one.key for one in outline.parts}.isdisjoint(
            one.key for one in relation.parts
        )
        if outline is None or statement.standing.agreed or not same:
            yield relation
        else:
            yield held.pop(relation.result.key)
    for relation in outlined:
        paragraphs = {figure.place.paragraph for figure in (relation.result, *relation.parts)}
        if relation.result.key not in told and (
            len(paragraphs) > 1 or relation.result.key in held or _damaged(relation)
        ):
            yield relation


def _damaged(relation: Relation) -> bool:
    return any(not figure.filled for figure in (relation.result, *relation.parts))


def _claim(claim: Claim, submission: Submission, known: set[str], precision: Precision) -> Iterator[Relation]:
    """The relation of a sentence's headline figure to the unit's form."""
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
    stated = total is not None and total.actual_amount is not None and total.actual_amount.filled
    if basic and budget_only and executed is not None and executed.filled and stated:
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
            if box_holds_budget(form) is True and not same_stage(form)
            else [*candidates, *derived]
        )
    holds = box_holds_budget(form)
    derivable = stated and executed is not None and executed.filled
    # The box holds the budget, or nobody knows what, and the text speaks of execution, which no form prints then.
    unsure = budget_only and not same_stage(form) and (holds is None or (holds and not derivable))
    if candidates:
        yield replace(first_that_holds(candidates, precision), doubt="box-unknown" if unsure else "")


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
        # The figure of the text may be that of the column which is blank or cannot be read.
        lacking = total is not None and any(
            stage is not None and not stage.filled
            for stage in (total.original_budget, total.final_budget, total.actual_amount)
        )
        yield replace(first_that_holds(tuple(candidates), precision), doubt="stage-unread" if lacking else "")


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


def _staff_target(base: BaseDataForm, label: str) -> Figure | None:
    """Which count of annex 2 a count of the text speaks of; retired and hired people are neither."""
    if _NOT_STAFF.search(label):
        return None
    if re.search(r"(?:在职|在编|实有|现有).{0,8}$", label):
        return base.staff_in_post
    if re.search(r"编制数?$|编制人数$|核定.*编制", label):
        return base.authorised_posts
    return None


def told_figures(submission: Submission, facts: Facts, precision: Precision) -> Iterator[Relation]:
    """All relations of the report's sentences."""
    yield from _text_and_tables(submission, facts, precision)
    yield from _staff(submission)
    yield from told_tables(submission)
