"""Prose beside the tables of a published paper: rates of unrounded amounts, changes whose base is elsewhere."""

import re
from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.disclosure.rounding import reaches
from formaudit.graph.tolerance import MONEY_UNITS
from formaudit.messages import phrase
from formaudit.model.figure import Figure
from formaudit.model.statement import Role, Standing, Statement
from formaudit.model.verdict import Outcome, Verdict

__all__ = ["Moved", "baseless", "moved_amounts", "rounded"]

_ANOTHER: Final = re.compile(r"[比较与]\s*(?:20\d{2}\s*年|上年|去年)[^，,。；;]*$")
_PAIRS: Final = ((Role.PART, Role.WHOLE), (Role.DIFFERENCE, Role.BASE), (Role.CURRENT, Role.BASE))

Moved = Mapping[tuple[int | None, int], bool]
"""Amounts that are another year's (false) or changes against one (true), by paragraph and beginning."""


def moved_amounts(evidence: Evidence) -> Moved:
    """The amounts of a published paper that are another year's, and changes against one; none for other papers."""
    published = evidence.graph.published
    if published is None:
        return {}
    return {
        _spot(amount.figure): amount.change
        for passage in published.passages
        for amount in passage.amounts
        if amount.foreign or (amount.change and _ANOTHER.search(passage.text[: amount.start]))
    }


def _spot(figure: Figure) -> tuple[int | None, int]:
    return figure.place.paragraph, figure.place.span[0] if figure.place.span is not None else -1


def baseless(verdict: Verdict, moved: Moved) -> Verdict:
    """A change against another year, reckoned from this year's amounts only, is not decided: its base is not there.

    Changes that make up a change are another matter, and so is a base that the sentence prints.
    """
    spots = [_spot(figure) for figure in verdict.figures]
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
    if statement.standing not in (Standing.BROKEN, Standing.TAIL) or len(parts) != 2 or roles not in _PAIRS:
        return statement
    # What is counted is not rounded, and 12 beside 9.64 is 12.00.
    if any(part.unit not in MONEY_UNITS for part in parts) or parts[0].decimals != parts[1].decimals:
        return statement
    if reaches(rate, parts[0], parts[1], change=roles == (Role.CURRENT, Role.BASE)):
        return replace(statement, standing=Standing.ROUNDED)
    return statement
