"""The sorts of event that causes tell of."""

from enum import StrEnum

__all__ = ["CauseKind"]


class CauseKind(StrEnum):
    """What happened to the documents; its words are ``cause-kind.<kind>`` of the catalogue."""

    SEARCH_AND_REPLACE = "search-and-replace"
    OMITTED_PART = "omitted-part"
    EMPTY_TOTAL = "empty-total"
    BLANK_CELL = "blank-cell"
    MISPLACED_FIGURE = "misplaced-figure"
    STALE_FIGURE = "stale-figure"
    UNIT_SLIP = "unit-slip"
    TRANSPOSED_DIGITS = "transposed-digits"
    DIGIT_SLIP = "digit-slip"
    SINGLE_CELL = "single-cell"
    COPIED_FORM = "copied-form"
    BACKFILLED_BUDGET = "backfilled-budget"
    REPEATED_REMARK = "repeated-remark"
