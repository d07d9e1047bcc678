"""Rules of points that a form prints for its indicators: 每超1天扣1分, 完成90%以上得满分; they go before the usual."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.checks.scores.score_rules import numeric_pair
from formaudit.forms.scoring_rules import names_execution, steps_or_bands
from formaudit.model.forms import Indicator, SelfEvaluation
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["full_below_target", "own_rule"]

_STEP: Final = compiled(
    r"每[^，。；;]{1,16}(?:扣|(?<![削缩增])减(?!少)|得|(?<![累合总预])计|(?<![增追])加)[^，。；;]{0,3}\d+(?:\.\d+)?[分%]"
)
"""Points or a part of them for each step; 每年增加2人 is a task."""
_FULL: Final = compiled(
    r"(\d+(?:\.\d+)?)%?(?:[(（]含[)）])?及?以上[^，。；;]{0,8}满分"
    r"|(?:[≥>]=?|不低于|达到|超过|大于等于)(\d+(?:\.\d+)?)%?[^，。；;]{0,8}满分"
)
_AWARDED: Final = compiled(
    r"(?:(\d+(?:\.\d+)?)%?(?:[(（]含[)）])?及?以上|(?:[≥>]=?|不低于|达到|超过|大于等于)(\d+(?:\.\d+)?)%?)[^，。；;]{0,8}?"
    r"[,，]?[得计记给](\d+(?:\.\d+)?)分"
)
"""Points from a value on: they are the full ones where they are all that the indicator weighs."""
_SENTENCE: Final = compiled(r"[。\n]|[；;](?=\d{1,2}[.、](?!\d))")


def own_rule(form: SelfEvaluation, row: Indicator) -> bool:
    """Whether the standard of an indicator, or a remark on all, says what each step off its target costs."""
    return any(_STEP.search(text) or steps_or_bands(text) for text in (*_standards(row), *_of_all(form)))


def full_below_target(form: SelfEvaluation, row: Indicator) -> bool:
    """Whether the standard of an indicator of two numbers, or a remark on all, gives full marks from elsewhere on."""
    pair = numeric_pair(row)
    assert pair is not None
    texts = (*_standards(row), *_of_all(form))
    bounds = {Decimal(match[1] or match[2]) for text in texts for match in _FULL.finditer(text)}
    weight = row.weight.raw.strip() if row.weight is not None else ""
    bounds |= {Decimal(one[1] or one[2]) for text in texts for one in _AWARDED.finditer(text) if one[3] == weight}
    return any(bound != pair[0].amount for bound in bounds)


def _standards(row: Indicator) -> tuple[str, ...]:
    """What the row says in its further columns: its standard, its remark."""
    return tuple(compact(text.text) for _, text in row.extra)


def _of_all(form: SelfEvaluation) -> Iterator[str]:
    """What the form's rules say of indicators: each sentence that is not of the carrying out of the budget."""
    for rule in form.rules:
        for text in _SENTENCE.split(compact(rule.text)):
            if text and not names_execution(text):
                yield text
