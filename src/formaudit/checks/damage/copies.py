"""C07: forms copied from one another."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.lookups import scored
from formaudit.forms.quoting import called, form_address, word_figure
from formaudit.messages import phrase
from formaudit.model.form_kind import FormKind
from formaudit.model.forms import Indicator, SelfEvaluation
from formaudit.model.verdict import Outcome, Verdict, VerdictKind
from formaudit.text import compact

__all__ = ["cloned_form"]

_SHARE: Final = 0.9
_FEWEST_CELLS: Final = 12
_FEWEST_ROWS: Final = 6
_FEWEST_QUANTITIES: Final = 2


def _cells(row: Indicator) -> tuple[str, ...]:
    return tuple(compact(text.text) for text in (row.name, row.target_text, row.achieved_text, row.reason)) + tuple(
        figure.raw if figure is not None else "" for figure in (row.weight, row.score)
    )


def cloned_form(evidence: Evidence) -> Iterator[Verdict]:
    """C07: two forms agree in nearly every cell of their indicators once money is left out of the comparison.

    Two projects also do where each indicator of one stands in the other with its target and its result, whatever points
    they give it, and quantities are among them: names and hundreds of per cent alone are those of any project.
    """
    forms = list(evidence.submission.self_evaluations)
    for position, first in enumerate(forms):
        for second in forms[position + 1 :]:
            left = {(row.level2, compact(row.name.text)): row for row in scored(first) if not _is_money(row)}
            right = {(row.level2, compact(row.name.text)): row for row in scored(second) if not _is_money(row)}
            total = 6 * max(len(left), len(right))
            equal = sum(
                a == b
                for key in left.keys() & right.keys()
                for a, b in zip(_cells(left[key]), _cells(right[key]), strict=True)
            )
            only = first.form is FormKind.ANNEX3 and len(evidence.submission.projects) == 1
            if total < _FEWEST_CELLS * 4 or only or equal / total < _SHARE:
                words = 3 * _taken_over(first, second)
                if not words:
                    continue
                equal = total = words
            one, other = next(iter(left.values())), next(iter(right.values()))
            yield Verdict(
                check="C07",
                outcome=Outcome.BROKEN,
                key=f"{form_address(first)}={form_address(second)}",
                figures=(
                    word_figure(
                        f"{form_address(second)}.indicators",
                        second.name,
                        other.name.text.strip()[:20],
                        other.name.place,
                    ),
                    word_figure(
                        f"{form_address(first)}.indicators", first.name, one.name.text.strip()[:20], one.name.place
                    ),
                ),
                calculation=f"{equal} / {total}",
                message=phrase(
                    "C07.broken", first=called(first), second=called(second), equal=str(equal), total=str(total)
                ),
                kind=VerdictKind.COPIED_FORM,
            )


def _taken_over(first: SelfEvaluation, second: SelfEvaluation) -> int:
    """How many rows two projects share word for word if one of them has no others, else none."""
    if first.form is not FormKind.ANNEX4 or second.form is not FormKind.ANNEX4:
        return 0
    left, right = (list(scored(form)) for form in (first, second))
    fewer, more = sorted((left, right), key=len)
    known = Counter(_words(row) for row in more)
    if len(fewer) < _FEWEST_ROWS or Counter(_words(row) for row in fewer) - known:
        return 0
    counted = sum(row.target is not None and row.target.filled and row.target.unit not in ("", "%") for row in fewer)
    return len(fewer) if counted >= _FEWEST_QUANTITIES else 0


def _words(row: Indicator) -> tuple[str, ...]:
    return tuple(compact(text.text) for text in (row.name, row.target_text, row.achieved_text))


def _is_money(row: Indicator) -> bool:
    return row.level1 == "COST" or row.level2.startswith("COST")
