"""Rules of points that a form prints itself: 执行率≥90%得10分, 完成90%以上得满分. They go before the usual ones."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.checks.scores.score_rules import numeric_pair
from formaudit.model.forms import Indicator, SelfEvaluation
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["full_below_target", "own_rule", "rules_execution"]

_POINTS: Final = r"(?:得|计|给|扣|为)?(?:满分|\d+(?:\.\d+)?分)"
_BAND: Final = compiled(
    r"(?:[≥>≤<]|大于|小于|不低于|低于|高于|超过|达到|\d%?[-—~～至]\d|以上|以下|以内)[^，。；;]{0,14}?" + _POINTS
)
_EXECUTION: Final = compiled(r"执行|(?:支出|支付|使用|拨付)(?:率|进度)")
_STEP: Final = compiled(
    r"每[^，。；;]{1,16}(?:扣|(?<![削缩增])减(?!少)|得|(?<![累合总预])计|(?<![增追])加)[^，。；;]{0,3}\d+(?:\.\d+)?[分%]"
)
"""Points or a part of them for each step; 每年增加2人 is a task."""
_FULL: Final = compiled(
    r"(\d+(?:\.\d+)?)%?(?:[(（]含[)）])?及?以上[^，。；;]{0,8}满分"
    r"|(?:[≥>]=?|不低于|达到|超过|大于等于)(\d+(?:\.\d+)?)%?[^，。；;]{0,8}满分"
)


def rules_execution(form: SelfEvaluation) -> bool:
    """Whether the form says in bands how many points the carrying out of the budget has."""
    notes = (compact(note.text) for note in form.notes)
    return any(_EXECUTION.search(text) and _BAND.search(text) for text in notes)


def own_rule(row: Indicator) -> bool:
    """Whether an indicator says what each step off its target costs: 每超1天扣1分."""
    return any(_STEP.search(text) for text in _texts(row))


def full_below_target(row: Indicator) -> bool:
    """Whether an indicator of two numbers gives full marks from another value on than its target."""
    pair = numeric_pair(row)
    assert pair is not None
    bounds = (Decimal(match[1] or match[2]) for text in _texts(row) for match in _FULL.finditer(text))
    return any(bound != pair[0].amount for bound in bounds)


def _texts(row: Indicator) -> Iterator[str]:
    """What the row says in its further columns: its standard, its remark."""
    return (compact(text.text) for _, text in row.extra)
