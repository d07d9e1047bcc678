"""F13: full points for a result that nobody wrote down."""

from collections.abc import Iterator

from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.cells import is_blank
from formaudit.forms.lookups import scored
from formaudit.forms.quoting import called, form_address, word_figure
from formaudit.messages import phrase
from formaudit.model.forms import Indicator
from formaudit.model.verdict import Outcome, Verdict
from formaudit.numbers import read_cell
from formaudit.text import compact

__all__ = ["full_score_without_result"]

_SHOWN = 8


def full_score_without_result(evidence: Evidence) -> Iterator[Verdict]:
    """F13: the result is blank and the row has all its points, or points where the form prints none to be had.

    One verdict for each form with a column of results. A row without a target either is a heading whose values stand
    in the rows below, and is left out. A standard (达90%得20分) stands for the target where a form asks for none, if
    most rows with one have a result. Breaks: target ≥5台, result blank or 台, 8 of 8. Holds: result 5台; a blank result
    with a blank score.
    """
    for form in evidence.submission.self_evaluations:
        full = [row for row in scored(form) if _full(row)]
        rows = [row for row in full if not is_blank(row.target_text.text)]
        rows = rows or _by_standard(full)
        if not rows:
            continue
        blank = [row for row in rows if _unwritten(row)]
        shown = blank[:_SHOWN] or rows[:1]
        yield Verdict(
            check="F13",
            outcome=Outcome.BROKEN if blank else Outcome.HOLDS,
            key=f"{form_address(form)}.results",
            figures=tuple(
                word_figure(
                    f"{form_address(form)}.result[{compact(row.name.text)}]",
                    " ".join(part for part in (form.name, compact(row.name.text)[:24], "完成值") if part),
                    row.achieved_text.text.strip(),
                    row.achieved_text.place,
                    row.achieved_text.confidence,
                )
                for row in shown
            ),
            calculation=f"{len(blank)} / {len(rows)}",
            message=phrase(
                "F13.broken" if all(row.weight is not None for row in shown) else "F13.scored",
                form=called(form),
                count=str(len(blank)),
                names="、".join(compact(row.name.text) or compact(row.level2_text.text) for row in shown),
            )
            if blank
            else phrase("F13.holds", form=called(form)),
            suspects=len(shown),
        )


def _unwritten(row: Indicator) -> bool:
    """Whether a row has no result: the cell is blank, or holds nothing but the unit in which the target counts."""
    if is_blank(row.achieved_text.text):
        return True
    target, result = compact(row.target_text.text), compact(row.achieved_text.text)
    if row.target is None or not row.target.filled or any(sign.isdecimal() for sign in result):
        return False
    if result == compact(row.target.unit):
        return True  # the unit has a column of its own
    return target.endswith(result) and read_cell(target.removesuffix(result)) is not None


def _by_standard(rows: list[Indicator]) -> list[Indicator]:
    """The rows with a standard to be met, if most of them have a result: else the form does not use its column."""
    held = [row for row in rows if any(code == "standard" and not is_blank(text.text) for code, text in row.extra)]
    results = sum(not is_blank(row.achieved_text.text) for row in held)
    return held if results * 2 > len(held) else []


def _full(row: Indicator) -> bool:
    """Whether a row has a cell for its result and all the points that it can have (some if none is told)."""
    if row.achieved_text.place.row is None:
        return False
    if row.score is None or not row.score.filled or row.score.amount <= 0:
        return False
    if row.weight is None:
        return True
    return row.weight.filled and row.weight.amount == row.score.amount
