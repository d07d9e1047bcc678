"""The forms of a unit and year read and put together: one submission for each version of what was handed in."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.forms.offices import is_office
from formaudit.forms.read import read_region
from formaudit.forms.region import Region
from formaudit.intake.copies import content_of
from formaudit.intake.sorting import Sorted
from formaudit.intake.versions import SeenForm, is_named_copy, part_versions, scans_of
from formaudit.model.disclosure import Disclosure
from formaudit.model.form_kind import FormKind
from formaudit.model.forms import BaseDataForm, Form, FundList, SelfEvaluation, UnknownForm
from formaudit.model.report_text import Report
from formaudit.model.submission import Submission, Version
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["assembled"]

_PLACED: Final = compiled(r"[省市州盟县区旗镇乡校院馆]|街道|中心")


def assembled(entries: Sequence[Sorted]) -> Iterator[Submission]:
    """The submissions of a unit and year: one for each version, the adopted one first."""
    recognised = ({region.kind for region in entry.regions} - {FormKind.UNKNOWN} for entry in entries)
    kinds = Counter(kind for own in recognised for kind in own)
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


def _submission(entries: Sequence[Sorted], reader: _Reader, paper: frozenset[int] = frozenset()) -> Submission:
    """Read all forms of a group, counting files and forms of a kind from 0; ``paper`` are regions that scans repeat."""
    forms = _read(entries, reader, paper)
    names = Counter(entry.unit for entry in entries if entry.unit)
    years = Counter(entry.year for entry in entries if entry.year is not None)
    return Submission(
        unit=max(names, key=lambda name: (names[name], len(name)), default="") or _department(forms),
        year=max(years, key=lambda value: (years[value], value), default=None),
        documents=tuple(entry.document for entry in entries),
        fund_lists=tuple(form for form in forms if isinstance(form, FundList)),
        base_data=tuple(form for form in forms if isinstance(form, BaseDataForm)),
        departments=tuple(form for form in forms if isinstance(form, SelfEvaluation) and form.form == "annex3"),
        projects=tuple(form for form in forms if isinstance(form, SelfEvaluation) and form.form == "annex4"),
        reports=tuple(form for form in forms if isinstance(form, Report)),
        unknown=tuple(form for form in forms if isinstance(form, UnknownForm)),
        disclosures=tuple(form for form in forms if isinstance(form, Disclosure)),
        elsewhere=tuple((file, number) for file, entry in enumerate(entries) for number in sorted(entry.elsewhere)),
    )


def _department(forms: Sequence[Form]) -> str:
    """The department that forms name where none of them names a unit: of such forms it is the one that answers.

    A ministry, whose name bears no place, answers for no form of a place.
    """
    cells = [form.supervising_department for form in forms if isinstance(form, SelfEvaluation)]
    names = {cell.text.strip() if cell is not None else "" for cell in cells}
    name = names.pop() if len(names) == 1 else ""
    return name if is_office(compact(name)) and _PLACED.search(compact(name)) else ""


def _read(entries: Sequence[Sorted], reader: _Reader, paper: frozenset[int]) -> list[Form]:
    """The forms of a group. A form that another file holds word for word, or shows on paper, is not counted again."""
    counts: Counter[str] = Counter()
    names: Counter[tuple[str, str]] = Counter()
    seen = _originals(entries, reader)
    forms: list[Form] = []
    for file, entry in enumerate(entries):
        for region in entry.regions:
            form = reader.read(region, file, counts[region.kind])
            if isinstance(form, UnknownForm) and form.defect:
                forms.append(replace(form, index=counts[FormKind.UNKNOWN]))
                counts[FormKind.UNKNOWN] += 1
                continue
            content = content_of(form)
            scan = id(region) in paper
            if scan or (content and seen.get(content, file) != file):
                copy = replace(region, kind=FormKind.UNKNOWN, reason="scan-of" if scan else "copy")
                forms.append(read_region(copy, file=file, form_index=counts[FormKind.UNKNOWN]))
                counts[FormKind.UNKNOWN] += 1
                continue
            if isinstance(form, SelfEvaluation) and form.form == "annex4" and form.name:
                name = (form.form, form.name)
                names[name] += 1
                if names[name] > 1:
                    form = reader.read(region, file, counts[region.kind], names[name])
            forms.append(form)
            counts[region.kind] += 1
    return forms


def _originals(entries: Sequence[Sorted], reader: _Reader) -> dict[tuple[object, ...], int]:
    """The file from which each form that several hold is taken: the first that no name calls a copy, else the first."""
    kinds = Counter(region.kind for entry in entries for region in entry.regions)
    copies = [is_named_copy(entry.document.source.path) for entry in entries]
    held: dict[tuple[object, ...], int] = {}
    counts: Counter[str] = Counter()
    for file, entry in enumerate(entries):
        for region in entry.regions:
            if kinds[region.kind] > 1:
                content = content_of(reader.read(region, file, counts[region.kind]))
                if content and copies[held.setdefault(content, file)] and not copies[file]:
                    held[content] = file
            counts[region.kind] += 1
    return held
