"""A document with what was recognised in it: its regions, and the unit and the year that they name."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.pasted import rebuilt
from formaudit.forms.region import Region
from formaudit.forms.regions import find_regions
from formaudit.forms.units import department_of, named_unit
from formaudit.intake.naming import core_of, same_but_for_a_slip, same_unit
from formaudit.model.document import Document
from formaudit.model.form_kind import FormKind

__all__ = ["Sorted", "part_of", "parts_of", "share_of", "sort_document", "units_of"]

_SEVERAL: Final = 2


class Sorted(Struct, frozen=True, kw_only=True):
    """A document with its regions and what it says of its unit and year.

    ``elsewhere`` are its tables that belong to another paper in the same file.
    """

    document: Document
    regions: tuple[Region, ...]
    unit: str
    year: int | None
    folder: str
    elsewhere: frozenset[int] = frozenset()


def sort_document(document: Document) -> Sorted:
    """Look for the forms of a document, its unit and its year."""
    document = rebuilt(document)
    regions = find_regions(document)
    unit, year = _hints(regions)
    shown = document.source.path.replace("!/", "/")
    return Sorted(document=document, regions=regions, unit=unit, year=year, folder=str(PurePosixPath(shown).parent))


def parts_of(entry: Sorted) -> list[str]:
    """The published papers in a document, and the self-evaluation where it holds forms of one."""
    published = list[str](dict.fromkeys(region.part for region in entry.regions if region.part))
    return [*published, ""] if not published or any(map(_evaluates, entry.regions)) else published


def part_of(entry: Sorted, part: str) -> Sorted:
    """A document with the regions of one part; a self-evaluation that names no unit is that of the paper around it."""
    parts = parts_of(entry)
    if parts == [part] and not part:
        return entry
    own = [region for region in entry.regions if region.part == part]
    if part and part == parts[0] and "" not in parts:
        # Tables that nobody recognises stay with the paper in which they stand.
        own = [region for region in entry.regions if region.part in (part, "")]
    unit, year = _hints([region for region in own if region.found is not None] if part else own)
    if not part:
        around = _hints([region for region in entry.regions if region.found is not None])
        unit, year = unit or around[0], year if year is not None else around[1]
    kept = frozenset(number for region in own for number in _tables_of(region))
    others = frozenset(number for region in entry.regions for number in _tables_of(region)) - kept
    return replace(entry, regions=tuple(own), unit=unit, year=year, elsewhere=others)


def units_of(entry: Sorted) -> list[str]:
    """The units whose own forms of the whole unit (annex 3) stand in one file, a sheet each; nothing for one unit.

    Names that may be one unit's, in short or with a slip, are one. Where a file holds nothing but forms of projects,
    those of several departments count the same if none of their units answers to two of them.
    """
    names = [named_unit(region) for region in entry.regions if region.kind is FormKind.ANNEX3 and not region.part]
    found = _distinct(names)
    return found if len(found) >= _SEVERAL else _departments(entry)


def _distinct(names: Sequence[str]) -> list[str]:
    found: list[str] = []
    for name in names:
        if name and not any(_alike(name, other) for other in found):
            found.append(name)
    return found


def _departments(entry: Sorted) -> list[str]:
    """The departments of a file of projects' forms, each with units of its own; nothing where they are not told."""
    forms = [region for region in entry.regions if region.kind is not FormKind.UNKNOWN and not region.part]
    if any(region.kind is not FormKind.ANNEX4 for region in forms):
        return []
    pairs = [(department_of(region), named_unit(region)) for region in forms]
    found = _distinct([department for department, _ in pairs])
    told = all(department and unit for department, unit in pairs)
    if len(found) < _SEVERAL or not told:
        return []
    apart = all(_alike(department, other) for department, unit in pairs for other, one in pairs if _alike(unit, one))
    return found if apart else []


def _alike(one: str, other: str) -> bool:
    short = one in other or other in one or core_of(one) == core_of(other)
    return short or same_unit(one, other) or same_but_for_a_slip(one, other)


def share_of(entry: Sorted, unit: str) -> Sorted:
    """A file of several units with what is one's: the forms that name it, and those behind them that name none of them.

    What stands before the first form that names one of them goes with that one. Forms of a department's projects are
    those of the unit that most of them name.
    """
    if not unit:
        return entry
    units = units_of(entry)
    whole = any(region.kind is FormKind.ANNEX3 for region in entry.regions)
    names = [named_unit(region) if whole else department_of(region) for region in entry.regions]
    named = [next((one for one in units if name and _alike(one, name)), "") for name in names]
    current = next((name for name in named if name), "")
    own: list[Region] = []
    for region, name in zip(entry.regions, named, strict=True):
        current = name or current
        if current == unit:
            own.append(region)
    kept = frozenset(number for region in own for number in _tables_of(region))
    others = frozenset(number for region in entry.regions for number in _tables_of(region)) - kept
    named_by_most, year = _hints(own)
    return replace(
        entry,
        regions=tuple(own),
        unit=unit if whole else named_by_most,
        year=entry.year if year is None else year,
        elsewhere=entry.elsewhere | others,
    )


def _tables_of(region: Region) -> Iterator[int]:
    """The tables of the file that a region takes up."""
    yield from (part.table.index for part in region.parts)
    if region.found is not None:
        yield from (each.table.index for each in region.found.tables)


def _evaluates(region: Region) -> bool:
    """Whether a region is a form or the report of a self-evaluation."""
    return region.kind is not FormKind.UNKNOWN and not region.part


def _hints(regions: Sequence[Region]) -> tuple[str, int | None]:
    """The unit and the year that most of a document's forms name."""
    units: Counter[str] = Counter()
    years: Counter[int] = Counter()
    for region in regions:
        name = named_unit(region)
        if name:
            units[name] += 1
        if region.year is not None:
            years[region.year] += 1
    unit = max(units, key=lambda name: (units[name], len(name)), default="")
    year = max(years, key=lambda value: (years[value], value), default=None)
    return unit, year
