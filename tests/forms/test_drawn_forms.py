"""Forms as provinces, counties, schools and hospitals draw them: figures that hold, and slips of which each is told.

A file under ``drawn_forms`` is written like those of ``tests/checks/published_layouts``. The slips that it names are
told one by one; the form without them is read to its last figure and accused of nothing, and neither is it where its
merged cells were taken apart, so that each holds their text or only the first.
"""

from functools import cache
from pathlib import Path

import pytest

from formaudit.checks.kernel.unread_figures import unread_figures
from formaudit.model.report import Finding
from formaudit.model.submission import Submission
from formaudit.model.verdict import Severity
from tests.checks.test_published_layouts import Layout, layout_in, read

FOLDER = Path(__file__).with_name("drawn_forms")
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))
_GRAVE = (Severity.CRITICAL, Severity.MAJOR)


@cache
def drawn(name: str) -> tuple[Layout, Submission, tuple[Finding, ...]]:
    own = layout_in(FOLDER, name)
    return own, *read(own.text())


def told(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(one.check, one.figures[0].key) for one in findings if one.severity is not Severity.NOTE}


@pytest.mark.parametrize("name", NAMES)
def test_a_form_that_holds_is_read_whole_and_not_accused(name: str) -> None:
    own, submission, findings = drawn(name)
    assert [one.message for one in findings if one.severity in _GRAVE] == []
    assert submission.unit == own.unit
    assert submission.year is not None
    assert tuple(sorted(str(form.form) for form in submission.forms)) == tuple(sorted(own.forms))
    unread = [cell.text for file in unread_figures(submission) for _, cell in file]
    assert unread == []


@pytest.mark.parametrize(
    ("name", "fault"), [(name, fault) for name in NAMES for fault in layout_in(FOLDER, name).faults], ids=str
)
def test_a_slip_is_told(name: str, fault: tuple[str, str]) -> None:
    own, _, before = drawn(name)
    _, findings = read(own.text(fault))
    assert told(findings) - told(before) != set()


def taken_apart(drawing: str, *, repeated: bool) -> str:
    """A drawing whose merged cells are single ones."""
    lines = []
    above: list[str] = []
    for line in drawing.splitlines():
        if "|" not in line:
            above = []
            lines.append(line)
            continue
        cells: list[str] = []
        for at, mark in enumerate(part.strip() for part in line.split("|")):
            known = cells[-1] if mark == "<" else above[at] if mark == "^" else mark
            cells.append(known)
        shown = (
            cells if repeated else [part.strip() if part.strip() not in ("<", "^") else "" for part in line.split("|")]
        )
        lines.append(" | ".join(shown))
        above = cells
    return "\n".join(lines)


@pytest.mark.parametrize("repeated", [True, False], ids=["repeated", "lost"])
@pytest.mark.parametrize("name", NAMES)
def test_a_form_whose_merged_cells_were_taken_apart_is_not_accused(name: str, repeated: bool) -> None:
    own, _, _ = drawn(name)
    _, findings = read(taken_apart(own.text(), repeated=repeated))
    assert [one.message for one in findings if one.severity in _GRAVE] == []


@pytest.mark.parametrize(
    "name",
    [
        "changes-right-of-the-stages-of-years",
        "names-and-points-under-merged-levels",
        "sources-under-fiscal-money-by-what-came-in",
    ],
)
def test_heads_over_blanks_that_a_lost_merge_left_name_their_columns(name: str) -> None:
    own, _, _ = drawn(name)
    submission, _ = read(taken_apart(own.text(), repeated=False))
    assert [cell.text for file in unread_figures(submission) for _, cell in file] == []


def test_a_form_that_ends_inside_a_group_is_not_accused_of_its_points() -> None:
    own, _, _ = drawn("points-at-the-end-of-the-money")
    lines = own.text().splitlines()
    cut = next(at for at, line in enumerate(lines) if line.startswith("产出指标")) + 1
    _, findings = read("\n".join(lines[:cut]))
    assert [one.message for one in findings if one.severity in _GRAVE] == []


def test_a_block_of_funds_that_names_its_unit_has_it_whatever_the_head_says() -> None:
    _, submission, _ = drawn("yuan-below-ten-thousands")
    [form] = submission.projects
    budgets = [row.final_budget for row in form.funds]
    assert [budget.unit for budget in budgets if budget is not None] == ["元", "元", "元"]
