"""How a verdict on the text of a disclosure is put together."""

from collections.abc import Sequence
from decimal import Decimal

from formaudit.graph.reading import plain
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.messages import Phrase, phrase
from formaudit.model.figure import ZERO, Figure
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.verdict import Effect, Outcome, Severity, Verdict, VerdictKind
from formaudit.numbers import in_wan

__all__ = ["amount_of", "called", "equal", "percent", "right_rate", "said", "value_of", "wrong_rate"]


def value_of(figure: Figure) -> Decimal:
    """A figure's value, money in 万元; a blank cell of these tables is zero."""
    if not figure.filled:
        return ZERO
    return wan(figure) if figure.unit in MONEY_UNITS else figure.amount


def amount_of(value: Decimal, unit: str) -> str:
    """A value in 万元, printed in a unit."""
    worth = in_wan(Decimal(1), unit) if unit in MONEY_UNITS else Decimal(1)
    return f"{plain(value / worth)}{unit}"


def called(figure: Figure) -> str:
    """A figure as printed, with its unit."""
    return figure.raw if figure.unit in figure.raw else f"{figure.raw or '0'}{figure.unit}"


def equal(check: str, told: Figure, cell: Figure, why: str = "same-item") -> Relation:
    """The text repeats a cell."""
    return Relation(
        check=check, kind=RelationKind.EQUAL, subject=f"{told.key}={cell.key}", result=told, parts=(cell,), why=why
    )


def said(
    check: str,
    outcome: Outcome,
    figures: Sequence[Figure],
    calculation: str,
    message: Phrase,
    *,
    key: str = "",
    severity: Severity | None = None,
    relation: Relation | None = None,
    money: Decimal | None = None,
    suspects: int = 1,
) -> Verdict:
    """A verdict whose first figure is the one in question; each figure once."""
    own = tuple({figure.key: figure for figure in figures}.values())
    return Verdict(
        check=check,
        outcome=outcome,
        key=key or (relation.subject if relation is not None else own[0].key),
        figures=own,
        calculation=calculation,
        message=message,
        severity=severity,
        effect=None if money is None else Effect(money=money),
        suspects=suspects,
        kind=VerdictKind.REMARK if relation is None else VerdictKind.RELATION,
        relation=relation,
    )


def percent(value: Decimal) -> str:
    """A rate in a calculation."""
    return f"{plain(value.quantize(Decimal('0.01')))}%"


def right_rate(figures: Sequence[Figure], line: str) -> Verdict:
    """A rate, the first of the figures, that follows from the others."""
    return said(
        "D10",
        Outcome.HOLDS,
        figures,
        line,
        phrase("published.rate.holds", label=figures[0].label, printed=called(figures[0])),
        key=f"{figures[0].key}=rate",
    )


def wrong_rate(figures: Sequence[Figure], line: str, key: str) -> Verdict:
    """A rate that does not follow from its amounts, or a word beside it that says the opposite."""
    return said(
        "D10",
        Outcome.BROKEN,
        figures,
        line,
        phrase(key, label=figures[0].label, printed=called(figures[0]), calculation=line),
        key=f"{figures[0].key}=rate",
    )


def open_reason(figure: Figure) -> Phrase:
    """Why an amount of the text was not decided."""
    return phrase("published.open", label=figure.label, printed=called(figure))


__all__ += ["open_reason"]
