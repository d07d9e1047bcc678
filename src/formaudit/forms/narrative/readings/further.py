"""The readings of all shapes of arithmetic but sums, each from the module that knows its words."""

from collections.abc import Mapping

from formaudit.forms.narrative.readings.accounts import account_candidates
from formaudit.forms.narrative.readings.adjusted import adjusted_candidates
from formaudit.forms.narrative.readings.age_groups import age_candidates
from formaudit.forms.narrative.readings.apart import apart_candidates
from formaudit.forms.narrative.readings.bare import bare_candidates
from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.chained import chained_candidates
from formaudit.forms.narrative.readings.changes import change_candidates
from formaudit.forms.narrative.readings.classes import class_candidates
from formaudit.forms.narrative.readings.doubled import doubled_candidates
from formaudit.forms.narrative.readings.durations import duration_candidates
from formaudit.forms.narrative.readings.echoes import echo_candidates
from formaudit.forms.narrative.readings.equations import equation_candidates
from formaudit.forms.narrative.readings.fair_days import fair_day_candidates
from formaudit.forms.narrative.readings.formulas import formula_candidates
from formaudit.forms.narrative.readings.fractions import fraction_candidates
from formaudit.forms.narrative.readings.goal_rates import goal_rate_candidates
from formaudit.forms.narrative.readings.implied import implied_candidates
from formaudit.forms.narrative.readings.instalments import instalment_candidates
from formaudit.forms.narrative.readings.ledgers import ledger_candidates
from formaudit.forms.narrative.readings.lessened import lessened_candidates
from formaudit.forms.narrative.readings.levered import levered_candidates
from formaudit.forms.narrative.readings.marks import mark_candidates
from formaudit.forms.narrative.readings.mixed_counts import mixed_candidates
from formaudit.forms.narrative.readings.named_shares import named_share_candidates
from formaudit.forms.narrative.readings.net_changes import moved_between, net_ahead, net_behind
from formaudit.forms.narrative.readings.products import product_candidates
from formaudit.forms.narrative.readings.rates import rate_candidates
from formaudit.forms.narrative.readings.rows import row_candidates
from formaudit.forms.narrative.readings.scaled import scaled_candidates
from formaudit.forms.narrative.readings.spans import span_candidates
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.readings.twins import twin_candidates
from formaudit.forms.narrative.readings.yields import yield_candidates

__all__ = ["further_candidates"]


def further_candidates(
    block: Block, wholes: Mapping[int, Token], inner: frozenset[int], totals: frozenset[int]
) -> list[Candidate]:
    """What a run of text may say of its figures beyond its sums.

    ``wholes`` are the wholes that were read, by their parts; ``inner`` are parts that are no whole themselves, and
    ``totals`` are totals that stand behind their parts and come out.
    """
    return [
        *ledger_candidates(block, inner, totals),
        *lessened_candidates(block),
        *account_candidates(block),
        *mark_candidates(block),
        *adjusted_candidates(block),
        *change_candidates(block),
        *rate_candidates(block, wholes),
        *row_candidates(block),
        *goal_rate_candidates(block),
        *class_candidates(block),
        *implied_candidates(block),
        *named_share_candidates(block),
        *product_candidates(block, inner),
        *chained_candidates(block),
        *net_behind(block),
        *net_ahead(block),
        *moved_between(block),
        *duration_candidates(block),
        *span_candidates(block),
        *fair_day_candidates(block),
        *age_candidates(block),
        *doubled_candidates(block),
        *levered_candidates(block),
        *scaled_candidates(block),
        *fraction_candidates(block),
        *instalment_candidates(block),
        *twin_candidates(block, wholes),
        *echo_candidates(block),
        *apart_candidates(block),
        *bare_candidates(block),
        *equation_candidates(block),
        *formula_candidates(block),
        *yield_candidates(block),
        *mixed_candidates(block),
    ]
