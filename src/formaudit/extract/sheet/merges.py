"""The merges of a sheet, made sound: what is printed where."""

from typing import Final

from msgspec import Struct

from formaudit.extract.sheet.raw import MAX_CELLS, Page, Position, Printed, Region
from formaudit.model.document import Warn

__all__ = ["Cleared", "clear"]

_BEYOND: Final = 100  # a printed cell's merge may run so many rows and columns over everything else


class Cleared(Struct, frozen=True):
    """A page whose merges do not overlap and lie in the used range.

    ``shown`` holds what prints something; ``merged`` maps every position of a merge to its region.
    """

    shown: dict[Position, Printed]
    merged: dict[Position, Region]
    ruled: frozenset[Position]
    warnings: tuple[Warn, ...]

    def region(self, position: Position) -> Region:
        """The region that a position belongs to: its merge, or itself."""
        return self.merged.get(position, (*position, *position))


def clear(page: Page) -> Cleared:
    """Settle the merges: of two that overlap the upper left one stands, and a value under a merge is not printed."""
    shown = {spot: cell for spot, cell in page.cells.items() if not cell.blank}
    if not shown:
        return Cleared({}, {}, frozenset(), ())
    bottom = low = max(row for row, _ in shown)
    right = far = max(col for _, col in shown)
    for region in page.merges:
        if region[:2] in shown:
            low = max(low, min(region[2], bottom + _BEYOND))
            far = max(far, min(region[3], right + _BEYOND))
    merged: dict[Position, Region] = {}
    lost = 0
    for region in _apart(page.merges, low, far):
        spots = [(row, col) for row in range(region[0], region[2] + 1) for col in range(region[1], region[3] + 1)]
        if any(spot in merged for spot in spots):
            continue
        merged.update(dict.fromkeys(spots, region))
        for spot in spots[1:]:
            lost += shown.pop(spot, None) is not None
    warnings = (Warn(code="covered-value", detail=f"{page.name}: {lost}"),) if lost else ()
    ruled = frozenset(spot for spot in page.ruled if spot[0] <= low and spot[1] <= far)
    return Cleared(shown, merged, ruled, warnings)


def _apart(merges: tuple[Region, ...], low: int, far: int) -> list[Region]:
    """The merges clipped to the used range, as many as a form can hold."""
    clipped: list[Region] = []
    area = 0
    for top, left, last_row, last_col in sorted(set(merges)):
        region = (top, left, min(last_row, low), min(last_col, far))
        if region[2] < top or region[3] < left or region[:2] == region[2:]:
            continue
        area += (region[2] - top + 1) * (region[3] - left + 1)
        if area > MAX_CELLS:
            break
        clipped.append(region)
    return clipped
