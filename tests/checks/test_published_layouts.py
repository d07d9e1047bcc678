"""Forms as units publish them: each drawn once with figures that hold, and once more for every slip that it names.

A file under ``published_layouts`` begins with lines of facts: the unit, the kinds of its forms, and slips, each the name
of a figure with another value in its place. Then comes the drawing, in which ``[name=value]`` is such a figure.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from msgspec import Struct

from formaudit.audit import audit_submission
from formaudit.checks.kernel.unread_figures import unread_figures
from formaudit.extract.door import extract_bytes
from formaudit.intake.grouping import group_documents
from formaudit.model.report import Finding
from formaudit.model.submission import Submission
from formaudit.model.verdict import Severity
from formaudit.settings import Profile
from tests.drawn import written

FOLDER = Path(__file__).with_name("published_layouts")
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))
_FIGURE = re.compile(r"\[(\w+)=([^\]]*)\]")
_GRAVE = (Severity.CRITICAL, Severity.MAJOR)


class Layout(Struct, frozen=True, kw_only=True):
    """A drawing with what is true of it."""

    unit: str
    forms: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]
    drawing: str

    def text(self, fault: tuple[str, str] | None = None) -> str:
        """The drawing with its figures, or with one of them changed."""
        name, value = fault or ("", "")
        return _FIGURE.sub(lambda match: value if match[1] == name else match[2], self.drawing)


def layout(name: str) -> Layout:
    return layout_in(FOLDER, name)


@cache
def layout_in(folder: Path, name: str) -> Layout:
    head, _, drawing = (folder / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")
    facts = [line.removeprefix("= ").partition(" ")[::2] for line in head.splitlines()]
    faults = tuple(value.partition("=")[::2] for key, value in facts if key == "fault")
    known = dict(facts)
    return Layout(unit=known["unit"], forms=tuple(known["forms"].split()), faults=faults, drawing=drawing)


def read(text: str) -> tuple[Submission, tuple[Finding, ...]]:
    submissions, strange = group_documents([extract_bytes(written(text), "自评表.docx")])
    assert not strange
    [submission] = submissions
    return submission, audit_submission(submission, Profile(), "zh").findings


def told(text: str) -> set[tuple[str, str]]:
    _, findings = read(text)
    return {(one.check, one.figures[0].key) for one in findings if one.severity is not Severity.NOTE}


@pytest.mark.parametrize("name", NAMES)
def test_a_form_whose_figures_hold_is_not_accused(name: str) -> None:
    _, findings = read(layout(name).text())
    assert [one.message for one in findings if one.severity in _GRAVE] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_form_is_recognised_and_read_to_its_last_figure(name: str) -> None:
    drawn = layout(name)
    submission, _ = read(drawn.text())
    assert submission.unit == drawn.unit
    assert submission.year is not None
    assert tuple(sorted(str(form.form) for form in submission.forms)) == tuple(sorted(drawn.forms))
    assert [cell.text for file in unread_figures(submission) for _, cell in file] == []


@pytest.mark.parametrize(("name", "fault"), [(name, fault) for name in NAMES for fault in layout(name).faults], ids=str)
def test_a_single_slip_is_told(name: str, fault: tuple[str, str]) -> None:
    drawn = layout(name)
    assert told(drawn.text(fault)) - told(drawn.text()) != set()


def test_a_wrong_weight_does_not_make_a_form_complete_that_was_cut() -> None:
    drawn = layout("result-beside-the-money-of-a-cut-form")
    _, findings = read(drawn.text(("w", "100")))
    assert [one.calculation for one in findings if one.check == "T15"] == []
