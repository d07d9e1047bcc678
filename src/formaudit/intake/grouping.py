"""Putting the files of one unit and year together: the content decides, the folder is a hint."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from formaudit.forms.pasted import rebuilt
from formaudit.forms.read import read_region
from formaudit.forms.regions import Region, find_regions
from formaudit.forms.units import named_unit
from formaudit.indicators.normalise import normalise_name
from formaudit.intake.copies import content_of
from formaudit.intake.naming import core_of, same_but_for_a_slip, same_unit
from formaudit.intake.versions import SeenForm, part_versions
from formaudit.model.disclosure import Disclosure
from formaudit.model.document import Document
from formaudit.model.forms import BaseDataForm, Form, FundList, Report, SelfEvaluation, UnknownForm
from formaudit.model.submission import Submission, Version

__all__ = ["group_documents"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sorted:
    """A document with its regions and what it says of its unit and year.

    ``part`` is the kind of the disclosure that the regions make up, empty for forms of a self-evaluation. A document
    that holds both comes once for each.
    """

    document: Document
    regions: tuple[Region, ...]
    unit: str
    year: int | None
    folder: str
    part: str = ""


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


def _sort(document: Document) -> Iterator[_Sorted]:
    """A document once for each part of it; a self-evaluation inside a disclosure that names no unit is that unit's."""
    document = rebuilt(document)
    regions = find_regions(document)
    folder = str(PurePosixPath(document.source.path.replace("!/", "/")).parent)
    parts = list(dict.fromkeys(region.part for region in regions if region.part))
    own = [region for region in regions if not region.part]
    published: tuple[str, int | None] = ("", None)
    for part in parts:
        held = [region for region in regions if region.part == part]
        if not any(map(_evaluates, own)) and part == parts[0]:
            held += own
        published = _hints([region for region in held if region.found is not None])
        yield _Sorted(
            document=document, regions=tuple(held), unit=published[0], year=published[1], folder=folder, part=part
        )
    if parts and not any(map(_evaluates, own)):
        return
    unit, year = _hints(own)
    yield _Sorted(
        document=document,
        regions=tuple(own),
        unit=unit or published[0],
        year=year if year is not None else published[1],
        folder=folder,
    )


def _evaluates(region: Region) -> bool:
    """Whether a region is a form or the report of a self-evaluation."""
    return region.kind != "unknown" and not region.part


def group_documents(documents: Sequence[Document]) -> tuple[tuple[Submission, ...], tuple[Document, ...]]:
    """Group documents into submissions; the second result are documents in which no form was recognised.

    Documents that name one unit and one year go together. One that names no unit, or names it so shortly that several
    would fit, joins the submission of its folder, or the only one there is.
    """
    entries = [entry for document in documents for entry in _sort(document)]
    known = [entry for entry in entries if any(map(_recognised, entry.regions))]
    readable = {id(entry.document) for entry in known}
    strange = {id(entry.document): entry.document for entry in entries if id(entry.document) not in readable}
    strangers = tuple(strange.values())
    published = _published([entry for entry in known if entry.part])
    known = [entry for entry in known if not entry.part]
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
    groups = [*published, *_completed(groups)]
    order = {id(entry): position for position, entry in enumerate(entries)}
    groups = [sorted(group, key=lambda entry: order[id(entry)]) for group in groups]
    groups.sort(key=lambda group: order[id(group[0])])
    return tuple(made for group in groups for made in _versions(group)), strangers


def _published(entries: Sequence[_Sorted]) -> list[list[_Sorted]]:
    """The files of published budgets and final accounts: one group for each unit, scope, kind and year.

    A department and a unit of the same name publish two papers, which are never put together. A file that names no year
    (a workbook of the tables beside the text) joins the paper of its folder.
    """
    groups: list[list[_Sorted]] = []
    known = sorted(
        entries, key=lambda entry: (entry.year is None, not entry.unit, -len(normalise_name(entry.unit)))
    )
    for entry in known:
        homes = [
            group
            for group in groups
            if group[0].part == entry.part
            and (group[0].year == entry.year or (entry.year is None and group[0].folder == entry.folder))
            and (same_unit(group[0].unit, entry.unit) or (not entry.unit and group[0].folder == entry.folder))
        ]
        if len(homes) == 1:
            homes[0].append(entry)
        else:
            groups.append([entry])
    return groups


def _versions(entries: Sequence[_Sorted]) -> Iterator[Submission]:
    """The submissions of a unit and year: one for each version, the adopted one first."""
    kinds = Counter(kind for entry in entries for kind in {region.kind for region in entry.regions} - {"unknown"})
    if max(kinds.values(), default=0) < 2:
        yield _submission(entries)
        return
    forms = [
        SeenForm(
            file=file,
            kind=region.kind,
            name=form.name if isinstance(form, SelfEvaluation) else "",
            content=content_of(form),
        )
        for file, entry in enumerate(entries)
        for region in entry.regions
        if kinds[region.kind] > 1 and (form := read_region(region, file=file, form_index=0)) is not None
    ]
    parted = part_versions([entry.document.source.path for entry in entries], forms)
    for each in parted:
        submission = _submission([entries[file] for file in each.files])
        if len(parted) > 1:
            note = Version(label=each.label, adopted=each.adopted, of=len(parted), certain=each.certain)
            submission = replace(submission, version=note)
        yield submission


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


def _submission(entries: Sequence[_Sorted]) -> Submission:
    """Read all forms of a group, counting files and forms of a kind from 0."""
    forms = _read(entries)
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


def _read(entries: Sequence[_Sorted]) -> list[Form]:
    """The forms of a group. A form that another file holds word for word is kept as such and not counted again."""
    counts: Counter[str] = Counter()
    names: Counter[tuple[str, str]] = Counter()
    seen: dict[tuple[object, ...], int] = {}
    forms: list[Form] = []
    for file, entry in enumerate(entries):
        for region in entry.regions:
            form = read_region(region, file=file, form_index=counts[region.kind])
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
                    form = read_region(region, file=file, form_index=counts[region.kind], repeat=names[name])
            forms.append(form)
            counts[region.kind] += 1
    return forms
