"""The relations that an auditor wrote in the profile, as checks: codes R01, R02 … beside those of the catalogue.

A blank is never 0: it counts as nothing only where the same side of the equation has a filled figure. A figure that
the submission does not have leaves the relation undecided; where it has none of them, the relation does not apply.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.checks.by_users.written_sides import (
    Part,
    addresses_of,
    found,
    other_sides,
    stars_of,
    stranger_in,
    value_of,
)
from formaudit.checks.by_users.written_words import amount, calculation, effect_of, message, side_in_words
from formaudit.checks.kernel.evidence import Check, Evidence, Run, Tolerance
from formaudit.graph.tolerance import Fit, Precision, fit, half_unit
from formaudit.messages import phrase
from formaudit.model.figure import ZERO, Figure, State
from formaudit.model.place import Place
from formaudit.model.verdict import Nature, Outcome, Severity, Verdict
from formaudit.settings import Profile, UserRelation

__all__ = ["user_checks"]

_FLIPPED: Final = {"<=": "≤", ">=": "≥"}
_BROKEN: Final = {"=": "≠", "<=": ">", ">=": "<"}


def user_checks(profile: Profile) -> tuple[Check, ...]:
    """One check for each relation of the profile."""
    return tuple(
        Check(
            code=relation.code,
            name=relation.name,
            severity=Severity(relation.severity),
            nature=Nature.CONTRADICTION,
            run=_run(relation),
            tolerance=Tolerance.MONEY if relation.tolerance is None else Tolerance.PROFILE,
        )
        for relation in profile.relations
    )


def _run(relation: UserRelation) -> Run:
    def run(evidence: Evidence) -> Iterator[Verdict]:
        book = addresses_of(evidence)
        for star in stars_of(relation, book):
            yield _verdict(relation, star, book, evidence.graph.precision)

    return run


def _verdict(relation: UserRelation, star: str | None, book: Mapping[str, Figure], precision: Precision) -> Verdict:
    left = [found(term, star, book) for term in relation.equation.left]
    right = [found(term, star, book) for term in relation.equation.right]
    parts = (*left, *right)
    figures = tuple({figure.key: figure for part in parts for figure in part.figures}.values())
    key = f"{relation.name}[{star}]" if star else relation.name
    if not figures:
        return _silent(relation, key, _nowhere(parts), Outcome.NOT_APPLICABLE, "no-such-figure")
    missing = next((part.address for part in parts if part.address and not part.figures), "")
    if missing:
        return _silent(relation, key, figures, Outcome.UNDECIDED, "no-such-figure", missing)
    if any(figure.state is State.DAMAGED for figure in figures):
        return _silent(relation, key, figures, Outcome.UNDECIDED, "damaged-part")
    unread = next((figure for figure in figures if figure.state is State.UNREADABLE), None)
    if unread is not None:
        return _unreadable(relation, key, figures, unread)
    for side in (left, right):
        own = [figure for part in side for figure in part.figures]
        if own and not any(figure.filled for figure in own):
            every = not any(figure.filled for figure in figures)
            outcome = Outcome.NOT_APPLICABLE if every else Outcome.UNDECIDED
            return _silent(relation, key, figures, outcome, "all-blank", own[0].label)
    stranger = stranger_in(parts)
    if stranger is not None:
        return _silent(relation, key, figures, Outcome.UNDECIDED, "units-differ", stranger.label)
    usual = _judged(relation, key, (left, right), figures, precision)
    if usual.outcome is not Outcome.BROKEN:
        return usual
    others = (_judged(relation, key, sides, figures, precision) for sides in other_sides(left, right, figures))
    return next((each for each in others if each.outcome is Outcome.HOLDS), usual)


def _unreadable(relation: UserRelation, key: str, figures: tuple[Figure, ...], unread: Figure) -> Verdict:
    """The verdict where a cell holds something that is no number."""
    silent = _silent(relation, key, figures, Outcome.UNDECIDED, "unreadable-part")
    return replace(silent, message=phrase("undecided.unreadable-part", label=unread.label, printed=unread.raw))


def _nowhere(parts: Sequence[Part]) -> tuple[Figure, ...]:
    """Evidence for a relation of which the submission has no figure: the address itself."""
    address = next(part.address for part in parts if part.address)
    return (
        Figure(
            key=address,
            label=address,
            raw="",
            value=None,
            unit="",
            decimals=0,
            state=State.NOT_APPLICABLE,
            place=Place(),
        ),
    )


def _silent(
    relation: UserRelation, key: str, figures: tuple[Figure, ...], outcome: Outcome, reason: str, label: str = ""
) -> Verdict:
    return Verdict(
        check=relation.code,
        outcome=outcome,
        key=key,
        figures=figures,
        calculation="",
        message=phrase(f"undecided.{reason}", label=label or figures[0].label),
    )


def _judged(
    relation: UserRelation,
    key: str,
    sides: tuple[Sequence[Part], Sequence[Part]],
    figures: tuple[Figure, ...],
    precision: Precision,
) -> Verdict:
    left, right = (value_of(side) for side in sides)
    sign = relation.equation.sign
    close = _fit(relation, left - right, (*sides[0], *sides[1]), precision)
    over = left != right if sign == "=" else left > right if sign == "<=" else left < right
    broken = over and close in (Fit.OFF, Fit.TAIL)
    tail = broken and close is Fit.TAIL
    shown = _BROKEN[sign] if broken else _FLIPPED.get(sign, "=" if left == right else "≈")
    gap = abs(left - right)
    return Verdict(
        check=relation.code,
        outcome=Outcome.BROKEN if broken else Outcome.HOLDS,
        key=key,
        figures=figures,
        calculation=calculation(sides, sign, shown),
        message=message(
            relation,
            broken=broken,
            tail=tail,
            rounded=over and not broken,
            gap=amount(gap, figures),
            sides=(side_in_words(sides[0]), side_in_words(sides[1])),
            sign=shown,
        ),
        severity=Severity.NOTE if tail else None,
        nature=Nature.ROUNDING if tail else None,
        effect=effect_of(gap, figures) if broken else None,
    )


def _fit(relation: UserRelation, difference: Decimal, parts: Sequence[Part], precision: Precision) -> Fit:
    if relation.tolerance is not None:
        return Fit.EXACT if difference == 0 else Fit.ROUNDING if abs(difference) <= relation.tolerance else Fit.OFF
    halves = [
        abs(part.factor) * half_unit(figure, precision) for part in parts for figure in part.figures if figure.filled
    ]
    return fit(difference, [*halves, ZERO])
