"""Y07: a column of annex 2 is headed with a year that it cannot be."""

import re
from collections.abc import Iterator
from typing import Final

from formaudit.checks.evidence import Evidence
from formaudit.forms.quoting import form_address, word_figure
from formaudit.messages import phrase
from formaudit.model.forms import BaseDataForm
from formaudit.model.verdict import Outcome, Verdict

__all__ = ["column_year_stale"]

_YEAR: Final = re.compile(r"(?<!\d)(20\d{2})\s*年?度?[^\d]*$")


def column_year_stale(evidence: Evidence) -> Iterator[Verdict]:
    """Y07: the heads of annex 2's columns name years that do not fit each other, or the year of the submission.

    Last year's accounts stand beside this year's budget and accounts. Where the heads are those of the year before
    throughout, the whole form may be an old one, which the title tells (X17). Breaks: 2023年决算数 twice in a form of
    2024. Holds: 2023年决算数 | 2024年预算数 | 2024年决算数; heads without years.
    """
    for base in evidence.submission.base_data:
        year = evidence.submission.year or base.year
        years = _years(base)
        if year is None or len(years) < 2:
            continue
        expected = {at: year - 1 if base.columns[at] == "prior_account" else year for at in years}
        wrong = [at for at, (printed, _) in years.items() if printed != expected[at]]
        if len(wrong) == len(years):
            continue
        shown = wrong or [next(iter(years))]
        yield Verdict(
            check="Y07",
            outcome=Outcome.BROKEN if wrong else Outcome.HOLDS,
            key=f"{form_address(base)}.column-years",
            figures=tuple(
                word_figure(
                    f"{form_address(base)}.head[{base.columns[at]}]",
                    years[at][1],
                    years[at][1],
                    base.rows[0].figures[at].place,
                    base.rows[0].figures[at].confidence,
                )
                for at in shown
            ),
            calculation="、".join(f"{years[at][0]} ≠ {expected[at]}" for at in wrong),
            message=phrase(
                "Y07.broken",
                head="、".join(years[at][1] for at in wrong),
                expected="、".join(str(expected[at]) for at in wrong),
                year=str(year),
            )
            if wrong
            else phrase("Y07.holds", year=str(year)),
        )


def _years(base: BaseDataForm) -> dict[int, tuple[int, str]]:
    """The year and the printed head of each column that names one, by its position."""
    found: dict[int, tuple[int, str]] = {}
    if not base.rows or len(base.rows[0].figures) != len(base.columns):
        return found
    for at, figure in enumerate(base.rows[0].figures):
        head = figure.label.removeprefix(base.rows[0].name).strip() or figure.label
        match = _YEAR.search(head)
        if match is not None:
            found[at] = (int(match[1]), head.rsplit(" ", 1)[-1])
    return found
