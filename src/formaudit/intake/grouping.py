"""Putting the files of one unit and year together: the content decides, the folder is a hint."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from formaudit.forms.region import Region
from formaudit.held import held
from formaudit.indicators.normalise import normalise_name
from formaudit.intake.assembling import assembled
from formaudit.intake.naming import core_of, same_but_for_a_slip, same_unit
from formaudit.intake.sorting import Sorted, part_of, parts_of, share_of, sort_document, units_of
from formaudit.model.document import Document
from formaudit.model.form_kind import FormKind
from formaudit.model.submission import Submission

__all__ = ["Sorted", "group_documents", "group_sorted", "sort_document"]


class _Told(Struct, frozen=True, kw_only=True):
    """What grouping needs to know of a document, so that the document itself need not be at hand.

    ``core`` is the unit's name without the places in front of it: names of one unit share it. ``part`` is the kind of
    the published paper that it tells of, empty for forms of a self-evaluation; a document that holds both is told of
    once for each. ``own`` is the unit whose forms are meant where a file holds those of several.
    """

    position: int
    unit: str
    core: str
    year: int | None
    folder: str
    kinds: frozenset[str]
    part: str = ""
    own: str = ""


def _told(position: int, whole: Sorted) -> Iterator[_Told]:
    """What a document tells, once for each part of it that is recognised."""
    for part in parts_of(whole):
        entry = part_of(whole, part)
        for own in ([] if part else units_of(entry)) or [""]:
            share = share_of(entry, own)
            if any(map(_recognised, share.regions)):
                yield _of_part(position, share, part, own)


def _of_part(position: int, entry: Sorted, part: str, own: str) -> _Told:
    return _Told(
        part=part,
        own=own,
        position=position,
        unit=entry.unit,
        core=core_of(entry.unit),
        year=entry.year,
        folder=entry.folder,
        kinds=frozenset(region.kind for region in entry.regions),
    )


def group_documents(documents: Iterable[Document]) -> tuple[Sequence[Submission], Sequence[Document]]:
    """Group documents into submissions; the second result are documents in which no form was recognised.

    Documents that name one unit and one year go together. One that names no unit, or names it so shortly that several
    would fit, joins the submission of its folder, or the only one there is.
    """
    return group_sorted(held(map(sort_document, documents)))


def group_sorted(entries: Sequence[Sorted]) -> tuple[Sequence[Submission], Sequence[Document]]:
    """Group documents whose forms have been looked for; as ``group_documents``."""
    known, strange = list[_Told](), list[int]()
    for position, entry in enumerate(entries):
        told = list(_told(position, entry))
        known.extend(told)
        if not told:
            strange.append(position)
    groups = [*_published([one for one in known if one.part]), *_grouped([one for one in known if not one.part])]
    groups.sort(key=lambda group: group[0].position)
    return (
        held(
            made
            for group in groups
            for made in assembled([share_of(part_of(entries[one.position], one.part), one.own) for one in group])
        ),
        held(entries[position].document for position in strange),
    )


def _grouped(known: Sequence[_Told]) -> list[list[_Told]]:
    """The documents of each submission in their order, the submissions in the order of their first document."""
    groups: list[list[_Told]] = []
    near = _Near()
    # The longest names first: they tell units apart, and shorter ones join them.
    for told in sorted((told for told in known if told.unit), key=lambda told: -len(normalise_name(told.unit))):
        homes = [
            groups[number]
            for number in near.to(told)
            if _same_year(groups[number], told) and _kin(groups[number], told)
        ]
        if len(homes) > 1:
            homes = [group for group in homes if any(member.folder == told.folder for member in group)]
        if len(homes) == 1:
            homes[0].append(told)
            near.add(told, next(number for number in near.to(told) if groups[number] is homes[0]))
        else:
            near.add(told, len(groups))
            groups.append([told])
    orphans: dict[str, list[_Told]] = {}
    for told in (told for told in known if not told.unit):
        beside = [groups[number] for number in near.beside(told) if _same_year(groups[number], told)]
        alone = groups[0] if len(groups) == 1 and _same_year(groups[0], told) else None
        home = beside[0] if len(beside) == 1 else alone
        if home is not None:
            home.append(told)
        else:
            orphans.setdefault(told.folder, []).append(told)
    groups.extend(orphans.values())
    groups = [sorted(group, key=lambda told: told.position) for group in _completed(groups)]
    return sorted(groups, key=lambda group: group[0].position)


def _published(known: Sequence[_Told]) -> list[list[_Told]]:
    """The files of published budgets and final accounts: one group for each unit, scope, kind and year.

    A department and a unit of the same name publish two papers, which are never put together. A file that names no year
    (a workbook of the tables beside the text) joins the paper of its folder.
    """
    groups: list[list[_Told]] = []
    by_core: dict[tuple[str, str], list[list[_Told]]] = {}
    by_folder: dict[tuple[str, str], list[list[_Told]]] = {}
    for told in sorted(known, key=lambda one: (one.year is None, not one.unit, -len(normalise_name(one.unit)))):
        near = by_core.get((told.part, told.core), []) if told.unit else by_folder.get((told.part, told.folder), [])
        homes = [
            group
            for group in near
            if (group[0].year == told.year or (told.year is None and group[0].folder == told.folder))
            and (not told.unit or same_unit(group[0].unit, told.unit))
        ]
        if len(homes) == 1:
            homes[0].append(told)
            continue
        groups.append([told])
        by_core.setdefault((told.part, told.core), []).append(groups[-1])
        by_folder.setdefault((told.part, told.folder), []).append(groups[-1])
    return [sorted(group, key=lambda told: told.position) for group in groups]


class _Near:
    """Which groups a document may belong to: those with its unit's core name, and those with a file in its folder."""

    def __init__(self) -> None:
        self._cores: dict[str, list[int]] = {}
        self._folders: dict[str, list[int]] = {}

    def add(self, told: _Told, group: int) -> None:
        """A document has joined a group."""
        for index, key in ((self._cores, told.core), (self._folders, told.folder)):
            if group not in index.setdefault(key, []):
                index[key].append(group)

    def to(self, told: _Told) -> list[int]:
        """The groups worth a closer look, in their order."""
        return sorted({*self._cores.get(told.core, ()), *self._folders.get(told.folder, ())})

    def beside(self, told: _Told) -> list[int]:
        """The groups with a file in the same folder, in their order."""
        return sorted(self._folders.get(told.folder, ()))


def _recognised(region: Region) -> bool:
    """Whether a region is a form, or a list whose figures can be read by its own header."""
    return region.kind is not FormKind.UNKNOWN or region.reason == "list"


def _kin(group: Sequence[_Told], told: _Told) -> bool:
    """Whether a document's unit is that of a group; in one folder the name may drop its places, or have a slip."""
    if any(same_unit(member.unit, told.unit) for member in group):
        return True
    if any(member.folder == told.folder and same_but_for_a_slip(member.unit, told.unit) for member in group):
        return True
    return any(
        member.folder == told.folder and member.core == told.core and normalise_name(told.unit) == told.core
        for member in group
    )


def _completed(groups: Sequence[list[_Told]]) -> list[list[_Told]]:
    """Files of one unit and folder whose title names another year, and which are no set of their own, join the set.

    What holds only forms that the larger set beside it lacks (or projects' forms, of which there are several) was
    given a wrong year; a check says so.
    """
    kept: list[list[_Told]] = []
    folders: dict[str, list[list[_Told]]] = {}
    for group in groups:
        folders.setdefault(group[0].folder, []).append(group)
    for group in groups:
        homes = [
            other
            for other in folders[group[0].folder]
            if other is not group
            and len(_kinds(other)) > len(_kinds(group))
            and "annex3" in _kinds(other) | _kinds(group)
            and all(_kin(other, told) and told.folder == other[0].folder for told in group)
            and not (_kinds(group) - {FormKind.ANNEX4, FormKind.UNKNOWN}) & _kinds(other)
        ]
        if len(homes) == 1 and any(told.unit for told in group):
            homes[0].extend(group)
        else:
            kept.append(group)
    return kept


def _kinds(group: Sequence[_Told]) -> set[str]:
    return {kind for told in group for kind in told.kinds}


def _same_year(group: Sequence[_Told], told: _Told) -> bool:
    years = {member.year for member in group if member.year is not None}
    return told.year is None or not years or told.year in years
