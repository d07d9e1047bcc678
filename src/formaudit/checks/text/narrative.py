"""N01–N03: the figures of the text by themselves."""

from collections.abc import Iterator
from decimal import Decimal

from formaudit.checks.evidence import Evidence
from formaudit.graph.collect import table_figures
from formaudit.graph.other_tables import loose_cells
from formaudit.graph.reading import plain
from formaudit.graph.text_links import money_claims
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.messages import phrase
from formaudit.model.figure import Figure
from formaudit.model.forms import Claim
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.verdict import Outcome, Verdict, VerdictKind

__all__ = ["enumeration_differs", "rate_in_text_differs", "unlinked_amounts"]

_HUNDRED = Decimal(100)


def unlinked_amounts(evidence: Evidence) -> Iterator[Verdict]:
    """N01: amounts of the text that neither a cell nor an implied sum explains, listed in one note.

    An amount that a table of a disclosure prints in the row it names is linked to that cell; where there is no form to
    hold the text against, the rest is listed as undecided. Counts and rates of the text are ticked where a table
    prints the same; otherwise they stay untested, because a text may name many things that no form asks for.
    """
    linked = {figure.key for relation in evidence.graph.relations for figure in (relation.result, *relation.parts)}
    filled = [figure for figure in table_figures(evidence.submission) if figure.filled]
    printed = {wan(figure) for figure in filled if figure.unit in MONEY_UNITS}
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
            or claim.kind in ("growth", "share", "completion")
        )
        cell = elsewhere.cell_for(figure) if figure.amount else None
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
    return Verdict(
        check="N01",
        outcome=Outcome.HOLDS,
        key=figure.key,
        figures=(figure,) if cell is None else (figure, cell),
        calculation=figure.raw if cell is None else f"{figure.raw} = {cell.raw}",
        message=phrase("N01.holds", label=figure.label, printed=figure.raw),
    )


def rate_in_text_differs(evidence: Evidence) -> Iterator[Verdict]:
    """N02: a share, growth or completion printed in the text does not follow from its amounts."""
    for report in evidence.submission.reports:
        for claim in report.claims:
            verdict = _rate(claim)
            if verdict is not None:
                yield verdict


def _rate(claim: Claim) -> Verdict | None:
    rate = _by_role(claim, "rate")
    if rate is None:
        return None
    if claim.kind in ("share", "completion"):
        top, bottom = _by_role(claim, "part", "numerator", "actual"), _by_role(claim, "whole", "denominator")
        if top is None or bottom is None:
            return None
        terms = f"{plain(wan(top))} ÷ {plain(wan(bottom))}"
        return _compare(_tied(RelationKind.RATIO, rate, top, bottom), wan(top), wan(bottom), terms)
    if claim.kind != "growth":
        return None
    current, base, difference = _by_role(claim, "current"), _by_role(claim, "base"), _by_role(claim, "difference")
    if current is not None and difference is not None:
        sign = claim.sign or 1
        start = wan(current) - sign * wan(difference)
        terms = f"{plain(wan(difference))} ÷ {plain(start)}"
        return _compare(
            _tied(RelationKind.INCREASE, rate, difference, current, signs=(1, sign)), wan(difference), start, terms
        )
    if current is not None and base is not None:
        start = wan(base)
        terms = f"({plain(wan(current))} − {plain(start)}) ÷ {plain(start)}"
        return _compare(_tied(RelationKind.GROWTH, rate, current, base), abs(wan(current) - start), start, terms)
    return None


def _tied(kind: RelationKind, rate: Figure, *parts: Figure, signs: tuple[int, ...] = ()) -> Relation:
    return Relation(check="N02", kind=kind, subject=rate.key, result=rate, parts=parts, why="same-item", signs=signs)


def _compare(relation: Relation, top: Decimal, bottom: Decimal, terms: str) -> Verdict | None:
    """Judge a printed rate by the amounts it speaks of; ``terms`` is the division as it is to be shown."""
    rate = relation.result
    if bottom == 0:
        if rate.amount == 0:
            return None
        return Verdict(
            check="N02",
            outcome=Outcome.BROKEN,
            key=rate.key,
            figures=(rate, *relation.parts),
            calculation=f"{plain(top)} ÷ 0",
            message=phrase("N02.zero-base", label=rate.label, printed=rate.raw),
        )
    exact = top / bottom * _HUNDRED
    half = Decimal(1).scaleb(-rate.decimals) / 2
    # Both amounts are rounded themselves: the rate may be off by what their last places move it, one unit at most.
    slack = min(Decimal("0.01") / abs(bottom) * _HUNDRED, half * 2)
    holds = abs(abs(rate.amount) - abs(exact)) <= half + slack
    shown = f"{plain(exact.quantize(Decimal('0.01')))}%"
    return Verdict(
        check="N02",
        outcome=Outcome.HOLDS if holds else Outcome.BROKEN,
        key=rate.key,
        figures=(rate, *relation.parts),
        calculation=f"{terms} = {shown}" + ("" if holds else f" ≠ {rate.raw}"),
        message=phrase("N02.holds" if holds else "N02.broken", label=rate.label, printed=rate.raw, expected=shown),
        kind=VerdictKind.RELATION,
        relation=relation,
    )


def enumeration_differs(evidence: Evidence) -> Iterator[Verdict]:
    """N03: the number of listed things is not the claimed one; 等 makes the list a lower bound."""
    for report in evidence.submission.reports:
        for claim in report.claims:
            if claim.kind != "enumeration" or not claim.figures or not claim.figures[0].filled or len(claim.items) < 2:
                continue
            figure, found = claim.figures[0], len(claim.items)
            holds = found == figure.amount if claim.exhaustive else found <= figure.amount
            yield Verdict(
                check="N03",
                outcome=Outcome.HOLDS if holds else Outcome.BROKEN,
                key=figure.key,
                figures=(figure,),
                calculation=f"{'、'.join(item[:10] for item in claim.items[:12])} = {found}",
                message=phrase(
                    "N03.holds" if holds else "N03.broken", label=figure.label, printed=figure.raw, found=str(found)
                ),
            )


def _by_role(claim: Claim, *roles: str) -> Figure | None:
    """The first filled figure with one of some roles."""
    return next(
        (figure for role in roles if (figure := claim.role(role)) is not None and figure.filled),
        None,
    )
