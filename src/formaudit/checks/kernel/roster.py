"""Who is there: what is known of each submission of a call while only one of them is at hand."""

from collections.abc import Sequence

from msgspec import Struct

from formaudit.checks.kernel.batch import Facts, facts_of
from formaudit.intake.naming import core_of, same_unit
from formaudit.model.submission import Submission
from formaudit.settings import Profile

__all__ = ["Home", "Seat", "seat_of"]


class Seat(Struct, frozen=True, kw_only=True):
    """What is known of a submission before it is audited, and while others are: ``rules`` are those it is judged by.

    ``part`` is the kind of a published paper, empty for a self-evaluation.
    """

    facts: Facts
    part: str
    adopted: bool
    rules: Profile


def seat_of(submission: Submission, profile: Profile) -> Seat:
    """What is to be known of a submission."""
    return Seat(
        facts=facts_of(submission),
        part=submission.part,
        adopted=submission.adopted,
        rules=profile.choose(submission.year, submission.unit),
    )


class Home:
    """Finds the submission by which a unit stands in a year, without looking at all of them."""

    def __init__(self, submissions: Sequence[Submission], roster: Sequence[Seat]) -> None:
        """Note who is there."""
        self._submissions = submissions
        self._roster = roster
        self._known: dict[tuple[str, int | None, str], list[int]] = {}
        for number, seat in enumerate(roster):
            if seat.adopted:
                key = (core_of(seat.facts.unit), seat.facts.year, seat.part)
                self._known.setdefault(key, []).append(number)

    def adopted(self, unit: str, year: int | None, part: str = "") -> Submission | None:
        """The submission of a unit and year, the adopted one of several versions; ``None`` where there is none.

        ``part`` is the kind of a published paper, empty for a self-evaluation.
        """
        for number in self._known.get((core_of(unit), year, part), ()):
            if same_unit(self._roster[number].facts.unit, unit):
                return self._submissions[number]
        return None
