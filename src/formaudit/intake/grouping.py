"""Putting the files of one unit and year together: the content decides, the folder is a hint."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.pasted import rebuilt
from formaudit.forms.read import read_region
from formaudit.forms.region import Region
from formaudit.forms.regions import find_regions
from formaudit.forms.units import named_unit
from formaudit.held import held
from formaudit.indicators.normalise import normalise_name
from formaudit.intake.copies import content_of
from formaudit.intake.naming import core_of, same_but_for_a_slip, same_unit
from formaudit.intake.versions import SeenForm, part_versions, scans_of
from formaudit.model.disclosure import Disclosure
from formaudit.model.document import Document
from formaudit.model.forms import BaseDataForm, Form, FundList, SelfEvaluation, UnknownForm
from formaudit.model.report_text import Report
from formaudit.model.submission import Submission, Version

__all__ = ["Sorted", "group_documents", "group_sorted", "sort_document"]


class Sorted(Struct, frozen=True, kw_only=True):
    """A document with its regions and what it says of its unit and year."""

    document: Document
    regions: tuple[Region, ...]
    unit: str
    year: int | None
    folder: str


class _Told(Struct, frozen=True, kw_only=True):
    """What grouping needs to know of a document, so that the document itself need not be at hand.

    ``core`` is the unit's name without the places in front of it: names of one unit share it. ``part`` is the kind of
    the published paper that it tells of, empty for forms of a self-evaluation; a document that holds both is told of
    once for each.
    """

    position: int
    unit: str
    core: str
    year: int | None
    folder: str
    kinds: frozenset[str]
    part: str = ""


def _told(position: int, whole: Sorted) -> Iterator[_Told]:
    """What a document tells, once for each part of it that is recognised."""
    for part in _parts(whole):
        entry = _part_of(whole, part)
        if any(map(_recognised, entry.regions)):
            yield _of_part(position, entry, part)


def _parts(entry: Sorted) -> list[str]:
    """The published papers in a document, and the self-evaluation where it holds forms of one."""
    published = list[str](dict.fromkeys(region.part for region in entry.regions if region.part))
    return [*published, ""] if not published or any(map(_evaluates, entry.regions)) else published


def _evaluates(region: Region) -> bool:
    """Whether a region is a form or the report of a self-evaluation."""
    return region.kind != "unknown" and not region.part


def _part_of(entry: Sorted, part: str) -> Sorted:
    """A document with the regions of one part; a self-evaluation that names no unit is that of the paper around it."""
    parts = _parts(entry)
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
    return replace(entry, regions=tuple(own), unit=unit, year=year)


def _of_part(position: int, entry: Sorted, part: str) -> _Told:
    return _Told(
        part=part,
        position=position,
        unit=entry.unit,
        core=core_of(entry.unit),
        year=entry.year,
        folder=entry.folder,
        kinds=frozenset(region.kind for region in entry.regions),
    )


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


def sort_document(document: Document) -> Sorted:
    """Look for the forms of a document, its unit and its year."""
    document = rebuilt(document)
    regions = find_regions(document)
    unit, year = _hints(regions)
    shown = document.source.path.replace("!/", "/")
    return Sorted(document=document, regions=regions, unit=unit, year=year, folder=str(PurePosixPath(shown).parent))


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
            made for group in groups for made in _versions([_part_of(entries[one.position], one.part) for one in group])
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


def _versions(entries: Sequence[Sorted]) -> Iterator[Submission]:
    """The submissions of a unit and year: one for each version, the adopted one first."""
    kinds = Counter(kind for entry in entries for kind in {region.kind for region in entry.regions} - {"unknown"})
    reader = _Reader()
    if max(kinds.values(), default=0) < 2:
        yield _submission(entries, reader)
        return
    counts: Counter[str] = Counter()
    forms: list[SeenForm] = []
    regions: list[Region] = []
    for file, entry in enumerate(entries):
        for region in entry.regions:
            if kinds[region.kind] > 1:
                form = reader.read(region, file, counts[region.kind])
                name = form.name if isinstance(form, SelfEvaluation) else ""
                content = content_of(form)
                scanned = _scanned(region)
                forms.append(SeenForm(file=file, kind=region.kind, name=name, content=content, scanned=scanned))
                regions.append(region)
            counts[region.kind] += 1
    scans = scans_of(forms)
    kept = [form for position, form in enumerate(forms) if position not in scans]
    paper = frozenset(id(regions[position]) for position in scans)
    parted = part_versions([entry.document.source.path for entry in entries], kept)
    for each in parted:
        submission = _submission([entries[file] for file in each.files], reader, paper)
        if len(parted) > 1:
            note = Version(label=each.label, adopted=each.adopted, of=len(parted), certain=each.certain)
            submission = replace(submission, version=note)
        yield submission


def _scanned(region: Region) -> bool:
    """Whether the characters of a region were recognised from a picture."""
    cells = (
        cell.confidence
        for part in region.parts
        for row in range(part.first, part.last + 1)
        for cell in part.table.row(row)
    )
    return any(confidence < 1 for confidence in (*cells, *(each.confidence for each in region.body)))


class _Reader:
    """Reads regions, each once under the same numbers: versions are told by forms that are then those to be kept."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, int, int, int], Form] = {}

    def read(self, region: Region, file: int, form_index: int, repeat: int = 1) -> Form:
        """A region as a form; the same as before for the same region (which its caller holds) and numbers."""
        key = (id(region), file, form_index, repeat)
        known = self._read.get(key)
        if known is None:
            known = self._read[key] = read_region(region, file=file, form_index=form_index, repeat=repeat)
        return known


def _recognised(region: Region) -> bool:
    """Whether a region is a form, or a list whose figures can be read by its own header."""
    return region.kind != "unknown" or region.reason == "list"


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
            and not (_kinds(group) - {"annex4", "unknown"}) & _kinds(other)
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


def _submission(entries: Sequence[Sorted], reader: _Reader, paper: frozenset[int] = frozenset()) -> Submission:
    """Read all forms of a group, counting files and forms of a kind from 0; ``paper`` are regions that scans repeat."""
    forms = _read(entries, reader, paper)
    names = Counter(entry.unit for entry in entries if entry.unit)
    years = Counter(entry.year for entry in entries if entry.year is not None)
    return Submission(
        unit=max(names, key=lambda name: (names[name], len(name)), default=""),
        year=max(years, key=lambda value: (years[value], value), default=None),
        documents=tuple(entry.document for entry in entries),
        fund_lists=tuple(form for form in forms if isinstance(form, FundList)),
        base_data=tuple(form for form in forms if isinstance(form, BaseDataForm)),
        departments=tuple(form for form in forms if isinstance(form, SelfEvaluation) and form.form == "annex3"),
        projects=tuple(form for form in forms if isinstance(form, SelfEvaluation) and form.form == "annex4"),
        reports=tuple(form for form in forms if isinstance(form, Report)),
        unknown=tuple(form for form in forms if isinstance(form, UnknownForm)),
        disclosures=tuple(form for form in forms if isinstance(form, Disclosure)),
    )


def _read(entries: Sequence[Sorted], reader: _Reader, paper: frozenset[int]) -> list[Form]:
    """The forms of a group. A form that another file holds word for word, or shows on paper, is not counted again."""
    counts: Counter[str] = Counter()
    names: Counter[tuple[str, str]] = Counter()
    seen: dict[tuple[object, ...], int] = {}
    forms: list[Form] = []
    for file, entry in enumerate(entries):
        for region in entry.regions:
            form = reader.read(region, file, counts[region.kind])
            content = content_of(form)
            scan = id(region) in paper
            if scan or (content and seen.setdefault(content, file) != file):
                copy = replace(region, kind="unknown", reason="scan-of" if scan else "copy")
                forms.append(read_region(copy, file=file, form_index=counts["unknown"]))
                counts["unknown"] += 1
                continue
            if isinstance(form, SelfEvaluation) and form.form == "annex4" and form.name:
                name = (form.form, form.name)
                names[name] += 1
                if names[name] > 1:
                    form = reader.read(region, file, counts[region.kind], names[name])
            forms.append(form)
            counts[region.kind] += 1
    return forms
