"""What a kind of fault is, and the explicit list of all kinds."""

from collections.abc import Callable
from random import Random
from typing import Final

from msgspec import Struct

from formaudit.bench import in_figures, in_forms, in_published, in_rates, in_scores, in_texts
from formaudit.bench.base import Base
from formaudit.bench.edits import Edit

__all__ = ["KINDS", "Kind", "Make", "kind_of"]

Make = Callable[[Base, Random], tuple[Edit, ...] | None]
"""Make the edits of one fault at a random place; ``None`` where the submission offers no such place.

The first edit is the place that the audit should name.
"""


class Kind(Struct, frozen=True, kw_only=True):
    """A kind of fault.

    ``numeric``: one printed number is wrong and could be offered right. ``placed``: there is one place to be named; not
    so for whole forms, for words replaced everywhere, and where either of two equal names may be the wrong one.
    ``note``: the check that finds it speaks as a note. ``blind``: a catalogue key says why nothing can find it.
    """

    code: str
    make: Make
    numeric: bool = True
    placed: bool = True
    note: bool = False
    blind: str = ""


def _words(code: str, make: Make, *, placed: bool = True, note: bool = False) -> Kind:
    return Kind(code=code, make=make, numeric=False, placed=placed, note=note)


KINDS: Final[tuple[Kind, ...]] = (
    # digits
    Kind(code="digit-changed", make=in_figures.digit_changed),
    Kind(code="digits-swapped", make=in_figures.digits_swapped),
    Kind(code="digit-doubled", make=in_figures.digit_doubled),
    Kind(code="digit-dropped", make=in_figures.digit_dropped),
    Kind(code="point-moved", make=in_figures.point_moved),
    Kind(code="unit-slip", make=in_figures.unit_slip),
    Kind(code="two-points", make=in_figures.two_points),
    Kind(code="letter-in-number", make=in_figures.letter_in_number),
    # rows of money
    Kind(code="total-wrong", make=in_figures.total_wrong),
    Kind(code="part-wrong", make=in_figures.part_wrong),
    Kind(code="part-omitted", make=in_figures.part_omitted),
    Kind(code="box-wrong", make=in_figures.box_wrong),
    Kind(code="rate-wrong", make=in_rates.rate_wrong),
    Kind(code="rate-of-other-row", make=in_rates.rate_of_other_row),
    Kind(code="value-of-other-column", make=in_figures.value_of_other_column),
    Kind(code="value-of-neighbour-row", make=in_figures.value_of_neighbour_row),
    Kind(code="last-years-value", make=in_figures.last_years_value),
    Kind(code="blank-cell", make=in_figures.blank_cell),
    Kind(code="staff-count-wrong", make=in_rates.staff_count_wrong),
    Kind(code="staffing-rate-wrong", make=in_rates.staffing_rate_wrong),
    # weights and scores
    Kind(code="weight-wrong", make=in_scores.weight_wrong),
    Kind(code="level-weight-wrong", make=in_scores.level_weight_wrong),
    Kind(code="score-wrong", make=in_scores.score_wrong),
    Kind(code="score-above-weight", make=in_scores.score_above_weight),
    Kind(code="total-score-wrong", make=in_scores.total_score_wrong),
    Kind(code="execution-score-wrong", make=in_scores.execution_score_wrong),
    Kind(code="unmet-with-full-marks", make=in_scores.unmet_with_full_marks),
    _words("target-as-result", in_scores.target_as_result),
    _words("reason-removed", in_scores.reason_removed),
    # text
    Kind(code="text-amount-changed", make=in_texts.amount_changed),
    Kind(code="text-share-changed", make=in_texts.share_changed),
    Kind(code="text-growth-changed", make=in_texts.growth_changed),
    Kind(code="text-staff-changed", make=in_texts.staff_changed),
    Kind(code="text-count-changed", make=in_texts.enumeration_changed, note=True),
    Kind(code="text-score-changed", make=in_texts.score_changed),
    _words("zero-statement", in_texts.zero_statement),
    # forms
    Kind(code="serial-wrong", make=in_forms.serial_wrong),
    _words("serial-repeated", in_forms.serial_repeated),
    _words("year-in-title", in_forms.year_in_title),
    _words("unit-name-changed", in_forms.unit_name_changed, note=True),
    _words("date-before-year-end", in_forms.date_before_year_end),
    _words("form-removed", in_forms.form_removed, placed=False),
    _words("attachment-added", in_forms.attachment_added),
    _words("form-copied", in_forms.form_copied, placed=False),
    _words("text-replaced-everywhere", in_forms.text_replaced, placed=False),
    _words("option-word-wrong", in_forms.option_word_wrong, note=True),
    _words("indicator-repeated", in_forms.indicator_repeated, placed=False, note=True),
    _words("signature-removed", in_forms.signature_removed),
    # published budgets and final accounts
    _words("code-misprinted", in_published.code_misprinted, placed=False),
    _words("amount-on-other-row", in_published.amount_on_other_row),
    _words("item-left-out", in_published.item_left_out, placed=False),
    # what nothing in a submission can tell
    Kind(code="result-overstated", make=in_scores.result_overstated, blind="bench.blind.result-overstated"),
    Kind(code="figure-alone", make=in_figures.figure_alone, blind="bench.blind.figure-alone"),
)


def kind_of(code: str) -> Kind:
    """The kind with a code.

    Raises:
        KeyError: no such kind.

    """
    for kind in KINDS:
        if kind.code == code:
            return kind
    raise KeyError(code)
