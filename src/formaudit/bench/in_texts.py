"""Faults in the sentences of the report."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Final

from formaudit.bench.base import Base
from formaudit.bench.edits import Edit, spot_of, text_at
from formaudit.bench.in_figures import off_by, pick
from formaudit.model.figure import ZERO, Figure
from formaudit.model.report_text import Claim, ClaimKind
from formaudit.model.statement import Role
from formaudit.model.verdict import Outcome

__all__ = [
    "amount_changed",
    "enumeration_changed",
    "growth_changed",
    "score_changed",
    "share_changed",
    "staff_changed",
    "zero_statement",
]

_MONEY: Final = tuple(Decimal(step) for step in ("0.5", "1", "1.2", "2", "3.7", "5", "10"))
_POINTS: Final = tuple(Decimal(step) for step in ("2", "3", "5"))
Edits = tuple[Edit, ...] | None


def _held(base: Base, *checks: str) -> list[Figure]:
    """The figures of the text that a check of these holds fast, the figure it speaks of."""
    return [
        verdict.figures[0]
        for verdict in base.verdicts
        if verdict.check in checks
        and verdict.outcome is Outcome.HOLDS
        and verdict.figures[0].place.paragraph is not None
        and verdict.figures[0].filled
    ]


def amount_changed(base: Base, rng: Random) -> Edits:
    """A sum of money of the text differs from the table or from its own parts."""
    figures = [
        figure
        for figure in base.figures
        if figure.place.paragraph is not None
        and figure.unit in ("元", "万元")
        and figure.amount != 0
        and base.relations.get(figure.key)
    ]
    return pick(base, rng, figures, lambda number: off_by(number, rng, _MONEY)) if figures else None


def _rates(base: Base, kind: ClaimKind) -> list[Figure]:
    held = {figure.key for figure in _held(base, "N02")}
    return [
        rate
        for claim in _claims(base)
        if claim.kind == kind and (rate := claim.role(Role.RATE)) is not None and rate.key in held
    ]


def _claims(base: Base) -> Iterator[Claim]:
    for report in base.submission.reports:
        yield from report.claims


def share_changed(base: Base, rng: Random) -> Edits:
    """占 … % does not follow from its amounts."""
    rates = _rates(base, ClaimKind.SHARE)
    return pick(base, rng, rates, lambda number: off_by(number, rng, _POINTS)) if rates else None


def growth_changed(base: Base, rng: Random) -> Edits:
    """增长 … % does not follow from its amounts."""
    rates = _rates(base, ClaimKind.GROWTH)
    return pick(base, rng, rates, lambda number: off_by(number, rng, _POINTS)) if rates else None


def staff_changed(base: Base, rng: Random) -> Edits:
    """A number of posts or persons in the text differs from annex 2."""
    figures = _held(base, "X01")
    return pick(base, rng, figures, lambda number: off_by(number, rng, _POINTS)) if figures else None


def enumeration_changed(base: Base, rng: Random) -> Edits:
    """N things are announced and another number is listed."""
    figures = [figure for figure in _held(base, "N03") if figure.raw[:1].isdigit()]
    return pick(base, rng, figures, lambda number: str(int(number) + 2)) if figures else None


def score_changed(base: Base, rng: Random) -> Edits:
    """The text gives another total score than the form."""
    figures = [figure for figure in _held(base, "X22") if figure.unit == "分"]
    return pick(base, rng, figures, lambda number: off_by(number, rng, _POINTS)) if figures else None


def zero_statement(base: Base, rng: Random) -> Edits:
    """The text says there was none of a fund of which the form prints money, or names money where there was none."""
    held = {
        verdict.relation.result.key
        for verdict in base.verdicts
        if verdict.check == "X12" and verdict.outcome is Outcome.HOLDS and verdict.relation is not None
    }
    figures = [
        figure
        for claim in _claims(base)
        if claim.kind == ClaimKind.ZERO and claim.figures
        for figure in claim.figures[:1]
        if figure.filled and figure.amount == ZERO and figure.raw[:1] == "0" and figure.key in held
    ]
    if not figures:
        return None
    figure = rng.choice(figures)
    spot = spot_of(figure.place)
    before = text_at(base.documents, spot)
    if before is None or figure.place.span is None:
        return None
    start = figure.place.span[0]
    number = str(rng.randint(3, 90))
    return (
        Edit(
            spot=spot, before=before, after=before[:start] + number + before[start + 1 :], right="0", wrong=number,
            key=figure.key,
        ),
    )  # fmt: skip
