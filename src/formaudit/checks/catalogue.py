"""The catalogue: one explicit list. A code is stable and never used twice; a name states the defect."""

from typing import Final

from formaudit.checks import arithmetic, corruption, crossing, narrative, scoring, wording
from formaudit.checks.evidence import Check
from formaudit.checks.relations import related
from formaudit.model.verdict import Nature, Severity

__all__ = ["CHECKS", "check_of"]

_A, _B, _C, _D = Severity.CRITICAL, Severity.MAJOR, Severity.MINOR, Severity.NOTE
_CONTRADICTION, _CORRUPTION, _SCORING = Nature.CONTRADICTION, Nature.CORRUPTION, Nature.SCORING
_FORM, _SUSPICION, _WORDING = Nature.FORM, Nature.SUSPICION, Nature.WORDING

CHECKS: Final[tuple[Check, ...]] = (
    Check(code="C01", name="number-unreadable", severity=_A, nature=_CORRUPTION, run=corruption.damaged_numbers),
    Check(code="C02", name="text-replaced-everywhere", severity=_A, nature=_CORRUPTION, run=corruption.replaced_tokens),
    Check(
        code="C03", name="money-in-other-column", severity=_A, nature=_CORRUPTION, run=corruption.money_in_other_column
    ),
    Check(code="C04", name="digit-slip", severity=_B, nature=_CORRUPTION, run=corruption.digit_slips),
    Check(code="C07", name="form-copied", severity=_C, nature=_SUSPICION, run=wording.cloned_form),
    Check(code="T01", name="public-expenses-do-not-sum", severity=_A, nature=_CONTRADICTION, run=related("T01")),
    Check(code="T02", name="projects-do-not-sum", severity=_A, nature=_CONTRADICTION, run=related("T02")),
    Check(code="T03", name="of-which-exceeds-whole", severity=_C, nature=_CONTRADICTION, run=related("T03")),
    Check(code="T04", name="staffing-rate-contradicts-counts", severity=_B, nature=_CONTRADICTION, run=related("T04")),
    Check(code="T05", name="building-rate-contradicts-amounts", severity=_B, nature=_CONTRADICTION, run=related("T05")),
    Check(code="T06", name="controlled-expense-above-budget", severity=_B, nature=_CONTRADICTION, run=related("T06")),
    Check(code="T07", name="income-does-not-sum", severity=_A, nature=_CONTRADICTION, run=related("T07")),
    Check(code="T08", name="spending-does-not-sum", severity=_A, nature=_CONTRADICTION, run=related("T08")),
    Check(code="T09", name="parts-do-not-sum", severity=_A, nature=_CONTRADICTION, run=related("T09")),
    Check(code="T10", name="rate-contradicts-amounts", severity=_A, nature=_CONTRADICTION, run=related("T10")),
    Check(
        code="T11", name="rate-of-another-row", severity=_A, nature=_CONTRADICTION, run=arithmetic.rate_of_another_row
    ),
    Check(code="T12", name="execution-above-budget", severity=_A, nature=_CONTRADICTION, run=related("T12")),
    Check(
        code="T13",
        name="source-without-opening-budget",
        severity=_C,
        nature=_SUSPICION,
        run=arithmetic.source_without_opening_budget,
    ),
    Check(code="T14", name="weights-do-not-sum", severity=_A, nature=_CONTRADICTION, run=related("T14")),
    Check(code="T15", name="scores-do-not-sum", severity=_A, nature=_CONTRADICTION, run=related("T15")),
    Check(code="T16", name="serials-broken", severity=_C, nature=_FORM, run=arithmetic.serials_broken),
    Check(code="T17", name="magnitude-differs", severity=_B, nature=_CONTRADICTION, run=arithmetic.magnitude_differs),
    Check(code="X01", name="staff-differs-in-text", severity=_B, nature=_CONTRADICTION, run=related("X01")),
    Check(code="X02", name="project-expenditure-differs", severity=_A, nature=_CONTRADICTION, run=related("X02")),
    Check(code="X03", name="project-budget-differs", severity=_B, nature=_CONTRADICTION, run=related("X03")),
    Check(code="X04", name="unit-budget-differs-from-projects", severity=_A, nature=_CONTRADICTION, run=related("X04")),
    Check(code="X05", name="project-without-form", severity=_B, nature=_CONTRADICTION, run=crossing.projects_and_forms),
    Check(code="X06", name="same-item-different-figure", severity=_B, nature=_CONTRADICTION, run=related("X06")),
    Check(code="X07", name="sentence-does-not-sum", severity=_B, nature=_CONTRADICTION, run=related("X07")),
    Check(code="X08", name="text-contradicts-table", severity=_A, nature=_CONTRADICTION, run=related("X08")),
    Check(code="X09", name="budget-of-no-stage", severity=_C, nature=_WORDING, run=related("X09")),
    Check(code="X10", name="source-missing-in-unit-form", severity=_A, nature=_CONTRADICTION, run=related("X10")),
    Check(
        code="X11", name="adjustment-differs", severity=_B, nature=_CONTRADICTION, run=crossing.basic_adjustment_differs
    ),
    Check(
        code="X12",
        name="zero-statement-differs",
        severity=_B,
        nature=_CONTRADICTION,
        run=crossing.zero_statement_differs,
    ),
    Check(
        code="X13",
        name="listed-item-without-money",
        severity=_C,
        nature=_CONTRADICTION,
        run=crossing.listed_item_without_money,
    ),
    Check(code="X15", name="one-class-takes-all", severity=_B, nature=_SUSPICION, run=crossing.one_class_takes_all),
    Check(code="X18", name="attachment-missing", severity=_C, nature=_FORM, run=crossing.attachment_missing),
    Check(
        code="S01",
        name="execution-score-contradicts-rate",
        severity=_B,
        nature=_SCORING,
        run=scoring.execution_score_contradicts_rate,
    ),
    Check(
        code="S02",
        name="score-contradicts-ratio",
        severity=_C,
        nature=_SCORING,
        run=scoring.positive_score_contradicts_ratio,
    ),
    Check(
        code="S03",
        name="reverse-score-contradicts-ratio",
        severity=_B,
        nature=_SCORING,
        run=scoring.reverse_score_contradicts_ratio,
    ),
    Check(code="S04", name="zero-target-score", severity=_C, nature=_SCORING, run=scoring.zero_target_score),
    Check(
        code="S05", name="score-outside-band", severity=_C, nature=_SCORING, run=scoring.qualitative_score_outside_bands
    ),
    Check(
        code="S06",
        name="achieved-without-full-score",
        severity=_C,
        nature=_SCORING,
        run=scoring.achieved_without_full_score,
    ),
    Check(code="S07", name="unmet-with-full-score", severity=_B, nature=_SCORING, run=scoring.unmet_with_full_score),
    Check(code="S10", name="reason-missing", severity=_C, nature=_SCORING, run=scoring.reason_missing),
    Check(
        code="S11",
        name="target-repeated-as-result",
        severity=_C,
        nature=_SCORING,
        run=scoring.target_repeated_as_result,
    ),
    Check(
        code="S12",
        name="cost-met-though-overspent",
        severity=_A,
        nature=_SCORING,
        run=scoring.cost_met_though_overspent,
    ),
    Check(code="F02", name="wrong-option-word", severity=_D, nature=_FORM, run=wording.wrong_option_word),
    Check(code="F03", name="template-row-left", severity=_D, nature=_FORM, run=wording.template_remains),
    Check(code="F08", name="personal-data", severity=_D, nature=_FORM, run=wording.personal_data),
    Check(code="N01", name="amount-in-no-table", severity=_D, nature=_WORDING, run=narrative.unlinked_amounts),
    Check(
        code="N02",
        name="text-rate-contradicts-amounts",
        severity=_B,
        nature=_CONTRADICTION,
        run=narrative.rate_in_text_differs,
    ),
    Check(
        code="N03",
        name="count-differs-from-list",
        severity=_D,
        nature=_CONTRADICTION,
        run=narrative.enumeration_differs,
    ),
    Check(
        code="N04",
        name="admitted-problem-with-full-marks",
        severity=_C,
        nature=_SUSPICION,
        run=wording.admitted_problem_with_full_marks,
    ),
    Check(
        code="Y04",
        name="adjustment-without-reason",
        severity=_B,
        nature=_SUSPICION,
        run=crossing.adjustment_without_reason,
    ),
)


def check_of(code: str) -> Check:
    """The check with a code.

    Raises:
        KeyError: no such check.

    """
    for check in CHECKS:
        if check.code == code:
            return check
    raise KeyError(code)
