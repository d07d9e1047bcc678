"""Putting the files of one unit and year together: the content decides, the folder is a hint."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.pasted import rebuilt
from formaudit.forms.read import read_region
from formaudit.forms.regions import Region, find_regions
from formaudit.forms.units import named_unit
from formaudit.indicators.normalise import normalise_name
from formaudit.intake.copies import content_of
from formaudit.intake.naming import core_of, same_but_for_a_slip, same_unit
from formaudit.intake.versions import SeenForm, part_versions
from formaudit.model.document import Document
from formaudit.model.forms import BaseDataForm, Form, FundList, SelfEvaluation, UnknownForm
from formaudit.model.report_text import Report
from formaudit.model.submission import Submission, Version

__all__ = ["group_documents"]


class _Sorted(Struct, frozen=True, kw_only=True):
    """A document with its regions and what it says of its unit and year."""

    document: Document
    regions: tuple[Region, ...]
    unit: str
    year: int | None
    folder: str


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


def _sort(document: Document) -> _Sorted:
    document = rebuilt(document)
    regions = find_regions(document)
    unit, year = _hints(regions)
    shown = document.source.path.replace("!/", "/")
    return _Sorted(document=document, regions=regions, unit=unit, year=year, folder=str(PurePosixPath(shown).parent))


def group_documents(documents: Sequence[Document]) -> tuple[tuple[Submission, ...], tuple[Document, ...]]:
    """Group documents into submissions; the second result are documents in which no form was recognised.

    Documents that name one unit and one year go together. One that names no unit, or names it so shortly that several
    would fit, joins the submission of its folder, or the only one there is.
    """
    entries = [_sort(document) for document in documents]
    known = [entry for entry in entries if any(map(_recognised, entry.regions))]
    strangers = tuple(entry.document for entry in entries if entry not in known)
    groups: list[list[_Sorted]] = []
    # The longest names first: they tell units apart, and shorter ones join them.
    for entry in sorted((entry for entry in known if entry.unit), key=lambda entry: -len(normalise_name(entry.unit))):
        homes = [group for group in groups if _same_year(group, entry) and _kin(group, entry)]
        if len(homes) > 1:
            homes = [group for group in homes if any(member.folder == entry.folder for member in group)]
        if len(homes) == 1:
            homes[0].append(entry)
        else:
            groups.append([entry])
    orphans: dict[str, list[_Sorted]] = {}
    for entry in (entry for entry in known if not entry.unit):
        fitting = [group for group in groups if _same_year(group, entry)]
        near = [group for group in fitting if any(member.folder == entry.folder for member in group)]
        home = near[0] if len(near) == 1 else fitting[0] if len(groups) == 1 and fitting else None
        if home is not None:
            home.append(entry)
        else:
            orphans.setdefault(entry.folder, []).append(entry)
    groups.extend(orphans.values())
    groups = _completed(groups)
    order = {id(entry): position for position, entry in enumerate(entries)}
    groups = [sorted(group, key=lambda entry: order[id(entry)]) for group in groups]
    groups.sort(key=lambda group: order[id(group[0])])
    return tuple(made for group in groups for made in _versions(group)), strangers


def _versions(entries: Sequence[_Sorted]) -> Iterator[Submission]:
    """The submissions of a unit and year: one for each version, the adopted one first."""
    kinds = Counter(kind for entry in entries for kind in {region.kind for region in entry.regions} - {"unknown"})
    reader = _Reader()
    if max(kinds.values(), default=0) < 2:
        yield _submission(entries, reader)
        return
    counts: Counter[str] = Counter()
    forms: list[SeenForm] = []
    for file, entry in enumerate(entries):
        for region in entry.regions:
            if kinds[region.kind] > 1:
                form = reader.read(region, file, counts[region.kind])
                name = form.name if isinstance(form, SelfEvaluation) else ""
                forms.append(SeenForm(file=file, kind=region.kind, name=name, content=content_of(form)))
            counts[region.kind] += 1
    parted = part_versions([entry.document.source.path for entry in entries], forms)
    for each in parted:
        submission = _submission([entries[file] for file in each.files], reader)
        if len(parted) > 1:
            note = Version(label=each.label, adopted=each.adopted, of=len(parted), certain=each.certain)
            submission = replace(submission, version=note)
        yield submission


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


def _kin(group: Sequence[_Sorted], entry: _Sorted) -> bool:
    """Whether a document's unit is that of a group; in one folder the name may drop its places, or have a slip."""
    if any(same_unit(member.unit, entry.unit) for member in group):
        return True
    if any(member.folder == entry.folder and same_but_for_a_slip(member.unit, entry.unit) for member in group):
        return True
    return any(
        member.folder == entry.folder
        and core_of(member.unit) == core_of(entry.unit)
        and normalise_name(entry.unit) == core_of(entry.unit)
        for member in group
    )


def _completed(groups: Sequence[list[_Sorted]]) -> list[list[_Sorted]]:
    """Files of one unit and folder whose title names another year, and which are no set of their own, join the set.

    What holds only forms that the larger set beside it lacks (or projects' forms, of which there are several) was
    given a wrong year; a check says so.
    """
    kept: list[list[_Sorted]] = []
    for group in groups:
        homes = [
            other
            for other in groups
            if other is not group
            and len(_kinds(other)) > len(_kinds(group))
            and "annex3" in _kinds(other) | _kinds(group)
            and all(_kin(other, entry) and entry.folder == other[0].folder for entry in group)
            and not (_kinds(group) - {"annex4", "unknown"}) & _kinds(other)
        ]
        if len(homes) == 1 and any(entry.unit for entry in group):
            homes[0].extend(group)
        else:
            kept.append(group)
    return kept


def _kinds(group: Sequence[_Sorted]) -> set[str]:
    return {region.kind for entry in group for region in entry.regions}


def _same_year(group: Sequence[_Sorted], entry: _Sorted) -> bool:
    years = {member.year for member in group if member.year is not None}
    return entry.year is None or not years or entry.year in years


def _submission(entries: Sequence[_Sorted], reader: _Reader) -> Submission:
    """Read all forms of a group, counting files and forms of a kind from 0."""
    forms = _read(entries, reader)
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
    )


def _read(entries: Sequence[_Sorted], reader: _Reader) -> list[Form]:
    """The forms of a group. A form that another file holds word for word is kept as such and not counted again."""
    counts: Counter[str] = Counter()
    names: Counter[tuple[str, str]] = Counter()
    seen: dict[tuple[object, ...], int] = {}
    forms: list[Form] = []
    for file, entry in enumerate(entries):
        for region in entry.regions:
            form = reader.read(region, file, counts[region.kind])
            content = content_of(form)
            if content and seen.setdefault(content, file) != file:
                copy = replace(region, kind="unknown", reason="copy")
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
