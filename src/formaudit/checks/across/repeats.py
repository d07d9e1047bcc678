"""X20, X21: an output claimed twice, and goals without outcome or indicator."""

from collections.abc import Iterator
from typing import Final

from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.lookups import scored
from formaudit.forms.quoting import called, cell_figure, content_pairs, covered, form_address
from formaudit.graph.reading import plain
from formaudit.indicators.normalise import NormalizedName, normalise_name
from formaudit.messages import phrase
from formaudit.model.cells import TextCell
from formaudit.model.figure import ZERO, Figure
from formaudit.model.form_kind import FormKind
from formaudit.model.forms import Indicator, SelfEvaluation
from formaudit.model.verdict import Absence, Outcome, Severity, Verdict, VerdictKind
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["goal_items", "goals_without_outcome", "output_claimed_twice"]

_GOAL: Final = compiled(r"目标\s*[一二三四五六七八九十\d]{1,2}\s*[:：.、．]")
_SERIAL: Final = compiled(r"(?:^|\n)\s*(?:\d{1,2}\s*[、.．](?!\d)|[（(]\d{1,2}[)）]|[①-⑳])")
_FEWEST_PAIRS: Final = 3


def _counted(row: Indicator) -> Figure | None:
    """The achieved number of things of a quantity row."""
    achieved = row.achieved
    if row.level2 != "OUT.QTY" or achieved is None or not achieved.filled or achieved.amount <= 1:
        return None
    return None if achieved.unit in ("%", "") else achieved


def output_claimed_twice(evidence: Evidence) -> Iterator[Verdict]:
    """X20: two project forms claim the same output, and the unit's form does not count it twice.

    The same quantity indicator with the same achieved number stands in two annex 4. Where annex 3 prints the sum of
    them, each paid for its own part and all is well. One activity may be paid from two funds, so this is a question.
    Breaks: 培训 9次 in two projects and 9次 in annex 3. Holds: 18次 in annex 3.
    """
    seen: dict[tuple[NormalizedName, str], list[tuple[SelfEvaluation, Figure]]] = {}
    unit: dict[NormalizedName, Figure] = {}
    for form in evidence.submission.self_evaluations:
        for row in scored(form):
            achieved, name = _counted(row), normalise_name(row.name.text)
            if achieved is None or not name:
                continue
            if form.form is FormKind.ANNEX3:
                unit[name] = achieved
            else:
                seen.setdefault((name, achieved.unit), []).append((form, achieved))
    for (name, _), entries in seen.items():
        values = {figure.amount for _, figure in entries}
        if len(entries) < 2 or len(values) > 1:
            continue
        total, whole = sum((figure.amount for _, figure in entries), ZERO), unit.get(name)
        split = whole is not None and whole.amount == total
        figures = (*(figure for _, figure in entries), *((whole,) if whole is not None else ()))
        yield Verdict(
            check="X20",
            outcome=Outcome.HOLDS if split else Outcome.BROKEN,
            key=f"annex4.output[{name}]",
            figures=figures,
            calculation=" + ".join(plain(figure.amount) for _, figure in entries)
            + f" = {plain(total)}"
            + ("" if whole is None else f" {'=' if split else '≠'} {plain(whole.amount)}"),
            message=phrase(
                "X20.holds" if split else "X20.broken" if whole is not None else "X20.alone",
                name=name,
                printed=entries[0][1].raw,
                count=str(len(entries)),
                total=plain(total),
            ),
            suspects=1 if split else len(entries),
            kind=VerdictKind.CLAIMED_TWICE,
            absence=Absence.FORM if whole is None else Absence.NONE,
        )


def goal_items(text: str) -> tuple[tuple[int, str], ...]:
    """The numbered goals of a cell (目标1：…, 1、…) with the positions of their texts; empty where none is numbered."""
    marks = list(_GOAL.finditer(text)) or list(_SERIAL.finditer(text))
    if not marks:
        return ()
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return tuple((mark.end(), text[mark.end() : end].strip()) for mark, end in zip(marks, ends, strict=True))


def goals_without_outcome(evidence: Evidence) -> Iterator[Verdict]:
    """X21: the numbers of goals and of outcomes differ, or no indicator is about a goal.

    Counts numbered items on both sides; where one side is not numbered nothing is compared. That a goal has an
    indicator is told by shared words only and therefore a note, given when not one word agrees. Breaks: three goals,
    two outcomes. Holds: three and three. A project form may leave out goals that it does not pay for.
    """
    for form in evidence.submission.self_evaluations:
        expected = [goal.expected for goal in form.goals if compact(goal.expected.text)]
        actual = [goal.actual for goal in form.goals if compact(goal.actual.text)]
        if not expected:
            continue
        yield from _counts(form, expected, actual)
        yield from _indicators(form, expected)


def _counts(form: SelfEvaluation, expected: list[TextCell], actual: list[TextCell]) -> Iterator[Verdict]:
    wanted, done = (sum(len(goal_items(cell.text)) for cell in cells) for cells in (expected, actual))
    if (not wanted or not done) and actual:
        return
    label = "年度总体目标"
    address = f"{form_address(form)}.goals"
    figures = [cell_figure(f"{address}.expected", f"{label} 预期目标", expected[0])]
    if actual:
        figures.insert(0, cell_figure(f"{address}.actual", f"{label} 实际完成情况", actual[0]))
    holds = bool(actual) and wanted == done
    yield Verdict(
        check="X21",
        outcome=Outcome.HOLDS if holds else Outcome.BROKEN,
        key=f"{address}.count",
        figures=tuple(figures),
        calculation=f"{wanted or len(expected)} {'=' if holds else '≠'} {done}",
        message=phrase(
            "X21.holds" if holds else "X21.count",
            form=called(form),
            expected=str(wanted or len(expected)),
            actual=str(done),
        ),
    )


def _indicators(form: SelfEvaluation, expected: list[TextCell]) -> Iterator[Verdict]:
    rows = scored(form)
    if len(rows) < 3:
        return
    words = content_pairs("，".join(f"{row.name.text}，{row.target_text.text}，{row.level2_text.text}" for row in rows))
    bare: list[Figure] = []
    for cell in expected:
        for start, text in goal_items(cell.text) or ((0, cell.text),):
            if len(content_pairs(text)) >= _FEWEST_PAIRS and covered(text, words) == 0:
                key = f"{form_address(form)}.goal[{compact(text)[:16]}]"
                bare.append(cell_figure(key, "预期目标", cell, start, start + len(text)))
    if bare:
        yield Verdict(
            check="X21",
            outcome=Outcome.BROKEN,
            key=f"{form_address(form)}.goals.indicators",
            figures=tuple(bare),
            calculation=f"{len(bare)} / {sum(len(goal_items(cell.text)) or 1 for cell in expected)}",
            message=phrase("X21.indicator", form=called(form), count=str(len(bare))),
            severity=Severity.NOTE,
            suspects=len(bare),
        )
