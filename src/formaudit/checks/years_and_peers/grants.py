"""U02, U03: what a list says of units, against what the units of the same call handed in."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.checks.kernel.batch import Grant
from formaudit.checks.kernel.evidence import Evidence, not_applicable
from formaudit.checks.years_and_peers.elsewhere import from_peer
from formaudit.forms.lookups import total_of
from formaudit.forms.quoting import cell_figure
from formaudit.graph.reading import plain
from formaudit.graph.tolerance import wan
from formaudit.indicators.match import CERTAIN, best_match
from formaudit.messages import phrase
from formaudit.model.figure import ZERO, Figure
from formaudit.model.verdict import Effect, Outcome, Verdict
from formaudit.text import compact

__all__ = ["given_amount_differs", "listed_unit_without_submission"]

_CENT: Final = Decimal("0.01")


def listed_unit_without_submission(evidence: Evidence) -> Iterator[Verdict]:
    """U02: a list names a unit of which the batch holds no submission.

    Speaks only where the profile says that the batch is complete, because files come late. A list that several
    submissions repeat is answered once. Breaks: 水利局 is listed, nothing of it is there. Holds: it is there.
    """
    batch = evidence.batch
    if batch is None or not evidence.profile.complete_batch:
        yield not_applicable("U02", evidence, "batch-open")
        return
    for grant in batch.listed.get(evidence.position, ()):
        there = batch.of_unit(grant.row.unit.text)
        fund, unit = compact(grant.row.fund.text), compact(grant.row.unit.text)
        yield Verdict(
            check="U02",
            outcome=Outcome.HOLDS if there else Outcome.BROKEN,
            key=f"annex1[{fund}].unit[{unit}]",
            figures=(
                cell_figure(f"annex1[{fund}].unit[{unit}]", "单位名称", grant.row.unit),
                cell_figure(f"annex1[{fund}].fund[{unit}]", "专项资金名称", grant.row.fund),
            ),
            calculation=f"{unit} / {len(there)}",
            message=phrase("U02.holds" if there else "U02.broken", unit=unit, fund=fund or "—"),
        )


def given_amount_differs(evidence: Evidence) -> Iterator[Verdict]:
    """U03: a list gives this unit an amount for a fund, and the unit's form of that fund prints another.

    Only rows with amounts, funds of one name and one year; any figure of the form that equals the amount is enough. A
    form with more money may have other sources as well and stays undecided. Breaks: 290 given, 240 reported. Holds:
    290 in any column; a list of another year.
    """
    batch = evidence.batch
    if batch is None or len(batch.submissions) < 2:
        yield not_applicable("U03", evidence, "no-peers")
        return
    names = [form.name for form in evidence.submission.projects]
    for grant in batch.grants_to(evidence.submission.unit):
        amounts = [figure for figure in grant.row.amounts if figure.filled]
        match = next(
            (
                one
                for text in (grant.row.fund.text, grant.row.note.text)
                if compact(text) and names and (one := best_match(text, names)) is not None and one.score >= CERTAIN
            ),
            None,
        )
        if match is None or not amounts or grant.year != evidence.submission.year:
            continue
        verdict = _given(evidence, grant, amounts, match.index)
        if verdict is not None:
            yield verdict


def _given(evidence: Evidence, grant: Grant, amounts: list[Figure], project: int) -> Verdict | None:
    form = evidence.submission.projects[project]
    total = total_of(form)
    stages = [
        one
        for one in ((total.final_budget, total.original_budget, total.actual_amount) if total is not None else ())
        if one is not None and one.filled
    ]
    if not stages:
        return None
    given = sum((wan(figure) for figure in amounts), ZERO)
    every = [
        figure
        for row in form.funds
        for figure in (row.final_budget, row.original_budget, row.actual_amount)
        if figure is not None and figure.filled
    ]
    match = next(
        (
            figure
            for figure in every
            if abs(wan(figure) - given) <= _CENT or any(abs(wan(figure) - wan(one)) <= _CENT for one in amounts)
        ),
        None,
    )
    shown = match or stages[0]
    outcome = (
        Outcome.HOLDS
        if match is not None
        else Outcome.BROKEN
        if all(wan(one) < given for one in stages)
        else Outcome.UNDECIDED
    )
    return Verdict(
        check="U03",
        outcome=outcome,
        key=f"{shown.key}=list",
        figures=(shown, *(from_peer(evidence, grant.position, figure) for figure in amounts)),
        calculation=f"{plain(given)} {'=' if match is not None else '≠'} {plain(wan(shown))}",
        message=phrase("undecided.other-sources", label=shown.label)
        if outcome is Outcome.UNDECIDED
        else phrase(
            "U03.holds" if match is not None else "U03.broken", label=shown.label, printed=shown.raw, given=plain(given)
        ),
        effect=Effect(money=abs(given - wan(shown))) if outcome is Outcome.BROKEN else None,
    )
