"""Figures of a submission's tables that no form has taken over, as warnings of their files."""

from collections.abc import Sequence
from itertools import groupby

from formaudit.forms.unread import cells_read, unread_in
from formaudit.messages import word
from formaudit.model.submission import Submission
from formaudit.model.table import Cell, Table
from formaudit.text import compact

__all__ = ["Unread", "unread_figures", "unread_warnings"]

Unread = tuple[tuple[Table, Cell], ...]
"""The cells of one file, each with its table."""


def unread_figures(submission: Submission) -> tuple[Unread, ...]:
    """For each file of the submission the cells that print a figure which stands in none of its forms.

    Tables that another submission has from the same file are read there.
    """
    forms = submission.forms
    read = cells_read(forms)
    elsewhere = frozenset(submission.elsewhere)
    codes: dict[tuple[int, int | None, int | None], set[str]] = {}
    for paper in submission.disclosures:
        for row in (row for each in paper.typed for grid in each.grids for row in grid.rows if row.code):
            place = row.place
            codes.setdefault((place.file, place.table, place.row), set()).update(_levels(row.code))
    return tuple(
        tuple(
            (table, cell)
            for table, cell in unread_in(document, file, forms, read)
            if (file, table.index) not in elsewhere
            and compact(cell.text) not in codes.get((file, table.index, cell.row), ())
        )
        for file, document in enumerate(submission.documents)
    )


def _levels(code: str) -> frozenset[str]:
    """What the cells in front of a row may print of its code: a level (05, also 5) or all down to one."""
    levels = {code[:3], code[3:5], code[5:7], code[:5], code}
    return frozenset(levels | {level.lstrip("0") for level in levels})


def unread_warnings(cells: Unread | Sequence[tuple[Table, Cell]], lang: str) -> tuple[str, ...]:
    """A warning for each table with such cells: how many, and where the first stands."""
    warnings: list[str] = []
    for number, own in groupby(cells, key=lambda pair: pair[0].index):
        found = [cell for _, cell in own]
        warnings.append(
            word(
                "warning.unread",
                lang,
                table=str(number + 1),
                count=str(len(found)),
                row=str(found[0].row + 1),
                col=str(found[0].col + 1),
                text=found[0].text.strip()[:20],
            )
        )
    return tuple(warnings)
