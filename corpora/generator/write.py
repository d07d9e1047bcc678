"""Short forms for writing a unit down: indicators, amounts, sources and uses on one line each."""

from decimal import Decimal

from corpora.generator.spec import Amounts, CostItem, Indicator, Source, Triple

__all__ = ["amounts", "equal", "item", "positive", "reverse", "source", "text", "triple"]


def amounts(original: str, final: str, actual: str) -> Amounts:
    """年初预算数, 全年预算数, 全年执行数."""
    return Amounts(Decimal(original), Decimal(final), Decimal(actual))


def source(kind: str, original: str = "", final: str = "", actual: str = "", *, nested: bool = False) -> Source:
    """A source with its three columns, or a row left blank."""
    return Source(kind=kind, amounts=amounts(original, final, actual) if original else None, nested=nested)


def triple(prior: str, budget: str, actual: str) -> Triple:
    """上年决算数, 本年预算数, 本年决算数; an empty text is a blank cell."""
    return Triple(*(Decimal(each) if each else None for each in (prior, budget, actual)))


def item(name: str, prior: str, budget: str, actual: str) -> CostItem:
    """A row of annex 2."""
    return CostItem(name, triple(prior, budget, actual))


def _measured(
    nature: str, level2: str, name: str, *, numbers: tuple[str, str, str], weight: str, reason: str
) -> Indicator:
    target, achieved, unit = numbers
    return Indicator(
        level2=level2,
        name=name,
        nature=nature,
        weight=Decimal(weight),
        unit=unit,
        target=Decimal(target),
        achieved=Decimal(achieved),
        reason=reason,
    )


def positive(level2: str, name: str, target: str, achieved: str, unit: str, weight: str, reason: str = "") -> Indicator:
    """At least the target."""
    return _measured("positive", level2, name, numbers=(target, achieved, unit), weight=weight, reason=reason)


def reverse(level2: str, name: str, target: str, achieved: str, unit: str, weight: str, reason: str = "") -> Indicator:
    """At most the target."""
    return _measured("reverse", level2, name, numbers=(target, achieved, unit), weight=weight, reason=reason)


def equal(level2: str, name: str, target: str, achieved: str, unit: str, weight: str, reason: str = "") -> Indicator:
    """Exactly the target."""
    return _measured("equal", level2, name, numbers=(target, achieved, unit), weight=weight, reason=reason)


def text(
    level2: str, name: str, target: str, achieved: str, weight: str, share: str = "1", reason: str = ""
) -> Indicator:
    """In words, with the share of the points given."""
    return Indicator(
        level2=level2,
        name=name,
        nature="qualitative",
        weight=Decimal(weight),
        target_text=target,
        achieved_text=achieved,
        share=Decimal(share),
        reason=reason,
    )
