"""Rules of points that a form prints itself: 执行率≥90%得10分, 完成90%以上得满分. They go before the usual ones."""

from decimal import Decimal
from typing import Final

from formaudit.model.forms import Indicator, SelfEvaluation
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["full_below_target", "own_rule", "rules_execution"]

_POINTS: Final = r"(?:得|计|给|扣|为)?(?:满分|\d+(?:\.\d+)?分)"
_BAND: Final = compiled(
    r"(?:[≥>≤<]|大于|小于|不低于|低于|高于|超过|达到|\d%?[-—~～至]\d|以上|以下|以内)[^，。；;]{0,14}?" + _POINTS
)
_EXECUTION: Final = compiled(r"执行|(?:支出|支付|使用|拨付)(?:率|进度)")
_STEP: Final = compiled(r"每[^，。；;]{1,16}(?:扣|减|得|计|加)[^，。；;]{0,3}\d")
_FULL: Final = compiled(
    r"(\d+(?:\.\d+)?)%?(?:[(（]含[)）])?及?以上[^，。；;]{0,8}满分"
    r"|(?:[≥>]=?|不低于|达到|超过|大于等于)(\d+(?:\.\d+)?)%?[^，。；;]{0,8}满分"
)


def rules_execution(form: SelfEvaluation) -> bool:
    """Whether the form says in bands how many points the carrying out of the budget has."""
    notes = (compact(note.text) for note in form.notes)
    return any(_EXECUTION.search(text) and _BAND.search(text) for text in notes)


def own_rule(row: Indicator) -> bool:
    """Whether the standard of an indicator says what each step off its target costs: 每超1天扣1分."""
    texts = (compact(text.text) for code, text in row.extra if code in ("standard", "note"))
    return any(_STEP.search(text) for text in texts)


def full_below_target(row: Indicator) -> bool:
    """Whether the standard of an indicator gives full marks from another value on than its target."""
    target = row.target.value if row.target is not None else None
    texts = (compact(text.text) for code, text in row.extra if code in ("standard", "note"))
    bounds = (Decimal(match[1] or match[2]) for text in texts for match in _FULL.finditer(text))
    return any(bound != target for bound in bounds)
