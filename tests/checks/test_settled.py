"""What turns a contradiction into an open question when its figures can be read otherwise, or cannot be read."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from formaudit.checks.catalogue import CHECKS
from formaudit.checks.kernel.settled import run_check
from formaudit.messages import phrase
from formaudit.model.figure import Alternative, Figure, State
from formaudit.model.relation import RelationKind
from formaudit.model.verdict import Nature, Outcome, Severity, Verdict
from tests.graph.drawings import WHOLE
from tests.graph.making import evidence_of, figure, relation

EVIDENCE = evidence_of(*WHOLE)
WHOLE_SUM, PART, OTHER = figure("10", key="whole"), figure("4", key="part"), figure("5", key="other")


def _verdict(*figures: Figure, related: bool = True, outcome: Outcome = Outcome.BROKEN) -> Verdict:
    return Verdict(
        check="T09", outcome=outcome, key=figures[0].key, figures=figures, calculation="4 + 5 = 9 ≠ 10",
        message=phrase("user.rounding"), severity=Severity.MAJOR, nature=Nature.CONTRADICTION,
        relation=relation(RelationKind.SUM, *figures) if related else None,
    )  # fmt: skip


def _reason(verdict: Verdict) -> str:
    """The key of what leaves a verdict open, or its outcome where nothing does."""
    (found,) = run_check(replace(CHECKS[0], run=lambda _: iter((verdict,))), EVIDENCE)
    if found is verdict:
        return str(found.outcome.value)
    assert found.outcome is Outcome.UNDECIDED
    assert (found.severity, found.nature, found.effect, found.fact) == (None, None, None, None)
    return found.message.key


def _read(one: Figure, value: str, group: str = "") -> Figure:
    return replace(one, readings=(Alternative(value=Decimal(value), unit=one.unit, decimals=0, group=group),))


def test_a_sum_of_figures_that_are_read_stays_broken() -> None:
    assert _reason(_verdict(WHOLE_SUM, PART, OTHER)) == "broken"


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_figure_that_cannot_be_read_leaves_its_sum_open(at: int) -> None:
    figures = [WHOLE_SUM, PART, OTHER]
    figures[at] = replace(figures[at], state=State.UNREADABLE, value=None, raw="见附注")
    assert _reason(_verdict(*figures)) == "undecided.unreadable-part"


def test_a_reading_that_mends_a_sum_leaves_it_open_and_another_does_not() -> None:
    assert _reason(_verdict(WHOLE_SUM, PART, _read(OTHER, "6"))) == "undecided.readings-differ"
    assert _reason(_verdict(_read(WHOLE_SUM, "9"), PART, OTHER)) == "undecided.readings-differ"
    assert _reason(_verdict(WHOLE_SUM, PART, _read(OTHER, "7"))) == "broken"


def test_what_is_not_broken_is_left_as_it_is() -> None:
    for outcome in (Outcome.HOLDS, Outcome.UNDECIDED, Outcome.NOT_APPLICABLE):
        assert _reason(_verdict(WHOLE_SUM, PART, _read(OTHER, "6"), outcome=outcome)) == outcome.value


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        # Amounts that may be in another unit, and far apart: the unit may be all that differs.
        (_read(figure("40000", key="one"), "4", "table"), figure("4", key="two"), "undecided.readings-differ"),
        (figure("4", key="one"), _read(figure("40000", key="two"), "4", "table"), "undecided.readings-differ"),
        # In one table both are in the same unit.
        (
            _read(figure("40000", key="one"), "4", "table"),
            _read(figure("4", key="two"), "0.0004", "table"),
            "broken",
        ),
        (_read(figure("5", key="one"), "0.0005", "table"), figure("4", key="two"), "broken"),
        (figure("40000", key="one"), figure("4", key="two"), "broken"),
        # Counts have no other unit; nothing is compared with 0 or a blank.
        (_read(figure("40000", "人", key="one"), "4", "table"), figure("4", "人", key="two"), "broken"),
        (_read(figure("40000", key="one"), "4", "table"), figure("0", key="two"), "broken"),
        (_read(figure("40000", key="one"), "4", "table"), figure("", key="two"), "broken"),
    ],
)  # fmt: skip
def test_amounts_that_may_be_in_another_unit_are_no_contradiction_where_they_are_far_apart(
    one: Figure, other: Figure, reason: str
) -> None:
    assert _reason(_verdict(one, other, related=False)) == reason
