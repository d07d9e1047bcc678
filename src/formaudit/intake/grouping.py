"""Putting the files of one unit and year together: the content decides, the folder is a hint."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from formaudit.forms.read import read_region
from formaudit.forms.regions import Region, find_regions
from formaudit.forms.report import report_unit
from formaudit.forms.self_evaluation import unit_hint
from formaudit.indicators.normalise import normalise_name
from formaudit.model.document import Document
from formaudit.model.forms import BaseDataForm, Form, FundList, Report, SelfEvaluation, UnknownForm
from formaudit.model.submission import Submission

__all__ = ["group_documents", "same_unit"]

_SHORTEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sorted:
    """A document with its regions and what it says of its unit and year."""

    document: Document
    regions: tuple[Region, ...]
    unit: str
    year: int | None
    folder: str


def same_unit(left: str, right: str) -> bool:
    """Whether two names mean one unit: equal, or one drops the province, city or district in front of the other."""
    one, other = normalise_name(left), normalise_name(right)
    if not one or not other:
        return False
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= _SHORTEST and long.endswith(short):
        return True
    # 岳阳楼区 shortened to 楼区: the same end of at least five characters behind a place name.
    tail = re.sub(r"^.{0,12}?[省市县区州旗乡镇]", "", long)
    return len(tail) >= _SHORTEST and re.sub(r"^.{0,12}?[省市县区州旗乡镇]", "", short) == tail


def _hints(regions: Sequence[Region]) -> tuple[str, int | None]:
    """The unit and the year that most of a document's forms name."""
    units: Counter[str] = Counter()
    years: Counter[int] = Counter()
    for region in regions:
        name = report_unit(region.title) if region.kind == "report" else unit_hint(region)
        if name:
            units[name] += 1
        if region.year is not None:
            years[region.year] += 1
    unit = max(units, key=lambda name: (units[name], len(name)), default="")
    year = max(years, key=lambda value: (years[value], value), default=None)
    return unit, year


def _sort(document: Document) -> _Sorted:
    regions = find_regions(document)
    unit, year = _hints(regions)
    shown = document.source.path.replace("!/", "/")
    return _Sorted(document=document, regions=regions, unit=unit, year=year, folder=str(PurePosixPath(shown).parent))


def group_documents(documents: Sequence[Document]) -> tuple[tuple[Submission, ...], tuple[Document, ...]]:
    """Group documents into submissions; the second result are documents in which no form was recognised.

    Documents that name one unit and one year go together. One that names no unit joins the submission of its folder,
    or the only one there is.
    """
    entries = [_sort(document) for document in documents]
    known = [entry for entry in entries if any(region.kind != "unknown" for region in entry.regions)]
    strangers = tuple(entry.document for entry in entries if entry not in known)
    groups: list[list[_Sorted]] = []
    for entry in (entry for entry in known if entry.unit):
        home = next(
            (group for group in groups if same_unit(group[0].unit, entry.unit) and _same_year(group, entry)), None
        )
        if home is None:
            groups.append([entry])
        else:
            home.append(entry)
    orphans: dict[str, list[_Sorted]] = {}
    for entry in (entry for entry in known if not entry.unit):
        fitting = [
            group
            for group in groups
            if _same_year(group, entry) and any(member.folder == entry.folder for member in group)
        ]
        if len(fitting) != 1 and len(groups) == 1:
            fitting = groups if _same_year(groups[0], entry) else []
        if len(fitting) == 1:
            fitting[0].append(entry)
        else:
            orphans.setdefault(entry.folder, []).append(entry)
    groups.extend(orphans.values())
    order = {id(entry): position for position, entry in enumerate(entries)}
    built = [_submission(sorted(group, key=lambda entry: order[id(entry)])) for group in groups]
    return tuple(built), strangers


def _same_year(group: Sequence[_Sorted], entry: _Sorted) -> bool:
    years = {member.year for member in group if member.year is not None}
    return entry.year is None or not years or entry.year in years


def _submission(entries: Sequence[_Sorted]) -> Submission:
    """Read all forms of a group, counting files and forms of a kind from 0."""
    counts: Counter[str] = Counter()
    forms: list[Form] = []
    for file, entry in enumerate(entries):
        for region in entry.regions:
            forms.append(read_region(region, file=file, form_index=counts[region.kind]))
            counts[region.kind] += 1
    names = Counter(entry.unit for entry in entries if entry.unit)
    years = Counter(entry.year for entry in entries if entry.year is not None)
    return Submission(
        unit=max(names, key=lambda name: (names[name], len(name)), default=""),
        year=max(years, key=lambda value: (years[value], value), default=None),
        documents=tuple(entry.document for entry in entries),
        fund_lists=tuple(form for form in forms if isinstance(form, FundList)),
        base_data=tuple(form for form in forms if isinstance(form, BaseDataForm)),
        departments=tuple(form for form in forms if isinstance(form, SelfEvaluation) and form.form == "annex3"),
        projects=_distinct(tuple(form for form in forms if isinstance(form, SelfEvaluation) and form.form == "annex4")),
        reports=tuple(form for form in forms if isinstance(form, Report)),
        unknown=tuple(form for form in forms if isinstance(form, UnknownForm)),
    )


def _distinct(projects: tuple[SelfEvaluation, ...]) -> tuple[SelfEvaluation, ...]:
    """Project forms in order; forms of one name keep apart addresses because their index stands in them."""
    return tuple(replace(form) for form in projects)
