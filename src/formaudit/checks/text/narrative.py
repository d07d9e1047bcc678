"""N01: the amounts of the text that nothing explains."""

from collections.abc import Iterator

from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.collect import table_figures
from formaudit.graph.other_tables import loose_cells
from formaudit.graph.text_links import money_claims
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.messages import phrase
from formaudit.model.figure import Figure
from formaudit.model.report_text import ClaimKind
from formaudit.model.verdict import Absence, Outcome, Verdict

__all__ = ["unlinked_amounts"]


def unlinked_amounts(evidence: Evidence) -> Iterator[Verdict]:
    """N01: amounts of the text that neither a cell nor an implied sum explains, listed in one note.

    An amount that a table of a disclosure prints in the row it names is linked to that cell; where there is no form to
    hold the text against, the rest is listed as undecided. Counts and rates of the text are ticked where a table
    prints the same; otherwise they stay untested, because a text may name many things that no form asks for.
    """
    published = evidence.graph.published
    if published is not None and published.book.filled:
        # Beside whole tables of accounts an equal number proves nothing: D09 goes by the words.
        return
    linked = {figure.key for relation in evidence.graph.relations for figure in (relation.result, *relation.parts)}
    filled = [figure for figure in table_figures(evidence.submission) if figure.filled]
    printed = {wan(figure): figure for figure in filled if figure.unit in MONEY_UNITS}
    others = {
        (figure.unit, figure.amount): figure for figure in filled if figure.unit and figure.unit not in MONEY_UNITS
    }
    elsewhere = loose_cells(evidence.submission)
    loose: list[Figure] = []
    for claim, figure in money_claims(evidence.submission):
        known = (
            figure.key in linked
            or figure.key in evidence.graph.facts.changes
            or wan(figure) in printed
            or figure.amount == 0
            or figure.comparison
            or claim.kind in (ClaimKind.GROWTH, ClaimKind.SHARE, ClaimKind.COMPLETION)
        )
        cell = (elsewhere.cell_for(figure) or printed.get(wan(figure))) if figure.amount else None
        if cell is not None or known:
            yield _linked(figure, cell)
        else:
            loose.append(figure)
    seen: set[str] = set()
    for report in evidence.submission.reports:
        for figure in (figure for claim in report.claims for figure in claim.figures):
            cell = others.get((figure.unit, figure.amount)) if figure.filled and figure.unit else None
            if cell is not None and figure.key not in seen:
                seen.add(figure.key)
                yield _linked(figure, cell)
    if loose and (evidence.submission.base_data or evidence.submission.departments):
        yield Verdict(
            check="N01",
            outcome=Outcome.BROKEN,
            key="report.unlinked",
            figures=tuple(loose),
            calculation="",
            message=phrase("N01.broken", count=str(len(loose)), amounts="、".join(figure.raw for figure in loose[:8])),
            suspects=len(loose),
            absence=Absence.EXPLANATION,
        )
    elif loose and elsewhere.figures:
        yield Verdict(
            check="N01",
            outcome=Outcome.UNDECIDED,
            key="report.unlinked",
            figures=tuple(loose),
            calculation="",
            message=phrase(
                "N01.undecided", count=str(len(loose)), amounts="、".join(figure.raw for figure in loose[:8])
            ),
        )


def _linked(figure: Figure, cell: Figure | None) -> Verdict:
    """An amount with the cell that prints it; without one nothing was compared and nothing is ticked."""
    return Verdict(
        check="N01",
        outcome=Outcome.HOLDS if cell is not None else Outcome.NOT_APPLICABLE,
        key=figure.key,
        figures=(figure,) if cell is None else (figure, cell),
        calculation=figure.raw if cell is None else f"{figure.raw} = {cell.raw}",
        message=phrase("N01.holds", label=figure.label, printed=figure.raw),
    )
