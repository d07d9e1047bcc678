"""What was harvested of an area: 种植12.6万亩，平均亩产432公斤，总产量5.44万吨; 公斤, 斤 and 吨 alike."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, plain
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import late

__all__ = ["yield_candidates"]

_PER_MU: Final = late(r"(?:亩产|单产|每亩产量?)[^，。；¤]{0,6}$")
_WHOLE: Final = late(r"(?:总产|产量|产粮|产[\u4e00-\u9fff]{1,3}量|共产|收获)[^，。；¤]{0,6}$")
_KILOGRAMS: Final = {"公斤": Decimal(1), "千克": Decimal(1), "斤": Decimal("0.5"), "吨": Decimal(1000)}
_FEW: Final = 2
_SURE, _LOOSE = 0.8, 0.5


def yield_candidates(block: Block) -> Iterator[Candidate]:
    """Each harvest with the area and the harvest of one 亩 before it in its sentence."""
    for whole in block.tokens:
        if whole.measure not in _KILOGRAMS or not _WHOLE.search(whole.lead) or _PER_MU.search(whole.lead):
            continue
        before = block.before(whole, same=False)
        rates = [one for one in before if one.measure in _KILOGRAMS and _PER_MU.search(one.lead)]
        areas = [one for one in before if one.measure == "亩"]
        if len(rates) == 1 and areas:
            yield _candidate(whole, rates[0], areas[-1], sure=len(areas) == 1 and len(before) == _FEW)


def _candidate(whole: Token, rate: Token, area: Token, *, sure: bool) -> Candidate:
    scale = _KILOGRAMS[rate.measure] / _KILOGRAMS[whole.measure]
    value = area.amount * rate.amount * scale
    loose = (area.half * rate.amount + rate.half * area.amount) * scale
    told = sure and not any(one.about for one in (whole, rate, area))
    return Candidate(
        question=("product", whole.start),
        kind=StatementKind.PRODUCT,
        target=whole,
        terms=(rate, area),
        roles=(Role.AMOUNT, Role.PRICE, Role.QUANTITY),
        expected=value,
        slack=whole.half + loose,
        line=f"{plain(rate.amount)} × {plain(area.amount)}"
        + (f" × {plain(scale)}" if scale > 1 else f" ÷ {plain(1 / scale)}" if scale < 1 else "")
        + f" = {plain(value)}",
        strength=_SURE if told else _LOOSE,
        alone=told,
        slipping=((rate, whole.amount / area.amount / scale),) if area.amount else (),
        rounded=((area, whole.amount / rate.amount / scale, whole.half / rate.amount / scale),) if rate.amount else (),
    )
