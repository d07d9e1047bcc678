"""Equations that are printed out: 260万元-247.6万元=12.4万元, 104.1÷120×100%=86.75%."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, finest, percent, plain, quotient
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled

__all__ = ["equation_candidates"]

_EQUALS: Final = compiled(r"\s*[)）]?\s*(?:[×xX*]\s*)?[=＝]\s*")
_SIGN: Final = compiled(r"\s*[(（]?\s*(?P<sign>[-－—–−]|[+＋](?:\s*[\u4e00-\u9fff]{1,8})?)\s*[(（]?\s*")
_DIVIDED: Final = compiled(r"\s*[÷/]\s*")
_HUNDRED: Final = Decimal(100)
_PRINTED: Final = 0.95
_LEAST: Final = 2


def equation_candidates(block: Block) -> Iterator[Candidate]:
    """Every figure behind a sign of equality with the sums, differences and quotients of figures before it."""
    for target in block.tokens:
        before = block.tokens[: target.at]
        if before and before[-1].is_rate and before[-1].amount == _HUNDRED and target.is_rate:
            before = before[:-1]  # ×100%
            gap = block.blotted[before[-1].end : target.start] if before else ""
            equal = compiled(r"\s*[)）]?\s*[×xX*]\s*¤+\s*[=＝]?\s*").fullmatch(gap) is not None
        else:
            between = block.between(before[-1], target) if before else ""
            equal = bool(before) and (_EQUALS.fullmatch(between) is not None or _signed(target, between))
        if not equal or target.is_price:
            continue
        if target.is_rate:
            yield from _quotient(block, target, before)
        else:
            yield from _sum(block, target, before)


def _signed(target: Token, between: str) -> bool:
    """Whether the sign of equality was read as part of the figure."""
    return target.mention.quantity.comparison == "=" and not between.strip(" )）")


def _sum(block: Block, target: Token, before: tuple[Token, ...]) -> Iterator[Candidate]:
    terms: list[tuple[Token, int]] = []
    for at in range(len(before) - 1, -1, -1):
        token = before[at]
        match = _SIGN.fullmatch(block.between(before[at - 1], token)) if at else None
        sign = 1 if match is None or match["sign"][0] in "+＋" else -1
        terms.insert(0, (token, sign))
        if match is None:
            break
    if len(terms) < _LEAST or any(one.measure != target.measure for one, _ in terms):
        return
    expected = sum((one.amount * sign for one, sign in terms), Decimal(0))
    gap = target.amount - expected
    line = plain(terms[0][0].amount) + "".join(
        f" {'+' if sign > 0 else '−'} {plain(one.amount)}" for one, sign in terms[1:]
    )
    tokens = tuple(one for one, _ in terms)
    yield Candidate(
        question=("equation", target.start),
        kind=StatementKind.BALANCE,
        target=target,
        terms=tokens,
        roles=(Role.RESULT, Role.START, *(Role.PLUS if sign > 0 else Role.MINUS for _, sign in terms[1:])),
        expected=expected,
        slack=finest((target, *tokens)),
        line=f"{line} = {plain(expected)}",
        strength=_PRINTED,
        slipping=tuple((one, one.amount + gap * sign) for one, sign in terms),
    )


def _quotient(block: Block, target: Token, before: tuple[Token, ...]) -> Iterator[Candidate]:
    if len(before) < _LEAST or not _DIVIDED.fullmatch(block.between(before[-2], before[-1])):
        return
    top, bottom = before[-2:]
    if bottom.amount == 0 or top.measure != bottom.measure:
        return
    exact, slack = quotient(target, top.amount, bottom.amount, (top.fine, bottom.fine))
    yield Candidate(
        question=("rate", target.start),
        kind=StatementKind.SHARE,
        target=target,
        terms=(top, bottom),
        roles=(Role.RATE, Role.PART, Role.WHOLE),
        expected=exact,
        slack=slack,
        line=f"{plain(top.amount)} ÷ {plain(bottom.amount)} = {percent(exact)}",
        strength=_PRINTED,
    )
