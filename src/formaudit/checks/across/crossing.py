"""X05, X11, Y04: checks across forms that are more than an identity."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.kernel.relations import related
from formaudit.forms.lookups import (
    box_figure,
    box_holds_budget,
    complete_projects,
    cost_figure,
    first_level_projects,
    form_for_row,
    has_money,
    total_of,
)
from formaudit.forms.quoting import form_figure
from formaudit.graph.reading import plain
from formaudit.graph.tolerance import ONE_TAIL, wan
from formaudit.messages import phrase
from formaudit.model.figure import ZERO, Figure
from formaudit.model.forms import CostRow, SelfEvaluation
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.submission import Submission
from formaudit.model.verdict import Absence, Effect, Outcome, Severity, Verdict, VerdictKind
from formaudit.patterns import compiled
from formaudit.text import without_hint

__all__ = [
    "adjustment_without_reason",
    "basic_adjustment_differs",
    "project_without_form",
    "projects_and_forms",
]

_TRANSFER: Final = compiled(r"上级|转移支付|中央|省级补助")


def project_without_form(evidence: Evidence) -> Iterator[Verdict]:
    """X05: every first-level project with money has one form of its own."""
    submission = evidence.submission
    if not submission.projects:
        return
    for base in submission.base_data:
        for row in first_level_projects(base):
            money = next((figure for figure in reversed(row.figures) if figure.filled and figure.amount != 0), None)
            if money is None or not has_money(base, row):
                continue
            children = [child for child in base.rows if child.parent == base.rows.index(row) and has_money(base, child)]
            own = form_for_row(row, submission.projects)
            there = [form for form in (own, *(form_for_row(child, submission.projects) for child in children)) if form]
            found = own is not None or (bool(children) and len(there) == len(children))
            if there and not found:
                yield from _children_without_form(submission, children)
                continue
            yield Verdict(
                check="X05",
                outcome=Outcome.HOLDS if found else Outcome.BROKEN,
                key=f"annex2[{row.item or row.name}].form",
                figures=(money, form_figure((there or submission.projects)[0])),
                calculation=f"{without_hint(row.name)} {money.raw}",
                message=phrase("X05.form" if found else "X05.missing", name=without_hint(row.name), printed=money.raw),
                effect=None if found else Effect(money=wan(money)),
                absence=Absence.FORM,
            )


def _children_without_form(submission: Submission, children: Sequence[CostRow]) -> Iterator[Verdict]:
    """Forms were handed in one level lower, and not for every row: a milder finding, they may be joined in one."""
    for child in children:
        money = next((figure for figure in reversed(child.figures) if figure.filled and figure.amount != 0), None)
        if money is not None and form_for_row(child, submission.projects) is None:
            yield Verdict(
                check="X05",
                outcome=Outcome.BROKEN,
                key=f"annex2[{child.item or child.name}].form",
                figures=(money,),
                calculation=f"{without_hint(child.name)} {money.raw}",
                message=phrase("X05.missing", name=child.name, printed=money.raw),
                severity=Severity.MINOR,
                effect=Effect(money=wan(money)),
                absence=Absence.FORM,
            )


_amounts: Final = related("X05")


def projects_and_forms(evidence: Evidence) -> Iterator[Verdict]:
    """X05: each project with money has a form, and both print the same amount."""
    yield from project_without_form(evidence)
    yield from _amounts(evidence)


_ADJUSTMENT: Final = "部门基本支出预算调整"


def basic_adjustment_differs(evidence: Evidence) -> Iterator[Verdict]:
    """X11: the adjustment of basic expenditure follows from annex 3 and the sum of annex 4."""
    submission = evidence.submission
    stated = [
        figure
        for code in ("final_account", "budget", "original_budget")
        if (figure := cost_figure(submission, _ADJUSTMENT, code)) is not None and figure.filled
    ]
    if not stated or not submission.departments:
        return
    form = submission.departments[0]
    total, basic = total_of(form), box_figure(form, "basic_expenditure")
    if (
        total is None
        or total.original_budget is None
        or not total.original_budget.filled
        or basic is None
        or not basic.filled
    ):
        return
    openings = [
        first.original_budget
        for project in submission.projects
        if (first := total_of(project)) is not None and first.original_budget is not None
    ]
    derived = _derived(total.original_budget, basic, openings)
    matches = next((figure for figure in stated if abs(wan(figure) - derived) <= ONE_TAIL), None)
    reason = _why_undecided(submission, form, openings)
    if not reason and matches is None and cost_figure(submission, _ADJUSTMENT, "final_account") is None:
        reason = "column-unknown"  # it may stand in the column of this year's accounts, which has another name
    if reason:
        yield Verdict(
            check="X11",
            outcome=Outcome.UNDECIDED,
            key="annex2.basic_adjustment",
            figures=(stated[0], total.original_budget, basic, *openings),
            calculation="",
            message=phrase(f"undecided.{reason}", label=stated[0].label),
        )
        return
    yield _adjustment_verdict(stated[0], matches, total.original_budget, basic, openings)


def _derived(whole: Figure, basic: Figure, openings: Sequence[Figure]) -> Decimal:
    """The full-year basic budget less the opening one, which is what the projects leave of the whole, in 万元."""
    return wan(basic) - (wan(whole) - sum((wan(figure) for figure in openings if figure.filled), ZERO))


def _adjustment_verdict(
    printed: Figure, matches: Figure | None, whole: Figure, basic: Figure, openings: Sequence[Figure]
) -> Verdict:
    """What is said of a printed adjustment, of which ``matches`` is the column that is as it should be."""
    derived = _derived(whole, basic, openings)
    opening = wan(basic) - derived
    terms = " − ".join(
        [plain(wan(whole)), *(plain(wan(figure)) for figure in openings if figure.filled and figure.amount != 0)]
    )
    said = {"printed": printed.raw, "opening": plain(opening), "basic": plain(wan(basic)), "derived": plain(derived)}
    return Verdict(
        check="X11",
        outcome=Outcome.HOLDS if matches is not None else Outcome.BROKEN,
        key="annex2.basic_adjustment",
        figures=(matches or printed, whole, basic, *openings),
        calculation=f"{plain(wan(basic))} − ({terms}) = {plain(derived)}"
        + ("" if matches is not None else f" ≠ {printed.raw}"),
        message=phrase("X11.holds" if matches is not None else "X11.broken", **said),
        fact=None if matches is not None else phrase("X11.fact", **said),
        effect=None if matches is not None else Effect(money=abs(derived - wan(printed))),
        kind=VerdictKind.RELATION,
        relation=Relation(
            check="X11",
            kind=RelationKind.SUM,
            subject="annex2.basic_adjustment",
            result=whole,
            parts=(basic, *openings, matches or printed),
            signs=(*(1 for _ in (basic, *openings)), -1),
            why="basic-and-projects",
        ),
    )


def _why_undecided(submission: Submission, form: SelfEvaluation, openings: Sequence[Figure]) -> str:
    """Why the adjustment cannot be derived: a project's form is missing, or the box holds something else."""
    if submission.projects:
        if len(openings) != len(submission.projects) or not complete_projects(submission):
            return "projects-incomplete"
    else:
        spent = cost_figure(submission, "项目支出", "final_account")
        if spent is not None and spent.filled and spent.amount != 0:
            return "projects-incomplete"
    # A box that holds the execution says nothing of the full-year basic budget.
    return "" if box_holds_budget(form) is True else "box-not-budget"


def _adjusted(form: SelfEvaluation) -> tuple[Figure, Figure] | None:
    total = total_of(form)
    if total is None or total.original_budget is None or total.final_budget is None:
        return None
    if not total.original_budget.filled or not total.final_budget.filled or total.original_budget.amount <= 0:
        return None
    return total.original_budget, total.final_budget


_ADJUSTED: Final = compiled(
    r"(?:预算)?(?:调整|追加|调增|调减)|[较比]年初(?:预算)?数?.{0,4}[增减]|年中.{0,4}(?:增加|新增|下达|减少)"
)


def _transfers(submission: Submission, change: Decimal) -> Decimal:
    """What transfers from above added to the budget of the year, in 万元, of a change of so much.

    Told by their own forms: those named so and those of the rows below 上级转移支付 in annex 2. Where there is none
    annex 2's own row tells it, if it is no more than the change.
    """
    rows = [
        row
        for base in submission.base_data
        for row in base.rows
        if row.item == "上级转移支付"
        or (row.parent is not None and not row.item and base.rows[row.parent].item == "上级转移支付")
    ]
    theirs = [form for row in rows if (form := form_for_row(row, submission.projects)) is not None]
    forms = [form for form in submission.projects if _TRANSFER.search(form.name) or form in theirs]
    if forms:
        return sum(
            (
                wan(total.final_budget) - _opening(total.original_budget)
                for form in forms
                if (total := total_of(form)) is not None
                and total.final_budget is not None
                and total.final_budget.filled
            ),
            ZERO,
        )
    planned = cost_figure(submission, "上级转移支付", "budget")
    if planned is None or not planned.filled:
        return ZERO
    added = wan(planned) - _opening(cost_figure(submission, "上级转移支付", "original_budget"))
    return added if ZERO < added <= change else ZERO


def _opening(figure: Figure | None) -> Decimal:
    return wan(figure) if figure is not None and figure.filled else ZERO


def adjustment_without_reason(evidence: Evidence) -> Iterator[Verdict]:
    """Y04: the full-year budget of the unit moved far from the opening one and no reason is given."""
    profile = evidence.profile
    explained = any(
        _ADJUSTED.search(body.text)
        for report in evidence.submission.reports
        for section in report.sections
        for body in section.body
    ) or any(
        _ADJUSTED.search(indicator.reason.text)
        for form in evidence.submission.departments
        for indicator in form.indicators
    )
    for form in evidence.submission.departments:
        pair = _adjusted(form)
        if pair is None:
            continue
        opening, full = pair
        rate = (wan(full) - wan(opening)) / wan(opening) * 100
        transfers = _transfers(evidence.submission, wan(full) - wan(opening))
        own = wan(full) - wan(opening) - transfers
        moved = f"{'+' if rate > 0 else ''}{plain(rate.quantize(Decimal('0.01')))}%"
        large = abs(rate) > profile.adjustment_reason
        small = abs(rate) > profile.adjustment_note
        # Transfers are notified within the year: a change of some size that they make up needs no other reason.
        own_share = abs(own / wan(opening) * 100)
        broken = (large or (small and own_share > profile.adjustment_note)) and not explained
        # Without a report nobody can tell whether a reason was given.
        unknown = broken and not evidence.submission.reports
        severity = (
            None if large and own_share > profile.adjustment_reason else Severity.MINOR if large else Severity.NOTE
        )
        yield Verdict(
            check="Y04",
            outcome=Outcome.UNDECIDED if unknown else Outcome.BROKEN if broken else Outcome.HOLDS,
            key=f"{full.key}.adjustment",
            figures=(full, opening),
            calculation=f"({plain(wan(full))} − {plain(wan(opening))}) ÷ {plain(wan(opening))} = {moved}",
            message=phrase("undecided.no-report", label=full.label)
            if unknown
            else phrase(
                "Y04.broken" if broken else "Y04.holds",
                opening=opening.raw,
                full=full.raw,
                rate=f"{plain(rate.quantize(Decimal('0.01')))}%",
                transfers=plain(transfers),
                own=plain(own),
            ),
            severity=severity if broken and not unknown else None,
            effect=Effect(money=abs(wan(full) - wan(opening))) if broken and not unknown else None,
        )
