"""Formulas that are printed out with bare numbers: （1186.5/1250）×10=9.49分, 93.2%×10=9.32分, (45÷50)×100%=90%."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, plain
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled

__all__ = ["formula_candidates"]

_NUMBER: Final = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_EQUAL: Final = r"\s*(?:分)?\s*[)）]?\s*[=＝≈]?\s*$"
_TIMES: Final = r"\s*[×xX*]\s*"
_QUOTIENT: Final = compiled(
    rf"(?<![0-9.%=/÷×*xX+\-－−])[(（]?\s*(?P<top>{_NUMBER})\s*(?:万?元|[人户个项亩])?\s*[÷/]\s*(?P<bottom>{_NUMBER})\s*(?:万?元|[人户个项亩])?\s*[)）]?"
    rf"{_TIMES}(?P<times>{_NUMBER})(?P<percent>%?){_EQUAL}"
)
_RATED: Final = compiled(rf"(?<![0-9.÷/×*xX+\-－−])(?P<rate>{_NUMBER})%{_TIMES}(?P<times>{_NUMBER}){_EQUAL}")
_WEIGHTED: Final = compiled(rf"(?<![0-9.%÷/×*xX+\-－−])(?P<times>{_NUMBER})(?:分)?{_TIMES}(?P<rate>{_NUMBER})%{_EQUAL}")
_REACH: Final = 60
_HUNDRED: Final = Decimal(100)
_PRINTED: Final = 0.95
_SIGNS: Final = frozenset("=＝≈")


def formula_candidates(block: Block) -> Iterator[Candidate]:
    """Every score or rate behind a sign of equality with the quotient or the product printed before it."""
    for target in block.tokens:
        if target.measure not in ("%", "分") or not _equal(block, target):
            continue
        text = block.text[max(0, target.start - _REACH) : target.start]
        if (match := _QUOTIENT.search(text)) is not None and _number(match["bottom"]):
            times = _number(match["times"])
            scale = times if match["percent"] == "" or target.is_rate else times / _HUNDRED
            value = _number(match["top"]) / _number(match["bottom"]) * scale
            line = f"{match['top']} ÷ {match['bottom']} × {match['times']}{match['percent']}"
        elif target.measure == "分" and (match := _RATED.search(text) or _WEIGHTED.search(text)) is not None:
            value = _number(match["rate"]) * _number(match["times"]) / _HUNDRED
            line = f"{match['rate']}% × {match['times']}"
        else:
            continue
        if target.is_rate and match["percent"] == "" and match["times"] != "100":
            continue
        half = Decimal(1).scaleb(-max(target.mention.quantity.decimals, 0)) / 2
        yield Candidate(
            question=("formula", target.start),
            kind=StatementKind.PRODUCT,
            target=target,
            terms=(),
            roles=(Role.SCORE if target.measure == "分" else Role.RATE,),
            expected=value,
            slack=half * 2,  # cut off as often as rounded
            line=f"{line} = {plain(value.quantize(Decimal('0.0001')))}",
            strength=_PRINTED,
            floor=_PRINTED,
            alone=not target.about or target.mention.quantity.comparison == "=",
        )


def _equal(block: Block, target: Token) -> bool:
    """Whether a sign of equality leads to the figure, or was read as part of it."""
    before = block.text[max(0, target.start - _REACH) : target.start].rstrip()
    return before[-1:] in _SIGNS or target.mention.quantity.comparison == "="


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
