"""Sums of a sheet that is computed when it is opened: what is stored for them may be the sum of other figures."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from formaudit.extract.sheet.raw import Position, Region, region_of
from formaudit.patterns import compiled

__all__ = ["outdated"]

_TERM: Final = compiled(
    r"\s*([+-]?)\s*(?:SUM\(([^()]+)\)|(\$?[A-Z]{1,3}\$?\d{1,7})(?![\w(!.:])|(\d+(?:\.\d+)?)(?![\w(!.:*/^%]))\s*"
)
_PARTS: Final = compiled(r"[,;]")
_MOST: Final = 50_000
"""Cells that all sums of a sheet together may take."""
_NEAR: Final = Decimal("0.000001")
"""What binary arithmetic may leave between a sum and what is stored for it."""
_Terms = list[tuple[int, Decimal | tuple[Region, ...]]]


def outdated(formulas: Mapping[Position, str], values: Mapping[Position, Decimal]) -> tuple[Position, ...]:
    """The cells for which another figure is stored than the sum that their formula gives.

    Only sums and differences of cells of the same sheet are followed; ``values`` are the stored figures, and what a
    cell without one holds counts nothing, as in a sheet.
    """
    known: dict[Position, Decimal | None] = {}
    left = _MOST
    for spot, formula in formulas.items():
        terms = _terms(formula)
        left -= sum(_size(term) for _, term in terms or ())
        if left < 0:
            break
        known[spot] = None if terms is None else _added(terms, values)
    return tuple(spot for spot, found in known.items() if found is not None and _differs(found, values.get(spot)))


def _differs(found: Decimal, stored: Decimal | None) -> bool:
    return stored is not None and abs(found - stored) > _NEAR * max(Decimal(1), abs(found))


def _terms(formula: str) -> _Terms | None:
    """The signed terms of a sum; ``None`` for any other formula."""
    found: _Terms = []
    at = 0
    text = formula.strip().removeprefix("=").upper()
    while at < len(text):
        match = _TERM.match(text, at)
        if match is None or (found and not match[1]):
            return None
        if match[4]:
            term: Decimal | tuple[Region, ...] = Decimal(match[4])
        else:
            named = [region_of(part.replace("$", "")) for part in _PARTS.split(match[2] or match[3])]
            regions = tuple(region for region in named if region is not None)
            if len(regions) != len(named):
                return None
            term = regions
        found.append((-1 if match[1] == "-" else 1, term))
        at = match.end()
    return found or None


def _size(term: Decimal | tuple[Region, ...]) -> int:
    if isinstance(term, Decimal):
        return 1
    return sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in term)


def _added(terms: _Terms, values: Mapping[Position, Decimal]) -> Decimal:
    total = Decimal(0)
    for sign, term in terms:
        if isinstance(term, Decimal):
            total += sign * term
            continue
        for top, left, bottom, right in term:
            for row in range(top, bottom + 1):
                for col in range(left, right + 1):
                    total += sign * values.get((row, col), Decimal(0))
    return total
