"""X23: the unit's name with a slip of the hand in one of the forms."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.quoting import cell_figure, form_address
from formaudit.indicators.normalise import normalise_name
from formaudit.indicators.slips import differences
from formaudit.messages import phrase
from formaudit.model.cells import TextCell
from formaudit.model.forms import BaseDataForm, SelfEvaluation
from formaudit.model.report_text import Report
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome, Verdict
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["name_with_slip"]

_SHORTEST: Final = 4
_MOST: Final = 2
_ADDED: Final = compiled(r"(?:\([^()]*\)|\d{2,}|本级|机关本级)$")


def name_with_slip(evidence: Evidence) -> Iterator[Verdict]:
    """X23: one form prints the name of the unit or its department as another form does, but for a slip.

    A slip is two characters changed about, one of the same sound or a like shape, one doubled. The name that most
    forms print is taken for the right one; of two that stand alike nobody can tell, and both are shown. Breaks:
    湖滨区挡案馆 beside 湖滨区档案馆. Holds: the same name; an abridged one; another body's name (X16 tells that).
    """
    entries = list(_names(evidence.submission))
    entries += _in_titles(evidence.submission, [cell for _, cell in entries])
    counts = Counter(_bare(cell.text) for _, cell in entries)
    found = False
    told: set[str] = set()
    for address, cell in entries:
        name = _bare(cell.text)
        twin = next((entry for entry in entries if _slipped(name, _bare(entry[1].text), counts)), None)
        if twin is None or name in told:
            continue
        found = True
        told.update((name, _bare(twin[1].text)))
        yield Verdict(
            check="X23",
            outcome=Outcome.BROKEN,
            key=f"names.slip[{name}]",
            figures=(
                cell_figure(f"{address}.name", "单位名称", cell),
                cell_figure(f"{twin[0]}.name", "单位名称", twin[1]),
            ),
            calculation=f"{compact(cell.text)} ≠ {compact(twin[1].text)}",
            message=phrase("X23.broken", name=compact(cell.text), other=compact(twin[1].text)),
        )
    if not found and len(entries) > 1:
        (address, cell), (other, twin_cell) = entries[0], entries[-1]
        yield Verdict(
            check="X23",
            outcome=Outcome.HOLDS,
            key="names.slip",
            figures=(
                cell_figure(f"{address}.name", "单位名称", cell),
                cell_figure(f"{other}.name", "单位名称", twin_cell),
            ),
            calculation="",
            message=phrase("X23.holds"),
        )


def _bare(text: str) -> str:
    """A name without what forms add to it: 某局（本级）, 某局（145）, 某局本级."""
    return _ADDED.sub("", str(normalise_name(text)))


def _slipped(name: str, other: str, counts: Counter[str]) -> bool:
    """Whether a name is another one with a slip, and no more forms print it than print the other."""
    if name == other or min(len(name), len(other)) < _SHORTEST or counts[name] > counts[other]:
        return False
    found = differences(name, other)
    return 0 < found.slips <= _MOST and not found.changed and not found.extra


def _in_titles(submission: Submission, cells: Sequence[TextCell]) -> Iterator[tuple[str, TextCell]]:
    """The name in the title of a report or form, as it stands there: a stretch that is a name or that with a slip."""
    names = sorted({_bare(cell.text) for cell in cells}, key=len, reverse=True)
    titled: tuple[Report | SelfEvaluation, ...] = (*submission.reports, *submission.self_evaluations)
    for report in titled:
        title = report.printed_title
        if title is None:
            continue
        text = compact(title.text)
        for name in names:
            at = text.find(name)
            places = [at] if at >= 0 else range(len(text) - len(name) + 1)
            stretch = next((text[at : at + len(name)] for at in places if _alike(name, text[at : at + len(name)])), "")
            if stretch:
                yield form_address(report), replace(title, text=stretch)
                break


def _alike(name: str, stretch: str) -> bool:
    if name == stretch:
        return True
    if len(name) < _SHORTEST or sorted(name) != sorted(stretch):
        return False
    found = differences(name, stretch)
    return found.slips == 1 and not found.changed


def _names(submission: Submission) -> Iterator[tuple[str, TextCell]]:
    forms: tuple[BaseDataForm | SelfEvaluation, ...] = (*submission.base_data, *submission.self_evaluations)
    for form in forms:
        cells = [form.unit_name]
        if isinstance(form, SelfEvaluation):
            cells += [form.implementing_unit, form.supervising_department, form.submitting_unit]
        for cell in cells:
            if cell is not None and compact(cell.text):
                yield form_address(form), cell
