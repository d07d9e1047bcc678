"""Conditional formats (条件格式) that make a cell print nothing: by a number format, or in the colour of paper."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from lxml import etree
from msgspec import Struct

from formaudit.extract.sheet.printed import print_value
from formaudit.extract.sheet.raw import Position, Printed, Region, region_of
from formaudit.extract.sheet.stream import local

__all__ = ["Rule", "hides", "rules_of"]

_MOST: Final = 20_000


class Rule(Struct, frozen=True, kw_only=True):
    """A rule that hides: its cells, and the comparison with constants, or ``None`` where it cannot be followed.

    ``code`` is the number format that it gives to its cells, where it does not hide them but shows them otherwise.
    """

    regions: tuple[Region, ...]
    operator: str | None
    bounds: tuple[Decimal, ...] = ()
    code: str = ""


def rules_of(element: etree._Element, hiding: Sequence[bool | str]) -> list[Rule]:
    """The rules of one ``conditionalFormatting`` whose format hides or alters; ``hiding`` tells that of each format.

    Icons and bars that stand in the place of the value leave it to be doubted, and so does a format that strikes it.
    """
    named = element.get("sqref") or next((part.text or "" for part in element if local(part) == "sqref"), "")
    regions = tuple(region for text in named.split() if (region := region_of(text)) is not None)
    found: list[Rule] = []
    for rule in element:
        number = rule.get("dxfId", "")
        if any(local(part) in ("iconSet", "dataBar") and part.get("showValue") in ("0", "false") for part in rule):
            found.append(Rule(regions=regions, operator=None))
            continue
        if local(rule) != "cfRule" or not number.isdecimal() or int(number) >= len(hiding) or not hiding[int(number)]:
            continue
        bounds = [_constant(part.text or "") for part in rule if local(part) == "formula"]
        known = rule.get("type") == "cellIs" and None not in bounds
        found.append(
            Rule(
                regions=regions,
                operator=rule.get("operator", "") if known else None,
                bounds=tuple(bound for bound in bounds if bound is not None),
                code=code if isinstance(code := hiding[int(number)], str) else "",
            )
        )
    return found


def hides(
    rules: Iterable[Rule], values: Mapping[Position, Decimal], cells: Mapping[Position, Printed]
) -> dict[Position, bool]:
    """The cells that rules hide, and whether that is certain; never where a rule shows another figure."""
    filled = list(cells)[:_MOST]
    found: dict[Position, bool] = {}
    for rule in rules:
        for spot in filled:
            if not any(top <= spot[0] <= low and left <= spot[1] <= right for top, left, low, right in rule.regions):
                continue
            value = values.get(spot)
            met = None if rule.operator is None or value is None else _met(rule, value)
            if met is None and rule.operator is not None and value is None:
                continue  # a comparison with numbers does not hide words
            if rule.code and (value is None or print_value(value, rule.code).strip() == cells[spot].text.strip()):
                continue
            if rule.code and met is not False:
                found.setdefault(spot, False)
            elif met is not False:
                found[spot] = found.get(spot, False) or met is True
    return found


def _met(rule: Rule, value: Decimal) -> bool | None:
    if not rule.bounds:
        return None
    low, high = min(rule.bounds), max(rule.bounds)
    first = rule.bounds[0]
    answers = {
        "equal": value == first,
        "notEqual": value != first,
        "lessThan": value < first,
        "lessThanOrEqual": value <= first,
        "greaterThan": value > first,
        "greaterThanOrEqual": value >= first,
        "between": low <= value <= high,
        "notBetween": not low <= value <= high,
    }
    return answers.get(rule.operator or "")


def _constant(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip())
    except InvalidOperation:
        return None
