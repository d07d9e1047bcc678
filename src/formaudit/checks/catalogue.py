"""The catalogue: one explicit list. A code is stable and never used twice; a name states the defect."""

from typing import Final

from formaudit.checks.across import crossing, name_slips, parties, quoted, repeats, stated, titles
from formaudit.checks.damage import copies, corruption, sentences, shifts
from formaudit.checks.disclosure import bounds, elsewhere, evaluation, rates, sums, tables, text, words
from formaudit.checks.filling_in import answers, blank_results, filling, listing, seals, wording
from formaudit.checks.indicators import design, design_names, design_uses, design_values
from formaudit.checks.kernel.evidence import Check, Run, Tolerance, Trait
from formaudit.checks.kernel.relations import related
from formaudit.checks.scores import execution_score, losses, patterns, said_words, scored_words, scoring
from formaudit.checks.tables import arithmetic
from formaudit.checks.text import admitted, narrative, places, remedies, results, statements, strangers
from formaudit.checks.years_and_peers import column_years, grants, last_results, peers, years
from formaudit.model.verdict import Nature, Severity

__all__ = ["CHECKS", "check_of"]

_A, _B, _C, _D = Severity.CRITICAL, Severity.MAJOR, Severity.MINOR, Severity.NOTE
_CONTRADICTION, _CORRUPTION, _SCORING = Nature.CONTRADICTION, Nature.CORRUPTION, Nature.SCORING
_FORM, _DESIGN, _SUSPICION, _WORDING = Nature.FORM, Nature.DESIGN, Nature.SUSPICION, Nature.WORDING
_NONE, _MONEY, _PERCENT, _POINTS = Tolerance.NONE, Tolerance.MONEY, Tolerance.PERCENT, Tolerance.POINTS
_SUM, _BAND, _POWER, _PRINTED = Tolerance.SUM_OF_POINTS, Tolerance.BAND, Tolerance.POWER, Tolerance.PRINTED
_ALIKE, _PROFILE, _PLACES = Tolerance.ALIKE, Tolerance.PROFILE, Tolerance.PLACES
_SEPARATE, _COST, _REJUDGED, _READINGS = Trait.SEPARATE, Trait.COST, Trait.REJUDGED, Trait.READINGS
_INDICATOR, _ADJUSTMENT, _REPORT, _OPEN = Trait.INDICATOR, Trait.ADJUSTMENT, Trait.REPORT, Trait.OPEN
_INFERS, _BATCH, _EVALUATION = Trait.INFERS, Trait.BATCH, Trait.EVALUATION


def _check(
    code: str,
    name: str,
    severity: Severity,
    nature: Nature,
    run: Run,
    tolerance: Tolerance = Tolerance.NONE,
    *traits: Trait,
) -> Check:
    return Check(
        code=code,
        name=name,
        severity=severity,
        nature=nature,
        run=run,
        tolerance=tolerance,
        traits=frozenset(traits),
    )


CHECKS: Final[tuple[Check, ...]] = (
    # C: damage
    _check("C01", "number-unreadable", _A, _CORRUPTION, corruption.damaged_numbers, _NONE, _SEPARATE),
    _check("C02", "text-replaced-everywhere", _A, _CORRUPTION, corruption.replaced_tokens, _NONE, _SEPARATE, _INFERS),
    _check("C03", "money-in-other-column", _A, _CORRUPTION, corruption.money_in_other_column, _NONE, _SEPARATE),
    _check("C04", "digit-slip", _B, _CORRUPTION, corruption.digit_slips, _MONEY, _SEPARATE, _INFERS),
    _check("C05", "sentence-broken", _D, _CORRUPTION, sentences.sentence_broken, _NONE, _SEPARATE),
    _check("C06", "figures-shifted", _B, _CORRUPTION, shifts.figures_shifted, _MONEY, _SEPARATE, _INFERS),
    _check("C07", "form-copied", _C, _SUSPICION, copies.cloned_form, _ALIKE, _SEPARATE),
    # T: within a table
    _check("T01", "public-expenses-do-not-sum", _A, _CONTRADICTION, related("T01"), _MONEY, _SEPARATE),
    _check("T02", "projects-do-not-sum", _A, _CONTRADICTION, related("T02"), _MONEY, _SEPARATE),
    _check("T03", "of-which-exceeds-whole", _C, _CONTRADICTION, related("T03"), _MONEY, _SEPARATE),
    _check("T04", "staffing-rate-contradicts-counts", _B, _CONTRADICTION, related("T04"), _PERCENT, _SEPARATE),
    _check("T05", "building-rate-contradicts-amounts", _B, _CONTRADICTION, related("T05"), _PERCENT, _SEPARATE),
    _check("T06", "controlled-expense-above-budget", _B, _CONTRADICTION, related("T06"), _MONEY, _SEPARATE),
    _check("T07", "income-does-not-sum", _A, _CONTRADICTION, related("T07"), _MONEY, _SEPARATE),
    _check("T08", "spending-does-not-sum", _A, _CONTRADICTION, related("T08"), _MONEY, _SEPARATE),
    _check("T09", "parts-do-not-sum", _A, _CONTRADICTION, related("T09"), _MONEY, _SEPARATE),
    _check("T10", "rate-contradicts-amounts", _A, _CONTRADICTION, related("T10"), _PERCENT, _SEPARATE),
    _check(
        "T11", "rate-of-another-row", _A, _CONTRADICTION, arithmetic.rate_of_another_row, _PERCENT, _SEPARATE, _REJUDGED
    ),
    _check("T12", "execution-above-budget", _A, _CONTRADICTION, related("T12"), _MONEY, _SEPARATE),
    _check("T13", "source-without-opening-budget", _C, _SUSPICION, arithmetic.source_without_opening_budget),
    _check("T14", "weights-do-not-sum", _A, _CONTRADICTION, related("T14"), _SUM, _SEPARATE),
    _check("T15", "scores-do-not-sum", _A, _CONTRADICTION, losses.scores_do_not_sum, _SUM, _SEPARATE),
    _check("T16", "serials-broken", _C, _FORM, arithmetic.serials_broken, _NONE, _SEPARATE),
    _check(
        "T17",
        "magnitude-differs",
        _B,
        _CONTRADICTION,
        arithmetic.magnitude_differs("T07", "T08", "T09"),
        _POWER,
        _SEPARATE,
    ),
    # X: across documents
    _check("X01", "staff-differs-in-text", _B, _CONTRADICTION, related("X01"), _NONE, _SEPARATE),
    _check("X02", "project-expenditure-differs", _A, _CONTRADICTION, related("X02"), _MONEY, _SEPARATE),
    _check("X03", "project-budget-differs", _B, _CONTRADICTION, related("X03"), _MONEY, _SEPARATE),
    _check("X04", "unit-budget-differs-from-projects", _A, _CONTRADICTION, related("X04"), _MONEY, _SEPARATE),
    _check("X05", "project-without-form", _B, _CONTRADICTION, crossing.projects_and_forms, _MONEY, _SEPARATE),
    _check("X06", "same-item-different-figure", _B, _CONTRADICTION, titles.same_item_differs, _MONEY, _SEPARATE),
    _check("X07", "sentence-does-not-sum", _B, _CONTRADICTION, statements.sums_in_text, _MONEY, _SEPARATE),
    _check("X08", "text-contradicts-table", _A, _CONTRADICTION, related("X08"), _MONEY, _SEPARATE),
    _check("X09", "budget-of-no-stage", _C, _WORDING, related("X09"), _MONEY, _SEPARATE),
    _check("X10", "source-missing-in-unit-form", _A, _CONTRADICTION, related("X10"), _MONEY, _SEPARATE),
    _check(
        "X11",
        "adjustment-differs",
        _B,
        _CONTRADICTION,
        crossing.basic_adjustment_differs,
        _MONEY,
        _SEPARATE,
        _READINGS,
        _ADJUSTMENT,
    ),
    _check("X12", "zero-statement-differs", _B, _CONTRADICTION, stated.zero_statement_differs, _NONE, _SEPARATE),
    _check("X13", "listed-item-without-money", _C, _CONTRADICTION, stated.listed_item_without_money),
    _check("X14", "procurement-above-spending", _C, _SUSPICION, parties.procurement_above_spending, _MONEY),
    _check("X15", "one-class-takes-all", _B, _SUSPICION, stated.one_class_takes_all),
    _check("X16", "names-differ", _D, _FORM, parties.names_differ, _ALIKE),
    _check("X17", "year-or-date-impossible", _C, _FORM, parties.years_and_dates_differ),
    _check("X18", "attachment-missing", _C, _FORM, stated.attachment_missing, _ALIKE, _EVALUATION),
    _check("X19", "listed-fund-without-form", _D, _FORM, parties.listed_without_form, _ALIKE),
    _check("X20", "output-claimed-twice", _C, _SUSPICION, repeats.output_claimed_twice),
    _check("X21", "goal-without-outcome", _C, _DESIGN, repeats.goals_without_outcome),
    _check("X22", "quoted-result-differs", _B, _CONTRADICTION, quoted.quoted_result_differs, _PRINTED),
    _check("X23", "name-with-slip", _C, _FORM, name_slips.name_with_slip, _ALIKE),
    # S: scoring
    _check(
        "S01",
        "execution-score-contradicts-rate",
        _B,
        _SCORING,
        execution_score.execution_score_contradicts_rate,
        _POINTS,
        _REJUDGED,
        _INDICATOR,
    ),
    _check(
        "S02",
        "score-contradicts-ratio",
        _C,
        _SCORING,
        scoring.positive_score_contradicts_ratio,
        _POINTS,
        _REJUDGED,
        _INDICATOR,
    ),
    _check(
        "S03",
        "reverse-score-contradicts-ratio",
        _B,
        _SCORING,
        scoring.reverse_score_contradicts_ratio,
        _POINTS,
        _COST,
        _REJUDGED,
        _INDICATOR,
    ),
    _check("S04", "zero-target-score", _C, _SCORING, scoring.zero_target_score, _POINTS, _REJUDGED, _INDICATOR),
    _check(
        "S05",
        "score-outside-band",
        _C,
        _SCORING,
        scored_words.qualitative_score_outside_bands,
        _BAND,
        _REJUDGED,
        _INDICATOR,
    ),
    _check(
        "S06",
        "achieved-without-full-score",
        _C,
        _SCORING,
        scoring.achieved_without_full_score,
        _POINTS,
        _REJUDGED,
        _INDICATOR,
    ),
    _check(
        "S07",
        "unmet-with-full-score",
        _B,
        _SCORING,
        scoring.unmet_with_full_score,
        _POINTS,
        _COST,
        _REJUDGED,
        _INDICATOR,
    ),
    _check(
        "S08",
        "over-fulfilled-without-reason",
        _C,
        _SCORING,
        patterns.over_fulfilled_without_reason,
        _PROFILE,
        _INDICATOR,
    ),
    _check(
        "S09", "better-result-with-no-more-points", _C, _SCORING, patterns.order_of_scores_reversed, _POINTS, _INDICATOR
    ),
    _check("S10", "reason-missing", _C, _SCORING, scored_words.reason_missing, _NONE, _REJUDGED, _INDICATOR),
    _check("S11", "target-repeated-as-result", _C, _SCORING, scored_words.target_repeated_as_result, _NONE, _INDICATOR),
    _check(
        "S12",
        "cost-met-though-overspent",
        _A,
        _SCORING,
        scoring.cost_met_though_overspent,
        _MONEY,
        _COST,
        _REJUDGED,
        _INDICATOR,
    ),
    _check("S13", "scores-all-alike", _D, _SUSPICION, patterns.scores_all_alike, _NONE, _INDICATOR),
    _check("S14", "words-contradict-figures", _C, _SCORING, said_words.words_contradict_figures, _NONE, _INDICATOR),
    # I: design of indicators
    _check("I01", "kind-of-indicator-missing", _C, _DESIGN, design.kinds_missing, _NONE, _INDICATOR),
    _check("I02", "quantity-without-count", _C, _DESIGN, design.quantity_without_count, _NONE, _INDICATOR),
    _check("I03", "indicator-is-a-sentence", _D, _DESIGN, design.indicator_is_a_sentence, _NONE, _INDICATOR),
    _check("I04", "output-mixed-with-benefit", _C, _DESIGN, design_names.output_mixed_with_benefit, _ALIKE, _INDICATOR),
    _check("I05", "indicator-repeated", _C, _DESIGN, design_names.indicator_repeated, _NONE, _INDICATOR),
    _check(
        "I06", "cost-target-without-amount", _C, _DESIGN, design_names.cost_target_without_amount, _NONE, _INDICATOR
    ),
    _check(
        "I07",
        "unplannable-target-met-exactly",
        _C,
        _SUSPICION,
        design_values.unplannable_target_met_exactly,
        _NONE,
        _INDICATOR,
    ),
    _check("I08", "percent-without-base", _C, _DESIGN, design_values.percent_without_base, _NONE, _INDICATOR),
    _check("I09", "frequency-contradicts-count", _D, _DESIGN, design_values.frequency_against_count, _NONE, _INDICATOR),
    _check("I10", "use-without-indicator", _C, _DESIGN, design_uses.uses_without_indicator, _ALIKE, _INDICATOR),
    _check("I11", "goals-are-duties", _D, _DESIGN, design_uses.goals_are_duties, _ALIKE, _INDICATOR),
    # F: filling in
    _check("F01", "blank-among-filled", _D, _FORM, filling.blank_among_filled),
    _check("F02", "wrong-option-word", _D, _FORM, wording.wrong_option_word),
    _check("F03", "template-row-left", _D, _FORM, wording.template_remains),
    _check("F04", "comparison-column-empty", _C, _FORM, filling.comparison_column_empty),
    _check("F05", "catch-all-with-large-share", _C, _FORM, filling.catch_all_with_large_share, _PROFILE),
    _check("F06", "signature-not-seen", _C, _FORM, answers.signature_not_seen, _NONE, _EVALUATION),
    _check("F07", "perfunctory-answer", _D, _FORM, answers.perfunctory_answer),
    _check("F08", "personal-data", _D, _FORM, wording.personal_data),
    _check("F09", "list-row-without-name", _C, _FORM, listing.list_row_without_name),
    _check("F10", "serials-of-two-kinds", _D, _FORM, listing.serials_of_two_kinds),
    _check("F11", "report-section-missing", _C, _FORM, listing.report_without_sections, _NONE, _REPORT, _EVALUATION),
    _check("F12", "changed-after-sealing", _C, _FORM, seals.changed_after_sealing),
    _check("F13", "full-score-without-result", _C, _SCORING, blank_results.full_score_without_result),
    # N: narrative
    _check("N01", "amount-in-no-table", _D, _WORDING, narrative.unlinked_amounts, _MONEY, _OPEN),
    _check("N02", "text-rate-contradicts-amounts", _B, _CONTRADICTION, statements.rates_in_text, _PERCENT),
    _check("N03", "count-differs-from-list", _D, _CONTRADICTION, statements.counts_in_text),
    _check(
        "N04",
        "admitted-problem-with-full-marks",
        _C,
        _SUSPICION,
        admitted.admitted_problem_with_full_marks,
        _ALIKE,
        _EVALUATION,
    ),
    _check("N05", "problem-without-measure", _D, _SUSPICION, remedies.problem_without_measure, _ALIKE, _EVALUATION),
    _check("N06", "report-without-results", _C, _FORM, results.report_without_results, _NONE, _REPORT, _EVALUATION),
    _check("N07", "reason-is-no-reason", _D, _SUSPICION, remedies.reason_is_no_reason, _ALIKE, _EVALUATION),
    _check("N08", "words-of-another-unit", _B, _SUSPICION, strangers.foreign_words, _NONE, _EVALUATION),
    _check("N09", "place-of-another-unit", _C, _SUSPICION, places.foreign_place, _NONE, _EVALUATION),
    # Y: year over year
    _check("Y01", "large-movement-without-reason", _C, _SUSPICION, years.large_movement_without_reason, _PROFILE),
    _check("Y02", "last-year-differs", _B, _CONTRADICTION, years.prior_column_differs, _MONEY),
    _check("Y03", "staff-moved", _D, _SUSPICION, years.staff_moved),
    _check(
        "Y04", "adjustment-without-reason", _B, _SUSPICION, crossing.adjustment_without_reason, _PROFILE, _ADJUSTMENT
    ),
    _check("Y05", "target-below-last-result", _C, _SUSPICION, last_results.targets_below_last_result, _PROFILE),
    _check("Y06", "text-reused-from-last-year", _D, _SUSPICION, last_results.text_reused, _ALIKE, _EVALUATION),
    _check("Y07", "column-year-stale", _C, _FORM, column_years.column_year_stale),
    # U: across units
    _check("U01", "text-shared-with-another-unit", _C, _SUSPICION, peers.text_shared, _ALIKE, _SEPARATE, _EVALUATION),
    _check("U02", "listed-unit-without-submission", _B, _FORM, grants.listed_unit_without_submission, _NONE, _SEPARATE),
    _check("U03", "given-amount-differs", _B, _CONTRADICTION, grants.given_amount_differs, _MONEY, _SEPARATE),
    _check("U04", "scores-of-batch-alike", _D, _SUSPICION, peers.scores_of_batch, _PROFILE, _SEPARATE, _BATCH),
    _check("U05", "outlier-among-peers", _D, _SUSPICION, peers.outlier_among_peers, _PROFILE, _SEPARATE),
    # D: published budgets and final accounts
    _check("D01", "columns-do-not-sum", _B, _CONTRADICTION, tables.between_tables("D01"), _PLACES, _SEPARATE),
    _check("D02", "codes-do-not-sum", _B, _CONTRADICTION, tables.between_tables("D02"), _PLACES, _SEPARATE),
    _check("D03", "totals-do-not-balance", _B, _CONTRADICTION, tables.between_tables("D03"), _PLACES, _SEPARATE),
    _check("D04", "tables-differ", _B, _CONTRADICTION, tables.between_tables("D04"), _PLACES, _SEPARATE),
    _check("D05", "usual-tie-differs", _C, _SUSPICION, tables.between_tables("D05"), _PLACES, _SEPARATE),
    _check(
        "D06", "published-expenses-do-not-sum", _B, _CONTRADICTION, tables.between_tables("D06"), _PLACES, _SEPARATE
    ),
    _check("D07", "public-expense-below-part", _C, _CONTRADICTION, tables.between_tables("D07"), _PLACES, _SEPARATE),
    _check("D08", "note-contradicts-table", _C, _CONTRADICTION, words.notes_against_tables, _NONE, _SEPARATE),
    _check("D09", "published-text-differs", _B, _CONTRADICTION, text.amounts_in_text, _PLACES, _SEPARATE),
    _check("D10", "published-rate-differs", _B, _CONTRADICTION, rates.rates_in_text, _PERCENT, _SEPARATE),
    _check("D11", "items-do-not-make-total", _B, _CONTRADICTION, sums.items_make_the_whole, _PLACES, _SEPARATE),
    _check("D12", "part-exceeds-whole", _B, _CONTRADICTION, bounds.bounds_in_text, _MONEY, _SEPARATE),
    _check("D13", "item-misnamed", _C, _FORM, words.paths_against_rows, _NONE, _SEPARATE),
    _check("D14", "published-item-without-money", _D, _FORM, words.listed_without_money, _NONE, _SEPARATE),
    _check("D15", "reason-does-not-fit", _D, _SUSPICION, words.reasons_against_changes, _NONE, _SEPARATE),
    _check("D16", "evaluation-differs-from-accounts", _C, _SUSPICION, evaluation.against_evaluation, _MONEY, _SEPARATE),
    _check("D17", "published-years-differ", _C, _SUSPICION, elsewhere.against_years, _MONEY, _SEPARATE),
    _check("D18", "unit-exceeds-department", _C, _SUSPICION, elsewhere.against_department, _MONEY, _SEPARATE),
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
