"""Prose beside the tables of a published paper: rates of unrounded amounts, changes whose base is elsewhere."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from msgspec.structs import replace

from formaudit.checks.disclosure.rates import rates_in_text as rates_beside_tables
from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.disclosure.rounding import reaches, reaches_moved
from formaudit.graph.tolerance import MONEY_UNITS
from formaudit.messages import phrase
from formaudit.model.figure import Figure
from formaudit.model.statement import Role, Standing, Statement
from formaudit.model.verdict import Outcome, Verdict
from formaudit.patterns import compiled

__all__ = ["Moved", "baseless", "decided_rates", "explained_rate", "moved_amounts", "place_in_text", "rounded"]

_ANOTHER: Final = compiled(r"[比较与]\s*(?:20\d{2}\s*年|上年|去年)[^，,。；;]*$")
_PAIRS: Final = ((Role.PART, Role.WHOLE), (Role.DIFFERENCE, Role.BASE), (Role.CURRENT, Role.BASE))
_NEAR: Final = 24
"""How many amounts in front of a share its whole may stand: a sentence names many parts, each with a share."""
_MOVED: Final = {(Role.DIFFERENCE, Role.RISEN): True, (Role.DIFFERENCE, Role.FALLEN): False}

Moved = Mapping[tuple[int | None, int], bool]
"""Amounts that are another year's (false) or changes against one (true), by paragraph and beginning."""


def moved_amounts(evidence: Evidence) -> Moved:
    """The amounts of a published paper that are another year's, and changes against one; none for other papers."""
    published = evidence.graph.published
    if published is None:
        return {}
    return {
        place_in_text(amount.figure): amount.change
        for passage in published.passages
        for amount in passage.amounts
        if amount.foreign or (amount.change and _ANOTHER.search(passage.text[: amount.start]))
    }


def decided_rates(evidence: Evidence) -> AbstractSet[tuple[int | None, int]]:
    """The rates of a published paper that were held against the amounts that their words name."""
    if evidence.graph.published is None:
        return frozenset()
    known = evidence.submission.found_out
    if decided_rates not in known:
        known[decided_rates] = frozenset(place_in_text(verdict.figures[0]) for verdict in rates_beside_tables(evidence))
    found: frozenset[tuple[int | None, int]] = known[decided_rates]
    return found


def explained_rate(verdict: Verdict, evidence: Evidence) -> bool:
    """Whether a broken rate is the share of another amount of the passage, or its result an amount of the tables."""
    published = evidence.graph.published
    rate, *parts = verdict.figures
    if published is None or not parts:
        return False
    if rate.unit in MONEY_UNITS:
        spot = place_in_text(rate)
        return any(tie.cell is not None and place_in_text(tie.amount.figure) == spot for tie in published.ties)
    spot = place_in_text(rate)
    amounts = [one for passage in published.passages for one in passage.amounts]
    at = next((at for at, one in enumerate(amounts) if place_in_text(one.figure) == spot), None)
    if at is None:
        return False
    # A page may have cut the sentence into lines: what stands in the lines in front counts too.
    before = [one.figure for one in amounts[max(0, at - _NEAR) : at] if one.money and not one.change]
    others = [one for one in before if place_in_text(one) != place_in_text(parts[0])]
    part, others = parts[0], [_as_fine(one, parts) for one in others]
    if any(reaches(rate, _as_fine(part, parts), whole) for whole in others):
        return True
    # 收入总计…，其中年初结转…，较上年增加…，增加…%: the change may be one of the whole in front.
    moved = [one for one in others if one.unit in MONEY_UNITS and one.filled]
    return any(reaches_moved(rate, one, _as_fine(part, parts), rise=rise) for one in moved for rise in (True, False))


def _as_fine(figure: Figure, beside: Sequence[Figure]) -> Figure:
    """An amount as finely as those beside it in the sentence: zeros are dropped, 20 beside 204.49 is 20.00."""
    finest = max(one.decimals for one in beside if one.unit == figure.unit or one is beside[0])
    return replace(figure, decimals=finest) if figure.unit in MONEY_UNITS and 0 < finest > figure.decimals else figure


def place_in_text(figure: Figure) -> tuple[int | None, int]:
    """The paragraph of a figure and where it begins there."""
    return figure.place.paragraph, figure.place.span[0] if figure.place.span is not None else -1


def baseless(verdict: Verdict, moved: Moved) -> Verdict:
    """A change against another year, reckoned from this year's amounts only, is not decided: its base is not there.

    Changes that make up a change are another matter, and so is a base that the sentence prints.
    """
    spots = [place_in_text(figure) for figure in verdict.figures]
    changes = [moved.get(spot) is True for spot in spots]
    based = any(moved.get(spot) is False for spot in spots)
    if verdict.outcome is not Outcome.BROKEN or not any(changes) or all(changes) or based:
        return verdict
    label, printed = verdict.figures[0].label, verdict.figures[0].raw
    message = phrase("published.baseless", label=label, printed=printed)
    return replace(verdict, outcome=Outcome.UNDECIDED, message=message, severity=None, nature=None, effect=None)


def rounded(statement: Statement) -> Statement:
    """A rate that its amounts may have had before they were rounded holds: the tables beside the text print more."""
    rate, *parts = statement.figures
    roles = statement.roles[1:]
    if statement.standing not in (Standing.BROKEN, Standing.TAIL) or len(parts) != 2:
        return statement
    if roles in _MOVED:
        if all(part.unit in MONEY_UNITS for part in parts) and reaches_moved(
            rate, parts[1], parts[0], rise=_MOVED[roles]
        ):
            return _printed(statement)
        return statement
    if roles not in _PAIRS:
        return statement
    # What is counted is not rounded, and 12 beside 9.64 is 12.00.
    if any(part.unit not in MONEY_UNITS for part in parts) or parts[0].decimals != parts[1].decimals:
        return statement
    if reaches(rate, parts[0], parts[1], change=roles == (Role.CURRENT, Role.BASE)):
        return _printed(statement)
    return statement


def _printed(statement: Statement) -> Statement:
    """The statement as one that holds but for its rounding, and says so."""
    line = " ≈ ".join(statement.calculation.rsplit(" ≠ ", 1))
    return replace(statement, standing=Standing.ROUNDED, calculation=line)
