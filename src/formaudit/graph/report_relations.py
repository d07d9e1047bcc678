"""Why figures of the report must agree: with each other in a sentence, with the tables, with the counts of staff."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.forms.lookups import box_figure, total_of
from formaudit.graph.reading import read_relation
from formaudit.graph.report_headlines import half_of_annex3, headline, stages_of
from formaudit.graph.report_sums import headings_of_items, sums_of_sentences
from formaudit.graph.spoken_halves import speaks_of_half
from formaudit.graph.spoken_rows import speaks_of_row
from formaudit.graph.spoken_stages import Spoken, is_approximate, spoken_stage
from formaudit.graph.text_links import Facts, Link, of_another_year
from formaudit.graph.told_indicators import told_indicators
from formaudit.graph.told_rates import told_rates
from formaudit.graph.told_shares import told_shares
from formaudit.graph.told_staff import told_staff
from formaudit.graph.told_tables import told_tables
from formaudit.graph.tolerance import MONEY_UNITS, Fit, Precision, fit, half_unit, wan
from formaudit.model.figure import Figure
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["column_of_paragraph", "told_figures"]

_WIDER: Final = compiled(r"福利费|工会经费|工会会费")
"""Goods and services of the text that many forms leave out of 公用经费: a text that names them may well print more."""
_BUDGET: Final = compiled(r"预算(?:数|额|金额|安排)?$")


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


def _column_of(link: Link, told: str, submission: Submission, precision: Precision) -> str:
    """The column of an amount: that of its paragraph, unless the year beside it is another one; empty for none."""
    if link.year is None or submission.year is None:
        return told
    if told != "prior_account":
        return told if link.year == submission.year else ""
    if link.year > submission.year:
        return ""
    prior = link.columns.get(told)
    own = link.year == submission.year and not (prior is not None and _agrees(link.figure, prior, precision))
    return "final_account" if own else told


def _text_and_tables(submission: Submission, facts: Facts, precision: Precision) -> Iterator[Relation]:
    columns = column_of_paragraph(facts.links, precision)
    departments = submission.departments
    for link in facts.links:
        code = _column_of(link, columns[link.figure.place.paragraph], submission, precision)
        if not code:
            continue
        target = link.columns.get(code) or link.columns.get("final_account")
        if link.item == "基本支出" and departments and box_figure(departments[0], "basic_expenditure") is not None:
            yield from half_of_annex3(link.figure, submission, precision)
            continue
        if target is None or not target.filled:
            continue
        doubt = ""
        if not _agrees(link.figure, target, precision):
            target, doubt = _meant(link, target, submission, precision)
        if doubt:
            pass
        elif "final_account" not in link.columns:
            doubt = "column-unknown"  # the text may speak of just that
        elif link.item == "公用经费" and _WIDER.search(link.claim.text) and wan(link.figure) > wan(target):
            doubt = "text-wider"
        elif target is link.columns["final_account"] and not _agrees(link.figure, target, precision):
            total = total_of(departments[0]) if departments else None
            # 全年预算…，其中项目支出…: what was planned of an item is no second account of it.
            doubt = "column-unknown" if spoken_stage(link.figure, total, submission).budget else ""
        if not doubt and not _agrees(link.figure, target, precision) and not speaks_of_row(link, submission):
            doubt = "reading-open"
        if not doubt and departments and link.item in ("项目支出", "基本支出"):
            columns_of = [one for one in (target, *link.columns.values()) if one.filled]
            wholes = stages_of(total_of(departments[0]))
            agrees = _agrees(link.figure, target, precision)
            if not agrees and not speaks_of_half(link.figure, columns_of, (), wholes, submission):
                doubt = "reading-open"
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
            if not of_another_year(claim, submission):
                yield from headline(claim, submission, known, precision)
        yield from sums_of_sentences(report, precision)
        yield from headings_of_items(report, precision)


def _meant(link: Link, target: Figure, submission: Submission, precision: Precision) -> tuple[Figure, str]:
    """What an amount is held against that is not the figure of its paragraph's column, and what leaves that open.

    A label that ends in 预算 names the budget, an earlier year in the words last year's account.
    """
    earlier = submission.year is not None and link.year is not None and link.year < submission.year
    codes = (
        ("prior_account",) if earlier else ("budget", "original_budget") if _BUDGET.search(link.figure.label) else ()
    )
    named = [figure for code in codes if (figure := link.columns.get(code)) is not None and figure.filled]
    agreeing = next((figure for figure in named if _agrees(link.figure, figure, precision)), None)
    if agreeing is not None:
        return agreeing, ""
    if earlier:
        return target, "column-unknown"
    if not named and (spent := link.columns.get("final_account")) is not None and spent.filled:
        # 预算14万元、决算10.4万元，其中公务用车8万元: most figures of a paragraph may be budgets, and this one is not.
        total = total_of(submission.departments[0]) if submission.departments else None
        if spoken_stage(link.figure, total, submission) is Spoken.SPENT:
            return spent, ""
    return _other_stage(link, target, submission, precision) or (named[0] if named else target), ""


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
        for stage in stages_of(total):
            if _agrees(link.figure, stage, precision):
                return stage
    return None


def told_figures(submission: Submission, facts: Facts, precision: Precision) -> Iterator[Relation]:
    """All relations of the report's sentences; an approximate figure (约700万元) may agree and never contradicts."""
    for relation in (
        *_text_and_tables(submission, facts, precision),
        *told_staff(submission),
        *told_tables(submission),
        *told_rates(submission),
        *told_shares(submission),
        *told_indicators(submission),
    ):
        broken = not relation.doubt and read_relation(relation, precision).outcome is Outcome.BROKEN
        about = broken and any(is_approximate(one, submission) for one in (relation.result, *relation.parts))
        yield replace(relation, doubt="approximate") if about else relation
