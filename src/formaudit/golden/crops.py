"""Pictures of the cells in which a golden and the program differ, cut from the pages they stand on."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from formaudit.extract.pictures import PageView, part_of, views
from formaudit.golden.check import CaseState
from formaudit.golden.told import Told

__all__ = ["Spot", "crops_of"]

Spot = tuple[int, int, int, int]
"""File, table, row and column of a cell."""

_DPI: Final = 110.0
_BESIDE: Final = 120.0
_ABOVE: Final = 24.0
"""Points of the page that are shown around a cell."""


def crops_of(state: CaseState, changes: Sequence[Told], sources: Sequence[Path]) -> dict[Spot, bytes]:
    """A PNG for each changed cell that stands on a page; a source without pages has none.

    ``sources`` are the case's files in their order, to which the first number of a spot counts.
    """
    if state.seen is None:
        return {}
    wanted = {each.spot for each in changes if each.spot is not None}
    placed = {spot: record for record in map(json.loads, state.seen.tables) if (spot := _spot(record)) in wanted}
    shown: dict[int, dict[int, PageView]] = {}
    for file in sorted({spot[0] for spot in placed}):
        if file < len(sources) and sources[file].is_file():
            pages = [int(record["page"]) for spot, record in placed.items() if spot[0] == file and "page" in record]
            shown[file] = views(sources[file].read_bytes(), pages, _DPI) if pages else {}
    found: dict[Spot, bytes] = {}
    for spot, record in placed.items():
        view = shown.get(spot[0], {}).get(record.get("page", 0))
        if view is not None:
            x0, top, x1, bottom = record["bbox"]
            found[spot] = part_of(view, (x0 - _BESIDE, top - _ABOVE, x1 + _BESIDE, bottom + _ABOVE))
    return found


def _spot(record: dict[str, Any]) -> Spot | None:
    if "row" not in record:
        return None
    return (record["file"], record["table"], record["row"], record["col"])
